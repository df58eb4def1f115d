import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { formatSen } from '../domain/format-sen.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsAny, holdsFor, PELAKU } from '../domain/wewenang.ts'
import { insertMutasi, lockRkud } from '../store/dana-store.ts'
import {
  type Diterima,
  decidePengembalian,
  insertPengembalian,
  lockByBukti,
  lockPengembalian,
  type Pengembalian,
} from '../store/pengembalian-store.ts'
import { factsOf } from './ajukan.ts'
import { addAct } from './records.ts'

export type KembaliOrder = Readonly<{
  skpdId: number
  bukti: string
  suratNomor: string
  jumlahSen: Sen
  alasan: string
  penerima: string
  bank: string
  rekening: string
}>

const REASON = { min: 10, max: 500 }
const isReason = (text: string) => text.length >= REASON.min && text.length <= REASON.max

/**
 * Propose to give back what somebody paid too much this year.
 *
 * @refuses BUKAN_WEWENANG, KEMBALI_BUKTI, KEMBALI_BELUM_SETOR, KEMBALI_LEBIH, KEMBALI_ISI, KEMBALI_SURAT
 */
export function createProposeReturn(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: KembaliOrder): Promise<Result<Readonly<{ id: string }>>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { skpdId } = order
      const tahun = yearOf(kit.today())
      const running = await fiscal.requireRunning(tx, tahun)
      if (!running.ok) return running
      const { skpd } = await fiscal.kodefikasi(tx, tahun)
      if (!holdsFor(actor, PELAKU.penerimaan, skpdId, skpd))
        return refuse(refusal('BUKAN_WEWENANG'))
      const receipt = await lockByBukti(tx, { skpdId, tahun, bukti: order.bukti.trim() })
      if (receipt === undefined) return refuse(refusal('KEMBALI_BUKTI', {}, 'bukti'))
      const refusals = refuseReturn(order, receipt)
      if (refusals.length > 0) return refuse(refusals)
      const id = kit.newId()
      const { bukti: _, jumlahSen: jumlah, ...words } = order
      const row = { ...words, id, tahun, jumlah, penerimaanId: receipt.id, now: kit.now() }
      const made = await insertPengembalian(tx, { ...row, diusulkanOleh: actor.accountId })
      if (!made) return refuse(refusal('KEMBALI_SURAT', {}, 'suratNomor'))
      await addAct(deps, tx, actor, {
        dokumen: 'sts',
        dokumenId: id,
        kejadian: 'usul-kembali',
        nomor: order.suratNomor,
        alasan: order.alasan,
        facts: factsOf({ skpdId, tahun, jenis: 'pengembalian-pendapatan', jumlah }),
      })
      return ok({ id })
    })
}

function refuseReturn(order: KembaliOrder, { stsId, sisa }: Diterima): readonly Refusal[] {
  const isWithin = order.jumlahSen > 0n && order.jumlahSen <= sisa
  return [
    ...(stsId === null ? [refusal('KEMBALI_BELUM_SETOR', {}, 'bukti')] : []),
    ...(isWithin ? [] : [refusal('KEMBALI_LEBIH', { sisa: formatSen(sisa) }, 'jumlah')]),
    ...refuseWords(order),
  ]
}

function refuseWords(order: KembaliOrder): readonly Refusal[] {
  const { penerima, bank, rekening, suratNomor, alasan } = order
  const isPayee =
    penerima.length >= 3 &&
    penerima.length <= 200 &&
    bank.length >= 2 &&
    bank.length <= 100 &&
    /^\d{6,30}$/.test(rekening)
  return [
    ...(isPayee ? [] : [refusal('KEMBALI_ISI', {}, 'penerima')]),
    ...(suratNomor.length >= 3 && suratNomor.length <= 120
      ? []
      : [refusal('SURAT_NOMOR', {}, 'suratNomor')]),
    ...(isReason(alasan) ? [] : [refusal('KEMBALI_ALASAN', {}, 'alasan')]),
  ]
}

export type PutusanKembali = Readonly<{ id: string; isBayar: boolean; catatan: string }>

/**
 * Pay a return from the region's account, or refuse it: by another than who proposed it.
 *
 * @refuses BUKAN_WEWENANG, KEMBALI_TIDAK_ADA, PEMBUAT_BUKAN_PEMERIKSA, KEMBALI_ALASAN, RKUD_BELUM_ADA, KAS_TIDAK_CUKUP,
 *   codes of accounting
 */
export function createDecideReturn(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, order: PutusanKembali): Promise<Result<'paid' | 'refused'>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      if (!holdsAny(actor, PELAKU.bud)) return refuse(refusal('BUKAN_WEWENANG'))
      const one = await lockPengembalian(tx, order.id)
      if (one?.status !== 'usulan') return refuse(refusal('KEMBALI_TIDAK_ADA'))
      if (one.diusulkanOleh === actor.accountId) return refuse(refusal('PEMBUAT_BUKAN_PEMERIKSA'))
      if (order.isBayar) return payReturn(deps, tx, actor, one)
      const catatan = order.catatan.trim()
      if (!isReason(catatan)) return refuse(refusal('KEMBALI_ALASAN', {}, 'catatan'))
      await together([
        decidePengembalian(tx, { id: one.id, oleh: actor.accountId, now: kit.now(), catatan }),
        addAct(deps, tx, actor, { ...actOf(one), kejadian: 'tolak-kembali', alasan: catatan }),
      ])
      return ok('refused')
    })
}

async function payReturn(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  one: Pengembalian,
): Promise<Result<'paid'>> {
  const { kit } = deps
  const { id, skpdId, tahun, jumlah, suratNomor, rekeningId } = one
  const tanggal = kit.today()
  const running = await deps.fiscal.requireRunning(tx, tahun)
  if (!running.ok) return running
  const rkud = await lockRkud(tx)
  if (rkud === undefined) return refuse(refusal('RKUD_BELUM_ADA'))
  const free = (rkud.saldo - rkud.dipesan) as Sen
  if (free < jumlah) return refuse(refusal('KEMBALI_KAS', { sisa: formatSen(free) }))
  const dokumen = { jenis: 'pengembalian', id, nomor: suratNomor }
  const uraian = `Pengembalian pendapatan ${one.bukti}`
  const out = { kasId: rkud.id, tanggal, keluarSen: jumlah, uraian, dokumen }
  await insertMutasi(tx, [out], kit.now())
  const posted = await deps.accounting.postMapped(tx, {
    kode: 'pengembalian-pendapatan',
    tahun,
    tanggal,
    skpdId,
    dokumen,
    uraian,
    oleh: actor.accountId,
    rincian: [{ rekeningId, jumlahSen: jumlah }],
  })
  if (!posted.ok) return posted
  const jurnalId = present(posted.value[0], 'a return makes a journal').id
  await together([
    decidePengembalian(tx, {
      id,
      oleh: actor.accountId,
      now: kit.now(),
      paid: { tanggal, jurnalId },
    }),
    addAct(deps, tx, actor, { ...actOf(one), kejadian: 'bayar-kembali' }),
  ])
  return ok('paid')
}

function actOf({ id, suratNomor, skpdId, tahun, jumlah }: Pengembalian) {
  return {
    dokumen: 'sts' as const,
    dokumenId: id,
    nomor: suratNomor,
    facts: factsOf({ skpdId, tahun, jenis: 'pengembalian-pendapatan', jumlah }),
  }
}
