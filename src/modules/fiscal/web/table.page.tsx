import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  CheckboxTiles,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  FileField,
  FilterBar,
  FilterText,
  type PageContext,
  Pagination,
  Section,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { StandarHarga } from '../domain/standar.ts'
import { messagesIn } from '../messages/index.ts'
import { KODE, KodeFrame, type Tabel } from './frame.tsx'

/** A code as the table shows it; `turun` when something stands below it. */
export type KodeShown = Readonly<{
  kode: string
  nama: string
  turun: boolean
  isTerverifikasi: boolean | undefined
  sisi: 'D' | 'K' | undefined
}>

type Shared = Readonly<{ ctx: PageContext; tahun: number; years: readonly number[]; cari: string }>

export type TableProps = Shared &
  Readonly<{
    tabel: Exclude<Tabel, 'standar'>
    path: readonly Readonly<{ kode: string; nama: string }>[]
    rows: readonly KodeShown[]
    isCut: boolean
  }>

/** One table of codes, level by level, or what a search found in it. */
export function TablePage(props: TableProps) {
  const { ctx, tahun, tabel, rows, path } = props
  const m = messagesIn(ctx.lang)
  const at = (kode: string) => `${KODE}/${tabel}?tahun=${tahun}&di=${encodeURIComponent(kode)}`
  return (
    <KodeFrame {...props} title={m.tabel[tabel]}>
      <Search {...props} tabel={tabel} />
      {path.length > 0 && (
        <nav class="jejak-hal" aria-label={m.tabel[tabel]}>
          <a href={`${KODE}/${tabel}?tahun=${tahun}`}>{m.top}</a>
          {path.map((one) => (
            <>
              {' '}
              <span aria-hidden="true">›</span> <a href={at(one.kode)}>{one.nama}</a>
            </>
          ))}
        </nav>
      )}
      {rows.length === 0 ? (
        <EmptyState title={m.nothing} />
      ) : (
        <DataTable
          caption={m.tabel[tabel]}
          isStacked
          columns={[
            { header: m.code, cell: (row) => <span class="angka">{row.kode}</span> },
            {
              header: m.name,
              isHead: true,
              cell: (row) => (row.turun ? <a href={at(row.kode)}>{row.nama}</a> : row.nama),
            },
            ...(tabel === 'rekening'
              ? [
                  {
                    header: m.side,
                    cell: (row: KodeShown) => (row.sisi === undefined ? '' : m.sides[row.sisi]),
                  },
                ]
              : []),
            {
              header: m.checked,
              cell: (row) =>
                row.isTerverifikasi === undefined ? '' : row.isTerverifikasi ? m.yes : m.unchecked,
            },
          ]}
          rows={rows}
        />
      )}
      <p class="bantuan">
        {props.isCut
          ? m.more(formatNumber(rows.length, ctx.lang))
          : m.shown(formatNumber(rows.length, ctx.lang))}
      </p>
    </KodeFrame>
  )
}

function Search({ ctx, tahun, cari, tabel }: Shared & Readonly<{ tabel: Tabel }>) {
  const m = messagesIn(ctx.lang)
  return (
    <FilterBar action={`${KODE}/${tabel}`} label={m.search} button={m.find}>
      <input type="hidden" name="tahun" value={String(tahun)} />
      <FilterText name="cari" label={m.search} value={cari} />
    </FilterBar>
  )
}

export type StandarProps = Shared &
  Readonly<{
    rows: readonly StandarHarga[]
    nextHref: string | undefined
    mayLoad: boolean
    refusals: readonly Refusal[]
    typed?: Readonly<{ dasar: string; tempel: string; isPeriksa: boolean }>
    notice?: ComponentChildren
  }>

/** Price standards of a year, and the form that loads them. */
export function StandarPage(props: StandarProps) {
  const { ctx, rows, nextHref } = props
  const m = messagesIn(ctx.lang)
  return (
    <KodeFrame {...props} tabel="standar" title={m.tabel.standar}>
      <ErrorSummary ctx={ctx} refusals={props.refusals} />
      {props.notice}
      <Search {...props} tabel="standar" />
      {rows.length === 0 ? (
        <EmptyState title={m.nothing} />
      ) : (
        <div class="kartu">
          <DataTable
            caption={m.tabel.standar}
            isStacked
            columns={[
              { header: m.code, cell: (row) => <span class="angka">{row.kode}</span> },
              { header: m.name, isHead: true, cell: (row) => row.uraian },
              { header: m.spec, cell: (row) => row.spesifikasi },
              { header: m.unit, cell: (row) => row.satuan },
              {
                header: m.price,
                isNumber: true,
                cell: (row) => formatRupiah(row.harga, ctx.lang),
              },
            ]}
            rows={rows}
          />
          <Pagination
            ctx={ctx}
            shown={m.shown(formatNumber(rows.length, ctx.lang))}
            {...(nextHref === undefined ? {} : { nextHref })}
          />
        </div>
      )}
      {props.mayLoad && <LoadForm {...props} />}
    </KodeFrame>
  )
}

function LoadForm({ ctx, tahun, refusals, typed }: StandarProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="muat" title={m.load}>
      <p class="bantuan">{m.loadHelp}</p>
      <form
        method="post"
        action={`${KODE}/standar/muat`}
        enctype="multipart/form-data"
        class="tumpuk sempit"
      >
        <Csrf ctx={ctx} />
        <input type="hidden" name="tahun" value={String(tahun)} />
        <TextField
          ctx={ctx}
          refusals={refusals}
          name="dasar"
          label={m.basis}
          value={typed?.dasar ?? ''}
          maxLength={300}
        />
        <FileField ctx={ctx} refusals={refusals} name="berkas" label={m.file} accept=".csv,.xlsx" />
        <TextArea
          ctx={ctx}
          refusals={refusals}
          name="tempel"
          label={m.pasted}
          value={typed?.tempel ?? ''}
          rows={4}
        />
        <CheckboxTiles
          ctx={ctx}
          refusals={refusals}
          name="periksa"
          label={m.load}
          choices={[{ value: 'ya', label: m.onlyCheck }]}
          values={(typed?.isPeriksa ?? true) ? ['ya'] : []}
          isSingleColumn
        />
        <p>
          <Button>{m.send}</Button>
        </p>
      </form>
    </Section>
  )
}
