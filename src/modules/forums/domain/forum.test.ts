import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, tanggal } from '../../../kernel/date.ts'
import { loadForumData } from '../load-rules.ts'
import { findButir } from './aturan.ts'
import { type Penulis, refusePace, startsSlow } from './batas.ts'
import { findHints } from './isyarat.ts'
import { refuseText, refuseTitle, sameness, tidyText, visibilityOf } from './kiriman.ts'
import { accountMadeMs, publicName } from './nama.ts'
import { dueMs, refuseAppeal, refuseDecision, refuseJudgement } from './putusan.ts'
import { countSources, type Tanda } from './sumber.ts'
import { addBulan, countsUnder, daysOf, monthsDue } from './transparansi.ts'

const { aturanAt, kamus } = loadForumData()
const aturan = aturanAt(tanggal('2026-11-27'))
const NOW = Date.UTC(2026, 10, 27, 3)
const codes = (refusals: readonly Readonly<{ code: string }>[]) => refusals.map(({ code }) => code)
/** Chance that falls the same every time. */
const dice = (seed: number) => {
  let state = seed
  return (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

describe('pace', () => {
  const writer = (over: Partial<Penulis> = {}): Penulis => ({
    dibuatMs: undefined,
    kirimanMs: [],
    diTopikMs: undefined,
    ...over,
  })
  const ask = (penulis: Penulis, isLambat = false) =>
    codes(refusePace(penulis, aturan, { nowMs: NOW, isLambat }))

  it('never lets more than the allowed posts into any hour or day, however they are tried', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const roll = dice(seed)
      const taken: number[] = []
      let at = NOW
      for (let n = 0; n < 400; n += 1) {
        at += roll(20) * MINUTE_MS
        const penulis = writer({ kirimanMs: taken.filter((ms) => ms > at - DAY_MS) })
        if (refusePace(penulis, aturan, { nowMs: at, isLambat: false }).length === 0) taken.push(at)
      }
      for (const end of taken) {
        const within = (ms: number) => taken.filter((one) => one > end - ms && one <= end).length
        expect(within(HOUR_MS)).toBeLessThanOrEqual(aturan.batas.perJam)
        expect(within(DAY_MS)).toBeLessThanOrEqual(aturan.batas.perHari)
      }
      expect(taken.length).toBeGreaterThan(aturan.batas.perHari)
    }
  })

  it('lets a new account wait, and one whose age cannot be told not', () => {
    const wait = aturan.batas.akunBaruJam * HOUR_MS
    expect(ask(writer({ dibuatMs: NOW - wait + 1 }))).toEqual(['AKUN_BARU'])
    expect(ask(writer({ dibuatMs: NOW - wait }))).toEqual([])
    expect(ask(writer())).toEqual([])
  })

  it('says in whole minutes when to try again', () => {
    const kirimanMs = Array.from({ length: aturan.batas.perJam }, (_, n) => NOW - n * MINUTE_MS)
    const [first] = refusePace(writer({ kirimanMs }), aturan, { nowMs: NOW, isLambat: false })
    expect(first?.message).toContain(`${60 - aturan.batas.perJam + 1} menit lagi`)
  })

  it('in slow mode lets a person write once in the gap, and others all the same', () => {
    const gap = aturan.lambat.jedaMenit * MINUTE_MS
    expect(ask(writer({ diTopikMs: NOW - gap + 1 }), true)).toEqual(['TOPIK_LAMBAT'])
    expect(ask(writer({ diTopikMs: NOW - gap }), true)).toEqual([])
    expect(ask(writer(), true)).toEqual([])
    expect(ask(writer({ diTopikMs: NOW - 1 }), false)).toEqual([])
  })

  it('starts slow mode above the allowed posts of newcomers, once', () => {
    const { kirimanBaru } = aturan.lambat
    expect(startsSlow({ kirimanBaru, isLambat: false }, aturan)).toBe(false)
    expect(startsSlow({ kirimanBaru: kirimanBaru + 1, isLambat: false }, aturan)).toBe(true)
    expect(startsSlow({ kirimanBaru: kirimanBaru + 9, isLambat: true }, aturan)).toBe(false)
  })
})

describe('sources of flags', () => {
  const flag = (akun: string, kiriman: string, minute: number): Tanda => ({
    akun,
    kiriman,
    atMs: NOW + minute * MINUTE_MS,
  })
  const count = (riwayat: readonly Tanda[], young: readonly string[] = []) =>
    countSources('x', riwayat, {
      aturan,
      nowMs: NOW,
      dibuatMs: (akun) => (young.includes(akun) ? NOW - HOUR_MS : undefined),
    })

  it('are the people, when nothing ties them', () =>
    expect(count([flag('a', 'x', 0), flag('b', 'x', 1), flag('c', 'x', 2)])).toBe(3))

  it('are one for accounts that flagged the same posts together before', () => {
    const riwayat = ['y', 'x'].flatMap((post, n) => [
      flag('a', post, n * 500),
      flag('b', post, n * 500 + 2),
      flag('c', post, n * 500 + 4),
    ])
    expect(count(riwayat)).toBe(1)
  })

  it('stay apart when the same posts were flagged hours apart', () =>
    expect(
      count([flag('a', 'y', 0), flag('b', 'y', 300), flag('a', 'x', 1_000), flag('b', 'x', 1_001)]),
    ).toBe(2))

  it('join through a third that acted with both', () => {
    const together = (one: string, two: string, post: string, at: number) => [
      flag(one, post, at),
      flag(two, post, at + 1),
    ]
    const riwayat = [
      ...together('a', 'b', 'p', 0),
      ...together('a', 'b', 'q', 500),
      ...together('b', 'c', 'r', 1_000),
      ...together('b', 'c', 's', 1_500),
      flag('a', 'x', 3_000),
      flag('b', 'x', 4_000),
      flag('c', 'x', 5_000),
    ]
    expect(count(riwayat)).toBe(1)
  })

  it('are one for all very young accounts together', () => {
    const riwayat = ['a', 'b', 'c', 'd'].map((akun, n) => flag(akun, 'x', n * 60))
    expect(count(riwayat, ['a', 'b', 'c'])).toBe(2)
  })

  it('are never more than the people and never none, in whatever order flags are read', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const roll = dice(seed)
      const riwayat = Array.from({ length: 60 }, () =>
        flag(`a${roll(8)}`, ['x', 'y', 'z'][roll(3)] ?? 'x', roll(900)),
      )
      const people = new Set(
        riwayat.filter(({ kiriman }) => kiriman === 'x').map(({ akun }) => akun),
      )
      const n = count(riwayat)
      expect(n).toBeLessThanOrEqual(people.size)
      expect(n).toBeGreaterThan(0)
      expect(count(riwayat.toReversed())).toBe(n)
    }
  })
})

describe('hints', () => {
  it.each([
    ['Jalan di depan pasar rusak lagi.', []],
    ['Dasar goblok semua.', ['kasar']],
    ['Dasar g0bl0k semua.', ['kasar']],
    ['GOBLOOOOK', ['kasar']],
    ['Anjing liar berkeliaran di pasar.', ['kasar']],
    ['Usir semua pendatang dari sini.', ['kebencian']],
    ['Pendatang baru disambut kepala desa.', []],
    ['Usir ayam dari sawah, lalu nanti siang kita undang lagi semua warga lama dan pendatang.', []],
    ['Hubungi saya di 0812 3456 7890.', ['data-pribadi']],
    ['Pinjol cair lima menit, wa saya', ['sampah']],
    ['http://a.id http://b.id http://c.id', ['sampah']],
    ['Lihat http://a.id dan http://b.id', []],
    ['Botol dan goblok: 081234567890', ['data-pribadi', 'kasar']],
  ] as const)('%s', (text, expected) => expect(findHints(text, kamus)).toEqual(expected))

  it('are for whole words: a word inside another is none', () =>
    expect(findHints('Pengairan di Tegalbegoan dan kebodohanku', kamus)).toEqual([]))
})

describe('a post', () => {
  it('is the same as another in other letters and signs', () => {
    expect(sameness('  Setuju!! Sekali. ')).toBe(sameness('setuju sekali'))
    expect(sameness('setuju')).not.toBe(sameness('tidak setuju'))
  })

  it('is kept without what nobody sees, and refused when nothing is left', () => {
    expect(tidyText('a\u202eb\r\n\r\n\r\n\r\nc\u0000')).toBe('ab\n\nc')
    expect(codes(refuseText(tidyText('\u200b\u200b ...')))).toEqual(['ISI_PANJANG'])
    expect(codes(refuseText('x'.repeat(4_001)))).toEqual(['ISI_PANJANG'])
    expect(refuseText('Ya.'.repeat(2))).toEqual([])
    expect(codes(refuseTitle('x'))).toEqual(['JUDUL_PANJANG'])
  })

  it('is hidden for everybody but its author', () => {
    expect(visibilityOf('tampil', { isAuthor: false })).toBe('semua')
    expect(visibilityOf('sembunyi', { isAuthor: true })).toBe('penulis')
    expect(visibilityOf('sembunyi', { isAuthor: false })).toBe('tersembunyi')
  })

  it('shows a first name and an initial, and knows how old an account is by its id', () => {
    expect(publicName('Wahyuni Larasati Putri')).toBe('Wahyuni L.')
    expect(publicName('  ')).toBe('Warga')
    expect(accountMadeMs('019318f4-1c00-7abc-8def-000000000000')).toBe(0x019318f41c00)
    expect(accountMadeMs('019318f4-1c00-8abc-8def-000000000000')).toBeUndefined()
  })
})

describe('a decision', () => {
  const form = {
    jenis: 'sembunyikan',
    aturan: 'menyerang',
    alasan: 'Menyerang orangnya.',
    keForum: '',
  }
  const ask = (over: Partial<typeof form>, post = { nomor: 2, isOwn: false }) =>
    codes(refuseDecision({ ...form, ...over }, post, aturan))

  it('needs kind, rule and reason, all told at once', () => {
    expect(ask({})).toEqual([])
    expect(ask({ jenis: '', aturan: 'lain', alasan: 'ya' })).toEqual([
      'PUTUSAN_JENIS',
      'PUTUSAN_ATURAN',
      'PUTUSAN_ALASAN',
    ])
  })

  it('locks and moves topics by their first post alone, and never judges its own officer', () => {
    expect(ask({ jenis: 'kunci' })).toEqual(['PUTUSAN_TOPIK'])
    expect(ask({ jenis: 'kunci' }, { nomor: 1, isOwn: false })).toEqual([])
    expect(ask({}, { nomor: 2, isOwn: true })).toEqual(['PUTUSAN_SENDIRI'])
  })

  it('is appealed by its author, in time, once, with words', () => {
    const appealed = {
      jenis: 'sembunyikan',
      diputusMs: NOW,
      isAuthor: true,
      isAppealed: false,
    } as const
    const late = NOW + (aturan.tenggat.bandingDalamHari + 1) * DAY_MS
    const say = 'Saya tidak menyerang siapa pun.'
    const on = (over: object, alasan = say, nowMs = NOW) =>
      codes(refuseAppeal({ ...appealed, ...over }, alasan, { ...aturan, nowMs }))
    expect(on({})).toEqual([])
    expect(on({ isAuthor: false })).toEqual(['BANDING_BUKAN_PENULIS'])
    expect(on({ isAppealed: true })).toEqual(['BANDING_SUDAH'])
    expect(on({ jenis: 'biarkan' })).toEqual(['BANDING_TIDAK_PERLU'])
    expect(on({}, say, late)).toEqual(['BANDING_LEWAT'])
    expect(on({}, 'tidak')).toEqual(['BANDING_ALASAN'])
  })

  it('is never judged on appeal by who decided first', () => {
    const words = { hasil: 'ditolak', alasan: 'Putusan pertama tepat.' }
    expect(codes(refuseJudgement(words, { isFirst: true, isAuthor: false }))).toEqual([
      'BANDING_PETUGAS_SAMA',
    ])
    expect(refuseJudgement(words, { isFirst: false, isAuthor: false })).toEqual([])
  })

  it('is due by age, sooner for a hint or many sources, and never later than it was', () => {
    const due = (sumber: number, isIsyarat: boolean, sebelum?: number) =>
      dueMs({ dibukaMs: NOW, sumber, isIsyarat, sebelum }, { ...aturan, nowMs: NOW })
    const { perkaraJam, mendesakJam, mendesakSumber } = aturan.tenggat
    expect(due(1, false)).toBe(NOW + perkaraJam * HOUR_MS)
    expect(due(1, true)).toBe(NOW + mendesakJam * HOUR_MS)
    expect(due(mendesakSumber, false)).toBe(NOW + mendesakJam * HOUR_MS)
    expect(due(9, true, NOW + HOUR_MS)).toBe(NOW + HOUR_MS)
  })
})

describe('data and months', () => {
  it('every rule has a number, and every hint is a plain word', () => {
    expect(aturan.butir.map(({ kode }) => findButir(aturan, kode)?.nomor)).toEqual(
      aturan.butir.map((_, at) => at + 1),
    )
    expect(findButir(aturan, 'tidak-ada')).toBeUndefined()
    expect(aturan.terverifikasi).toBe(false)
  })

  it('months are counted over the end of a year, and published once when they are over', () => {
    expect(addBulan('2026-01', -1)).toBe('2025-12')
    expect(daysOf('2026-12')).toEqual({ dari: '2026-12-01', sebelum: '2027-01-01' })
    expect(monthsDue(tanggal('2026-03-01'), { pertama: '2025-12', terbit: ['2026-01'] })).toEqual([
      '2025-12',
      '2026-02',
    ])
    expect(monthsDue(tanggal('2026-03-01'), { pertama: undefined, terbit: [] })).toEqual([])
  })

  it('counters are grouped under their name', () =>
    expect(
      countsUnder(
        new Map([
          ['tanda.a', 2],
          ['tolak.B', 1],
          ['kiriman', 5],
        ]),
        'tanda',
      ),
    ).toEqual({
      a: 2,
    }))
})
