import type { Sen } from '../../../kernel/money.ts'

/** A position by its codes, and an amount in sen. */
export type Coded = Readonly<{ skpd: string; sub: string; rekening: string; jumlah: Sen }>

export type Hasil = 'sama' | 'beda' | 'hanya-kita' | 'hanya-mereka'

export type Cocok = Readonly<{
  skpd: string
  sub: string
  rekening: string
  kita: Sen | null
  mereka: Sen | null
  hasil: Hasil
}>

/** One form for codes that differ only in leading zeros: widths changed between the versions of the tables. */
const bare = (kode: string) => kode.replace(/(^|\.)0{1,8}(?=\d)/g, '$1')
const keyOf = ({ skpd, sub, rekening }: Coded) => `${bare(skpd)}|${bare(sub)}|${bare(rekening)}`

function sumsOf(rows: readonly Coded[]): ReadonlyMap<string, Coded> {
  const sums = new Map<string, Coded>()
  for (const row of rows) {
    const key = keyOf(row)
    const found = sums.get(key)
    const jumlah = ((found?.jumlah ?? 0n) + row.jumlah) as Sen
    sums.set(key, { ...(found ?? row), jumlah })
  }
  return sums
}

/**
 * Hold our positions against another system's. Rows of one position add up on both sides; what is equal is told too,
 * so that the report says how much agrees.
 *
 * @returns every position of either side, differences first, the largest on top
 */
export function reconcile(ours: readonly Coded[], theirs: readonly Coded[]): readonly Cocok[] {
  const kita = sumsOf(ours)
  const mereka = sumsOf(theirs)
  const keys = new Set([...kita.keys(), ...mereka.keys()])
  return [...keys]
    .map((key) => pairOf(kita.get(key), mereka.get(key)))
    .sort((a, b) => {
      const [left, right] = [gapOf(a), gapOf(b)]
      return left === right ? 0 : left > right ? -1 : 1
    })
}

function pairOf(kita: Coded | undefined, mereka: Coded | undefined): Cocok {
  const { skpd = '', sub = '', rekening = '' } = kita ?? mereka ?? {}
  const hasil: Hasil =
    kita === undefined
      ? 'hanya-mereka'
      : mereka === undefined
        ? 'hanya-kita'
        : kita.jumlah === mereka.jumlah
          ? 'sama'
          : 'beda'
  return { skpd, sub, rekening, kita: kita?.jumlah ?? null, mereka: mereka?.jumlah ?? null, hasil }
}

/** @returns how far the two sides are apart, in sen */
export function gapOf({ kita, mereka }: Pick<Cocok, 'kita' | 'mereka'>): bigint {
  const gap = (kita ?? 0n) - (mereka ?? 0n)
  return gap < 0n ? -gap : gap
}
