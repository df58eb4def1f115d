import type { SignedIn } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { addAwal, createPercakapan, type HeadForm, openDraft, vote } from './actions/converse.ts'
import { makePicture } from './actions/picture.ts'
import type { Deps, Needs } from './deps.ts'
import { OPINION_CRON, opinionJobs } from './jobs.ts'
import { loadAturan } from './load-rules.ts'
import { opinionsSentences } from './messages/index.ts'
import { deskRoutes } from './web/desk-routes.tsx'
import { publicRoutes } from './web/public-routes.tsx'

export { recount } from './actions/picture.ts'
export { OPINION_RECORDS } from './actions/records.ts'
export type { DokumenGambar } from './domain/dokumen.ts'
export { opinionVoices } from './voices.ts'

/** The door other modules use. */
export type Opinions = Readonly<{
  /** Begin a conversation with these statements and open it. @returns its code */
  begin: (actor: SignedIn, form: HeadForm, pernyataan: readonly string[]) => Promise<Result<string>>
  /** Vote as its page does. */
  vote: (
    actor: SignedIn,
    ballot: Readonly<{ kode: string; nomor: number; pilihan: string }>,
  ) => Promise<Result<void>>
  /** Make and publish the picture of its groups. */
  makePicture: (actor: SignedIn, kode: string) => Promise<Result<void>>
  deps: Deps
}>

export function createOpinions(kit: Kit, needs: Needs): Opinions {
  const deps: Deps = { ...needs, kit, aturanAt: loadAturan() }
  return {
    begin: async (actor, form, pernyataan) => {
      const made = await createPercakapan(deps, actor, form)
      if (!made.ok) return made
      for (const teks of pernyataan) {
        const added = await addAwal(deps, actor, { kode: made.value, teks })
        if (!added.ok) return added
      }
      const opened = await openDraft(deps, actor, made.value)
      return opened.ok ? made : opened
    },
    vote: (actor, ballot) => vote(deps, actor, ballot),
    makePicture: (actor, kode) => makePicture(deps, actor, kode),
    deps,
  }
}

/** Pages of the conversations, and the pictures of the night; `jobKit` carries the pool with the longer limit. */
export function opinionsParts({ deps }: Opinions, jobKit: Kit): ModuleParts {
  return {
    name: 'opinions',
    needs: ['public-log', 'audit', 'reference'],
    sentences: [opinionsSentences],
    routes: [...publicRoutes(deps), ...deskRoutes(deps)],
    jobs: opinionJobs({ ...deps, kit: jobKit }),
    cron: OPINION_CRON,
    subscriptions: [],
  }
}
