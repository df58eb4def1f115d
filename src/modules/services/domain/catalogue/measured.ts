/** Hours and how many applications took them. */
export type HourCount = Readonly<{ jam: number; jumlah: number }>

/** What finished applications really took, in office hours. */
export type Measured = Readonly<{
  count: number
  median: number
  p90: number
  medianNet: number
  p90Net: number
}>

/** @returns the measure; undefined when nothing is finished */
export function measure(
  total: readonly HourCount[],
  net: readonly HourCount[],
): Measured | undefined {
  const count = total.reduce((sum, row) => sum + row.jumlah, 0)
  if (count === 0) return undefined
  return {
    count,
    median: quantile(total, 0.5),
    p90: quantile(total, 0.9),
    medianNet: quantile(net, 0.5),
    p90Net: quantile(net, 0.9),
  }
}

/** The least number of hours within which the share was done; exact, because hours are counted one by one. */
export function quantile(rows: readonly HourCount[], share: number): number {
  const sorted = rows.toSorted((a, b) => a.jam - b.jam)
  const count = sorted.reduce((sum, row) => sum + row.jumlah, 0)
  const wanted = Math.ceil(share * count)
  let passed = 0
  for (const { jam, jumlah } of sorted) {
    passed += jumlah
    if (passed >= wanted) return jam
  }
  return sorted.at(-1)?.jam ?? 0
}
