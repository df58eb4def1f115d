import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps, PeristiwaKas } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { sp2dCair } from '../events.ts'
import {
  type BarisOf,
  listBarisMany,
  listPotonganMany,
  type PotonganOf,
  saveCairMany,
  saveSelesaiMany,
  updateTahapMany,
} from '../store/borongan-store.ts'
import { insertIkatan, insertMutasi, lockPagu, lockRkud } from '../store/dana-store.ts'
import { eventOf, readPayment } from './cair.ts'
import { actOf, lockMoving, type Moving } from './langkah-banyak.ts'
import { addActs } from './records-many.ts'

export type PaidOrder = Readonly<{ sppId: string; tanggal: string; referensi: string }>

/**
 * The bank paid many direct payments: money, budget and journals move by statements of sets, in one transaction; one that
 * cannot be paid refuses all.
 *
 * @refuses SPP_TIDAK_ADA, TAHUN_*, codes of decideLangkah, CAIR_TANGGAL, CAIR_REFERENSI, SPP_JENIS, codes of accounting
 */
export function createPayMany(deps: Deps) {
  return (actor: SignedIn, list: readonly PaidOrder[]): Promise<Result<number>> =>
    transactionUnlessRefused(deps.kit.db, (tx) => payMany(deps, tx, actor, list))
}

type Paying = Moving &
  Readonly<{
    sp2d: NonNullable<Moving['spp']['sp2d']>
    tanggal: Tanggal
    referensi: string
    lines: readonly BarisOf[]
    taxes: readonly PotonganOf[]
  }>

/** The same inside a transaction that is running. */
export async function payMany(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  list: readonly PaidOrder[],
): Promise<Result<number>> {
  if (list.length === 0) return ok(0)
  const steps = list.map(({ sppId }) => ({ actor, sppId }))
  const moving = await lockMoving(deps, tx, 'cair', steps)
  if (!moving.ok) return moving
  const paying = await readAll(deps, tx, moving.value, list)
  if (!paying.ok) return paying
  await useBudget(deps, tx, paying.value)
  await lockRkud(tx)
  const jurnal = await journalAll(deps, tx, paying.value)
  if (!jurnal.ok) return jurnal
  await together([
    // What was ordered is released before the money leaves: the account may be emptied to the last sen.
    saveCairMany(
      tx,
      paying.value.map(({ sp2d, tanggal, referensi }) => ({
        id: sp2d.id,
        tanggal,
        referensi,
        jurnalId: present(jurnal.value.get(sp2d.id), 'a payment makes a journal'),
      })),
    ),
    moveMoney(deps, tx, paying.value),
    moveOn(deps, tx, 'cair', paying.value),
    addActs(
      deps,
      tx,
      'cair',
      paying.value.map((one) => actOf(one, one.sp2d.nomor)),
    ),
    ...paying.value.map((one) => deps.kit.emit(tx, sp2dCair, paidOf(one))),
  ])
  await closeAll(deps, tx, paying.value)
  return ok(paying.value.length)
}

async function readAll(
  { kit }: Deps,
  tx: Tx,
  moving: readonly Moving[],
  list: readonly PaidOrder[],
): Promise<Result<readonly Paying[]>> {
  const ids = moving.map(({ spp }) => spp.id)
  const [lines, taxes] = await together([listBarisMany(tx, ids), listPotonganMany(tx, ids)])
  const [linesOf, taxesOf] = [groupBySpp(lines), groupBySpp(taxes)]
  const read = moving.map((one, at): Result<Paying> => {
    const sp2d = present(one.spp.sp2d, 'what is paid was issued')
    if (!one.spp.jenis.startsWith('LS')) return refuse(refusal('SPP_JENIS'))
    const paid = readPayment(list[at], { ...sp2d, tahun: one.spp.tahun }, kit.today())
    if (!paid.ok) return paid
    const [own, held] = [linesOf.get(one.spp.id) ?? [], taxesOf.get(one.spp.id) ?? []]
    return ok({ ...one, ...paid.value, sp2d, lines: own, taxes: held })
  })
  const refusals = read.flatMap((one) => (one.ok ? [] : one.refusals))
  return refusals.length > 0
    ? refuse(refusals)
    : ok(read.flatMap((one) => (one.ok ? [one.value] : [])))
}

function groupBySpp<One extends Readonly<{ sppId: string }>>(
  list: readonly One[],
): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>()
  for (const one of list) {
    const group = groups.get(one.sppId)
    if (group === undefined) groups.set(one.sppId, [one])
    else group.push(one)
  }
  return groups
}

async function useBudget({ kit }: Deps, tx: Tx, paying: readonly Paying[]): Promise<void> {
  const lines = paying.flatMap((one) => one.lines)
  await lockPagu(tx, [...new Set(lines.map(({ mataAnggaranId }) => mataAnggaranId))])
  await insertIkatan(
    tx,
    lines.map(({ sppId, mataAnggaranId, jumlahSen }) => ({
      sppId,
      mataAnggaranId,
      cairSen: jumlahSen,
      sebab: 'cair' as const,
    })),
    kit.now(),
  )
}

function moveMoney({ kit }: Deps, tx: Tx, paying: readonly Paying[]): Promise<void> {
  return insertMutasi(
    tx,
    paying.map(({ spp, sp2d, tanggal }) => ({
      kasId: sp2d.kasId,
      tanggal,
      keluarSen: spp.jumlah,
      uraian: spp.uraian,
      dokumen: { jenis: 'sp2d', id: sp2d.id, nomor: sp2d.nomor },
    })),
    kit.now(),
  )
}

/** @returns id of the journal of each SP2D */
async function journalAll(
  { accounting, fiscal }: Deps,
  tx: Tx,
  paying: readonly Paying[],
): Promise<Result<ReadonlyMap<string, string>>> {
  const posted = await accounting.postMappedMany(tx, paying.map(spendingOf))
  if (!posted.ok) return posted
  const first = new Map<string, string>()
  for (const { id, dokumenId } of posted.value) if (!first.has(dokumenId)) first.set(dokumenId, id)
  const taxed: PeristiwaKas[] = []
  for (const one of paying.filter(({ taxes }) => taxes.length > 0)) {
    const { rekening } = await fiscal.kodefikasi(tx, one.spp.tahun)
    const rincian = one.taxes.map(({ rekeningKode, jumlahSen }) => ({
      rekeningId: rekening.byKode.get(rekeningKode)?.id ?? null,
      jumlahSen,
    }))
    for (const kode of ['potongan-pungut', 'potongan-setor'])
      taxed.push({ ...spendingOf(one), kode, rincian })
  }
  if (taxed.length > 0) {
    const withheld = await accounting.postMappedMany(tx, taxed)
    if (!withheld.ok) return withheld
  }
  return ok(first)
}

const spendingOf = ({ spp, sp2d, tanggal, actor, lines }: Paying): PeristiwaKas => ({
  kode: 'sp2d-ls-cair',
  tahun: spp.tahun,
  tanggal,
  skpdId: spp.skpdId,
  dokumen: { jenis: 'sp2d', id: sp2d.id, nomor: sp2d.nomor },
  uraian: spp.uraian,
  oleh: actor.accountId,
  rincian: lines.map(({ rekeningId, jumlahSen, mataAnggaranId, subKegiatanId }) => ({
    rekeningId,
    jumlahSen,
    mataAnggaranId,
    subKegiatanId,
  })),
})

const paidOf = ({ spp, sp2d, tanggal, lines }: Paying) =>
  eventOf({ ...spp, ...sp2d, nilai: spp.jumlah }, lines, tanggal)

function moveOn(
  { kit }: Deps,
  tx: Tx,
  tahap: 'cair' | 'selesai',
  paying: readonly Paying[],
): Promise<void> {
  const list = paying.map(({ spp }) => ({
    id: spp.id,
    tenggatAt: null,
    tolakAt: null,
    diperiksaOleh: null,
  }))
  return updateTahapMany(tx, { tahap, now: kit.now(), list })
}

/** Nothing is left to do where nothing became an asset. */
async function closeAll(deps: Deps, tx: Tx, paying: readonly Paying[]): Promise<void> {
  const done = paying.filter(({ lines }) => !lines.some(({ isModal }) => isModal))
  if (done.length === 0) return
  await together([
    saveSelesaiMany(
      tx,
      done.map(({ sp2d }) => sp2d.id),
    ),
    moveOn(deps, tx, 'selesai', done),
    addActs(
      deps,
      tx,
      'selesai',
      done.map((one) => actOf(one, one.sp2d.nomor)),
    ),
  ])
}
