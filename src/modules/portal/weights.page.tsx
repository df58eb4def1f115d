import { formatBytes, formatPercent } from '../../ui/format.ts'
import { CitizenPage, type Column, DataTable, type PageContext } from '../../ui/index.ts'
import { portalMessages } from './messages/index.ts'
import { budgetOf, GOVUK_BYTES, type Weight } from './weights.ts'

/** What every page weighs, against the limit it was given. */
export function WeightsPage({
  ctx,
  weights,
}: Readonly<{ ctx: PageContext; weights: readonly Weight[] }>) {
  const m = portalMessages(ctx.lang).weights
  const bytes = (count: number) => formatBytes(count, ctx.lang)
  const total = ({ html, scripts }: Weight) => html + scripts
  const average = weights.reduce((sum, one) => sum + total(one), 0) / Math.max(1, weights.length)
  const columns: readonly Column<Weight>[] = [
    { header: m.page, isHead: true, cell: (row) => <a href={row.path}>{row.path}</a> },
    { header: m.html, isNumber: true, cell: (row) => bytes(row.html) },
    { header: m.scripts, isNumber: true, cell: (row) => bytes(row.scripts) },
    { header: m.total, isNumber: true, cell: (row) => <b>{bytes(total(row))}</b> },
    { header: m.budget, isNumber: true, cell: (row) => bytes(budgetOf(row)) },
    {
      header: m.share,
      isNumber: true,
      cell: (row) => formatPercent(total(row) / budgetOf(row), ctx.lang),
    },
  ]
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah isi-hal">
        <h1>{m.title}</h1>
        <p>{m.intro}</p>
        <p>{m.compare(bytes(GOVUK_BYTES), formatPercent(average / GOVUK_BYTES, ctx.lang))}</p>
        <DataTable caption={m.title} columns={columns} rows={weights} />
        <p class="kecil redup">{m.measured}</p>
      </div>
    </CitizenPage>
  )
}
