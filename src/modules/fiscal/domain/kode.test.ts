import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareKode, cutTo, isWithin, parentOf, partsOf, withoutWidths } from './kode.ts'
import { kodefikasiOf } from './kodefikasi.ts'
import { isPola, writeNomor } from './pola-nomor.ts'
import { decideStatus, requireRunningYear, type StatusTahun } from './tahun.ts'

const kode = fc
  .array(fc.integer({ min: 0, max: 9999 }), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.join('.'))

describe('a code', () => {
  it.each([
    ['5.1.02.01.01.0024', '5.1.02', true],
    ['5.1.02', '5.1.02', true],
    ['5.10.02', '5.1', false],
    ['5', '5.1', false],
  ])('%s is within %s: %s', (below, above, expected) => {
    expect(isWithin(below, above)).toBe(expected)
  })

  it('is the same whatever its widths were', () => {
    expect(withoutWidths('1.03.10.2.01.08')).toBe(withoutWidths('1.03.10.2.01.0008'))
    expect(withoutWidths('5.1.02.01.01.024')).toBe(withoutWidths('5.1.02.01.01.0024'))
    expect(withoutWidths('0.00')).toBe('0.0')
  })

  it('is within each of its ancestors and in order behind them', () => {
    fc.assert(
      fc.property(kode, fc.integer({ min: 1, max: 7 }), (one, level) => {
        const above = cutTo(one, level)
        expect(isWithin(one, above)).toBe(true)
        expect(compareKode(above, one)).toBeLessThanOrEqual(0)
        expect(partsOf(above).length).toBe(Math.min(level, partsOf(one).length))
      }),
    )
  })

  it('is ordered part by part, the same from both sides', () => {
    fc.assert(
      fc.property(kode, kode, (a, b) => {
        expect(Math.sign(compareKode(a, b))).toBe(-Math.sign(compareKode(b, a)) + 0)
      }),
    )
    expect(['10.1', '2.1', '2', '2.2.3'].toSorted(compareKode)).toEqual([
      '2',
      '2.1',
      '2.2.3',
      '10.1',
    ])
  })

  it('has a parent until the top', () => {
    expect(parentOf('5.1.02')).toBe('5.1')
    expect(parentOf('5')).toBeUndefined()
  })
})

describe('a year’s tables', () => {
  const rekening = (id: number, text: string, indukKode: string | null) => ({
    id,
    kode: text,
    level: partsOf(text).length,
    indukKode,
    nama: `Rekening ${text}`,
    saldoNormal: 'D' as const,
    isDaun: true,
    isTerverifikasi: false,
  })

  it('give children and the way from the top', () => {
    const all = kodefikasiOf(2026, {
      rekening: [rekening(3, '5.1.02', '5.1'), rekening(1, '5', null), rekening(2, '5.1', '5')],
      nomenklatur: [],
      skpd: [
        { id: 1, kode: '1.1', nama: 'A', jenis: 'unit_skpd', indukKode: '1', unitKode: 'rsud' },
        { id: 2, kode: '1', nama: 'B', jenis: 'skpd', indukKode: null, unitKode: 'rsud' },
        { id: 3, kode: '9', nama: 'C', jenis: 'skpkd', indukKode: null, unitKode: null },
      ],
      sumberDana: [],
    })
    expect(all.rekening.pathOf('5.1.02').map((row) => row.kode)).toEqual(['5', '5.1', '5.1.02'])
    expect(all.rekening.childrenOf('5').map((row) => row.kode)).toEqual(['5.1'])
    expect(all.skpdOfUnit('rsud').map((row) => row.id)).toEqual([2, 1])
    expect(all.skpkd?.id).toBe(3)
  })
})

describe('an official number', () => {
  const facts = {
    wilayah: '99.01',
    urut: 25,
    skpd: '2.11.0.00.0.00.01.0000',
    rincian: 'LS',
    bulan: 4,
    tahun: 2026,
  }

  it('is written by its pattern', () => {
    expect(writeNomor('{wilayah}/04.0/{urut:6}/{rincian}/{skpd}/{bulan}/{tahun}', facts)).toBe(
      '99.01/04.0/000025/LS/2.11.0.00.0.00.01.0000/4/2026',
    )
    expect(writeNomor('USL-{tahun}-{urut:5}', facts)).toBe('USL-2026-00025')
  })

  it.each([
    ['{urut}', true],
    ['A/{urut:6}/{skpd}', true],
    ['A/{skpd}', false],
    ['{urut}/{apa}', false],
    ['{urut', false],
  ])('may have the pattern %s: %s', (pola, expected) => {
    expect(isPola(pola)).toBe(expected)
  })
})

describe('a fiscal year', () => {
  const ALL: readonly StatusTahun[] = ['penyusunan', 'berjalan', 'tutup']

  it('is opened, closed, and opened again, and goes no other way', () => {
    const ways = ALL.flatMap((dari) =>
      ALL.filter((ke) => decideStatus(dari, ke, 'Perda 1/2026').ok).map((ke) => `${dari} ${ke}`),
    )
    expect(ways).toEqual(['penyusunan berjalan', 'berjalan tutup', 'tutup berjalan'])
  })

  it('does nothing without a decree', () => {
    const refused = decideStatus('tutup', 'berjalan', '  ')
    expect(refused.ok ? [] : refused.refusals.map(({ code }) => code)).toEqual([
      'TAHUN_DASAR_KOSONG',
    ])
  })

  it.each([
    ['penyusunan', 'TAHUN_BELUM_BERJALAN'],
    ['tutup', 'TAHUN_DITUTUP'],
    [undefined, 'TAHUN_TIDAK_ADA'],
  ] as const)('that is %s takes no documents', (status, code) => {
    const found = requireRunningYear(2026, status === undefined ? undefined : { status })
    expect(found.ok ? '' : found.refusals[0]?.code).toBe(code)
  })
})
