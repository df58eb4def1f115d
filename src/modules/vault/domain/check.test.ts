import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import { type Found, judge, readDate } from './check.ts'
import { cleanFileName } from './file-name.ts'
import { addMonths, isExpired, type Jenis, lastDay } from './jenis.ts'
import { isRunning, remainingOf } from './uses.ts'

const KK: Jenis = {
  kode: 'kk',
  nama: { id: 'Kartu Keluarga', en: 'Family card' },
  kelompok: 'kependudukan',
  format: ['jpg', 'png', 'webp', 'pdf'],
  maksKb: 2_048,
  maksHalaman: 2,
  tanggal: 'tidak',
  masaBerlakuBulan: null,
  sumber: 'belum diverifikasi',
  isTerverifikasi: false,
  petunjuk: { id: 'Utuh', en: 'Whole' },
  isDataSpesifik: true,
  kejelasan: 'tulisan',
  sisiPendekMinPx: 600,
}
const PLACE: Jenis = { ...KK, kode: 'foto-lokasi', format: ['jpg'], kejelasan: 'gambar' }
const DRAWING: Jenis = { ...KK, kode: 'gambar-rencana', format: ['pdf'] }
const PHOTO: Found = { kind: 'photo', format: 'jpg', shortEdgePx: 1_400, faults: [] }
const PDF: Found = { kind: 'pdf', sizeBytes: 100_000, pages: 1, blankPages: [], scans: [] }

const said = (jenis: Jenis, found: Found) => {
  const { refusals, warnings } = judge(jenis, found)
  return [
    ...refusals.map(({ code }) => `no ${code}`),
    ...warnings.map(({ code }) => `hm ${code}`),
  ].join(', ')
}

describe('a file judged against its kind', () => {
  it.each<[string, Jenis, Found, string]>([
    ['a good photo', KK, PHOTO, ''],
    ['a good PDF', KK, PDF, ''],
    ['a photo where a PDF is asked', DRAWING, PHOTO, 'no BERKAS_HARUS_PDF'],
    ['a PDF where a photo is asked', PLACE, PDF, 'no BERKAS_HARUS_FOTO'],
    ['a heavy PDF', KK, { ...PDF, sizeBytes: 3_000_000 }, 'no BERKAS_PDF_TERLALU_BESAR'],
    ['a long PDF', KK, { ...PDF, pages: 3 }, 'no BERKAS_TERLALU_BANYAK_HALAMAN'],
    [
      'a heavy and long PDF',
      KK,
      { ...PDF, pages: 3, sizeBytes: 9e6 },
      'no BERKAS_PDF_TERLALU_BESAR, no BERKAS_TERLALU_BANYAK_HALAMAN',
    ],
    [
      'a PDF with a blank page',
      KK,
      { ...PDF, pages: 2, blankPages: [2] },
      'hm BERKAS_HALAMAN_KOSONG',
    ],
    [
      'a PDF with a blurred scan',
      KK,
      { ...PDF, scans: [{ page: 1, faults: [{ what: 'kabur', how: 'unreadable' }] }] },
      'no BERKAS_HALAMAN_TIDAK_TERBACA',
    ],
    [
      'a PDF with a soft scan',
      KK,
      { ...PDF, scans: [{ page: 1, faults: [{ what: 'kabur', how: 'hard' }] }] },
      'hm BERKAS_HALAMAN_SULIT_DIBACA',
    ],
    ['a small photo', KK, { ...PHOTO, shortEdgePx: 599 }, 'no BERKAS_TERLALU_KECIL'],
    ['a photo just large enough', KK, { ...PHOTO, shortEdgePx: 600 }, 'hm BERKAS_AGAK_KECIL'],
    ['a place just large enough', PLACE, { ...PHOTO, shortEdgePx: 600 }, ''],
    [
      'a dark paper',
      KK,
      { ...PHOTO, faults: [{ what: 'gelap', how: 'unreadable' }] },
      'no BERKAS_GELAP',
    ],
    [
      'a dim paper',
      KK,
      { ...PHOTO, faults: [{ what: 'gelap', how: 'hard' }] },
      'hm BERKAS_AGAK_GELAP',
    ],
    [
      'a blurred and dim paper',
      KK,
      {
        ...PHOTO,
        faults: [
          { what: 'gelap', how: 'hard' },
          { what: 'kabur', how: 'unreadable' },
        ],
      },
      'no BERKAS_KABUR, hm BERKAS_AGAK_GELAP',
    ],
    [
      'a dark place',
      PLACE,
      { ...PHOTO, faults: [{ what: 'gelap', how: 'unreadable' }] },
      'no BERKAS_GELAP',
    ],
    [
      'a blurred place',
      PLACE,
      { ...PHOTO, faults: [{ what: 'kabur', how: 'unreadable' }] },
      'hm BERKAS_AGAK_KABUR',
    ],
    ['a soft place', PLACE, { ...PHOTO, faults: [{ what: 'kabur', how: 'hard' }] }, ''],
    ['a pale place', PLACE, { ...PHOTO, faults: [{ what: 'pudar', how: 'unreadable' }] }, ''],
    [
      'an empty place',
      PLACE,
      { ...PHOTO, faults: [{ what: 'polos', how: 'unreadable' }] },
      'no BERKAS_POLOS',
    ],
  ])('%s is answered with every reason', (_what, jenis, found, expected) => {
    expect(said(jenis, found)).toBe(expected)
  })

  it('is refused or warned of at the field of the file, never with an empty sentence', () => {
    const { refusals, warnings } = judge(KK, {
      ...PHOTO,
      shortEdgePx: 100,
      faults: [{ what: 'pudar', how: 'hard' }],
    })
    for (const one of [...refusals, ...warnings]) {
      expect(one.field).toBe('berkas')
      expect(one.message).not.toMatch(/\{|^$/)
    }
  })
})

describe('the date on a document', () => {
  const today = tanggal('2026-11-26')
  const read = (jenis: Jenis, text: string) => {
    const dated = readDate(jenis, text, { today, write: String })
    return dated.ok
      ? `${dated.value.tanggalDokumen} ${dated.value.berlakuSampai}`
      : dated.refusals[0]?.code
  }
  const issued: Jenis = { ...KK, tanggal: 'terbit', masaBerlakuBulan: 6 }
  const ends: Jenis = { ...KK, tanggal: 'berakhir' }

  it.each<[string, Jenis, string, string | undefined]>([
    ['is not asked for where nothing runs out', KK, '', 'null null'],
    ['is asked for', issued, '', 'BERKAS_TANGGAL_KOSONG'],
    ['must be in the calendar', issued, '31/02/2026', 'BERKAS_TANGGAL_TIDAK_SAH'],
    ['is no sentence', ends, 'besok', 'BERKAS_TANGGAL_TIDAK_SAH'],
    ['of issue is never after today', issued, '27/11/2026', 'BERKAS_TANGGAL_DEPAN'],
    ['of issue gives the last day', issued, '31/08/2026', '2026-08-31 2027-02-28'],
    ['of issue long ago has run out', issued, '01/01/2026', 'BERKAS_KEDALUWARSA'],
    ['of the end counts itself', ends, '26/11/2026', '2026-11-26 2026-11-26'],
    ['of the end before today has run out', ends, '2026-11-25', 'BERKAS_KEDALUWARSA'],
    [
      'without a validity only stays',
      { ...issued, masaBerlakuBulan: null },
      '1/1/2001',
      '2001-01-01 null',
    ],
  ])('%s', (_what, jenis, text, expected) => expect(read(jenis, text)).toBe(expected))

  it('moves by months to a day that exists, never backwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 0, max: 600 }),
        (year, month, day, months) => {
          const from = tanggal(
            `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
          )
          const to = addMonths(from, months)
          expect(to >= from).toBe(true)
          expect(to.slice(8)).toBe(from.slice(8))
          expect(addMonths(addMonths(from, months), 0)).toBe(to)
        },
      ),
    )
    expect(addMonths(tanggal('2024-01-31'), 1)).toBe('2024-02-29')
    expect(addMonths(tanggal('2026-12-31'), 2)).toBe('2027-02-28')
    expect(lastDay(ends, undefined)).toBeUndefined()
    expect(isExpired(null, today)).toBe(false)
  })
})

describe('the name of a file', () => {
  it.each([
    ['kk.jpg', 'kk.jpg'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\budi\\KK Budi.PDF', 'KK Budi.jpg'],
    ['foto\u202egpj.exe', 'fotogpj.jpg'],
    [`${'x'.repeat(255)}.jpg`, `${'x'.repeat(80)}.jpg`],
    ['"><script>alert(1)</script>.jpg', 'script.jpg'],
    ['', 'berkas.jpg'],
    ['...', 'berkas.jpg'],
    ['a\u0000b\r\nset-cookie: x.jpg', 'abset-cookie x.jpg'],
    ['akta  kelahiran\u200b.jpeg', 'akta kelahiran.jpg'],
  ])('%s is made harmless', (sent, kept) => expect(cleanFileName(sent, 'jpg')).toBe(kept))

  it('is short, without a path or a hidden letter, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (sent) => {
        const kept = cleanFileName(sent, 'pdf')
        expect(kept).toMatch(/^[^\\/\p{Cc}\p{Cf}]{1,84}\.pdf$/u)
        expect([...kept].length).toBeLessThanOrEqual(84)
      }),
    )
  })
})

describe('a use', () => {
  const today = tanggal('2026-11-26')
  it('runs on its last day, and not after its end', () => {
    const use = { unitKode: 'dukcapil', sampai: today, berakhirAt: null }
    expect(isRunning(use, today)).toBe(true)
    expect(isRunning({ ...use, sampai: tanggal('2026-11-25') }, today)).toBe(false)
    expect(isRunning({ ...use, berakhirAt: new Date(0) }, today)).toBe(false)
  })

  it('keeps a removed document while it runs, then for the record, then no longer', () => {
    const now = new Date('2026-11-26T00:00:00Z')
    const times = { now, keepMs: 1_000 }
    const ended = { nomor: 'PMH-1', endedAt: new Date(now.getTime() - 500) }
    expect(remainingOf([], times)).toEqual({ kind: 'gone' })
    expect(remainingOf([{ nomor: 'PMH-1' }, { nomor: 'PMH-1' }, ended], times)).toEqual({
      kind: 'in-use',
      nomor: ['PMH-1'],
    })
    expect(remainingOf([ended], times)).toEqual({
      kind: 'on-record',
      until: new Date(now.getTime() + 500),
    })
    expect(remainingOf([{ ...ended, endedAt: new Date(now.getTime() - 1_000) }], times)).toEqual({
      kind: 'gone',
    })
  })
})
