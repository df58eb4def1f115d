import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bentuk, kunciKode, kunciNomor, matchColumns, readRows } from './bentuk.ts'

const SP2D: Bentuk = {
  kode: 'uji-sp2d',
  sistem: 'simda',
  jenis: 'sp2d',
  nama: 'Uji',
  kolom: {
    nomor: ['no_sp2d'],
    tanggal: ['tgl_sp2d'],
    skpd: ['kd_unit'],
    uraian: ['keterangan'],
    nilai: ['nilai', 'jumlah'],
  },
  isTerverifikasi: false,
  sumber: 'uji',
}
const ANGGARAN: Bentuk = {
  ...SP2D,
  jenis: 'anggaran',
  kolom: { skpd: ['skpd'], sub: ['sub'], rekening: ['rekening'], nilai: ['nilai'] },
}
const read = (bentuk: Bentuk, cells: Readonly<Record<string, string>>) => {
  const columns = matchColumns(bentuk, Object.keys(cells))
  if (!columns.ok) return columns
  return readRows(bentuk, columns.value, [{ row: 2, cells }])
}
const codes = (result: ReturnType<typeof read>) =>
  result.ok ? [] : result.refusals.map(({ code }) => code)
const GOOD = { 'No SP2D': '12/SP2D/2026', Tgl_SP2D: '03-04-2026', Jumlah: '1.500.000,50' }

describe('a file of another system', () => {
  it('is read by whichever name its columns have', () => {
    const found = read(SP2D, GOOD)
    expect(found.ok && found.value[0]).toMatchObject({
      nomor: '12/SP2D/2026',
      tanggal: '2026-04-03',
      nilai: 150_000_050n,
      kunci: '12/SP2D/2026',
    })
  })

  it('is refused with the names a missing column may have', () => {
    const { Jumlah: _, ...without } = GOOD
    const refused = read(SP2D, without)
    expect(codes(refused)).toEqual(['TUKAR_KOLOM'])
    expect(refused.ok ? '' : refused.refusals[0]?.message).toContain('nilai, jumlah')
  })

  it.each([
    ['a number', { 'No SP2D': ' ' }, 'TUKAR_NOMOR'],
    ['a date', { Tgl_SP2D: '31-02-2026' }, 'TUKAR_TANGGAL'],
    ['a date at all', { Tgl_SP2D: '' }, 'TUKAR_TANGGAL'],
    ['an amount', { Jumlah: 'sejuta' }, 'TUKAR_NILAI'],
  ])('is refused where a row lacks %s', (_, change, code) => {
    expect(codes(read(SP2D, { ...GOOD, ...change }))).toEqual([code])
  })

  it('may take money back, with a minus or in brackets', () => {
    for (const text of ['-1.500', '(1.500)', '\u22121500']) {
      const found = read(SP2D, { ...GOOD, Jumlah: text })
      expect(found.ok && found.value[0]?.nilai).toBe(-150_000n)
    }
  })

  it('of a budget needs agency and account', () => {
    expect(codes(read(ANGGARAN, { skpd: '', sub: '', rekening: '5.1', nilai: '1' }))).toEqual([
      'TUKAR_KODE',
    ])
  })
})

describe('what the same thing is called', () => {
  it('does not depend on widths of codes', () => {
    const part = fc.integer({ min: 0, max: 9999 })
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.nat(4), (parts, width) => {
        const narrow = parts.join('.')
        const wide = parts.map((one) => String(one).padStart(width, '0')).join('.')
        expect(kunciKode(wide, wide, narrow)).toBe(kunciKode(narrow, narrow, wide))
      }),
    )
  })

  it('does not depend on spaces and capitals of a number', () => {
    expect(kunciNomor(' 81.07/04.0/000025/ls /2026')).toBe('81.07/04.0/000025/LS/2026')
  })
})
