import { describe, expect, it } from 'vitest'
import { LayananSchema } from '../../definition-file/schema.ts'
import { definition } from '../../testing/definition.ts'
import { readSheet, SHEET_HEADER, SHEET_SAMPLE } from './sheet.ts'

const HEAD = ['id', 'jenis', 'label', 'wajib', 'pilihan', 'min', 'maks']
const read = (...rows: readonly (readonly string[])[]) =>
  readSheet([HEAD, ...rows], new Set(['p.nama']))

describe('fields from a sheet', () => {
  it('are read with their options, limits and whether they are required', () => {
    const done = read(
      ['acara.hari', 'tanggal', 'Tanggal acara', 'ya', '', '', ''],
      ['', '', '', '', '', '', ''],
      ['jenis', 'PILIH', 'Jenis acara', 'tidak', 'hajatan=Hajatan; Rapat warga', '', ''],
      ['tamu', 'angka', 'Banyak tamu', 'x', '', '10', '300,5'],
    )
    expect(done.ok && done.value).toEqual([
      { id: 'acara.hari', type: 'tanggal', label: 'Tanggal acara', required: true },
      {
        id: 'jenis',
        type: 'pilih',
        label: 'Jenis acara',
        options: [
          ['hajatan', 'Hajatan'],
          ['rapat-warga', 'Rapat warga'],
        ],
      },
      { id: 'tamu', type: 'angka', label: 'Banyak tamu', required: true, min: 10, max: 300.5 },
    ])
  })

  it('tell every mistake with its row and column, and give nothing', () => {
    const done = read(
      ['p.nama', 'teks', 'Nama', 'ya', '', '', ''],
      ['Salah Kode', 'ajaib', '', 'mungkin', '', 'dua', ''],
      ['jenis', 'pilih', 'Jenis', '', '', '', ''],
      ['a', 'teks', 'A', '', 'x; y', '', ''],
      ['b', 'pilih', 'B', '', 'x; x', '', ''],
      ['rumus', 'hitung', 'Rumus', '', '', '', ''],
    )
    expect(done.ok ? [] : done.refusals.map((one) => one.message)).toEqual([
      'Baris 2, kolom id: kode p.nama sudah dipakai',
      'Baris 3, kolom id: kode huruf kecil, angka, dan titik, misalnya p.nama',
      'Baris 3, kolom jenis: jenis ajaib tidak dapat diimpor',
      'Baris 3, kolom label: pertanyaan kosong',
      'Baris 3, kolom wajib: isi ya atau tidak',
      'Baris 3, kolom min: bukan angka',
      'Baris 4, kolom pilihan: pilihan kosong',
      'Baris 5, kolom pilihan: hanya untuk pilih dan banyak',
      'Baris 6, kolom pilihan: pilihan ganda',
      'Baris 7, kolom jenis: jenis hitung tidak dapat diimpor',
    ])
  })

  it('need the columns that name them', () => {
    const done = readSheet([['nama', 'umur']], new Set())
    expect(done.ok ? [] : done.refusals.map((one) => one.code)).toEqual(['RANCANGAN_LEMBAR_KOLOM'])
  })

  it('of the sample that can be downloaded fit into a definition', () => {
    const done = readSheet([SHEET_HEADER, ...SHEET_SAMPLE], new Set())
    if (!done.ok) throw new Error('the sample is wrong')
    const isi = definition()
    const form = isi.form.map((page, index) =>
      index === 0
        ? {
            ...page,
            fields: [
              ...page.fields,
              ...done.value.map((field) => ({ ...field, id: `x.${field.id}` })),
            ],
          }
        : page,
    )
    expect(LayananSchema.safeParse({ ...isi, form }).success).toBe(true)
  })
})
