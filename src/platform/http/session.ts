import type { Actor } from '../../kernel/actor.ts'

export type ActiveSession = Readonly<{ id: string; actor: Actor }>

/** What platform/http asks of the identity module: who holds this session token? */
export type SessionGate = Readonly<{
  find: (token: string) => Promise<ActiveSession | undefined>
}>
