import type { Role } from '../../../kernel/actor.ts'
import { DAY_MS } from '../../../kernel/date.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import type { ActOnLaporan } from '../actions/act-on-laporan.ts'
import { tellFollowers, tellOfficer, tellReporter } from '../actions/notices.ts'
import { addToTimeline } from '../actions/records.ts'
import type { Deps } from '../deps.ts'
import { dueEscalation, ESCALATION_LEVEL_MAX } from '../domain/clock.ts'
import { pickForInspection } from '../domain/inspection.ts'
import type { Laporan } from '../domain/laporan.ts'
import {
  clearWarning,
  deleteOldDrafts,
  insertPemeriksaan,
  listInspectable,
  listOverdue,
  listSilent,
  listToWarn,
  setEscalation,
} from '../store/clock-store.ts'
import { findAturanBukti } from '../store/proof-store.ts'
import type { Riwayat } from '../store/riwayat-store.ts'
import { deleteOldUnggahan } from '../store/unggahan-store.ts'

const BATCH = 200
const DRAFT_DAYS = 30
/** A photo nobody went on sending; the phone then begins it anew. */
const UPLOAD_DAYS = 7
const INSPECTION_WINDOW_DAYS = 2

export const CLOCK_CRON: readonly CronEntry[] = [
  { task: 'citizen-reports.clock', match: '*/5 * * * *' },
  { task: 'citizen-reports.close-silent', match: '7 * * * *' },
  { task: 'citizen-reports.draw-inspections', match: '0 18 * * *' },
  { task: 'citizen-reports.purge-drafts', match: '30 18 * * *' },
]

/** The clock's own work: warn at half time, climb the line when late, close on silence, draw inspections. */
export function clockJobs(deps: Deps, act: ActOnLaporan): Jobs {
  const { kit } = deps
  return {
    'citizen-reports.clock': async () => {
      await warnAll(deps)
      await escalateAll(deps)
    },
    'citizen-reports.close-silent': async () => {
      for (const nomor of await listSilent(kit.db, kit.now(), BATCH)) {
        await act(
          kit.db,
          { actor: { kind: 'system', name: 'close-silent' }, isSystem: true },
          { nomor, tindakan: 'tutup_tanpa_konfirmasi', form: {} },
        )
      }
    },
    'citizen-reports.draw-inspections': () => drawInspections(deps),
    'citizen-reports.purge-drafts': async () => {
      const daysAgo = (days: number) => new Date(kit.now().getTime() - days * DAY_MS)
      await deleteOldDrafts(kit.db, daysAgo(DRAFT_DAYS))
      await deleteOldUnggahan(kit.db, daysAgo(UPLOAD_DAYS))
    },
  }
}

async function warnAll(deps: Deps): Promise<void> {
  const { kit } = deps
  for (let warned = BATCH; warned === BATCH; ) {
    warned = await transaction(kit.db, async (tx) => {
      const due = await listToWarn(tx, kit.now(), BATCH)
      for (const laporan of due)
        await tellHolders(deps, tx, {
          laporan,
          event: 'petugas.setengah_waktu',
          key: `setengah:${laporan.id}:${laporan.tenggatJenis}`,
        })
      await clearWarning(
        tx,
        due.map((laporan) => laporan.id),
      )
      return due.length
    })
  }
}

type Telling = Readonly<{ laporan: Laporan; event: string; key: string }>

/** Whoever holds the case: the assigned officer, else the unit's liaison, else the coordinators. */
async function tellHolders(deps: Deps, tx: Tx, telling: Telling): Promise<void> {
  const { laporan } = telling
  if (laporan.petugasId !== null)
    return tell(deps, tx, { ...telling, accountId: laporan.petugasId })
  const [role, unit] =
    laporan.unitKode === null
      ? (['operator-aduan', undefined] as const)
      : (['penghubung-opd', laporan.unitKode] as const)
  await tellRole(deps, tx, { ...telling, role, unit })
}

async function tellRole(
  deps: Deps,
  tx: Tx,
  { role, unit, ...telling }: Telling & { role: Role; unit: string | undefined },
): Promise<void> {
  for (const officer of await deps.identity.officersWith(tx, role, unit))
    await tell(deps, tx, { ...telling, accountId: officer.accountId })
}

async function tell(
  deps: Deps,
  tx: Tx,
  { accountId, ...telling }: Telling & { accountId: string },
): Promise<void> {
  await tellOfficer(deps, tx, {
    ...telling,
    accountId,
    pesan: null,
    key: `${telling.key}:${accountId}`,
  })
}

async function escalateAll(deps: Deps): Promise<void> {
  const { kit } = deps
  let after: { tenggatAt: Date; id: string } | undefined
  for (;;) {
    const page = await listOverdue(kit.db, {
      now: kit.now(),
      levelMax: ESCALATION_LEVEL_MAX,
      after,
      limit: BATCH,
    })
    for (const laporan of page) await escalate(deps, laporan)
    const last = page.at(-1)
    if (last?.tenggatAt === null || last === undefined || page.length < BATCH) return
    after = { tenggatAt: last.tenggatAt, id: last.id }
  }
}

/** Tell the next level once, publicly noted; each level in its own transaction so one bad case stops none. */
async function escalate(deps: Deps, laporan: Laporan): Promise<void> {
  const { kit } = deps
  const { tenggatAt } = laporan
  if (tenggatAt === null) return
  const level = dueEscalation(
    { tenggatAt, now: kit.now(), level: laporan.tingkatEskalasi },
    deps.reference.calendar(),
  )
  if (level <= laporan.tingkatEskalasi) return
  await transaction(kit.db, async (tx) => {
    if (!(await setEscalation(tx, laporan.id, level))) return
    const telling = {
      laporan,
      event: 'petugas.lewat_tenggat',
      key: `eskalasi:${laporan.id}:${laporan.tenggatJenis}:${level}`,
    }
    for (const accountId of await superiors(deps, tx, laporan, level))
      await tell(deps, tx, { ...telling, accountId })
    const late = { laporan, event: 'laporan.eskalasi', pesan: null, key: telling.key }
    await tellReporter(deps, tx, late)
    await tellFollowers(deps, tx, { ...late, key: `${telling.key}:ikut` })
    const actor = { kind: 'system', name: 'escalation' } as const
    const row: Riwayat = {
      id: kit.newId(),
      laporanId: laporan.id,
      waktu: kit.now(),
      kejadian: 'eskalasi',
      status: laporan.status,
      pelakuJenis: 'sistem',
      pelakuLabel: 'Sistem',
      pelakuAkunId: null,
      isPublik: true,
      pesan: null,
      data: { tingkat: level, tenggat: tenggatAt.toISOString() },
    }
    await addToTimeline(deps, tx, { row, actor })
    await deps.audit.record(tx, actor, {
      action: 'laporan.eskalasi',
      subject: { kind: 'laporan', id: laporan.id },
      after: { level },
    })
  })
}

/** Up the real line, acting officials included; a case with no unit belongs to the coordinators. */
async function superiors(
  { identity }: Deps,
  tx: Tx,
  laporan: Laporan,
  level: number,
): Promise<readonly string[]> {
  const officers =
    laporan.unitKode === null
      ? await identity.officersWith(tx, level < ESCALATION_LEVEL_MAX ? 'operator-aduan' : 'bupati')
      : await identity.superiorsOf(tx, laporan.unitKode, level as 1 | 2 | 3)
  return officers.map((officer) => officer.accountId)
}

async function drawInspections(deps: Deps): Promise<void> {
  const { kit } = deps
  const since = new Date(kit.now().getTime() - INSPECTION_WINDOW_DAYS * DAY_MS)
  await transaction(kit.db, async (tx) => {
    const { bagianPeriksaUlang } = await findAturanBukti(tx)
    for (const { id, unitKode } of await listInspectable(tx, since, 5_000)) {
      if (!pickForInspection(kit.randomBytes(4), bagianPeriksaUlang)) continue
      await insertPemeriksaan(tx, {
        id: kit.newId(),
        laporanId: id,
        unitKode,
        dipilihAt: kit.now(),
      })
    }
  })
}
