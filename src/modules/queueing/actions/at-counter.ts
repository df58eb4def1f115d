import type { SignedIn } from '../../../kernel/actor.ts'
import type { Deps } from '../deps.ts'
import type { SesiAt } from '../store/counter-store.ts'
import type { Tiket } from '../store/ticket-store.ts'
import type { Desk, Loket } from '../types.ts'
import type { Moment } from './place-state.ts'

/** What every act at a counter works on: locked, so that two presses of a key follow each other. */
export type AtCounter = Readonly<{
  deps: Deps
  actor: SignedIn
  desk: Desk
  loket: Loket
  sesi: SesiAt
  moment: Moment
  current: Tiket | undefined
}>
