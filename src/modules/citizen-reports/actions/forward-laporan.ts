import { type Actor, grantsOf, hasRole, isSignedIn, type Role } from '../../../kernel/actor.ts'
import { isResting } from '../../../kernel/breaker.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import type { Deps } from '../deps.ts'
import { isClosed, type Laporan } from '../domain/laporan.ts'
import { serviceFor } from '../domain/mitra.ts'
import { refusal } from '../domain/refusals.ts'
import type { OutgoingRequest, SentRequest } from '../open311/client.ts'
import { findLaporanById, findLaporanByNomor } from '../store/laporan-store.ts'
import {
  findMitra,
  findPenerusan,
  insertPenerusan,
  type Mitra,
  type Penerusan,
  updatePenerusan,
} from '../store/mitra-store.ts'
import { findPublicCase, touchLaporan } from '../store/program-store.ts'
import { insertRiwayat, type Riwayat } from '../store/riwayat-store.ts'
import {
  type Calling,
  messageOf,
  notePartnerFailure,
  notePartnerSuccess,
  openPartner,
} from './partner-client.ts'
import { programRefusal } from './program-refusals.ts'
import { addToTimeline } from './records.ts'

export const FORWARD = 'citizen-reports.forward'
const TRIES_MAX = 8

const LIAISON: readonly Role[] = ['penghubung-opd', 'kepala-opd', 'camat', 'lurah', 'kades']

/** Who may hand a case to a partner: the coordinator, and the unit that holds it. Secret ones stay here. */
export function mayForward(
  actor: Actor,
  laporan: Pick<Laporan, 'unitKode' | 'isRahasia'>,
): boolean {
  if (laporan.isRahasia) return false
  if (hasRole(actor, 'operator-aduan')) return true
  return grantsOf(actor).some(
    (grant) =>
      LIAISON.includes(grant.role) &&
      laporan.unitKode !== null &&
      grant.unitKode === laporan.unitKode,
  )
}

export type ForwardLaporan = (
  actor: Actor,
  order: Readonly<{ nomor: string; mitraKode: string }>,
) => Promise<Result<Mitra>>

/**
 * Hand a case to a partner's GeoReport server; a job sends it. The case stays ours and its clock runs on:
 * passing it on is not solving it.
 *
 * @refuses LAPORAN_TIDAK_DITEMUKAN, TIDAK_BERWENANG, LAPORAN_TERTUTUP, MITRA_TIDAK_ADA, PEMETAAN_TIDAK_ADA,
 * SUDAH_DITERUSKAN
 */
export function createForwardLaporan(deps: Deps): ForwardLaporan {
  return (actor, { nomor, mitraKode }) =>
    transaction(deps.kit.db, async (tx) => {
      const checked = await checkForwarding(tx, actor, { nomor, mitraKode })
      if (!checked.ok) return checked
      const { laporan, mitra } = checked.value
      const id = await insertPenerusan(tx, {
        id: deps.kit.newId(),
        laporanId: laporan.id,
        mitraKode,
        diteruskanAt: deps.kit.now(),
        oleh: isSignedIn(actor) ? actor.accountId : null,
      })
      if (id === undefined) return refuse(programRefusal('SUDAH_DITERUSKAN', 'mitra'))
      await deps.audit.record(tx, actor, {
        action: 'laporan.teruskan',
        subject: { kind: 'laporan', id: laporan.id },
        after: { mitra: mitraKode },
      })
      await enqueue(tx, { task: FORWARD, payload: { id }, options: { maxAttempts: TRIES_MAX + 1 } })
      return ok(mitra)
    })
}

async function checkForwarding(
  tx: Tx,
  actor: Actor,
  { nomor, mitraKode }: Readonly<{ nomor: string; mitraKode: string }>,
): Promise<Result<Readonly<{ laporan: Laporan; mitra: Mitra }>>> {
  const laporan = await findLaporanByNomor(tx, nomor)
  if (laporan === undefined || laporan.isRahasia)
    return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
  if (!mayForward(actor, laporan)) return refuse(programRefusal('TIDAK_BERWENANG'))
  const mitra = await findMitra(tx, mitraKode)
  const refused = refuseForwarding(laporan, mitra)
  if (mitra === undefined || refused.length > 0) return refuse(refused)
  return ok({ laporan, mitra })
}

function refuseForwarding(laporan: Laporan, mitra: Mitra | undefined): readonly Refusal[] {
  if (isClosed(laporan.status)) return [programRefusal('LAPORAN_TERTUTUP')]
  if (mitra === undefined || !mitra.isActive) return [programRefusal('MITRA_TIDAK_ADA', 'mitra')]
  return serviceFor(mitra.pemetaan, laporan.kategoriKode) === undefined
    ? [programRefusal('PEMETAAN_TIDAK_ADA', 'mitra')]
    : []
}

/** The job that sends. A partner that is away is tried again with growing pauses; its no is final. */
export function createSendForward(
  deps: Deps,
  calling: Calling,
): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const { id } = payload as { id: string }
    const penerusan = await findPenerusan(deps.kit.db, id)
    if (penerusan === undefined || penerusan.terkirimAt !== null || penerusan.isGagal) return
    const mitra = await findMitra(deps.kit.db, penerusan.mitraKode)
    if (mitra === undefined || !mitra.isActive)
      return finishFailed(deps, penerusan, programRefusal('MITRA_TIDAK_ADA').message)
    const { istirahatSampai } = mitra
    if (istirahatSampai !== null && isResting(mitra, deps.kit.now()))
      return enqueue(deps.kit.db, {
        task: FORWARD,
        payload: { id },
        options: { runAt: istirahatSampai, key: `teruskan:${id}`, maxAttempts: TRIES_MAX + 1 },
      })
    return send(deps, calling, { penerusan, mitra })
  }
}

type Sending = Readonly<{ penerusan: Penerusan; mitra: Mitra }>

async function send(deps: Deps, calling: Calling, sending: Sending): Promise<void> {
  const { penerusan, mitra } = sending
  const request = await requestOf(deps, sending)
  if (request === undefined)
    return finishFailed(deps, penerusan, programRefusal('PEMETAAN_TIDAK_ADA').message)
  try {
    const sent = await openPartner(deps, mitra, calling).postRequest(request)
    if (!sent.ok)
      return await finishFailed(deps, penerusan, sent.refusals.map((one) => one.message).join(' '))
    await notePartnerSuccess(deps, mitra.kode)
    await finishSent(deps, sending, sent.value)
  } catch (error) {
    await noteFailedTry(deps, sending, error)
  }
}

/** Only what everyone may read goes to a partner: masked words, place, published photo; nobody's name. */
async function requestOf(
  deps: Deps,
  { penerusan, mitra }: Sending,
): Promise<OutgoingRequest | undefined> {
  const laporan = await findLaporanById(deps.kit.db, penerusan.laporanId)
  if (laporan === undefined || laporan.isRahasia) return undefined
  const serviceCode = serviceFor(mitra.pemetaan, laporan.kategoriKode)
  if (serviceCode === undefined) return undefined
  const { kit, reference } = deps
  const area = laporan.wilayahKode ?? laporan.kecamatanKode
  const place = [laporan.patokan, area === null ? undefined : reference.findWilayah(area)?.nama]
  const words = place.filter((part) => part !== null && part !== undefined).join(', ')
  const photo = (await findPublicCase(kit.db, laporan.nomor))?.fotoId
  return {
    serviceCode,
    description:
      `${laporan.judul}\n\n${laporan.isi}`.slice(0, DESCRIPTION_MAX - 200).trim() +
      `\n\n${kit.region().name}, ${laporan.nomor}: ${kit.baseUrl}/laporan/${laporan.nomor}`,
    // Sent again after a crash, a server that knows this id answers with the report it has.
    attributes: { external_id: penerusan.id, title: laporan.judul },
    ...(laporan.lat === null || laporan.lon === null
      ? {}
      : { lat: laporan.lat, long: laporan.lon }),
    ...(words === '' ? {} : { addressString: words }),
    ...(photo === null || photo === undefined
      ? {}
      : { mediaUrls: [`${kit.baseUrl}/foto/${photo}/penuh`] }),
  }
}

const DESCRIPTION_MAX = 4_000

async function finishSent(deps: Deps, { penerusan, mitra }: Sending, sent: SentRequest) {
  const now = deps.kit.now()
  const rujukan = sent.kind === 'created' ? sent.serviceRequestId.slice(0, 200) : null
  await transaction(deps.kit.db, async (tx) => {
    await updatePenerusan(tx, penerusan.id, {
      rujukan,
      token: sent.kind === 'pending' ? sent.token.slice(0, 300) : null,
      terkirimAt: now,
      galat: null,
      // A server that never gives an id cannot be asked: the hand-over is all there is to tell.
      ...(sent.kind === 'accepted' ? { selesaiAt: now } : {}),
    })
    await tellTimeline(deps, tx, {
      laporanId: penerusan.laporanId,
      mitra,
      kejadian: 'diteruskan_luar',
      pesan: rujukan === null ? mitra.nama : `${mitra.nama}, nomor ${rujukan}`,
      data: { mitra: mitra.kode, rujukan },
    })
  })
}

type Told = Readonly<{
  laporanId: string
  mitra: Mitra
  kejadian: 'diteruskan_luar' | 'kabar_mitra'
  pesan: string
  data: Readonly<Record<string, unknown>>
}>

/** A public line: to whom the case went, under which number there, and how it stands there. */
export async function tellTimeline(deps: Deps, tx: Tx, told: Told): Promise<void> {
  const now = deps.kit.now()
  const row: Riwayat = {
    id: deps.kit.newId(),
    laporanId: told.laporanId,
    waktu: now,
    kejadian: told.kejadian,
    status: null,
    pelakuJenis: 'sistem',
    pelakuLabel: told.mitra.nama,
    pelakuAkunId: null,
    isPublik: true,
    pesan: maskPersonalData(told.pesan),
    data: told.data,
  }
  await addToTimeline(deps, tx, { row, actor: { kind: 'system', name: 'open311' } })
  await touchLaporan(tx, told.laporanId, now)
}

async function noteFailedTry(deps: Deps, { penerusan, mitra }: Sending, error: unknown) {
  await notePartnerFailure(deps, mitra.kode, error)
  const gagalKali = penerusan.gagalKali + 1
  if (gagalKali >= TRIES_MAX) return finishFailed(deps, penerusan, messageOf(error))
  await updatePenerusan(deps.kit.db, penerusan.id, { gagalKali, galat: messageOf(error) })
  throw error
}

/** Visible to the office: the case says so, with the reason, and can be sent again. */
async function finishFailed(deps: Deps, penerusan: Penerusan, galat: string): Promise<void> {
  const { kit } = deps
  await transaction(kit.db, async (tx) => {
    await updatePenerusan(tx, penerusan.id, { isGagal: true, galat: galat.slice(0, 500) })
    await insertRiwayat(tx, {
      id: kit.newId(),
      laporanId: penerusan.laporanId,
      waktu: kit.now(),
      kejadian: 'catat',
      status: null,
      pelakuJenis: 'sistem',
      pelakuLabel: 'Sistem',
      pelakuAkunId: null,
      isPublik: false,
      pesan: `Penerusan ke ${penerusan.mitraKode} gagal: ${galat}`.slice(0, 1_000),
      data: { mitra: penerusan.mitraKode },
    })
  })
}
