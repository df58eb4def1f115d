import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { refuseMending } from '../domain/spp.ts'
import { decideLangkah, isLangkah, LANGKAH, type Langkah } from '../domain/tahap.ts'
import { holdsAny, holdsFor } from '../domain/wewenang.ts'
import { listSyarat } from '../store/aturan-store.ts'
import { insertIkatan } from '../store/dana-store.ts'
import { releaseLpj } from '../store/lpj-store.ts'
import { findSp2dOf, findSpmOf, insertSpm, saveBatal } from '../store/sp2d-store.ts'
import {
  insertBukti,
  insertPeriksa,
  listNomor,
  listSppBaris,
  lockSpp,
  mendSpp,
  type Periksa,
  type Spp,
  updateTahap,
} from '../store/spp-store.ts'
import { lowerUp } from '../store/up-store.ts'
import { releaseBudget, rincianOf } from './ajukan.ts'
import { payOut } from './cair.ts'
import { deadlinesOf } from './clocks.ts'
import { issueSp2d } from './sp2d.ts'
import { type LangkahOrder, type Perbaikan, type StepAt, tell } from './step.ts'

export type LangkahDone = Readonly<{ sppId: string; nomor: string; tahap: string }>

/**
 * Take one step with one payment: check, sign, issue, pay, send back, refuse. Everything it changes is one
 * transaction; a refusal leaves all as it was.
 *
 * @refuses SPP_TIDAK_ADA, codes of decideLangkah, PERIKSA_BELUM_LENGKAP, codes of issueSp2d and payOut
 */
export function createTakeLangkah(deps: Deps) {
  return (actor: SignedIn, order: LangkahOrder): Promise<Result<LangkahDone>> =>
    transactionUnlessRefused(deps.kit.db, (tx) => takeLangkah(deps, tx, actor, order))
}

/** The same inside a transaction that is running. */
export async function takeLangkah(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  order: LangkahOrder,
): Promise<Result<LangkahDone>> {
  if (!isLangkah(order.langkah)) return refuse(refusal('TAHAP_SUDAH_BERPINDAH'))
  const spp = await lockSpp(tx, order.sppId)
  if (spp === undefined) return refuse(refusal('SPP_TIDAK_ADA'))
  const [kode, spm, running] = await together([
    deps.fiscal.kodefikasi(tx, spp.tahun),
    findSpmOf(tx, spp.id),
    deps.fiscal.requireRunning(tx, spp.tahun),
  ])
  if (!running.ok) return running
  const { roles, isDaerah } = LANGKAH[order.langkah]
  const rule = decideLangkah(spp, order, {
    id: actor.accountId,
    hasRole: isDaerah ? holdsAny(actor, roles) : holdsFor(actor, roles, spp.skpdId, kode.skpd),
    penandatangan: spm?.penandatangan ?? null,
  })
  if (!rule.ok) return rule
  const done = await WORK[order.langkah](deps, tx, { spp, spm, actor, order })
  return done.ok ? ok({ sppId: spp.id, nomor: done.value, tahap: rule.value.ke }) : done
}

type Work = (deps: Deps, tx: Tx, at: StepAt) => Promise<Result<string>>

const WORK: Readonly<Record<Langkah, Work>> = {
  setujui: checkSpp,
  kembalikan: checkSpp,
  'tolak-spp': refuseSpp,
  perbaiki: resubmit,
  tarik: refuseSpp,
  'terbit-spm': signSpm,
  'tolak-spm': refuseSpp,
  'terbit-sp2d': issueSp2d,
  'tolak-sp2d': refuseSpp,
  cair: payOut,
  'batal-sp2d': refuseSpp,
}

/** PPK-SKPD goes through the list: all there, or what is to be mended. */
async function checkSpp(
  deps: Deps,
  tx: Tx,
  { spp, actor, order }: StepAt,
): Promise<Result<string>> {
  const now = deps.kit.now()
  const items = await checklistOf(tx, spp, order)
  const isApproval = order.langkah === 'setujui'
  if (isApproval && items.some(({ isAda }) => !isAda))
    return refuse(refusal('PERIKSA_BELUM_LENGKAP', {}, 'periksa'))
  await together([
    items.length > 0 &&
      insertPeriksa(tx, { sppId: spp.id, oleh: actor.accountId, waktu: now, items }),
    updateTahap(tx, {
      id: spp.id,
      tahap: isApproval ? 'diverifikasi' : 'dikembalikan',
      now,
      // SPM is due from when the request came in complete, not from when somebody looked at it.
      tenggatAt: isApproval ? spp.tenggatAt : null,
      tolakAt: isApproval ? spp.tolakAt : null,
      ...(isApproval ? { diperiksaOleh: actor.accountId } : {}),
    }),
    tell(deps, tx, { spp, actor, order, nomor: spp.nomor }),
  ])
  return ok(spp.nomor)
}

/** Every paper the kind asks for, as it was marked; what was not marked is not there. */
async function checklistOf(
  tx: Tx,
  spp: Spp,
  { periksa = [] }: LangkahOrder,
): Promise<readonly Periksa[]> {
  const syarat = await listSyarat(tx, spp.jenis)
  return syarat.map(({ kode }) => {
    const marked = periksa === 'lengkap' ? undefined : periksa.find((one) => one.kode === kode)
    const catatan = marked?.catatan.trim().slice(0, 500) ?? ''
    const isAda = periksa === 'lengkap' || marked?.isAda === true
    return { kode, isAda, catatan, putaran: spp.putaran }
  })
}

async function resubmit(
  deps: Deps,
  tx: Tx,
  { spp, actor, order }: StepAt,
): Promise<Result<string>> {
  const now = deps.kit.now()
  const { perbaikan } = order
  const refusals =
    perbaikan === undefined
      ? []
      : refuseMending({ ...perbaikan, jenis: spp.jenis }, deps.kit.today())
  if (refusals.length > 0) return refuse(refusals)
  const clock = await deadlinesOf(deps, tx, 'spm', now)
  await together([
    perbaikan !== undefined && mendSpp(tx, { id: spp.id, ...trimmed(perbaikan) }),
    perbaikan !== undefined && insertBukti(tx, spp.id, perbaikan.bukti),
    updateTahap(tx, { id: spp.id, tahap: 'diajukan', now, ...clock, isNewRound: true }),
    tell(deps, tx, { spp, actor, order, nomor: spp.nomor }),
  ])
  return ok(spp.nomor)
}

const trimmed = ({ uraian, penerima, bank, rekening }: Perbaikan) => ({
  uraian: uraian.trim(),
  penerima: penerima.trim(),
  bank: bank.trim(),
  rekening: rekening.trim(),
})

/** It ends here: what it had bound is free again. */
async function refuseSpp(
  deps: Deps,
  tx: Tx,
  { spp, actor, order }: StepAt,
): Promise<Result<string>> {
  const now = deps.kit.now()
  const isBound = spp.jenis !== 'UP' && spp.jenis !== 'GU'
  const lines = isBound ? await listSppBaris(tx, spp.id) : []
  const sp2d = order.langkah === 'batal-sp2d' ? await findSp2dOf(tx, spp.id) : undefined
  const release = lines.map((line) => ({
    sppId: spp.id,
    mataAnggaranId: line.mataAnggaranId,
    terikatSen: -line.jumlahSen as typeof line.jumlahSen,
    sebab: 'lepas' as const,
  }))
  const { tahun, skpdId, jumlah } = spp
  await releaseBudget(deps, tx, lines)
  if (release.length > 0) await insertIkatan(tx, release, now)
  await together([
    spp.jenis === 'UP' && lowerUp(tx, { tahun, skpdId, jumlah }),
    spp.jenis === 'GU' && releaseLpj(tx, spp.id),
    sp2d !== undefined && saveBatal(tx, sp2d.id, order.alasan.trim()),
    updateTahap(tx, { id: spp.id, tahap: 'ditolak', now, tenggatAt: null, tolakAt: null }),
    tell(deps, tx, { spp, actor, order, nomor: sp2d?.nomor ?? spp.nomor }),
  ])
  return ok(spp.nomor)
}

/** PA or KPA signs: the order gets its number, and BUD's clock begins. */
async function signSpm(deps: Deps, tx: Tx, { spp, actor, order }: StepAt): Promise<Result<string>> {
  const { kit, fiscal } = deps
  const now = kit.now()
  const tanggal = kit.today()
  if (yearOf(tanggal) !== spp.tahun)
    return refuse(refusal('TAHUN_SUDAH_LEWAT', { tahun: spp.tahun }))
  const kode = await fiscal.kodefikasi(tx, spp.tahun)
  const clock = await deadlinesOf(deps, tx, 'sp2d', now)
  const nomor = await fiscal.nextNomor(tx, {
    jenis: 'spm',
    tahun: spp.tahun,
    bulan: Number(tanggal.slice(5, 7)),
    skpdKode: present(kode.skpd.byId.get(spp.skpdId), 'an SKPD of the year').kode,
    rincian: rincianOf(spp.jenis),
  })
  await together([
    insertSpm(tx, {
      id: kit.newId(),
      sppId: spp.id,
      nomor,
      tanggal,
      jumlah: spp.jumlah,
      pembuat: spp.dibuatOleh,
      pemeriksa: present(spp.diperiksaOleh, 'what is signed was checked'),
      penandatangan: actor.accountId,
      dibuatAt: now,
    }),
    updateTahap(tx, { id: spp.id, tahap: 'spm', now, ...clock }),
    tell(deps, tx, { spp, actor, order, nomor }),
  ])
  return ok(nomor)
}

export type BulkOutcome = Readonly<{
  sppId: string
  nomor: string
  outcome: Result<LangkahDone>
}>

const BULK_MAX = 500

/** One step with many payments, each in a transaction of its own: what cannot go says why, the rest goes. */
export function createTakeMany(deps: Deps) {
  const take = createTakeLangkah(deps)
  return async (
    actor: SignedIn,
    ids: readonly string[],
    order: Omit<LangkahOrder, 'sppId'>,
  ): Promise<readonly BulkOutcome[]> => {
    const outcomes: BulkOutcome[] = []
    const nomor = await listNomor(deps.kit.db, ids)
    for (const sppId of [...new Set(ids)].filter((id) => nomor.has(id)).slice(0, BULK_MAX)) {
      const outcome = await take(actor, { ...order, sppId })
      outcomes.push({ sppId, nomor: nomor.get(sppId) ?? '', outcome })
    }
    return outcomes
  }
}
