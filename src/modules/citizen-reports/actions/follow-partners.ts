import { isResting } from '../../../kernel/breaker.ts'
import { cleanText } from '../../../kernel/clean-text.ts'
import { DAY_MS, MINUTE_MS, toInstant } from '../../../kernel/date.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Open311Client } from '../open311/client.ts'
import type { RequestUpdate, ServiceRequest } from '../open311/types.ts'
import { formatW3cDatetime } from '../open311/w3c-datetime.ts'
import { insertPesanMasuk } from '../store/channel-store.ts'
import {
  findPenerusan,
  findPenerusanByRujukan,
  listMitra,
  listOpenPenerusan,
  type Mitra,
  type Penerusan,
  savePulled,
  updatePenerusan,
} from '../store/mitra-store.ts'
import { insertRiwayat } from '../store/riwayat-store.ts'
import { tellTimeline } from './forward-laporan.ts'
import {
  type Calling,
  notePartnerFailure,
  notePartnerSuccess,
  openPartner,
} from './partner-client.ts'

export const FOLLOW = 'citizen-reports.follow-partners'
/** Cases asked about in one call, well below what servers take. */
const BATCH = 50
/** Pulled again each time: a server may note an update later than it happened. */
const OVERLAP_MS = 30 * MINUTE_MS

/** Ask every partner how our cases stand with it. One that fails holds up none of the others. */
export function createFollowPartners(deps: Deps, calling: Calling): () => Promise<void> {
  return async () => {
    for (const mitra of await listMitra(deps.kit.db)) {
      if (!mitra.isActive || isResting(mitra, deps.kit.now())) continue
      const open = await listOpenPenerusan(deps.kit.db, mitra.kode, BATCH)
      if (open.length > 0) await followOne(deps, calling, { mitra, open })
    }
  }
}

type Following = Readonly<{ mitra: Mitra; open: readonly Penerusan[] }>

async function followOne(deps: Deps, calling: Calling, { mitra, open }: Following): Promise<void> {
  const client = openPartner(deps, mitra, calling)
  try {
    await askTokens(deps, client, open)
    await pullUpdates(deps, client, mitra)
    await pullRequests(deps, client, { mitra, open })
    await notePartnerSuccess(deps, mitra.kode)
  } catch (error) {
    await notePartnerFailure(deps, mitra.kode, error)
  }
}

/** A token becomes a number one day; until then it is asked again with every round. */
async function askTokens(
  deps: Deps,
  client: Open311Client,
  open: readonly Penerusan[],
): Promise<void> {
  for (const { id, token, rujukan } of open) {
    if (token === null || rujukan !== null) continue
    const asked = await client.askToken(token)
    if (asked.ok && asked.value.kind === 'created')
      await updatePenerusan(deps.kit.db, id, {
        rujukan: asked.value.serviceRequestId.slice(0, 200),
        token: null,
      })
  }
}

async function pullUpdates(deps: Deps, client: Open311Client, mitra: Mitra): Promise<void> {
  const { zone } = deps.reference.calendar()
  const now = deps.kit.now()
  const sinceMs = mitra.ditarikSampai?.getTime() ?? now.getTime() - DAY_MS
  const startMs = Math.max(sinceMs - OVERLAP_MS, now.getTime() - 89 * DAY_MS)
  const time = (at: Date) => formatW3cDatetime(toInstant(at), zone)
  const updates = await client.getUpdates({ start: time(new Date(startMs)), end: time(now) })
  // Not every server has this call; the state of each case is asked besides.
  if (!updates.ok) return
  for (const update of updates.value)
    await transaction(deps.kit.db, (tx) => takeUpdate(deps, tx, { mitra, update }))
  await savePulled(deps.kit.db, mitra.kode, now)
}

async function takeUpdate(
  deps: Deps,
  tx: Tx,
  { mitra, update }: Readonly<{ mitra: Mitra; update: RequestUpdate }>,
): Promise<void> {
  const penerusan = await findPenerusanByRujukan(tx, mitra.kode, update.service_request_id)
  if (penerusan === undefined) return
  const isNew = await insertPesanMasuk(tx, {
    id: deps.kit.newId(),
    kanal: 'mitra',
    rujukan: `${mitra.kode}:${update.update_id}`.slice(0, 300),
    diterimaAt: deps.kit.now(),
    laporanId: penerusan.laporanId,
  })
  if (isNew)
    await takeState(deps, tx, {
      mitra,
      penerusan,
      status: update.status,
      catatan: update.description ?? '',
    })
}

async function pullRequests(
  deps: Deps,
  client: Open311Client,
  { mitra, open }: Following,
): Promise<void> {
  const ids = open.flatMap(({ rujukan }) => (rujukan === null ? [] : [rujukan]))
  if (ids.length === 0) return
  const found = await client.getRequests({ ids })
  if (!found.ok) throw new Error(found.refusals[0]?.message ?? 'mitra menolak')
  for (const request of found.value)
    await transaction(deps.kit.db, (tx) => takeRequest(deps, tx, { mitra, request }))
  for (const { id } of open) await updatePenerusan(deps.kit.db, id, { diperiksaAt: deps.kit.now() })
}

const DONE: ReadonlySet<string> = new Set([
  'FIXED',
  'CLOSED',
  'DUPLICATE',
  'NOT_COUNCILS_RESPONSIBILITY',
  'NO_FURTHER_ACTION',
  'CANCELLED',
])

/** Open and closed are coarser than what updates tell: they only speak when they contradict it. */
async function takeRequest(
  deps: Deps,
  tx: Tx,
  { mitra, request }: Readonly<{ mitra: Mitra; request: ServiceRequest }>,
): Promise<void> {
  const penerusan = await findPenerusanByRujukan(tx, mitra.kode, request.service_request_id)
  if (penerusan === undefined) return
  const fresh = await findPenerusan(tx, penerusan.id)
  const before = fresh?.statusLuar ?? null
  const isDone = before !== null && DONE.has(before)
  const isSame = before !== null && isDone === (request.status === 'closed')
  const notes = request.status_notes ?? ''
  if (isSame && (notes === '' || notes === fresh?.catatanLuar)) return
  const status = isSame ? before : request.status === 'closed' ? 'CLOSED' : 'OPEN'
  await takeState(deps, tx, { mitra, penerusan, status, catatan: notes })
}

type State = Readonly<{ mitra: Mitra; penerusan: Penerusan; status: string; catatan: string }>

/** Their state is public, being one of the standard's words; their sentences are for officers first. */
async function takeState(deps: Deps, tx: Tx, state: State): Promise<void> {
  const { mitra, penerusan, status } = state
  const catatan = cleanText(state.catatan).trim().slice(0, 4_000)
  const now = deps.kit.now()
  await updatePenerusan(tx, penerusan.id, {
    statusLuar: status,
    catatanLuar: catatan === '' ? penerusan.catatanLuar : catatan,
    diperiksaAt: now,
    selesaiAt: DONE.has(status) ? now : null,
  })
  if (status !== penerusan.statusLuar)
    await tellTimeline(deps, tx, {
      laporanId: penerusan.laporanId,
      mitra,
      kejadian: 'kabar_mitra',
      pesan: `${mitra.nama}, nomor ${penerusan.rujukan ?? '-'}: ${PARTNER_STATUS[status] ?? status}`,
      data: { mitra: mitra.kode, rujukan: penerusan.rujukan, status },
    })
  if (catatan !== '' && catatan !== penerusan.catatanLuar)
    await insertRiwayat(tx, {
      id: deps.kit.newId(),
      laporanId: penerusan.laporanId,
      waktu: now,
      kejadian: 'catat',
      status: null,
      pelakuJenis: 'sistem',
      pelakuLabel: mitra.nama,
      pelakuAkunId: null,
      isPublik: false,
      pesan: catatan,
      data: { mitra: mitra.kode },
    })
}

/** What citizens read for the standard's words. */
export const PARTNER_STATUS: Readonly<Record<string, string>> = {
  OPEN: 'diterima',
  FOR_TRIAGE: 'sedang dipilah',
  INVESTIGATING: 'sedang diperiksa',
  INTERNAL_REFERRAL: 'diteruskan di dalam kantor mereka',
  ACTION_SCHEDULED: 'perbaikan dijadwalkan',
  IN_PROGRESS: 'sedang dikerjakan',
  FIXED: 'dinyatakan selesai',
  CLOSED: 'ditutup',
  DUPLICATE: 'digabung dengan laporan lain',
  NOT_COUNCILS_RESPONSIBILITY: 'bukan kewenangan mereka',
  NO_FURTHER_ACTION: 'ditutup tanpa tindakan lanjut',
  CANCELLED: 'dibatalkan',
  REOPEN: 'dibuka kembali',
}
