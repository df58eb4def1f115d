import type { Tx } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import { eraseGaram } from '../store/entri-store.ts'
import { type Appending, createAppend } from './append.ts'

export type PublicLog = Appending &
  Readonly<{
    /**
     * Forget an act: its salt is erased, so that no document can be tied to its digest any longer. The leaf
     * stays and the tree stays valid. @returns whether there was something to forget
     */
    forget: (tx: Tx, ref: string) => Promise<boolean>
    /** Call this whenever an entry is left. */
    whenAppended: (wake: () => void) => void
  }>

/** What every module gets. Nothing runs yet: the sequencer is started with the program. */
export function createPublicLog(kit: Pick<Kit, 'randomBytes' | 'secretKey'>): PublicLog {
  let wake: () => void = () => undefined
  return {
    ...createAppend(kit, () => wake()),
    forget: eraseGaram,
    whenAppended: (next) => {
      wake = next
    },
  }
}
