import { addSen, type Sen, subtractSen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatSen } from './format-sen.ts'
import { refusal } from './refusals.ts'

/** A line that wants budget. */
export type Permintaan = Readonly<{ mataAnggaranId: string; jumlahSen: Sen }>

/** What is left, as the locked counters tell it. */
export type PaguState = Readonly<{
  mataAnggaranId: string
  label: string
  subKegiatanId: number | null
  anggaran: Sen
  terikat: Sen
}>
export type DanaState = Readonly<{
  subKegiatanId: number | null
  label: string
  spd: Sen
  terikat: Sen
}>
export type KontrakState = Readonly<{ nomor: string; nilai: Sen; terikat: Sen }>

export type Counters = Readonly<{
  pagu: readonly PaguState[]
  dana: readonly DanaState[]
  kontrak?: KontrakState
}>

/**
 * Does every line fit what is left of its budget position, of the funds released for its sub kegiatan, and of the
 * contract? All that does not fit is told at once, with what is left.
 *
 * @refuses PAGU_TIDAK_CUKUP, SPD_TIDAK_CUKUP, SPD_BELUM_ADA, KONTRAK_TIDAK_CUKUP
 */
export function refuseFunds(lines: readonly Permintaan[], counters: Counters): readonly Refusal[] {
  const refusals: Refusal[] = []
  const bySub = new Map<number | null, Sen[]>()
  for (const [id, jumlah] of sumByPagu(lines)) {
    const pagu = counters.pagu.find(({ mataAnggaranId }) => mataAnggaranId === id)
    const sisa = pagu === undefined ? ZERO_SEN : subtractSen(pagu.anggaran, pagu.terikat)
    if (jumlah > sisa)
      refusals.push(
        refusal('PAGU_TIDAK_CUKUP', {
          rekening: pagu?.label ?? '',
          sisa: formatSen(sisa),
          diminta: formatSen(jumlah),
        }),
      )
    const sub = pagu?.subKegiatanId ?? null
    bySub.set(sub, [...(bySub.get(sub) ?? []), jumlah])
  }
  return [...refusals, ...refuseReleases(bySub, counters.dana), ...refuseContract(lines, counters)]
}

/** @returns what is wanted of each budget position, in sen */
export function sumByPagu(lines: readonly Permintaan[]): ReadonlyMap<string, Sen> {
  const sums = new Map<string, Sen>()
  for (const { mataAnggaranId, jumlahSen } of lines)
    sums.set(mataAnggaranId, addSen(sums.get(mataAnggaranId) ?? ZERO_SEN, jumlahSen))
  return sums
}

function refuseReleases(
  bySub: ReadonlyMap<number | null, readonly Sen[]>,
  dana: readonly DanaState[],
): readonly Refusal[] {
  return [...bySub].flatMap(([sub, amounts]) => {
    const state = dana.find(({ subKegiatanId }) => subKegiatanId === sub)
    if (state === undefined || state.spd === 0n) return [refusal('SPD_BELUM_ADA')]
    const jumlah = sumSen(amounts)
    const sisa = subtractSen(state.spd, state.terikat)
    if (jumlah <= sisa) return []
    return [
      refusal('SPD_TIDAK_CUKUP', {
        kegiatan: state.label,
        sisa: formatSen(sisa),
        diminta: formatSen(jumlah),
      }),
    ]
  })
}

function refuseContract(lines: readonly Permintaan[], { kontrak }: Counters): readonly Refusal[] {
  if (kontrak === undefined) return []
  const jumlah = sumSen(lines.map(({ jumlahSen }) => jumlahSen))
  const sisa = subtractSen(kontrak.nilai, kontrak.terikat)
  if (jumlah <= sisa) return []
  return [
    refusal('KONTRAK_TIDAK_CUKUP', {
      nomor: kontrak.nomor,
      sisa: formatSen(sisa),
      diminta: formatSen(jumlah),
    }),
  ]
}

/**
 * Is there money in the region's account for what an SP2D orders, beside what earlier ones have ordered?
 *
 * @refuses KAS_TIDAK_CUKUP
 */
export function refuseCash(
  nilai: Sen,
  kas: Readonly<{ saldo: Sen; dipesan: Sen }>,
): readonly Refusal[] {
  const sisa = subtractSen(kas.saldo, kas.dipesan)
  if (nilai <= sisa) return []
  return [refusal('KAS_TIDAK_CUKUP', { sisa: formatSen(sisa), diminta: formatSen(nilai) })]
}
