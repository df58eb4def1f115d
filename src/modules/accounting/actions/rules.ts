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

/** Everything a posting of a year is checked against and made from. */
export type Rules = BookRules & MappingRules & Readonly<{ kodefikasi: Kodefikasi }>

export type RulesOf = (tx: Tx, tahun: number) => Promise<Rules>

const YEARS_KEPT_MAX = 6

/** Rules of a year from memory; two small looks tell whether they are still true. */
export function createRules(fiscal: Fiscal): RulesOf {
  const keep = createKeep(YEARS_KEPT_MAX)
  return async (tx, tahun) => {
    const [kodefikasi, versi] = await together([
      fiscal.kodefikasi(tx, tahun),
      readPemetaanVersi(tx),
    ])
    const version = `${serialOf(kodefikasi)} ${versi}`
    return keep({ key: String(tahun), version }, () => loadRules(tx, kodefikasi))
  }
}

async function loadRules(tx: Tx, kodefikasi: Kodefikasi): Promise<Rules> {
  const { tahun, rekening, skpd, skpkd } = kodefikasi
  const [anggaran, peristiwa, pemetaan] = await together([
    listAkunAnggaran(tx),
    listPeristiwa(tx),
    listPemetaan(tx, 'berlaku'),
  ])
  const awalan = anggaran.filter((one) => one.tahunMulai <= tahun).map((one) => one.awalan)
  const jenis = new Map(peristiwa.map((one) => [one.kode, one]))
  const inForce = newestOf(pemetaan.filter((one) => one.tahunMulai <= tahun))
  return {
    kodefikasi,
    findRekening: (id) => rekening.byId.get(id),
    findKode: (kode) => rekening.byKode.get(kode),
    findSkpd: (id) => skpd.byId.get(id),
    isAnggaran: (kode) => awalan.some((one) => isWithin(kode, one)),
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
