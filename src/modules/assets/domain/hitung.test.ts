import { describe, expect, it } from 'vitest'
import { isClash, labelIn, readHitung } from './hitung.ts'
import { skorOf } from './skor.ts'

const NOW = new Date('2026-11-26T08:00:00.000Z')
const typed = (more: object = {}) => ({
  kode: 'BMD-7K3M-Q2XD-B',
  hasil: 'ditemukan',
  kondisi: 'B',
  catatan: '',
  lat: '',
  lon: '',
  diisi: '2026-11-26T07:00:00.000Z',
  ...more,
})

describe('a label', () => {
  it.each([
    ['https://jatiraya.go.id/barang/BMD-7K3M-Q2XD-B', 'BMD-7K3M-Q2XD-B'],
    ['bmd 7k3m q2xd b', 'BMD-7K3M-Q2XD-B'],
    ['BMD7K3MQ2XDB', 'BMD-7K3M-Q2XD-B'],
    ['kursi tanpa label', undefined],
    ['BMD-7K3M-Q2XD-BB', undefined],
  ])('is found in what was scanned or typed: %s', (text, label) =>
    expect(labelIn(text)).toBe(label),
  )
})

describe('what was seen', () => {
  it('keeps the time of the phone, unless its clock runs ahead or says nothing', () => {
    const at = (diisi: string) => {
      const read = readHitung(typed({ diisi }), NOW)
      return read.ok ? read.value.diisiAt.toISOString() : undefined
    }
    expect(at('2026-11-26T07:00:00.000Z')).toBe('2026-11-26T07:00:00.000Z')
    for (const odd of ['2027-01-01T00:00:00.000Z', '', 'kemarin'])
      expect(at(odd)).toBe(NOW.toISOString())
  })

  it('needs a condition when found, and none when not', () => {
    expect(readHitung(typed({ kondisi: '' }), NOW)).toMatchObject({
      refusals: [{ code: 'BARANG_KONDISI' }],
    })
    expect(readHitung(typed({ hasil: 'tidak_ditemukan' }), NOW)).toMatchObject({
      value: { kondisi: null },
    })
    expect(readHitung(typed({ kode: ' ', hasil: 'x' }), NOW)).toMatchObject({
      refusals: [{ code: 'HITUNG_KODE' }, { code: 'HITUNG_HASIL' }],
    })
  })

  it('clashes only when another person saw something else', () => {
    const earlier = { hasil: 'ditemukan', kondisi: 'B', oleh: 'a' }
    const now = { hasil: 'ditemukan', kondisi: 'RB' } as const
    expect(isClash(earlier, now, 'b')).toBe(true)
    expect(isClash(earlier, now, 'a')).toBe(false)
    expect(isClash(earlier, { ...now, kondisi: 'B' }, 'b')).toBe(false)
    expect(isClash(undefined, now, 'b')).toBe(false)
  })
})

describe('readiness', () => {
  const bobot = (kode: string) => ({ a: 8, b: 2 })[kode] ?? 0
  it('is the weighted share of sound cards; checks that looked at nothing do not count', () => {
    const hasil = [
      { kode: 'a', jumlah: 1, dari: 4 },
      { kode: 'b', jumlah: 0, dari: 10 },
      { kode: 'b', jumlah: 0, dari: 0 },
      { kode: 'lain', jumlah: 9, dari: 9 },
    ]
    expect(skorOf(hasil, bobot)).toBeCloseTo(80)
    expect(skorOf([{ kode: 'a', jumlah: 0, dari: 0 }], bobot)).toBeUndefined()
  })
})
