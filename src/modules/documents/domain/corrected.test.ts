import { describe, expect, it } from 'vitest'
import type { NewLetter } from '../types.ts'
import { correctLetter } from './corrected.ts'

const letter: NewLetter = {
  jenis: 'x',
  judul: 'Surat Keterangan',
  unitKode: 'kel',
  nomorPola: '{seq}/{tahun}',
  isi: [
    { kind: 'paragraf', text: 'Menerangkan bahwa' },
    {
      kind: 'tabel',
      rows: [
        ['Nama', 'Wahyuni'],
        ['Alamat', 'Jalan A'],
      ],
    },
    { kind: 'daftar', items: ['Satu', 'Dua'] },
  ],
  penutup: 'Demikian.',
  tanda: { level: 'segel', nama: 'Kelurahan', jabatan: 'Kelurahan' },
  qrShow: [],
  subject: { kind: 'permohonan', id: '1', nomor: '1' },
}
const none = {
  paragraf: () => undefined,
  baris: () => undefined,
  daftar: () => undefined,
  penutup: undefined,
}

describe('a corrected letter', () => {
  it('stays as it was where nothing was corrected', () =>
    expect(correctLetter(letter, none)).toEqual(letter))

  it('has the words of the form, under the same labels', () => {
    const corrected = correctLetter(letter, {
      paragraf: (at) => (at === 0 ? ' Menyatakan bahwa ' : undefined),
      baris: (at, row) => (at === 1 && row === 1 ? 'Jalan B' : undefined),
      daftar: () => 'Satu\n\n Tiga \n',
      penutup: '',
    })
    expect(corrected.isi).toEqual([
      { kind: 'paragraf', text: 'Menyatakan bahwa' },
      {
        kind: 'tabel',
        rows: [
          ['Nama', 'Wahyuni'],
          ['Alamat', 'Jalan B'],
        ],
      },
      { kind: 'daftar', items: ['Satu', 'Tiga'] },
    ])
    expect('penutup' in corrected).toBe(false)
  })
})
