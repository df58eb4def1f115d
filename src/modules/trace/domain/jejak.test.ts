import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  langkahOf,
  missingOf,
  parseKunci,
  publicPart,
  type Simpul,
  TAHAP,
  writeKunci,
} from './jejak.ts'

const simpul = (jenis: Simpul['jenis'], id: string, more: Partial<Simpul> = {}): Simpul => ({
  jenis,
  id,
  nomor: `N-${id}`,
  judul: `Judul ${id}`,
  jumlah: '100.00',
  tanggal: '2026-03-01',
  url: `/kerja/x/${id}`,
  ...more,
})

describe('the address of a document', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TAHAP), fc.uuid(), (jenis, id) => {
        expect(parseKunci(writeKunci({ jenis, id }))).toEqual({ jenis, id })
      }),
    )
  })

  it.each(['', 'sp2d', 'sp2d.', 'apa.1', "sp2d.1' or '1'='1", '.1', `sp2d.${'1'.repeat(61)}`])(
    'is not “%s”',
    (text) => expect(parseKunci(text)).toBeUndefined(),
  )
})

describe('a walk', () => {
  it('stands in the order money goes, each document once', () => {
    const found = langkahOf([
      simpul('jurnal', '3'),
      simpul('usulan', '1'),
      simpul('sp2d', '2b', { tanggal: '2026-05-01' }),
      simpul('sp2d', '2a', { tanggal: '2026-04-01' }),
      simpul('sp2d', '2a', { tanggal: '2026-04-01' }),
    ])
    expect(found.map(({ tahap, simpul: all }) => [tahap, all.map(({ id }) => id)])).toEqual([
      ['usulan', ['1']],
      ['sp2d', ['2a', '2b']],
      ['jurnal', ['3']],
    ])
  })

  it('shows anyone only orders that were paid, without their words', () => {
    const all = [
      simpul('spp', 'p1'),
      simpul('spp', 'p2'),
      simpul('spm', 'm1'),
      simpul('sp2d', 'd1'),
      simpul('kontrak', 'k1', { url: '/proyek/k1' }),
    ]
    const seen = publicPart(all, [
      { dari: { jenis: 'spp', id: 'p1' }, ke: { jenis: 'spm', id: 'm1' } },
      { dari: { jenis: 'spm', id: 'm1' }, ke: { jenis: 'sp2d', id: 'd1' } },
      { dari: { jenis: 'kontrak', id: 'k1' }, ke: { jenis: 'spp', id: 'p2' } },
    ])
    expect(seen.map(({ id, judul, url }) => [id, judul, url])).toEqual([
      ['p1', '', ''],
      ['m1', '', ''],
      ['d1', '', ''],
      ['k1', 'Judul k1', '/proyek/k1'],
    ])
  })

  it('says what a payment lacks', () => {
    const whole = langkahOf(
      (['rkpd', 'sp2d', 'jurnal', 'baris-laporan', 'kartu-aset'] as const).map((jenis) =>
        simpul(jenis, '1'),
      ),
    )
    expect(missingOf(whole, true)).toEqual([])
    expect(missingOf(langkahOf([simpul('sp2d', '1')]), true)).toEqual(['rencana', 'jurnal', 'aset'])
    expect(missingOf(langkahOf([simpul('sp2d', '1')]), false)).toEqual(['rencana', 'jurnal'])
    const unlisted = (['rkpd', 'sp2d', 'jurnal'] as const).map((jenis) => simpul(jenis, '1'))
    expect(missingOf(langkahOf(unlisted), false)).toEqual(['baris'])
    expect(missingOf(langkahOf([simpul('usulan', '1')]), true)).toEqual([])
  })
})
