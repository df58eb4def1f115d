import type { Ruas } from './kuesioner.ts'

/** How many respondents said this of themselves. */
export type Hitungan = Readonly<{ pilihan: string; jumlah: number }>
/** The same for everybody to read: undefined where so few said it that they might be known by it. */
export type HitunganTampil = Readonly<{ pilihan: string; jumlah: number | undefined }>
export type Susunan = ReadonlyMap<Ruas, readonly Hitungan[]>

/**
 * Hide small cells, and one more where a single hidden one could be found by subtraction from the total.
 * A cell of nobody is shown as none only where nothing had to be hidden.
 *
 * @param smallest respondents of a kind that may be shown
 */
export function hideSmall(cells: readonly Hitungan[], smallest: number): readonly HitunganTampil[] {
  const isSmall = ({ jumlah }: Hitungan) => jumlah > 0 && jumlah < smallest
  const hidden = new Set(cells.filter(isSmall).map(({ pilihan }) => pilihan))
  if (hidden.size === 0) return cells
  if (sumHidden(cells, hidden) < smallest || hidden.size === 1) {
    const next = cells
      .filter(({ pilihan, jumlah }) => !hidden.has(pilihan) && jumlah > 0)
      .toSorted((a, b) => a.jumlah - b.jumlah)[0]
    if (next !== undefined) hidden.add(next.pilihan)
  }
  return cells.map((cell) =>
    hidden.has(cell.pilihan) ? { pilihan: cell.pilihan, jumlah: undefined } : cell,
  )
}

function sumHidden(cells: readonly Hitungan[], hidden: ReadonlySet<string>): number {
  return cells
    .filter(({ pilihan }) => hidden.has(pilihan))
    .reduce((total, { jumlah }) => total + jumlah, 0)
}
