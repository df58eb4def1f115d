import { createHash } from 'node:crypto'
import { renderPdf } from '../../../platform/pdf/render-pdf.ts'
import type { Deps } from '../deps.ts'

/** Everything the five forms say, as words. */
export type IsiFormulir = Readonly<{
  pemerintah: string
  rapat: string
  tempat: string
  waktu: string
  pemimpin: string
  hadir: readonly (readonly [string, string])[]
  acara: readonly (readonly [string, string])[]
  bicara: readonly (readonly [string, string, string])[]
  delegasi: readonly (readonly [string, string, string])[]
  /** Priorities, by the agency that would carry them out. */
  prioritas: readonly Readonly<{
    unit: string
    baris: readonly (readonly [string, string, string, string, string, string])[]
  }>[]
  belum: readonly (readonly [string, string, string, string])[]
  aset: readonly (readonly [string, string, string])[]
  hitung: Readonly<{ sepakat: string; belum: string; gabung: string }>
}>

const HEAD = `
#show: naskah.with(judul: d.judul, penulis: d.isi.pemerintah, kaki: [#d.isi.rapat])
#kop(pemerintah: d.isi.pemerintah, nama: d.isi.rapat)
#align(center)[= #d.judul]
`
const TEMPLATES: Readonly<Record<number, Readonly<{ judul: string; template: string }>>> = {
  1: {
    judul: 'Formulir 1: Berita acara kesepakatan',
    template: `${HEAD}
#pasangan((("Waktu", d.isi.waktu), ("Tempat", d.isi.tempat), ("Pemimpin", d.isi.pemimpin)))

Musyawarah menyepakati #d.isi.hitung.sepakat usulan menurut urutan prioritas pada Formulir 3, belum menyepakati #d.isi.hitung.belum usulan dengan alasan pada Formulir 4, dan menggabungkan #d.isi.hitung.gabung usulan.

== Acara
#tabel-data(("Acara", "Menit"), d.isi.acara, kanan: (1,))

== Kursi dan giliran bicara
#tabel-data(("Kelompok", "Kursi", "Giliran bicara"), d.isi.bicara, kanan: (1, 2))

== Delegasi ke jenjang berikutnya
#if d.isi.delegasi.len() == 0 [Tidak ada delegasi yang dipilih.] else { tabel-data(("Nama", "Unsur", "Jenis kelamin"), d.isi.delegasi) }
`,
  },
  2: {
    judul: 'Formulir 2: Daftar hadir',
    template: `${HEAD}
Nama dan tanda tangan ada pada lembar asli yang disimpan penyelenggara. Di sini hanya jumlahnya.

#tabel-data(("Yang hadir", "Orang"), d.isi.hadir, kanan: (1,))
`,
  },
  3: {
    judul: 'Formulir 3: Daftar prioritas menurut perangkat daerah',
    template: `${HEAD}
#if d.isi.prioritas.len() == 0 [Tidak ada usulan yang disepakati.]
#for kelompok in d.isi.prioritas [
== #kelompok.unit
#tabel-data(("No.", "Nomor usulan", "Usulan", "Tempat", "Volume", "Perkiraan biaya"), kelompok.baris, kanan: (0, 5))
]
`,
  },
  4: {
    judul: 'Formulir 4: Usulan yang belum disepakati',
    template: `${HEAD}
#if d.isi.belum.len() == 0 [Semua usulan disepakati atau digabungkan.] else { tabel-data(("Nomor usulan", "Usulan", "Alasan", "Penjelasan"), d.isi.belum) }
`,
  },
  5: {
    judul: 'Formulir 5: Daftar aset desa atau kelurahan',
    template: `${HEAD}
#if d.isi.aset.len() == 0 [Tidak ada aset yang dicatat pada musyawarah ini.] else { tabel-data(("Aset", "Tempat", "Keadaan"), d.isi.aset) }
`,
  },
}

export type Berkas = Readonly<{ formulir: number; sha256: string }>

/**
 * Make the forms of a meeting and keep their files.
 *
 * @returns the characters no font of the house can print, when there are such
 */
export async function makeFormulir(
  { kit }: Deps,
  isi: IsiFormulir,
  which: readonly number[],
): Promise<Readonly<{ files: readonly Berkas[] }> | Readonly<{ unprintable: string }>> {
  const files: Berkas[] = []
  for (const formulir of which) {
    const form = TEMPLATES[formulir]
    if (form === undefined) continue
    const { judul, template } = form
    const made = await renderPdf({ template, data: { judul, isi }, at: kit.now() })
    if (!made.ok) return { unprintable: made.characters }
    await kit.files.put(made.pdf)
    files.push({ formulir, sha256: createHash('sha256').update(made.pdf).digest('hex') })
  }
  return { files }
}
