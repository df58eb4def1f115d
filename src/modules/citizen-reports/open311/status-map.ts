import type { RequestStatus, UpdateStatus } from './types.ts'

/** Statuses of a case, as the citizen-reports tables know them. */
export type StatusLaporan =
  | 'masuk'
  | 'terverifikasi'
  | 'disposisi'
  | 'koordinasi'
  | 'proses'
  | 'menunggu_validasi'
  | 'menunggu_konfirmasi'
  | 'selesai'
  | 'ditutup_tanpa_konfirmasi'
  | 'ditolak'
  | 'dibuka_kembali'
  | 'digabung'
  | 'arsip'

type Mapping = Readonly<{ request: RequestStatus; update: UpdateStatus }>

/**
 * A claim of the agency is not yet a fix: only what the reporter confirmed is FIXED, and a case that
 * waits for that answer is still open. Silence closes as CLOSED, counted apart from FIXED.
 */
const MAPPING: Readonly<Record<StatusLaporan, Mapping>> = {
  masuk: { request: 'open', update: 'OPEN' },
  terverifikasi: { request: 'open', update: 'INVESTIGATING' },
  disposisi: { request: 'open', update: 'INVESTIGATING' },
  // INTERNAL_REFERRAL would close the case in FixMyStreet; ours stays open while units consult.
  koordinasi: { request: 'open', update: 'INVESTIGATING' },
  proses: { request: 'open', update: 'IN_PROGRESS' },
  menunggu_validasi: { request: 'open', update: 'IN_PROGRESS' },
  menunggu_konfirmasi: { request: 'open', update: 'IN_PROGRESS' },
  // REOPEN is sent by clients but not understood by them; OPEN is.
  dibuka_kembali: { request: 'open', update: 'OPEN' },
  selesai: { request: 'closed', update: 'FIXED' },
  ditutup_tanpa_konfirmasi: { request: 'closed', update: 'CLOSED' },
  ditolak: { request: 'closed', update: 'NO_FURTHER_ACTION' },
  digabung: { request: 'closed', update: 'DUPLICATE' },
  arsip: { request: 'closed', update: 'CANCELLED' },
}

export const STATUS_LAPORAN = Object.keys(MAPPING) as readonly StatusLaporan[]

/** @returns open or closed, the only two the standard knows */
export function toRequestStatus(status: StatusLaporan): RequestStatus {
  return MAPPING[status].request
}

/** @returns every status of ours that is asked for by `status=open,closed` */
export function fromRequestStatuses(wanted: readonly RequestStatus[]): readonly StatusLaporan[] {
  return STATUS_LAPORAN.filter((status) => wanted.includes(MAPPING[status].request))
}

/** @returns the status sent with an update to FixMyStreet and its kin */
export function toUpdateStatus(status: StatusLaporan): UpdateStatus {
  return MAPPING[status].update
}

const SUGGESTIONS: Readonly<Record<UpdateStatus, StatusLaporan | undefined>> = {
  OPEN: undefined,
  FOR_TRIAGE: undefined,
  INVESTIGATING: 'koordinasi',
  INTERNAL_REFERRAL: 'koordinasi',
  ACTION_SCHEDULED: 'proses',
  IN_PROGRESS: 'proses',
  FIXED: 'menunggu_konfirmasi',
  CLOSED: 'menunggu_konfirmasi',
  DUPLICATE: 'digabung',
  NOT_COUNCILS_RESPONSIBILITY: 'ditolak',
  NO_FURTHER_ACTION: 'ditolak',
  CANCELLED: 'arsip',
  REOPEN: 'dibuka_kembali',
}

/**
 * What an update from outside suggests. A suggestion only: the workflow decides, and an outside FIXED
 * still asks the reporter.
 *
 * @returns undefined when nothing changes
 */
export function suggestStatus(update: UpdateStatus): StatusLaporan | undefined {
  return SUGGESTIONS[update]
}
