import type { TypedLine } from './garis.ts'
import { LINE_FIELDS } from './garis.ts'

/** A field of a line, or where it belongs. */
export type Kolom = keyof TypedLine | 'skpd' | 'subKegiatan' | 'jumlah'

/**
 * Names a column may go by in files of others, folded: small letters and figures only. The first is how our own export
 * writes it. Shapes of SIPD are ours to the best of our knowledge and not verified.
 */
const NAMES: Readonly<Record<Kolom, readonly string[]>> = {
  skpd: [
    'kode skpd',
    'kd_satker_str',
    'kode_skpd',
    'kode unit',
    'kode_sub_skpd',
    'kode sub skpd',
    'skpd',
  ],
  subKegiatan: [
    'kode sub kegiatan',
    'kd_subkegiatan_str',
    'kode_sub_giat',
    'kode_sub_kegiatan',
    'sub kegiatan',
  ],
  rekening: ['kode rekening', 'kode_rekening', 'kode_akun', 'kode akun', 'rekening'],
  uraian: ['uraian', 'nama_standar_harga', 'nama komponen', 'nama_komponen', 'nama_akun'],
  spesifikasi: ['spesifikasi', 'spek', 'spek_komponen'],
  volume: ['volume', 'koefisien', 'vol', 'volum'],
  satuan: ['satuan', 'satuan_komponen'],
  harga: ['harga satuan', 'harga', 'harga_satuan', 'harga satuan (rp)'],
  sumberDana: ['kode sumber dana', 'sumber dana', 'kode_dana', 'kodedana', 'sumberdana'],
  standar: ['kode standar harga', 'kode_standar_harga', 'kode standar', 'standar'],
  alasan: ['alasan harga', 'alasan'],
  keterangan: ['keterangan', 'ket_bl_teks'],
  jumlah: [
    'jumlah',
    'total',
    'rincian',
    'pagu_subkegiatan',
    'jumlah_rp',
    'nilai',
    'pagu',
    'jumlah (rp)',
  ],
}

const fold = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

const BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([kolom, names]) =>
    names.map((name) => [fold(name), kolom as Kolom] as const),
  ),
)

/** @returns the column a heading names; undefined when nobody knows it */
export function kolomOf(heading: string): Kolom | undefined {
  return BY_NAME.get(fold(heading))
}

/** @returns the heading our own files write a column under */
export function headingOf(kolom: Kolom): string {
  return NAMES[kolom][0] ?? kolom
}

/** Cells of a file by its own headings, as a line and where it belongs. What is missing is empty. */
export function toLine(
  cells: Readonly<Record<string, string>>,
): Readonly<{ line: TypedLine; skpd: string; subKegiatan: string; jumlah: string }> {
  const found: Partial<Record<Kolom, string>> = {}
  for (const [heading, text] of Object.entries(cells)) {
    const kolom = kolomOf(heading)
    if (kolom !== undefined && found[kolom] === undefined) found[kolom] = text.trim()
  }
  const line = Object.fromEntries(LINE_FIELDS.map((field) => [field, found[field] ?? '']))
  return {
    line: line as TypedLine,
    skpd: found.skpd ?? '',
    subKegiatan: found.subKegiatan ?? '',
    jumlah: found.jumlah ?? '',
  }
}

/** A pasted block without headings: cells in the order of the form. */
export function pastedLines(block: string): readonly TypedLine[] {
  return block
    .split(/\r?\n/)
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const cells = row.split('\t')
      const line = Object.fromEntries(
        LINE_FIELDS.map((field, at) => [field, (cells[at] ?? '').trim()]),
      )
      return line as TypedLine
    })
}
