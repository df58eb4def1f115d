import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { ALASAN } from '../domain/tahap.ts'
import { holdsFor, PELAKU } from '../domain/wewenang.ts'
import { collectBelanja, sumOpenBelanja } from '../store/belanja-store.ts'
import { insertIkatan, lockPagu } from '../store/dana-store.ts'
import { approveLpj, insertLpj, type Lpj, lockLpj, refuseLpj, sumLpj } from '../store/lpj-store.ts'
import { factsOf } from './ajukan.ts'
import { addAct } from './records.ts'

export type LpjOrder = Readonly<{ skpdId: number; sppTuId?: string }>

/**
 * A treasurer puts every receipt that is in no account yet into one: of UP, or of one TU.
 *
 * @refuses BUKAN_WEWENANG, TAHUN_*, LPJ_TANPA_BELANJA
 */
export function createMakeLpj(deps: Deps) {
  const { kit, fiscal } = deps
  return (
    actor: SignedIn,
    order: LpjOrder,
  ): Promise<Result<Readonly<{ id: string; nomor: string }>>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const tanggal = kit.today()
      const tahun = yearOf(tanggal)
      const running = await fiscal.requireRunning(tx, tahun)
      if (!running.ok) return running
      const kode = await fiscal.kodefikasi(tx, tahun)
      const { skpdId } = order
      if (!holdsFor(actor, PELAKU.bendahara, skpdId, kode.skpd))
        return refuse(refusal('BUKAN_WEWENANG'))
      const at = { tahun, skpdId, sppTuId: order.sppTuId ?? null, sampai: tanggal }
      const jumlah = await sumOpenBelanja(tx, at)
      if (jumlah === 0n) return refuse(refusal('LPJ_TANPA_BELANJA'))
      const id = kit.newId()
      const nomor = await fiscal.nextNomor(tx, {
        jenis: 'lpj',
        tahun,
        bulan: Number(tanggal.slice(5, 7)),
        skpdKode: present(kode.skpd.byId.get(skpdId), 'an SKPD of the year').kode,
      })
      const jenis = order.sppTuId === undefined ? 'UP' : 'TU'
      const { sppTuId } = at
      const lpj = { id, nomor, tahun, skpdId, jenis, sppTuId, tanggal, jumlah } as const
      await together([
        insertLpj(tx, { ...lpj, dibuatOleh: actor.accountId, dibuatAt: kit.now() }),
        collectBelanja(tx, { ...at, lpjId: id }),
        addAct(deps, tx, actor, {
          dokumen: 'lpj',
          dokumenId: id,
          kejadian: 'ajukan',
          nomor,
          facts: factsOf({ skpdId, tahun, jenis, jumlah }),
        }),
      ])
      return ok({ id, nomor })
    })
}

export type LpjDecision = Readonly<{ id: string; isSah: boolean; alasan: string }>

/**
 * PPK-SKPD or PA approves an account: its spending is booked; or refuses it, and its receipts are free for another.
 *
 * @refuses BUKAN_WEWENANG, LPJ_TIDAK_ADA, LPJ_SUDAH_DIPUTUSKAN, PEMBUAT_BUKAN_PEMERIKSA, ALASAN_LANGKAH, codes of accounting
 */
export function createDecideLpj(deps: Deps) {
  return (actor: SignedIn, order: LpjDecision): Promise<Result<'approved' | 'refused'>> =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      const lpj = await lockLpj(tx, order.id)
      if (lpj === undefined) return refuse(refusal('LPJ_TIDAK_ADA'))
      const kode = await deps.fiscal.kodefikasi(tx, lpj.tahun)
      if (!holdsFor(actor, PELAKU.sahkanLpj, lpj.skpdId, kode.skpd))
        return refuse(refusal('BUKAN_WEWENANG'))
      if (lpj.status !== 'diajukan') return refuse(refusal('LPJ_SUDAH_DIPUTUSKAN'))
      if (lpj.dibuatOleh === actor.accountId) return refuse(refusal('PEMBUAT_BUKAN_PEMERIKSA'))
      return order.isSah
        ? approve(deps, tx, actor, lpj)
        : turnDown(deps, tx, actor, { lpj, alasan: order.alasan.trim() })
    })
}

async function approve(deps: Deps, tx: Tx, actor: SignedIn, lpj: Lpj): Promise<Result<'approved'>> {
  const { kit, accounting, fiscal } = deps
  const running = await fiscal.requireRunning(tx, lpj.tahun)
  if (!running.ok) return running
  const sums = await sumLpj(tx, lpj.id)
  const { id, nomor, skpdId, tahun, jumlah, sppTuId } = lpj
  // Spending of TU is used up now; that of UP when its replenishment is paid.
  if (sppTuId !== null) {
    await lockPagu(
      tx,
      sums.map(({ mataAnggaranId }) => mataAnggaranId),
    )
    await insertIkatan(
      tx,
      sums.map(({ mataAnggaranId, jumlahSen }) => ({
        sppId: sppTuId,
        mataAnggaranId,
        cairSen: jumlahSen,
        sebab: 'cair' as const,
      })),
      kit.now(),
    )
  }
  const posted = await accounting.postMapped(tx, {
    kode: lpj.jenis === 'UP' ? 'spj-up' : 'spj-tu',
    tahun,
    tanggal: lpj.tanggal,
    skpdId,
    dokumen: { jenis: 'lpj', id, nomor },
    uraian: `Pertanggungjawaban ${lpj.jenis} ${nomor}`,
    oleh: actor.accountId,
    rincian: sums,
  })
  if (!posted.ok) return posted
  const jurnalId = present(posted.value[0], 'an account makes a journal').id
  await together([
    approveLpj(tx, { id, oleh: actor.accountId, jurnalId }),
    addAct(deps, tx, actor, {
      dokumen: 'lpj',
      dokumenId: id,
      kejadian: 'sahkan',
      nomor,
      facts: factsOf({ skpdId, tahun, jenis: lpj.jenis, jumlah }),
    }),
  ])
  return ok('approved')
}

async function turnDown(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { lpj, alasan }: Readonly<{ lpj: Lpj; alasan: string }>,
): Promise<Result<'refused'>> {
  if (alasan.length < ALASAN.min || alasan.length > ALASAN.max)
    return refuse(refusal('ALASAN_LANGKAH', {}, 'alasan'))
  const { id, nomor, skpdId, tahun, jenis, jumlah } = lpj
  await together([
    refuseLpj(tx, { id, oleh: actor.accountId, alasan }),
    addAct(deps, tx, actor, {
      dokumen: 'lpj',
      dokumenId: id,
      kejadian: 'tolak',
      nomor,
      alasan,
      facts: factsOf({ skpdId, tahun, jenis, jumlah }),
    }),
  ])
  return ok('refused')
}
