import { present } from '../../../kernel/assert.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type Aturan, aturanOn, tenggatOf } from '../domain/tenggat.ts'
import { listAturan } from '../store/aturan-store.ts'

/** The rule in force today. */
export async function aturanOf(deps: Deps, tx: Tx, kode: string): Promise<Aturan> {
  const rows = await listAturan(tx)
  return present(aturanOn(rows, kode, deps.kit.today()), `a rule ${kode} is in force`)
}

export type Deadlines = Readonly<{ tenggatAt: Date; tolakAt: Date }>

/** When what came in now must be issued at the latest, and when refused. */
export async function deadlinesOf(
  deps: Deps,
  tx: Tx,
  paper: 'spm' | 'sp2d',
  now: Date,
): Promise<Deadlines> {
  const calendar = deps.reference.calendar()
  const rows = await listAturan(tx)
  const days = (kode: string) =>
    present(aturanOn(rows, kode, deps.kit.today()), `a rule ${kode} is in force`).nilai
  return {
    tenggatAt: new Date(tenggatOf(now, days(`${paper}-terbit`), calendar)),
    tolakAt: new Date(tenggatOf(now, days(`${paper}-tolak`), calendar)),
  }
}
