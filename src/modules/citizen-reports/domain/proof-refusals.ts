import type { Refusal } from '../../../kernel/result.ts'

/** Why a proof photo does not count, with what to do instead. Sentences with figures are functions. */
export const PROOF_REFUSALS = {
  BUKTI_KODE_TIDAK_SAH:
    'Halaman ini bukan untuk laporan atau akun Anda. Buka halaman bukti dari laporannya, lalu ambil foto lagi.',
  BUKTI_KODE_TERPAKAI:
    'Nomor bukti ini sudah dipakai untuk foto lain. Muat ulang halaman, lalu ambil foto baru.',
  BUKTI_KODE_KEDALUWARSA:
    'Nomor bukti sudah lewat waktu. Muat ulang halaman, lalu ambil foto baru.',
  BUKTI_DI_LUAR_WAKTU:
    'Foto ini diambil di luar waktu yang diizinkan. Ambil foto baru sekarang, lewat halaman ini.',
  BUKTI_TANPA_WAKTU:
    'Foto ini tidak memuat waktu pengambilan, seperti tangkapan layar atau kiriman pesan. Ambil foto baru dengan kamera lewat halaman ini.',
  BUKTI_BUKAN_DARI_KAMERA:
    'Foto ini bukan dari kamera halaman ini. Foto dari galeri tidak diterima; ambil foto baru di lokasi.',
  BUKTI_TANPA_POSISI:
    'Posisi Anda tidak terbaca. Nyalakan GPS dan izinkan lokasi untuk situs ini, lalu ambil foto lagi.',
  BUKTI_KOSONG:
    'Foto ini tidak memperlihatkan apa-apa. Bersihkan lensa, cari cahaya, lalu ambil foto lagi.',
  BUKTI_SAMA_DENGAN_LAPORAN_INI:
    'Foto ini sama dengan foto yang sudah ada pada laporan ini. Ambil foto baru dari keadaan sekarang.',
  BUKTI_PERNAH_DIPAKAI:
    'Foto ini sudah pernah dikirim pada laporan lain. Ambil foto baru dari keadaan sekarang.',
  BUKTI_TIDAK_PERLU_DITOLAK:
    'Untuk jenis masalah ini foto bukti wajib. Ambil foto di lokasi lewat halaman ini.',
} as const

export type ProofRefusalCode =
  | keyof typeof PROOF_REFUSALS
  | 'BUKTI_TERLALU_JAUH'
  | 'BUKTI_DI_LUAR_WILAYAH'
  | 'BUKTI_POSISI_KASAR'
  | 'BUKTI_DISUNTING'

export const PROOF_FIELD = 'foto'

export function proofRefusal(code: keyof typeof PROOF_REFUSALS): Refusal {
  return { code, message: PROOF_REFUSALS[code], field: PROOF_FIELD }
}

export function worded(code: ProofRefusalCode, message: string): Refusal {
  return { code, message, field: PROOF_FIELD }
}
