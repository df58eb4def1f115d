import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { parseRupiah, type Sen, sen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

/** One line of a bank statement, whatever file it came in. */
export type KoranLine = Readonly<{
  row: number
  tanggal: Tanggal
  masuk: Sen
  keluar: Sen
  referensi: string
  uraian: string
  /** Balance after the line, when the bank tells it. */
  saldo: Sen | undefined
}>

export type KoranRead = Readonly<{
  lines: readonly KoranLine[]
  problems: readonly Readonly<{ row: number; refusals: readonly Refusal[] }>[]
}>

type Cells = Readonly<Record<string, string>>

/** Columns of a statement as CSV; a region names its bank's columns in the mapping of the upload. */
export const KORAN_COLUMNS = ['tanggal', 'masuk', 'keluar', 'referensi', 'uraian', 'saldo'] as const

const money = (text: string) =>
  text.trim() === '' || /^[-0,.\s]+$/.test(text.trim()) ? ZERO_SEN : undefined

/**
 * Rows of a statement: day, one of in and out, reference, words, balance.
 *
 * @refuses KORAN_TANGGAL, KORAN_JUMLAH per row
 */
export function readKoranRows(rows: readonly Readonly<{ row: number; cells: Cells }>[]): KoranRead {
  const lines: KoranLine[] = []
  const problems: { row: number; refusals: readonly Refusal[] }[] = []
  for (const { row, cells } of rows) {
    const line = readKoranRow(row, cells)
    if (line.ok) lines.push(line.value)
    else problems.push({ row, refusals: line.refusals })
  }
  return { lines, problems }
}

function readKoranRow(row: number, cells: Cells): Result<KoranLine> {
  const text = (name: string) => (cells[name] ?? '').trim()
  const tanggal = parseTanggal(text('tanggal'))
  const masuk = amountOf(text('masuk')) ?? ZERO_SEN
  const keluar = amountOf(text('keluar')) ?? ZERO_SEN
  const isOne = masuk > 0n !== keluar > 0n
  const refusals = [
    ...(tanggal.ok ? [] : [refusal('KORAN_TANGGAL', { baris: row }, 'tanggal')]),
    ...(isOne ? [] : [refusal('KORAN_JUMLAH', { baris: row }, 'masuk')]),
  ]
  if (!tanggal.ok || refusals.length > 0) return refuse(refusals)
  return ok({
    row,
    tanggal: tanggal.value,
    masuk,
    keluar,
    referensi: text('referensi').slice(0, 200),
    uraian: text('uraian').slice(0, 500),
    saldo: text('saldo') === '' ? undefined : amountOf(text('saldo')),
  })
}

function amountOf(text: string): Sen | undefined {
  const none = money(text)
  if (none !== undefined) return none
  const parsed = parseRupiah(text)
  return parsed.ok ? parsed.value : undefined
}

const LINE_61 =
  /^:61:(\d{2})(\d{2})(\d{2})(?:\d{4})?(R?[CD])[A-Z]?(\d{1,15}),(\d{0,2})[A-Z][A-Z0-9]{3}([^/\n]{0,200})/

/**
 * Statement lines of a text like SWIFT MT940: `:61:` with day, C or D, amount and reference, `:86:` with words.
 *
 * @refuses KORAN_BARIS per line that begins with :61: and cannot be read
 */
export function readMt940(text: string): KoranRead {
  const lines: KoranLine[] = []
  const problems: { row: number; refusals: readonly Refusal[] }[] = []
  for (const [at, line] of text.split(/\r\n|\n/).entries()) {
    const row = at + 1
    const last = lines.at(-1)
    if (line.startsWith(':86:') && last !== undefined)
      lines[lines.length - 1] = { ...last, uraian: line.slice(4).trim().slice(0, 500) }
    if (!line.startsWith(':61:')) continue
    const found = LINE_61.exec(line)
    const day = parseTanggal(`20${found?.[1]}-${found?.[2]}-${found?.[3]}`)
    if (found === null || !day.ok) {
      problems.push({ row, refusals: [refusal('KORAN_BARIS', { baris: row })] })
      continue
    }
    const amount = sen(BigInt(`${found[5]}${(found[6] ?? '').padEnd(2, '0')}`))
    // RC takes a credit back: money goes out; RD the other way.
    const isIn = found[4] === 'C' || found[4] === 'RD'
    const sides = isIn ? { masuk: amount, keluar: ZERO_SEN } : { masuk: ZERO_SEN, keluar: amount }
    const referensi = (found[7] ?? '').trim()
    lines.push({ row, tanggal: day.value, ...sides, referensi, uraian: '', saldo: undefined })
  }
  return { lines, problems }
}

/**
 * Whether the lines' balances follow from each other: a bank's file in the wrong order, or with a line missing, is told
 * by the row where it breaks.
 */
export function orderProblems(lines: readonly KoranLine[]): KoranRead['problems'] {
  return lines.flatMap((line, at) => {
    const before = lines[at - 1]
    if (before?.saldo === undefined || line.saldo === undefined) return []
    const wanted = before.saldo + line.masuk - line.keluar
    if (line.saldo === wanted && line.tanggal >= before.tanggal) return []
    return [{ row: line.row, refusals: [refusal('KORAN_URUTAN', { baris: line.row })] }]
  })
}

/** A movement of ours a statement line could be. */
export type MutasiCandidate = Readonly<{
  id: string
  tanggal: Tanggal
  masuk: Sen
  keluar: Sen
  dokumenNomor: string
  referensi: string
}>

const DAYS_APART = 5

/**
 * The one movement a line is: same side and amount, near in days; a reference or a number decides between several. No
 * guess is made where two fit equally.
 */
export function matchLine(
  line: Pick<KoranLine, 'tanggal' | 'masuk' | 'keluar' | 'referensi' | 'uraian'>,
  candidates: readonly MutasiCandidate[],
  daysBetween: (a: Tanggal, b: Tanggal) => number,
): MutasiCandidate | undefined {
  const near = candidates.filter(
    (one) =>
      one.masuk === line.masuk &&
      one.keluar === line.keluar &&
      Math.abs(daysBetween(one.tanggal, line.tanggal)) <= DAYS_APART,
  )
  const said = `${line.referensi} ${line.uraian}`
  const named = near.filter(
    (one) =>
      said.includes(one.dokumenNomor) || (one.referensi !== '' && said.includes(one.referensi)),
  )
  if (named.length === 1) return named[0]
  return named.length === 0 && near.length === 1 ? near[0] : undefined
}
