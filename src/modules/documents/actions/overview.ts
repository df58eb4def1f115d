import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { readWaiting } from '../store/surat-store.ts'

export type DocumentsOverview = Readonly<{
  /** Who signs for officials: the house's own authority, or the national one. */
  penyelenggara: 'setempat' | 'bsre'
  /** The signer outside does not answer; letters wait. */
  isAway: boolean
  since?: Date
  /** Letters without signature, counted up to `WAITING_COUNT_MAX`. */
  menunggu: number
  /** Since when the oldest of them waits. */
  menungguSejak?: Date
}>

export const WAITING_COUNT_MAX = 1_000

export async function readOverview({ signers }: Deps, tx: Tx): Promise<DocumentsOverview> {
  const { jumlah, sejak } = await readWaiting(tx, WAITING_COUNT_MAX)
  const state = await signers.state(tx)
  return {
    penyelenggara: signers.of('tte').penyelenggara,
    isAway: state?.isAway ?? false,
    ...(state?.since === undefined ? {} : { since: state.since }),
    menunggu: jumlah,
    ...(sejak === null ? {} : { menungguSejak: sejak }),
  }
}
