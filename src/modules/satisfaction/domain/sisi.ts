import type { Tanggal } from '../../../kernel/date.ts'
import type { Jawaban } from './jawaban.ts'
import { type Kanal, RUAS, type Ruas } from './kuesioner.ts'
import { marksOf, NOL, type Tally } from './tally.ts'

/** What a score is about: the region, a unit, a service, a service of a unit. */
export const SISI = ['daerah', 'layanan', 'unit', 'unit-layanan'] as const
export type Sisi = (typeof SISI)[number]

/** One thing scores are kept of; a code that a side does not tell apart is empty. */
export type Pokok = Readonly<{ sisi: Sisi; unitKode: string; layananKode: string }>

/** The four things one finished service counts for. */
export function sidesOf({
  unitKode,
  layananKode,
}: Readonly<{ unitKode: string; layananKode: string }>): readonly Pokok[] {
  return [
    { sisi: 'daerah', unitKode: '', layananKode: '' },
    { sisi: 'layanan', unitKode: '', layananKode },
    { sisi: 'unit', unitKode, layananKode: '' },
    { sisi: 'unit-layanan', unitKode, layananKode },
  ]
}

/** How a counter moves. */
export type Gerak = Pokok &
  Readonly<{ triwulan: Tanggal; kanal: Kanal }> &
  Pick<Tally, 'diundang' | 'terjawab' | 'jumlah' | 'sebaran' | 'kuadrat'>

type Place = Readonly<{ unitKode: string; layananKode: string; kanal: Kanal }>

/** A service was finished: one more is invited. */
export function invitedMoves(place: Place, triwulan: Tanggal): readonly Gerak[] {
  return movesOf(place, triwulan, { ...NOL, diundang: 1 })
}

/**
 * An answer came: it counts in the quarter it came in, and as answered in the quarter of its invitation.
 * Always in the same order, so that two at once wait for one another and never in a circle.
 *
 * @param invited quarter of the invitation; none for paper
 */
export function answeredMoves(
  place: Place & Readonly<{ triwulan: Tanggal; invited: Tanggal | undefined }>,
  { skala }: Pick<Jawaban, 'skala'>,
): readonly Gerak[] {
  const { triwulan, invited } = place
  const answer = { ...NOL, jumlah: 1, ...marksOf(skala) }
  if (invited === triwulan) return movesOf(place, triwulan, { ...answer, terjawab: 1 })
  const earlier = invited === undefined ? [] : movesOf(place, invited, { ...NOL, terjawab: 1 })
  return [...earlier, ...movesOf(place, triwulan, answer)]
}

function movesOf(place: Place, triwulan: Tanggal, tally: Tally): readonly Gerak[] {
  return sidesOf(place).map((pokok) => ({ ...tally, ...pokok, triwulan, kanal: place.kanal }))
}

export type GerakResponden = Pokok & Readonly<{ triwulan: Tanggal; ruas: Ruas; pilihan: string }>

/** Who answered, counted for the same four things; what was left empty counts as that. */
export function respondentMoves(
  place: Pick<Place, 'unitKode' | 'layananKode'> & Readonly<{ triwulan: Tanggal }>,
  { responden }: Pick<Jawaban, 'responden'>,
): readonly GerakResponden[] {
  return sidesOf(place).flatMap((pokok) =>
    RUAS.map((ruas) => ({
      ...pokok,
      triwulan: place.triwulan,
      ruas,
      pilihan: responden[ruas] ?? '',
    })),
  )
}
