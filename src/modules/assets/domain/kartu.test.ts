import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Tanggal, tanggal } from '../../../kernel/date.ts'
import { sen, sumSen } from '../../../kernel/money.ts'
import {
  type Aturan,
  accountFor,
  isBelowAmbang,
  type KodeBarang,
  masaFor,
  susutMulaiFor,
  tambahanFor,
} from './aturan.ts'
import { shareLines } from './bagi.ts'
import { decideKartu, type KartuTyped } from './kartu.ts'
import { readHasil } from './kdp.ts'
import { endOf, nextPeriode, parsePeriode, periodeOf, readRincian } from './kib.ts'
import { decideKoreksi, decideRehab, type Nilaian } from './ubah-nilai.ts'

const TODAY = tanggal('2026-11-26')
const always = { mulai: tanggal('2015-01-01'), sampai: null }
const aturan: Aturan = {
  masa: [
    { kodeAwalan: '1.3.2.10', masaSemester: 8, isTerverifikasi: false, ...always },
    { kodeAwalan: '1.3.2', masaSemester: 10, isTerverifikasi: false, ...always },
    {
      kodeAwalan: '1.3.2.10',
      masaSemester: 10,
      isTerverifikasi: false,
      mulai: tanggal('2027-01-01'),
      sampai: null,
    },
    { kodeAwalan: '1.3.3', masaSemester: 100, isTerverifikasi: false, ...always },
  ],
  tambahan: [
    { kodeAwalan: '1.3.3', sampaiBps: 2_500, tambahSemester: 10, ...always },
    { kodeAwalan: '1.3.3', sampaiBps: 5_000, tambahSemester: 20, ...always },
  ],
  ambang: [{ kodeAwalan: '1.3.2', ambang: sen(500_000_00n), ...always }],
  akun: [],
  modal: [],
  kebijakan: [{ mulai: tanggal('2015-01-01'), mulaiSusut: 'semester_perolehan' }],
}
const LAPTOP: KodeBarang = {
  id: 1,
  kode: '1.3.2.10.01.02.002',
  nama: 'Laptop',
  kib: 'B',
  wajib: ['merek'],
  isDaun: true,
}
const MOTOR: KodeBarang = {
  id: 2,
  kode: '1.3.2.02.01.04.001',
  nama: 'Sepeda Motor',
  kib: 'B',
  wajib: ['merek', 'nomor_rangka', 'nomor_mesin', 'nomor_bpkb', 'nomor_polisi'],
  isDaun: true,
}
const codes = new Map([LAPTOP, MOTOR].map((one) => [one.kode, one]))
const typed = (more: Partial<KartuTyped> = {}): KartuTyped => ({
  kodeBarang: LAPTOP.kode,
  nama: 'Laptop kerja',
  asalUsul: 'hibah',
  kondisi: 'B',
  tanggalPerolehan: '1/3/2026',
  nilai: '15.000.000',
  unit: '1',
  keterangan: '',
  lat: '',
  lon: '',
  poligon: '',
  rincian: { merek: 'Nusa' },
  ...more,
})
const decide = (more: Partial<KartuTyped> = {}, isWarisan = false) =>
  decideKartu(typed(more), {
    aturan,
    kodeBarang: (kode) => codes.get(kode),
    today: TODAY,
    isWarisan,
  })
const codesOf = (result: ReturnType<typeof decide>) =>
  result.ok ? [] : result.refusals.map(({ code, field }) => `${code} ${field ?? ''}`.trim())

describe('a new card', () => {
  it('takes its life from the longest rule that is in force on the day', () => {
    const decided = decide()
    expect(decided).toMatchObject({ ok: true, value: { masaSemester: 8, susutMulai: '2026-1' } })
    expect(masaFor(aturan, LAPTOP.kode, tanggal('2027-02-01'))).toBe(10)
    expect(masaFor(aturan, '1.3.2.05.01.04.001', TODAY)).toBe(10)
    expect(masaFor(aturan, '1.3.20.1', TODAY)).toBeUndefined()
  })

  it('says everything that is wrong at once, at its field', () => {
    const wrong = decide({ nama: 'x', kondisi: 'baik', nilai: '0', unit: '0', rincian: {} })
    expect(codesOf(wrong)).toEqual([
      'BARANG_NAMA nama',
      'BARANG_KONDISI kondisi',
      'BARANG_NILAI nilai',
      'BARANG_UNIT unit',
      'BARANG_RUAS_WAJIB rincian.merek',
    ])
  })

  it('of a vehicle needs chassis, engine, BPKB and plate, and is registered alone', () => {
    const bare = decide({ kodeBarang: MOTOR.kode })
    expect(codesOf(bare)).toHaveLength(4)
    const rincian = Object.fromEntries(MOTOR.wajib.map((name) => [name, 'X1']))
    expect(codesOf(decide({ kodeBarang: MOTOR.kode, unit: '2', rincian }))).toEqual([
      'BARANG_BANYAK_KENDARAAN unit',
    ])
  })

  it('below the threshold stays outside the balance sheet, per unit', () => {
    expect(decide({ nilai: '499.999' })).toMatchObject({ value: { isEkstrakomptabel: true } })
    expect(decide({ nilai: '500.000' })).toMatchObject({ value: { isEkstrakomptabel: false } })
    expect(decide({ nilai: '900.000', unit: '2' })).toMatchObject({
      value: { isEkstrakomptabel: true },
    })
    const at = { nilai: sen(1n), tanggal: TODAY }
    expect(isBelowAmbang(aturan, '1.3.1.01', at)).toBe(false)
  })

  it('taken over from an older register keeps its gaps, but nothing that cannot be read', () => {
    expect(decide({ nilai: '0', rincian: {} }, true).ok).toBe(true)
    expect(codesOf(decide({ rincian: { pajak_sampai: 'kapan-kapan' } }, true))).toEqual([
      'BARANG_RUAS_TIDAK_TERBACA rincian.pajak_sampai',
    ])
  })

  it('refuses an outline that is no polygon of Indonesia', () => {
    for (const poligon of [
      'bukan json',
      '{"type":"Point","coordinates":[110,-7]}',
      '{"type":"Polygon","coordinates":[[[110,-7],[110,-7.1],[110,-7]]]}',
      '{"type":"Polygon","coordinates":[[[0,50],[1,50],[1,51],[0,50]]]}',
      '{"type":"Polygon","coordinates":[[["a",-7],[110,-7.1],[111,-7],["a",-7]]]}',
    ])
      expect(codesOf(decide({ poligon }))).toEqual(['BARANG_POLIGON poligon'])
    const sound = '{"type":"Polygon","coordinates":[[[110,-7],[110.1,-7],[110.1,-7.1],[110,-7]]]}'
    expect(decide({ poligon: sound }).ok).toBe(true)
  })
})

describe('particulars', () => {
  it('are read as people write numbers and dates, and kept as programs do', () => {
    const { rincian, faults } = readRincian(
      'A',
      { luas_m2: '1.250,50', sertipikat_tanggal: '3/2/2011', hak: 'PAKAI', lain: 'dibuang' },
      ['alamat'],
    )
    expect(rincian).toEqual({ luas_m2: '1250.5', sertipikat_tanggal: '2011-02-03', hak: 'pakai' })
    expect(faults).toEqual([{ nama: 'alamat', fault: 'wajib' }])
  })

  it('of zero count as missing where they are asked for: a building of 0 m2', () => {
    expect(readRincian('C', { luas_lantai_m2: '0' }, ['luas_lantai_m2']).faults).toHaveLength(1)
  })
})

describe('semesters', () => {
  it('follow one another and end on the last day of June and December', () => {
    expect(periodeOf(tanggal('2026-06-30'))).toBe('2026-1')
    expect(periodeOf(tanggal('2026-07-01'))).toBe('2026-2')
    const second = parsePeriode('2026-2')
    if (second === undefined) throw new Error('2026-2 is a semester')
    expect([nextPeriode(second), endOf(second)]).toEqual(['2027-1', '2026-12-31'])
    expect(parsePeriode('2026-3')).toBeUndefined()
  })

  it('begin as the policy of the day says; what was opened with the books begins at once', () => {
    const later = { kebijakan: [{ ...always, mulaiSusut: 'semester_berikutnya' as const }] }
    expect(susutMulaiFor(later, tanggal('2026-03-01'), false)).toBe('2026-2')
    expect(susutMulaiFor(later, tanggal('2026-01-01'), true)).toBe('2026-1')
    expect(susutMulaiFor(aturan, tanggal('2026-03-01'), false)).toBe('2026-1')
  })
})

const building: Nilaian = {
  kib: 'C',
  kode: '1.3.3.01.01.01.001',
  nilai: sen(1_000_000_000_00n),
  akumulasi: sen(400_000_000_00n),
  sisaSemester: 60,
  masaSemester: 100,
  isEkstrakomptabel: false,
}

describe('a change of value', () => {
  it('by rehabilitation adds the semesters of its share, by the table', () => {
    const rules = { aturan, today: TODAY }
    const rehab = (jumlah: string) => decideRehab(building, { jumlah, tanggal: '' }, rules)
    expect(rehab('250.000.000')).toMatchObject({ value: { semester: 10, tanggal: TODAY } })
    expect(rehab('250.000.001')).toMatchObject({ value: { semester: 20 } })
    expect(rehab('2.000.000.000')).toMatchObject({ value: { semester: 20 } })
    expect(decideRehab({ ...building, kib: 'A' }, { jumlah: '1', tanggal: '' }, rules).ok).toBe(
      false,
    )
    const share = { jumlah: sen(1n), nilai: sen(100n), tanggal: TODAY as Tanggal }
    expect(tambahanFor(aturan, '1.3.4.01', share)).toBeUndefined()
  })

  it('whose cost would never be depreciated is refused', () => {
    const over = { ...building, kode: '1.3.4.01.01.01.001', sisaSemester: 0 }
    const done = decideRehab(over, { jumlah: '1.000', tanggal: '' }, { aturan, today: TODAY })
    expect(done).toMatchObject({ refusals: [{ code: 'REHAB_TANPA_UMUR' }] })
  })

  it('by correction is kept as the difference, and never leaves depreciation above value', () => {
    const typed = { nilai: '900.000.000', akumulasi: '450.000.000', sisaSemester: '50' }
    const done = decideKoreksi(building, { ...typed, alasan: 'Salah ukur luas' })
    expect(done).toMatchObject({
      value: { nilai: -100_000_000_00n, susut: 50_000_000_00n, semester: -10 },
    })
    const wrong = { ...typed, akumulasi: '900.000.001', alasan: 'x' }
    const codes = decideKoreksi(building, wrong)
    expect(codes.ok ? [] : codes.refusals.map(({ code }) => code)).toEqual(['KOREKSI_ALASAN'])
    const over = decideKoreksi(building, { ...wrong, alasan: 'Salah ukur' })
    expect(over).toMatchObject({ refusals: [{ code: 'KOREKSI_MELEWATI' }] })
  })
})

describe('lines of spending', () => {
  it('are shared over cards so that lines, cards and prices all sum, to the sen', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), {
      minLength: 1,
      maxLength: 9,
    })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 40 }), (lines, cards) => {
        const { byLine, byCard } = shareLines(lines.map(sen), cards)
        byLine.forEach((parts, at) => {
          expect(sumSen(parts)).toBe(lines[at])
        })
        expect(sumSen(byCard)).toBe(lines.reduce((sum, one) => sum + one, 0n))
        expect(byCard).toHaveLength(cards)
      }),
    )
  })
})

describe('what construction became', () => {
  const nilai = sen(1_000_000_05n)
  it('sums to the construction; the last price is what remains', () => {
    const read = readHasil('1.3.3.01; Gedung; 600.000; Jl. Satu\n1.3.4.01; Jalan masuk', nilai)
    expect(read).toMatchObject({ value: [{ nilai: 600_000_00n }, { nilai: 400_000_05n }] })
  })
  it.each(['', '1.3.3.01; Gedung; 5', 'a;b;c', '1.3.3.01; Gedung; 2.000.000\n1.3.4; Jalan'])(
    'is refused when it does not: %j',
    (text) => expect(readHasil(text, nilai).ok).toBe(false),
  )
})

describe('the account of goods', () => {
  const account = (id: number, kode: string, isDaun: boolean) => ({ id, kode, isDaun })
  const list = [
    account(1, '1.3.02', false),
    account(2, '1.3.02.10', false),
    account(3, '1.3.02.10.01', false),
    account(4, '1.3.02.10.01.0001', true),
    account(5, '1.3.02.10.01.0002', true),
  ]
  const bagan = {
    byKode: new Map(list.map((one) => [one.kode, one])),
    childrenOf: (kode: string) => list.filter((one) => one.kode.replace(/\.[^.]+$/, '') === kode),
  }
  const find = (kode: string) =>
    accountFor(bagan, { kode, kodeAwalan: '1.3.2', rekening: '1.3.02' })?.kode
  it('is found by the numbers of its parts, however wide they are written', () => {
    expect(find('1.3.2.10.01.02.002')).toBe('1.3.02.10.01.0002')
    expect(find('1.3.2.10.01.09.001')).toBe('1.3.02.10.01.0001')
    expect(find('1.3.2.10.02.01.001')).toBe('1.3.02.10.01.0001')
  })
  it('is unknown where the chart does not know the field of the goods', () => {
    expect(find('1.3.2.09.01.01.001')).toBeUndefined()
  })
})
