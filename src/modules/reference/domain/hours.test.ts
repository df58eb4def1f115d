import { describe, expect, it } from 'vitest'
import { createCalendar, WEEKEND_OF_FIVE_DAY_WEEK } from '../../../kernel/calendar.ts'
import { tanggal } from '../../../kernel/date.ts'
import { contrast, decideWarna } from './colours.ts'
import { formatJam, openStateAt, parseJam, parseJamLayanan, readJamBuka } from './hours.ts'

const calendar = createCalendar({
  zone: 'Asia/Jakarta',
  years: [{ tahun: 2026, status: 'resmi' }],
  hariLibur: [{ tanggal: tanggal('2026-12-25'), nama: 'Natal', jenis: 'libur_nasional' }],
  weekend: WEEKEND_OF_FIVE_DAY_WEEK,
  officeHours: { opensMinute: 450, closesMinute: 960 },
})
const { jamBuka, catatan } = parseJamLayanan(
  'Senin–Kamis 07.30–15.30, Jumat 07.30–14.30, siaga 24 jam',
)
const at = (text: string) => openStateAt(jamBuka, new Date(text), calendar)

describe('opening hours', () => {
  it('are read out of a sentence; what is no hour stays a note', () => {
    expect(
      jamBuka.map(({ hari, buka, tutup }) => [hari, formatJam(buka), formatJam(tutup)]),
    ).toEqual([
      [1, '07.30', '15.30'],
      [2, '07.30', '15.30'],
      [3, '07.30', '15.30'],
      [4, '07.30', '15.30'],
      [5, '07.30', '14.30'],
    ])
    expect(catatan).toBe('siaga 24 jam')
  })

  it('say until when it is open, to the minute', () => {
    expect(at('2026-11-25T08:29:00Z')).toEqual({ kind: 'open', untilMinute: 930 })
    expect(at('2026-11-25T08:30:00Z')).toMatchObject({ kind: 'closed' })
  })

  it('lead over the weekend to Monday, and over a day off to the next day', () => {
    expect(at('2026-11-27T10:00:00Z')).toEqual({
      kind: 'closed',
      next: { date: '2026-11-30', minute: 450 },
    })
    expect(at('2026-12-25T02:00:00Z')).toEqual({
      kind: 'closed',
      holiday: 'Natal',
      next: { date: '2026-12-28', minute: 450 },
    })
  })

  it('are never open when no day is', () => {
    expect(openStateAt([], new Date('2026-11-25T03:00:00Z'), calendar)).toEqual({ kind: 'closed' })
  })

  it.each(['24.01', '7', '07.60', '-1.00', ''])('refuse %s as a time of day', (text) => {
    expect(parseJam(text)).toBeUndefined()
  })

  it('refuse a day that closes before it opens, at its own field', () => {
    const read = readJamBuka([{ hari: 2, buka: '15.00', tutup: '08.00' }])
    expect(read.ok ? [] : read.refusals.map(({ field }) => field)).toEqual(['jam.2'])
  })
})

describe('colours of a region', () => {
  it('have the contrast that the design states for the house’s own', () => {
    expect(contrast('#ffffff', '#0b4a3c')).toBeCloseTo(10.2, 1)
    expect(contrast('#f5c33b', '#0b4a3c')).toBeCloseTo(6.2, 1)
    expect(decideWarna({ merek: '#0b4a3c', merekTua: '#073529', padi: '#f5c33b' }).ok).toBe(true)
  })

  it('are refused below 7 to 1 and 4.5 to 1, each at its field', () => {
    const pale = decideWarna({ merek: '#777777', merekTua: '#999999', padi: '#888888' })
    expect(pale.ok ? [] : pale.refusals.map(({ field }) => field)).toEqual([
      'merek',
      'merekTua',
      'padi',
    ])
  })
})
