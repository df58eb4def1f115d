import { civilParts, type Tanggal } from '../../../kernel/date.ts'
import { type Sen, ZERO_SEN } from '../../../kernel/money.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Skpd } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { type Serapan, type SkpdFigures, serapanOf, totalOf } from '../domain/serapan.ts'
import {
  listAnggaran,
  listRealisasi,
  listRencana,
  type MonthlyRow,
  type Sisi,
} from '../store/serapan-store.ts'

export type Figures = Readonly<{
  tahun: number
  /** Whole months that are over. */
  months: number
  total: Serapan
  perSkpd: readonly Serapan[]
  monthly: SkpdFigures
  skpd: ReadonlyMap<number, Skpd>
}>

export type BothSides = Readonly<Record<Sisi, Figures>>

/** Both sides of a year: plan, what happened, the year before, per agency and for the region. */
export async function readFigures(
  { kit, fiscal }: Deps,
  tx: Tx,
  tahun: number,
): Promise<BothSides> {
  const [codes, anggaran, rencana, realisasi] = await together([
    fiscal.kodefikasi(tx, tahun),
    listAnggaran(tx, tahun),
    listRencana(tx, tahun),
    listRealisasi(tx, tahun),
  ])
  const months = monthsOver(kit.today(), tahun)
  const sideOf = (sisi: Sisi): Figures => {
    const isHere = (row: Readonly<{ sisi: string }>) => row.sisi === sisi
    const amounts = new Map(
      anggaran.filter(isHere).map(({ skpdId, jumlah }) => [skpdId, jumlah] as const),
    )
    const plan = byMonth(rencana.filter(isHere))
    const now = byMonth(realisasi.filter((row) => isHere(row) && row.tahun === tahun))
    const before = byMonth(realisasi.filter((row) => isHere(row) && row.tahun !== tahun))
    const ids = [...new Set([...amounts.keys(), ...now.keys()])].toSorted((a, b) => a - b)
    const all = ids.map(
      (skpdId): SkpdFigures => ({
        skpdId,
        anggaran: amounts.get(skpdId) ?? ZERO_SEN,
        rencana: plan.get(skpdId) ?? NOTHING,
        realisasi: now.get(skpdId) ?? NOTHING,
        realisasiLalu: before.get(skpdId) ?? NOTHING,
      }),
    )
    const monthly = totalOf(all)
    const [total, ...perSkpd] = serapanOf([monthly, ...all], months)
    return { tahun, months, total: total ?? EMPTY, perSkpd, monthly, skpd: codes.skpd.byId }
  }
  return { belanja: sideOf('belanja'), pendapatan: sideOf('pendapatan') }
}

const NOTHING: readonly Sen[] = Array.from({ length: 12 }, () => ZERO_SEN)
const EMPTY: Serapan = {
  skpdId: 0,
  anggaran: ZERO_SEN,
  realisasi: ZERO_SEN,
  rencana: ZERO_SEN,
  selisih: ZERO_SEN,
  prakiraan: undefined,
}

/** @returns how many whole months of a fiscal year are over on a day */
function monthsOver(today: Tanggal, tahun: number): number {
  const { year, month } = civilParts(today)
  if (year > tahun) return 12
  return year < tahun ? 0 : month - 1
}

function byMonth(rows: readonly Omit<MonthlyRow, 'sisi'>[]): ReadonlyMap<number, readonly Sen[]> {
  const found = new Map<number, Sen[]>()
  for (const { skpdId, bulan, jumlah } of rows) {
    const months = found.get(skpdId) ?? [...NOTHING]
    months[bulan - 1] = jumlah
    found.set(skpdId, months)
  }
  return found
}
