import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, sen } from '../../../kernel/money.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { isBeneath } from '../domain/aturan.ts'
import {
  type Banding,
  type PerKode,
  saveRekonsiliasi,
  sumPerKode,
} from '../store/rekonsiliasi-store.ts'
import { listPeriksa, saveTemuan } from '../store/temuan-store.ts'
import { rekeningOf, type Sisi } from './pembukuan.ts'

export const PERIKSA = 'assets.periksa'

/** Every night: what auditors would find, and whether cards and books agree. */
export function createPeriksa(deps: Deps): () => Promise<void> {
  const { kit } = deps
  return async () => {
    const tanggal = kit.today()
    for (const periksa of await listPeriksa(kit.db))
      await transaction(kit.db, (tx) => saveTemuan(tx, { periksa, tanggal }))
    await transaction(kit.db, (tx) => bandingkan(deps, tx, tanggal))
  }
}

/**
 * Compare the ledgers of the cards with the books: per SKPD and account, at the end of a day, to the sen.
 *
 * @returns every account with a balance on either side
 */
export async function bandingkan(
  deps: Deps,
  tx: Tx,
  tanggal: Tanggal,
): Promise<readonly Banding[]> {
  const kartu = await perAkun(deps, tx, tanggal)
  const list: Banding[] = []
  const kode = await deps.fiscal.kodefikasi(tx, yearOf(tanggal))
  for (const skpd of kode.skpd.all) {
    const own = kartu.get(skpd.id) ?? new Map<number, bigint>()
    const buku = await booksOf(deps, tx, { tanggal, skpdId: skpd.id })
    for (const rekeningId of new Set([...own.keys(), ...buku.keys()])) {
      const [ours, theirs] = [own.get(rekeningId) ?? 0n, buku.get(rekeningId) ?? 0n]
      if (ours !== 0n || theirs !== 0n)
        list.push({ skpdId: skpd.id, rekeningId, kartu: sen(ours), buku: sen(theirs) })
    }
  }
  await saveRekonsiliasi(tx, { tanggal, list })
  return list
}

/** Sums of the cards' ledgers by SKPD and account: cost on the accounts of the goods, depreciation on theirs. */
export async function perAkun(
  deps: Deps,
  tx: Tx,
  tanggal: Tanggal,
): Promise<ReadonlyMap<number, Map<number, bigint>>> {
  const tahun = yearOf(tanggal)
  const kode = await deps.fiscal.kodefikasi(tx, tahun)
  const { aturan } = await deps.acuan(tx, tahun)
  const sums = new Map<number, Map<number, bigint>>()
  const add = (row: PerKode, sisi: Sisi, jumlah: Sen) => {
    const id = rekeningOf(kode, aturan, { kode: row.kode, tanggal, sisi })
    if (id === undefined || jumlah === 0n) return
    const own = sums.get(row.skpdId) ?? new Map<number, bigint>()
    own.set(id, (own.get(id) ?? 0n) + jumlah)
    sums.set(row.skpdId, own)
  }
  for (const row of await sumPerKode(tx, tanggal)) {
    add(row, 'aset', row.nilai)
    add(row, 'akumulasi', row.susut)
  }
  return sums
}

/** Balances of the accounts goods are booked on, as the rules name them; what reduces an asset counts as gathered. */
async function booksOf(
  deps: Deps,
  tx: Tx,
  { tanggal, skpdId }: Readonly<{ tanggal: Tanggal; skpdId: number }>,
): Promise<ReadonlyMap<number, bigint>> {
  const tahun = yearOf(tanggal)
  const { aturan } = await deps.acuan(tx, tahun)
  const { rekening } = await deps.fiscal.kodefikasi(tx, tahun)
  const gathered = aturan.akun.flatMap(({ rekeningAkumulasi: name }) => name ?? [])
  const names = [...aturan.akun.map(({ rekeningAset }) => rekeningAset), ...gathered]
  const sums = new Map<number, bigint>()
  for (const awalan of new Set(names.map((name) => name.split('.')[0] ?? name)))
    for (const row of await deps.accounting.saldo(tx, { tahun, tanggal, skpdId, awalan })) {
      if (!names.some((name) => isBeneath(row.kode, name))) continue
      const isDebit = rekening.byId.get(row.rekeningId)?.saldoNormal === 'D'
      const isGathered = gathered.some((name) => isBeneath(row.kode, name))
      sums.set(row.rekeningId, isDebit === isGathered ? -row.saldoSen : row.saldoSen)
    }
  return sums
}
