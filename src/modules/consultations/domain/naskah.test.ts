import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { halamanDari, halamanOf } from './halaman.ts'
import { type Bagian, periksaNaskah, potongNaskah, tulisNaskah } from './naskah.ts'
import { bandingkan, perluSebab, perubahanOf } from './redline.ts'
import { beriJangkar } from './sejajar.ts'

const NASKAH = `BAB I
KETENTUAN
UMUM

Pasal 1
Dalam Peraturan ini yang dimaksud dengan:
a. desa adalah kesatuan masyarakat
hukum;
b. bupati adalah Bupati Jatiraya.

Bagian Kesatu
Umum
Pasal 2
(1) Setiap orang berhak sebagaimana dimaksud
Pasal 1 huruf a.
(2) Hak itu meliputi:
  a. tahu; dan
  b. memberi masukan:
    1. lisan; atau
    2. tertulis.

Ketentuan lebih lanjut diatur tersendiri.
BAB II
PENUTUP
Pasal 3
Peraturan ini mulai berlaku.`

const labels = (text: string) => potongNaskah(text).map(({ label }) => label)
const withAnchors = (text: string) => beriJangkar([], potongNaskah(text), 0).bagian
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '')

describe('cutting a text', () => {
  it('finds bab, bagian, pasal, ayat, huruf and angka, each cited as people cite it', () =>
    expect(labels(NASKAH)).toEqual([
      'BAB I',
      'Pasal 1',
      'Pasal 1 huruf a',
      'Pasal 1 huruf b',
      'Bagian Kesatu',
      'Pasal 2',
      'Pasal 2 ayat (1)',
      'Pasal 2 ayat (2)',
      'Pasal 2 ayat (2) huruf a',
      'Pasal 2 ayat (2) huruf b',
      'Pasal 2 ayat (2) huruf b angka 1',
      'Pasal 2 ayat (2) huruf b angka 2',
      'Pasal 2 ayat (2) huruf b angka 2, alinea',
      'BAB II',
      'Pasal 3',
    ]))

  it('joins lines that a page broke, and keeps a pasal named within a sentence in it', () => {
    const [bab, , huruf] = potongNaskah(NASKAH)
    expect(bab?.teks).toBe('KETENTUAN UMUM')
    expect(huruf?.teks).toBe('desa adalah kesatuan masyarakat hukum;')
    expect(potongNaskah(NASKAH)[6]?.teks).toBe(
      'Setiap orang berhak sebagaimana dimaksud Pasal 1 huruf a.',
    )
  })

  it.each([
    ['Pasal 5A', 'pasal', '5A'],
    ['Pasal II', 'pasal', 'II'],
    ['(1a) baru', 'ayat', '1a'],
    ['aa. lanjutan', 'huruf', 'aa'],
    ['12. angka', 'angka', '12'],
    ['LAMPIRAN II', 'lampiran', 'LAMPIRAN II'],
    ['PENJELASAN', 'lampiran', 'PENJELASAN'],
    ['Bagian Kedua Belas', 'bagian', 'Kedua Belas'],
    ['ab. bukan huruf', 'alinea', ''],
    ['Pasal 5 ayat (1) berlaku', 'alinea', ''],
    ['1.000 rupiah', 'alinea', ''],
  ])('reads "%s" as %s', (line, tingkat, nomor) => {
    expect(potongNaskah(line)).toMatchObject([{ tingkat, nomor }])
  })

  const line = fc.oneof(
    fc.constantFrom(
      'BAB I',
      'BAB XII',
      'Pasal 1',
      'Pasal 27B',
      'Bagian Kesatu',
      '',
      '',
      'LAMPIRAN',
    ),
    fc.constantFrom('(1)', '(12) ayat ini', 'a.', 'z. huruf', '3. angka', 'bb. dua'),
    fc.string({ maxLength: 30 }).map((text) => text.replaceAll('\n', ' ')),
  )
  const pasted = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'))

  it('loses no word and moves none', () =>
    fc.assert(
      fc.property(pasted, (text) => {
        expect(wordsOf(tulisNaskah(potongNaskah(text)))).toEqual(wordsOf(text))
      }),
    ))

  const kalimat = fc
    .array(fc.constantFrom('warga', 'desa', 'wajib', 'memilah', 'sampah', 'Bupati'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((words) => words.join(' '))
  const tersusun = fc
    .array(fc.tuple(fc.nat({ max: 4 }), kalimat, fc.nat({ max: 30 })), {
      minLength: 1,
      maxLength: 25,
    })
    .map((list) =>
      list
        .map(([kind, words, n]) => {
          if (kind === 0) return `BAB ${['I', 'II', 'IV', 'X'][n % 4]}\n${words}`
          if (kind === 1) return `Pasal ${n + 1}\n${words}`
          if (kind === 2) return `(${n + 1}) ${words}`
          if (kind === 3) return `${'abcdefgh'[n % 8]}. ${words}`
          return `\n${words}`
        })
        .join('\n'),
    )

  it('gives the same passages when what it wrote is cut again', () =>
    fc.assert(
      fc.property(tersusun, (text) => {
        const once = potongNaskah(text)
        expect(potongNaskah(tulisNaskah(once))).toEqual(once)
      }),
    ))

  it('warns of numbers that stand twice, are left out, or have no words', () =>
    expect(
      periksaNaskah(potongNaskah('Pasal 1\nSatu.\nPasal 1\nLagi.\nPasal 4\nPasal 5\nLima.')),
    ).toEqual([
      { jenis: 'ganda', label: 'Pasal 1' },
      { jenis: 'kosong', label: 'Pasal 4' },
      { jenis: 'loncat', label: 'Pasal 4' },
    ]))

  describe('and comparing it', () => {
    it('keeps the anchor of a passage whose number moved, and of one whose words changed', () => {
      const lama = withAnchors('Pasal 1\nWarga memilah sampah.\nPasal 2\nDesa menyediakan tempat.')
      const { bagian } = beriJangkar(
        lama,
        potongNaskah(
          'Pasal 1\nPeraturan ini berlaku segera.\nPasal 2\nWarga memilah sampah.\nPasal 3\nDesa wajib menyediakan tempat.',
        ),
        2,
      )
      expect(bagian.map(({ label, jangkar }) => [label, jangkar])).toEqual([
        ['Pasal 1', 'b3'],
        ['Pasal 2', 'b1'],
        ['Pasal 3', 'b2'],
      ])
      expect(perubahanOf(lama, bagian).map(({ jangkar, jenis }) => [jangkar, jenis])).toEqual([
        ['b3', 'tambah'],
        ['b1', 'nomor'],
        ['b2', 'ubah'],
      ])
      expect(perluSebab(perubahanOf(lama, bagian)).map(({ jangkar }) => jangkar)).toEqual([
        'b3',
        'b2',
      ])
    })

    it('never gives an anchor twice, nor one that was used before', () =>
      fc.assert(
        fc.property(tersusun, tersusun, (one, other) => {
          const first = beriJangkar([], potongNaskah(one), 0)
          const second = beriJangkar(first.bagian, potongNaskah(other), first.terpakai)
          const anchors = second.bagian.map(({ jangkar }) => jangkar)
          expect(new Set(anchors).size).toBe(anchors.length)
          const old = new Set(first.bagian.map(({ jangkar }) => jangkar))
          const fresh = anchors.filter((one) => !old.has(one)).map((one) => Number(one.slice(1)))
          expect(fresh.every((one) => one > first.terpakai && one <= second.terpakai)).toBe(true)
        }),
      ))

    it('tells every change: the old text with all of them is the new one', () =>
      fc.assert(
        fc.property(tersusun, tersusun, (one, other) => {
          const first = beriJangkar([], potongNaskah(one), 0)
          const lama = first.bagian
          const baru = beriJangkar(lama, potongNaskah(other), first.terpakai).bagian
          expect(apply(lama, perubahanOf(lama, baru))).toEqual(
            new Map(baru.map((bagian) => [bagian.jangkar, bagian])),
          )
        }),
      ))
  })

  describe('word by word', () => {
    const text = fc.array(
      fc.constantFrom('a', 'ab ', ', ', '(1) ', 'Rp2.000,00 ', '\n', 'é', '😀'),
      {
        maxLength: 40,
      },
    )
    const joined = text.map((parts) => parts.join(''))
    const without = (lama: string, baru: string, left: 'hapus' | 'tambah') =>
      bandingkan(lama, baru)
        .filter(({ jenis }) => jenis !== left)
        .map(({ teks }) => teks)
        .join('')

    it('gives the new text without what was taken out, the old one without what was put in', () =>
      fc.assert(
        fc.property(joined, joined, (lama, baru) => {
          expect(without(lama, baru, 'hapus')).toBe(baru)
          expect(without(lama, baru, 'tambah')).toBe(lama)
        }),
      ))

    it('shows a changed word alone', () =>
      expect(bandingkan('Tarif motor Rp2 sekali.', 'Tarif motor Rp1 sekali.')).toEqual([
        { jenis: 'sama', teks: 'Tarif motor ' },
        { jenis: 'hapus', teks: 'Rp2' },
        { jenis: 'tambah', teks: 'Rp1' },
        { jenis: 'sama', teks: ' sekali.' },
      ]))

    it('shows changed words that follow each other as one stretch, and an amount as one word', () =>
      expect(
        bandingkan('bayar Rp2.000,00 sekali parkir.', 'bayar Rp1.000,00 setiap hari.'),
      ).toEqual([
        { jenis: 'sama', teks: 'bayar ' },
        { jenis: 'hapus', teks: 'Rp2.000,00 sekali parkir' },
        { jenis: 'tambah', teks: 'Rp1.000,00 setiap hari' },
        { jenis: 'sama', teks: '.' },
      ]))

    it('ends soon on two long texts that share nothing', () => {
      const many = (word: string) =>
        Array.from({ length: 4_000 }, (_, n) => `${word}${n}`).join(' ')
      const parts = bandingkan(many('lama'), many('baru'))
      expect(parts.map(({ jenis }) => jenis)).toEqual(['hapus', 'tambah'])
    })
  })

  describe('into pages', () => {
    it('leaves a short text whole', () => expect(halamanOf(withAnchors(NASKAH))).toHaveLength(1))

    it('holds every passage once, in order, and leaves no heading behind', () => {
      const bab = (n: number) =>
        `BAB ${'I'.repeat(n)}\nJUDUL\n${Array.from({ length: 50 }, (_, at) => `Pasal ${n}${at}\n${'kata '.repeat(60)}`).join('\n')}`
      const bagian = withAnchors([1, 2, 3].map(bab).join('\n'))
      const pages = halamanOf(bagian)
      expect(pages.flatMap((one) => one.bagian)).toEqual(bagian)
      expect(pages.length).toBeGreaterThan(3)
      for (const page of pages) {
        expect(page.bagian.reduce((sum, { teks }) => sum + teks.length, 0)).toBeLessThan(18_000)
        expect(page.bagian.at(-1)?.tingkat).toBe('pasal')
      }
      const last = bagian.at(-1)?.jangkar ?? ''
      expect(halamanDari(pages, last)).toBe(pages.length - 1)
      expect(halamanDari(pages, 'b9999')).toBe(0)
    })
  })
})

/** The old passages with every change carried out, by anchor. */
function apply(
  lama: readonly Bagian[],
  perubahan: ReturnType<typeof perubahanOf>,
): ReadonlyMap<string, Bagian> {
  const now = new Map(lama.map((one) => [one.jangkar, one]))
  for (const { jangkar, baru } of perubahan)
    if (baru === undefined) now.delete(jangkar)
    else now.set(jangkar, baru)
  return now
}
