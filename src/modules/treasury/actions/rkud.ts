import type { SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { Sen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsAny, PELAKU } from '../domain/wewenang.ts'
import { insertKas, insertMutasi, listKas } from '../store/dana-store.ts'
import { factsOf } from './ajukan.ts'
import { addAct } from './records.ts'

export type RkudOrder = Readonly<{ nama: string; bank: string; nomor: string; saldoSen: Sen }>

/**
 * Put the region's account on record, with what it holds on the first day; once.
 *
 * @refuses BUKAN_WEWENANG, TAHUN_*, RKUD_ISI, RKUD_SUDAH
 */
export function createOpenRkud(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: RkudOrder): Promise<Result<Readonly<{ id: string }>>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      if (!holdsAny(actor, PELAKU.bud)) return refuse(refusal('BUKAN_WEWENANG'))
      const tahun = yearOf(kit.today())
      const running = await fiscal.requireRunning(tx, tahun)
      if (!running.ok) return running
      if (!isSound(order)) return refuse(refusal('RKUD_ISI', {}, 'nama'))
      const nama = order.nama.trim()
      if ((await listKas(tx, null)).length > 0) return refuse(refusal('RKUD_SUDAH'))
      const id = kit.newId()
      const bank = { bank: order.bank.trim(), nomorRekening: order.nomor }
      await insertKas(tx, { id, jenis: 'rkud', skpdId: null, nama, ...bank })
      const dokumen = { jenis: 'saldo-awal', id, nomor: order.nomor }
      const first = {
        kasId: id,
        tanggal: `${tahun}-01-01`,
        masukSen: order.saldoSen,
        uraian: 'Saldo awal',
        dokumen,
      }
      if (order.saldoSen > 0n) await insertMutasi(tx, [first], kit.now())
      const facts = factsOf({ skpdId: 0, tahun, jenis: 'rkud', jumlah: order.saldoSen })
      const act = {
        dokumen: 'kas',
        dokumenId: id,
        kejadian: 'catat',
        nomor: order.nomor,
        facts,
      } as const
      await addAct(deps, tx, actor, act)
      return ok({ id })
    })
}

function isSound({ nama, bank, nomor, saldoSen }: RkudOrder): boolean {
  const hasNames = nama.trim().length >= 3 && bank.trim().length >= 2
  return hasNames && /^\d{6,30}$/.test(nomor) && saldoSen >= 0n
}
