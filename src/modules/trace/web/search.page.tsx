import { tanggal } from '../../../kernel/date.ts'
import { formatNumber, formatPercent, formatTanggal } from '../../../ui/format.ts'
import {
  Button,
  CitizenPage,
  DataTable,
  EmptyState,
  type PageContext,
  Section,
  TextField,
} from '../../../ui/index.ts'
import { type Simpul, writeKunci } from '../domain/jejak.ts'
import { messagesIn } from '../messages/index.ts'
import type { Kelengkapan } from '../store/kelengkapan-store.ts'
import { JEJAK } from './jejak.page.tsx'

export type SearchProps = Readonly<{
  ctx: PageContext
  typed: string
  found: readonly Simpul[]
  shares: readonly Kelengkapan[]
}>

/** Where a trace begins: a number, and how much of the money can be followed at all. */
export function SearchPage({ ctx, typed, found, shares }: SearchProps) {
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.title} current="budget" css={['jejak']}>
      <div class="wadah">
        <h1>{m.title}</h1>
        <p class="redup">{m.lead}</p>
        <form method="get" action={JEJAK} role="search" class="jejak-cari">
          <TextField
            ctx={ctx}
            refusals={[]}
            name="nomor"
            label={m.search}
            value={typed}
            maxLength={120}
            autocomplete="off"
          />
          <Button>{m.find}</Button>
        </form>
        {typed !== '' && found.length === 0 && <EmptyState title={m.notFound} />}
        {found.length > 0 && (
          <ul class="jejak-temuan" aria-label={m.several}>
            {found.map((one) => (
              <li>
                <a href={`${JEJAK}/${writeKunci(one)}`}>
                  {m.tahap[one.jenis]} {one.nomor}
                </a>{' '}
                <span class="redup">{one.judul}</span>
              </li>
            ))}
          </ul>
        )}
        <Section id="bagian" title={m.share}>
          <p class="redup">{m.shareLead}</p>
          {shares.length === 0 ? <p>{m.none}</p> : <Shares ctx={ctx} shares={shares} />}
        </Section>
      </div>
    </CitizenPage>
  )
}

function Shares({ ctx, shares }: Pick<SearchProps, 'ctx' | 'shares'>) {
  const m = messagesIn(ctx.lang)
  const count = (value: number) => formatNumber(value, ctx.lang)
  return (
    <DataTable
      caption={m.share}
      isStacked
      columns={[
        { header: m.year, isHead: true, cell: (row) => row.tahun },
        { header: m.lines, isNumber: true, cell: (row) => count(row.baris) },
        {
          header: m.linked,
          isNumber: true,
          cell: (row) => share(ctx, BigInt(row.barisLengkap), BigInt(row.baris)),
        },
        {
          header: m.byValue,
          isNumber: true,
          cell: (row) => share(ctx, wholeOf(row.nilaiLengkap), wholeOf(row.nilai)),
        },
        { header: m.noPlan, isNumber: true, cell: (row) => count(row.tanpaRencana) },
        { header: m.noBook, isNumber: true, cell: (row) => count(row.tanpaJurnal) },
        { header: m.noLine, isNumber: true, cell: (row) => count(row.tanpaLaporan) },
        { header: m.noAsset, isNumber: true, cell: (row) => count(row.tanpaAset) },
        { header: m.measured, cell: (row) => formatTanggal(tanggal(row.tanggal), ctx.lang) },
      ]}
      rows={shares}
    />
  )
}

/** Whole rupiah: a share needs no sen. */
const wholeOf = (decimal: string) => BigInt(decimal.split('.')[0] ?? '0')

function share(ctx: PageContext, part: bigint, whole: bigint): string {
  if (whole === 0n) return '–'
  return formatPercent(Number((part * 10_000n) / whole) / 10_000, ctx.lang)
}
