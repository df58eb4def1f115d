import type { SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { allocate } from '../../../kernel/money.ts'
import { type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { decideKartu, type KartuTyped } from '../domain/kartu.ts'
import { refusal } from '../domain/refusals.ts'
import { hasRuang } from '../store/ruang-store.ts'
import { refuseDokumen } from './kartu-terbuka.ts'
import { simpanKartu, type Tersimpan } from './simpan-kartu.ts'
import { isWithin, keepsOf } from './wewenang.ts'

export type CatatOrder = Readonly<{
  skpdId: number
  ruangId: number | null
  dokumen: string
  typed: KartuTyped
}>

/**
 * Register goods that came without spending of this region's budget: gifts, exchange, findings of a count. What was
 * bought comes from its SP2D.
 *
 * @refuses codes BARANG_…, DOKUMEN, AKUN_BARANG, what the books refuse
 */
export function createCatat(deps: Deps) {
  return (actor: SignedIn, order: CatatOrder): Promise<Result<readonly Tersimpan[]>> =>
    transactionUnlessRefused(deps.kit.db, (tx) => catat(deps, tx, actor, order))
}

async function catat(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  order: CatatOrder,
): Promise<Result<readonly Tersimpan[]>> {
  const { kit, fiscal, acuan } = deps
  const today = kit.today()
  const tahun = yearOf(today)
  const [kode, rules] = [await fiscal.kodefikasi(tx, tahun), await acuan(tx, tahun)]
  const refusals: Refusal[] = [
    ...(isWithin(keepsOf(actor, kode), order.skpdId) ? [] : [refusal('BARANG_SKPD', 'skpd')]),
    ...refuseDokumen(order.dokumen),
    ...(await refuseRuang(tx, order)),
  ]
  const decided = decideKartu(order.typed, {
    aturan: rules.aturan,
    kodeBarang: (one) => rules.byKode.get(one),
    today,
    dibukukan: today,
  })
  if (!decided.ok) return refuse([...refusals, ...decided.refusals])
  if (refusals.length > 0) return refuse(refusals)
  const baru = decided.value
  const even = Array.from({ length: baru.unit }, () => 1n)
  return simpanKartu(deps, tx, {
    actor,
    skpdId: order.skpdId,
    ruangId: order.ruangId,
    baru,
    nilaiPerUnit: allocate(baru.nilai, even),
    tanggal: today,
    dokumen: order.dokumen.trim(),
    cara: { jenis: 'sendiri' },
  })
}

/** @refuses BARANG_RUANG */
export async function refuseRuang(
  tx: Tx,
  { skpdId, ruangId }: Readonly<{ skpdId: number; ruangId: number | null }>,
): Promise<readonly Refusal[]> {
  const isSound = ruangId === null || (await hasRuang(tx, skpdId, ruangId))
  return isSound ? [] : [refusal('BARANG_RUANG', 'ruang')]
}
