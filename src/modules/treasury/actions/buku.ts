import type { SignedIn } from '../../../kernel/actor.ts'
import { addDays, type Tanggal, tanggal } from '../../../kernel/date.ts'
import { type Sen, sumSen, toDecimalString } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { addMonths } from '../domain/tenggat.ts'
import { holdsAny, holdsFor, PELAKU } from '../domain/wewenang.ts'
import {
  type BukuKey,
  type BukuLine,
  findTutup,
  insertSpj,
  insertTutup,
  type JenisSpj,
  listBuku,
  lockSpj,
  readSaldo,
  receiveSpj,
  type Saldo,
} from '../store/buku-store.ts'
import type { JenisKas } from '../store/dana-store.ts'
import { factsOf } from './ajukan.ts'
import { aturanOf } from './clocks.ts'
import { addAct } from './records.ts'

/** Pots that make up a treasurer's general cash book. */
export const BKU: readonly JenisKas[] = ['bank', 'tunai', 'panjar', 'pajak']

export type Month = Readonly<{ skpdId: number; tahun: number; bulan: number }>

/** @returns the first and the last day of a month */
export function daysOf({ tahun, bulan }: Pick<Month, 'tahun' | 'bulan'>) {
  const dari = tanggal(`${tahun}-${String(bulan).padStart(2, '0')}-01`)
  return { dari, sampai: addDays(addMonths(dari, 1), -1) }
}

const questionOf = (at: Month, jenis: readonly JenisKas[]) => ({
  skpdId: at.skpdId,
  jenis,
  ...daysOf(at),
})

/** What a book held when a month began, and when it ended. */
export function saldoOf(tx: Tx, at: Month, jenis: readonly JenisKas[]): Promise<Saldo> {
  return readSaldo(tx, questionOf(at, jenis))
}

/** Lines on one page of a book. */
const SHOWN = 100
/** Lines looked up at once when the whole book is written out. */
const AT_ONCE = 1_000

export type BukuPage = Readonly<{
  lines: readonly BukuLine[]
  /** Where the next page goes on, when there is one. */
  next: BukuKey | undefined
}>

/** A page of a month's book, with the balance after each line. */
export async function readBuku(
  tx: Tx,
  at: Month,
  { jenis, after }: Readonly<{ jenis: readonly JenisKas[]; after?: BukuKey | undefined }>,
): Promise<BukuPage> {
  const found = await listBuku(tx, questionOf(at, jenis), { after, limit: SHOWN + 1 })
  const lines = found.slice(0, SHOWN)
  return { lines, next: found.length > SHOWN ? lines.at(-1) : undefined }
}

/** Every line of a month's book, whatever its length. */
export async function* allOfBuku(tx: Tx, at: Month, jenis: readonly JenisKas[]) {
  for (let after: BukuKey | undefined; ; ) {
    const lines = await listBuku(tx, questionOf(at, jenis), { after, limit: AT_ONCE })
    yield* lines
    after = lines.at(-1)
    if (lines.length < AT_ONCE) return
  }
}

export type ClosingOrder = Month & Readonly<{ bankSen: Sen; tunaiSen: Sen; penjelasan: string }>

/**
 * Close a month's cash: what the book says beside what bank and box hold; a difference is explained. What is closed
 * takes no more movements.
 *
 * @refuses BUKAN_WEWENANG, TUTUP_BULAN, TUTUP_PENJELASAN, TUTUP_SUDAH
 */
export function createCloseCash(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: ClosingOrder): Promise<Result<'closed'>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { skpd } = await fiscal.kodefikasi(tx, order.tahun)
      if (!holdsFor(actor, PELAKU.bendahara, order.skpdId, skpd))
        return refuse(refusal('BUKAN_WEWENANG'))
      if (daysOf(order).dari > kit.today()) return refuse(refusal('TUTUP_BULAN', {}, 'bulan'))
      return closeCash(deps, tx, actor, order)
    })
}

async function closeCash(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  order: ClosingOrder,
): Promise<Result<'closed'>> {
  const { kit } = deps
  const { skpdId, tahun, bulan, bankSen, tunaiSen } = order
  const { akhir } = await saldoOf(tx, order, ['bank', 'tunai'])
  const penjelasan = order.penjelasan.trim()
  const differs = akhir !== sumSen([bankSen, tunaiSen])
  if (differs && (penjelasan.length < 10 || penjelasan.length > 1000))
    return refuse(refusal('TUTUP_PENJELASAN', {}, 'penjelasan'))
  const id = kit.newId()
  const made = await insertTutup(tx, {
    id,
    skpdId,
    tahun,
    bulan,
    saldoBuku: akhir,
    saldoBank: bankSen,
    tunai: tunaiSen,
    penjelasan: differs ? penjelasan : null,
    ditutupOleh: actor.accountId,
    ditutupAt: kit.now(),
  })
  if (!made) return refuse(refusal('TUTUP_SUDAH'))
  await addAct(deps, tx, actor, {
    dokumen: 'kas',
    dokumenId: id,
    kejadian: 'tutup',
    nomor: `${tahun}-${bulan}`,
    facts: factsOf({ skpdId, tahun, jenis: 'tutup-kas', jumlah: akhir }),
  })
  return ok('closed')
}

/** @returns the day a month's accounts are due: the rule's day of the next month */
export async function spjDue(deps: Deps, tx: Tx, at: Month): Promise<Tanggal> {
  const rule = await aturanOf(deps, tx, 'spj-batas')
  return addDays(addMonths(daysOf(at).dari, 1), rule.nilai - 1)
}

/**
 * Hand in a month's accounts, with the figures as they stand: the cash must be closed first.
 *
 * @refuses BUKAN_WEWENANG, SPJ_BELUM_TUTUP, SPJ_SUDAH
 */
export function createSendSpj(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: Month & Readonly<{ jenis: JenisSpj }>): Promise<Result<'sent'>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { skpdId, tahun, bulan, jenis } = order
      const { skpd } = await fiscal.kodefikasi(tx, tahun)
      if (!holdsFor(actor, PELAKU.bendahara, skpdId, skpd)) return refuse(refusal('BUKAN_WEWENANG'))
      const closing = await findTutup(tx, order)
      if (closing === undefined) return refuse(refusal('SPJ_BELUM_TUTUP'))
      const saldo = await saldoOf(tx, order, BKU)
      const isi = {
        awal: toDecimalString(saldo.awal),
        masuk: toDecimalString(saldo.masuk),
        keluar: toDecimalString(saldo.keluar),
        akhir: toDecimalString(saldo.akhir),
        bank: toDecimalString(closing.saldoBank),
        tunai: toDecimalString(closing.tunai),
      }
      const id = kit.newId()
      const batas = await spjDue(deps, tx, order)
      const dikirim = { dikirimAt: kit.now(), dikirimOleh: actor.accountId }
      if (!(await insertSpj(tx, { id, skpdId, tahun, bulan, jenis, batas, isi, ...dikirim })))
        return refuse(refusal('SPJ_SUDAH'))
      await addAct(deps, tx, actor, {
        dokumen: 'spj',
        dokumenId: id,
        kejadian: 'kirim',
        nomor: `${tahun}-${bulan} ${jenis}`,
        facts: factsOf({ skpdId, tahun, jenis: `spj-${jenis}`, jumlah: saldo.akhir }),
      })
      return ok('sent')
    })
}

/**
 * PA (administrative) or BUD (functional) takes a month's accounts in.
 *
 * @refuses SPJ_TIDAK_ADA, BUKAN_WEWENANG, PEMBUAT_BUKAN_PEMERIKSA
 */
export function createReceiveSpj(deps: Deps) {
  const { kit, fiscal } = deps
  return (
    actor: SignedIn,
    order: Readonly<{ id: string; tahun: number }>,
  ): Promise<Result<'received'>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const spj = await lockSpj(tx, order.id)
      if (spj === undefined || spj.diterimaAt !== null) return refuse(refusal('SPJ_TIDAK_ADA'))
      const { skpd } = await fiscal.kodefikasi(tx, order.tahun)
      const may =
        spj.jenis === 'fungsional'
          ? holdsAny(actor, PELAKU.bud)
          : holdsFor(actor, PELAKU.putuskanSpm, spj.skpdId, skpd)
      if (!may) return refuse(refusal('BUKAN_WEWENANG'))
      if (spj.dikirimOleh === actor.accountId) return refuse(refusal('PEMBUAT_BUKAN_PEMERIKSA'))
      await receiveSpj(tx, { id: spj.id, oleh: actor.accountId, now: kit.now() })
      await addAct(deps, tx, actor, {
        dokumen: 'spj',
        dokumenId: spj.id,
        kejadian: 'terima',
        nomor: spj.jenis,
        facts: factsOf({
          skpdId: spj.skpdId,
          tahun: order.tahun,
          jenis: 'spj',
          jumlah: sumSen([]),
        }),
      })
      return ok('received')
    })
}
