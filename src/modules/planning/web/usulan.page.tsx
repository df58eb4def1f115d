import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DenseTable,
  EmptyState,
  ErrorSummary,
  FilterBar,
  FilterSelect,
  FilterText,
  KeyHints,
  type PageContext,
  Pagination,
  SelectField,
  StatusTag,
  type TagKind,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'
import type { Wilayah } from '../../reference/index.ts'
import { SUMBER } from '../domain/dokumen.ts'
import { PENGUSUL, STATUS_USULAN, type StatusUsulan } from '../domain/usulan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Hitungan, Usulan } from '../store/usulan-store.ts'
import { RencanaFrame } from './frame.tsx'
import { USULAN, withQuery } from './paths.ts'

export const USULAN_TAGS: Readonly<Record<StatusUsulan, TagKind>> = {
  diajukan: 'tunggu',
  diterima: 'selesai',
  diubah: 'koord',
  ditolak: 'lewat',
}

export type UsulanListProps = Readonly<{
  ctx: PageContext
  tahun: number
  years: readonly number[]
  filter: Readonly<{ sumber: string; status: string; lokasi: string; skpd: string; kata: string }>
  counts: readonly Hitungan[]
  rows: readonly Usulan[]
  kode: Kodefikasi
  kecamatan: readonly Wilayah[]
  places: readonly Wilayah[]
  placeName: (kode: string) => string
  nextHref: string | undefined
  firstHref: string | undefined
  /** SKPD a proposal may be registered for by who is looking; none for readers. */
  own: readonly Skpd[]
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** The register of proposals, with filters in the address. */
export function UsulanListPage(props: UsulanListProps) {
  const { ctx, tahun, years, counts, rows } = props
  const m = messagesIn(ctx.lang).usulan
  return (
    <RencanaFrame ctx={ctx} title={m.title} room="usulan">
      <ErrorSummary ctx={ctx} refusals={props.refusals} />
      <h1>{m.titleOf(String(tahun))}</h1>
      <nav class="tampilan angka" aria-label={m.year}>
        {years.map((one) => (
          <a
            href={`${USULAN}?tahun=${one}`}
            {...(one === tahun ? { 'aria-current': 'page' as const } : {})}
          >
            {one}
          </a>
        ))}
      </nav>
      <p class="tombol-baris">
        {counts.map(({ status, jumlah }) => (
          <a href={withQuery(USULAN, { tahun: String(tahun), status })}>
            <StatusTag kind={USULAN_TAGS[status]}>{m.statuses[status]}</StatusTag>{' '}
            {formatNumber(jumlah, ctx.lang)}
          </a>
        ))}
      </p>
      <UsulanFilters {...props} />
      {rows.length === 0 ? <EmptyState title={m.empty} /> : <Register {...props} />}
      {props.own.length > 0 && <RegisterForm {...props} />}
    </RencanaFrame>
  )
}

function UsulanFilters({ ctx, tahun, filter, kode, kecamatan }: UsulanListProps) {
  const m = messagesIn(ctx.lang)
  return (
    <FilterBar action={USULAN} label={m.list.filter} button={m.list.show}>
      <input type="hidden" name="tahun" value={String(tahun)} />
      <FilterText name="kata" label={m.usulan.search} value={filter.kata} />
      <FilterSelect
        name="sumber"
        label={m.lines.allSources}
        value={filter.sumber}
        choices={SUMBER.map((one) => ({ value: one, label: m.sources[one] }))}
      />
      <FilterSelect
        name="status"
        label={m.usulan.allStates}
        value={filter.status}
        choices={STATUS_USULAN.map((one) => ({ value: one, label: m.usulan.statuses[one] }))}
      />
      <FilterSelect
        name="lokasi"
        label={m.lines.allPlaces}
        value={filter.lokasi}
        choices={kecamatan.map((one) => ({ value: one.kode, label: one.nama }))}
      />
      <FilterSelect
        name="skpd"
        label={m.lines.allAgencies}
        value={filter.skpd}
        choices={kode.skpd.all.map((one) => ({ value: String(one.id), label: one.nama }))}
      />
    </FilterBar>
  )
}

function Register({ ctx, rows, kode, placeName, nextHref, firstHref }: UsulanListProps) {
  const m = messagesIn(ctx.lang)
  return (
    <DenseTable
      ctx={ctx}
      caption={m.usulan.title}
      rows={rows}
      rowId={({ id }) => id}
      rowLabel={({ nomor }) => nomor}
      columns={[
        {
          header: m.usulan.proposal,
          isHead: true,
          cell: (row) => (
            <>
              <a href={`${USULAN}/${row.nomor}`}>{row.judul}</a>{' '}
              <span class="sub">
                {row.nomor} · {kode.skpd.byId.get(row.skpdId)?.nama}
              </span>
            </>
          ),
        },
        {
          header: m.lines.place,
          isWideOnly: true,
          cell: (row) => placeName(row.lokasiKode),
        },
        { header: m.lines.source, cell: (row) => m.sources[row.sumber] },
        {
          header: m.usulan.estimate,
          isNumber: true,
          cell: (row) => formatRupiah(row.perkiraan, ctx.lang),
        },
        {
          header: m.usulan.supporters,
          isNumber: true,
          isWideOnly: true,
          cell: (row) => formatNumber(row.pendukung, ctx.lang),
        },
        {
          header: m.list.state,
          cell: (row) => (
            <StatusTag kind={USULAN_TAGS[row.status]}>{m.usulan.statuses[row.status]}</StatusTag>
          ),
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

function RegisterForm({ ctx, tahun, own, places, refusals, typed }: UsulanListProps) {
  const m = messagesIn(ctx.lang)
  const field = { ctx, refusals }
  const value = (name: string, other = '') => typed[name] ?? other
  const placeChoices = places.map((one) => ({
    value: one.kode,
    label: `${one.nama} (${one.kode})`,
  }))
  return (
    <details class="kartu" open={refusals.length > 0}>
      <summary>{m.usulan.register}</summary>
      <form method="post" action={USULAN} class="tumpuk isi">
        <Csrf ctx={ctx} />
        <p class="bantuan">{m.usulan.registerHelp}</p>
        <div class="rencana-pasangan">
          <TextField
            {...field}
            name="tahun"
            label={m.usulan.year}
            value={value('tahun', String(tahun))}
            inputMode="numeric"
            maxLength={4}
          />
          <SelectField
            {...field}
            name="sumber"
            label={m.lines.source}
            value={value('sumber')}
            placeholder={m.list.choose}
            choices={SUMBER.map((one) => ({ value: one, label: m.sources[one] }))}
          />
          <SelectField
            {...field}
            name="pengusulJenis"
            label={m.usulan.proposer}
            value={value('pengusulJenis')}
            placeholder={m.list.choose}
            choices={PENGUSUL.map((one) => ({ value: one, label: m.usulan.proposers[one] }))}
          />
          <SelectField
            {...field}
            name="pengusulWilayah"
            label={m.usulan.proposerPlace}
            isOptional
            value={value('pengusulWilayah')}
            placeholder={m.list.choose}
            choices={placeChoices}
          />
        </div>
        <TextField
          {...field}
          name="judul"
          label={m.usulan.name}
          value={value('judul')}
          maxLength={200}
        />
        <TextArea
          {...field}
          name="uraian"
          label={m.usulan.words}
          isOptional
          value={value('uraian')}
          rows={3}
        />
        <div class="rencana-pasangan">
          <SelectField
            {...field}
            name="lokasi"
            label={m.lines.place}
            value={value('lokasi')}
            placeholder={m.list.choose}
            choices={placeChoices}
          />
          <TextField
            {...field}
            name="lokasiRinci"
            label={m.lines.placeMore}
            isOptional
            value={value('lokasiRinci')}
          />
        </div>
        <div class="rencana-pasangan">
          <TextField
            {...field}
            name="volume"
            label={m.usulan.volume}
            value={value('volume')}
            inputMode="decimal"
          />
          <TextField {...field} name="satuan" label={m.tree.unit} value={value('satuan')} />
          <TextField
            {...field}
            name="perkiraan"
            label={m.usulan.estimate}
            value={value('perkiraan')}
            inputMode="decimal"
          />
          <TextField
            {...field}
            name="pendukung"
            label={m.usulan.supporters}
            value={value('pendukung', '0')}
            inputMode="numeric"
          />
        </div>
        <SelectField
          {...field}
          name="skpd"
          label={m.lines.agency}
          value={value('skpd')}
          placeholder={m.list.choose}
          choices={own.map((one) => ({ value: String(one.id), label: one.nama }))}
        />
        <p>
          <Button>{m.usulan.register}</Button>
        </p>
      </form>
    </details>
  )
}
