import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { compareKode, parentOf, partsOf, withoutWidths } from './kode.ts'
import { refusal } from './refusals.ts'

/** Tables of codes that are loaded from lists. */
export type TabelKode = 'rekening' | 'nomenklatur' | 'skpd' | 'sumber_dana'

/** A line of a list; what a table does not have stays undefined. */
export type BarisKode = Readonly<{
  kode: string
  nama: string
  /** 1-based place in the list, for its errors. */
  baris: number
  saldoNormal?: 'D' | 'K'
  jenis?: string
  indukKode?: string
  unitKode?: string
  isDitentukan?: boolean
  isTerverifikasi: boolean
}>

/** A code as it is in force before the list is loaded. */
export type KodeAda = Readonly<{
  id: number
  kode: string
  nama: string
  indukKode: string | null
}>

export type Cara = 'ganti_kode' | 'ganti_nama'

/** What a load will do, in the order it is done. */
export type RencanaMuat = Readonly<{
  /** Parents before children; each with the code it hangs under. */
  tambah: readonly (BarisKode & Readonly<{ di: string | undefined }>)[]
  tutup: readonly KodeAda[]
  /** Ended with the year before, and opened again under the new name. */
  gantiNama: readonly Readonly<{ lama: KodeAda; baru: BarisKode }>[]
  /** A code that ends and one that begins, the same but for its widths. */
  padanan: readonly Readonly<{ dari: KodeAda; ke: string; cara: Cara }>[]
  tetap: number
}>

export type MuatOrder = Readonly<{
  tabel: TabelKode
  /** `lengkap`: the list is all there is from the year on. `tambah`: only what is new is taken. */
  cara: 'lengkap' | 'tambah'
  baris: readonly BarisKode[]
  ada: readonly KodeAda[]
}>

/**
 * Work out what loading a list means, before anything is stored.
 *
 * A code without a line for its parent hangs under the nearest one there is: nomenclature has a part for the level
 * of government that is no level of its own. Accounts need every level, so a missing one is made and marked.
 *
 * @refuses KODE_KOSONG, KODE_TIDAK_TERBACA, KODE_GANDA, KODE_NAMA_KOSONG, KODE_TANPA_INDUK, KODE_JENIS_SALAH
 */
export function planMuatan(order: MuatOrder): Result<RencanaMuat> {
  const { tabel, cara, ada } = order
  const refusals = [...refuseRows(order)]
  if (refusals.length > 0) return refuse(refusals)
  const baris = tabel === 'rekening' ? withLevels(order.baris, ada) : order.baris
  const incoming = new Map(baris.map((row) => [row.kode, row]))
  const known = new Map(ada.map((row) => [row.kode, row]))
  const tutup = cara === 'tambah' ? [] : ada.filter(({ kode }) => !incoming.has(kode))
  const isRenamed = (row: BarisKode) => {
    const before = known.get(row.kode)
    return cara === 'lengkap' && before !== undefined && before.nama !== row.nama
  }
  const tambah = baris
    .filter(({ kode }) => !known.has(kode))
    .toSorted((a, b) => compareKode(a.kode, b.kode))
    .map((row) => ({ ...row, di: row.indukKode ?? nearestAbove(row.kode, incoming, known) }))
  const orphans = tambah.filter((row) => needsParent(tabel, row) && row.di === undefined)
  if (orphans.length > 0)
    return refuse(orphans.map((row) => at(row, 'KODE_TANPA_INDUK', { kode: row.kode })))
  return ok({
    tambah,
    tutup,
    gantiNama: baris.filter(isRenamed).flatMap((baru) => {
      const lama = known.get(baru.kode)
      return lama === undefined ? [] : [{ lama, baru }]
    }),
    padanan: pairsOf(tutup, tambah),
    tetap: baris.filter((row) => known.has(row.kode) && !isRenamed(row)).length,
  })
}

function needsParent(tabel: TabelKode, row: BarisKode): boolean {
  if (tabel === 'nomenklatur') return row.jenis !== 'urusan'
  if (tabel === 'skpd') return row.jenis === 'unit_skpd'
  return tabel === 'rekening' && partsOf(row.kode).length > 1
}

function nearestAbove(
  kode: string,
  ...tables: readonly ReadonlyMap<string, unknown>[]
): string | undefined {
  let above = parentOf(kode)
  while (above !== undefined) {
    const found = above
    if (tables.some((table) => table.has(found))) return found
    above = parentOf(above)
  }
  return undefined
}

/** Levels no line names: each takes the name of the first code below it and stays unverified. */
function withLevels(baris: readonly BarisKode[], ada: readonly KodeAda[]): readonly BarisKode[] {
  const known = new Set([...baris.map(({ kode }) => kode), ...ada.map(({ kode }) => kode)])
  const made: BarisKode[] = []
  for (const row of baris.toSorted((a, b) => compareKode(a.kode, b.kode))) {
    let above = parentOf(row.kode)
    while (above !== undefined && !known.has(above)) {
      known.add(above)
      made.push({ ...row, kode: above, isTerverifikasi: false })
      above = parentOf(above)
    }
  }
  return [...baris, ...made]
}

function pairsOf(tutup: readonly KodeAda[], tambah: readonly BarisKode[]): RencanaMuat['padanan'] {
  const ending = new Map(tutup.map((row) => [withoutWidths(row.kode), row]))
  return tambah.flatMap((row) => {
    const dari = ending.get(withoutWidths(row.kode))
    return dari === undefined ? [] : [{ dari, ke: row.kode, cara: 'ganti_kode' as const }]
  })
}

const KODE: Readonly<Record<TabelKode, RegExp>> = {
  rekening: /^\d{1,4}(?:\.\d{1,4}){0,11}$/,
  nomenklatur: /^[\dX]{1,4}(?:\.[\dX]{1,4}){0,11}$/,
  skpd: /^[\dA-Z]{1,4}(?:\.[\dA-Z]{1,4}){0,11}$/,
  sumber_dana: /^\d{1,4}(?:\.\d{1,4}){0,11}$/,
}
const NAMA_MAX = 500
const JENIS: Readonly<Partial<Record<TabelKode, readonly string[]>>> = {
  nomenklatur: ['urusan', 'bidang', 'program', 'kegiatan', 'sub_kegiatan'],
  skpd: ['skpd', 'unit_skpd', 'skpkd'],
}

function* refuseRows({ tabel, baris }: MuatOrder): Generator<Refusal> {
  if (baris.length === 0) yield refusal('KODE_KOSONG')
  const seen = new Set<string>()
  for (const row of baris) {
    if (!KODE[tabel].test(row.kode)) yield at(row, 'KODE_TIDAK_TERBACA', { kode: row.kode })
    else if (seen.has(row.kode)) yield at(row, 'KODE_GANDA', { kode: row.kode })
    seen.add(row.kode)
    if (row.nama.trim() === '' || row.nama.length > NAMA_MAX)
      yield at(row, 'KODE_NAMA_KOSONG', { kode: row.kode })
    const kinds = JENIS[tabel]
    if (kinds !== undefined && !kinds.includes(row.jenis ?? ''))
      yield at(row, 'KODE_JENIS_SALAH', { kode: row.kode, jenis: kinds.join(', ') })
  }
}

type RowCode =
  | 'KODE_TIDAK_TERBACA'
  | 'KODE_GANDA'
  | 'KODE_NAMA_KOSONG'
  | 'KODE_TANPA_INDUK'
  | 'KODE_JENIS_SALAH'

function at(row: BarisKode, code: RowCode, values: Readonly<Record<string, string>>): Refusal {
  return refusal(code, { baris: row.baris, ...values }, `baris-${row.baris}`)
}
