import type { Actor, SignedIn } from '../../../kernel/actor.ts'
import { addWorkingDays } from '../../../kernel/calendar.ts'
import { addDays, type Tanggal, yearOf } from '../../../kernel/date.ts'
import type { Sen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { isRevenue } from '../domain/pendapatan.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsFor, PELAKU } from '../domain/wewenang.ts'
import { insertMutasi } from '../store/dana-store.ts'
import { insertPenerimaan } from '../store/sts-store.ts'
import { factsOf } from './ajukan.ts'
import { aturanOf } from './clocks.ts'
import { potOf } from './kantong.ts'
import { addAct } from './records.ts'

export type PenerimaanOrder = Readonly<{
  skpdId: number
  tanggal: Tanggal
  rekeningId: number
  dari: string
  jumlahSen: Sen
  bukti: string
  /** Settlement of another module this is; told again, it is recorded once. */
  acuan?: string
}>

/**
 * A treasurer of revenue took money in; it must be in the region's account within the working days of the rule.
 *
 * @refuses BUKAN_WEWENANG, TAHUN_*, PENERIMAAN_ISI, PENERIMAAN_REKENING, PENERIMAAN_GANDA, codes of accounting
 */
export function createRecordPenerimaan(deps: Deps) {
  return (actor: SignedIn, order: PenerimaanOrder): Promise<Result<Readonly<{ id: string }>>> =>
    transactionUnlessRefused(deps.kit.db, (tx) => recordPenerimaan(deps, tx, actor, order))
}

/** The same inside a transaction that is running. */
export async function recordPenerimaan(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  order: PenerimaanOrder,
): Promise<Result<Readonly<{ id: string }>>> {
  const tahun = yearOf(order.tanggal)
  const running = await deps.fiscal.requireRunning(tx, tahun)
  if (!running.ok) return running
  const { skpd } = await deps.fiscal.kodefikasi(tx, tahun)
  if (!holdsFor(actor, PELAKU.penerimaan, order.skpdId, skpd))
    return refuse(refusal('BUKAN_WEWENANG'))
  return bookPenerimaan(deps, tx, { actor, oleh: actor.accountId }, order)
}

/**
 * The receipt itself, into the pot and the books.
 *
 * @param by who took it in; nobody where a settlement of another module is booked
 */
export async function bookPenerimaan(
  deps: Deps,
  tx: Tx,
  by: Readonly<{ actor: Actor; oleh: string | null }>,
  order: PenerimaanOrder,
): Promise<Result<Readonly<{ id: string }>>> {
  const { kit, fiscal, accounting } = deps
  const { skpdId, tanggal, jumlahSen, rekeningId } = order
  const tahun = yearOf(tanggal)
  const kode = await fiscal.kodefikasi(tx, tahun)
  const account = kode.rekening.byId.get(rekeningId)
  const [dari, bukti] = [order.dari.trim(), order.bukti.trim()]
  const isSound = dari.length >= 2 && dari.length <= 200 && bukti !== '' && bukti.length <= 120
  const refusals = [
    ...(isSound && jumlahSen > 0n && tanggal <= kit.today() ? [] : [refusal('PENERIMAAN_ISI')]),
    ...(isRevenue(account) ? [] : [refusal('PENERIMAAN_REKENING', {}, 'rekening')]),
  ]
  if (refusals.length > 0) return refuse(refusals)
  const id = kit.newId()
  const made = await insertPenerimaan(tx, {
    id,
    tahun,
    skpdId,
    tanggal,
    rekeningId,
    dari,
    jumlah: jumlahSen,
    bukti,
    acuan: order.acuan ?? null,
    setorSebelum: await depositBefore(deps, tx, tanggal),
    dibuatOleh: by.oleh,
    dibuatAt: kit.now(),
  })
  if (!made) return refuse(refusal('PENERIMAAN_GANDA', { bukti }, 'bukti'))
  const pot = await potOf(deps, tx, { skpdId, jenis: 'penerimaan' })
  const dokumen = { jenis: 'penerimaan', id, nomor: bukti }
  const uraian = `Penerimaan ${account?.nama ?? ''}`.slice(0, 300)
  await insertMutasi(
    tx,
    [{ kasId: pot.id, tanggal, masukSen: jumlahSen, uraian, dokumen }],
    kit.now(),
  )
  const posted = await accounting.postMapped(tx, {
    kode: 'penerimaan-pendapatan',
    tahun,
    tanggal,
    skpdId,
    dokumen,
    uraian,
    oleh: by.oleh ?? 'treasury',
    rincian: [{ rekeningId, jumlahSen }],
  })
  if (!posted.ok) return posted
  await addAct(deps, tx, by.actor, {
    dokumen: 'sts',
    dokumenId: id,
    kejadian: 'catat',
    nomor: bukti,
    facts: factsOf({ skpdId, tahun, jenis: 'penerimaan', jumlah: jumlahSen }),
  })
  return ok({ id })
}

async function depositBefore(deps: Deps, tx: Tx, tanggal: Tanggal): Promise<Tanggal> {
  const rule = await aturanOf(deps, tx, 'sts-setor')
  const counted = addWorkingDays(tanggal, rule.nilai, deps.reference.calendar())
  return counted.ok ? counted.value.date : addDays(tanggal, rule.nilai)
}
