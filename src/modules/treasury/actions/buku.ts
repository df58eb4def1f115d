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
  findTutup,
  insertSpj,
  insertTutup,
  type JenisSpj,
  listBuku,
  lockSpj,
  openingSaldo,
  receiveSpj,
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

/** A book of a month: what it began with, its lines with the balance after each, what it ended with. */
export async function readBuku(tx: Tx, at: Month, jenis: readonly JenisKas[]) {
  const question = { skpdId: at.skpdId, jenis, ...daysOf(at) }
  const awal = await openingSaldo(tx, question)
  const lines = await listBuku(tx, question)
  return { awal, lines, akhir: lines.at(-1)?.saldo ?? awal }
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
  const { akhir } = await readBuku(tx, order, ['bank', 'tunai'])
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
      const { awal, lines, akhir } = await readBuku(tx, order, BKU)
      const isi = {
        awal: toDecimalString(awal),
        masuk: toDecimalString(sumSen(lines.map((one) => one.masuk))),
        keluar: toDecimalString(sumSen(lines.map((one) => one.keluar))),
        akhir: toDecimalString(akhir),
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
        facts: factsOf({ skpdId, tahun, jenis: `spj-${jenis}`, jumlah: akhir }),
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
