import type { Actor, SignedIn } from '../../../kernel/actor.ts'
import { parseTanggal, type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { isPungutan, isRevenue, PUNGUTAN_LAIN, type Sebab } from '../domain/pendapatan.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsFor, PELAKU } from '../domain/wewenang.ts'
import {
  type AkunPungutan,
  findAkun,
  insertAkun,
  insertSetoran,
  listWaiting,
  lockSetoran,
  markBooked,
  markWaiting,
  type Setoran,
} from '../store/pendapatan-store.ts'
import { factsOf } from './ajukan.ts'
import { bookPenerimaan } from './penerimaan.ts'
import { addAct } from './records.ts'

/** A charge of a service that was paid, as its event tells it. */
export type Settlement = Readonly<{
  acuan: string
  kodeBayar: string
  pungutan: string | undefined
  unitKode: string | undefined
  akunRekening: string | undefined
  jumlah: Sen
  tanggal: Tanggal
}>

const SYSTEM: Actor = { kind: 'system', name: 'treasury' }

/** Take a settlement into the books, once however often it is told; what cannot be booked yet waits in the work list. */
export function createTakeSettlement(deps: Deps) {
  return async (tx: Tx, told: Settlement): Promise<void> => {
    const { kit, fiscal } = deps
    const { skpdOfUnit } = await fiscal.kodefikasi(tx, yearOf(told.tanggal))
    const pungutan = told.pungutan ?? PUNGUTAN_LAIN
    const setoran: Setoran = {
      acuan: told.acuan,
      kodeBayar: told.kodeBayar,
      pungutan: isPungutan(pungutan) ? pungutan : PUNGUTAN_LAIN,
      skpdId: skpdOfUnit(told.unitKode ?? '')[0]?.id ?? null,
      akunRekening: told.akunRekening ?? null,
      jumlah: told.jumlah,
      tanggal: told.tanggal,
    }
    if (await insertSetoran(tx, { ...setoran, sebab: 'akun', dicatatAt: kit.now() }))
      await tryToBook(deps, tx, setoran)
  }
}

async function tryToBook(deps: Deps, tx: Tx, setoran: Setoran): Promise<Sebab | undefined> {
  const { acuan } = setoran
  const sebab = await bookSetoran(deps, tx, setoran)
  if (sebab !== undefined) await markWaiting(tx, { acuan, sebab })
  return sebab
}

/** @returns why it has to wait; undefined when it is booked */
async function bookSetoran(deps: Deps, tx: Tx, setoran: Setoran): Promise<Sebab | undefined> {
  const { fiscal } = deps
  const { skpdId, pungutan, tanggal, acuan, kodeBayar, jumlah } = setoran
  if (skpdId === null) return 'skpd'
  const running = await fiscal.requireRunning(tx, yearOf(tanggal))
  if (!running.ok) return 'tahun'
  const { rekening } = await fiscal.kodefikasi(tx, yearOf(tanggal))
  // The treasurer's table wins over what the service's definition says: it is dated and has a source.
  const kept = await findAkun(tx, { skpdId, pungutan, tanggal })
  const account = rekening.byKode.get(kept ?? setoran.akunRekening ?? '')
  if (account === undefined || !isRevenue(account)) return 'akun'
  const booked = await transactionUnlessRefused(tx, (inner) =>
    bookPenerimaan(
      deps,
      inner,
      { actor: SYSTEM, oleh: null },
      {
        skpdId,
        tanggal,
        rekeningId: account.id,
        dari: `Pembayaran layanan ${kodeBayar}`,
        jumlahSen: jumlah,
        bukti: kodeBayar,
        acuan,
      },
    ),
  )
  if (!booked.ok) return 'buku'
  await markBooked(tx, { acuan, skpdId, penerimaanId: booked.value.id })
  return undefined
}

export type AkunOrder = Readonly<{
  skpdId: number
  pungutan: string
  rekeningKode: string
  berlakuMulai: string
  sumber: string
}>

const BOOKED_AT_ONCE = 200

/**
 * Say which account a kind of charge is revenue of, from a day on, and book what waited for it.
 *
 * @returns how many settlements were booked
 * @refuses BUKAN_WEWENANG, PUNGUTAN_TIDAK_DIKENAL, PENERIMAAN_REKENING, TANGGAL_SALAH, AKUN_SUMBER, AKUN_SUDAH
 */
export function createSetAkun(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: AkunOrder): Promise<Result<number>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { skpdId, pungutan, rekeningKode } = order
      const kode = await fiscal.kodefikasi(tx, yearOf(kit.today()))
      if (!holdsFor(actor, PELAKU.penerimaan, skpdId, kode.skpd))
        return refuse(refusal('BUKAN_WEWENANG'))
      const row = readAkun(order, kode)
      if (!row.ok) return row
      const made = await insertAkun(tx, { ...row.value, oleh: actor.accountId, now: kit.now() })
      if (!made) return refuse(refusal('AKUN_SUDAH', {}, 'berlakuMulai'))
      const waiting = await listWaiting(tx, { after: '', limit: BOOKED_AT_ONCE, pungutan, skpdId })
      let booked = 0
      for (const acuan of waiting) booked += await retry(deps, tx, { acuan, skpdId })
      await addAct(deps, tx, actor, {
        dokumen: 'sts',
        dokumenId: kit.newId(),
        kejadian: 'akun-pungutan',
        nomor: pungutan,
        facts: factsOf({
          skpdId,
          tahun: yearOf(kit.today()),
          jenis: rekeningKode,
          jumlah: ZERO_SEN,
        }),
      })
      return ok(booked)
    })
}

function readAkun(order: AkunOrder, { rekening }: Kodefikasi): Result<AkunPungutan> {
  const { skpdId, pungutan, rekeningKode } = order
  const day = parseTanggal(order.berlakuMulai)
  const sumber = order.sumber.trim()
  const refusals = [
    ...(isPungutan(pungutan) ? [] : [refusal('PUNGUTAN_TIDAK_DIKENAL', {}, 'pungutan')]),
    ...(isRevenue(rekening.byKode.get(rekeningKode))
      ? []
      : [refusal('PENERIMAAN_REKENING', {}, 'rekening')]),
    ...(day.ok ? [] : [refusal('TANGGAL_SALAH', {}, 'berlakuMulai')]),
    ...(sumber.length >= 3 && sumber.length <= 300 ? [] : [refusal('AKUN_SUMBER', {}, 'sumber')]),
  ]
  if (refusals.length > 0 || !day.ok) return refuse(refusals)
  return ok({ skpdId, pungutan, rekeningKode, sumber, berlakuMulai: day.value })
}

/** @param skpdId whose it becomes when the settlement names no office */
async function retry(
  deps: Deps,
  tx: Tx,
  { acuan, skpdId }: Readonly<{ acuan: string; skpdId: number | null }>,
): Promise<0 | 1> {
  const setoran = await lockSetoran(tx, acuan)
  if (setoran === undefined) return 0
  const sebab = await tryToBook(deps, tx, { ...setoran, skpdId: setoran.skpdId ?? skpdId })
  return sebab === undefined ? 1 : 0
}

export const SETTLE = 'treasury.settle'

/** Try again what waits: a year that was opened, an account that was set, books that were mended. */
export function createSettleWaiting(deps: Deps) {
  const { kit } = deps
  return async (): Promise<void> => {
    let after = ''
    for (;;) {
      const waiting = await listWaiting(kit.db, { after, limit: BOOKED_AT_ONCE })
      for (const acuan of waiting)
        await transaction(kit.db, (tx) => retry(deps, tx, { acuan, skpdId: null }))
      const last = waiting.at(-1)
      if (last === undefined || waiting.length < BOOKED_AT_ONCE) return
      after = last
    }
  }
}
