import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { type Subscription, subscribe } from '../../../platform/events/outbox.ts'
import { enqueue, type Jobs } from '../../../platform/jobs/jobs.ts'
import { kalenderBerubah } from '../../reference/index.ts'
import { clockFactsOf } from '../actions/act-on-laporan.ts'
import { addToTimeline } from '../actions/records.ts'
import type { Deps } from '../deps.ts'
import { decideTenggat } from '../domain/clock.ts'
import type { Laporan } from '../domain/laporan.ts'
import { listPromised } from '../store/clock-store.ts'
import { lockLaporan, updateLaporan } from '../store/laporan-store.ts'
import type { Riwayat } from '../store/riwayat-store.ts'

const RECOUNT = 'citizen-reports.recount-deadlines'
const BATCH = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const RecountSchema = z.object({ after: z.uuid().default(FIRST_ID) })

/** A calendar that changed is an event of the reference module; counting again is ours. */
export function calendarSubscriptions(): readonly Subscription[] {
  return [
    subscribe(kalenderBerubah, 'citizen-reports:recount-deadlines', (tx) =>
      enqueue(tx, { task: RECOUNT, payload: {}, options: { key: RECOUNT } }),
    ),
  ]
}

/**
 * Count the promises of open cases again, a batch a job. What changed is said in the case's public
 * timeline; a batch run twice changes nothing the second time.
 */
export function calendarJobs(deps: Deps): Jobs {
  const { kit } = deps
  return {
    [RECOUNT]: async (payload) => {
      const { after } = RecountSchema.parse(payload ?? {})
      // Another process may have made the change: this one must count with the calendar of now.
      await deps.reference.refreshIfChanged()
      const ids = await listPromised(kit.db, { after, limit: BATCH })
      for (const id of ids) await recount(deps, id)
      const last = ids.at(-1)
      if (last !== undefined && ids.length === BATCH)
        await enqueue(kit.db, { task: RECOUNT, payload: { after: last } })
    },
  }
}

/** Each case in a transaction of its own, so that one does not hold up the others. */
async function recount(deps: Deps, id: string): Promise<void> {
  const { kit } = deps
  await transaction(kit.db, async (tx) => {
    const laporan = await lockLaporan(tx, id)
    if (laporan === undefined || laporan.tenggatAt === null) return
    const tenggat = decideTenggat(laporan, await clockFactsOf(deps, tx, laporan))
    if (!tenggat.ok || tenggat.value === undefined) return
    const { at, warnAt, isPasti } = tenggat.value
    const isMoved = at.getTime() !== laporan.tenggatAt.getTime()
    if (!isMoved && isPasti === laporan.isTenggatPasti) return
    await updateLaporan(tx, laporan.id, {
      tenggatAt: at,
      isTenggatPasti: isPasti,
      // A warning that was given stays given; one to come moves with the date.
      ...(laporan.peringatanAt === null ? {} : { peringatanAt: warnAt }),
      updatedAt: kit.now(),
    })
    const actor = { kind: 'system', name: 'recount-deadlines' } as const
    await addToTimeline(deps, tx, { row: recountRow(deps, laporan, at), actor, laporan })
    await deps.audit.record(tx, actor, {
      action: 'laporan.hitung-tenggat',
      subject: { kind: 'laporan', id: laporan.id },
      before: { tenggatAt: laporan.tenggatAt, isPasti: laporan.isTenggatPasti },
      after: { tenggatAt: at, isPasti },
    })
  })
}

function recountRow({ kit }: Deps, laporan: Laporan, at: Date): Riwayat {
  return {
    id: kit.newId(),
    laporanId: laporan.id,
    waktu: kit.now(),
    kejadian: 'tenggat_dihitung_ulang',
    status: laporan.status,
    pelakuJenis: 'sistem',
    pelakuLabel: 'Sistem',
    pelakuAkunId: null,
    isPublik: true,
    pesan: null,
    data: { tenggat: at.toISOString(), dari: laporan.tenggatAt?.toISOString() ?? null },
  }
}
