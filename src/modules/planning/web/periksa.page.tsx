import { formatRupiah } from '../../../ui/format.ts'
import { EmptyState, type PageContext, StatusTag } from '../../../ui/index.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Dokumen } from '../domain/dokumen.ts'
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

const SHOWN_MAX = 300

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
          <ul class="temuan">
            {temuan.slice(0, SHOWN_MAX).map((one) => (
              <Finding {...props} one={one} />
            ))}
          </ul>
        </>
      )}
    </DokumenFrame>
  )
}

function Finding({ one, ...props }: PeriksaProps & Readonly<{ one: Temuan }>) {
  const { ctx, kode } = props
  const m = messagesIn(ctx.lang).periksa
  const skpd = kode.skpd.byId.get(one.skpdId ?? -1)?.nama
  const rupiah = (amount: Temuan['jumlah']) =>
    amount === undefined ? '' : formatRupiah(amount, ctx.lang)
  return (
    <li>
      <StatusTag kind={one.akibat === 'tahan' ? 'lewat' : 'tunggu'}>
        {m.effects[one.akibat]}
      </StatusTag>{' '}
      <b>{m.checks[one.kode].what}</b>
      <p>
        <a href={hrefOf(one, props)}>{one.judul === '' ? m.whole : one.judul}</a>{' '}
        <span class="rencana-sub">
          {skpd} {one.tahun !== undefined && m.inYear(String(one.tahun))}{' '}
          {one.batas !== undefined && m.amounts(rupiah(one.jumlah), rupiah(one.batas))}
        </span>
      </p>
      <p class="kecil">{m.checks[one.kode].mend}</p>
    </li>
  )
}

function hrefOf({ tempat }: Temuan, { dokumen, barisDi }: PeriksaProps): string {
  const path = dokumenPath(dokumen)
  if (tempat.jenis === 'simpul') return `${path}/simpul/${tempat.id}`
  if (tempat.jenis === 'usulan') return `${USULAN}/${tempat.id}`
  return tempat.jenis === 'baris' ? `${dokumenPath({ id: barisDi })}/baris/${tempat.id}` : path
}
