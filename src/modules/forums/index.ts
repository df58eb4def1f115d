import type { SignedIn } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createForum, type ForumForm } from './actions/buat-forum.ts'
import { appeal, decide, judge } from './actions/putuskan.ts'
import { countSuara, listSuara, type SuaraWarga } from './actions/suara.ts'
import { flag } from './actions/tandai.ts'
import { escalateOverdue, publishDue } from './actions/terbitkan.ts'
import { type KirimanForm, openTopik, reply, type TopikForm } from './actions/tulis.ts'
import type { Deps, Needs } from './deps.ts'
import type { FormPutusan } from './domain/putusan.ts'
import { FORUM_CRON, forumJobs } from './jobs/forum-jobs.ts'
import { loadForumData } from './load-rules.ts'
import { forumSentences } from './messages/index.ts'
import { NOTICES } from './messages/notices.ts'
import { type Alamat, findTopik, type Kunci } from './store/forum-store.ts'
import { findKiriman } from './store/kiriman-store.ts'
import { findOpenPerkara } from './store/moderasi-store.ts'
import { deskRoutes } from './web/desk-routes.tsx'
import { moderationRoutes } from './web/moderasi-routes.tsx'
import { publicRoutes } from './web/publik-routes.tsx'
import { forumsDesk } from './web/work-desk.ts'

export { FORUM_DATA } from './actions/personal-data.ts'
export { FORUM_RECORDS } from './actions/records.ts'
export type { SuaraWarga } from './actions/suara.ts'
export { forumVoices } from './voices.ts'

type Post = Alamat & Readonly<{ kiriman: number }>

/** The door: writing, moderating, and what a resident began. */
export type Forums = Readonly<{
  openForum: (actor: SignedIn, form: ForumForm) => Promise<Result<string>>
  openTopik: (actor: SignedIn, kode: string, form: TopikForm) => Promise<Result<Alamat>>
  reply: (actor: SignedIn, at: Alamat, form: KirimanForm) => Promise<Result<number>>
  flag: (actor: SignedIn, post: Post, aturan: string) => Promise<Result<void>>
  /** Decide the open case of a post. @returns the number of the decision */
  decide: (actor: SignedIn, post: Post, form: FormPutusan) => Promise<Result<string>>
  appeal: (actor: SignedIn, nomor: string, alasan: string) => Promise<Result<void>>
  judge: (
    actor: SignedIn,
    nomor: string,
    form: Readonly<{ hasil: string; alasan: string }>,
  ) => Promise<Result<void>>
  /** What an account began, the latest first, each with its state, due date, answer and address. */
  voicesOf: (
    tx: Tx,
    page: Readonly<{ akunId: string; after?: Kunci; limit: number }>,
  ) => Promise<readonly SuaraWarga[]>
  /** Questions to the government so far: received, answered, overdue today. */
  voicesCount: (
    tx: Tx,
  ) => Promise<Readonly<{ diterima: number; dijawab: number; terlambat: number }>>
  /** Publish months that are over, and escalate questions past their day: what the night does. */
  keepHours: () => Promise<void>
  deps: Deps
}>

export function createForums(kit: Kit, needs: Needs): Forums {
  needs.notifications.declare(NOTICES)
  const deps: Deps = { ...needs, ...loadForumData(), kit }
  const kirimanId = async ({ kiriman, ...at }: Post) => {
    const topik = await findTopik(kit.db, at)
    const found = topik && (await findKiriman(kit.db, { topikId: topik.id, nomor: kiriman }))
    if (found === undefined) throw new Error(`no post ${at.kode}/${at.nomor}/${kiriman}`)
    return found.id
  }
  return {
    openForum: (actor, form) => createForum(deps, actor, form),
    openTopik: (actor, kode, form) => openTopik(deps, actor, { kode, form }),
    reply: (actor, at, form) => reply(deps, actor, { ...at, form }),
    flag: async (actor, post, aturan) =>
      flag(deps, actor, { kirimanId: await kirimanId(post), aturan }),
    decide: async (actor, post, form) => {
      const perkara = await findOpenPerkara(kit.db, await kirimanId(post))
      if (perkara === undefined) throw new Error(`no case of ${post.kode}/${post.nomor}`)
      return decide(deps, actor, { perkaraId: perkara.id, form })
    },
    appeal: (actor, nomor, alasan) => appeal(deps, actor, { nomor, alasan }),
    judge: (actor, nomor, form) => judge(deps, actor, { nomor, form }),
    voicesOf: (tx, page) => listSuara(deps, tx, page),
    voicesCount: (tx) => countSuara(deps, tx),
    keepHours: async () => {
      await publishDue(deps)
      await escalateOverdue(deps)
    },
    deps,
  }
}

/** Pages and jobs; `jobKit` carries the pool with the longer limit. */
export function forumsParts({ deps }: Forums, jobKit: Kit): ModuleParts {
  return {
    name: 'forums',
    needs: ['public-log', 'audit', 'reference', 'notifications', 'identity'],
    sentences: [forumSentences],
    routes: [...publicRoutes(deps), ...moderationRoutes(deps), ...deskRoutes(deps)],
    jobs: forumJobs({ ...deps, kit: jobKit }),
    cron: FORUM_CRON,
    subscriptions: [],
    work: forumsDesk(deps),
  }
}
