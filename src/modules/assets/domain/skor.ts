/** What one check found: so many of so many cards. */
export type Hasil = Readonly<{ kode: string; jumlah: number; dari: number }>

/**
 * BPK-readiness of an SKPD, 0 to 100: the share of sound cards per check, weighted. Checks that look at no card of the
 * SKPD do not count.
 *
 * @param bobotOf weight of a check; unknown ones weigh nothing
 * @returns undefined when no check looked at anything
 */
export function skorOf(
  hasil: readonly Hasil[],
  bobotOf: (kode: string) => number,
): number | undefined {
  let [sound, all] = [0, 0]
  for (const { kode, jumlah, dari } of hasil) {
    if (dari === 0) continue
    const weight = bobotOf(kode)
    sound += weight * (1 - jumlah / dari)
    all += weight
  }
  return all === 0 ? undefined : (100 * sound) / all
}
