import type { Status } from '../domain/laporan.ts'

/**
 * The six statuses SP4N-LAPOR! reports in its statistics, and how ours correspond. The national
 * system publishes no file format, so file and mapping are our own proposal.
 *
 * @law unverified statuses as listed in published statistics; no regulation names them
 */
export const LAPOR_STATUS = [
  'belum terverifikasi',
  'terdisposisi belum ditindaklanjuti',
  'terdisposisi sedang diproses',
  'terdisposisi selesai',
  'tertunda',
  'arsip',
] as const

export type LaporStatus = (typeof LAPOR_STATUS)[number]

const FROM_LAPOR: Readonly<Record<LaporStatus, Status>> = {
  'belum terverifikasi': 'masuk',
  'terdisposisi belum ditindaklanjuti': 'disposisi',
  'terdisposisi sedang diproses': 'proses',
  // Closed there by an answer or by silence; nobody told us that the reporter agreed.
  'terdisposisi selesai': 'ditutup_tanpa_konfirmasi',
  tertunda: 'koordinasi',
  arsip: 'arsip',
}

export function fromLaporStatus(status: LaporStatus): Status {
  return FROM_LAPOR[status]
}

const TO_LAPOR: Readonly<Record<Status, LaporStatus>> = {
  masuk: 'belum terverifikasi',
  terverifikasi: 'terdisposisi belum ditindaklanjuti',
  disposisi: 'terdisposisi belum ditindaklanjuti',
  dibuka_kembali: 'terdisposisi belum ditindaklanjuti',
  koordinasi: 'tertunda',
  proses: 'terdisposisi sedang diproses',
  menunggu_validasi: 'terdisposisi sedang diproses',
  menunggu_konfirmasi: 'terdisposisi sedang diproses',
  selesai: 'terdisposisi selesai',
  ditutup_tanpa_konfirmasi: 'terdisposisi selesai',
  ditolak: 'arsip',
  digabung: 'arsip',
  arsip: 'arsip',
}

export function toLaporStatus(status: Status): LaporStatus {
  return TO_LAPOR[status]
}
