import { civilParts } from '../../../kernel/date.ts'
import { sen } from '../../../kernel/money.ts'
import { type Fiscal, isWithin } from '../../fiscal/index.ts'
import type { NewJurnal } from '../domain/jurnal.ts'
import { type Span, sumAccounts } from '../store/rekap-store.ts'
import type { Accounting, Saldo } from '../types.ts'

/** Balances of accounts at the end of a day, closing journals included. */
export function createSaldo({ fiscal }: Readonly<{ fiscal: Fiscal }>): Accounting['saldo'] {
  return async (tx, { tahun, tanggal, skpdId, awalan }) => {
    const { rekening } = await fiscal.kodefikasi(tx, tahun)
    const skpdIds = skpdId === undefined ? undefined : [skpdId]
    const totals = new Map<number, bigint>()
    for (const { rekeningId, debitSen, kreditSen } of await sumAccounts(
      tx,
      spanOf({ tahun, tanggal, skpdIds }),
    ))
      totals.set(rekeningId, (totals.get(rekeningId) ?? 0n) + debitSen - kreditSen)
    return [...totals].flatMap(([rekeningId, debit]): Saldo[] => {
      const account = rekening.byId.get(rekeningId)
      if (account === undefined || !isWithin(account.kode, awalan)) return []
      const saldoSen = sen(account.saldoNormal === 'D' ? debit : -debit)
      return [{ rekeningId, kode: account.kode, saldoSen }]
    })
  }
}

/** The days of a year up to one; a day of another year takes the whole or nothing of it. */
export function spanOf({
  tahun,
  tanggal,
  skpdIds,
}: Pick<Span, 'tahun' | 'skpdIds'> & Readonly<{ tanggal: NewJurnal['tanggal'] }>): Span {
  const { month: bulan, day: hari } = civilParts(tanggal)
  return { tahun, bulan, hari, tanggal, skpdIds }
}
