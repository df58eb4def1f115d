import type { Id } from '../../../kernel/id.ts'

/** The three kinds of PermenPANRB 62/2018. */
export const JENIS = ['pengaduan', 'aspirasi', 'permintaan_informasi'] as const
export type Jenis = (typeof JENIS)[number]

/** Class that decides how many working days a solution may take. */
export const KELAS = ['ringan', 'normatif', 'bukan_pengawasan', 'berkadar_pengawasan'] as const
export type Kelas = (typeof KELAS)[number]

export const STATUS = [
  'masuk',
  'terverifikasi',
  'disposisi',
  'koordinasi',
  'proses',
  'menunggu_validasi',
  'menunggu_konfirmasi',
  'selesai',
  'ditutup_tanpa_konfirmasi',
  'ditolak',
  'dibuka_kembali',
  'digabung',
  'arsip',
] as const
/**
 * Where a case stands. `menunggu_validasi`: the field officer says it is fixed and shows proof, a second
 * person has yet to agree. `menunggu_konfirmasi`: the second person agreed, the reporter is asked.
 */
export type Status = (typeof STATUS)[number]

export const KANAL = [
  'web',
  'loket',
  'sms',
  'whatsapp',
  'email',
  'open311',
  'lapor',
  'impor',
  'api',
] as const
/** Where it came in. The clock is the same for all. */
export type Kanal = (typeof KANAL)[number]

export type CaraTutup = 'dikonfirmasi' | 'tanpa_konfirmasi' | 'ditolak' | 'digabung'
export type TenggatJenis = 'verifikasi' | 'tindak_lanjut' | 'penyelesaian' | 'konfirmasi'
export type LokasiSumber = 'gps' | 'peta' | 'patokan' | 'wilayah'

export type LaporanId = Id<'laporan'>

/** A case as decisions see it. Words and place of a secret report are not in here. */
export type Laporan = Readonly<{
  id: LaporanId
  nomor: string
  jenis: Jenis
  kategoriKode: string
  judul: string
  isi: string
  lat: number | null
  lon: number | null
  lokasiSumber: LokasiSumber | null
  patokan: string | null
  wilayahKode: string | null
  kecamatanKode: string | null
  isAnonim: boolean
  isRahasia: boolean
  isPublik: boolean
  namaTampil: string | null
  pelaporAkunId: string | null
  kanal: Kanal
  status: Status
  unitKode: string | null
  petugasId: string | null
  /** True once a case bounced twice: the coordinator owns it until it is done. */
  isKoordinator: boolean
  jumlahKembali: number
  diterimaAt: Date
  terverifikasiAt: Date | null
  disposisiAt: Date | null
  tindakLanjutAt: Date | null
  klaimSelesaiAt: Date | null
  klaimOleh: string | null
  selesaiAt: Date | null
  caraTutup: CaraTutup | null
  hariKerjaSelesai: number | null
  isTepatWaktu: boolean | null
  isBerbukti: boolean
  jumlahDibukaKembali: number
  alasanKode: string | null
  tenggatAt: Date | null
  tenggatJenis: TenggatJenis | null
  isTenggatPasti: boolean
  peringatanAt: Date | null
  tingkatEskalasi: number
  jedaSejak: Date | null
  indukId: string | null
  jumlahDukungan: number
  jumlahKomentar: number
  /** Label of the thing of the region it is about; null on most. */
  barangLabel: string | null
  version: number
  updatedAt: Date
}>

const CLOSED: readonly Status[] = [
  'selesai',
  'ditutup_tanpa_konfirmasi',
  'ditolak',
  'digabung',
  'arsip',
]

/** No promise runs any more. Reopening makes a closed case open again. */
export function isClosed(status: Status): boolean {
  return CLOSED.includes(status)
}

/**
 * Closed in the system it came from: nobody here claimed a fix or asked the reporter, so nothing may be
 * said of an answer. An imported case that is reopened and closed again here is like any other.
 */
export function isClosedAtSource(
  laporan: Pick<Laporan, 'kanal' | 'caraTutup' | 'klaimSelesaiAt'>,
): boolean {
  const isFromElsewhere = laporan.kanal === 'impor' || laporan.kanal === 'lapor'
  const isUnconfirmed = laporan.caraTutup === 'tanpa_konfirmasi'
  return isFromElsewhere && isUnconfirmed && laporan.klaimSelesaiAt === null
}

/** The four groups people see on lists and maps, with the shape of each in the design system. */
export type KelompokStatus = 'tunggu' | 'proses' | 'selesai' | 'lewat'

export function kelompokStatus(status: Status, isOverdue: boolean): KelompokStatus {
  if (isClosed(status)) return 'selesai'
  if (isOverdue) return 'lewat'
  return status === 'masuk' || status === 'terverifikasi' ? 'tunggu' : 'proses'
}
