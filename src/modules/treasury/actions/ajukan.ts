import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, toDecimalString } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { isWithin, type Kodefikasi } from '../../fiscal/index.ts'
import type { Deps, PosisiAnggaran } from '../deps.ts'
import { type Permintaan, refuseFunds, sumByPagu } from '../domain/dana.ts'
import { refusal } from '../domain/refusals.ts'
import { type DecidedSpp, decideSpp, type PosisiLine, type SppForm } from '../domain/spp.ts'
import { holdsFor, PELAKU } from '../domain/wewenang.ts'
import { listTarif } from '../store/aturan-store.ts'
import { insertIkatan, lockDana, lockPagu, savePagu } from '../store/dana-store.ts'
import { lockKontrak } from '../store/kontrak-store.ts'
import { bindLpj, lockLpj, sumLpj } from '../store/lpj-store.ts'
import {
  findByKunci,
  insertBukti,
  insertPotongan,
  insertSpp,
  insertSppBaris,
} from '../store/spp-store.ts'
import { raiseUp } from '../store/up-store.ts'
import { deadlinesOf } from './clocks.ts'
import { addAct } from './records.ts'
import { refuseStage } from './termin.ts'

/** Belanja modal: its lines need assets before their SP2D is closed. */
const MODAL = '5.2'

export type SppOrder = Readonly<{
  skpdId: number
  /** Key of the form: sending the same twice makes one request. */
  kunci: string
  form: SppForm
}>

export type SppMade = Readonly<{ id: string; nomor: string }>

/**
 * Make a payment request and bind its funds, or tell everything that stands against it.
 *
 * @refuses BUKAN_WEWENANG, TAHUN_*, codes of decideSpp, of refuseFunds, UP_MELEBIHI_SK, UP_BELUM_ADA, LPJ_BELUM_SAH
 */
export function createSubmitSpp(deps: Deps) {
  return (actor: SignedIn, order: SppOrder): Promise<Result<SppMade>> =>
    transactionUnlessRefused(deps.kit.db, (tx) => submitSpp(deps, tx, actor, order))
}

/** The same inside a transaction that is running: for batches that are stored whole or not at all. */
export async function submitSpp(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { skpdId, kunci, form: written }: SppOrder,
): Promise<Result<SppMade>> {
  const { kit, fiscal } = deps
  const tanggal = kit.today()
  const tahun = yearOf(tanggal)
  const before = await findByKunci(tx, { oleh: actor.accountId, kunci })
  if (before !== undefined) return ok(before)
  const [running, kode, tarif] = await together([
    fiscal.requireRunning(tx, tahun),
    fiscal.kodefikasi(tx, tahun),
    listTarif(tx, tanggal),
  ])
  if (!running.ok) return running
  const makers = written.jenis.startsWith('LS') ? PELAKU.ajukan : PELAKU.ajukanUang
  if (!holdsFor(actor, makers, skpdId, kode.skpd)) return refuse(refusal('BUKAN_WEWENANG'))
  const spent = await replenished(tx, skpdId, written)
  if (!spent.ok) return spent
  const form = spent.value
  const positions = await deps.budget.mataAnggaran(tx, [
    ...new Set(form.baris.map(({ mataAnggaranId }) => mataAnggaranId)),
  ])
  const own = positions.filter((one) => one.tahun === tahun && one.skpdId === skpdId)
  const decided = decideSpp(form, {
    tanggal,
    skpdId,
    posisi: new Map(own.map((one) => [one.id, lineOf(one, kode)])),
    tarif: new Map(tarif.map((one) => [one.kode, one])),
  })
  if (!decided.ok) return decided
  const plan: Plan = { tanggal, tahun, skpdId, kunci, form, kode, decided: decided.value }
  const refusals = await checkFunds(deps, tx, plan, own)
  if (refusals.length > 0) return refuse(refusals)
  return ok(await storeSpp(deps, tx, actor, plan))
}

/**
 * A replenishment is for what its approved account spent, to the rupiah: its lines are read from there.
 *
 * @refuses LPJ_BELUM_SAH
 */
async function replenished(tx: Tx, skpdId: number, form: SppForm): Promise<Result<SppForm>> {
  if (form.jenis !== 'GU') return ok(form)
  const lpj = form.lpjId === undefined ? undefined : await lockLpj(tx, form.lpjId)
  const isFree = lpj?.status === 'disahkan' && lpj.jenis === 'UP' && lpj.sppGuId === null
  if (lpj === undefined || !isFree || lpj.skpdId !== skpdId)
    return refuse(refusal('LPJ_BELUM_SAH', {}, 'lpjId'))
  const sums = await sumLpj(tx, lpj.id)
  const baris = sums.map((one) => ({ ...one, uraian: '', pajak: [] }))
  return ok({ ...form, baris })
}

type Plan = Readonly<{
  tanggal: Tanggal
  tahun: number
  skpdId: number
  kunci: string
  form: SppForm
  kode: Kodefikasi
  decided: DecidedSpp
}>

export function lineOf(one: PosisiAnggaran, { rekening }: Kodefikasi): PosisiLine {
  const kode = rekening.byId.get(one.rekeningId)?.kode ?? ''
  const { id, skpdId, subKegiatanId, rekeningId } = one
  return { id, skpdId, subKegiatanId, rekeningId, isModal: isWithin(kode, MODAL) }
}

/** Lock the counters in the order everybody does, pagu, dana, kontrak, UP, and look at what is left. */
async function checkFunds(
  deps: Deps,
  tx: Tx,
  plan: Plan,
  own: readonly PosisiAnggaran[],
): Promise<readonly Refusal[]> {
  const { form, tahun, skpdId, decided, kode } = plan
  if (form.jenis === 'UP') return raiseUp(tx, { tahun, skpdId, jumlah: decided.jumlah })
  // What a replenishment pays was bound when the treasurer spent it.
  if (form.jenis === 'GU') return []
  const lines = decided.baris.map(({ id, jumlahSen }) => ({ mataAnggaranId: id, jumlahSen }))
  const unbound = await bindBudget(deps, tx, lines)
  await savePagu(tx, own)
  const pagu = await lockPagu(
    tx,
    own.map(({ id }) => id),
  )
  const subs = [...new Set(decided.baris.map(({ subKegiatanId }) => subKegiatanId))]
  const dana = await lockDana(tx, { tahun, skpdId, subs })
  const kontrak = form.kontrakId === undefined ? undefined : await lockKontrak(tx, form.kontrakId)
  if (form.kontrakId !== undefined && kontrak?.skpdId !== skpdId)
    return [refusal('KONTRAK_ASING', {}, 'kontrakId')]
  const { jumlah } = decided
  const stage = await refuseStage(tx, form, { kontrak, jumlah, tanggal: plan.tanggal })
  const refusals = refuseFunds(lines, {
    pagu: pagu.map((one) => ({
      ...one,
      label: kode.rekening.byId.get(one.rekeningId)?.kode ?? '',
    })),
    dana: dana.map((one) => ({
      ...one,
      label: kode.nomenklatur.byId.get(one.subKegiatanId ?? -1)?.kode ?? '-',
    })),
    ...(kontrak === undefined ? {} : { kontrak }),
  })
  const all = [...refusals, ...stage]
  return all.length > 0 ? all : unbound
}

/** Tell budget what is bound, so that no later version cuts it away; positions in the order everybody takes. */
export async function bindBudget(
  { budget }: Pick<Deps, 'budget'>,
  tx: Tx,
  lines: readonly Permintaan[],
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = []
  const sums = [...sumByPagu(lines)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [mataAnggaranId, jumlahSen] of sums) {
    const bound = await budget.ikat(tx, { mataAnggaranId, jumlahSen })
    if (!bound.ok) refusals.push(...bound.refusals)
  }
  return refusals
}

/** Give back what was bound; a position that is no longer in force holds nothing to give back. */
export async function releaseBudget(
  { budget }: Pick<Deps, 'budget'>,
  tx: Tx,
  lines: readonly Permintaan[],
): Promise<void> {
  const sums = [...sumByPagu(lines)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [mataAnggaranId, jumlahSen] of sums)
    await budget.lepas(tx, { mataAnggaranId, jumlahSen })
}

async function storeSpp(deps: Deps, tx: Tx, actor: SignedIn, plan: Plan): Promise<SppMade> {
  const { kit, fiscal } = deps
  const { form, decided, tahun, tanggal, skpdId, kunci, kode } = plan
  const now = kit.now()
  const id = kit.newId()
  const skpdKode = present(kode.skpd.byId.get(skpdId), 'an SKPD of the year').kode
  const { tenggatAt, tolakAt } = await deadlinesOf(deps, tx, 'spm', now)
  const nomor = await fiscal.nextNomor(tx, {
    jenis: 'spp',
    tahun,
    bulan: Number(tanggal.slice(5, 7)),
    skpdKode,
    rincian: rincianOf(form.jenis),
  })
  await together([
    insertSpp(tx, {
      id,
      nomor,
      tahun,
      skpdId,
      jenis: form.jenis,
      tanggal,
      uraian: form.uraian.trim(),
      jumlah: decided.jumlah,
      potongan: decided.potongan,
      subKegiatanId: decided.subKegiatanId,
      kontrakId: form.kontrakId ?? null,
      terminId: form.terminId ?? null,
      penerima: form.penerima.trim(),
      bank: form.bank.trim(),
      rekening: form.rekening.trim(),
      tenggatAt,
      tolakAt,
      kunci,
      dibuatOleh: actor.accountId,
      dibuatAt: now,
    }),
    ...linesOf(deps, tx, id, plan),
    form.lpjId !== undefined && bindLpj(tx, form.lpjId, id),
    addAct(deps, tx, actor, {
      dokumen: 'spp',
      dokumenId: id,
      kejadian: 'ajukan',
      nomor,
      facts: factsOf({ skpdId, tahun, jenis: form.jenis, jumlah: decided.jumlah }),
    }),
  ])
  return { id, nomor }
}

function linesOf({ kit }: Deps, tx: Tx, sppId: string, { form, decided }: Plan) {
  const lines = decided.baris.map((line) => ({ ...line, sppId, barisId: kit.newId() }))
  const taxes = decided.pajak.map((one, at) => ({ ...one, sppId, urutan: at + 1 }))
  const binding = decided.baris.map((line) => ({
    sppId,
    mataAnggaranId: line.id,
    terikatSen: line.jumlahSen,
    sebab: 'ajukan' as const,
  }))
  return [
    lines.length > 0 && insertSppBaris(tx, lines),
    taxes.length > 0 && insertPotongan(tx, taxes),
    form.bukti.length > 0 && insertBukti(tx, sppId, form.bukti),
    binding.length > 0 && form.jenis !== 'GU' && insertIkatan(tx, binding, kit.now()),
  ]
}

/** What numbers call a kind of payment. */
export function rincianOf(jenis: string): string {
  return jenis.startsWith('LS') ? 'LS' : jenis
}

export function factsOf(
  one: Readonly<{ skpdId: number; tahun: number; jenis: string; jumlah: Sen }>,
) {
  return {
    skpdId: one.skpdId,
    tahun: one.tahun,
    jenis: one.jenis,
    jumlah: toDecimalString(one.jumlah),
  }
}
