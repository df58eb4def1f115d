import { describe, expect, it } from 'vitest'
import { toSms } from '../../notifications/index.ts'
import { NOTICES } from './notices.ts'
import { FOLLOW_NOTICES } from './notices-follow.ts'

const ALL = [...NOTICES, ...FOLLOW_NOTICES]
/** Longest values that occur: a long unit name and a full date. */
const LONG: Readonly<Record<string, string>> = {
  nomor: 'ADU-2026-004417-N',
  judul: 'Lampu jalan padam di depan SD Negeri 2 Giriasri',
  unit: 'Dinas Pekerjaan Umum dan Penataan Ruang',
  unit_en: 'Dinas Pekerjaan Umum dan Penataan Ruang',
  alasan: 'menuduh orang dengan menyebut nama',
  alasan_en: 'it accuses someone by name',
  tanggal: '24 November 2026, 15.30 WIB',
  tanggal_en: '24 November 2026, 15:30 WIB',
}
const texts = ALL.flatMap(({ event, templates }) =>
  (['id', 'en'] as const).map((lang) => ({ event, lang, ...templates[lang] })),
)

describe('notices', () => {
  it('have names of their own', () => {
    expect(new Set(ALL.map((one) => one.event)).size).toBe(ALL.length)
  })

  it.each(texts)('$event in $lang fits one SMS of plain characters', ({ short }) => {
    const filled = short.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => LONG[name] ?? name)
    expect(filled.length).toBeLessThanOrEqual(160)
    expect(toSms(filled)).toBe(filled)
  })

  it.each(texts)('$event in $lang names the case and only known values', (one) => {
    const all = `${one.subject} ${one.body} ${one.short}`
    expect(all).toContain('{{nomor}}')
    for (const [, name] of all.matchAll(/\{\{(\w+)\}\}/g))
      expect([...Object.keys(LONG), 'pesan']).toContain(name)
    expect(all).not.toContain('!')
  })

  it('never put an officer’s or reporter’s free words into an SMS', () => {
    for (const { short } of texts) expect(short).not.toContain('{{pesan}}')
  })
})
