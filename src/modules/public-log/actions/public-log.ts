import type { Tx } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import { eraseGaram, findEntri } from '../store/entri-store.ts'
import { type Appending, createAppend } from './append.ts'
import { prove } from './prove.ts'

export type PublicLog = Appending &
  Readonly<{
    /**
     * Forget an act: its salt is erased, so that no document can be tied to its digest any longer. The leaf
     * stays and the tree stays valid. @returns whether there was something to forget
     */
    forget: (tx: Tx, ref: string) => Promise<boolean>
    /**
     * The proof of an act with its salt, for who may read the document anyway. Whoever asks for it says by
     * asking that this is so. @returns undefined while no signed checkpoint holds it
     */
    proofOf: (tx: Tx, ref: string) => Promise<string | undefined>
    /** Call this whenever an entry is left. */
    whenAppended: (wake: () => void) => void
  }>

/** What every module gets. Nothing runs yet: the sequencer is started with the program. */
export function createPublicLog(kit: Pick<Kit, 'randomBytes' | 'secretKey'>): PublicLog {
  let wake: () => void = () => undefined
  return {
    ...createAppend(kit, () => wake()),
    forget: eraseGaram,
    proofOf: async (tx, ref) => {
      const entri = await findEntri(tx, 'publik', ref)
      return entri === undefined ? undefined : (await prove(tx, entri))?.proofFile
    },
    whenAppended: (next) => {
      wake = next
    },
  }
}
