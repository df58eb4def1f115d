import { createHmac } from 'node:crypto'
import type { SignedIn } from '../../kernel/actor.ts'
import { type Result, refuse } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import { deriveKey } from '../../platform/derive-key.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createSeal } from '../../platform/seal.ts'
import { castFor, type Loaded, loadPungutan, type Receipt } from './actions/beri-suara.ts'
import { keepHours } from './actions/hitung.ts'
import { enterLembar, markPresent } from './actions/kertas.ts'
import { createTakeIn } from './actions/masuk.ts'
import { addPilihan, createPungutan, type Form, tetapkan } from './actions/susun.ts'
import type { Deps, Needs } from './deps.ts'
import type { Pungutan } from './domain/pungutan.ts'
import { refusal } from './domain/refusals.ts'
import { BALLOTS_CRON, ballotsJobs } from './jobs/ballots-jobs.ts'
import { ballotSentences } from './messages/index.ts'
import { saveDomisili } from './store/domisili-store.ts'
import { deskRoutes } from './web/kerja/desk-routes.tsx'
import { paperRoutes } from './web/kerja/paper-routes.tsx'
import { ballotsDesk } from './web/kerja/work-desk.ts'
import { castRoutes } from './web/publik/cast-routes.tsx'
import { fileRoutes } from './web/publik/file-routes.ts'
import { publicRoutes } from './web/publik/public-routes.tsx'

export { BALLOT_DATA } from './actions/personal-data.ts'
export { BALLOT_RECORDS } from './actions/records.ts'
export type { Form as VoteForm } from './actions/susun.ts'
export { type Count, type Counting, type CountStep, countBy } from './domain/counting/count.ts'
export { electionOf } from './domain/counting/election.ts'
export { NAMED_RULES } from './domain/counting/rule.ts'
export { readPb } from './domain/pabulib.ts'
export { electionOfPb, withThreshold } from './domain/pb-election.ts'
export { ballotVoices } from './voices.ts'

/** Paper ballots as they are typed in: batch, sheet, and what is ticked. */
export type Sheet = Readonly<{ bundel: string; lembar: string; ticks: readonly string[] }>

/** The door: setting votes up, holding them on paper, and keeping their hours. */
export type Ballots = Readonly<{
  /** Write a vote down as a draft, as its form does. */
  setUp: (actor: SignedIn, form: Form) => Promise<Result<Pungutan>>
  addOption: (actor: SignedIn, nomor: string, form: Form) => Promise<Result<void>>
  /** From now on nothing of it changes. */
  fix: (actor: SignedIn, nomor: string) => Promise<Result<void>>
  markPresent: (actor: SignedIn, nomor: string, nik: string) => Promise<Result<void>>
  enterPaper: (actor: SignedIn, nomor: string, sheet: Sheet) => Promise<Result<unknown>>
  /** Cast a ballot of ticks for somebody, as the form without script does. */
  cast: (actor: SignedIn, nomor: string, ticks: readonly string[]) => Promise<Result<Receipt>>
  /** Open, close and count what the clock says. @returns numbers of those moved */
  keepHours: () => Promise<readonly string[]>
  /** Keep where an account's holder lives, as the register said. */
  confirmHome: (tx: Tx, home: Readonly<{ akunId: string; desaKode: string }>) => Promise<void>
  deps: Deps
}>

export function createBallots(kit: Kit, needs: Needs): Ballots {
  const key = deriveKey(kit.secretKey, 'ballots roll')
  const deps: Deps = {
    ...needs,
    kit,
    seal: createSeal(kit, 'ballots'),
    takeIn: createTakeIn(kit),
    personKey: (pungutanId, nik) =>
      createHmac('sha256', key).update(`${pungutanId} ${nik}`).digest(),
  }
  const onVote = async <T>(nomor: string, work: (vote: Loaded) => Promise<Result<T>>) => {
    const vote = await loadPungutan(kit.db, nomor)
    return vote === undefined ? refuse(refusal('PEMUNGUTAN_TIDAK_ADA')) : work(vote)
  }
  return {
    setUp: (actor, form) => createPungutan(deps, actor, form),
    addOption: (actor, nomor, form) => addPilihan(deps, actor, { nomor, form }),
    fix: (actor, nomor) => tetapkan(deps, actor, nomor),
    markPresent: (actor, nomor, nik) =>
      onVote(nomor, ({ pungutan }) => markPresent(deps, actor, { pungutan, nik })),
    enterPaper: (actor, nomor, { ticks, ...sheet }) =>
      onVote(nomor, (vote) =>
        enterLembar(deps, actor, { ...vote, form: { ...sheet, isi: { ticks, fields: {} } } }),
      ),
    cast: (actor, nomor, ticks) =>
      onVote(nomor, (vote) =>
        castFor(deps, actor, { ...vote, suara: { pilihan: ticks, poin: [] } }),
      ),
    keepHours: () => keepHours(deps),
    confirmHome: (tx, home) =>
      saveDomisili(tx, { ...home, sumber: 'dukcapil', pada: kit.today(), oleh: null }),
    deps,
  }
}

/** Pages and jobs; `jobKit` carries the pool with the longer limit. */
export function ballotsParts({ deps }: Ballots, jobKit: Kit): ModuleParts {
  return {
    name: 'ballots',
    needs: ['public-log', 'audit', 'reference', 'notifications', 'identity', 'fiscal'],
    sentences: [ballotSentences],
    routes: [
      ...publicRoutes(deps),
      ...castRoutes(deps),
      ...fileRoutes(deps),
      ...deskRoutes(deps),
      ...paperRoutes(deps),
    ],
    jobs: ballotsJobs({ ...deps, kit: jobKit }),
    cron: BALLOTS_CRON,
    subscriptions: [],
    work: ballotsDesk(deps),
  }
}
