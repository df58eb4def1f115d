import { parseRupiah, type Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

export const JENIS_STANDAR = ['SSH', 'SBU', 'HSPK', 'ASB'] as const
export type JenisStandar = (typeof JENIS_STANDAR)[number]

/** A price standard of a year; `harga` in sen per unit. */
export type StandarHarga = Readonly<{
  id: number
  tahun: number
  jenis: JenisStandar
  kode: string
  uraian: string
  spesifikasi: string
  satuan: string
  harga: Sen
  /** Accounts it may be used for; empty means any. */
  rekeningIds: readonly number[]
}>

export type BarisStandar = Omit<StandarHarga, 'id' | 'tahun'>

/** A row of a list of standards as it was brought, with the row a spreadsheet shows. */
export type TypedStandar = Readonly<{
  row: number
  cells: Readonly<Record<string, string>>
}>

const LONGEST = { kode: 60, uraian: 500, spesifikasi: 1_000, satuan: 60 }

/**
 * Check a list of price standards, every row.
 *
 * @param rekeningId id of an account in force by its code; undefined when it is not
 * @refuses STANDAR_KOSONG, STANDAR_JENIS, STANDAR_ISI, STANDAR_HARGA, STANDAR_REKENING, STANDAR_GANDA
 */
export function checkStandar(
  typed: readonly TypedStandar[],
  rekeningId: (kode: string) => number | undefined,
): Result<readonly BarisStandar[]> {
  const refusals: Refusal[] = []
  const rows: BarisStandar[] = []
  const seen = new Set<string>()
  if (typed.length === 0) refusals.push(refusal('STANDAR_KOSONG'))
  for (const one of typed) {
    const done = checkRow(one, rekeningId)
    if (!done.ok) {
      refusals.push(...done.refusals)
      continue
    }
    const key = `${done.value.jenis} ${done.value.kode}`
    if (seen.has(key))
      refusals.push(at(one, 'STANDAR_GANDA', { kode: done.value.kode, jenis: done.value.jenis }))
    seen.add(key)
    rows.push(done.value)
  }
  return refusals.length > 0 ? refuse(refusals) : ok(rows)
}

function checkRow(
  one: TypedStandar,
  rekeningId: (kode: string) => number | undefined,
): Result<BarisStandar> {
  const cell = (name: string) => (one.cells[name] ?? '').trim()
  const refusals: Refusal[] = []
  const jenis = JENIS_STANDAR.find((kind) => kind === cell('jenis').toUpperCase())
  if (jenis === undefined) refusals.push(at(one, 'STANDAR_JENIS', {}))
  const isWritten = (['kode', 'uraian', 'satuan'] as const).every(
    (name) => cell(name) !== '' && cell(name).length <= LONGEST[name],
  )
  if (!isWritten || cell('spesifikasi').length > LONGEST.spesifikasi)
    refusals.push(at(one, 'STANDAR_ISI', {}))
  const harga = parseRupiah(cell('harga'))
  if (!harga.ok) refusals.push(at(one, 'STANDAR_HARGA', { harga: cell('harga') }))
  const codes = cell('rekening')
    .split(/[\s;,]+/)
    .filter((kode) => kode !== '')
  const unknown = codes.filter((kode) => rekeningId(kode) === undefined)
  for (const kode of unknown) refusals.push(at(one, 'STANDAR_REKENING', { kode }))
  if (refusals.length > 0 || jenis === undefined || !harga.ok) return refuse(refusals)
  return ok({
    jenis,
    kode: cell('kode'),
    uraian: cell('uraian'),
    spesifikasi: cell('spesifikasi'),
    satuan: cell('satuan'),
    harga: harga.value,
    rekeningIds: codes.flatMap((kode) => rekeningId(kode) ?? []),
  })
}

type RowCode =
  | 'STANDAR_JENIS'
  | 'STANDAR_ISI'
  | 'STANDAR_HARGA'
  | 'STANDAR_REKENING'
  | 'STANDAR_GANDA'

function at(one: TypedStandar, code: RowCode, values: Readonly<Record<string, string>>): Refusal {
  return refusal(code, { baris: one.row, ...values }, `baris-${one.row}`)
}

/** Words as the search takes them: each may be a beginning. */
export function searchWords(kata: string): string {
  return kata
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => `${word}:*`)
    .join(' & ')
}
