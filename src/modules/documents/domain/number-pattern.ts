import { civilParts, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'

/** What a pattern may name besides the serial. */
const WORDS = ['klasifikasi', 'unit', 'tahun', 'bulan', 'bulanRomawi'] as const
type Word = (typeof WORDS)[number]

/** What the words of a pattern stand for. */
export type NumberFacts = Readonly<{ klasifikasi?: string; unit: string; tanggal: Tanggal }>

/** A number's two halves: the series it belongs to, and how it is written once its serial is known. */
export type NumberPlan = Readonly<{
  /**
   * The pattern with everything filled in but serial and month: two numbers that could read the same have
   * the same series, so a series that gives each serial once never gives one number twice.
   */
  deret: string
  format: (urut: number) => string
}>

const PATTERN_MAX = 120
const NUMBER_MAX = 150
const ROMAN = 'I II III IV V VI VII VIII IX X XI XII'.split(' ')
const TOKEN = /\{([a-zA-Z]{1,20})(?::([1-9]))?\}/g

/**
 * Read a pattern such as `{klasifikasi}/{seq:4}/{unit}/{bulanRomawi}/{tahun}` for one letter.
 *
 * @refuses POLA_NOMOR_SALAH
 */
export function planNumber(pattern: string, facts: NumberFacts): Result<NumberPlan> {
  const problem = problemOf(pattern, facts)
  if (problem !== undefined) return refuse(problem)
  const fill = (keep: (token: string) => string | undefined) =>
    pattern.replace(TOKEN, (token, word: string, width?: string) => {
      const kept = keep(token)
      return kept ?? wordOf(word as Word, facts, Number(width ?? 0))
    })
  const deret = fill((token) => (/^\{(?:seq|bulan)/.test(token) ? token : undefined))
  return ok({
    deret,
    format: (urut) =>
      fill((token) => {
        const width = /^\{seq(?::([1-9]))?\}$/.exec(token)
        return width === null ? undefined : String(urut).padStart(Number(width[1] ?? 1), '0')
      }),
  })
}

function problemOf(pattern: string, facts: NumberFacts): Refusal | undefined {
  const words = [...pattern.matchAll(TOKEN)].map(([, word = '']) => word)
  const rest = pattern.replace(TOKEN, '')
  const said = (message: string): Refusal => ({
    code: 'POLA_NOMOR_SALAH',
    message,
    field: 'nomorPola',
  })
  if (pattern.length > PATTERN_MAX || !/^[\p{L}\d ./_-]*$/u.test(rest))
    return said(
      'Pola nomor berisi tanda yang tidak dikenal. Pakai huruf, angka, / . - dan kata dalam kurung kurawal.',
    )
  const unknown = words.find(
    (word) => word !== 'seq' && !(WORDS as readonly string[]).includes(word),
  )
  if (unknown !== undefined)
    return said(
      `Kata {${unknown}} pada pola nomor tidak dikenal. Pakai {seq}, {klasifikasi}, {unit}, {bulan}, {bulanRomawi}, atau {tahun}.`,
    )
  if (words.filter((word) => word === 'seq').length !== 1)
    return said('Pola nomor harus memuat {seq} tepat satu kali.')
  if (!words.includes('tahun'))
    return said('Pola nomor harus memuat {tahun}, karena urutannya mulai lagi tiap tahun.')
  if (words.includes('klasifikasi') && (facts.klasifikasi ?? '') === '')
    return said('Pola nomor memakai {klasifikasi}, tetapi surat ini tidak punya kode klasifikasi.')
  const values = [facts.klasifikasi ?? '', facts.unit]
  if (
    values.some((one) => !/^[\p{L}\d ./_-]*$/u.test(one)) ||
    pattern.length + values.join('').length > NUMBER_MAX
  )
    return said('Kode klasifikasi atau singkatan unit tidak dapat dipakai dalam nomor surat.')
  return undefined
}

function wordOf(word: Word, facts: NumberFacts, width: number): string {
  const { year, month } = civilParts(facts.tanggal)
  const values: Readonly<Record<Word, string>> = {
    klasifikasi: facts.klasifikasi ?? '',
    unit: facts.unit,
    tahun: String(year),
    bulan: String(month).padStart(2, '0'),
    bulanRomawi: ROMAN[month - 1] ?? '',
  }
  return values[word].padStart(width, '0')
}
