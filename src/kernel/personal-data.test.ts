import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findPersonalData,
  maskPersonalData,
  PERSONAL_DATA_KINDS,
  type PersonalDataKind,
} from './personal-data.ts'

const found = (text: string): [PersonalDataKind, string][] =>
  findPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])

describe('findPersonalData', () => {
  it.each<[PersonalDataKind, string, string]>([
    ['nik', 'NIK saya 9901991708900001, tolong', '9901991708900001'],
    ['nik', 'nik:9901 9957 0890 0001.', '9901 9957 0890 0001'],
    ['nik', 'KTP 990199-170890-0001', '990199-170890-0001'],
    ['nik', 'antre 1234 9901 9917 0890 0001', '9901 9917 0890 0001'],
    ['telepon', 'hubungi 081100001122 ya', '081100001122'],
    ['telepon', 'WA 0811-0000-112', '0811-0000-112'],
    ['telepon', 'hub.0811.0000.112', '0811.0000.112'],
    ['telepon', 'telp (0811) 0000 112', '(0811) 0000 112'],
    ['telepon', 'wa.me/628110000112', '628110000112'],
    ['telepon', 'HP +62 811-0000-1122!', '+62 811-0000-1122'],
    ['telepon', '+62 (0) 811 0000 112', '+62 (0) 811 0000 112'],
    ['telepon', '0811\u20130000\u2013112', '0811\u20130000\u2013112'],
    ['telepon', '0811\u00a00000\u00a0112', '0811\u00a00000\u00a0112'],
    ['telepon', '0811 0000 1122 12 orang', '0811 0000 1122'],
    ['email', 'ke siti.contoh+lapor@contoh.example.id.', 'siti.contoh+lapor@contoh.example.id'],
    ['alamat', 'rumah di Jl. Mawar No. 12', 'Jl. Mawar No. 12'],
    ['alamat', 'Jalan Raya Contoh Km 3 nomor 7B', 'Jalan Raya Contoh Km 3 nomor 7B'],
    ['alamat', 'JLN 17 AGUSTUS NO.5', 'JLN 17 AGUSTUS NO.5'],
    ['alamat', 'Jalan rusak di gang Melati III no 4', 'gang Melati III no 4'],
    ['alamat', 'RT 03/RW 05 Wonolestari', 'RT 03/RW 05'],
    ['alamat', 'rt.3 rw.5', 'rt.3 rw.5'],
    ['alamat', 'RT03/05', 'RT03/05'],
    ['alamat', 'RW 05, RT 03', 'RW 05, RT 03'],
    ['alamat', 'perumahan blok B2', 'blok B2'],
    ['alamat', 'Blok AA No. 14', 'Blok AA No. 14'],
    ['rekening', 'no rek 1234-5678-90 a.n. Budi', 'no rek 1234-5678-90'],
    ['rekening', 'transfer BCA: 0123456789', 'BCA: 0123456789'],
    ['plat', 'truk B 1234 XYZ lewat', 'B 1234 XYZ'],
    ['plat', 'motor DD1234AB.', 'DD1234AB'],
    ['plat', 'mobil L-99-A', 'L-99-A'],
  ])('finds %s in %j', (kind, text, part) => {
    expect(found(text)).toEqual([[kind, part]])
  })

  it.each([
    'Jalan Wonolestari berlubang sepanjang 20 meter',
    'lampu jalan mati di gang Melati',
    'warga RT 03 sudah tiga hari menunggu',
    'laporan ADU-2026-004417-N belum dijawab',
    'pasar blok A sepi',
    'anggaran Rp1.234.567.890.123,00',
    'koordinat -7.0812345678, 112.0811000011',
    'nomor transaksi 9901993213900001',
    'kantor (0411) 123456',
    'rapat 24/11/2026 pukul 08.10 WIB',
    'CV 12 ABC dan KM 12 ADA',
    'ukuran a 12 b',
    'Jalan Mawar rusak; loket no 3',
    '',
  ])('leaves %j alone', (text) => {
    expect(found(text)).toEqual([])
  })

  it('reports each stretch once, in order', () => {
    const text = 'B 1234 CD, BRI 081100001122, a@b.id, 9901991708900001, Blok B 12 No 3'
    const ranges = findPersonalData(text)
    expect(ranges.map(({ kind }) => kind)).toEqual(['plat', 'rekening', 'email', 'nik', 'alamat'])
    ranges.forEach(({ start }, index) => {
      expect(start).toBeGreaterThanOrEqual(ranges[index - 1]?.end ?? 0)
    })
  })

  it('answers the same when asked twice: no pattern keeps a place', () => {
    const text = 'WA 081100001122'
    expect(findPersonalData(text)).toEqual(findPersonalData(text))
  })
})

describe('maskPersonalData', () => {
  it('puts a word where the data was, and keeps the rest to the letter', () => {
    expect(maskPersonalData('Hubungi 0811-0000-112 (Jl. Mawar No. 12), terima kasih.')).toBe(
      'Hubungi [nomor telepon disamarkan] ([alamat disamarkan]), terima kasih.',
    )
  })

  it('masks only the kinds it is asked for', () => {
    const text = 'plat B 1234 CD, WA 081100001122'
    expect(maskPersonalData(text, ['telepon'])).toBe(
      'plat B 1234 CD, WA [nomor telepon disamarkan]',
    )
    expect(maskPersonalData(text, [])).toBe(text)
  })

  it('leaves nothing to find, and its own words alone', () => {
    const pieces = fc.constantFrom(
      '9901991708900001',
      '0811-0000-112',
      'a@b.id',
      'Jl. Mawar No. 12',
      'RT 3/RW 5',
      'blok B2',
      'rek 12345678',
      'B 1234 CD',
      ' ',
      '\n',
      ', ',
      '5',
      'jalan',
      '-',
      '.',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const masked = maskPersonalData(parts.join(' '))
        expect(found(masked)).toEqual([])
        expect(maskPersonalData(masked)).toBe(masked)
      }),
      { numRuns: 500 },
    )
  })

  it('has a word for every kind', () => {
    expect(PERSONAL_DATA_KINDS).toEqual(['nik', 'telepon', 'email', 'alamat', 'rekening', 'plat'])
  })
})

describe('hostile text of 100 kB', () => {
  it.each([
    'a',
    '0',
    '1',
    ' ',
    'a.',
    '1-',
    '1 ',
    '08',
    '0 8',
    '+62 ',
    '(0',
    'a@',
    '@a.',
    'a@a.',
    'jl ',
    'Jl. a1 ',
    'no 1 ',
    'jl no 1 ',
    'rt 1 ',
    'rt1rw',
    'rw 1,',
    'blok a',
    'blok a no ',
    'rek ',
    'rek 1',
    'bca 1 ',
    'B 12',
    'B-12-',
    'AB 99 ',
    '12 12-',
    '9901991708900001',
    ';jl',
    '\n',
  ])('of %j is searched in a fraction of a second', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length))
    const startedMs = performance.now()
    maskPersonalData(`${text}!`)
    expect(performance.now() - startedMs).toBeLessThan(1_000)
  })
})
