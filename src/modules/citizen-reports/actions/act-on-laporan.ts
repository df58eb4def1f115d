import { type Actor, hasRole, isSignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import type { Pause } from '../../../kernel/calendar.ts'
import { toInstant } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import { type ActDecision, type ActForm, decideAct } from '../domain/act.ts'
import { type ClockFacts, decideTenggat } from '../domain/clock.ts'
import type { Laporan, Status } from '../domain/laporan.ts'
import { isClosed } from '../domain/laporan.ts'
import { refusal } from '../domain/refusals.ts'
import { grantFor, SECRET_KEEPER, type Standing, type Tindakan } from '../domain/transitions.ts'
import { laporanBerubah } from '../events.ts'
import { findLaporanByNomor, lockLaporan, updateLaporan } from '../store/laporan-store.ts'
import { isKodeLacak, isReporterAccount } from '../store/pelapor-store.ts'
import {
  answerKoordinasi,
  cancelGabungan,
  endJeda,
  insertDisposisi,
  insertGabungan,
  insertJeda,
  insertKoordinasi,
  type JedaRow,
  listAskedUnits,
  listJeda,
} from '../store/riwayat-store.ts'
import { fillMessage } from './fill-message.ts'
import { sendNotices } from './notices.ts'
import { addToTimeline } from './records.ts'
import { digestOf } from './submit-laporan.ts'
import { timelineRow } from './timeline-row.ts'

/** Who stands before the case; the tracking code makes an anonymous visitor the reporter. */
export type Caller = Readonly<{
  actor: Actor
  kodeLacak?: string
  /** Case whose tracking code this browser showed a short while ago (actions/reporter-pass.ts). */
  shownCodeOf?: string
  isSystem?: boolean
  /** Proven otherwise: a message from the number that the reporter left with the case. */
  isProvenReporter?: boolean
}>

export type ActRequest = Readonly<{
  nomor: string
  tindakan: Tindakan
  form: Omit<ActForm, 'induk'> &
    Readonly<{
      indukNomor?: string
      saran?: unknown
      buktiSha256?: readonly string[]
      /** Language the message is written in; dates in it are written the same way. */
      bahasa?: Lang
    }>
}>

export type ActOnLaporan = (db: Tx, caller: Caller, request: ActRequest) => Promise<Result<Laporan>>

/** One action on one case, in one transaction with its timeline, notices, audit and event. */
export function createActOnLaporan(deps: Deps): ActOnLaporan {
  return (db, caller, request) =>
    transaction(db, async (tx) => {
      const found = await findLaporanByNomor(tx, request.nomor)
      const laporan = found === undefined ? undefined : await lockLaporan(tx, found.id)
      if (laporan === undefined) return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
      const standing = await standingOf(tx, laporan, caller)
      if (laporan.isRahasia && !mayReadSecret(standing))
        return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))

      const decision = await decide(deps, tx, { laporan, standing, request })
      if (!decision.ok) return decision
      const filled = await fillRequest(deps, { laporan, decision: decision.value, request })
      await save(deps, tx, { laporan, decision: decision.value, request: filled, standing })
      return ok(decision.value.after)
    })
}

export async function standingOf(
  tx: Tx,
  laporan: Pick<Laporan, 'id'> & Partial<Pick<Laporan, 'status'>>,
  caller: Caller,
): Promise<Standing> {
  const byCode =
    caller.shownCodeOf === laporan.id ||
    (caller.kodeLacak !== undefined &&
      (await isKodeLacak(tx, laporan.id, digestOf(caller.kodeLacak))))
  const byAccount =
    !byCode &&
    isSignedIn(caller.actor) &&
    (await isReporterAccount(tx, laporan.id, caller.actor.accountId))
  return {
    actor: caller.actor,
    isReporter: byCode || byAccount || caller.isProvenReporter === true,
    ...(caller.isSystem ? { isSystem: true } : {}),
    ...(laporan.status === 'koordinasi'
      ? { askedUnits: await listAskedUnits(tx, laporan.id) }
      : {}),
  }
}

export function mayReadSecret(standing: Standing): boolean {
  return standing.isReporter || standing.isSystem === true || hasRole(standing.actor, SECRET_KEEPER)
}

type Deciding = Readonly<{ laporan: Laporan; standing: Standing; request: ActRequest }>

async function decide(
  deps: Deps,
  tx: Tx,
  { laporan, standing, request }: Deciding,
): Promise<Result<ActDecision>> {
  const { indukNomor, ...rest } = request.form
  const induk = indukNomor === undefined ? undefined : await findLaporanByNomor(tx, indukNomor)
  const isKnownUnit =
    rest.unitKode === undefined || deps.reference.findUnit(rest.unitKode)?.isActive === true
  if (!isKnownUnit) return refuse(refusal('UNIT_TIDAK_ADA', 'unit'))
  const refusedReason = await refuseUnknownReason(deps, request)
  if (refusedReason !== undefined) return refusedReason
  if (!(await isOfficerOfUnit(deps, tx, { laporan, request })))
    return refuse(refusal('PETUGAS_TIDAK_ADA', 'petugas'))
  return decideAct({
    laporan,
    standing,
    tindakan: request.tindakan,
    form: {
      ...rest,
      ...(induk === undefined
        ? {}
        : {
            induk: {
              id: induk.id,
              nomor: induk.nomor,
              isOpen: !isClosed(induk.status) && !induk.isRahasia,
            },
          }),
    },
    actorId: isSignedIn(standing.actor) ? standing.actor.accountId : null,
    now: deps.kit.now(),
    clock: await clockFactsOf(deps, tx, laporan),
  })
}

const REASON_KIND: Readonly<Partial<Record<Tindakan, 'tolak' | 'jeda' | 'koordinasi'>>> = {
  tolak: 'tolak',
  jeda: 'jeda',
  koordinasi: 'koordinasi',
}

async function refuseUnknownReason(
  { katalog }: Deps,
  { tindakan, form }: ActRequest,
): Promise<Result<never> | undefined> {
  const kind = REASON_KIND[tindakan]
  if (kind === undefined || form.alasanKode === undefined) return undefined
  const alasan = (await katalog.get()).alasan.get(form.alasanKode)
  return alasan?.jenis === kind && alasan.isActive
    ? undefined
    : refuse(refusal('ALASAN_TIDAK_ADA', 'alasan'))
}

/** Work is given to field officers of the unit that holds the case, acting ones included. */
async function isOfficerOfUnit(
  { identity }: Deps,
  tx: Tx,
  { laporan, request }: Pick<Deciding, 'laporan' | 'request'>,
): Promise<boolean> {
  const { petugasId } = request.form
  if (request.tindakan !== 'tugaskan' || petugasId === undefined) return true
  if (laporan.unitKode === null) return false
  const role = laporan.isRahasia ? SECRET_KEEPER : 'petugas-lapangan'
  const officers = await identity.officersWith(tx, role, laporan.unitKode)
  return officers.some((officer) => officer.accountId === petugasId)
}

type Filling = Pick<Deciding, 'laporan' | 'request'> & Readonly<{ decision: ActDecision }>

/** The blanks of a template that the program knows are filled once the outcome is known. */
async function fillRequest(
  deps: Deps,
  { laporan, decision, request }: Filling,
): Promise<ActRequest> {
  const { form } = request
  if (form.pesan === undefined) return request
  const pesan = fillMessage(deps, form.pesan, {
    before: laporan,
    after: decision.after,
    katalog: await deps.katalog.get(),
    lang: form.bahasa ?? 'id',
    unitKode: form.unitKode,
    alasanKode: form.alasanKode,
    indukNomor: form.indukNomor,
  })
  return { ...request, form: { ...form, pesan } }
}

export async function clockFactsOf(
  deps: Deps,
  tx: Tx,
  laporan: Pick<Laporan, 'id' | 'kategoriKode'>,
): Promise<ClockFacts> {
  const katalog = await deps.katalog.get()
  const kategori = present(
    katalog.kategori.get(laporan.kategoriKode),
    `category ${laporan.kategoriKode} of a stored case exists`,
  )
  return {
    rules: katalog.aturan,
    calendar: deps.reference.calendar(),
    kelas: kategori.kelas,
    pauses: (await listJeda(tx, laporan.id)).map(toPause),
  }
}

function toPause({ mulai, sampai }: JedaRow): Pause {
  return { from: toInstant(mulai), ...(sampai === null ? {} : { to: toInstant(sampai) }) }
}

type Saving = Deciding & Readonly<{ decision: ActDecision }>

async function save(deps: Deps, tx: Tx, saving: Saving): Promise<void> {
  const { laporan, decision, request, standing } = saving
  const { kit } = deps
  await saveSideRows(deps, tx, saving)
  // However coordination ends, by an answer, a hand-over or a merge, nobody is asked any longer.
  if (laporan.status === 'koordinasi' && decision.after.status !== 'koordinasi')
    await answerKoordinasi(tx, laporan.id, { jawaban: answerOf(request), at: kit.now() })
  const restored = request.tindakan === 'pisah' ? await undoMerge(deps, tx, saving) : {}
  await updateLaporan(tx, laporan.id, { ...decision.changes, ...restored })
  await addToTimeline(deps, tx, {
    row: timelineRow(deps, { ...saving, tindakan: request.tindakan, form: request.form }),
    actor: standing.actor,
    laporan: { ...laporan, version: laporan.version + 1 },
  })
  const grant = grantFor(laporan, decision.transition, standing)
  await deps.audit.record(tx, standing.actor, {
    action: `laporan.${request.tindakan.replaceAll('_', '-')}`,
    ...(grant === undefined ? {} : { grant }),
    subject: { kind: 'laporan', id: laporan.id },
    before: auditState(laporan),
    after: auditState(decision.after),
  })
  await kit.emit(tx, laporanBerubah, {
    laporanId: laporan.id,
    nomor: laporan.nomor,
    version: laporan.version + 1,
    at: kit.now().toISOString(),
    status: decision.after.status,
    isRahasia: laporan.isRahasia,
    tindakan: request.tindakan,
    unitKode: decision.after.unitKode,
    pesanSha256:
      request.form.pesan === undefined ? null : digestOf(request.form.pesan).toString('hex'),
    buktiSha256: [...(request.form.buktiSha256 ?? [])],
  })
  await sendNotices(deps, tx, {
    before: laporan,
    after: decision.after,
    tindakan: request.tindakan,
    pesan: request.form.pesan ?? null,
    unitDiminta: request.form.unitKode ?? null,
  })
}

function answerOf({ tindakan, form }: ActRequest): string | null {
  const isAnswer = tindakan === 'akhiri_koordinasi' || tindakan === 'jawab_koordinasi'
  return isAnswer ? (form.pesan ?? null) : null
}

function auditState({ status, unitKode, petugasId, version }: Laporan): object {
  return { status, unitKode, petugasId, version }
}

/** Rows beside the case that some actions leave: hand-overs, pauses, coordination, merges. */
async function saveSideRows(
  deps: Deps,
  tx: Tx,
  { laporan, decision, request, standing }: Saving,
): Promise<void> {
  const { kit } = deps
  const { form, tindakan } = request
  const oleh = isSignedIn(standing.actor) ? standing.actor.accountId : null
  const row = { id: kit.newId(), laporanId: laporan.id, oleh }
  const now = kit.now()
  switch (tindakan) {
    case 'disposisi':
      return insertDisposisi(tx, {
        ...row,
        dariUnit: laporan.unitKode,
        keUnit: present(decision.after.unitKode, 'a hand-over names a unit'),
        isKembali: false,
        alasan: form.pesan ?? null,
        // Kept whether or not the officer saw it: what was suggested, beside what was decided.
        saran: form.saran ?? (await suggestionFor(deps, laporan)),
        waktu: now,
      })
    case 'kembalikan':
      return insertDisposisi(tx, {
        ...row,
        dariUnit: laporan.unitKode,
        keUnit: 'koordinator',
        isKembali: true,
        alasan: form.pesan ?? null,
        saran: undefined,
        waktu: now,
      })
    case 'jeda':
      return insertJeda(tx, { ...row, alasanKode: form.alasanKode ?? '', mulai: now })
    case 'lanjutkan':
    case 'lengkapi':
      return endJeda(tx, laporan.id, now)
    case 'koordinasi':
      return insertKoordinasi(tx, {
        ...row,
        unitKode: form.unitKode ?? '',
        alasanKode: form.alasanKode ?? '',
        pesan: form.pesan ?? null,
        mulai: now,
      })
    case 'gabung':
      return insertGabungan(tx, {
        ...row,
        anakId: laporan.id,
        indukId: present(decision.after.indukId, 'a merge names its parent'),
        statusAnak: laporan.status,
        waktu: now,
      })
    default:
      return undefined
  }
}

/** A secret case's words are not here to be read, so nothing is suggested for it. */
async function suggestionFor({ pengarah }: Deps, laporan: Laporan): Promise<unknown> {
  return laporan.isRahasia ? undefined : pengarah.recordOf(laporan)
}

/** A merge undone gives the child back the status and the clock it had. */
async function undoMerge(deps: Deps, tx: Tx, { laporan, standing }: Saving): Promise<object> {
  const statusAnak = await cancelGabungan(tx, laporan.id, {
    at: deps.kit.now(),
    oleh: isSignedIn(standing.actor) ? standing.actor.accountId : null,
  })
  const status = (statusAnak ?? 'terverifikasi') as Status
  const cleared = {
    caraTutup: null,
    selesaiAt: null,
    hariKerjaSelesai: null,
    isTepatWaktu: null,
    indukId: null,
  }
  const tenggat = decideTenggat(
    { ...laporan, ...cleared, status },
    await clockFactsOf(deps, tx, laporan),
  )
  const running = tenggat.ok ? tenggat.value : undefined
  return {
    ...cleared,
    status,
    tenggatAt: running?.at ?? null,
    tenggatJenis: running?.jenis ?? null,
    peringatanAt: running?.warnAt ?? null,
  }
}
