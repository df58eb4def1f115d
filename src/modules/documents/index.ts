import type { Actor } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { openLocalAuthority } from '../../platform/pki/local-authority.ts'
import { issueLetter } from './actions/issue.ts'
import { type DocumentsOverview, readOverview } from './actions/overview.ts'
import { fileOfLetter, type LetterFile, summariesOf } from './actions/read-letter.ts'
import { revokeLetter } from './actions/revoke.ts'
import { signWaiting } from './actions/sign-waiting.ts'
import type { Deps, DocumentsNeeds } from './deps.ts'
import { letterJobs } from './jobs/letter-jobs.ts'
import { documentsSentences } from './messages/index.ts'
import { openSigners } from './signers/open-signers.ts'
import type { Issued, LetterSummary, NewLetter, Secret } from './types.ts'
import { checkRoutes } from './web/check-routes.tsx'
import { officeRoutes } from './web/office-routes.tsx'
import { ownRoutes } from './web/own-routes.tsx'
import { replaceRoutes } from './web/replace-routes.tsx'
import { lettersDesk } from './web/work-desk.ts'

export { LETTER_RECORDS } from './actions/records.ts'
export { planNumber } from './domain/number-pattern.ts'
export { suratTerbit } from './events.ts'
export { LETTER_DATA } from './personal-data.ts'
export type {
  Block,
  Issued,
  LabelValue,
  LetterSummary,
  NewLetter,
  Penanda,
  Secret,
  SuratStatus,
} from './types.ts'

/** What other modules may ask for. All of it runs in the caller's transaction. */
export type Documents = Readonly<{
  /**
   * Number, file, QR, signature and record of a letter, all or none of them; or a letter that waits for its
   * signer. A refusal leaves the transaction as it was.
   */
  issue: (tx: Tx, actor: Actor, letter: NewLetter, secret?: Secret) => Promise<Result<Issued>>
  /** An official signs a letter that waits for him. */
  sign: (
    tx: Tx,
    actor: Actor,
    order: Readonly<{ suratId: string; secret?: Secret }>,
  ) => Promise<Result<Readonly<{ kode: string; nomor: string }>>>
  revoke: (
    tx: Tx,
    actor: Actor,
    order: Readonly<{ suratId: string; alasan: string }>,
  ) => Promise<Result<Readonly<{ nomor: string }>>>
  /** Letters about a case, oldest first. */
  findBySubject: (
    tx: Tx,
    subject: Readonly<{ kind: string; id: string }>,
  ) => Promise<readonly LetterSummary[]>
  /** The file; undefined while the letter waits. Whoever asks has checked the right and records the look. */
  pdfOf: (tx: Tx, suratId: string) => Promise<LetterFile | undefined>
  /** Whether signing goes on, and what waits: for /status. */
  overview: (tx: Tx) => Promise<DocumentsOverview>
}>

export type DocumentsModule = Documents & Readonly<{ deps: Deps }>

export function createDocuments(kit: Kit, needs: DocumentsNeeds): DocumentsModule {
  const regionName = () => kit.region().name
  const authority = openLocalAuthority({
    dataDir: kit.dataDir,
    organization: regionName,
    now: kit.now,
    randomBytes: kit.randomBytes,
  })
  const signers = openSigners({ ...needs, authority, regionName })
  const deps: Deps = { ...needs, kit, authority, signers }
  return {
    issue: (tx, actor, letter, secret) => issueLetter(deps, tx, { actor, letter, secret }),
    sign: (tx, actor, order) => signWaiting(deps, tx, { actor, ...order }),
    revoke: (tx, actor, order) => revokeLetter(deps, tx, { actor, ...order }),
    findBySubject: summariesOf,
    pdfOf: fileOfLetter,
    overview: (tx) => readOverview(deps, tx),
    deps,
  }
}

/** Pages and jobs; `jobKit` carries the pool with the longer limit. */
export function documentsParts(documents: DocumentsModule, jobKit: Kit): ModuleParts {
  const jobDeps: Deps = { ...documents.deps, kit: jobKit }
  return {
    name: 'documents',
    needs: ['public-log', 'audit', 'reference', 'identity'],
    sentences: documentsSentences,
    routes: [
      ...checkRoutes(documents.deps),
      ...ownRoutes(documents.deps),
      ...officeRoutes(documents.deps),
      ...replaceRoutes(documents.deps),
    ],
    work: lettersDesk(documents.deps),
    ...letterJobs(jobDeps),
    subscriptions: [],
  }
}
