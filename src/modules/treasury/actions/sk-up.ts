import type { SignedIn } from '../../../kernel/actor.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import type { Sen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsAny, PELAKU } from '../domain/wewenang.ts'
import { saveSkUp } from '../store/up-store.ts'
import { factsOf } from './ajukan.ts'
import { addAct } from './records.ts'

export type SkUpOrder = Readonly<{ skpdId: number; nomor: string; tanggal: Tanggal; batasSen: Sen }>

/**
 * Record the decree on an SKPD's imprest; a later one replaces it, never below what is out.
 *
 * @refuses BUKAN_WEWENANG, TAHUN_*, SK_UP_ISI, SK_UP_BEREDAR
 */
export function createSetSkUp(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: SkUpOrder): Promise<Result<'set'>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      if (!holdsAny(actor, PELAKU.putuskanUp)) return refuse(refusal('BUKAN_WEWENANG'))
      const { skpdId, tanggal, batasSen } = order
      const tahun = yearOf(kit.today())
      const running = await fiscal.requireRunning(tx, tahun)
      if (!running.ok) return running
      const nomor = order.nomor.trim()
      if (nomor.length < 3 || nomor.length > 120 || batasSen <= 0n)
        return refuse(refusal('SK_UP_ISI', {}, 'nomor'))
      const row = { tahun, skpdId, nomor, tanggal, batas: batasSen, oleh: actor.accountId }
      if (!(await saveSkUp(tx, row))) return refuse(refusal('SK_UP_BEREDAR', {}, 'jumlah'))
      await addAct(deps, tx, actor, {
        dokumen: 'kas',
        dokumenId: kit.newId(),
        kejadian: 'catat',
        nomor,
        facts: factsOf({ skpdId, tahun, jenis: 'sk-up', jumlah: batasSen }),
      })
      return ok('set')
    })
}
