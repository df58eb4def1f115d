import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Kategori } from './katalog.ts'
import { indexKategori, matchKategori } from './suggest.ts'

const file = join(import.meta.dirname, '../../../../data/laporan/kategori.json')
const { daun } = JSON.parse(readFileSync(file, 'utf8')) as { daun: readonly Kategori[] }
const index = indexKategori(daun)
const first = (text: string) => matchKategori(index, text, 3).map(({ kode }) => kode)

describe('the suggested categories', () => {
  it.each([
    ['Lampu jalan padam di depan pasar, sudah tiga malam gelap sekali', 'penerangan.padam'],
    ['Jalan berlubang besar di depan sekolah, banyak motor jatuh', 'jalan.lubang'],
    ['Air PDAM keruh dan bau sejak kemarin', 'air.keruh'],
    ['Got mampet, banjir setinggi lutut di kampung kami', 'drainase.banjir'],
    ['Pohon tumbang menimpa kabel listrik', 'taman.pohon-tumbang'],
    ['Sampah menumpuk dan bau di TPS, kontainer penuh', 'sampah.menumpuk'],
  ])('hold what is meant by "%s"', (text, kode) => expect(first(text)).toContain(kode))

  it('are three at most, and none for words that fit nothing', () => {
    expect(first('jalan jalan rusak lampu sampah air banjir pohon')).toHaveLength(3)
    expect(first('qwer asdf zxcv')).toEqual([])
    expect(first('')).toEqual([])
  })

  it('do not change with case and punctuation', () => {
    expect(first('LAMPU JALAN, PADAM!')).toEqual(first('lampu jalan padam'))
  })
})
