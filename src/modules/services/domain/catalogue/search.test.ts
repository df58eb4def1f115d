import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCatalogue } from '../../definition-file/read-catalogue.ts'
import { editDistance } from './likeness.ts'
import { createSearch, type Search } from './search.ts'

let search: Search
beforeAll(async () => {
  const found = await readCatalogue(join(import.meta.dirname, '../../../../../data/layanan'))
  search = createSearch([...found.layanan, ...found.rujukan])
})
const first = (typed: string, count = 3) => search(typed, count).map((one) => one.code)

describe('search', () => {
  it.each([
    ['ktp ilang', 'DUKCAPIL-KTP-GANTI'],
    ['ktp hilang', 'DUKCAPIL-KTP-GANTI'],
    ['kehilangan e-ktp', 'DUKCAPIL-KTP-GANTI'],
    ['surat domisil', 'DESA-DOMISILI'],
    ['nib', 'PUSAT-NIB'],
    ['mau bikin surat nikah', 'DESA-NIKAH'],
    ['akta lahir', 'DUKCAPIL-AKTA-LAHIR'],
    ['akte kelahiran bayi', 'DUKCAPIL-AKTA-LAHIR'],
  ])('finds by “%s” %s among the first', (typed, code) => {
    expect(first(typed)).toContain(code)
  })

  it.each([
    ['izin bangun rumah', 'DPMPTSP-DAMPING-PBG'],
    ['kartu kuning', 'DISNAKER-AK1'],
    ['surat keterangan usaha', 'DESA-USAHA'],
    ['tebang pohon', 'DLH-TEBANG-POHON'],
    ['anak putus sekolah', 'DIKBUD-ATS'],
    ['akta kelahiran', 'DUKCAPIL-AKTA-LAHIR'],
    ['sktm', 'DESA-SKTM-BEROBAT'],
  ])('puts first for “%s”, said as people say it, %s', (typed, code) => {
    expect(first(typed, 1)).toEqual([code])
  })

  it('still shows the others of a kind when one of them is called just so', () => {
    expect(first('ktp', 12).filter((code) => code.includes('KTP')).length).toBeGreaterThanOrEqual(4)
  })

  it('does not take a known word for a rarer one that looks alike', () => {
    expect(first('sktm', 4).every((code) => code.includes('SKTM'))).toBe(true)
  })

  it('finds birth certificates for who wants “ngurus akta”', () => {
    expect(first('ngurus akta', 12).some((code) => code.startsWith('DUKCAPIL-AKTA'))).toBe(true)
  })

  it('finds nothing for words that mean nothing, and for none', () => {
    expect(search('xqzzt wvvkp', 5)).toEqual([])
    expect(search('   ', 5)).toEqual([])
  })

  it('takes a text of any length and shape', () => {
    expect(() => search('\u0000'.repeat(100_000), 5)).not.toThrow()
    expect(() => search('(((((.*+?^$', 5)).not.toThrow()
  })
})

describe('the distance of words', () => {
  it.each([
    ['akta', 'akta', 0],
    ['akta', 'akte', 1],
    ['kelahiran', 'kelahrian', 1],
    ['domisili', 'domisil', 1],
    ['abc', 'xyz', 3],
  ])('of %s and %s is %s', (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(distance)
  })
})
