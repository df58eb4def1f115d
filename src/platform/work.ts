import type { Actor } from '../kernel/actor.ts'
import type { PageContext } from '../ui/page-context.ts'
import type { Tx } from './db/database.ts'

/** One thing that waits for an officer, from any module. */
export type WorkItem = Readonly<{
  href: string
  nomor: string
  title: string
  /** Place, unit, kind: whatever tells it from its neighbours. */
  facts: string
  state: string
  /** Working time left in words; what is late says so. */
  remaining: string
  isLate: boolean
}>

/** A way to look at one's work, with how much is in it. */
export type WorkView = Readonly<{ href: string; label: string; count: string; isHot: boolean }>

/** What one module has for this officer now. */
export type WorkDesk = Readonly<{
  key: string
  title: string
  href: string
  views: readonly WorkView[]
  /** The few that are due first; the rest is behind the views. */
  items: readonly WorkItem[]
}>

export type WorkQuestion = Readonly<{ actor: Actor; ctx: PageContext }>

/**
 * A module's part of /kerja. It answers undefined when the officer has no business there, in a bounded
 * number of statements, and shows nothing the officer could not open.
 */
export type WorkSource = (tx: Tx, question: WorkQuestion) => Promise<WorkDesk | undefined>
