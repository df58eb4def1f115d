import { tanggal } from '../../kernel/date.ts'
import type { loadRealisasi, Ukuran } from '../../modules/planning/index.ts'
import type { Dice } from '../dice.ts'
import { type Bahan, momentOf, stableId } from './data.ts'
import { OLEH } from './lines.ts'
import type { Pohon } from './trees.ts'

type Realisasi = Parameters<typeof loadRealisasi>[1][number]
const ENDS = ['03-31', '06-30', '09-30', '12-31'] as const
const NAMES = ['I', 'II', 'III', 'IV'] as const

/** What came of the main indicators, quarter by quarter, as far as quarters have ended. */
export function makeRealisasi(
  bahan: Bahan,
  trees: readonly Pohon[],
  { start, dice }: Readonly<{ start: number; dice: Dice }>,
): readonly Realisasi[] {
  const main = trees.flatMap(({ indikator }) => indikator.filter(({ isUtama }) => isUtama))
  return main.flatMap((indikator) =>
    [start, start + 1].flatMap((tahun) => {
      const target = indikator.target.get(tahun) ?? 0n
      const before = indikator.target.get(tahun - 1) ?? indikator.awal ?? 0n
      // Some years run ahead, most a little behind.
      const pace = BigInt(70 + dice.below(45))
      return ENDS.flatMap((end, at): readonly Realisasi[] => {
        const ended = tanggal(`${tahun}-${end}`)
        if (ended >= bahan.today) return []
        const step = ((target - before) * BigInt(at + 1) * pace) / 400n
        return [
          {
            id: stableId(`realisasi ${indikator.id} ${tahun} ${at}`),
            indikatorId: indikator.id,
            dokumenId: indikator.dokumenId,
            tahun,
            triwulan: at + 1,
            urut: 1,
            nilai: (((before + step) / 100n) * 100n) as Ukuran,
            bukti: `Laporan kinerja triwulan ${NAMES[at]} ${tahun}, arsip Bappeda`,
            buktiUrl: null,
            kendala: '',
            oleh: OLEH,
            at: momentOf(bahan, ended),
          },
        ]
      })
    }),
  )
}
