import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { compareTanggal, parseTanggal, type Tanggal, yearOf } from '../../../kernel/date.ts'
import { toDecimalString } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import type { JenisSpp } from '../domain/tahap.ts'
import { sp2dCair } from '../events.ts'
import { insertIkatan, insertMutasi, lockPagu, lockRkud } from '../store/dana-store.ts'
import { findSp2dOf, type Sp2d, saveCair, saveSelesai } from '../store/sp2d-store.ts'
import {
  listPotongan,
  listSppBaris,
  type Spp,
  type StoredBaris,
  updateTahap,
} from '../store/spp-store.ts'
import { factsOf } from './ajukan.ts'
import { potOf } from './kantong.ts'
import { addAct } from './records.ts'
import { type StepAt, tell } from './step.ts'

/** What accounting calls the payment of each kind. */
const PERISTIWA: Readonly<Record<JenisSpp, string>> = {
  UP: 'sp2d-up-cair',
  GU: 'sp2d-gu-cair',
  TU: 'sp2d-tu-cair',
  'LS-GAJI': 'sp2d-ls-cair',
  LS: 'sp2d-ls-cair',
}

/**
 * The bank paid: money leaves the region's account, budget is used, and the journal is posted, all in one
 * transaction. Without its journal an SP2D is not paid.
 *
 * @refuses CAIR_TANGGAL, CAIR_REFERENSI, codes of accounting
 */
export async function payOut(
  deps: Deps,
  tx: Tx,
  { spp, actor, order }: StepAt,
): Promise<Result<string>> {
  const sp2d = present(await findSp2dOf(tx, spp.id), 'what is paid was issued')
  const paid = readPayment(order.cair, sp2d, deps.kit.today())
  if (!paid.ok) return paid
  const lines = await listSppBaris(tx, spp.id)
  await useBudget(deps, tx, { spp, lines })
  await lockRkud(tx)
  const jurnal = await journal(deps, tx, { spp, sp2d, lines, actor, tanggal: paid.value.tanggal })
  if (!jurnal.ok) return jurnal
  // What was ordered is released before the money leaves: the account may be emptied to the last sen.
  await saveCair(tx, { id: sp2d.id, ...paid.value, jurnalId: jurnal.value })
  await together([
    moveMoney(deps, tx, { spp, sp2d, tanggal: paid.value.tanggal }),
    updateTahap(tx, {
      id: spp.id,
      tahap: 'cair',
      now: deps.kit.now(),
      tenggatAt: null,
      tolakAt: null,
    }),
    tell(deps, tx, { spp, actor, order, nomor: sp2d.nomor }),
    deps.kit.emit(tx, sp2dCair, eventOf(sp2d, lines, paid.value.tanggal)),
  ])
  if (!lines.some(({ isModal }) => isModal)) await closePayment(deps, tx, { spp, sp2d, actor })
  return ok(sp2d.nomor)
}

type Payment = Readonly<{ tanggal: Tanggal; referensi: string }>

/** @refuses CAIR_TANGGAL, CAIR_REFERENSI */
export function readPayment(
  cair: StepAt['order']['cair'],
  { tanggal: terbit, tahun }: Pick<Sp2d, 'tanggal' | 'tahun'>,
  today: Tanggal,
): Result<Payment> {
  const refusals: Refusal[] = []
  const referensi = cair?.referensi.trim() ?? ''
  const tanggal = parseTanggal(cair?.tanggal ?? '')
  const isSound =
    tanggal.ok &&
    compareTanggal(tanggal.value, terbit) >= 0 &&
    compareTanggal(tanggal.value, today) <= 0 &&
    yearOf(tanggal.value) === tahun
  if (!isSound) refusals.push(refusal('CAIR_TANGGAL', {}, 'cairTanggal'))
  if (referensi === '' || referensi.length > 120)
    refusals.push(refusal('CAIR_REFERENSI', {}, 'cairReferensi'))
  return tanggal.ok && refusals.length === 0
    ? ok({ tanggal: tanggal.value, referensi })
    : refuse(refusals)
}

type Paying = Readonly<{ spp: Spp; lines: readonly StoredBaris[] }>

/** Spending is what was paid for good: TU only when it is accounted for, UP never by itself. */
async function useBudget({ kit }: Deps, tx: Tx, { spp, lines }: Paying): Promise<void> {
  if (spp.jenis === 'UP' || spp.jenis === 'TU') return
  await lockPagu(tx, [...new Set(lines.map(({ mataAnggaranId }) => mataAnggaranId))])
  await insertIkatan(
    tx,
    lines.map((line) => ({
      sppId: spp.id,
      mataAnggaranId: line.mataAnggaranId,
      cairSen: line.jumlahSen,
      sebab: 'cair' as const,
    })),
    kit.now(),
  )
}

type Moving = Readonly<{ spp: Spp; sp2d: Sp2d; tanggal: Tanggal }>

/** Out of the region's account; for UP, GU and TU into the treasurer's bank account. */
async function moveMoney(deps: Deps, tx: Tx, { spp, sp2d, tanggal }: Moving): Promise<void> {
  const dokumen = { jenis: 'sp2d', id: sp2d.id, nomor: sp2d.nomor }
  const { uraian, jumlah } = spp
  const out = { kasId: sp2d.kasId, tanggal, keluarSen: jumlah, uraian, dokumen }
  if (spp.jenis.startsWith('LS')) return insertMutasi(tx, [out], deps.kit.now())
  const { id: kasId } = await potOf(deps, tx, { skpdId: spp.skpdId, jenis: 'bank' })
  const into = { kasId, tanggal, masukSen: jumlah, uraian, dokumen }
  await insertMutasi(tx, [out, into], deps.kit.now())
}

type Journalling = Paying & Moving & Readonly<{ actor: SignedIn }>

async function journal(
  deps: Deps,
  tx: Tx,
  { spp, sp2d, lines, actor, tanggal }: Journalling,
): Promise<Result<string>> {
  const rincian =
    spp.jenis === 'UP'
      ? [{ rekeningId: null, jumlahSen: spp.jumlah }]
      : lines.map((line) => ({
          rekeningId: spp.jenis === 'TU' ? null : line.rekeningId,
          jumlahSen: line.jumlahSen,
          mataAnggaranId: line.mataAnggaranId,
          subKegiatanId: line.subKegiatanId,
        }))
  const posted = await deps.accounting.postMapped(tx, {
    kode: PERISTIWA[spp.jenis],
    tahun: spp.tahun,
    tanggal,
    skpdId: spp.skpdId,
    dokumen: { jenis: 'sp2d', id: sp2d.id, nomor: sp2d.nomor },
    uraian: spp.uraian,
    oleh: actor.accountId,
    rincian,
  })
  if (!posted.ok) return posted
  const taxed = await journalTaxes(deps, tx, { spp, sp2d, actor, tanggal })
  if (!taxed.ok) return taxed
  return ok(present(posted.value[0], 'a payment makes a journal').id)
}

/** Taxes of a direct payment are withheld and passed on by the bank in the same stroke: both are booked. */
async function journalTaxes(
  { accounting, fiscal }: Deps,
  tx: Tx,
  { spp, sp2d, actor, tanggal }: Omit<Journalling, 'lines'>,
): Promise<Result<'booked'>> {
  if (spp.potongan === 0n) return ok('booked')
  const [taxes, kode] = await together([listPotongan(tx, spp.id), fiscal.kodefikasi(tx, spp.tahun)])
  const rincian = taxes.map(({ rekeningKode, jumlahSen }) => ({
    rekeningId: kode.rekening.byKode.get(rekeningKode)?.id ?? null,
    jumlahSen,
  }))
  for (const happening of ['potongan-pungut', 'potongan-setor']) {
    const posted = await accounting.postMapped(tx, {
      kode: happening,
      tahun: spp.tahun,
      tanggal,
      skpdId: spp.skpdId,
      dokumen: { jenis: 'sp2d', id: sp2d.id, nomor: sp2d.nomor },
      uraian: spp.uraian,
      oleh: actor.accountId,
      rincian,
    })
    if (!posted.ok) return posted
  }
  return ok('booked')
}

/** Nothing is left to do: paid, and capital spending taken up by assets. */
export async function closePayment(
  deps: Deps,
  tx: Tx,
  {
    spp,
    sp2d,
    actor,
  }: Readonly<{
    spp: Spp
    sp2d: Readonly<{ id: string; nomor: string }>
    actor: SignedIn | System
  }>,
): Promise<void> {
  await together([
    saveSelesai(tx, sp2d.id),
    updateTahap(tx, {
      id: spp.id,
      tahap: 'selesai',
      now: deps.kit.now(),
      tenggatAt: null,
      tolakAt: null,
    }),
    addAct(deps, tx, actor, {
      dokumen: 'spp',
      dokumenId: spp.id,
      kejadian: 'selesai',
      nomor: sp2d.nomor,
      facts: factsOf(spp),
    }),
  ])
}

export type System = Readonly<{ kind: 'system'; name: string }>

type Told = Pick<Sp2d, 'id' | 'nomor' | 'tahun' | 'skpdId' | 'jenis' | 'nilai'>
type ToldBaris = Omit<StoredBaris, 'urutan' | 'tercatatSen' | 'terpakaiSen'>

export function eventOf(sp2d: Told, lines: readonly ToldBaris[], tanggal: Tanggal) {
  return {
    sp2dId: sp2d.id,
    nomor: sp2d.nomor,
    tahun: sp2d.tahun,
    skpdId: sp2d.skpdId,
    jenis: sp2d.jenis,
    tanggal,
    nilai: toDecimalString(sp2d.nilai),
    baris: lines.map((line) => ({
      id: line.id,
      mataAnggaranId: line.mataAnggaranId,
      rekeningId: line.rekeningId,
      subKegiatanId: line.subKegiatanId,
      jumlah: toDecimalString(line.jumlahSen),
      isModal: line.isModal,
      uraian: line.uraian,
    })),
  }
}
