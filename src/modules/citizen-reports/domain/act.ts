import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type ClockFacts, decideTenggat, reopenableUntil, workingTimeOf } from './clock.ts'
import type { Laporan, Status } from './laporan.ts'
import { isClosed } from './laporan.ts'
import { refusal } from './refusals.ts'
import {
  findTransition,
  type Need,
  type Standing,
  type Tindakan,
  type Transition,
} from './transitions.ts'

/** What the person filled in; which parts are needed stands in the table of transitions. */
export type ActForm = Readonly<{
  pesan?: string
  unitKode?: string
  alasanKode?: string
  petugasId?: string
  /** Open case the duplicate is merged into. */
  induk?: Readonly<{ id: string; nomor: string; isOpen: boolean }>
  /** Set once the photo has passed decideProof; `not-needed` for cases that have nothing to show. */
  bukti?: 'accepted' | 'not-needed'
  /** The form was drawn for this version of the case. */
  version?: number
}>

export type ActInput = Readonly<{
  laporan: Laporan
  tindakan: Tindakan
  standing: Standing
  form: ActForm
  actorId: string | null
  now: Date
  clock: ClockFacts
}>

/** Columns an action may change. */
export type LaporanChanges = Partial<
  Omit<
    Laporan,
    'id' | 'nomor' | 'diterimaAt' | 'kanal' | 'version' | 'jumlahDukungan' | 'jumlahKomentar'
  >
>

export type ActDecision = Readonly<{
  transition: Transition
  /** The case as it will be, deadline included. */
  after: Laporan
  changes: LaporanChanges
}>

const PESAN_MIN = 5
const PESAN_MAX = 4_000
/** After this many hand-backs the coordinator owns the case (no peer stops the ping-pong). */
export const BOUNCES_MAX = 2

/**
 * Decide one action on a case: is it allowed, is everything there, and what does the case become?
 *
 * @refuses TINDAKAN_TIDAK_DIIZINKAN, DATA_SUDAH_BERUBAH, PESAN_KOSONG, PESAN_TERLALU_PANJANG,
 * UNIT_TIDAK_ADA, UNIT_SAMA, ALASAN_TIDAK_ADA, PETUGAS_TIDAK_ADA, BUKTI_TIDAK_ADA, INDUK_TIDAK_ADA,
 * INDUK_DIRI_SENDIRI, PESAN_BELUM_LENGKAP, LEWAT_BATAS_BUKA_KEMBALI, TAHUN_KALENDER_BELUM_DIMUAT
 */
export function decideAct(input: ActInput): Result<ActDecision> {
  const { laporan, form } = input
  if (form.version !== undefined && form.version !== laporan.version)
    return refuse(refusal('DATA_SUDAH_BERUBAH'))
  const transition = findTransition(laporan, input.tindakan, input.standing)
  if (transition === undefined) return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const refusals = [
    ...refuseMissing(transition, input),
    ...refuseBlanks(input),
    ...refuseLateReopening(input),
  ]
  if (refusals.length > 0) return refuse(refusals)

  const moved = applyChanges(input, transition)
  if (!moved.ok) return moved
  const changed: Laporan = { ...laporan, ...moved.value }
  const tenggat = decideTenggat(changed, input.clock)
  if (!tenggat.ok) return tenggat
  const changes: LaporanChanges = {
    ...moved.value,
    tenggatAt: tenggat.value?.at ?? null,
    tenggatJenis: tenggat.value?.jenis ?? null,
    isTenggatPasti: tenggat.value?.isPasti ?? true,
    peringatanAt: tenggat.value?.warnAt ?? null,
    // A new promise starts with nobody alarmed yet; the same promise keeps its level.
    tingkatEskalasi: tenggat.value?.jenis === laporan.tenggatJenis ? laporan.tingkatEskalasi : 0,
    updatedAt: input.now,
  }
  return ok({ transition, changes, after: { ...laporan, ...changes } })
}

const CHECKS: Readonly<Record<Need, (input: ActInput) => readonly Refusal[]>> = {
  pesan: ({ form }) => {
    const length = (form.pesan ?? '').trim().length
    if (length < PESAN_MIN) return [refusal('PESAN_KOSONG', 'pesan')]
    return length > PESAN_MAX ? [refusal('PESAN_TERLALU_PANJANG', 'pesan')] : []
  },
  unit: ({ form, laporan, tindakan }) => {
    if (form.unitKode === undefined) return [refusal('UNIT_TIDAK_ADA', 'unit')]
    const isSame =
      form.unitKode === laporan.unitKode &&
      (tindakan === 'koordinasi' || laporan.status === 'disposisi')
    return isSame ? [refusal('UNIT_SAMA', 'unit')] : []
  },
  'alasan-tolak': needReason,
  'alasan-jeda': needReason,
  'alasan-koordinasi': needReason,
  petugas: ({ form }) =>
    form.petugasId === undefined ? [refusal('PETUGAS_TIDAK_ADA', 'petugas')] : [],
  bukti: ({ form }) => (form.bukti === undefined ? [refusal('BUKTI_TIDAK_ADA', 'foto')] : []),
  induk: ({ form, laporan }) => {
    if (form.induk === undefined || !form.induk.isOpen) return [refusal('INDUK_TIDAK_ADA', 'induk')]
    return form.induk.id === laporan.id ? [refusal('INDUK_DIRI_SENDIRI', 'induk')] : []
  },
}

function needReason({ form }: ActInput): readonly Refusal[] {
  return form.alasanKode === undefined ? [refusal('ALASAN_TIDAK_ADA', 'alasan')] : []
}

function refuseMissing(transition: Transition, input: ActInput): readonly Refusal[] {
  return transition.needs.flatMap((need) => CHECKS[need](input))
}

/** What the program fills in by itself once the action is decided. */
const FILLED_IN: readonly string[] = [
  'nomor',
  'judul',
  'kategori',
  'unit',
  'wilayah',
  'tanggal',
  'tenggat',
  'alasan',
  'saran',
  'induk',
]

/** A template's blanks that only a person can fill: a message with one left is not sent. */
function refuseBlanks({ form, tindakan, standing }: ActInput): readonly Refusal[] {
  if (standing.isReporter) return []
  const blanks = [...(form.pesan ?? '').matchAll(/\{\{([a-z_]{1,40})\}\}/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !FILLED_IN.includes(name) && !(name === 'batas' && tindakan === 'validasi'))
  const first = blanks[0]
  if (first === undefined) return []
  const { code, message } = refusal('PESAN_BELUM_LENGKAP')
  return [{ code, message: message.replace('{bagian}', `{{${first}}}`), field: 'pesan' }]
}

/** A reporter has a set number of working days to say the fix did not hold. */
function refuseLateReopening({ laporan, tindakan, clock, now }: ActInput): readonly Refusal[] {
  if (tindakan !== 'buka_kembali') return []
  const until = reopenableUntil(laporan, clock)
  if (!until.ok) return until.refusals
  return until.value !== undefined && now > until.value ? [refusal('LEWAT_BATAS_BUKA_KEMBALI')] : []
}

function applyChanges(input: ActInput, transition: Transition): Result<LaporanChanges> {
  const status: Status = transition.to === 'same' ? input.laporan.status : transition.to
  const changes: LaporanChanges = { status, ...effectOf(input) }
  if (!isClosed(status) || isClosed(input.laporan.status)) return ok(changes)
  const closing = closingFacts(input, changes)
  return closing.ok ? ok({ ...changes, ...closing.value }) : closing
}

/** What each action does besides moving the status. */
function effectOf({ laporan, tindakan, form, actorId, now }: ActInput): LaporanChanges {
  const verified = { terverifikasiAt: laporan.terverifikasiAt ?? now }
  switch (tindakan) {
    case 'verifikasi':
      return verified
    case 'disposisi':
      return {
        ...verified,
        unitKode: form.unitKode ?? null,
        petugasId: null,
        disposisiAt: laporan.disposisiAt ?? now,
      }
    case 'kembalikan': {
      const jumlahKembali = laporan.jumlahKembali + 1
      return {
        unitKode: null,
        petugasId: null,
        jumlahKembali,
        isKoordinator: jumlahKembali >= BOUNCES_MAX,
      }
    }
    case 'tugaskan':
      return { petugasId: form.petugasId ?? null }
    case 'tindak_lanjut':
      return { tindakLanjutAt: laporan.tindakLanjutAt ?? now }
    case 'jeda':
      return { jedaSejak: now, alasanKode: form.alasanKode ?? null }
    case 'lanjutkan':
    case 'lengkapi':
      return { jedaSejak: null, alasanKode: null }
    case 'ajukan_selesai':
      return {
        klaimOleh: actorId,
        klaimSelesaiAt: now,
        tindakLanjutAt: laporan.tindakLanjutAt ?? now,
        isBerbukti: form.bukti === 'accepted',
      }
    case 'validasi':
      return { klaimSelesaiAt: now }
    case 'tolak_bukti':
      return { klaimOleh: null, klaimSelesaiAt: null, isBerbukti: false }
    case 'belum_selesai':
    case 'buka_kembali':
      return reopened(laporan, now)
    case 'konfirmasi':
      return { caraTutup: 'dikonfirmasi' }
    case 'tutup_tanpa_konfirmasi':
      return { caraTutup: 'tanpa_konfirmasi' }
    case 'tolak':
      return {
        ...verified,
        caraTutup: 'ditolak',
        alasanKode: form.alasanKode ?? null,
        unitKode: null,
      }
    case 'gabung':
      return { caraTutup: 'digabung', indukId: form.induk?.id ?? null }
    default:
      return {}
  }
}

/** The clock of a reopened case starts anew, and everything that told of an end is taken back. */
function reopened(laporan: Laporan, now: Date): LaporanChanges {
  return {
    jumlahDibukaKembali: laporan.jumlahDibukaKembali + 1,
    terverifikasiAt: now,
    disposisiAt: now,
    tindakLanjutAt: null,
    klaimSelesaiAt: null,
    klaimOleh: null,
    selesaiAt: null,
    caraTutup: null,
    hariKerjaSelesai: null,
    isTepatWaktu: null,
    isBerbukti: false,
  }
}

function closingFacts(
  { laporan, now, clock }: ActInput,
  changes: LaporanChanges,
): Result<LaporanChanges> {
  // Waiting for the reporter's word is not the unit's time: a fix is as fast as its validated claim.
  const end = laporan.status === 'menunggu_konfirmasi' ? (laporan.klaimSelesaiAt ?? now) : now
  const time = workingTimeOf({ from: laporan.diterimaAt, to: end }, clock)
  if (!time.ok) return time
  const due = decideTenggat(
    {
      ...laporan,
      status: 'proses',
      tindakLanjutAt: laporan.tindakLanjutAt ?? end,
      jedaSejak: null,
    },
    clock,
  )
  if (!due.ok) return due
  const isJudged = changes.caraTutup !== 'digabung' && changes.caraTutup !== 'ditolak'
  return ok({
    selesaiAt: now,
    jedaSejak: null,
    hariKerjaSelesai: time.value.netDays,
    isTepatWaktu: isJudged && due.value !== undefined ? end <= due.value.at : null,
  })
}
