import type { SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { findKartuForUpdate, type Kartu } from '../store/kartu-store.ts'
import type { Acuan } from './acuan.ts'
import { isWithin, keepsOf } from './wewenang.ts'

export type Terbuka = Readonly<{ kartu: Kartu; kode: Kodefikasi; acuan: Acuan; skpd: string }>

/**
 * Lock a card somebody is about to change, and everything it is judged by.
 *
 * @returns undefined where the actor keeps no such card
 * @refuses BARANG_BUKAN_AKTIF
 */
export async function bukaKartu(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  label: string,
): Promise<Result<Terbuka> | undefined> {
  const tahun = yearOf(deps.kit.today())
  const kode = await deps.fiscal.kodefikasi(tx, tahun)
  const acuan = await deps.acuan(tx, tahun)
  const kartu = await findKartuForUpdate(tx, label)
  if (kartu === undefined || !isWithin(keepsOf(actor, kode), kartu.skpdId)) return undefined
  if (kartu.status !== 'aktif') return refuse(refusal('BARANG_BUKAN_AKTIF'))
  return ok({ kartu, kode, acuan, skpd: kode.skpd.byId.get(kartu.skpdId)?.nama ?? '' })
}

/** What the journal and the public log call a card. */
export function dokumenOf({ kib, id, label }: Pick<Kartu, 'kib' | 'id' | 'label'>) {
  return { jenis: kib === 'F' ? ('kdp' as const) : ('kartu-aset' as const), id, nomor: label }
}

/** @refuses DOKUMEN */
export function refuseDokumen(dokumen: string): readonly Refusal[] {
  const { length } = dokumen.trim()
  return length < 3 || length > 160 ? [refusal('DOKUMEN', 'dokumen')] : []
}
