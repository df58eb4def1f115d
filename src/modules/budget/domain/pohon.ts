import { type Sen, ZERO_SEN } from '../../../kernel/money.ts'

/** A node of the tree of codes with the sum of everything beneath it, in sen. */
export type Simpul<Phase extends string> = Readonly<{
  kode: string
  /** Number of parts of the code. */
  level: number
  induk: string | undefined
  jumlah: Readonly<Record<Phase, Sen>>
}>

/** An amount on a leaf, one per phase (RAPBD, APBD, perubahan, realisasi). */
export type Leaf<Phase extends string> = Readonly<{
  kode: string
  jumlah: Readonly<Record<Phase, Sen>>
}>

/**
 * Sum leaves up the tree of their codes. Parents come from the parts of a code, never from its width, and never from
 * rows of a file: an inner node is what stands beneath it.
 *
 * @returns every node, parents before children in the order they are met
 */
export function sumTree<Phase extends string>(
  leaves: readonly Leaf<Phase>[],
  phases: readonly Phase[],
): ReadonlyMap<string, Simpul<Phase>> {
  const sums = new Map<string, Record<Phase, bigint>>()
  const zero = () => Object.fromEntries(phases.map((phase) => [phase, 0n])) as Record<Phase, bigint>
  for (const { kode, jumlah } of leaves) {
    const parts = kode.split('.')
    for (let level = 1; level <= parts.length; level += 1) {
      const at = parts.slice(0, level).join('.')
      const sum = sums.get(at) ?? zero()
      for (const phase of phases) sum[phase] += jumlah[phase] ?? ZERO_SEN
      sums.set(at, sum)
    }
  }
  return new Map(
    [...sums].map(([kode, jumlah]) => {
      const end = kode.lastIndexOf('.')
      const simpul: Simpul<Phase> = {
        kode,
        level: kode.split('.').length,
        induk: end < 0 ? undefined : kode.slice(0, end),
        jumlah: jumlah as Record<Phase, Sen>,
      }
      return [kode, simpul]
    }),
  )
}
