import type { SignedIn } from '../../../kernel/actor.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import type { Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { formatSen } from '../domain/format-sen.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsFor, PELAKU } from '../domain/wewenang.ts'
import { insertMutasi } from '../store/dana-store.ts'
import { factsOf } from './ajukan.ts'
import { potOf } from './kantong.ts'
import { addAct } from './records.ts'

export type Kantong = 'bank' | 'tunai' | 'panjar'
export type CashShift = Readonly<{
  skpdId: number
  dari: Kantong
  ke: Kantong
  tanggal: Tanggal
  jumlahSen: Sen
  uraian: string
}>

/**
 * Money from one of a treasurer's pots to another: drawn from the bank, paid in, given as an advance, given back.
 *
 * @refuses BUKAN_WEWENANG, TAHUN_*, GESER_KANTONG, KANTONG_TIDAK_CUKUP, BELANJA_TANGGAL
 */
export function createShiftCash(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: CashShift): Promise<Result<'shifted'>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { skpdId, tanggal, jumlahSen } = order
      const tahun = yearOf(tanggal)
      const running = await fiscal.requireRunning(tx, tahun)
      if (!running.ok) return running
      const { skpd } = await fiscal.kodefikasi(tx, tahun)
      if (!holdsFor(actor, PELAKU.bendahara, skpdId, skpd)) return refuse(refusal('BUKAN_WEWENANG'))
      const refusals = refuseShift(order, kit.today())
      if (refusals.length > 0) return refuse(refusals)
      const from = await potOf(deps, tx, { skpdId, jenis: order.dari })
      const into = await potOf(deps, tx, { skpdId, jenis: order.ke })
      if (from.saldo < jumlahSen)
        return refuse(refusal('KANTONG_TIDAK_CUKUP', { sisa: formatSen(from.saldo) }, 'jumlah'))
      const id = kit.newId()
      const uraian = order.uraian.trim()
      const dokumen = { jenis: 'geser-kas', id, nomor: uraian.slice(0, 60) }
      const out = { kasId: from.id, tanggal, keluarSen: jumlahSen, uraian, dokumen }
      const inward = { kasId: into.id, tanggal, masukSen: jumlahSen, uraian, dokumen }
      await insertMutasi(tx, [out, inward], kit.now())
      await addAct(deps, tx, actor, {
        dokumen: 'kas',
        dokumenId: id,
        kejadian: 'catat',
        nomor: dokumen.nomor,
        facts: factsOf({ skpdId, tahun, jenis: 'geser-kas', jumlah: jumlahSen }),
      })
      return ok('shifted')
    })
}

function refuseShift(order: CashShift, today: Tanggal): readonly Refusal[] {
  const words = order.uraian.trim().length
  const isSound = order.dari !== order.ke && order.jumlahSen > 0n && words >= 3 && words <= 300
  return [
    ...(isSound ? [] : [refusal('GESER_KANTONG', {}, 'jumlah')]),
    ...(order.tanggal <= today ? [] : [refusal('BELANJA_TANGGAL', {}, 'tanggal')]),
  ]
}
