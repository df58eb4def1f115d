import { type BarisJurnal, lineOf } from './jurnal.ts'
import type { AccountSum } from './laporan.ts'
import { isUnder, type Penutupan, type Susunan } from './susunan.ts'

type FindId = (kode: string) => number | undefined

/**
 * Lines that close a book: revenue, spending and financing into the result of the budget, budget accounts against it, and
 * the result of operations into equity. Accounts that stand at zero need none.
 *
 * @param sums everything of the year, closing journals left out
 */
export function closingLines(
  sums: readonly AccountSum[],
  { penutup }: Pick<Susunan, 'penutup'>,
  findId: FindId,
): readonly BarisJurnal[] {
  const open = sums.filter(({ kelas }) => kelas < 2)
  return joinSame(
    [penutup.lra, penutup.anggaran, penutup.lo].flatMap((one) => linesOf(open, one, findId)),
  )
}

function linesOf(
  sums: readonly AccountSum[],
  { dari, kecuali = [], ke }: Penutupan,
  findId: FindId,
): readonly BarisJurnal[] {
  const balances = new Map<string, bigint>()
  for (const { kode, debit, kredit } of sums)
    if (isUnder(kode, dari) && !isUnder(kode, kecuali))
      balances.set(kode, (balances.get(kode) ?? 0n) + debit - kredit)
  const lines: BarisJurnal[] = []
  let result = 0n
  for (const [kode, debit] of balances) {
    const id = findId(kode)
    if (debit === 0n || id === undefined) continue
    lines.push(lineOf(id, -debit))
    result += debit
  }
  const target = findId(ke)
  return target === undefined || result === 0n ? lines : [...lines, lineOf(target, result)]
}

/** Lines on one account become one; what sums to zero goes. */
function joinSame(lines: readonly BarisJurnal[]): readonly BarisJurnal[] {
  const sums = new Map<number, bigint>()
  for (const { rekeningId, debitSen, kreditSen } of lines)
    sums.set(rekeningId, (sums.get(rekeningId) ?? 0n) + debitSen - kreditSen)
  return [...sums].flatMap(([id, amount]) => (amount === 0n ? [] : [lineOf(id, amount)]))
}

/** Balances a new year begins with: what stands on the balance sheet after the closing. */
export function openingLines(
  sums: readonly AccountSum[],
  { saldoAwal }: Pick<Susunan, 'saldoAwal'>,
  findId: FindId,
): readonly BarisJurnal[] {
  const balances = new Map<string, bigint>()
  for (const { kode, debit, kredit } of sums)
    if (isUnder(kode, saldoAwal)) balances.set(kode, (balances.get(kode) ?? 0n) + debit - kredit)
  return [...balances].flatMap(([kode, amount]) => {
    const id = findId(kode)
    return amount === 0n || id === undefined ? [] : [lineOf(id, amount)]
  })
}
