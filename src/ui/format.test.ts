import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tanggal } from '../kernel/date.ts'
import { MAX_SEN, parseRupiah, sen } from '../kernel/money.ts'
import {
  formatBytes,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRelative,
  formatRupiah,
  formatRupiahShort,
  formatTanggal,
  formatTanggalRange,
  formatTanggalWithWeekday,
  formatTime,
  formatTimeRange,
  type Locale,
  localeOf,
} from './format.ts'
import type { Lang } from './page-context.ts'

const wib: Locale = { lang: 'id', zone: 'Asia/Jakarta' }
const english: Locale = { lang: 'en', zone: 'Asia/Jakarta' }
/** A moment of 2026 by the clock of Jakarta. */
const jakarta = (text: string) => new Date(`2026-${text}:00+07:00`)

describe('formatRupiah', () => {
  it.each([
    [0n, 'Rp0', 'Rp0'],
    [5n, 'Rp0,05', 'Rp0.05'],
    [99_900n, 'Rp999', 'Rp999'],
    [100_000n, 'Rp1.000', 'Rp1,000'],
    [123_456_789n, 'Rp1.234.567,89', 'Rp1,234,567.89'],
    [123_456_780n, 'Rp1.234.567,80', 'Rp1,234,567.80'],
    [-123_456_700n, '\u2212Rp1.234.567', '\u2212Rp1,234,567'],
    [2n ** 53n + 1n, 'Rp90.071.992.547.409,93', 'Rp90,071,992,547,409.93'],
  ])('writes %s sen as %s and %s', (amount, indonesian, inEnglish) => {
    expect(formatRupiah(sen(amount), 'id')).toBe(indonesian)
    expect(formatRupiah(sen(amount), 'en')).toBe(inEnglish)
  })

  it('can be typed back into a form, whatever the amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_SEN }), (amount) => {
        const text = formatRupiah(sen(amount), 'id')
        expect(parseRupiah(text)).toEqual({ ok: true, value: amount })
      }),
    )
  })
})

describe('formatRupiahShort', () => {
  it.each([
    [0n, 'Rp0', 'Rp0'],
    [999_999n, 'Rp999.999', 'Rp999,999'],
    [1_000_000n, 'Rp1 juta', 'Rp1 million'],
    [1_004_999n, 'Rp1 juta', 'Rp1 million'],
    [1_005_000n, 'Rp1,01 juta', 'Rp1.01 million'],
    [2_500_000n, 'Rp2,5 juta', 'Rp2.5 million'],
    [24_050_000n, 'Rp24,1 juta', 'Rp24.1 million'],
    [999_499_999n, 'Rp999 juta', 'Rp999 million'],
    [999_500_000n, 'Rp1 miliar', 'Rp1 billion'],
    [241_000_000_000n, 'Rp241 miliar', 'Rp241 billion'],
    [2_411_234_567_890n, 'Rp2,41 triliun', 'Rp2.41 trillion'],
    [999_999_999_999_999n, 'Rp1.000 triliun', 'Rp1,000 trillion'],
    [1_234_499_999_999_999n, 'Rp1.234 triliun', 'Rp1,234 trillion'],
    [-2_411_234_567_890n, '\u2212Rp2,41 triliun', '\u2212Rp2.41 trillion'],
  ])('shortens %s rupiah to %s and %s', (rupiah, indonesian, inEnglish) => {
    expect(formatRupiahShort(sen(rupiah * 100n), 'id')).toBe(indonesian)
    expect(formatRupiahShort(sen(rupiah * 100n), 'en')).toBe(inEnglish)
  })

  it('stays within half a per cent of the amount', () => {
    const scales = { juta: 10n ** 6n, miliar: 10n ** 9n, triliun: 10n ** 12n }
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 6n, max: 10n ** 18n - 1n }), (rupiah) => {
        const [figure = '', scale = ''] = formatRupiahShort(sen(rupiah * 100n), 'id').split(' ')
        const parsed = parseRupiah(figure)
        const unit = scales[scale as keyof typeof scales]
        const shown = (parsed.ok ? parsed.value : 0n) * unit
        const off = shown - rupiah * 100n
        expect((off < 0n ? -off : off) * 200n).toBeLessThanOrEqual(rupiah * 100n)
      }),
    )
  })
})

describe('numbers', () => {
  it.each([
    [0, 0, '0', '0'],
    [1_284, 0, '1.284', '1,284'],
    [999.5, 0, '1.000', '1,000'],
    [2.4, 1, '2,4', '2.4'],
    [2, 1, '2', '2'],
    [1_234.5, 2, '1.234,5', '1,234.5'],
    [-7, 0, '\u22127', '\u22127'],
    [-0.01, 1, '0', '0'],
    [100, 0, '100', '100'],
  ])('write %d with %i decimals as %s and %s', (value, decimals, indonesian, inEnglish) => {
    expect(formatNumber(value, 'id', decimals)).toBe(indonesian)
    expect(formatNumber(value, 'en', decimals)).toBe(inEnglish)
  })

  it('may be bigints, and must be finite', () => {
    expect(formatNumber(2n ** 64n, 'id')).toBe('18.446.744.073.709.551.616')
    expect(() => formatNumber(Number.NaN, 'id')).toThrow('finite')
    expect(() => formatNumber(Number.POSITIVE_INFINITY, 'id')).toThrow('finite')
  })

  it.each([
    [0, '0%'],
    [0.000_1, '<0,1%'],
    [0.000_5, '0,1%'],
    [0.784, '78,4%'],
    [0.5, '50%'],
    [0.999_4, '99,9%'],
    [0.999_9, '>99,9%'],
    [1, '100%'],
    [1.042, '104,2%'],
    [-0.05, '\u22125%'],
  ])('write the ratio %d as %s: nearly all is not all', (ratio, text) => {
    expect(formatPercent(ratio, 'id')).toBe(text)
    expect(formatPercent(ratio, 'en')).toBe(text.replace(',', '.'))
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 kB'],
    [8_704, '8,7 kB'],
    [90_000, '90 kB'],
    [999_949, '999,9 kB'],
    [999_950, '1 MB'],
    [1_240_000, '1,2 MB'],
    [999_950_000, '1 GB'],
  ])('write %i bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'id')).toBe(text)
    expect(formatBytes(bytes, 'en')).toBe(text.replace(',', '.'))
  })
})

describe('dates', () => {
  it.each([
    ['2026-11-24', '24 November 2026', '24 November 2026'],
    ['2026-08-01', '1 Agustus 2026', '1 August 2026'],
    ['2026-12-31', '31 Desember 2026', '31 December 2026'],
  ])('write %s as %s and %s', (date, indonesian, inEnglish) => {
    expect(formatTanggal(tanggal(date), 'id')).toBe(indonesian)
    expect(formatTanggal(tanggal(date), 'en')).toBe(inEnglish)
  })

  it.each([
    ['2026-11-23', 'Senin, 23 November 2026', 'Monday, 23 November 2026'],
    ['2026-11-24', 'Selasa, 24 November 2026', 'Tuesday, 24 November 2026'],
    ['2026-11-29', 'Minggu, 29 November 2026', 'Sunday, 29 November 2026'],
  ])('name the weekday of %s', (date, indonesian, inEnglish) => {
    expect(formatTanggalWithWeekday(tanggal(date), 'id')).toBe(indonesian)
    expect(formatTanggalWithWeekday(tanggal(date), 'en')).toBe(inEnglish)
  })

  it.each([
    ['2026-11-24', '2026-11-24', '24 November 2026'],
    ['2026-11-24', '2026-11-26', '24\u201326 November 2026'],
    ['2026-11-24', '2026-12-02', '24 November\u20132 Desember 2026'],
    ['2026-12-24', '2027-01-02', '24 Desember 2026\u20132 Januari 2027'],
    ['2025-11-24', '2026-11-24', '24 November 2025\u201324 November 2026'],
  ])('write %s to %s as %s', (from, to, text) => {
    expect(formatTanggalRange(tanggal(from), tanggal(to), 'id')).toBe(text)
  })
})

describe('times', () => {
  it.each([
    ['Asia/Jakarta', '08.10 WIB', '08:10 WIB'],
    ['Asia/Makassar', '09.10 WITA', '09:10 WITA'],
    ['Asia/Jayapura', '10.10 WIT', '10:10 WIT'],
  ] as const)('name the zone: %s', (zone, indonesian, inEnglish) => {
    expect(formatTime(jakarta('11-24T08:10'), { lang: 'id', zone })).toBe(indonesian)
    expect(formatTime(jakarta('11-24T08:10'), { lang: 'en', zone })).toBe(inEnglish)
  })

  it('carry the civil date of the region', () => {
    const at = new Date('2026-12-31T18:05:00Z')
    expect(formatDateTime(at, wib)).toBe('1 Januari 2027, 01.05 WIB')
    expect(formatDateTime(at, english)).toBe('1 January 2027, 01:05 WIB')
  })

  it('make a range with an en dash, the zone once', () => {
    const [from, to] = [jakarta('11-24T13:00'), jakarta('11-24T15:00')]
    expect(formatTimeRange(from, to, wib)).toBe('13.00\u201315.00 WIB')
    expect(formatTimeRange(from, to, english)).toBe('13:00\u201315:00 WIB')
    expect(formatTimeRange(from, jakarta('11-25T01:00'), wib)).toBe(
      '24 November 2026, 13.00 WIB \u2013 25 November 2026, 01.00 WIB',
    )
  })
})

describe('formatDuration', () => {
  it.each<[number, Lang, string]>([
    [3, 'id', '3 hari kerja'],
    [1, 'id', '1 hari kerja'],
    [2.46, 'id', '2,5 hari kerja'],
    [3, 'en', '3 working days'],
    [1, 'en', '1 working day'],
    [0, 'en', '0 working days'],
    [1.5, 'en', '1.5 working days'],
  ])('writes %d in %s as %s', (days, lang, text) => {
    expect(formatDuration(days, lang)).toBe(text)
  })

  it('of less than nothing is a bug', () => {
    expect(() => formatDuration(-1, 'id')).toThrow('not negative')
  })
})

describe('formatRelative', () => {
  const now = jakarta('11-24T09:00')

  it.each([
    ['11-24T09:00', 'baru saja', 'just now'],
    ['11-24T08:59', '1 menit lalu', '1 minute ago'],
    ['11-24T08:01', '59 menit lalu', '59 minutes ago'],
    ['11-24T08:00', '1 jam lalu', '1 hour ago'],
    ['11-24T00:00', '9 jam lalu', '9 hours ago'],
    ['11-23T23:59', 'kemarin', 'yesterday'],
    ['11-23T00:00', 'kemarin', 'yesterday'],
    ['11-22T23:59', '22 November 2026', '22 November 2026'],
    ['11-24T09:05', 'dalam 5 menit', 'in 5 minutes'],
    ['11-24T23:59', 'dalam 14 jam', 'in 14 hours'],
    ['11-25T00:00', 'besok', 'tomorrow'],
    ['11-26T00:00', '26 November 2026', '26 November 2026'],
  ])('says of %s: %s, %s', (text, indonesian, inEnglish) => {
    expect(formatRelative(jakarta(text), now, wib)).toBe(indonesian)
    expect(formatRelative(jakarta(text), now, english)).toBe(inEnglish)
  })

  it('counts minutes over midnight, not a day', () => {
    const after = jakarta('11-24T00:10')
    expect(formatRelative(jakarta('11-23T23:50'), after, wib)).toBe('20 menit lalu')
  })
})

describe('localeOf', () => {
  const region = {
    name: 'Kabupaten Jatiraya',
    shortName: 'Jatiraya',
    domain: 'jatiraya.go.id',
    timezone: 'Asia/Makassar',
  }

  it('takes language and zone from the page', () => {
    expect(localeOf({ lang: 'en', region })).toEqual({ lang: 'en', zone: 'Asia/Makassar' })
  })

  it('takes any other zone as a bug', () => {
    const elsewhere = { ...region, timezone: 'Asia/Singapore' }
    expect(() => localeOf({ lang: 'id', region: elsewhere })).toThrow('zone of the region')
  })
})
