import { addSen, type Sen, ZERO_SEN } from '../../../kernel/money.ts'
import { type Kelas, kelasOf } from './akun.ts'

/** A budget position as the open budget looks at it: where it stands in each tree, and its amounts in sen. */
export type Fakta = Readonly<{
  id: string
  skpd: string
  /** Codes from bidang urusan down to sub kegiatan, top first; empty where none is stated. */
  urusan: readonly string[]
  /** Empty for ceilings, which have no account. */
  rekening: string
  jumlah: Sen
  realisasi: Sen | undefined
}>

export type Dimensi = 'urusan' | 'skpd' | 'akun' | 'posisi'

/** What is looked at: everything when empty. */
export type Saringan = Readonly<{
  kelas?: Kelas | undefined
  urusan?: string | undefined
  skpd?: string | undefined
  akun?: string | undefined
}>

/** Where a position stands that states no sub kegiatan. */
export const TANPA = '-'

const isBelow = (kode: string, above: string) => kode === above || kode.startsWith(`${above}.`)

/** @returns the positions a filter keeps */
export function sift(facts: readonly Fakta[], saringan: Saringan): readonly Fakta[] {
  const { kelas, urusan, skpd, akun } = saringan
  return facts.filter(
    (one) =>
      (kelas === undefined || one.rekening === '' || kelasOf(one.rekening) === kelas) &&
      (skpd === undefined || one.skpd === skpd) &&
      (akun === undefined || isBelow(one.rekening, akun)) &&
      (urusan === undefined ||
        (urusan === TANPA ? one.urusan.length === 0 : one.urusan.includes(urusan))),
  )
}

/** A group of positions under one code, in sen. */
export type Kelompok = Readonly<{
  kode: string
  jumlah: Sen
  realisasi: Sen
  banyak: number
  /** Nothing finer stands below it in this dimension. */
  isDaun: boolean
}>

/**
 * Split positions one step further along a dimension. Steps of accounts are parts of their codes, steps of activities
 * are their parents in the nomenclature; the groups always sum to what was split.
 *
 * @returns groups, the largest amount first, ties by code
 */
export function splitBy(
  facts: readonly Fakta[],
  dimensi: Dimensi,
  saringan: Saringan,
): readonly Kelompok[] {
  const groups = new Map<string, { jumlah: Sen; realisasi: Sen; banyak: number; isDaun: boolean }>()
  for (const fact of facts) {
    const { kode, isDaun } = stepOf(fact, dimensi, saringan)
    const group = groups.get(kode) ?? {
      jumlah: ZERO_SEN,
      realisasi: ZERO_SEN,
      banyak: 0,
      isDaun: true,
    }
    group.jumlah = addSen(group.jumlah, fact.jumlah)
    group.realisasi = addSen(group.realisasi, fact.realisasi ?? ZERO_SEN)
    group.banyak += 1
    group.isDaun &&= isDaun
    groups.set(kode, group)
  }
  return [...groups]
    .map(([kode, group]) => ({ kode, ...group }))
    .sort((a, b) =>
      a.jumlah === b.jumlah ? (a.kode < b.kode ? -1 : 1) : a.jumlah > b.jumlah ? -1 : 1,
    )
}

function stepOf(
  { id, skpd, urusan, rekening }: Fakta,
  dimensi: Dimensi,
  saringan: Saringan,
): Readonly<{ kode: string; isDaun: boolean }> {
  if (dimensi === 'skpd') return { kode: skpd, isDaun: true }
  if (dimensi === 'posisi') return { kode: id, isDaun: true }
  if (dimensi === 'urusan') {
    if (urusan.length === 0) return { kode: TANPA, isDaun: true }
    const at = saringan.urusan === undefined ? -1 : urusan.indexOf(saringan.urusan)
    const next = Math.min(at + 1, urusan.length - 1)
    return { kode: urusan[next] ?? TANPA, isDaun: next === urusan.length - 1 }
  }
  const parts = rekening.split('.')
  // Below the class a reader has chosen already: 5.1 and 5.2, not 5.
  const from = saringan.akun?.split('.').length ?? 1
  const level = Math.min(from + 1, parts.length)
  return { kode: parts.slice(0, level).join('.'), isDaun: level === parts.length }
}

/**
 * The dimension to split by when a reader has not chosen: the next one that still says something new.
 */
export function nextDimension(facts: readonly Fakta[], saringan: Saringan): Dimensi {
  const hasMany = (dimensi: Dimensi) => {
    const groups = splitBy(facts, dimensi, saringan)
    const [only] = groups
    return groups.length > 1 || (only !== undefined && !only.isDaun && groups.length === 1)
  }
  const stated = facts.filter(({ urusan }) => urusan.length > 0).length * 2 > facts.length
  const hasAccounts = facts.some(({ rekening }) => rekening !== '')
  const order: readonly Dimensi[] = stated ? ['urusan', 'skpd', 'akun'] : ['skpd', 'akun', 'urusan']
  const found = order.find(
    (one) => (one !== 'akun' || hasAccounts) && isUseful(one, saringan) && hasMany(one),
  )
  return found ?? 'posisi'
}

function isUseful(dimensi: Dimensi, saringan: Saringan): boolean {
  return dimensi !== 'skpd' || saringan.skpd === undefined
}

/** @returns a name of the nomenclature as citizens read it: without the words all of them begin with, not in capitals */
export function plainName(nama: string): string {
  const bare = nama.replace(/^urusan pemerintahan (?:bidang|fungsi) /i, '')
  if (bare !== bare.toUpperCase()) return bare
  return bare.charAt(0) + bare.slice(1).toLowerCase()
}
