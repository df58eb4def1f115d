import type { Kib, RuasNama } from './kib.ts'
import { ruasOf } from './kib.ts'

/** Headings of the official lists; the same names are read from files that are brought. */
const KEPALA: Readonly<Record<RuasNama, string>> = {
  luas_m2: 'Luas (M2)',
  alamat: 'Letak/Alamat',
  hak: 'Hak',
  sertipikat_tanggal: 'Tanggal Sertifikat',
  sertipikat_nomor: 'Nomor Sertifikat',
  sertipikat_nama: 'Sertifikat Atas Nama',
  sertipikat_sampai: 'Sertifikat Berlaku Sampai',
  penggunaan: 'Penggunaan',
  merek: 'Merk',
  tipe: 'Type',
  ukuran: 'Ukuran/CC',
  bahan: 'Bahan',
  nomor_pabrik: 'Nomor Pabrik',
  nomor_rangka: 'Nomor Rangka',
  nomor_mesin: 'Nomor Mesin',
  nomor_polisi: 'Nomor Polisi',
  nomor_bpkb: 'Nomor BPKB',
  pajak_sampai: 'Pajak Berlaku Sampai',
  pemegang_jabatan: 'Jabatan Pemegang',
  bertingkat: 'Bertingkat/Tidak',
  beton: 'Beton/Tidak',
  luas_lantai_m2: 'Luas Lantai (M2)',
  dokumen_tanggal: 'Tanggal Dokumen',
  dokumen_nomor: 'Nomor Dokumen',
  luas_tanah_m2: 'Luas Tanah (M2)',
  status_tanah: 'Status Tanah',
  kode_tanah: 'Nomor Kode Tanah',
  konstruksi: 'Konstruksi',
  panjang_m: 'Panjang (M)',
  lebar_m: 'Lebar (M)',
  sk_ruas: 'SK Ruas Jalan',
  jenis_lainnya: 'Jenis',
  judul_pencipta: 'Judul/Pencipta',
  spesifikasi: 'Spesifikasi',
  asal_daerah: 'Asal Daerah',
  pencipta: 'Pencipta',
  bangunan: 'Bangunan (P, SP, D)',
  tanggal_mulai: 'Tanggal Mulai',
  nilai_kontrak: 'Nilai Kontrak',
  kontrak_nomor: 'Nomor Kontrak',
  rencana_selesai: 'Rencana Selesai',
}

/** Headings every list has, before and after the particulars of its KIB. */
export const KOLOM = {
  kode: 'Kode Barang',
  register: 'Register',
  nama: 'Jenis/Nama Barang',
  tanggal: 'Tanggal Perolehan',
  asal: 'Asal Usul',
  kondisi: 'Kondisi (B,KB,RB)',
  harga: 'Harga',
  akumulasi: 'Akumulasi Penyusutan',
  sisa: 'Sisa Semester',
  keterangan: 'Keterangan',
  lat: 'Lintang',
  lon: 'Bujur',
} as const

export const WAJIB_KOLOM: readonly string[] = [KOLOM.kode, KOLOM.nama, KOLOM.tanggal, KOLOM.harga]

/** @returns heading and name of each particular of a KIB, in official order */
export function kolomOf(kib: Kib): readonly Readonly<{ kepala: string; nama: RuasNama }>[] {
  return ruasOf(kib).map(({ nama }) => ({ kepala: KEPALA[nama], nama }))
}

/** Every heading that may stand in a file that is brought. */
export const SEMUA_KOLOM: readonly string[] = [
  ...new Set([...Object.values(KOLOM), ...Object.values(KEPALA)]),
]

/** Particulars of a row of a file, by their names. */
export function rincianOfCells(
  cells: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(KEPALA).map(([nama, kepala]) => [nama, cells[kepala] ?? '']),
  )
}
