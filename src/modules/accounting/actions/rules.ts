import { type Tx, together } from '../../../platform/db/database.ts'
import { createKeep, serialOf } from '../../../platform/kept.ts'
import { type Fiscal, isWithin, type Kodefikasi } from '../../fiscal/index.ts'
import type { BookRules } from '../domain/jurnal.ts'
import type { MappingRules, Pemetaan } from '../domain/pemetaan.ts'
import {
  listAkunAnggaran,
  listPemetaan,
  listPeristiwa,
  readPemetaanVersi,
} from '../store/pemetaan-store.ts'

/** What a journal of a year is checked against. */
export type Book = BookRules & Readonly<{ kodefikasi: Kodefikasi }>

/** Everything a posting of a year is checked against and made from. */
export type Rules = Book & MappingRules

export type BookOf = (tx: Tx, tahun: number) => Promise<Book>
export type RulesOf = (tx: Tx, tahun: number) => Promise<Rules>

const YEARS_KEPT_MAX = 6

/** Codes and sides of a year from memory; one small look tells whether they are still true. */
export function createBook(fiscal: Fiscal): BookOf {
  const keep = createKeep(YEARS_KEPT_MAX)
  return async (tx, tahun) => {
    const kodefikasi = await fiscal.kodefikasi(tx, tahun)
    const version = String(serialOf(kodefikasi))
    return keep({ key: String(tahun), version }, () => loadBook(tx, kodefikasi))
  }
}

/** Rules of a year from memory, the mapping with them. */
export function createRules(bookOf: BookOf): RulesOf {
  const keep = createKeep(YEARS_KEPT_MAX)
  return async (tx, tahun) => {
    const [book, versi] = await together([bookOf(tx, tahun), readPemetaanVersi(tx)])
    const version = `${serialOf(book)} ${versi}`
    return keep({ key: String(tahun), version }, () => loadRules(tx, book))
  }
}

async function loadBook(tx: Tx, kodefikasi: Kodefikasi): Promise<Book> {
  const { tahun, rekening, skpd } = kodefikasi
  // Which accounts are of the budget is law: it changes with a migration, and so with a new start.
  const anggaran = await listAkunAnggaran(tx)
  const awalan = anggaran.filter((one) => one.tahunMulai <= tahun).map((one) => one.awalan)
  return {
    kodefikasi,
    findRekening: (id) => rekening.byId.get(id),
    findSkpd: (id) => skpd.byId.get(id),
    isAnggaran: (kode) => awalan.some((one) => isWithin(kode, one)),
  }
}

async function loadRules(tx: Tx, book: Book): Promise<Rules> {
  const { tahun, rekening, skpkd } = book.kodefikasi
  const [peristiwa, pemetaan] = await together([listPeristiwa(tx), listPemetaan(tx, 'berlaku')])
  const jenis = new Map(peristiwa.map((one) => [one.kode, one]))
  const inForce = newestOf(pemetaan.filter((one) => one.tahunMulai <= tahun))
  return {
    ...book,
    findKode: (kode) => rekening.byKode.get(kode),
    jenis: (kode) => jenis.get(kode),
    of: (kode) => inForce.get(kode) ?? [],
    skpkdId: skpkd?.id,
  }
}

/** Of mappings with one beginning, the one that began last; by happening. */
function newestOf(rows: readonly Pemetaan[]): ReadonlyMap<string, readonly Pemetaan[]> {
  const newest = new Map<string, Map<string, Pemetaan>>()
  for (const row of rows) {
    const own = newest.get(row.peristiwa) ?? new Map<string, Pemetaan>()
    newest.set(row.peristiwa, own)
    const known = own.get(row.awalan)
    if (known === undefined || known.tahunMulai < row.tahunMulai) own.set(row.awalan, row)
  }
  return new Map([...newest].map(([kode, own]) => [kode, [...own.values()]]))
}
