import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  designWeights,
  kishEffect,
  kishSize,
  type Margin,
  postStratify,
  rake,
  rakeTrimmed,
} from './bobot.ts'
import {
  agrestiCoull,
  clopperPearson,
  finiteCorrection,
  finiteSize,
  jeffreys,
  krejcieMorgan,
  wilson,
  wilsonContinuity,
} from './proporsi.ts'
import { betaBelow, betaQuantile, normalQuantile, studentQuantile } from './sebaran.ts'
import {
  type Amatan,
  jackknife,
  studentInterval,
  unexplained,
  weightedMean,
  weightedShare,
  weightedTotal,
} from './taksiran.ts'

const SHARED = '/work/shared/data/participation/survey'
const near = (got: number, wanted: number, relative = 1e-9) =>
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(wanted)))
const value = <T>(result: { ok: true; value: T } | { ok: false }): T => {
  if (!result.ok) throw new Error('refused')
  return result.value
}
const codes = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.refusals?.map(({ code }) => code) ?? []

describe('distributions', () => {
  it('have the quantiles of printed tables', () => {
    near(normalQuantile(0.975), 1.959963984540054, 1e-14)
    near(normalQuantile(0.999999), 4.753424308822899, 1e-10)
    near(normalQuantile(0.5), 0, 1e-12)
    near(studentQuantile(0.975, 1), Math.tan(Math.PI * 0.475), 1e-12)
    near(studentQuantile(0.975, 9), 2.262157162798205, 1e-12)
    near(studentQuantile(0.975, 197), 1.9720790337785, 1e-10)
    near(studentQuantile(0.025, 9), -2.262157162798205, 1e-12)
    near(betaQuantile(0.5, 2, 2), 0.5, 1e-14)
  })

  it('come back from their quantile, and are mirrored', () => {
    for (const a of [0.5, 1, 3, 40, 900])
      for (const b of [0.5, 2, 17, 300])
        for (const p of [0.001, 0.025, 0.4, 0.975]) {
          const x = betaQuantile(p, a, b)
          near(betaBelow(x, a, b), p, 1e-10)
          near(betaBelow(1 - x, b, a), 1 - p, 1e-10)
        }
  })
})

describe('intervals of a share', () => {
  it('have the limits published for 81 of 263, 0 of 20 and 10 of 14', () => {
    near(wilson({ x: 81, n: 263 }).bawah, 0.2552885199)
    near(wilson({ x: 81, n: 263 }).atas, 0.366209577)
    near(clopperPearson({ x: 81, n: 263 }).bawah, 0.2527367456)
    near(clopperPearson({ x: 81, n: 263 }).atas, 0.3676219226)
    near(clopperPearson({ x: 0, n: 20 }).atas, 0.168433471)
    near(wilson({ x: 10, n: 14 }, 0.95, 1.96).bawah, 0.4535045883)
    near(wilson({ x: 5, n: 10 }, 0.9).atas, 0.7307282, 1e-6)
  })

  it('hold the share, stay within 0 and 1, and are mirrored, for every x of n', () => {
    for (const n of [1, 2, 7, 29, 150])
      for (let x = 0; x <= n; x += 1)
        for (const interval of [wilson, wilsonContinuity, clopperPearson]) {
          const { bawah, atas } = interval({ x, n })
          const mirror = interval({ x: n - x, n })
          expect(bawah).toBeGreaterThanOrEqual(0)
          expect(atas).toBeLessThanOrEqual(1)
          expect(bawah).toBeLessThanOrEqual(x / n)
          expect(atas).toBeGreaterThanOrEqual(x / n)
          expect(atas - bawah).toBeGreaterThan(0)
          near(bawah, 1 - mirror.atas, 1e-12)
        }
  })

  it('shrink with a finite population, to nothing when everybody was asked', () => {
    expect(finiteCorrection(30, 120)).toBe(0.75)
    expect(finiteSize(120, 120)).toBe(Number.POSITIVE_INFINITY)
    near(finiteSize(100, 1_000), (100 * 999) / 900)
  })

  it('need as many people as the printed table says', () => {
    const table = { 10: 10, 220: 140, 1200: 291, 2800: 338, 10000: 370, 1000000: 384 }
    for (const [populasi, sample] of Object.entries(table))
      expect(krejcieMorgan(Number(populasi))).toBe(sample)
  })
})

const sex: Margin = {
  nama: 'sex',
  kelompok: ['l', 'l', 'p', 'p', 'p'],
  populasi: new Map([
    ['l', 50],
    ['p', 50],
  ]),
}
const age: Margin = {
  nama: 'age',
  kelompok: ['tua', 'muda', 'tua', 'muda', 'muda'],
  populasi: new Map([
    ['tua', 30],
    ['muda', 70],
  ]),
}

describe('weights', () => {
  it('by design are people over answers, stratum by stratum', () => {
    const weights = value(
      designWeights(
        ['a', 'a', 'b'],
        new Map([
          ['a', 100],
          ['b', 7],
        ]),
      ),
    )
    expect(weights).toEqual([50, 50, 7])
    near(kishSize(weights), 107 ** 2 / (50 ** 2 * 2 + 49))
    near(kishEffect([3, 3, 3]), 1)
  })

  it('are refused where a group has nobody, or nobody counted it', () => {
    expect(
      codes(
        designWeights(
          ['a'],
          new Map([
            ['a', 1],
            ['b', 2],
          ]),
        ),
      ),
    ).toEqual(['KELOMPOK_KOSONG'])
    expect(codes(designWeights(['a', 'x'], new Map([['a', 1]])))).toEqual([
      'KELOMPOK_TIDAK_DIKENAL',
    ])
    expect(codes(postStratify([1], { ...sex, kelompok: ['l'] }))).toEqual(['KELOMPOK_KOSONG'])
  })

  it('raked fit every margin, and scale one that speaks of more people', () => {
    const doubled = {
      ...age,
      populasi: new Map([
        ['tua', 60],
        ['muda', 140],
      ]),
    }
    for (const second of [age, doubled]) {
      const { bobot } = value(rake([1, 1, 1, 1, 1], [sex, second]))
      const of = (margin: Margin, group: string) =>
        bobot.reduce((sum, w, at) => sum + (margin.kelompok[at] === group ? w : 0), 0)
      near(of(sex, 'l'), 50)
      near(of(age, 'tua'), 30)
      near(of(age, 'muda'), 70)
    }
  })

  it('that cannot meet are refused, not returned half done', () => {
    const same = {
      nama: 'b',
      kelompok: ['x', 'y'],
      populasi: new Map([
        ['x', 10],
        ['y', 90],
      ]),
    }
    const other = {
      nama: 'a',
      kelompok: ['x', 'y'],
      populasi: new Map([
        ['x', 50],
        ['y', 50],
      ]),
    }
    expect(codes(rake([1, 1], [same, other]))).toEqual(['BOBOT_TIDAK_BERTEMU'])
  })

  it('are cut at five times the median, and told', () => {
    const kelompok = ['r', ...Array.from({ length: 30 }, () => 's')]
    const margin = {
      nama: 'x',
      kelompok,
      populasi: new Map([
        ['r', 100],
        ['s', 300],
      ]),
    }
    const one = { nama: 'y', kelompok: kelompok.map(() => 'z'), populasi: new Map([['z', 400]]) }
    const trimmed = value(
      rakeTrimmed(
        kelompok.map(() => 1),
        [one],
      ),
    )
    expect(trimmed.dipangkas).toBe(0)
    // The rare one carries a third: no cut survives a margin of its own, and the count says it was tried.
    expect(
      value(
        rakeTrimmed(
          kelompok.map(() => 1),
          [margin],
        ),
      ).dipangkas,
    ).toBe(1)
    const start = [900, ...Array.from({ length: 30 }, () => 10)]
    const cut = value(rakeTrimmed(start, [one]))
    expect(cut.dipangkas).toBe(1)
    near(
      cut.bobot.reduce((a, b) => a + b, 0),
      400,
    )
    expect((cut.bobot[0] ?? 0) / (cut.bobot[1] ?? 1)).toBeLessThanOrEqual(5 + 1e-6)
  })
})

describe('estimates', () => {
  const plain = [2, 4, 4, 5, 9].map((nilai): Amatan => ({ nilai, bobot: 3 }))

  it('of a plain sample are the mean, s over the root of n, and t', () => {
    const mean = weightedMean(plain)
    near(mean.nilai, 4.8)
    near(mean.galatBaku, Math.sqrt(26.8 / 4 / 5))
    expect(mean.derajat).toBe(4)
    near(studentInterval(mean).atas, 4.8 + 2.7764451051977934 * mean.galatBaku, 1e-10)
    near(weightedTotal(plain).nilai, 72)
  })

  it('do not change when all weights do, and vanish where everybody was asked', () => {
    const heavier = plain.map((one) => ({ ...one, bobot: one.bobot * 7 }))
    near(weightedMean(heavier).galatBaku, weightedMean(plain).galatBaku)
    near(weightedMean(plain, new Map([['', 5]])).galatBaku, 0)
  })

  it('count whoever was asked together as one draw', () => {
    const alone = Array.from(
      { length: 40 },
      (_, at): Amatan => ({ nilai: at % 4 === 0 ? 1 : 0, bobot: 1 }),
    )
    const together = alone.map((one, at) => ({
      ...one,
      nilai: at < 10 ? 1 : 0,
      klaster: `rt${Math.floor(at / 10)}`,
    }))
    near(weightedMean(together).nilai, weightedMean(alone).nilai)
    expect(weightedMean(together).galatBaku).toBeGreaterThan(3 * weightedMean(alone).galatBaku)
  })

  it('never take a stratum of one for one without spread', () => {
    const list = [1, 5, 9].map((nilai, at): Amatan => ({ nilai, bobot: 1, strata: `s${at}` }))
    expect(weightedMean(list).galatBaku).toBeGreaterThan(1)
  })

  it('agree with leaving one out after the other', () => {
    const values = plain.map(({ nilai }) => nilai)
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length
    near(Math.sqrt(jackknife(values, mean)), weightedMean(plain).galatBaku)
  })

  it('of a share everybody or nobody has keep an interval', () => {
    const all = Array.from({ length: 50 }, (): Amatan => ({ nilai: 1, bobot: 2 }))
    const { selang, nEfektif } = weightedShare(all)
    near(nEfektif, 50)
    expect([selang.atas, selang.bawah < 0.94, selang.bawah > 0.9]).toEqual([1, true, true])
  })
})

describe('estimates after weights were fitted to margins', () => {
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length
  const deviation = (list: readonly number[]) => {
    const middle = mean(list)
    return Math.sqrt(list.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (list.length - 1))
  }

  it('spread by what the margins leave: a worked example of two groups', () => {
    const list = [0, 2, 10, 14].map(
      (nilai, at): Amatan => ({ nilai, bobot: 1, margin: [at < 2 ? 'a' : 'b'] }),
    )
    // Residuals −1/4, 1/4, −1/2, 1/2; 4/3 · 0,625.
    near(weightedMean(list).galatBaku, Math.sqrt(2.5 / 3), 1e-12)
    near(weightedMean(list).nilai, 6.5)
    const told = list.map((one) => ({ ...one, nilai: one.margin?.[0] === 'a' ? 1 : 0 }))
    expect(weightedMean(told).galatBaku).toBeLessThan(1e-12)
    expect(weightedShare(told).selang).toEqual({ bawah: 0.5, atas: 0.5 })
  })

  it('are a projection: nothing of a margin is left in any group, and margins change nothing of the rest', () => {
    const list = Array.from({ length: 60 }, (_, at) => ({
      bobot: 1 + (at % 7),
      margin: [`a${at % 3}`, `b${(at * at) % 5}`, `a${at % 3}`],
    }))
    const values = list.map((_, at) => ((at * 37) % 23) - 11)
    const left = unexplained(values, list)
    for (const margin of [0, 1, 2]) {
      const sums = new Map<string, number>()
      for (const [at, one] of list.entries()) {
        const group = one.margin[margin] ?? ''
        sums.set(group, (sums.get(group) ?? 0) + one.bobot * (left[at] ?? 0))
      }
      for (const sum of sums.values()) expect(Math.abs(sum)).toBeLessThan(1e-9)
    }
    const moved = values.map((one, at) => one + 5 * (at % 3) - 2 * ((at * at) % 5))
    for (const [at, one] of unexplained(moved, list).entries()) near(one, left[at] ?? 0, 1e-9)
  })

  it('have the standard error that drawing again and again shows, and no wider', () => {
    let seed = 7
    const next = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed / 2_147_483_648
    }
    const people = Array.from({ length: 5_000 }, () => {
      const [sex, age] = [next() < 0.5 ? 'p' : 'l', next() < 0.3 ? 'tua' : 'muda']
      return { sex, age, nilai: (sex === 'p' ? 8 : 0) + (age === 'tua' ? 6 : 0) + 4 * next() }
    })
    const counts = (pick: (one: (typeof people)[number]) => string) => {
      const found = new Map<string, number>()
      for (const one of people) found.set(pick(one), (found.get(pick(one)) ?? 0) + 1)
      return found
    }
    const [sexes, ages] = [counts(({ sex }) => sex), counts(({ age }) => age)]
    const means: number[] = []
    const errors: number[] = []
    const before: number[] = []
    for (let draw = 0; draw < 300; draw += 1) {
      const drawn = Array.from({ length: 150 }, () => people[Math.floor(next() * 5_000)])
      const sample = drawn.flatMap((one) => one ?? [])
      const raked = value(
        rake(
          sample.map(() => 1),
          [
            { nama: 'sex', kelompok: sample.map(({ sex }) => sex), populasi: sexes },
            { nama: 'age', kelompok: sample.map(({ age }) => age), populasi: ages },
          ],
        ),
      )
      const plainList = sample.map(
        ({ nilai }, at): Amatan => ({ nilai, bobot: raked.bobot[at] ?? 0 }),
      )
      const fitted = plainList.map((one, at) => ({
        ...one,
        margin: [sample[at]?.sex ?? '', sample[at]?.age ?? ''],
      }))
      const found = weightedMean(fitted)
      means.push(found.nilai)
      errors.push(found.galatBaku)
      before.push(weightedMean(plainList).galatBaku)
    }
    const shown = deviation(means)
    expect(mean(errors) / shown).toBeGreaterThan(0.88)
    expect(mean(errors) / shown).toBeLessThan(1.12)
    expect(mean(before) / shown).toBeGreaterThan(2)
  })

  it('of a part of the sample know how large the sample was', () => {
    const part = Array.from({ length: 20 }, (_, at): Amatan => ({ nilai: at % 2, bobot: 1 }))
    const outside = Array.from({ length: 20 }, (): Amatan => ({ nilai: 9, bobot: 1, isLuar: true }))
    near(weightedMean([...part, ...outside]).nilai, 0.5)
    // n/(n − 1) of forty instead of twenty.
    near(
      weightedMean([...part, ...outside]).galatBaku ** 2,
      (weightedMean(part).galatBaku ** 2 * (40 / 39)) / (20 / 19),
    )
  })
})

type Shared = Readonly<{
  proportions: Record<string, number | [number, number]>[]
  krejcie_morgan: { table: Record<string, number> }
}>

describe.skipIf(!existsSync(SHARED))('the shared examples (skipped without /work/shared)', () => {
  const read = (name: string) => JSON.parse(readFileSync(`${SHARED}/${name}`, 'utf8'))

  it('of intervals and sample sizes come out to the tenth digit', () => {
    const { proportions, krejcie_morgan } = read('intervals-and-indices.expected.json') as Shared
    const kinds = {
      wilson,
      wilson_continuity: wilsonContinuity,
      clopper_pearson: clopperPearson,
      jeffreys,
      agresti_coull: agrestiCoull,
    }
    for (const row of proportions)
      for (const [name, interval] of Object.entries(kinds)) {
        const { bawah, atas } = interval({ x: Number(row.x), n: Number(row.n) })
        const [low, high] = row[name] as [number, number]
        near(bawah, low)
        near(atas, high)
      }
    expect(proportions).toHaveLength(5)
    for (const [n, sample] of Object.entries(krejcie_morgan.table))
      expect(krejcieMorgan(Number(n))).toBe(sample)
  })

  it('of a stratified sample of schools come out to nine digits', () => {
    const [head = '', ...lines] = readFileSync(`${SHARED}/api_strat.csv`, 'utf8').trim().split('\n')
    const names = head.trim().split(',')
    const data = lines.map((line) => {
      const cells = line.trim().split(',')
      return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))
    })
    const wanted = read('api_strat.expected.json')
    const frame = new Map(data.map((row) => [row.stype ?? '', Number(row.fpc)]))
    const strata = data.map((row) => row.stype ?? '')
    // The file's weights are rounded to eight decimals, and the expected figures rest on those.
    const bobot = data.map((row) => Number(row.pw))
    for (const [at, weight] of value(designWeights(strata, frame)).entries())
      near(weight, bobot[at] ?? 0, 1e-6)
    const list = (pick: (row: Record<string, string>) => number) =>
      data.map(
        (row, at): Amatan => ({
          nilai: pick(row),
          bobot: bobot[at] ?? 0,
          strata: strata[at] ?? '',
        }),
      )
    const check = (got: { nilai: number; galatBaku: number }, [nilai, error]: [number, number]) => {
      near(got.nilai, nilai)
      near(got.galatBaku, error)
    }
    const mean = weightedMean(
      list((row) => Number(row.api00)),
      frame,
    )
    check(mean, wanted.mean_api00)
    near(studentInterval(mean).bawah, wanted.mean_api00_ci95_t197[0])
    near(studentInterval(mean).atas, wanted.mean_api00_ci95_t197[1])
    check(
      weightedTotal(
        list((row) => Number(row.enroll)),
        frame,
      ),
      wanted.total_enroll,
    )
    for (const [field, name] of [
      ['sch.wide', 'sch_wide'],
      ['awards', 'awards'],
    ] as const)
      for (const word of ['No', 'Yes'])
        check(
          weightedShare(
            list((row) => (row[field] === word ? 1 : 0)),
            frame,
          ),
          wanted[`share_${name}_${word}`],
        )
    near(kishSize(bobot), wanted.kish_effective_n)
    near(kishEffect(bobot), wanted.kish_design_effect_from_weights)
    const { margins, start_weight, weight_per_cell, ...raking } = wanted.raking_from_equal_weights
    const marginOf = (name: string, field: string): Margin => ({
      nama: name,
      kelompok: data.map((row) => row[field] ?? ''),
      populasi: new Map(Object.entries(margins[name])),
    })
    const raked = value(
      rake(
        data.map(() => start_weight),
        [marginOf('stype', 'stype'), marginOf('sch_wide', 'sch.wide')],
      ),
    )
    for (const [at, row] of data.entries())
      near(raked.bobot[at] ?? 0, weight_per_cell[`${row.stype}/${row['sch.wide']}`], 1e-8)
    near(kishSize(raked.bobot), raking.kish_effective_n)
    near(
      weightedMean(
        data.map((row, at): Amatan => ({ nilai: Number(row.api00), bobot: raked.bobot[at] ?? 0 })),
      ).nilai,
      raking.mean_api00,
    )
  })
})
