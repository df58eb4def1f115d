import type { SignedIn } from '../../../kernel/actor.ts'
import type { Jenjang } from '../domain/aturan.ts'
import type { PutusanRapat } from '../store/keputusan-store.ts'
import type { Rapat, SumHadir } from '../store/rapat-store.ts'
import type { Usulan } from '../store/usulan-store.ts'
import type { Arena } from './langkah.ts'

/** What a closing needs to know all the way. */
export type Penutupan = Readonly<{
  actor: SignedIn
  rapat: Rapat
  tier: Jenjang
  arena: Arena
  usulan: readonly Usulan[]
  putusan: ReadonlyMap<string, PutusanRapat>
  hadir: SumHadir
}>
