import { isClosed, STATUS, type Status } from '../domain/laporan.ts'
import type { RequestStatus, UpdateStatus } from './types.ts'

/** @returns open or closed, the only two the standard knows */
export function toRequestStatus(status: Status): RequestStatus {
  return isClosed(status) ? 'closed' : 'open'
}

/** @returns every status of ours that is asked for by `status=open,closed` */
export function fromRequestStatuses(wanted: readonly RequestStatus[]): readonly Status[] {
  return STATUS.filter((status) => wanted.includes(toRequestStatus(status)))
}

/**
 * A claim of the agency is not yet a fix: only what the reporter confirmed is FIXED, and a case
 * that waits for that answer is still open. Silence closes as CLOSED, counted apart from FIXED.
 */
const UPDATES: Readonly<Record<Status, UpdateStatus>> = {
  masuk: 'OPEN',
  terverifikasi: 'INVESTIGATING',
  disposisi: 'INVESTIGATING',
  // INTERNAL_REFERRAL would close the case in FixMyStreet; ours stays open while units consult.
  koordinasi: 'INVESTIGATING',
  proses: 'IN_PROGRESS',
  menunggu_validasi: 'IN_PROGRESS',
  menunggu_konfirmasi: 'IN_PROGRESS',
  // REOPEN is sent by clients but not understood by them; OPEN is.
  dibuka_kembali: 'OPEN',
  selesai: 'FIXED',
  ditutup_tanpa_konfirmasi: 'CLOSED',
  ditolak: 'NO_FURTHER_ACTION',
  digabung: 'DUPLICATE',
  arsip: 'CANCELLED',
}

/** @returns the status sent with an update to FixMyStreet and its kin */
export function toUpdateStatus(status: Status): UpdateStatus {
  return UPDATES[status]
}

const SUGGESTIONS: Readonly<Record<UpdateStatus, Status | undefined>> = {
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
 * What an update from outside suggests. A suggestion only: the workflow decides, and an outside
 * FIXED still asks the reporter.
 *
 * @returns undefined when nothing changes
 */
export function suggestStatus(update: UpdateStatus): Status | undefined {
  return SUGGESTIONS[update]
}
