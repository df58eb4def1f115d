import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { addSen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps, PosisiAnggaran } from '../deps.ts'
import { type PaguState, refuseFunds, sumByPagu } from '../domain/dana.ts'
import { refusal } from '../domain/refusals.ts'
import { type DecidedSpp, decideSpp, type Tarif } from '../domain/spp.ts'
import { holdsFor } from '../domain/wewenang.ts'
import { listTarif } from '../store/aturan-store.ts'
import {
  insertBuktiMany,
  insertSppMany,
  listKunciAda,
  lockDanaMany,
} from '../store/borongan-store.ts'
import { insertIkatan, lockPagu, savePagu } from '../store/dana-store.ts'
import { insertPotongan, insertSppBaris } from '../store/spp-store.ts'
import { lineOf, rincianOf, type SppMade, type SppOrder } from './ajukan.ts'
import { deadlinesOf } from './clocks.ts'
import { numbersFor } from './nomor-banyak.ts'
import { addActs } from './records-many.ts'

/** A payment request with who makes it. */
export type OneOfMany = Readonly<{ actor: SignedIn; order: SppOrder }>

/** Direct payments that rest on no contract: what is asked of UP, TU and contracts is asked one by one. */
export function isPlain({ form }: SppOrder): boolean {
  return form.jenis.startsWith('LS') && form.kontrakId === undefined
}

/**
 * Make many direct payment requests by statements of sets, each judged against what the ones before it have left; one
 * that is refused refuses all.
 *
 * @returns what was made, in the order given
 * @refuses BUKAN_WEWENANG, TAHUN_*, SPP_SUDAH_ADA, codes of decideSpp and of refuseFunds
 */
export function createSubmitMany(deps: Deps) {
  return (list: readonly OneOfMany[]): Promise<Result<readonly SppMade[]>> =>
    transactionUnlessRefused(deps.kit.db, (tx) => submitMany(deps, tx, list))
}

type Judged = OneOfMany & Readonly<{ decided: DecidedSpp }>

/** The same inside a transaction that is running. */
export async function submitMany(
  deps: Deps,
  tx: Tx,
  list: readonly OneOfMany[],
): Promise<Result<readonly SppMade[]>> {
  const { kit, fiscal } = deps
  if (list.length === 0) return ok([])
  const tanggal = kit.today()
  const tahun = yearOf(tanggal)
  const ids = [
    ...new Set(list.flatMap(({ order }) => order.form.baris.map((one) => one.mataAnggaranId))),
  ]
  const keys = list.map(({ actor, order }) => ({ oleh: actor.accountId, kunci: order.kunci }))
  const [running, kode, tarif, positions, sent] = await together([
    fiscal.requireRunning(tx, tahun),
    fiscal.kodefikasi(tx, tahun),
    listTarif(tx, tanggal),
    deps.budget.mataAnggaran(tx, ids),
    listKunciAda(tx, keys),
  ])
  if (!running.ok) return running
  const distinct = new Set(keys.map((one) => `${one.oleh} ${one.kunci}`))
  if (sent > 0 || distinct.size < keys.length) return refuse(refusal('SPP_SUDAH_ADA'))
  const own = positions.filter((one) => one.tahun === tahun)
  const judged = judgeAll(list, { tanggal, kode, tarif, own })
  if (!judged.ok) return judged
  const short = await checkAll(deps, tx, judged.value, { tahun, kode, own })
  if (short.length > 0) return refuse(short)
  return ok(await storeAll(deps, tx, judged.value, { tanggal, tahun, kode }))
}

type Judging = Readonly<{
  tanggal: Tanggal
  kode: Kodefikasi
  tarif: readonly Tarif[]
  own: readonly PosisiAnggaran[]
}>

function judgeAll(
  list: readonly OneOfMany[],
  { tanggal, kode, tarif, own }: Judging,
): Result<readonly Judged[]> {
  const posisi = new Map(own.map((one) => [one.id, lineOf(one, kode)]))
  const rates = new Map(tarif.map((one) => [one.kode, one]))
  const refusals: Refusal[] = []
  const judged: Judged[] = []
  for (const one of list) {
    const { skpdId, form } = one.order
    if (!isPlain(one.order) || !holdsFor(one.actor, ['bendahara', 'pptk'], skpdId, kode.skpd)) {
      refusals.push(refusal('BUKAN_WEWENANG'))
      continue
    }
    const decided = decideSpp(form, { tanggal, skpdId, posisi, tarif: rates })
    if (decided.ok) judged.push({ ...one, decided: decided.value })
    else refusals.push(...decided.refusals)
  }
  return refusals.length > 0 ? refuse(refusals) : ok(judged)
}

type Checking = Readonly<{ tahun: number; kode: Kodefikasi; own: readonly PosisiAnggaran[] }>

/** Counters are locked in the order everybody does: budget, pagu, dana; then each is judged by what is left for it. */
async function checkAll(
  deps: Deps,
  tx: Tx,
  judged: readonly Judged[],
  { tahun, kode, own }: Checking,
): Promise<readonly Refusal[]> {
  const wanted = judged.map(({ decided }) =>
    decided.baris.map(({ id, jumlahSen }) => ({ mataAnggaranId: id, jumlahSen })),
  )
  const bound = await deps.budget.ikatBanyak(tx, sumByPagu(wanted.flat()))
  await savePagu(tx, own)
  const pagu = await lockPagu(
    tx,
    own.map(({ id }) => id),
  )
  const funds = new Map(own.map((one) => [`${one.skpdId} ${one.subKegiatanId}`, one]))
  const dana = await lockDanaMany(tx, tahun, [...funds.values()].map(fundOf))
  const left = new Map<string, PaguState>(
    pagu.map((one) => [
      one.mataAnggaranId,
      { ...one, label: kode.rekening.byId.get(one.rekeningId)?.kode ?? '' },
    ]),
  )
  const released = new Map(dana.map((one) => [`${one.skpdId} ${one.subKegiatanId}`, one]))
  const refusals = judged.flatMap(({ order, decided }, at) => {
    const lines = wanted[at] ?? []
    const subs = new Set(decided.baris.map(({ subKegiatanId }) => subKegiatanId))
    const found = [...subs].flatMap((sub) => released.get(`${order.skpdId} ${sub}`) ?? [])
    const short = refuseFunds(lines, {
      pagu: lines.flatMap(({ mataAnggaranId }) => left.get(mataAnggaranId) ?? []),
      dana: found.map((one) => ({
        ...one,
        label: kode.nomenklatur.byId.get(one.subKegiatanId ?? -1)?.kode ?? '-',
      })),
    })
    for (const { id, subKegiatanId, jumlahSen } of decided.baris) {
      const state = left.get(id)
      if (state !== undefined) left.set(id, { ...state, terikat: addSen(state.terikat, jumlahSen) })
      const key = `${order.skpdId} ${subKegiatanId}`
      const fund = released.get(key)
      if (fund !== undefined)
        released.set(key, { ...fund, terikat: addSen(fund.terikat, jumlahSen) })
    }
    return short
  })
  if (refusals.length > 0) return refusals
  return bound.ok ? [] : bound.refusals
}

const fundOf = ({ skpdId, subKegiatanId }: PosisiAnggaran) => ({ skpdId, subKegiatanId })

type Storing = Readonly<{ tanggal: Tanggal; tahun: number; kode: Kodefikasi }>

async function storeAll(
  deps: Deps,
  tx: Tx,
  judged: readonly Judged[],
  { tanggal, tahun, kode }: Storing,
): Promise<readonly SppMade[]> {
  const { kit, fiscal } = deps
  const now = kit.now()
  const clock = await deadlinesOf(deps, tx, 'spm', now)
  const nomor = await numbersFor(fiscal, tx, {
    jenis: 'spp',
    tahun,
    tanggal,
    kode,
    of: judged.map(({ order }) => ({
      skpdId: order.skpdId,
      rincian: rincianOf(order.form.jenis),
    })),
  })
  const made = judged.map((one, at) => ({
    ...one,
    id: kit.newId(),
    nomor: present(nomor[at], 'as many numbers as requests'),
  }))
  await insertSppMany(
    tx,
    made.map(({ id, nomor: number, actor, order, decided }) => ({
      id,
      jenis: order.form.jenis,
      nomor: number,
      tahun,
      skpdId: order.skpdId,
      tanggal,
      uraian: order.form.uraian.trim(),
      penerima: order.form.penerima.trim(),
      bank: order.form.bank.trim(),
      rekening: order.form.rekening.trim(),
      jumlah: decided.jumlah,
      potongan: decided.potongan,
      subKegiatanId: null,
      kontrakId: null,
      terminId: null,
      ...clock,
      kunci: order.kunci,
      dibuatOleh: actor.accountId,
      dibuatAt: now,
    })),
  )
  await storeLines(deps, tx, made)
  await addActs(
    deps,
    tx,
    'ajukan',
    made.map(({ actor, id, nomor: number, order, decided }) => ({
      actor,
      sppId: id,
      nomor: number,
      version: 1,
      facts: {
        skpdId: order.skpdId,
        tahun,
        jenis: order.form.jenis,
        jumlah: decided.jumlah,
      },
    })),
  )
  return made.map(({ id, nomor: number }) => ({ id, nomor: number }))
}

async function storeLines(
  { kit }: Deps,
  tx: Tx,
  made: readonly (Judged & Readonly<{ id: string }>)[],
): Promise<void> {
  const lines = made.flatMap(({ id, decided }) =>
    decided.baris.map((line) => ({ ...line, sppId: id, barisId: kit.newId() })),
  )
  const taxes = made.flatMap(({ id, decided }) =>
    decided.pajak.map((one, at) => ({ ...one, sppId: id, urutan: at + 1 })),
  )
  const papers = made.flatMap(({ id, order }) =>
    order.form.bukti.map((one, at) => ({ ...one, sppId: id, urutan: at + 1 })),
  )
  const binding = lines.map(({ sppId, id, jumlahSen }) => ({
    sppId,
    mataAnggaranId: id,
    terikatSen: jumlahSen,
    sebab: 'ajukan' as const,
  }))
  await together([
    insertSppBaris(tx, lines),
    taxes.length > 0 && insertPotongan(tx, taxes),
    papers.length > 0 && insertBuktiMany(tx, papers),
    insertIkatan(tx, binding, kit.now()),
  ])
}
