import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, tanggal } from '../../../kernel/date.ts'
import { loadRules } from '../load-rules.ts'
import { inForceAt } from './aturan.ts'
import { coarse, readJawaban } from './jawaban.ts'
import { RUAS, SKALA, soalOf, UNSUR } from './kuesioner.ts'
import {
  addQuarters,
  endOf,
  parsePeriode,
  periodeKode,
  periodeOf,
  quarterOf,
  quartersOf,
} from './periode.ts'
import { keadaanOf, readHasil, readRencana } from './rencana.ts'
import { answeredMoves, invitedMoves, sidesOf } from './sisi.ts'
import { hideSmall } from './susunan.ts'

const rules = loadRules()
const kuesioner = rules.kuesionerAt(tanggal('2026-11-26'))
const sound = Object.fromEntries(UNSUR.map((unsur) => [unsur.toLowerCase(), '3']))

describe('the questions', () => {
  it('are the nine elements in order, each with four words, and a source', () => {
    expect(kuesioner.unsur.map(({ kode }) => kode)).toEqual(UNSUR)
    expect(kuesioner.responden.map(({ kode }) => kode)).toEqual(RUAS)
    expect(kuesioner.sumber).toContain('belum diverifikasi')
    for (const { pilihan } of kuesioner.unsur)
      expect(new Set(pilihan.map(({ id }) => id)).size).toBe(SKALA.length)
  })

  it('ask about cost in other words where a service is free, and about nothing else', () => {
    const changed = kuesioner.unsur.filter(
      (unsur) => soalOf(unsur, true).pertanyaan.id !== soalOf(unsur, false).pertanyaan.id,
    )
    expect(changed.map(({ kode }) => kode)).toEqual(['U4'])
  })

  it('and the rules are those in force on the day', () => {
    const rule = (berlakuMulai: string, berlakuSampai: string | null) => ({
      berlakuMulai: tanggal(berlakuMulai),
      berlakuSampai: berlakuSampai === null ? null : tanggal(berlakuSampai),
    })
    const list = [rule('2017-01-01', '2026-12-31'), rule('2027-01-01', null)]
    expect(inForceAt(list, tanggal('2026-12-31'))).toBe(list[0])
    expect(inForceAt(list, tanggal('2027-01-01'))).toBe(list[1])
    expect(inForceAt(list, tanggal('2016-12-31'))).toBeUndefined()
  })
})

describe('an answer', () => {
  it('is read with all nine marks; all else may stay empty', () => {
    const read = readJawaban({ ...sound, u9: '1', umur: '26-35' }, kuesioner)
    expect(read).toEqual({
      ok: true,
      value: { skala: [3, 3, 3, 3, 3, 3, 3, 3, 1], responden: { umur: '26-35' }, catatan: null },
    })
  })

  it('tells every missing mark and every strange choice at once, at its field', () => {
    const { u1: _u1, ...rest } = sound
    const read = readJawaban(
      { ...rest, u2: '5', u3: '3.0', umur: 'tua', catatan: 'a'.repeat(1_001) },
      kuesioner,
    )
    expect(read.ok ? [] : read.refusals.map(({ field }) => field)).toEqual([
      'u1',
      'u2',
      'u3',
      'umur',
      'catatan',
    ])
  })

  it('is never taken with a mark outside 1 to 4, whatever is sent', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(sound)), fc.string()), (typed) => {
        const read = readJawaban({ ...sound, ...typed }, kuesioner)
        if (read.ok) for (const mark of read.value.skala) expect(SKALA).toContain(mark)
      }),
    )
  })

  it('keeps a remark with personal data masked', () => {
    const read = readJawaban({ ...sound, catatan: ' Hubungi 0811-2345-6789 ya ' }, kuesioner)
    expect(read.ok && read.value.catatan).toBe('Hubungi [nomor telepon disamarkan] ya')
  })

  it('has its time cut to the quarter hour', () => {
    expect(coarse(new Date('2026-11-26T03:29:59.999Z')).toISOString()).toBe(
      '2026-11-26T03:15:00.000Z',
    )
  })
})

describe('periods', () => {
  const day = fc
    .integer({ min: 0, max: 20_000 })
    .map((days) => addDays(tanggal('2001-01-01'), days))

  it('hold every day in one quarter, which begins a quarter and ends where the next begins', () => {
    fc.assert(
      fc.property(day, (date) => {
        const quarter = quarterOf(date)
        const periode = periodeOf(quarter)
        expect(quarter <= date && date < endOf(periode)).toBe(true)
        expect(quartersOf(periode)).toEqual({ dari: quarter, sampai: quarter })
        expect(addQuarters(quarter, 1)).toBe(endOf(periode))
        expect(addQuarters(addQuarters(quarter, 7), -7)).toBe(quarter)
        expect(parsePeriode(periodeKode(periode))).toEqual(periode)
      }),
    )
  })

  it('of a year are its four quarters', () => {
    expect(quartersOf({ tahun: 2026, triwulan: undefined })).toEqual({
      dari: '2026-01-01',
      sampai: '2026-10-01',
    })
  })

  it.each(['', '26', '2026-Q5', '2026-q1', '2026-Q', "2026'", '1999', '2026-Q1.pdf'])(
    'are not read from %j',
    (text) => expect(parsePeriode(text)).toBeUndefined(),
  )
})

describe('counters', () => {
  const place = { unitKode: 'dukcapil', layananKode: 'ktp', kanal: 'web' } as const
  const [q3, q4] = [tanggal('2026-07-01'), tanggal('2026-10-01')]

  it('move for the region, the service, the unit and the service of the unit', () => {
    expect(sidesOf(place).map(({ sisi }) => sisi)).toEqual([
      'daerah',
      'layanan',
      'unit',
      'unit-layanan',
    ])
    expect(invitedMoves(place, q4).map(({ diundang, jumlah }) => [diundang, jumlah])).toEqual(
      Array(4).fill([1, 0]),
    )
  })

  it('count an answer where it came and as answered where it was invited, each row once', () => {
    const skala = Array(9).fill(4)
    const later = answeredMoves({ ...place, triwulan: q4, invited: q3 }, { skala })
    expect(later.map(({ triwulan, jumlah, terjawab }) => [triwulan, jumlah, terjawab])).toEqual([
      ...Array(4).fill([q3, 0, 1]),
      ...Array(4).fill([q4, 1, 0]),
    ])
    const same = answeredMoves({ ...place, triwulan: q4, invited: q4 }, { skala })
    expect(same.map(({ jumlah, terjawab }) => [jumlah, terjawab])).toEqual(Array(4).fill([1, 1]))
  })
})

describe('who answered', () => {
  const shown = (...counts: readonly number[]) =>
    hideSmall(
      counts.map((jumlah, index) => ({ pilihan: String(index), jumlah })),
      5,
    ).map(({ jumlah }) => jumlah)

  it('is shown as it is where every group is large enough or empty', () =>
    expect(shown(12, 0, 5)).toEqual([12, 0, 5]))

  it('hides a small group, and one more that would give it away', () => {
    expect(shown(30, 2, 9)).toEqual([30, undefined, undefined])
    expect(shown(30, 2, 1)).toEqual([undefined, undefined, undefined])
    expect(shown(30, 4, 4)).toEqual([30, undefined, undefined])
  })

  it('never lets a small group be found by subtraction from the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 2, maxLength: 8 }), (counts) => {
        const cells = shown(...counts)
        const hidden = counts.filter((_, index) => cells[index] === undefined)
        const small = counts.filter((one) => one > 0 && one < 5)
        if (small.length === 0) {
          expect(hidden).toEqual([])
          return
        }
        for (const one of small) expect(hidden).toContain(one)
        const others = counts.filter((one) => one > 0).length > 1
        if (others) expect(hidden.length).toBeGreaterThan(1)
      }),
    )
  })
})

describe('a plan of follow-up', () => {
  const form = {
    kegiatan: 'Menambah satu loket pada jam sibuk',
    penanggungJawab: 'Kepala Bidang Pelayanan',
    mulai: '1/12/2026',
    target: '2026-12-31',
  }

  it('is read with its dates', () =>
    expect(readRencana(form)).toMatchObject({
      ok: true,
      value: { mulai: '2026-12-01', target: '2026-12-31' },
    }))

  it('tells everything that is wrong at once', () => {
    const read = readRencana({ kegiatan: ' ', penanggungJawab: '', mulai: 'x', target: '' })
    expect(read.ok ? [] : read.refusals.map(({ field }) => field)).toEqual([
      'kegiatan',
      'penanggungJawab',
      'mulai',
      'target',
    ])
    const back = readRencana({ ...form, target: '2026-11-30' })
    expect(back.ok ? [] : back.refusals.map(({ code }) => code)).toEqual(['TARGET_SEBELUM_MULAI'])
    expect(readHasil('sudah').ok).toBe(false)
  })

  it('stands where its dates and its result say', () => {
    const plan = { mulai: tanggal('2026-12-01'), target: tanggal('2026-12-31'), selesaiPada: null }
    expect(keadaanOf(plan, tanggal('2026-11-30'))).toBe('belum-mulai')
    expect(keadaanOf(plan, tanggal('2026-12-31'))).toBe('berjalan')
    expect(keadaanOf(plan, tanggal('2027-01-01'))).toBe('lewat')
    const done = { ...plan, selesaiPada: tanggal('2027-01-05') }
    expect(keadaanOf(done, tanggal('2027-02-01'))).toBe('selesai')
  })
})
