import { describe, expect, it } from 'vitest'
import type { Kategori } from './katalog.ts'
import { chooseKategori } from './kategori-words.ts'

const leaf = (kode: string, more: Partial<Kategori> = {}): Kategori => ({
  kode,
  indukKode: null,
  nama: { id: kode, en: kode },
  kataKunci: [],
  kelas: 'normatif',
  jenis: ['pengaduan'],
  isRahasia: false,
  isButuhLokasi: true,
  radiusSerupaM: 0,
  isFotoDianjurkan: false,
  pertanyaan: [],
  ikon: 'jalan',
  urutan: 0,
  isActive: true,
  ...more,
})
const jalan = leaf('jalan.lubang')
const lampu = leaf('penerangan.padam')
const secret = leaf('integritas.suap', { isRahasia: true })
const question = leaf('dokumen.ktp', { jenis: ['permintaan_informasi'] })

describe('the category of a report whose sender is not asked', () => {
  it.each([
    ['a sure guess before words', jalan, lampu, 0.8, lampu],
    ['words before a guess that is only fair', jalan, lampu, 0.4, jalan],
    ['a fair guess where no word fits', undefined, lampu, 0.3, lampu],
    ['nothing for a poor guess alone', undefined, lampu, 0.1, undefined],
    ['words before a guess made of words', jalan, lampu, null, jalan],
    ['a secret leaf named by its words, whatever the guess', secret, lampu, 0.99, secret],
    ['a secret leaf that is surely meant', jalan, secret, 0.9, secret],
    ['no leaf of another kind of report', undefined, question, 0.9, undefined],
    ['nothing where nothing was found', undefined, undefined, null, undefined],
  ] as const)('is %s', (_rule, byWords, kategori, confidence, expected) => {
    const guess = kategori === undefined ? undefined : { kategori, confidence }
    expect(chooseKategori({ byWords, guess })?.kode).toBe(expected?.kode)
  })
})
