import { tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, subtractSen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import {
  formatDateTime,
  formatNumber,
  formatRupiah,
  formatTanggal,
  localeOf,
} from '../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  Facts,
  FileField,
  OfficerPage,
  type PageContext,
  Pagination,
  SavedViews,
  Section,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import type { Bentuk } from '../domain/bentuk.ts'
import { messagesIn } from '../messages/index.ts'
import { type Banding, HASIL, type Hasil, type Ringkas } from '../store/banding-store.ts'
import type { Muatan } from '../store/muatan-store.ts'

export const PERTUKARAN = '/kerja/pertukaran'

export type ListProps = Readonly<{
  ctx: PageContext
  bentuk: readonly Bentuk[]
  loads: readonly Muatan[]
  mayLoad: boolean
  refusals: readonly Refusal[]
  typed: Readonly<{ bentuk: string; tahun: string }>
}>

/** Files that were compared, and the form that compares another. */
export function ListPage(props: ListProps) {
  const { ctx, loads } = props
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.title} current="exchange" css={['bayar']}>
      <div class="tumpuk isi-hal">
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{m.title}</h1>
        <p class="bantuan">{m.lead}</p>
        {props.mayLoad && <UploadForm {...props} />}
        <Section id="daftar" title={m.loads}>
          {loads.length === 0 ? (
            <EmptyState title={m.noLoads} />
          ) : (
            <DataTable
              caption={m.loads}
              isStacked
              columns={[
                {
                  header: m.loadFile,
                  isHead: true,
                  cell: (row) => <a href={`${PERTUKARAN}/${row.id}`}>{row.berkas}</a>,
                },
                { header: m.shape, cell: (row) => row.bentukNama },
                { header: m.year, cell: (row) => row.tahun },
                {
                  header: m.rows,
                  isNumber: true,
                  cell: (row) => formatNumber(row.baris, ctx.lang),
                },
                { header: m.sum, isNumber: true, cell: (row) => rupiah(ctx, row.nilai) },
                { header: m.by, cell: (row) => row.oleh },
                { header: m.when, cell: (row) => formatDateTime(row.waktu, localeOf(ctx)) },
              ]}
              rows={loads}
            />
          )}
        </Section>
      </div>
    </OfficerPage>
  )
}

const rupiah = (ctx: PageContext, decimal: string) =>
  formatRupiah(fromDecimalString(decimal), ctx.lang)

function UploadForm({ ctx, bentuk, refusals, typed }: ListProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="muat" title={m.upload}>
      <form method="post" action={PERTUKARAN} enctype="multipart/form-data" class="tumpuk sempit">
        <Csrf ctx={ctx} />
        <SelectField
          ctx={ctx}
          refusals={refusals}
          name="bentuk"
          label={m.shape}
          value={typed.bentuk}
          choices={bentuk.map(({ kode, nama, isTerverifikasi }) => ({
            value: kode,
            label: isTerverifikasi ? nama : `${nama} (${m.unverified.toLowerCase()})`,
          }))}
        />
        <TextField
          ctx={ctx}
          refusals={refusals}
          name="tahun"
          label={m.year}
          value={typed.tahun}
          inputMode="numeric"
          maxLength={4}
        />
        <FileField ctx={ctx} refusals={refusals} name="berkas" label={m.file} accept=".csv,.xlsx" />
        <p>
          <Button>{m.send}</Button>
        </p>
      </form>
    </Section>
  )
}

export type ComparisonProps = Readonly<{
  ctx: PageContext
  muatan: Muatan
  ringkas: readonly Ringkas[]
  hasil: Hasil
  rows: readonly Banding[]
  nextHref: string | undefined
}>

/** Ours against theirs, document by document. */
export function ComparisonPage(props: ComparisonProps) {
  const { ctx, muatan, ringkas, hasil, rows, nextHref } = props
  const m = messagesIn(ctx.lang)
  const home = `${PERTUKARAN}/${muatan.id}`
  const countOf = (one: Hasil) => ringkas.find((row) => row.hasil === one)?.n ?? 0
  return (
    <OfficerPage ctx={ctx} title={muatan.berkas} current="exchange" css={['bayar']}>
      <div class="tumpuk isi-hal">
        <nav class="jejak-hal" aria-label={m.title}>
          <a href={PERTUKARAN}>{m.title}</a> <span aria-hidden="true">›</span>
        </nav>
        <h1>{muatan.berkas}</h1>
        <Facts
          rows={[
            {
              label: m.shape,
              value: muatan.isTerverifikasi
                ? muatan.bentukNama
                : `${muatan.bentukNama} (${m.unverified.toLowerCase()})`,
            },
            { label: m.year, value: String(muatan.tahun) },
            { label: m.rows, value: formatNumber(muatan.baris, ctx.lang) },
            { label: m.sum, value: rupiah(ctx, muatan.nilai) },
            { label: m.hash, value: <code class="sandi">{muatan.sha256}</code> },
          ]}
        />
        <Section id="ringkasan" title={m.summary}>
          <Summary ctx={ctx} ringkas={ringkas} />
        </Section>
        <SavedViews
          ctx={ctx}
          views={HASIL.map((one) => ({
            href: `${home}?hasil=${one}`,
            label: m.hasil[one],
            count: formatNumber(countOf(one), ctx.lang),
            isCurrent: one === hasil,
            isHot: one !== 'sama' && countOf(one) > 0,
          }))}
        />
        {rows.length === 0 ? (
          <EmptyState title={m.nothing} />
        ) : (
          <div class="kartu">
            <Rows {...props} />
            <Pagination
              ctx={ctx}
              shown={m.shown(formatNumber(rows.length, ctx.lang))}
              {...(nextHref === undefined ? {} : { nextHref })}
            />
          </div>
        )}
        <p>
          <ButtonLink href={`${home}/banding.csv`}>{m.download}</ButtonLink>
        </p>
      </div>
    </OfficerPage>
  )
}

function Summary({ ctx, ringkas }: Pick<ComparisonProps, 'ctx' | 'ringkas'>) {
  const m = messagesIn(ctx.lang)
  const rows = HASIL.flatMap((one) => ringkas.filter(({ hasil }) => hasil === one))
  const gap = (row: Ringkas) =>
    formatRupiah(subtractSen(fromDecimalString(row.kita), fromDecimalString(row.mereka)), ctx.lang)
  return (
    <DataTable
      caption={m.summary}
      isStacked
      columns={[
        { header: m.summary, isHead: true, cell: (row) => m.hasil[row.hasil] },
        { header: m.count, isNumber: true, cell: (row) => formatNumber(row.n, ctx.lang) },
        { header: m.ours, isNumber: true, cell: (row) => rupiah(ctx, row.kita) },
        { header: m.theirs, isNumber: true, cell: (row) => rupiah(ctx, row.mereka) },
        { header: m.difference, isNumber: true, cell: gap },
      ]}
      rows={rows}
    />
  )
}

function Rows({ ctx, rows, hasil }: ComparisonProps) {
  const m = messagesIn(ctx.lang)
  const money = (value: string | null) => (value === null ? '–' : rupiah(ctx, value))
  const date = (value: string | null) =>
    value === null ? '–' : formatTanggal(tanggal(value), ctx.lang)
  return (
    <DataTable
      caption={m.hasil[hasil]}
      isStacked
      columns={[
        { header: m.document, isHead: true, cell: (row) => row.nama },
        { header: m.ours, isNumber: true, cell: (row) => money(row.kita) },
        { header: m.theirs, isNumber: true, cell: (row) => money(row.mereka) },
        { header: m.dateOurs, cell: (row) => date(row.tanggalKita) },
        { header: m.dateTheirs, cell: (row) => date(row.tanggalMereka) },
      ]}
      rows={rows}
    />
  )
}
