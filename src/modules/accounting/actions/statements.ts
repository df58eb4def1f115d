import {
  addDays,
  tanggal as civil,
  civilParts,
  type Tanggal,
  yearOf,
} from '../../../kernel/date.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { type AccountSum, fillLaporan, type LaporanBaris } from '../domain/laporan.ts'
import type { JenisLaporan, Lingkup, Susunan } from '../domain/susunan.ts'
import type { Layouts } from '../load-susunan.ts'
import { sumAccounts, sumBooks } from '../store/rekap-store.ts'
import { spanOf } from './balances.ts'

/** Whose statement, and of which day. */
export type Scope = Readonly<{
  tanggal: Tanggal
  lingkup: Lingkup
  /** Books it is made of; undefined takes every one. */
  skpdIds: readonly number[] | undefined
}>

export type Laporan = Readonly<{
  jenis: JenisLaporan
  judul: string
  hasAnggaran: boolean
  tanggal: Tanggal
  /** The day the last column is of. */
  tanggalLalu: Tanggal
  baris: readonly (LaporanBaris & Readonly<{ lalu: bigint | undefined }>)[]
  isTerverifikasi: boolean
  sumber: string
}>

export type Statements = Readonly<{
  /** Sums of all accounts of a scope, by code. */
  sums: (tx: Tx, scope: Scope) => Promise<readonly AccountSum[]>
  laporan: (tx: Tx, jenis: JenisLaporan, scope: Scope) => Promise<Laporan>
  /** Several of one scope, from one look each at this year and the last. */
  several: (tx: Tx, jenis: readonly JenisLaporan[], scope: Scope) => Promise<readonly Laporan[]>
  /** One account, apart by book. */
  perBook: (
    tx: Tx,
    scope: Scope,
    rekeningId: number,
  ) => Promise<readonly Readonly<{ skpdId: number; debit: bigint; kredit: bigint }>[]>
  susunan: (tahun: number) => Susunan
}>

export function createStatements({ fiscal }: Deps, layouts: Layouts): Statements {
  const sums: Statements['sums'] = async (tx, { tanggal, skpdIds }) => {
    const tahun = yearOf(tanggal)
    const [kodefikasi, found] = await together([
      fiscal.kodefikasi(tx, tahun),
      sumAccounts(tx, spanOf({ tahun, tanggal, skpdIds })),
    ])
    return found.flatMap((sum) => toAccountSum(kodefikasi, sum))
  }
  const several: Statements['several'] = async (tx, kinds, scope) => {
    const now = await sums(tx, scope)
    const before = new Map<Tanggal, readonly AccountSum[]>()
    const laporan: Laporan[] = []
    for (const jenis of kinds) {
      const tanggalLalu = dayBefore(jenis, scope.tanggal)
      const old = before.get(tanggalLalu) ?? (await sums(tx, { ...scope, tanggal: tanggalLalu }))
      before.set(tanggalLalu, old)
      laporan.push(composeLaporan({ jenis, scope, tanggalLalu, now, old, layouts }))
    }
    return laporan
  }
  return {
    sums,
    several,
    laporan: async (tx, jenis, scope) => {
      const [one] = await several(tx, [jenis], scope)
      if (one === undefined) throw new Error('one statement was asked for')
      return one
    },
    perBook: async (tx, { tanggal, skpdIds }, rekeningId) => {
      const span = spanOf({ tahun: yearOf(tanggal), tanggal, skpdIds })
      const books = new Map<number, { debit: bigint; kredit: bigint }>()
      for (const { skpdId, kelas, debitSen, kreditSen } of await sumBooks(tx, span, [rekeningId])) {
        if (kelas > 1) continue
        const known = books.get(skpdId) ?? { debit: 0n, kredit: 0n }
        books.set(skpdId, { debit: known.debit + debitSen, kredit: known.kredit + kreditSen })
      }
      return [...books].map(([skpdId, both]) => ({ skpdId, ...both }))
    },
    susunan: layouts,
  }
}

function toAccountSum(
  { rekening }: Kodefikasi,
  sum: Awaited<ReturnType<typeof sumAccounts>>[number],
): readonly AccountSum[] {
  const kode = rekening.byId.get(sum.rekeningId)?.kode
  if (kode === undefined) return []
  const kodeAnggaran = rekening.byId.get(sum.rekeningAnggaranId)?.kode
  return [{ kode, kodeAnggaran, kelas: sum.kelas, debit: sum.debitSen, kredit: sum.kreditSen }]
}

type Parts = Readonly<{
  jenis: JenisLaporan
  scope: Scope
  tanggalLalu: Tanggal
  now: readonly AccountSum[]
  old: readonly AccountSum[]
  layouts: Layouts
}>

function composeLaporan({ jenis, scope, tanggalLalu, now, old, layouts }: Parts): Laporan {
  const susunan = layouts(yearOf(scope.tanggal))
  const layout = susunan.laporan[jenis]
  const reach = { lingkup: scope.lingkup, eliminasi: susunan.eliminasi }
  const lalu = new Map(fillLaporan(layout, old, reach).map((one) => [one.id, one.nilai]))
  return {
    jenis,
    judul: layout.judul,
    hasAnggaran: layout.hasAnggaran,
    tanggal: scope.tanggal,
    tanggalLalu,
    isTerverifikasi: susunan.isTerverifikasi,
    sumber: susunan.sumber,
    baris: fillLaporan(layout, now, reach).map((one) => ({ ...one, lalu: lalu.get(one.id) })),
  }
}

/** Flows are held against the same day a year ago, what stands against the end of last year. */
function dayBefore(jenis: JenisLaporan, tanggal: Tanggal): Tanggal {
  const { year, month, day } = civilParts(tanggal)
  if (jenis === 'neraca') return civil(`${year - 1}-12-31`)
  // 29 February has no fellow in other years.
  if (month === 2 && day === 29) return addDays(civil(`${year - 1}-03-01`), -1)
  return civil(`${year - 1}${tanggal.slice(4)}`)
}
