import { DAY_MS, tanggalIn } from '../../../kernel/date.ts'
import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import { createFetchPhoto } from '../actions/fetch-photo.ts'
import { createFollowPartners, FOLLOW } from '../actions/follow-partners.ts'
import { createSendForward, FORWARD } from '../actions/forward-laporan.ts'
import { flushStaleParts } from '../actions/join-sms.ts'
import { FETCH_PHOTO } from '../actions/open311-server.ts'
import type { ProgramExtras } from '../actions/program-extras.ts'
import { createReceiveMessage } from '../actions/receive-message.ts'
import { deleteGalatBefore, deletePercakapanBefore } from '../store/conversation-store.ts'
import type { CitizenReports } from '../types.ts'

const JOIN = 'citizen-reports.join-sms'
const TIDY = 'citizen-reports.tidy-channels'
const CONVERSATION_MS = 2 * DAY_MS
const GALAT_MS = 90 * DAY_MS

export const CHANNEL_CRON: readonly CronEntry[] = [
  { task: JOIN, match: '*/5 * * * *' },
  { task: FOLLOW, match: '*/10 * * * *' },
  { task: TIDY, match: '25 18 * * *' },
]

/** Pictures of messages, cases handed to partners, and what is forgotten after its time. */
export function channelJobs(reports: CitizenReports, extras: ProgramExtras): Jobs {
  const { deps } = reports
  const receive = createReceiveMessage(deps, reports)
  return {
    [FETCH_PHOTO]: createFetchPhoto(deps, extras),
    [FORWARD]: createSendForward(deps, extras),
    [FOLLOW]: createFollowPartners(deps, extras),
    [JOIN]: async () => {
      await flushStaleParts(deps, receive)
    },
    [TIDY]: async () => {
      const now = deps.kit.now()
      await deletePercakapanBefore(deps.kit.db, new Date(now.getTime() - CONVERSATION_MS))
      const day = tanggalIn(deps.reference.calendar().zone, new Date(now.getTime() - GALAT_MS))
      await deleteGalatBefore(deps.kit.db, day)
    },
  }
}
