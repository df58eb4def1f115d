import type { Role, SignedIn } from '../../kernel/actor.ts'
import { present } from '../../kernel/assert.ts'
import { addDays, parseTanggal, type Tanggal, tanggal, weekdayOf } from '../../kernel/date.ts'
import type { Sen } from '../../kernel/money.ts'
import type { Result } from '../../kernel/result.ts'
import type { AccountingModule } from '../../modules/accounting/index.ts'
import type { AssetsModule } from '../../modules/assets/index.ts'
import type { BudgetModule } from '../../modules/budget/index.ts'
import type { Fiscal, Kodefikasi } from '../../modules/fiscal/index.ts'
import { demoAccountId } from '../../modules/identity/index.ts'
import type { PlanningModule } from '../../modules/planning/index.ts'
import {
  type TreasuryModule,
  type TreasuryWork,
  treasuryWork,
} from '../../modules/treasury/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'

/** The finance modules on a clock that the demo history turns. */
export type TreasuryHouse = Readonly<{
  kit: Kit
  fiscal: Fiscal
  planning: PlanningModule
  budget: BudgetModule
  accounting: AccountingModule
  assets: AssetsModule
  treasury: TreasuryModule
  setNow: (at: Date) => void
}>

export type Skpd = Kodefikasi['skpd']['all'][number]

/** A budget position with its cash plan. */
export type Posisi = Readonly<{
  id: string
  skpd: Skpd
  kode: string
  rekeningId: number
  subKegiatanId: number | null
  anggaran: Sen
  /** Months, January first. */
  rencana: readonly Sen[]
}>

/** A fiscal year of the demo, played up to a day. */
export type Tahun = Readonly<{
  tx: Tx
  house: TreasuryHouse
  work: TreasuryWork
  tahun: number
  /** The last day that is played: today, or the end of the year. */
  sampai: Tanggal
  isLast: boolean
  codes: Kodefikasi
  posisi: readonly Posisi[]
}>

export async function openTahun(
  tx: Tx,
  house: TreasuryHouse,
  order: Readonly<{ tahun: number; sampai: Tanggal; isLast: boolean }>,
): Promise<Tahun> {
  const { tahun } = order
  const codes = await house.fiscal.kodefikasi(tx, tahun)
  const months = new Map<string, readonly Sen[]>()
  for (const { id: skpdId } of codes.skpd.all)
    for (const one of await house.budget.anggaranKas(tx, { tahun, skpdId }))
      months.set(one.mataAnggaranId, one.bulan)
  const posisi = (await house.budget.anggaranBerlaku(tx, { tahun })).map((one) => ({
    id: one.id,
    skpd: present(codes.skpd.byId.get(one.skpdId), 'an SKPD of the year'),
    kode: codes.rekening.byId.get(one.rekeningId)?.kode ?? '',
    rekeningId: one.rekeningId,
    subKegiatanId: one.subKegiatanId,
    anggaran: one.anggaran,
    rencana: present(months.get(one.id), 'a position in force has its cash plan'),
  }))
  return { ...order, tx, house, work: treasuryWork(house.treasury.deps), codes, posisi }
}

/** Nine in the morning in the west of the country, and so many hours later. */
export function turnTo({ house }: Pick<Tahun, 'house'>, day: Tanggal, hours = 0): void {
  house.setNow(new Date(`${day}T0${Math.max(0, Math.min(9, 2 + hours))}:00:00.000Z`))
}

/** The day of a month, or the Monday after it. */
export function workday(tahun: number, bulan: number, hari: number): Tanggal {
  const day = tanggal(`${tahun}-${String(bulan).padStart(2, '0')}-${String(hari).padStart(2, '0')}`)
  return afterWeekend(day)
}

/** So many working days on, holidays of the year left aside. */
export function afterWeekend(day: Tanggal, more = 0): Tanggal {
  let at = day
  for (let left = more; ; ) {
    while (weekdayOf(at) > 5) at = addDays(at, 1)
    if (left === 0) return at
    left -= 1
    at = addDays(at, 1)
  }
}

export const isReached = ({ sampai }: Pick<Tahun, 'sampai'>, day: Tanggal) =>
  parseTanggal(day).ok && day <= sampai

export const officer = (
  username: string,
  name: string,
  role: Role,
  unitKode: string,
): SignedIn => ({
  kind: 'officer',
  accountId: demoAccountId(username),
  name,
  grants: [{ role, unitKode }],
})

export const BUD = officer('bud', 'Kuasa BUD', 'bud', 'bpkad')
export const PPKD = officer('ppkd', 'PPKD', 'ppkd', 'bpkad')
export const AKUNTAN = officer('akuntansi', 'Bidang Akuntansi', 'akuntansi', 'bpkad')

export type Office = Readonly<{
  maker: SignedIn
  treasurer: SignedIn
  checker: SignedIn
  head: SignedIn
  receiver: SignedIn
  keeper: SignedIn
}>

/** People of an SKPD: the accounts of the demo where it has them, else the office they hold. */
export function officeOf({ unitKode, nama }: Skpd): Office {
  const unit = unitKode ?? 'setda'
  const one = (user: string, name: string, role: Role) =>
    officer(`${user}-${unit}`, `${name} ${nama}`.slice(0, 200), role, unit)
  return {
    maker: one('pptk', 'PPTK', 'pptk'),
    treasurer: one('bendahara', 'Bendahara Pengeluaran', 'bendahara'),
    checker: one('ppk', 'PPK-SKPD', 'ppk-skpd'),
    head: one('pa', 'Pengguna Anggaran', 'pa'),
    receiver: one('penerimaan', 'Bendahara Penerimaan', 'bendahara-penerimaan'),
    keeper: one('barang', 'Pengurus Barang', 'pengurus-barang'),
  }
}

/** The value of what the demo's officers do right. */
export function must<Value>(done: Result<Value> | undefined): Value {
  if (done?.ok !== true)
    throw new Error(
      done === undefined
        ? 'nothing there'
        : done.refusals
            .slice(0, 5)
            .map(({ code, message, field }) => `${code} ${field ?? ''}: ${message}`)
            .join('\n'),
    )
  return done.value
}

/** An account at the invented bank, of six digits and more. */
export const accountNumber = (seed: number) => `0072${String(1_000_000 + seed * 7919).slice(0, 10)}`
export const BANK = 'Bank Jatiraya'

export const BULAN = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
] as const
