import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../kernel/calendar.ts'
import { tanggal } from '../../../kernel/date.ts'
import type { HariKhusus, Jam } from '../types.ts'
import { badgesOf, formatMinute, hoursOn, openState, parseMinute, takingSpan } from './hours.ts'

const calendar = createCalendar({
  zone: 'Asia/Jakarta',
  years: [{ tahun: 2026, status: 'resmi' }],
  hariLibur: [{ tanggal: tanggal('2026-12-25'), nama: 'Natal', jenis: 'libur_nasional' }],
  weekend: [6, 7],
  officeHours: { opensMinute: 450, closesMinute: 930 },
})
const row = (hari: Jam['hari'], buka: number, tutup: number, more: Partial<Jam> = {}): Jam => ({
  id: `${hari}-${buka}`,
  layananId: null,
  hari,
  buka,
  tutup,
  berlakuMulai: tanggal('2026-01-01'),
  berlakuSampai: null,
  ...more,
})
// Monday and Friday with an evening, Saturday morning, and a line with hours of its own.
const jam = [
  row(1, 480, 840),
  row(1, 1080, 1260),
  row(5, 480, 840),
  row(5, 1080, 1260),
  row(6, 480, 720),
  row(1, 600, 660, { layananId: 'x' }),
]
const special = (day: string, hours: Partial<HariKhusus> = {}): HariKhusus => ({
  tanggal: tanggal(day),
  buka: null,
  tutup: null,
  alasan: 'Rapat dinas',
  ...hours,
})

describe('opening hours', () => {
  it.each([
    ['an evening after a break', '2026-11-23', undefined, [480, 1080]],
    ['a Saturday', '2026-11-28', undefined, [480]],
    ['a day without hours', '2026-11-24', undefined, []],
    ['a day off of the calendar', '2026-12-25', undefined, []],
    ['a line with hours of its own', '2026-11-23', 'x', [600]],
    ['a line without', '2026-11-23', 'y', [480, 1080]],
  ])('know %s', (_what, day, layananId, opens) => {
    const spans = hoursOn({ jam, khusus: [] }, { date: tanggal(day), layananId }, calendar)
    expect(spans.map(({ buka }) => buka)).toEqual(opens)
  })

  it('let a special day decide alone, also over a day off', () => {
    const khusus = [special('2026-11-23'), special('2026-12-25', { buka: 540, tutup: 600 })]
    const on = (day: string) => hoursOn({ jam, khusus }, { date: tanggal(day) }, calendar)
    expect(on('2026-11-23')).toEqual([])
    expect(on('2026-12-25')).toEqual([{ buka: 540, tutup: 600 }])
  })

  it('hold only within their dates', () => {
    const dated = [row(2, 480, 840, { berlakuMulai: tanggal('2026-11-25') })]
    const ended = [row(2, 480, 840, { berlakuSampai: tanggal('2026-11-20') })]
    const date = tanggal('2026-11-24')
    expect(hoursOn({ jam: dated, khusus: [] }, { date }, calendar)).toEqual([])
    expect(hoursOn({ jam: ended, khusus: [] }, { date }, calendar)).toEqual([])
  })

  it('say until when it is open, and when it opens next', () => {
    const at = (day: string, minute: number) =>
      openState({ jam, khusus: [] }, { date: tanggal(day), minute }, calendar)
    expect(at('2026-11-23', 1100)).toEqual({ kind: 'open', untilMinute: 1260 })
    expect(at('2026-11-23', 900)).toEqual({
      kind: 'closed',
      next: { date: '2026-11-23', minute: 1080 },
    })
    expect(at('2026-11-24', 600)).toMatchObject({ next: { date: '2026-11-27', minute: 480 } })
    expect(
      openState({ jam: [], khusus: [] }, { date: tanggal('2026-11-24'), minute: 0 }, calendar),
    ).toEqual({ kind: 'closed' })
  })

  it('open the taking of numbers some minutes before, and close it at the end', () => {
    const spans = [{ buka: 480, tutup: 840 }]
    expect(takingSpan(spans, 419, 60)).toBeUndefined()
    expect(takingSpan(spans, 420, 60)).toEqual(spans[0])
    expect(takingSpan(spans, 839, 60)).toEqual(spans[0])
    expect(takingSpan(spans, 840, 60)).toBeUndefined()
  })

  it('tell evenings and Saturdays apart, those that hold today', () => {
    const today = tanggal('2026-11-24')
    expect(badgesOf(jam, today)).toEqual({ hasEvening: true, hasSaturday: true })
    expect(badgesOf([row(1, 480, 1020)], today)).toEqual({ hasEvening: false, hasSaturday: false })
    const gone = row(6, 480, 1260, { berlakuSampai: tanggal('2026-11-01') })
    expect(badgesOf([gone], today)).toEqual({ hasEvening: false, hasSaturday: false })
  })

  it.each([
    ['07.30', 450],
    ['7:05', 425],
    ['24.00', 1440],
    ['24.01', undefined],
    ['12.60', undefined],
    ['siang', undefined],
  ])('read %s', (text, minute) => {
    expect(parseMinute(text)).toBe(minute)
    if (minute === 450) expect(formatMinute(minute)).toBe('07.30')
  })
})
