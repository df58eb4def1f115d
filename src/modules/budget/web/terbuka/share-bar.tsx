import { type Sen, sumSen } from '../../../../kernel/money.ts'
import { formatRupiah, formatRupiahShort } from '../../../../ui/format.ts'
import type { PageContext } from '../../../../ui/index.ts'
import { messagesIn } from '../../messages/index.ts'

const WIDTH = 1_140
const HEIGHT = 128
const GAP = 2
const PARTS_MAX = 8
/** Below this a part has no room for words. */
const WORDS_FROM = 96
const CHAR = 7.4

type Part = Readonly<{ nama: string; jumlah: Sen }>

/** Of every hundred thousand rupiah: a picture of the table below it, on wide screens only. */
export function ShareBar({ ctx, rows }: Readonly<{ ctx: PageContext; rows: readonly Part[] }>) {
  const total = sumSen(rows.map(({ jumlah }) => jumlah))
  if (total <= 0n || rows.length < 2) return null
  let x = 0
  const parts = partsOf(ctx, rows)
  const room = WIDTH - GAP * (parts.length - 1)
  return (
    <svg class="ang-uang angka" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {parts.map(({ nama, jumlah }, at) => {
        const width = (Number(jumlah) / Number(total)) * room
        const left = x
        x += width + GAP
        const ofHundred = ((jumlah * 10_000_000n) / total) as Sen
        return (
          <g>
            <rect class={`k${at + 1}`} x={left} width={Math.max(1, width)} height={HEIGHT} />
            {width >= WORDS_FROM && (
              <>
                <text class={`b t${at + 1}`} x={left + 12} y={HEIGHT - 34}>
                  {formatRupiah(((ofHundred / 10_000n) * 10_000n) as Sen, ctx.lang)}
                </text>
                <text class={`t${at + 1}`} x={left + 12} y={HEIGHT - 14}>
                  {shorten(nama, Math.floor((width - 20) / CHAR))}
                </text>
              </>
            )}
          </g>
        )
      })}
      <title>{formatRupiahShort(total, ctx.lang)}</title>
    </svg>
  )
}

function partsOf(ctx: PageContext, rows: readonly Part[]): readonly Part[] {
  if (rows.length <= PARTS_MAX) return rows
  const head = rows.slice(0, PARTS_MAX - 1)
  const rest = rows.slice(PARTS_MAX - 1)
  const others = messagesIn(ctx.lang).open.others
  return [...head, { nama: others, jumlah: sumSen(rest.map(({ jumlah }) => jumlah)) }]
}

const shorten = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text
