import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Sen, sen, sumSen } from '../../../kernel/money.ts'
import { reconcile } from './cocok.ts'
import { decideLine, type LineRules, type TypedLine } from './garis.ts'
import { refuseShift } from './geser.ts'
import { deepestRows, mapColumns, readApbdRow } from './impor.ts'
import { decideMonths, splitByWeights, splitEvenly } from './kas.ts'
import { pastedLines, toLine } from './kolom.ts'
import { type Fakta, nextDimension, plainName, sift, splitBy } from './kubus.ts'
import { sumTree } from './pohon.ts'
import { writeRupiah } from './rupiah.ts'
import {
  amountOf,
  parseVolume,
  type Volume,
  volumeFromDecimal,
  volumeToDecimal,
  writeVolume,
} from './volume.ts'

const money = fc.bigInt({ min: 0n, max: 10n ** 17n }).map(sen)
/** Codes of any depth and any width: 5, 5.1.02, 5.1.02.01.01.0024. */
const code = fc
  .tuple(
    fc.constantFrom('4', '5', '6'),
    fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([first, parts, width]) =>
    [first, ...parts.map((n) => String(n).padStart(width, '0'))].join('.'),
  )

describe('a volume', () => {
  it.each([
    ['2,5', '2.5000'],
    ['1.250,5', '1250.5000'],
    ['1.250', '1250.0000'],
    ['12.5', '12.5000'],
    ['0.125', '0.1250'],
    ['1000', '1000.0000'],
  ])('typed as %s is %s', (typed, stored) => {
    const read = parseVolume(typed)
    expect(read === undefined ? '' : volumeToDecimal(read)).toBe(stored)
  })
  it.each(['', '-1', '1,23456', '1.2.3', 'dua', '1e3', '99999999999'])('%j is refused', (typed) =>
    expect(parseVolume(typed)).toBeUndefined(),
  )
  it('comes back from what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n - 1n }), (raw) => {
        const volume = raw as Volume
        expect(volumeFromDecimal(volumeToDecimal(volume))).toBe(volume)
        expect(parseVolume(writeVolume(volume))).toBe(volume)
      }),
    )
  })
  it('times a price is rounded half away from zero, to the sen', () => {
    expect(amountOf(volumeFromDecimal('0.3333'), sen(100n))).toBe(33n)
    expect(amountOf(volumeFromDecimal('0.0050'), sen(100n))).toBe(1n)
    expect(amountOf(volumeFromDecimal('9999999999.9999'), sen(10n ** 19n))).toBeUndefined()
  })
})

const ACCOUNTS = new Map(
  [
    { id: 1, kode: '5.1.02', isDaun: false },
    { id: 2, kode: '5.1.02.01', isDaun: true },
    { id: 3, kode: '4.1.01', isDaun: true },
    { id: 5, kode: '5.1.02.02', isDaun: true },
    { id: 4, kode: '1.1.01', isDaun: true },
  ].map((one) => [one.kode, one]),
)
const RULES: LineRules = {
  tahun: 2027,
  isInSubKegiatan: true,
  rekening: (kode) => ACCOUNTS.get(kode),
  sumberDana: (kode) => (kode === '1' ? { id: 9 } : undefined),
  standar: (kode) =>
    kode === 'S1'
      ? { id: 7, kode, uraian: 'Kertas', satuan: 'Rim', harga: sen(6_000_000n), rekeningIds: [2] }
      : undefined,
  sikapHarga: 'alasan',
}
const LINE: TypedLine = {
  rekening: '5.1.02.01',
  uraian: 'Kertas',
  spesifikasi: '',
  volume: '2,5',
  satuan: 'rim',
  harga: '60.000',
  sumberDana: '',
  standar: '',
  alasan: '',
  keterangan: '',
}
const judge = (more: Partial<TypedLine>, rules: Partial<LineRules> = {}) => {
  const decided = decideLine({ ...LINE, ...more }, { ...RULES, ...rules })
  return decided.ok ? decided.value.jumlah : decided.refusals.map(({ code: one }) => one)
}

describe('a line', () => {
  it('is volume times price', () => expect(judge({})).toBe(15_000_000n))
  it.each<[Partial<TypedLine>, string[]]>([
    [{ rekening: '' }, ['BARIS_REKENING_KOSONG']],
    [{ rekening: '9' }, ['BARIS_REKENING_TIDAK_ADA']],
    [{ rekening: '5.1.02' }, ['BARIS_REKENING_BUKAN_DAUN']],
    [{ rekening: '1.1.01' }, ['BARIS_REKENING_BUKAN_ANGGARAN']],
    [{ rekening: '4.1.01' }, ['BARIS_REKENING_SALAH_TEMPAT']],
    [
      { uraian: ' ', satuan: '', volume: 'x', harga: '-1' },
      ['BARIS_URAIAN', 'BARIS_SATUAN', 'BARIS_VOLUME', 'BARIS_HARGA'],
    ],
    [{ sumberDana: '2' }, ['BARIS_SUMBER_TIDAK_ADA']],
    [{ standar: 'S9' }, ['BARIS_STANDAR_TIDAK_ADA']],
    [{ standar: 'S1', harga: '60.001' }, ['BARIS_ALASAN_STANDAR']],
    [{ standar: 'S1', satuan: 'lembar' }, ['BARIS_STANDAR_SATUAN']],
    [
      { standar: 'S1', rekening: '5.1.02.02', satuan: 'dus' },
      ['BARIS_STANDAR_REKENING', 'BARIS_STANDAR_SATUAN'],
    ],
  ])('%j is refused with every reason at once', (more, codes) => expect(judge(more)).toEqual(codes))
  it('above its standard needs a reason, or is refused, as the rule of the year says', () => {
    const above = { standar: 'S1', harga: '61.000', alasan: 'Daerah terpencil' }
    expect(judge(above)).toBe(15_250_000n)
    expect(judge(above, { sikapHarga: 'tolak' })).toEqual(['BARIS_DI_ATAS_STANDAR'])
    expect(judge({ standar: 'S1' }, { sikapHarga: 'tolak' })).toBe(15_000_000n)
  })
})

describe('the tree of codes', () => {
  it('has at every inner node the sum of its children, in all phases', () => {
    const leaf = fc.record({
      kode: code,
      jumlah: fc.record({ rapbd: money, apbd: money, perubahan: money }),
    })
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 60 }), (drawn) => {
        // A leaf has nothing below it.
        const leaves = drawn.filter(
          ({ kode }) => !drawn.some((other) => other.kode.startsWith(`${kode}.`)),
        )
        const tree = sumTree(leaves, ['rapbd', 'apbd', 'perubahan'])
        for (const phase of ['rapbd', 'apbd', 'perubahan'] as const) {
          for (const node of tree.values()) {
            const children = [...tree.values()].filter(({ induk }) => induk === node.kode)
            if (children.length === 0) continue
            expect(node.jumlah[phase]).toBe(sumSen(children.map(({ jumlah }) => jumlah[phase])))
          }
          const top = [...tree.values()].filter(({ level }) => level === 1)
          expect(sumSen(top.map(({ jumlah }) => jumlah[phase]))).toBe(
            sumSen(leaves.map(({ jumlah }) => jumlah[phase])),
          )
        }
      }),
    )
  })
})

const totalOf = (list: readonly Readonly<{ jumlah: Sen }>[]) =>
  sumSen(list.map(({ jumlah }) => jumlah))

function checkWayDown(facts: readonly Fakta[], dimensi: 'urusan' | 'skpd' | 'akun'): void {
  const groups = splitBy(facts, dimensi, {})
  expect(totalOf(groups)).toBe(totalOf(facts))
  for (const group of groups) {
    const look = { [dimensi]: group.kode }
    expect(totalOf(sift(facts, look))).toBe(group.jumlah)
    expect(totalOf(splitBy(sift(facts, look), 'akun', look))).toBe(group.jumlah)
  }
}

describe('the open budget', () => {
  const fact: fc.Arbitrary<Fakta> = fc.record({
    id: fc.uuid(),
    skpd: fc.constantFrom('1.01', '1.02', '7.01'),
    urusan: fc.constantFrom(
      [],
      ['1', '1.01', '1.01.02', '1.01.02.2.01.0001'],
      ['1', '1.01', '1.01.03'],
    ),
    rekening: code,
    jumlah: money,
    realisasi: fc.constant(undefined),
  })
  it('never loses a rupiah on the way down, whichever way is taken', () => {
    fc.assert(
      fc.property(fc.array(fact, { minLength: 1, maxLength: 40 }), (facts) => {
        for (const dimensi of ['urusan', 'skpd', 'akun'] as const) checkWayDown(facts, dimensi)
        expect(totalOf(splitBy(facts, 'posisi', {}))).toBe(totalOf(facts))
        expect(['urusan', 'skpd', 'akun', 'posisi']).toContain(nextDimension(facts, {}))
      }),
      { numRuns: 40 },
    )
  })
})

describe('a name of the nomenclature', () => {
  it.each([
    ['URUSAN PEMERINTAHAN BIDANG PENDIDIKAN', 'Pendidikan'],
    ['PROGRAM PENUNJANG URUSAN PEMERINTAHAN', 'Program penunjang urusan pemerintahan'],
    ['Penyediaan Gaji dan Tunjangan ASN', 'Penyediaan Gaji dan Tunjangan ASN'],
  ])('%s is shown as %s', (nama, shown) => expect(plainName(nama)).toBe(shown))
})

describe('a cash plan', () => {
  it('sums to the year to the sen, however it is split', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { maxLength: 14 })
    fc.assert(
      fc.property(money, weights, (amount, list) => {
        for (const plan of [splitEvenly(amount), splitByWeights(amount, list)]) {
          expect(plan).toHaveLength(12)
          expect(sumSen(plan)).toBe(amount)
        }
      }),
    )
  })
  it('that does not add up is refused with the difference', () => {
    const done = decideMonths(['1.000', '', 'x'], sen(500_000n))
    expect(done.ok ? [] : done.refusals.map(({ field }) => field)).toEqual(['b3'])
    const short = decideMonths(['1.000'], sen(500_000n))
    expect(short.ok ? '' : short.refusals[0]?.message).toContain('Selisih 4.000')
  })
})

describe('a shift', () => {
  const at = (rekeningKode: string, dari: bigint, menjadi: bigint) => ({
    tempat: 'a',
    rekeningKode,
    dari: sen(dari),
    menjadi: sen(menjadi),
  })
  it('keeps the totals of its level and no other', () => {
    const moved = [at('5.1.02.01.01', 100n, 60n), at('5.1.02.02.01', 0n, 40n)]
    expect(refuseShift(moved, 3)).toEqual([])
    expect(refuseShift(moved, 4).map(({ code: one }) => one)).toEqual([
      'GESER_MELEWATI_BATAS',
      'GESER_MELEWATI_BATAS',
    ])
  })
  it('counts parts of a code, not letters: 5.10 is not within 5.1', () => {
    expect(refuseShift([at('5.1.01', 5n, 0n), at('5.10.01', 0n, 5n)], 2)).toHaveLength(2)
  })
})

describe('columns and pasted blocks', () => {
  it('are known by their official names, ours and those of others', () => {
    const { line, subKegiatan } = toLine({
      'KODE REKENING': '5.1',
      kode_sub_giat: '1.03',
      Koefisien: '2',
      'Harga Satuan (Rp)': '10',
    })
    expect([line.rekening, subKegiatan, line.volume, line.harga]).toEqual([
      '5.1',
      '1.03',
      '2',
      '10',
    ])
  })
  it('never throw, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const line of pastedLines(text)) decideLine(line, RULES)
      }),
    )
  })
})

describe('a whole budget', () => {
  const mapping = mapColumns(['kode_skpd', 'kode_rekening', 'level', 'jumlah_rp'])
  const read = (cells: Record<string, string>) => readApbdRow(2, cells, mapping)
  it('takes only the deepest accounts and says which sums had no parts', () => {
    const rows = [
      { kode_skpd: 'a', kode_rekening: '5.1', jumlah_rp: '30.0' },
      { kode_skpd: 'a', kode_rekening: '5.1.01', jumlah_rp: '10' },
      { kode_skpd: 'a', kode_rekening: '5.1.02', jumlah_rp: '20.50' },
      { kode_skpd: 'a', kode_rekening: '5.2', jumlah_rp: '7' },
    ].flatMap((cells) => {
      const one = read(cells)
      return one.kind === 'row' ? [one.row] : []
    })
    const kept = deepestRows(rows)
    expect(kept.rows.map(({ jumlah }) => jumlah)).toEqual([1_000n, 2_050n])
    expect([kept.jumlah, kept.tanpaRincian.map(({ rekening }) => rekening)]).toEqual([2, ['5.2']])
  })
  it('refuses what it cannot read at its row, and never guesses', () => {
    expect(read({ kode_skpd: 'a', kode_rekening: '5', jumlah_rp: '-5' }).kind).toBe('problem')
    expect(read({ kode_skpd: '', kode_rekening: '5', jumlah_rp: '5' }).kind).toBe('problem')
    expect(read({ kode_skpd: 'a', kode_rekening: '', jumlah_rp: '5' }).kind).toBe('problem')
  })
})

describe('rupiah in sentences', () => {
  it('has dots, a comma only for sen, and keeps its sign', () => {
    expect(writeRupiah(sen(123_456_789n))).toBe('1.234.567,89')
    expect(writeRupiah(sen(-100_000n))).toBe('-1.000')
  })
})

describe('ours against theirs', () => {
  const row = (rekening: string, jumlah: bigint, sub = '1.03.10.2.01.08') => ({
    skpd: '1.03',
    sub,
    rekening,
    jumlah: sen(jumlah),
  })
  it('is equal whatever the order, however rows of one position are cut, and whatever the widths', () => {
    const theirs = [row('5.1.2', 3n, '1.03.10.2.01.0008'), row('5.1.02', 4n)]
    expect(reconcile([row('5.1.02', 7n)], theirs).map(({ hasil }) => hasil)).toEqual(['sama'])
  })
  it('tells what is only on one side and by how much amounts differ, and always adds up', () => {
    const coded = fc.record({
      skpd: fc.constantFrom('1.01', '1.02'),
      sub: fc.constantFrom('', '1.01.02.2.01.0001'),
      rekening: fc.constantFrom('5.1.01', '5.1.02', '5.2'),
      jumlah: fc.bigInt({ min: 0n, max: 5n }).map(sen),
    })
    fc.assert(
      fc.property(fc.array(coded), fc.array(coded), (ours, theirs) => {
        const rows = reconcile(ours, theirs)
        const gap = rows.reduce((sum, { kita, mereka }) => sum + (kita ?? 0n) - (mereka ?? 0n), 0n)
        expect(gap).toBe(totalOf(ours) - totalOf(theirs))
        expect(rows.every((one) => (one.hasil === 'sama') === (one.kita === one.mereka))).toBe(true)
      }),
    )
  })
})
