import { formatNumber } from '../../../ui/format.ts'
import { type PageContext, Section } from '../../../ui/index.ts'
import { BEDA_PERSEN, bedaLuas, drawBatas } from '../domain/batas.ts'
import { messagesIn } from '../messages/index.ts'
import type { Kartu } from '../store/kartu-store.ts'

type BatasProps = Readonly<{
  ctx: PageContext
  kartu: Pick<Kartu, 'kib' | 'poligon' | 'luasBatas' | 'rincian'>
}>

/** The plot by itself, with the area inside it held against the one on the card. */
export function Batas({ ctx, kartu }: BatasProps) {
  const m = messagesIn(ctx.lang)
  if (kartu.poligon === null) {
    if (kartu.kib !== 'A') return null
    return (
      <Section id="batas" title={m.card.outline}>
        <p class="redup">{m.card.outlineMissing}</p>
      </Section>
    )
  }
  const { width, height, path, skala } = drawBatas(kartu.poligon)
  const luas = formatNumber(Number(kartu.luasBatas ?? '0'), ctx.lang)
  const meter = formatNumber(skala.meter, ctx.lang)
  const beda = kartu.kib === 'A' ? bedaLuas(kartu.rincian.luas_m2, kartu.luasBatas) : undefined
  return (
    <Section id="batas" title={m.card.outline}>
      <svg
        class="aset-batas"
        viewBox={`0 0 ${width} ${height + 22}`}
        width={width}
        height={height + 22}
        role="img"
        aria-label={m.card.outlineAlt(luas, meter)}
      >
        <path class="bidang" d={path} />
        <path class="skala" d={`M16 ${height + 6}v4h${skala.panjang}v-4`} />
        <text x={20 + skala.panjang} y={height + 13}>
          {meter} m
        </text>
      </svg>
      <p>{m.card.outlineArea(luas)}</p>
      {beda !== undefined && beda > BEDA_PERSEN && (
        <p class="awas">{m.card.outlineDiffers(String(beda))}</p>
      )}
    </Section>
  )
}
