import type { SignedIn } from '../../../kernel/actor.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, subtractSen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { type DecidedBelanja, decideBelanja } from '../domain/belanja.ts'
import { refuseFunds } from '../domain/dana.ts'
import { formatSen } from '../domain/format-sen.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsFor, PELAKU } from '../domain/wewenang.ts'
import { listTarif } from '../store/aturan-store.ts'
import { insertBelanja } from '../store/belanja-store.ts'
import { insertIkatan, insertMutasi, lockDana, lockPagu, savePagu } from '../store/dana-store.ts'
import { findSp2dOf } from '../store/sp2d-store.ts'
import { listSppBaris, lockSpp } from '../store/spp-store.ts'
import { bindBudget, factsOf } from './ajukan.ts'
import { potOf } from './kantong.ts'
import { addAct } from './records.ts'

export type BelanjaOrder = Readonly<{
  skpdId: number
  nomor: string
  tanggal: Tanggal
  uraian: string
  penerima: string
  mataAnggaranId: string
  jumlahSen: Sen
  cara: 'bank' | 'tunai' | 'panjar'
  /** The TU it is paid from; UP when left out. */
  sppTuId?: string
  pajak?: Readonly<{ kode: string; dasarSen: Sen }>
}>

/**
 * A treasurer pays a receipt out of UP or TU: from a pot that holds it, within budget and release (UP) or within what
 * the TU was asked for; tax is kept back in its own pot.
 *
 * @refuses BUKAN_WEWENANG, TAHUN_*, codes of decideBelanja, of refuseFunds, KANTONG_TIDAK_CUKUP, TU_TIDAK_CUKUP,
 *   BELANJA_GANDA
 */
export function createRecordBelanja(deps: Deps) {
  return (actor: SignedIn, order: BelanjaOrder): Promise<Result<Readonly<{ id: string }>>> =>
    transactionUnlessRefused(deps.kit.db, (tx) => recordBelanja(deps, tx, actor, order))
}

/** The same inside a transaction that is running: for tables of receipts. */
export async function recordBelanja(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  order: BelanjaOrder,
): Promise<Result<Readonly<{ id: string }>>> {
  const { kit, fiscal } = deps
  const tahun = yearOf(order.tanggal)
  const [running, kode, tarif] = await together([
    fiscal.requireRunning(tx, tahun),
    fiscal.kodefikasi(tx, tahun),
    listTarif(tx, order.tanggal),
  ])
  if (!running.ok) return running
  const { skpdId } = order
  if (!holdsFor(actor, PELAKU.bendahara, skpdId, kode.skpd))
    return refuse(refusal('BUKAN_WEWENANG'))
  const decided = decideBelanja(order, { today: kit.today(), tarif })
  if (!decided.ok) return decided
  const source = await sourceOf(deps, tx, order, tahun)
  const kas = await potOf(deps, tx, { skpdId, jenis: order.cara })
  const refusals: Refusal[] = source.ok ? [] : [...source.refusals]
  if (kas.saldo < order.jumlahSen)
    refusals.push(refusal('KANTONG_TIDAK_CUKUP', { sisa: formatSen(kas.saldo) }, 'jumlah'))
  if (!source.ok || refusals.length > 0) return refuse(refusals)
  return storeBelanja(deps, tx, actor, {
    order,
    tahun,
    kode,
    kasId: kas.id,
    barisId: source.value,
    tax: decided.value,
  })
}

type Storing = Readonly<{
  order: BelanjaOrder
  tahun: number
  kode: Kodefikasi
  kasId: string
  /** Line of the TU; null when UP pays and budget is bound now. */
  barisId: string | null
  tax: DecidedBelanja
}>

async function storeBelanja(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { order, tahun, kode, kasId, barisId, tax }: Storing,
): Promise<Result<Readonly<{ id: string }>>> {
  const { kit } = deps
  const { skpdId, mataAnggaranId, jumlahSen } = order
  const id = kit.newId()
  const nomor = order.nomor.trim()
  const made = await insertBelanja(tx, {
    id,
    tahun,
    skpdId,
    sumber: order.sppTuId === undefined ? 'UP' : 'TU',
    sppTuId: order.sppTuId ?? null,
    nomor,
    tanggal: order.tanggal,
    uraian: order.uraian.trim(),
    penerima: order.penerima.trim(),
    kasId,
    mataAnggaranId,
    sppBarisId: barisId,
    jumlah: jumlahSen,
    pajakKode: tax.tarif?.kode ?? null,
    pajakMulai: tax.tarif?.berlakuMulai ?? null,
    pajak: tax.pajak,
    dibuatOleh: actor.accountId,
    dibuatAt: kit.now(),
  })
  if (!made) return refuse(refusal('BELANJA_GANDA', { nomor }, 'nomor'))
  if (barisId === null) {
    const bound = {
      belanjaId: id,
      mataAnggaranId,
      terikatSen: jumlahSen,
      sebab: 'belanja',
    } as const
    await insertIkatan(tx, [bound], kit.now())
  }
  await payReceipt(deps, tx, { id, order, kasId, pajak: tax.pajak })
  const booked = await bookTax(deps, tx, actor, { id, order, tahun, kode, tax })
  if (!booked.ok) return booked
  await addAct(deps, tx, actor, {
    dokumen: 'kas',
    dokumenId: id,
    kejadian: 'catat',
    nomor,
    facts: factsOf({ skpdId, tahun, jenis: 'belanja', jumlah: jumlahSen }),
  })
  return ok({ id })
}

async function bookTax(
  { accounting }: Deps,
  tx: Tx,
  actor: SignedIn,
  { id, order, tahun, kode, tax }: Readonly<{ id: string }> & Omit<Storing, 'kasId' | 'barisId'>,
): Promise<Result<unknown>> {
  if (tax.tarif === undefined) return ok('untaxed')
  const rekeningId = kode.rekening.byKode.get(tax.tarif.rekeningKode)?.id ?? null
  return accounting.postMapped(tx, {
    kode: 'potongan-pungut-bendahara',
    tahun,
    tanggal: order.tanggal,
    skpdId: order.skpdId,
    dokumen: { jenis: 'belanja', id, nomor: order.nomor.trim() },
    uraian: order.uraian.trim(),
    oleh: actor.accountId,
    rincian: [{ rekeningId, jumlahSen: tax.pajak }],
  })
}

/** Where it is paid from: budget of UP, newly bound, or a line of the TU. @returns the line of the TU, or null */
async function sourceOf(
  deps: Deps,
  tx: Tx,
  order: BelanjaOrder,
  tahun: number,
): Promise<Result<string | null>> {
  if (order.sppTuId !== undefined) return tuLine(tx, order.sppTuId, order)
  const { skpdId, mataAnggaranId, jumlahSen } = order
  const lines = [{ mataAnggaranId, jumlahSen }]
  const found = await deps.budget.mataAnggaran(tx, [mataAnggaranId])
  const own = found.filter((one) => one.tahun === tahun && one.skpdId === skpdId)
  if (own.length === 0) return refuse(refusal('SPP_BARIS_ASING', { urutan: 1 }, 'mataAnggaran'))
  const unbound = await bindBudget(deps, tx, lines)
  await savePagu(tx, own)
  const pagu = await lockPagu(tx, [mataAnggaranId])
  const dana = await lockDana(tx, { tahun, skpdId, subs: pagu.map((one) => one.subKegiatanId) })
  const { rekening } = await deps.fiscal.kodefikasi(tx, tahun)
  const refusals = refuseFunds(lines, {
    pagu: pagu.map((one) => ({ ...one, label: rekening.byId.get(one.rekeningId)?.kode ?? '' })),
    dana: dana.map((one) => ({ ...one, label: '' })),
  })
  const all = refusals.length > 0 ? refusals : unbound
  return all.length > 0 ? refuse(all) : ok(null)
}

async function tuLine(
  tx: Tx,
  sppTuId: string,
  order: BelanjaOrder,
): Promise<Result<string | null>> {
  const spp = await lockSpp(tx, sppTuId)
  const sp2d = await findSp2dOf(tx, sppTuId)
  const isPaid = sp2d?.status === 'cair' || sp2d?.status === 'selesai'
  if (spp?.jenis !== 'TU' || spp.skpdId !== order.skpdId || !isPaid)
    return refuse(refusal('TU_BELUM_CAIR', {}, 'sppTuId'))
  const lines = await listSppBaris(tx, sppTuId)
  const line = lines.find((one) => one.mataAnggaranId === order.mataAnggaranId)
  const sisa = line === undefined ? ZERO_SEN : subtractSen(line.jumlahSen, line.terpakaiSen)
  if (line === undefined || order.jumlahSen > sisa)
    return refuse(refusal('TU_TIDAK_CUKUP', { sisa: formatSen(sisa) }, 'jumlah'))
  return ok(line.id)
}

type Paid = Readonly<{ id: string; order: BelanjaOrder; kasId: string; pajak: Sen }>

async function payReceipt(deps: Deps, tx: Tx, { id, order, kasId, pajak }: Paid): Promise<void> {
  const { skpdId, tanggal, jumlahSen } = order
  const uraian = order.uraian.trim()
  const dokumen = { jenis: 'belanja', id, nomor: order.nomor.trim() }
  const moves = [{ kasId, tanggal, keluarSen: jumlahSen, uraian, dokumen }]
  if (pajak === 0n) return insertMutasi(tx, moves, deps.kit.now())
  const held = await potOf(deps, tx, { skpdId, jenis: 'pajak' })
  const into = { kasId: held.id, tanggal, masukSen: pajak, uraian, dokumen }
  return insertMutasi(tx, [...moves, into], deps.kit.now())
}
