import { describe, expect, it } from 'vitest'
import { klasterOf, klasterPer, marginSoal, weigh } from './bobot-survei.ts'
import { hasilOf } from './hasil.ts'
import { readAll, readBagian } from './isian.ts'
import { microdata } from './mikrodata.ts'
import { asked, bahasaOf, type Soal } from './soal.ts'
import { placeSoal, readSoal, refuseSusunan, writeLines } from './susunan.ts'
import { hideCells, isSmallShare } from './tutup-sel.ts'

const soal = (kode: string, more: Partial<Soal>): Soal => ({
  kode,
  bagian: 1,
  jenis: 'tunggal',
  teks: { id: `Pertanyaan ${kode}` },
  isWajib: false,
  isPengenal: false,
  pilihan: ['a', 'b', 'c'].map((letter) => ({ kode: letter, teks: { id: letter } })),
  baris: [],
  rentang: null,
  syarat: [],
  ...more,
})
const only = (kode: string, nilai: string) => ({
  syarat: [{ soal: kode, op: 'adalah' as const, nilai }],
})
const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code)

describe('conditions', () => {
  const chain = [soal('p1', {}), soal('p2', only('p1', 'a')), soal('p3', only('p2', 'b'))]

  it('look back, one through another: who is not asked the first is not asked the last', () => {
    const kode = (isian: Record<string, readonly string[]>) =>
      asked(chain, isian).map((one) => one.kode)
    expect(kode({ p1: ['a'], p2: ['b'] })).toEqual(['p1', 'p2', 'p3'])
    expect(kode({ p1: ['b'], p2: ['b'] })).toEqual(['p1'])
    expect(kode({})).toEqual(['p1'])
  })

  it('keep a question from being removed or moved before what it rests on', () => {
    expect(refuseSusunan(chain)).toEqual([])
    expect(codes(refuseSusunan(chain.slice(1)))).toEqual(['SOAL_DIRUJUK'])
    const moved = placeSoal(chain, soal('p1', { bagian: 2 }))
    expect(codes(refuseSusunan(moved))).toEqual(['SOAL_DIRUJUK'])
  })

  it('name a choice there is, or a number within the range', () => {
    const scale = soal('p1', { jenis: 'skala', pilihan: [], rentang: { dari: 1, sampai: 5 } })
    const form = { teks_id: 'Mengapa begitu?', jenis: 'teks', bagian: '1', syarat_soal_1: 'p1' }
    const read = (op: string, nilai: string) =>
      readSoal({ ...form, syarat_op_1: op, syarat_nilai_1: nilai }, { kode: 'p2', before: [scale] })
    expect(read('maksimal', '2').ok).toBe(true)
    for (const [op, nilai] of [
      ['maksimal', '9'],
      ['maksimal', ''],
      ['lebih', '2'],
    ] as const)
      expect(read(op, nilai).ok).toBe(false)
  })
})

describe('a questionnaire', () => {
  it('reads choices in five languages, and offers a language that all of it is written in', () => {
    const form = {
      teks_id: 'Naik apa?',
      teks_jv: 'Nitih napa?',
      jenis: 'tunggal',
      bagian: '1',
      pilihan: 'Bus | Bus | Bis\nKereta | Train | Sepur',
    }
    const read = readSoal(form, { kode: 'p1', before: [] })
    if (!read.ok) throw new Error('refused')
    expect(writeLines(read.value.pilihan)).toBe(form.pilihan)
    expect(bahasaOf([read.value])).toEqual(['id', 'jv'])
  })

  it.each([
    [{ jenis: 'tunggal', pilihan: 'Satu' }, 'SOAL_PILIHAN'],
    [{ jenis: 'tunggal', pilihan: 'Sama\nSama' }, 'SOAL_PILIHAN'],
    [{ jenis: 'matriks', pilihan: 'a\nb', baris: 'x' }, 'SOAL_BARIS'],
    [{ jenis: 'skala', dari: '5', sampai: '1' }, 'SOAL_RENTANG'],
    [{ jenis: 'skala', dari: '1', sampai: '40' }, 'SOAL_RENTANG'],
    [{ jenis: 'lain' }, 'SOAL_JENIS'],
  ])('refuses %j', (form, code) => {
    const read = readSoal(
      { teks_id: 'Pertanyaan', bagian: '1', ...form },
      { kode: 'p1', before: [] },
    )
    expect(read.ok ? [] : codes(read.refusals)).toEqual([code])
  })
})

describe('answers', () => {
  const all = [
    soal('p1', { isWajib: true }),
    soal('p2', { jenis: 'ganda' }),
    soal('p3', { jenis: 'angka', pilihan: [], rentang: { dari: 0, sampai: 120 } }),
    soal('p4', { jenis: 'urutan' }),
    soal('p5', { jenis: 'matriks', baris: [{ kode: 'a', teks: { id: 'x' } }], isWajib: true }),
    soal('p6', { jenis: 'teks', pilihan: [] }),
  ]
  const read = (typed: Record<string, readonly string[]>) =>
    readBagian(all, typed, { all, before: {} })

  it('are refused at their fields, all at once, and what is right is read', () => {
    const { isian, refusals } = read({
      p2: ['z'],
      p3: ['121'],
      'p4.a': ['1'],
      'p4.b': ['1'],
      'p4.c': ['2'],
      p6: ['hubungi 081234567890'],
    })
    expect(refusals.map(({ field }) => field)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5.a'])
    expect(isian).toEqual({ p6: ['hubungi [nomor telepon disamarkan]'] })
  })

  it('keep an order best first, and are the same when they are read again', () => {
    const { isian } = read({
      p1: ['b'],
      'p4.a': ['3'],
      'p4.b': ['1'],
      'p4.c': ['2'],
      'p5.a': ['c'],
    })
    expect(isian).toEqual({ p1: ['b'], p4: ['b', 'c', 'a'], 'p5.a': ['c'] })
    expect(readAll(all, isian)).toEqual({ ok: true, value: isian })
  })

  it('one choice cannot be two', () => {
    expect(codes(read({ p1: ['a', 'b'], 'p5.a': ['a'] }).refusals)).toEqual(['JAWABAN_TIDAK_ADA'])
  })
})

describe('small cells', () => {
  it('are hidden with another, so that no sum gives them away', () => {
    expect(hideCells([2, 40, 9, 0], 5)).toEqual([true, false, true, false])
    expect(hideCells([2, 1, 40], 5)).toEqual([true, true, true])
    expect(hideCells([3, 3, 40], 5)).toEqual([true, true, false])
    expect(hideCells([0, 0, 40], 5)).toEqual([false, false, false])
    expect(isSmallShare(97, 100, 5)).toBe(true)
    expect(isSmallShare(0, 100, 5)).toBe(false)
  })

  it('never leave a hidden count to be worked out, for any counts', () => {
    let seed = 7
    const next = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % 13
    }
    for (let round = 0; round < 500; round += 1) {
      const counts = Array.from({ length: 2 + (next() % 5) }, next)
      const hidden = hideCells(counts, 5)
      const out = counts.filter((_, at) => hidden[at])
      for (const [at, count] of counts.entries())
        if (count > 0 && count < 5) expect(hidden[at]).toBe(true)
      if (out.length > 0 && out.length < counts.length) {
        expect(out.length).toBeGreaterThanOrEqual(2)
        expect(out.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(5)
      }
    }
  })

  it('leave microdata: free text, rare answers, and whoever their answers tell', () => {
    const list = [
      soal('p1', { isPengenal: true }),
      soal('p2', {}),
      soal('p3', { jenis: 'teks', pilihan: [] }),
    ]
    const line = (p1: string, p2: string) => ({
      strata: 's1',
      bobot: 2,
      isian: { p1: [p1], p2: [p2], p3: ['rahasia'] },
    })
    const answers = [
      ...Array.from({ length: 10 }, () => line('a', 'a')),
      ...Array.from({ length: 3 }, () => line('b', 'a')),
      ...Array.from({ length: 3 }, () => line('c', 'b')),
    ]
    const newOrder = answers.map((_, at) => (at * 7) % 16)
    const lines = microdata(list, answers, { minimum: 5, newOrder })
    expect(lines).toHaveLength(16)
    expect(lines.filter(({ isian }) => isian.p1 !== undefined)).toHaveLength(10)
    expect(lines.some(({ isian }) => isian.p1?.[0] === 'b' || isian.p2?.[0] === 'b')).toBe(false)
    expect(JSON.stringify(lines)).not.toContain('rahasia')
  })
})

describe('a result', () => {
  const list = [soal('p1', {}), soal('p2', { jenis: 'ganda', ...only('p1', 'a') })]
  const jawaban = Array.from({ length: 90 }, (_, at) => ({
    strata: 's1',
    bobot: at < 60 ? 1 : 3,
    isian: at < 60 ? { p1: ['a'], p2: at < 30 ? ['a', 'b'] : ['b'] } : { p1: ['b'] },
  }))
  const counting = {
    soal: list,
    jawaban,
    kerangka: new Map([['s1', 1_000]]),
    aturan: { jawabanMinimum: 30, selMinimum: 5 },
  }

  it('weighs shares, counts several answers one by one of those who were asked', () => {
    const [first, second] = hasilOf({ ...counting, jenis: 'panel' })
    expect(first?.tabel[0]?.pilihan.map(({ bagian }) => bagian)).toEqual([4000, 6000, 0])
    expect(second?.dasar).toBe(60)
    expect(second?.tabel[0]?.pilihan.map(({ jumlah, bagian }) => [jumlah, bagian])).toEqual([
      [30, 5000],
      [60, 10_000],
      [0, 0],
    ])
    const all = second?.tabel[0]?.pilihan[1]
    expect([all?.atas, (all?.bawah ?? 0) > 9_000]).toEqual([10_000, true])
  })

  it('of an open link has no interval', () => {
    const tables = hasilOf({ ...counting, jenis: 'terbuka' }).flatMap(({ tabel }) => tabel)
    expect(tables.flatMap(({ pilihan }) => pilihan).every(({ bawah }) => bawah === null)).toBe(true)
  })

  it('of few answers tells nothing', () => {
    const few = { ...counting, jawaban: jawaban.slice(0, 29), jenis: 'panel' as const }
    expect(hasilOf(few).map(({ dasar }) => dasar)).toEqual([null, null])
  })
})

describe('weights of a panel', () => {
  const list = [soal('p1', {}), soal('p2', only('p1', 'a'))]
  const strata = [
    { kode: 's1', nama: 'Kota', populasi: 60 },
    { kode: 's2', nama: 'Desa', populasi: 40 },
  ]
  const answers = [
    { strata: 's1', isian: { p1: ['a'] } },
    { strata: 's1', isian: { p1: ['b'] } },
    { strata: 's2', isian: { p1: ['a'] } },
    { strata: 's2', isian: {} },
  ]

  it('rest on questions that everybody is asked', () => {
    expect(marginSoal(list).map(({ kode }) => kode)).toEqual(['p1'])
  })

  it('leave who told nothing of a margin their own part, and meet the rest', () => {
    const margin = { soal: 'p1', sumber: 'contoh', populasi: { a: 300, b: 100 } }
    const weighed = weigh(answers, strata, [margin])
    if (!weighed.ok) throw new Error(JSON.stringify(weighed.refusals))
    const { bobot, tanpaMargin, cara } = weighed.value
    expect([cara, tanpaMargin]).toEqual(['raking', 1])
    expect(bobot.reduce((a, b) => a + b, 0)).toBeCloseTo(100, 6)
    expect((bobot[0] ?? 0) + (bobot[2] ?? 0)).toBeCloseTo(60, 6)
  })

  it('are refused by the name of a stratum nobody of answered', () => {
    const weighed = weigh(answers.slice(0, 2), strata, [])
    expect(weighed.ok ? '' : weighed.refusals[0]?.message).toContain('kelompok Desa')
  })

  it('remember whose group in which margin everybody is, and who was asked together', () => {
    const margin = { soal: 'p1', sumber: 'contoh', populasi: { a: 300, b: 100 } }
    const fitted = weigh(answers, strata, [margin])
    const plain = weigh(answers, strata, [])
    expect(fitted.ok && fitted.value.margin).toEqual([
      ['s1', 'a'],
      ['s1', 'b'],
      ['s2', 'a'],
      ['s2', ''],
    ])
    expect(plain.ok && plain.value.margin).toEqual([[], [], [], []])
    expect(klasterOf(list)).toEqual(['bundel', 'p1'])
    const sheets = answers.map((one, at) => ({ ...one, bundel: at === 1 ? null : 'RT 1' }))
    expect(klasterPer(sheets, 'bundel')).toEqual(['s1/RT 1', '#1', 's2/RT 1', 's2/RT 1'])
    expect(klasterPer(sheets, 'p1')).toEqual(['s1/a', 's1/b', 's2/a', '#3'])
  })
})
