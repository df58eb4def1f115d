import type { SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { insertRuang } from '../store/ruang-store.ts'
import { isWithin, keepsOf } from './wewenang.ts'

export type RuangOrder = Readonly<{ skpdId: number; kode: string; nama: string }>

/** @refuses BARANG_SKPD, RUANG_KODE, RUANG_NAMA, RUANG_SUDAH_ADA */
export function createRuang(deps: Deps) {
  const { kit, fiscal, audit } = deps
  return (actor: SignedIn, order: RuangOrder): Promise<Result<'made'>> =>
    transaction(kit.db, async (tx) => {
      const kodefikasi = await fiscal.kodefikasi(tx, yearOf(kit.today()))
      const [kode, nama] = [order.kode.trim().toUpperCase(), order.nama.trim()]
      const refusals = [
        ...(isWithin(keepsOf(actor, kodefikasi), order.skpdId)
          ? []
          : [refusal('BARANG_SKPD', 'skpd')]),
        ...refuseWords(kode, nama),
      ]
      if (refusals.length > 0) return refuse(refusals)
      const isMade = await insertRuang(tx, { skpdId: order.skpdId, kode, nama })
      if (!isMade) return refuse(refusal('RUANG_SUDAH_ADA', 'kode'))
      await audit.record(tx, actor, {
        action: 'aset.ruang',
        subject: { kind: 'ruang', id: `${order.skpdId}/${kode}` },
      })
      return ok('made')
    })
}

function refuseWords(kode: string, nama: string): readonly Refusal[] {
  const refusals: Refusal[] = []
  if (!/^[A-Z0-9][A-Z0-9.-]{0,19}$/.test(kode)) refusals.push(refusal('RUANG_KODE', 'kode'))
  if (nama.length < 2 || nama.length > 120) refusals.push(refusal('RUANG_NAMA', 'nama'))
  return refusals
}
