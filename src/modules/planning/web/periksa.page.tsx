import { formatRupiah } from '../../../ui/format.ts'
import { EmptyState, type PageContext, StatusTag } from '../../../ui/index.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Dokumen } from '../domain/dokumen.ts'
import { groupRows } from '../domain/kelompok.ts'
import type { Temuan } from '../domain/periksa.ts'
import { messagesIn } from '../messages/index.ts'
import { DokumenFrame } from './frame.tsx'
import { dokumenPath, USULAN } from './paths.ts'

export type PeriksaProps = Readonly<{
  ctx: PageContext
  dokumen: Dokumen
  kode: Kodefikasi
  temuan: readonly Temuan[]
  /** Document the lines stand in: the RKPD also for a Renja. */
  barisDi: string
  mayWrite: boolean
}>

const SHOWN_MAX = 200

/** What does not fit between the levels: where, and what to do about it. */
export function PeriksaPage(props: PeriksaProps) {
  const { ctx, dokumen, temuan, mayWrite } = props
  const m = messagesIn(ctx.lang).periksa
  const holding = temuan.filter(({ akibat }) => akibat === 'tahan').length
  return (
    <DokumenFrame ctx={ctx} dokumen={dokumen} tab="periksa" mayWrite={mayWrite}>
      <h2>{m.title}</h2>
      {temuan.length === 0 ? (
        <EmptyState title={m.none} />
      ) : (
        <>
          <p class="bantuan">{m.summary(String(holding), String(temuan.length - holding))}</p>
          {[...groupRows(temuan, ({ kode }) => kode)].map(([kode, list]) => (
            <Check {...props} kodePeriksa={kode} list={list} />
          ))}
        </>
      )}
    </DokumenFrame>
  )
}

type CheckProps = PeriksaProps & Readonly<{ kodePeriksa: Temuan['kode']; list: readonly Temuan[] }>

/** One rule that is broken: what it is, how to mend it, and everywhere it is broken. */
function Check({ kodePeriksa, list, ...props }: CheckProps) {
  const m = messagesIn(props.ctx.lang).periksa
  const { what, mend } = m.checks[kodePeriksa]
  const akibat = list[0]?.akibat ?? 'ingatkan'
  return (
    <section class="kartu temuan" aria-labelledby={`p-${kodePeriksa}`}>
      <h3 id={`p-${kodePeriksa}`}>
        <StatusTag kind={akibat === 'tahan' ? 'lewat' : 'tunggu'}>{m.effects[akibat]}</StatusTag>{' '}
        {what} <span class="rencana-sub">{m.times(String(list.length))}</span>
      </h3>
      <p class="bantuan">{mend}</p>
      <ul>
        {list.slice(0, SHOWN_MAX).map((one) => (
          <Finding {...props} one={one} />
        ))}
      </ul>
    </section>
  )
}

function Finding({ one, ...props }: PeriksaProps & Readonly<{ one: Temuan }>) {
  const { ctx, kode } = props
  const m = messagesIn(ctx.lang).periksa
  const rupiah = (amount: Temuan['jumlah']) =>
    amount === undefined ? '' : formatRupiah(amount, ctx.lang)
  return (
    <li>
      <a href={hrefOf(one, props)}>{one.judul === '' ? m.whole : one.judul}</a>{' '}
      <span class="rencana-sub">
        {kode.skpd.byId.get(one.skpdId ?? -1)?.nama}{' '}
        {one.tahun !== undefined && m.inYear(String(one.tahun))}{' '}
        {one.batas !== undefined && m.amounts(rupiah(one.jumlah), rupiah(one.batas))}
      </span>
    </li>
  )
}

function hrefOf({ tempat }: Temuan, { dokumen, barisDi }: PeriksaProps): string {
  const path = dokumenPath(dokumen)
  if (tempat.jenis === 'simpul') return `${path}/simpul/${tempat.id}`
  if (tempat.jenis === 'usulan') return `${USULAN}/${tempat.id}`
  return tempat.jenis === 'baris' ? `${dokumenPath({ id: barisDi })}/baris/${tempat.id}` : path
}
