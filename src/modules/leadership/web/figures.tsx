import { type Sen, sen } from '../../../kernel/money.ts'
import { formatPercent, formatRupiahShort } from '../../../ui/format.ts'
import { DataTable, type PageContext } from '../../../ui/index.ts'
import { bpsOf, type Serapan, type SkpdFigures } from '../domain/serapan.ts'
import { messagesIn } from '../messages/index.ts'

/** Behind by less than this share of the budget is within the month's noise. */
const NOISE_BPS = 100
/** From a tenth of the budget on the distance is called far. */
const FAR_BPS = 1_000

export const percent = (ctx: PageContext, part: Sen, whole: Sen) =>
  formatPercent(bpsOf(part, whole) / 10_000, ctx.lang)
export const short = (ctx: PageContext, amount: Sen) => formatRupiahShort(amount, ctx.lang)

/** @returns whether spending is behind its plan by more than a little */
export function isBehind({ selisih, anggaran }: Serapan): boolean {
  return bpsOf(selisih, anggaran) < -NOISE_BPS
}

/** @returns whether it is so far behind that the year is in danger */
export function isFarBehind({ selisih, anggaran }: Serapan): boolean {
  return bpsOf(selisih, anggaran) < -FAR_BPS
}

export function gapWords(ctx: PageContext, { selisih }: Serapan): string {
  const m = messagesIn(ctx.lang)
  return selisih < 0n ? m.behind(short(ctx, sen(-selisih))) : m.ahead(short(ctx, selisih))
}

export function forecastWords(ctx: PageContext, { prakiraan, anggaran }: Serapan): string {
  const m = messagesIn(ctx.lang)
  if (prakiraan === undefined) return m.noForecast
  const { bawah, atas } = prakiraan
  return m.between(percent(ctx, bawah, anggaran), percent(ctx, atas, anggaran))
}

const WIDTH = 560
const HEIGHT = 200
const PAD = 24

type CurveProps = Readonly<{ ctx: PageContext; figures: SkpdFigures; months: number }>

/** Plan and reality, cumulated over the year; the table below it has every value. */
export function Curve({ ctx, figures, months }: CurveProps) {
  const m = messagesIn(ctx.lang)
  const plan = cumulated(figures.rencana)
  const real = cumulated(figures.realisasi).slice(0, Math.min(12, months + 1))
  const most = [...plan, ...real].reduce((a, b) => (a > b ? a : b), 1n)
  const x = (at: number) => Math.round(PAD + (at * (WIDTH - 2 * PAD)) / 11)
  const y = (value: bigint) =>
    Math.round(HEIGHT - PAD - (Number((value * 10_000n) / most) / 10_000) * (HEIGHT - 2 * PAD))
  const path = (values: readonly bigint[]) =>
    values.map((value, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(value)}`).join('')
  return (
    <figure class="papan-kurva">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={m.curve}>
        <path class="sumbu" d={`M${PAD} ${HEIGHT - PAD}H${WIDTH - PAD}`} />
        <path class="rencana" d={path(plan)} />
        <path class="nyata" d={path(real)} />
        {m.months.map((name, at) =>
          at % 2 === 0 ? (
            <text x={x(at)} y={HEIGHT - 6} text-anchor="middle">
              {name}
            </text>
          ) : null,
        )}
      </svg>
      <details>
        <summary>{m.curve}</summary>
        <DataTable
          caption={m.curve}
          columns={[
            { header: m.month, isHead: true, cell: (row) => row.name },
            { header: m.plan, isNumber: true, cell: (row) => short(ctx, row.plan) },
            { header: m.spent, isNumber: true, cell: (row) => short(ctx, row.real) },
          ]}
          rows={m.months.map((name, at) => ({
            name,
            plan: figures.rencana[at] ?? sen(0n),
            real: figures.realisasi[at] ?? sen(0n),
          }))}
        />
      </details>
    </figure>
  )
}

function cumulated(monthly: readonly Sen[]): readonly bigint[] {
  let sum = 0n
  return monthly.map((one) => {
    sum += one
    return sum
  })
}
