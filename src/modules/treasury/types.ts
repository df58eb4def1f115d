import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { AsetLink } from './actions/aset.ts'
import type { BarisModal } from './store/sp2d-store.ts'

export type { BarisModal } from './store/sp2d-store.ts'

/** The door other modules use. Everything runs in the caller's transaction. */
export type Treasury = Readonly<{
  /**
   * An asset takes up (part of) a line of capital spending; with the last the SP2D is closed.
   *
   * @refuses BARIS_TIDAK_ADA, BARIS_BUKAN_MODAL, BARIS_BELUM_CAIR, ASET_MELEBIHI_BARIS
   */
  linkAset: (tx: Tx, link: AsetLink) => Promise<Result<'linked' | 'closed'>>
  /**
   * Lines of capital spending that are paid and not wholly taken up by assets, in the order of their ids.
   *
   * @param question cursor: id of the last line seen
   */
  belanjaModalBelumTercatat: (
    tx: Tx,
    question: Readonly<{
      tahun: number
      skpdIds?: readonly number[] | undefined
      cursor?: string | undefined
      limit?: number
    }>,
  ) => Promise<readonly BarisModal[]>
  /** Of these lines those that assets may still take up. */
  barisModal: (tx: Tx, ids: readonly string[]) => Promise<readonly BarisModal[]>
}>
