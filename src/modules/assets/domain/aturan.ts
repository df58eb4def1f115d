import type { Tanggal } from '../../../kernel/date.ts'
import { applyRate, type Sen } from '../../../kernel/money.ts'
import type { Kib, Periode } from './kib.ts'
import { nextPeriode, periodeOf } from './kib.ts'

/** A rule of a perkada that holds for goods whose code begins with `kodeAwalan`, from a day to a day. */
type Berlaku = Readonly<{ kodeAwalan: string; mulai: Tanggal; sampai: Tanggal | null }>
export type MasaManfaat = Berlaku & Readonly<{ masaSemester: number; isTerverifikasi: boolean }>
export type TambahanManfaat = Berlaku & Readonly<{ sampaiBps: number; tambahSemester: number }>
export type Ambang = Berlaku & Readonly<{ ambang: Sen }>
export type AkunBarang = Berlaku &
  Readonly<{
    rekeningAset: string
    rekeningAkumulasi: string | null
    rekeningBeban: string | null
    /** Expense of goods that stay below the threshold. */
    rekeningEkstra: string | null
  }>
export type Kebijakan = Readonly<{
  mulai: Tanggal
  mulaiSusut: 'semester_perolehan' | 'semester_berikutnya'
}>

/** Which asset accounts payments of an account of capital spending are debited to. */
export type AkunModal = Berlaku & Readonly<{ rekeningAset: string }>

/** Every dated rule of the region's accounting policy for goods. */
export type Aturan = Readonly<{
  masa: readonly MasaManfaat[]
  tambahan: readonly TambahanManfaat[]
  ambang: readonly Ambang[]
  akun: readonly AkunBarang[]
  modal: readonly AkunModal[]
  kebijakan: readonly Kebijakan[]
}>

export type KodeBarang = Readonly<{
  id: number
  kode: string
  nama: string
  kib: Kib | null
  /** Particulars a card of this code must have. */
  wajib: readonly string[]
  /** Nothing stands below it: only such goods get cards. */
  isDaun: boolean
}>

/** Is the code the same or below? Compared by parts, never by width. */
export function isBeneath(kode: string, awalan: string): boolean {
  return kode === awalan || kode.startsWith(`${awalan}.`)
}

/** The rule with the longest beginning that fits the code and is in force on the day; of two alike the later one. */
function ruleFor<Row extends Berlaku>(
  rules: readonly Row[],
  kode: string,
  date: Tanggal,
): Row | undefined {
  let best: Row | undefined
  for (const rule of rules) {
    const fits =
      isBeneath(kode, rule.kodeAwalan) &&
      rule.mulai <= date &&
      (rule.sampai === null || date <= rule.sampai)
    if (fits && isCloser(rule, best)) best = rule
  }
  return best
}

function isCloser(rule: Berlaku, best: Berlaku | undefined): boolean {
  if (best === undefined) return true
  const longer = rule.kodeAwalan.length - best.kodeAwalan.length
  return longer > 0 || (longer === 0 && rule.mulai > best.mulai)
}

/** @returns semesters goods of this code last, 0 for what never depreciates; undefined when no rule says */
export function masaFor(
  aturan: Pick<Aturan, 'masa'>,
  kode: string,
  date: Tanggal,
): number | undefined {
  return ruleFor(aturan.masa, kode, date)?.masaSemester
}

/** Below the threshold goods stay outside the balance sheet; without a rule they are in it. */
export function isBelowAmbang(
  aturan: Pick<Aturan, 'ambang'>,
  kode: string,
  { nilai, tanggal }: Readonly<{ nilai: Sen; tanggal: Tanggal }>,
): boolean {
  const rule = ruleFor(aturan.ambang, kode, tanggal)
  return rule !== undefined && nilai < rule.ambang
}

/** Accounts of the goods on a day; undefined when no rule names them. */
export function akunFor(
  aturan: Pick<Aturan, 'akun'>,
  kode: string,
  date: Tanggal,
): AkunBarang | undefined {
  return ruleFor(aturan.akun, kode, date)
}

/** The rule for an account of capital spending; undefined when none names it. */
export function modalFor(
  aturan: Pick<Aturan, 'modal'>,
  rekening: string,
  date: Tanggal,
): AkunModal | undefined {
  return ruleFor(aturan.modal, rekening, date)
}

/** First semester that is charged for goods booked on this day. */
export function susutMulaiFor(
  { kebijakan }: Pick<Aturan, 'kebijakan'>,
  date: Tanggal,
  isOpening: boolean,
): Periode {
  const own = periodeOf(date)
  const policy = kebijakan.filter(({ mulai }) => mulai <= date).at(-1)
  return !isOpening && policy?.mulaiSusut === 'semester_berikutnya' ? nextPeriode(own) : own
}

/**
 * Semesters the table adds for a rehabilitation: the first step that holds its share of the value before it.
 *
 * @returns undefined when no rule speaks of these goods on that day
 */
export function tambahanFor(
  { tambahan }: Pick<Aturan, 'tambahan'>,
  kode: string,
  { jumlah, nilai, tanggal }: Readonly<{ jumlah: Sen; nilai: Sen; tanggal: Tanggal }>,
): number | undefined {
  const longest = ruleFor(tambahan, kode, tanggal)
  if (longest === undefined) return undefined
  const steps = tambahan
    .filter(({ kodeAwalan, mulai }) => kodeAwalan === longest.kodeAwalan && mulai === longest.mulai)
    .toSorted((a, b) => a.sampaiBps - b.sampaiBps)
  const step =
    steps.find(({ sampaiBps }) => jumlah <= applyRate(nilai, sampaiBps, 'down')) ?? steps.at(-1)
  return step?.tambahSemester
}

type Akun = Readonly<{ id: number; kode: string; isDaun: boolean }>
/** Accounts by code and by parent. */
export type Bagan = Readonly<{
  byKode: ReadonlyMap<string, Akun>
  childrenOf: (kode: string) => readonly Akun[]
}>

const numbersOf = (kode: string) => kode.split('.').map(Number)

/**
 * The account goods of a code are booked on: below the account of their class, the chart is followed as far as its
 * parts are the same numbers as those of the code, however wide either writes them; then the first leaf.
 *
 * @param rekening account the rule names for codes that begin with `kodeAwalan`
 * @returns undefined when the chart does not know the field of these goods
 */
export function accountFor(
  bagan: Bagan,
  { kode, kodeAwalan, rekening }: Readonly<{ kode: string; kodeAwalan: string; rekening: string }>,
): Akun | undefined {
  let found = bagan.byKode.get(rekening)
  const below = numbersOf(kode).slice(numbersOf(kodeAwalan).length)
  for (const [depth, part] of below.entries()) {
    if (found === undefined || found.isDaun) break
    const next = bagan.childrenOf(found.kode).find((one) => numbersOf(one.kode).at(-1) === part)
    if (next === undefined && depth === 0) return undefined
    if (next === undefined) break
    found = next
  }
  return leafBelow(bagan, found)
}

/** @returns the account itself, or the first leaf below it */
export function leafBelow({ childrenOf }: Bagan, top: Akun | undefined): Akun | undefined {
  let found = top
  while (found !== undefined && !found.isDaun) found = childrenOf(found.kode)[0]
  return found
}
