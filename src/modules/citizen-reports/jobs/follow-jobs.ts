import { z } from 'zod'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { type Subscription, subscribe } from '../../../platform/events/outbox.ts'
import { type CronEntry, enqueue, type Jobs } from '../../../platform/jobs/jobs.ts'
import type { Notice, Recipient } from '../../notifications/index.ts'
import { CONFIRM_HOURS, unsubscribePath } from '../actions/langganan.ts'
import {
  linkOf,
  TELL_FOLLOWERS,
  tellReporter,
  tellReporterOf,
  valuesOf,
} from '../actions/notices.ts'
import { digestOf } from '../actions/submit-laporan.ts'
import type { Deps } from '../deps.ts'
import { kategoriChain } from '../domain/katalog.ts'
import type { Laporan } from '../domain/laporan.ts'
import { laporanBerubah, laporanDiterima } from '../events.ts'
import {
  deleteUnconfirmed,
  FIRST_ID,
  type Follower,
  listAnakIds,
  listFollowers,
  listMatchingAlerts,
} from '../store/langganan-store.ts'
import { findLaporanById } from '../store/laporan-store.ts'

const MATCH_ALERTS = 'citizen-reports.match-alerts'
const FORGET_UNCONFIRMED = 'citizen-reports.forget-unconfirmed'
const BATCH = 500
const HOUR_MS = 3_600_000

export const FOLLOW_CRON: readonly CronEntry[] = [{ task: FORGET_UNCONFIRMED, match: '23 * * * *' }]

const FollowerJobSchema = z.object({
  event: z.string(),
  key: z.string(),
  laporanId: z.uuid(),
  pelaporAkunId: z.string().nullable(),
  link: z.string(),
  values: z.record(z.string(), z.string()),
  after: z.uuid().optional(),
})
const MatchJobSchema = z.object({
  laporanId: z.uuid(),
  /** received: alerts without a unit; handed-over: alerts for the unit that now has the case. */
  moment: z.enum(['received', 'handed-over']),
  after: z.uuid().optional(),
})
type MatchJob = z.infer<typeof MatchJobSchema>

/** Telling followers and matching alerts, a batch a job; a batch run twice tells nobody twice. */
export function followJobs(deps: Deps): Jobs {
  const { kit } = deps
  return {
    [TELL_FOLLOWERS]: (payload) =>
      transaction(kit.db, (tx) => tellBatch(deps, tx, FollowerJobSchema.parse(payload))),
    [MATCH_ALERTS]: (payload) =>
      transaction(kit.db, (tx) => matchBatch(deps, tx, MatchJobSchema.parse(payload))),
    [FORGET_UNCONFIRMED]: async () => {
      await deleteUnconfirmed(kit.db, new Date(kit.now().getTime() - CONFIRM_HOURS * HOUR_MS))
    },
  }
}

/** What the outside is told when a case arrives or is handed to a unit. */
export function followSubscriptions(deps: Deps): readonly Subscription[] {
  return [
    subscribe(laporanDiterima, 'citizen-reports:arrival', async (tx, fact) => {
      const laporan = await findLaporanById(tx, fact.laporanId)
      if (laporan === undefined || laporan.kanal === 'impor' || laporan.kanal === 'lapor') return
      if (laporan.kanal === 'web' || laporan.kanal === 'loket')
        await tellReporter(deps, tx, {
          event: 'laporan.diterima',
          laporan,
          pesan: null,
          key: `laporan.diterima:${laporan.id}`,
        })
      if (laporan.isPublik) await enqueueMatch(tx, { laporanId: laporan.id, moment: 'received' })
    }),
    subscribe(laporanBerubah, 'citizen-reports:handed-over', async (tx, fact) => {
      if (fact.tindakan !== 'disposisi' || fact.isRahasia) return
      await enqueueMatch(tx, { laporanId: fact.laporanId, moment: 'handed-over' })
    }),
  ]
}

async function enqueueMatch(tx: Tx, job: MatchJob): Promise<void> {
  await enqueue(tx, { task: MATCH_ALERTS, payload: job })
}

async function tellBatch(
  deps: Deps,
  tx: Tx,
  job: z.infer<typeof FollowerJobSchema>,
): Promise<void> {
  const { event, key, link, values } = job
  if (job.after === undefined) await tellMergedReporters(deps, tx, job)
  const page = { after: job.after ?? FIRST_ID, limit: BATCH }
  const followers = await listFollowers(tx, job.laporanId, page)
  for (const follower of followers) {
    if (follower.akunId !== null && follower.akunId === job.pelaporAkunId) continue
    await tellOne(deps, tx, { follower, notice: { event, key, link, values } })
  }
  const last = followers.length === BATCH ? followers.at(-1) : undefined
  if (last !== undefined)
    await enqueue(tx, { task: TELL_FOLLOWERS, payload: { ...job, after: last.id } })
}

/** Whoever reported a duplicate hears of the case it was merged into. */
async function tellMergedReporters(
  deps: Deps,
  tx: Tx,
  { event, key, link, values, laporanId }: z.infer<typeof FollowerJobSchema>,
): Promise<void> {
  for (const anakId of await listAnakIds(tx, laporanId))
    await tellReporterOf(deps, tx, {
      laporanId: anakId,
      notice: { event, link, values, key: `${key}:${anakId}:pelapor` },
    })
}

async function matchBatch(deps: Deps, tx: Tx, job: MatchJob): Promise<void> {
  const laporan = await findLaporanById(tx, job.laporanId)
  // Hidden or made secret since: nobody is told.
  if (laporan === undefined || !laporan.isPublik || laporan.isRahasia) return
  const unit = job.moment === 'received' ? [''] : [laporan.unitKode ?? '']
  const facts = {
    kecamatan: withAny(laporan.kecamatanKode === null ? [] : [laporan.kecamatanKode]),
    kategori: withAny(kategoriChain(laporan.kategoriKode)),
    unit,
  }
  const page = { after: job.after ?? FIRST_ID, limit: BATCH }
  const alerts = await listMatchingAlerts(tx, facts, page)
  for (const follower of alerts)
    await tellOne(deps, tx, { follower, notice: newCaseNotice(deps, laporan) })
  const last = alerts.length === BATCH ? alerts.at(-1) : undefined
  if (last !== undefined) await enqueueMatch(tx, { ...job, after: last.id })
}

const withAny = (codes: readonly string[]): readonly string[] => ['', ...codes]

function newCaseNotice(deps: Deps, laporan: Laporan): Telling['notice'] {
  return {
    event: 'langganan.laporan_baru',
    // Not the subscription but the person: two alerts that fit are one message.
    key: `langganan:${laporan.id}`,
    link: linkOf(laporan),
    values: valuesOf(deps, laporan, null),
  }
}

type Telling = Readonly<{
  follower: Follower
  notice: Pick<Notice, 'event' | 'key' | 'link' | 'values'>
}>

async function tellOne(deps: Deps, tx: Tx, { follower, notice }: Telling): Promise<void> {
  const { akunId, email } = follower
  const to: Recipient =
    akunId === null
      ? { kind: 'contact', lang: follower.bahasa, ...(email === null ? {} : { email }) }
      : { kind: 'account', accountId: akunId }
  // The address itself stays out of the key: keys outlive the subscription.
  const holder =
    akunId ??
    digestOf(email ?? '')
      .toString('base64url')
      .slice(0, 22)
  await deps.notifications.notify(tx, {
    ...notice,
    key: `${notice.key}:${holder}`,
    to,
    ...(akunId === null ? { unsubscribe: unsubscribePath(follower) } : {}),
  })
}
