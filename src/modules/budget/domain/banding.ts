import type { Sen } from '../../../kernel/money.ts'

/** An amount under a key, in sen: a position or a line. */
export type Keyed = Readonly<{ key: string; jumlah: Sen }>

export type Perubahan = 'baru' | 'hilang' | 'naik' | 'turun' | 'tetap'

export type Difference<Row extends Keyed> = Readonly<{
  key: string
  dari: Row | undefined
  menjadi: Row | undefined
  /** After minus before, in sen. */
  beda: bigint
  perubahan: Perubahan
}>

/**
 * Compare two versions by key, keeping the order of the second, then what is gone.
 *
 * @returns the differences, and sums that always add up: after − before = sum of the differences
 */
export function compareVersions<Row extends Keyed>(
  before: readonly Row[],
  after: readonly Row[],
): Readonly<{ rows: readonly Difference<Row>[]; dari: bigint; menjadi: bigint; beda: bigint }> {
  const old = new Map(before.map((row) => [row.key, row]))
  const now = new Map(after.map((row) => [row.key, row]))
  const keys = [...now.keys(), ...[...old.keys()].filter((key) => !now.has(key))]
  const rows = keys.map((key) => differenceAt(key, old.get(key), now.get(key)))
  const total = (list: Iterable<Row>) => [...list].reduce((sum, { jumlah }) => sum + jumlah, 0n)
  return {
    rows,
    dari: total(old.values()),
    menjadi: total(now.values()),
    beda: rows.reduce((sum, { beda }) => sum + beda, 0n),
  }
}

function differenceAt<Row extends Keyed>(
  key: string,
  dari: Row | undefined,
  menjadi: Row | undefined,
): Difference<Row> {
  const beda = (menjadi?.jumlah ?? 0n) - (dari?.jumlah ?? 0n)
  if (dari === undefined) return { key, dari, menjadi, beda, perubahan: 'baru' }
  if (menjadi === undefined) return { key, dari, menjadi, beda, perubahan: 'hilang' }
  return { key, dari, menjadi, beda, perubahan: beda > 0n ? 'naik' : beda < 0n ? 'turun' : 'tetap' }
}
