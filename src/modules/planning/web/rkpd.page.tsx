import type { Refusal } from '../../../kernel/result.ts'
import { formatRupiah } from '../../../ui/format.ts'
import {
  ButtonLink,
  DenseTable,
  EmptyState,
  ErrorSummary,
  FilterBar,
  FilterSelect,
  FilterText,
  KeyHints,
  type PageContext,
  Pagination,
} from '../../../ui/index.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Wilayah } from '../../reference/index.ts'
import { type Dokumen, SUMBER } from '../domain/dokumen.ts'
import { formatUkuran } from '../domain/ukuran.ts'
import { messagesIn } from '../messages/index.ts'
import type { Baris } from '../store/baris-store.ts'
import { DokumenFrame } from './frame.tsx'
import { dokumenPath } from './paths.ts'
import { StateForms, type StateProps } from './state-forms.tsx'

export type RkpdProps = Readonly<{
  ctx: PageContext
  /** The RKPD, or the Renja whose lines are the SKPD's part of it. */
  dokumen: Dokumen
  kode: Kodefikasi
  /** The RKPD its lines stand in: the document itself, or the one a Renja is a part of. */
  rkpd: Dokumen | undefined
  rows: readonly Baris[]
  filter: Readonly<{ skpd: string; sumber: string; lokasi: string; kata: string }>
  kecamatan: readonly Wilayah[]
  placeName: (kode: string) => string
  nextHref: string | undefined
  firstHref: string | undefined
  mayWrite: boolean
  /** Whether this officer may add lines of some SKPD. */
  mayAdd: boolean
  state: Pick<StateProps, 'mayEnact' | 'refusals' | 'typed'>
  refusals: readonly Refusal[]
}>

/** Lines of the yearly plan, dense, filtered by address. */
export function RkpdPage(props: RkpdProps) {
  const { ctx, dokumen, rkpd, rows, state, refusals } = props
  const m = messagesIn(ctx.lang)
  const path = dokumenPath(dokumen)
  return (
    <DokumenFrame ctx={ctx} dokumen={dokumen} tab="isi" mayWrite={props.mayAdd}>
      <ErrorSummary ctx={ctx} refusals={[...refusals, ...state.refusals]} />
      <StateForms ctx={ctx} dokumen={dokumen} mayWrite={props.mayWrite} {...state} />
      {rkpd !== undefined && rkpd.id !== dokumen.id && (
        <p class="bantuan">
          {m.lines.partOf} <a href={dokumenPath(rkpd)}>{rkpd.judul}</a>
        </p>
      )}
      <LineFilters {...props} />
      {rows.length === 0 ? <EmptyState title={m.lines.empty} /> : <Lines {...props} />}
      <div class="tombol-baris">
        {props.mayAdd && dokumen.status === 'disusun' && rkpd?.status === 'disusun' && (
          <ButtonLink href={`${dokumenPath(rkpd)}/baris`}>{m.lines.add}</ButtonLink>
        )}
        <a href={`${path}/ekspor.csv`}>{m.lines.exportCsv}</a>
        {dokumen.jenis === 'rkpd' && (
          <>
            <a href={`${path}/sipd.csv`}>{m.lines.sipdCsv}</a>
            <a href={`${path}/sipd.json`}>{m.lines.sipdJson}</a>
          </>
        )}
      </div>
      {dokumen.jenis === 'rkpd' && <p class="kecil redup">{m.lines.sipdHelp}</p>}
    </DokumenFrame>
  )
}

function LineFilters({ ctx, dokumen, kode, filter, kecamatan }: RkpdProps) {
  const m = messagesIn(ctx.lang)
  return (
    <FilterBar action={dokumenPath(dokumen)} label={m.list.filter} button={m.list.show}>
      <FilterText name="kata" label={m.lines.search} value={filter.kata} />
      {dokumen.jenis === 'rkpd' && (
        <FilterSelect
          name="skpd"
          label={m.lines.allAgencies}
          value={filter.skpd}
          choices={kode.skpd.all.map((one) => ({ value: String(one.id), label: one.nama }))}
        />
      )}
      <FilterSelect
        name="sumber"
        label={m.lines.allSources}
        value={filter.sumber}
        choices={SUMBER.map((one) => ({ value: one, label: m.sources[one] }))}
      />
      <FilterSelect
        name="lokasi"
        label={m.lines.allPlaces}
        value={filter.lokasi}
        choices={kecamatan.map((one) => ({ value: one.kode, label: one.nama }))}
      />
    </FilterBar>
  )
}

function Lines({ ctx, dokumen, kode, rows, placeName, nextHref, firstHref }: RkpdProps) {
  const m = messagesIn(ctx.lang)
  const rkpdId = rows[0]?.dokumenId ?? dokumen.id
  return (
    <DenseTable
      ctx={ctx}
      caption={dokumen.judul}
      rows={rows}
      rowId={({ id }) => id}
      rowLabel={({ uraian }) => uraian}
      columns={[
        {
          header: m.lines.work,
          isHead: true,
          cell: (row) => (
            <>
              <a href={`${dokumenPath({ id: rkpdId })}/baris/${row.id}`}>{row.uraian}</a>{' '}
              <span class="sub">
                {kode.nomenklatur.byId.get(row.subKegiatanId)?.kode} ·{' '}
                {kode.skpd.byId.get(row.skpdId)?.nama}
              </span>
            </>
          ),
        },
        {
          header: m.lines.place,
          isWideOnly: true,
          cell: (row) =>
            row.lokasiKode === null ? m.lines.wholeRegion : placeName(row.lokasiKode),
        },
        {
          header: m.lines.target,
          isNumber: true,
          cell: (row) => `${formatUkuran(row.target, ctx.lang)} ${row.satuan}`,
        },
        {
          header: m.lines.ceiling,
          isNumber: true,
          cell: (row) => formatRupiah(row.pagu, ctx.lang),
        },
        { header: m.lines.source, cell: (row) => m.sources[row.sumber] },
        {
          header: m.lines.proposals,
          isWideOnly: true,
          cell: (row) => row.usulan.map(({ nomor }) => nomor).join(', '),
        },
      ]}
      foot={
        <>
          <KeyHints ctx={ctx} shown={m.lines.shown(String(rows.length))} />
          {(nextHref ?? firstHref) !== undefined && (
            <Pagination
              ctx={ctx}
              shown={m.lines.shown(String(rows.length))}
              {...(nextHref === undefined ? {} : { nextHref })}
              {...(firstHref === undefined ? {} : { firstHref })}
            />
          )}
        </>
      }
    />
  )
}
