import type { Actor } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { NewUsulan } from './domain/usulan.ts'
import type { Baris } from './store/baris-store.ts'
import type { Usulan } from './store/usulan-store.ts'

/** The door other modules use. */
export type Planning = Readonly<{
  /**
   * Lines of the RKPD in force in a year (last enacted version), of one SKPD or of all. `id` is the same in every
   * version: what keeps it keeps its line through every change.
   */
  rkpdBaris: (
    tx: Tx,
    which: Readonly<{ tahun: number; skpdId?: number }>,
  ) => Promise<readonly Baris[]>
  /** A proposal by id. */
  usulan: (tx: Tx, id: string) => Promise<Usulan | undefined>
  /**
   * Register a proposal under the next number, in the caller's transaction. One `asal` makes one proposal: the same
   * again gives the first one's number.
   *
   * @refuses codes of checkUsulan
   */
  addUsulan: (
    tx: Tx,
    actor: Actor,
    usulan: NewUsulan,
  ) => Promise<Result<Readonly<{ id: string; nomor: string }>>>
  /**
   * Let an accepted proposal stand also in another line of a draft.
   *
   * @refuses USULAN_BELUM_DITERIMA, USULAN_BARIS
   */
  link: (
    tx: Tx,
    actor: Actor,
    link: Readonly<{ usulanId: string; barisId: string }>,
  ) => Promise<Result<'linked'>>
}>
