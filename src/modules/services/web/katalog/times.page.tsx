import { CitizenPage, DataTable, EmptyState, type PageContext } from '../../../../ui/index.ts'
import { katalogMessages } from '../../messages/index.ts'

export type TimeRow = Readonly<{
  href: string
  name: string
  promise: string
  median: string
  p90: string
  net: string
  onTime: string
  count: string
  refused: string
  silent: string
}>

/** How long every service really takes, beside what it promises. */
export function TimesPage({ ctx, rows }: Readonly<{ ctx: PageContext; rows: readonly TimeRow[] }>) {
  const m = katalogMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.timesTitle} current="services" css={['layanan']}>
      <div class="wadah isi-hal">
        <p class="remah-layanan kecil">
          <a href="/layanan">{m.title}</a>
        </p>
        <h1>{m.timesTitle}</h1>
        <p class="redup">{m.timesLead}</p>
        {rows.length === 0 ? (
          <EmptyState title={m.timesNone} />
        ) : (
          <>
            <DataTable
              caption={m.timesTable}
              isStacked
              rows={rows}
              columns={[
                {
                  header: m.col.service,
                  cell: (row) => <a href={row.href}>{row.name}</a>,
                  isHead: true,
                },
                { header: m.col.promise, cell: (row) => row.promise, isNumber: true },
                { header: m.col.median, cell: (row) => row.median, isNumber: true },
                { header: m.col.p90, cell: (row) => row.p90, isNumber: true },
                { header: m.col.net, cell: (row) => row.net, isNumber: true },
                { header: m.col.onTime, cell: (row) => row.onTime, isNumber: true },
                { header: m.col.count, cell: (row) => row.count, isNumber: true },
                { header: m.col.refused, cell: (row) => row.refused, isNumber: true },
                { header: m.col.silent, cell: (row) => row.silent, isNumber: true },
              ]}
            />
            <p class="jarak">
              <a href="/layanan/waktu.csv">{m.timesCsv}</a>
            </p>
          </>
        )}
      </div>
    </CitizenPage>
  )
}
