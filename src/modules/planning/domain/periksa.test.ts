import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Sen, sen } from '../../../kernel/money.ts'
import { compareBaris } from './banding.ts'
import { type AturanPeriksa, checkDokumen, firstOpposed, type Model } from './periksa.ts'
import type { Indikator, Simpul } from './simpul.ts'
import { type Ukuran, ukuranOf } from './ukuran.ts'

const YEARS = [2025, 2026]
const every = (amount: bigint) => new Map<number, Sen>(YEARS.map((year) => [year, sen(amount)]))

function node(id: string, more: Partial<Simpul> = {}): Simpul {
  return {
    id,
    indukId: null,
    jenis: 'program',
    urutan: 1,
    uraian: `Bagian ${id}`,
    nomenklaturId: null,
    skpdId: null,
    mendukungId: null,
    revisi: 1,
    diubahOleh: 'x',
    pagu: new Map(),
    indikator: [],
    ...more,
  }
}

function indikator(more: Partial<Indikator> = {}): Indikator {
  return {
    id: 'i',
    simpulId: 's',
    urutan: 1,
    nama: 'Jalan mantap',
    satuan: 'persen',
    rumus: '',
    arah: 'naik',
    awal: null,
    awalTahun: null,
    penjelasan: '',
    isUtama: true,
    target: new Map(YEARS.map((year, at) => [year, ukuranOf(70 + at)])),
    ...more,
  }
}

function line(id: string, more: Partial<Model['baris'][number]> = {}): Model['baris'][number] {
  return {
    id,
    skpdId: 1,
    subKegiatanId: 30,
    uraian: `Pekerjaan ${id}`,
    lokasiKode: null,
    lokasiRinci: '',
    indikator: 'Panjang jalan',
    target: ukuranOf(1),
    satuan: 'km',
    pagu: sen(100n),
    paguMaju: sen(0n),
    prioritas: '',
    sumber: 'teknokratik',
    usulan: [],
    ...more,
  }
}

const GOAL = node('g', { jenis: 'sasaran', indikator: [indikator()] })
const REGION = [GOAL, node('rp', { indukId: 'g', nomenklaturId: 10, skpdId: 1, pagu: every(100n) })]
const AGENCY = [
  node('t', { jenis: 'tujuan', mendukungId: 'g' }),
  node('p', { indukId: 't', nomenklaturId: 10, pagu: every(100n) }),
  node('k', { indukId: 'p', jenis: 'kegiatan', nomenklaturId: 20, pagu: every(100n) }),
  node('sk', { indukId: 'k', jenis: 'sub_kegiatan', nomenklaturId: 30, pagu: every(100n) }),
]

const model = (more: Partial<Model>): Model => ({
  jenis: 'rkpd',
  skpdId: null,
  years: [2026],
  simpul: [],
  rpjmd: REGION,
  renstra: [{ skpdId: 1, simpul: AGENCY }],
  baris: [line('a')],
  usulan: [],
  isBerlaku: () => true,
  ...more,
})
const renstra = (simpul: readonly Simpul[]) =>
  model({ jenis: 'renstra', skpdId: 1, years: YEARS, simpul, baris: [] })
const rpjmd = (simpul: readonly Simpul[], more: Partial<Model> = {}) =>
  model({ jenis: 'rpjmd', years: YEARS, simpul, rpjmd: simpul, baris: [], ...more })
const change = (id: string, more: Partial<Simpul>) =>
  AGENCY.map((one) => (one.id === id ? { ...one, ...more } : one))
const codesOf = (checked: Model, rules: readonly AturanPeriksa[] = []) => [
  ...new Set(checkDokumen(checked, rules).map(({ kode }) => kode)),
]

describe('a plan that agrees with its neighbours', () => {
  it('has no findings at any level', () => {
    expect(codesOf(model({}))).toEqual([])
    expect(codesOf(renstra(AGENCY))).toEqual([])
    expect(codesOf(rpjmd(REGION))).toEqual([])
  })
})

describe('each rule between the levels finds its breach and nothing else', () => {
  const lapsed = (id: number) => (kode: number) => kode !== id
  const cases: readonly (readonly [string, Model])[] = [
    ['KOSONG', model({ baris: [] })],
    ['KOSONG', renstra([])],
    ['KODE_TIDAK_BERLAKU', model({ isBerlaku: lapsed(30) })],
    ['KODE_TIDAK_BERLAKU', { ...renstra(AGENCY), isBerlaku: lapsed(20) }],
    ['SASARAN_TANPA_INDIKATOR', rpjmd([{ ...GOAL, indikator: [] }, ...REGION.slice(1)])],
    [
      'TARGET_TIDAK_LENGKAP',
      rpjmd([
        { ...GOAL, indikator: [indikator({ target: new Map([[2025, ukuranOf(1)]]) })] },
        ...REGION.slice(1),
      ]),
    ],
    [
      'TARGET_BERLAWANAN',
      rpjmd([{ ...GOAL, indikator: [indikator({ arah: 'turun' })] }, ...REGION.slice(1)]),
    ],
    [
      'SASARAN_TANPA_DUKUNGAN',
      rpjmd(REGION, { renstra: [{ skpdId: 1, simpul: AGENCY.slice(1) }] }),
    ],
    ['SASARAN_TANPA_DUKUNGAN', renstra(change('t', { mendukungId: 'lain' }))],
    [
      'PROGRAM_TANPA_RENSTRA',
      rpjmd(REGION, { renstra: [{ skpdId: 1, simpul: AGENCY.slice(0, 1) }] }),
    ],
    ['PROGRAM_DI_LUAR_RPJMD', renstra(change('p', { nomenklaturId: 11 }))],
    ['PAGU_RENSTRA_LEBIH', renstra(change('p', { pagu: every(101n) }))],
    ['PAGU_ANAK_LEBIH', renstra(change('sk', { pagu: every(101n) }))],
    ['SUB_DI_LUAR_RENCANA', model({ baris: [line('a', { subKegiatanId: 31 })] })],
    ['SUB_DI_LUAR_RENCANA', model({ baris: [line('a', { skpdId: 2 })] })],
    ['PAGU_RKPD_LEBIH', model({ baris: [line('a'), line('b', { pagu: sen(1n) })] })],
    ['BARIS_TANPA_USULAN', model({ baris: [line('a', { sumber: 'pokir' })] })],
    [
      'USULAN_TANPA_BARIS',
      model({
        usulan: [{ id: 'u', nomor: 'USL-1', judul: 'Jalan', skpdId: 1, barisIds: ['hilang'] }],
      }),
    ],
  ]
  it.each(cases)('%s', (kode, checked) => expect(codesOf(checked)).toEqual([kode]))
})

describe('what a finding does', () => {
  const bad = model({ baris: [line('a', { sumber: 'pokir' })] })
  const rule = (tahunMulai: number, akibat: AturanPeriksa['akibat']): AturanPeriksa => ({
    kode: 'BARIS_TANPA_USULAN',
    tahunMulai,
    akibat,
  })

  it('is dated data: holds without a rule, warns or is silent by the latest rule that began', () => {
    expect(checkDokumen(bad, [])[0]?.akibat).toBe('tahan')
    expect(checkDokumen(bad, [rule(2020, 'ingatkan')])[0]?.akibat).toBe('ingatkan')
    expect(checkDokumen(bad, [rule(2020, 'ingatkan'), rule(2026, 'mati')])).toEqual([])
    expect(checkDokumen(bad, [rule(2020, 'ingatkan'), rule(2027, 'mati')])).toHaveLength(1)
  })
})

describe('properties of the checks', () => {
  const ceiling = fc.bigInt({ min: 0n, max: 10n ** 18n })

  it('children whose ceilings fit are never found, and one sen more is', () =>
    fc.assert(
      fc.property(fc.array(ceiling, { minLength: 1, maxLength: 8 }), (amounts) => {
        const total = amounts.reduce((sum, one) => sum + one, 0n)
        const tree = (above: bigint) => [
          node('t', { jenis: 'tujuan', mendukungId: 'g' }),
          node('p', { indukId: 't', nomenklaturId: 10, pagu: every(above) }),
          ...amounts.map((amount, at) =>
            node(`k${at}`, {
              indukId: 'p',
              jenis: 'kegiatan',
              nomenklaturId: 20,
              pagu: every(amount),
            }),
          ),
        ]
        const found = (above: bigint) => codesOf(renstra(tree(above))).includes('PAGU_ANAK_LEBIH')
        expect(found(total)).toBe(false)
        if (total > 0n) expect(found(total - 1n)).toBe(true)
      }),
    ))

  it('targets in the order of their direction never oppose it, and an explanation always settles it', () =>
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -1000n, max: 1000n }), { maxLength: 6 }),
        fc.constantFrom<'naik' | 'turun'>('naik', 'turun'),
        (values, arah) => {
          const sign = arah === 'naik' ? 1 : -1
          const sorted = values.toSorted((a, b) => sign * Number(a - b))
          const target = (list: readonly bigint[]) =>
            new Map(list.map((value, at) => [2025 + at, value as Ukuran]))
          expect(firstOpposed({ target: target(sorted), arah, penjelasan: '' })).toBeUndefined()
          expect(firstOpposed({ target: target(values), arah, penjelasan: 'x' })).toBeUndefined()
        },
      ),
    ))
})

describe('two versions', () => {
  it('differ by id: what is new, gone and changed, and by how much', () => {
    const before = [line('a'), line('b', { pagu: sen(40n) }), line('c')]
    const after = [line('a'), line('c', { pagu: sen(150n), uraian: 'Lain' }), line('d')]
    const found = compareBaris(before, after).map((one) => [one.id, one.perubahan, one.selisih])
    expect(found).toEqual([
      ['c', 'berubah', 50n],
      ['d', 'baru', 100n],
      ['b', 'hilang', -40n],
    ])
  })

  it('add up: the ceilings before and the differences are the ceilings after', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 30 })),
        fc.uniqueArray(fc.integer({ min: 0, max: 30 })),
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        (a, b, step) => {
          const lines = (ids: readonly number[], by: bigint) =>
            ids.map((id) => line(String(id), { pagu: sen(BigInt(id + 1) * by) }))
          const total = (list: readonly { pagu: Sen }[]) =>
            list.reduce((sum, one) => sum + one.pagu, 0n)
          const [before, after] = [lines(a, step), lines(b, step + 7n)]
          const moved = compareBaris(before, after).reduce((sum, one) => sum + one.selisih, 0n)
          expect(total(before) + moved).toBe(total(after))
        },
      ),
    ))
})
