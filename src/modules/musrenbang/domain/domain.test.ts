import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import { sen } from '../../../kernel/money.ts'
import { loadAturan } from '../load-aturan.ts'
import { faultsOfTree, firstJenjang } from './aturan.ts'
import { afterAgreed, dueOf, isLate, mayMove, ownerOf, STATUS } from './kedudukan.ts'
import { placeAt, stepOf } from './peringkat.ts'
import { bedaOf } from './perubahan.ts'
import { type Mata, nextOf } from './rantai.ts'
import { decideHadir, decideKeputusan, type KeputusanForm, refuseClosing } from './rapat.ts'
import { findSerupa, likenessOf } from './serupa.ts'
import { decideUsulan, readRw, type UsulanForm } from './usulan.ts'
import {
  costOf,
  formatVolume,
  readVolume,
  typedVolume,
  type Volume,
  volumeFromDecimal,
  volumeToDecimal,
} from './volume.ts'

const data = loadAturan()
const aturan = data.aturanAt(tanggal('2026-11-26'))
const volumeOf = (text: string) => readVolume(text) as Volume

describe('the tree of tiers', () => {
  it('that ships leads from one lowest tier to one top', () => {
    expect(faultsOfTree(aturan)).toEqual([])
    const climbed: string[] = []
    for (let at: string | null = firstJenjang(aturan, 'musrenbang'); at !== null; ) {
      climbed.push(at)
      at = aturan.jenjang.find(({ kode }) => kode === at)?.ke ?? null
    }
    expect(climbed).toEqual(['rw', 'desa', 'kecamatan', 'forum', 'kabupaten'])
    expect(firstJenjang(aturan, 'pokir')).toBe('forum')
  })

  it('may leave a tier out, but never run in a circle or end twice', () => {
    const without = aturan.jenjang
      .filter(({ kode }) => kode !== 'desa')
      .map((one) => (one.ke === 'desa' ? { ...one, ke: 'kecamatan' } : one))
    expect(faultsOfTree({ ...aturan, jenjang: without })).toEqual([])
    const circle = aturan.jenjang.map((one) =>
      one.kode === 'kabupaten' ? { ...one, ke: 'rw' } : one,
    )
    expect(faultsOfTree({ ...aturan, jenjang: circle })).toEqual([
      'kabupaten leads to rw',
      '0 tiers have none above them',
    ])
  })
})

describe('an amount', () => {
  it.each([
    ['120', '120.0000', '120'],
    ['1.250,5', '1250.5000', '1.250,5'],
    ['0,0001', '0.0001', '0,0001'],
  ])('%s is read, stored and shown as it was typed', (typed, stored, shown) => {
    const volume = volumeOf(typed)
    expect(volumeToDecimal(volume)).toBe(stored)
    expect(volumeFromDecimal(stored)).toBe(volume)
    expect(formatVolume(volume, 'id')).toBe(shown)
    expect(readVolume(typedVolume(volume))).toBe(volume)
  })

  it.each(['', '-1', '1,23456', '1.25', '12a', '1e3', '١٢'])('%s is none', (typed) => {
    expect(readVolume(typed)).toBeUndefined()
  })

  it('costs its price, rounded half up to whole rupiah', () => {
    expect(costOf(volumeOf('120'), sen(19_650_000n))).toBe(2_358_000_000n)
    expect(costOf(volumeOf('0,5'), sen(100n))).toBe(100n)
    expect(costOf(volumeOf('0,4999'), sen(100n))).toBe(0n)
  })
})

describe('the life of a proposal', () => {
  const around = { aturan, today: tanggal('2026-11-26') }

  it('goes one way, and a refusal or the end leads nowhere', () => {
    for (const status of ['digabung', 'belum', 'selesai'] as const)
      expect(STATUS.filter((to) => mayMove(status, to))).toEqual([])
    expect(mayMove('dibahas', 'rencana')).toBe(true)
    expect(mayMove('diterima', 'rencana')).toBe(false)
    expect(mayMove('rkpd', 'dibahas')).toBe(false)
  })

  it('always has a day and an owner until it ends', () => {
    for (const status of STATUS) {
      const at = {
        status,
        jenjang: 'rw',
        tahun: 2028,
        wilayahKode: '99.01.02.2001',
        unitKode: 'pupr',
        sumber: 'musrenbang' as const,
      }
      const owner = ownerOf(at, { aturan, kecamatanOf: () => '99.01.02' })
      expect([status, dueOf(at, around) === undefined]).toEqual([status, owner === undefined])
    }
  })

  it('is due after its tier, or after its days when the tier is over', () => {
    const at = { status: 'dibahas', jenjang: 'rw', tahun: 2028 } as const
    expect(dueOf(at, around)).toBe('2027-01-07')
    expect(dueOf({ ...at, tahun: 2027 }, around)).toBe('2026-12-03')
    expect(dueOf(at, { ...around, selesaiOf: () => tanggal('2026-12-10') })).toBe('2026-12-17')
  })

  it('belongs to the tier that discusses it', () => {
    const at = {
      status: 'dibahas',
      tahun: 2028,
      wilayahKode: '99.01.02.2001',
      unitKode: 'pupr',
      sumber: 'musrenbang',
    } as const
    const owner = (jenjang: string) =>
      ownerOf({ ...at, jenjang }, { aturan, kecamatanOf: () => '99.01.02' })
    expect(owner('desa')).toEqual({ jenis: 'wilayah', kode: '99.01.02.2001' })
    expect(owner('kecamatan')).toEqual({ jenis: 'wilayah', kode: '99.01.02' })
    expect(owner('forum')).toEqual({ jenis: 'unit', kode: 'pupr' })
    expect(owner('kabupaten')).toEqual({ jenis: 'perencana' })
  })

  it('goes to the plan when the highest tier agrees', () => {
    expect(afterAgreed({ kode: 'rw', ke: 'desa' })).toEqual({ status: 'dibahas', jenjang: 'desa' })
    expect(afterAgreed({ kode: 'kabupaten', ke: null })).toEqual({
      status: 'rencana',
      jenjang: 'kabupaten',
    })
  })

  it('is late only the day after, and never once answered', () => {
    const today = tanggal('2026-11-26')
    expect(isLate({ status: 'dibahas', tenggat: '2026-11-26' }, today)).toBe(false)
    expect(isLate({ status: 'dibahas', tenggat: '2026-11-25' }, today)).toBe(true)
    expect(isLate({ status: 'belum', tenggat: null }, today)).toBe(false)
  })
})

describe('ranks', () => {
  const list = ['a', 'b', 'c', 'd']

  it('stay whole however they are moved', () => {
    expect(placeAt(list, 'd', 1)).toEqual(['d', 'a', 'b', 'c'])
    expect(placeAt(list, 'a', 99)).toEqual(['b', 'c', 'd', 'a'])
    expect(placeAt(list, 'x', 2)).toEqual(['a', 'x', 'b', 'c', 'd'])
    expect(placeAt(list, 'b', 0)).toEqual(['a', 'c', 'd'])
  })

  it('step one by one and stop at the ends', () => {
    expect(stepOf(list, 'b', 'naik')).toEqual(['b', 'a', 'c', 'd'])
    expect(stepOf(list, 'b', 'turun')).toEqual(['a', 'c', 'b', 'd'])
    expect(stepOf(list, 'a', 'naik')).toEqual(list)
    expect(stepOf(list, 'd', 'turun')).toEqual(list)
    expect(stepOf(list, 'x', 'naik')).toEqual(list)
  })
})

describe('likeness', () => {
  const one = {
    id: '1',
    judul: 'Paving jalan RW 03 Wonosekar',
    kamusKode: 'jalan-paving',
    rw: '003',
    titik: { lat: -8.98, lon: 111.08 },
  }

  it('is whole for the same words in any case and order of marks', () => {
    expect(likenessOf('Paving jalan!', 'paving JALAN')).toBe(100)
    expect(likenessOf('Paving jalan', 'Lampu taman')).toBeLessThan(20)
    expect(likenessOf('', '')).toBe(0)
  })

  it('finds the same words anywhere and the same work nearby', () => {
    const same = { ...one, id: '2', titik: undefined, judul: 'Paving jalan RW 3 Wonosekar' }
    const near = {
      ...one,
      id: '3',
      judul: 'Perbaikan gang mawar',
      titik: { lat: -8.9805, lon: 111.08 },
    }
    const other = { ...near, id: '4', kamusKode: 'pju' }
    const far = { ...near, id: '5', titik: { lat: -8.99, lon: 111.08 } }
    expect(
      findSerupa(one, [one, same, near, other, far], aturan.serupa).map(({ usulan }) => usulan.id),
    ).toEqual(['2', '3'])
  })
})

describe('what changed', () => {
  const before = { volume: volumeOf('100'), satuan: 'm2', patokan: 'Gang Mawar', biaya: sen(100n) }

  it('is told of the work, the place and the cost, and of nothing the first time', () => {
    expect(bedaOf(undefined, before)).toEqual([])
    expect(bedaOf(before, { ...before, volume: volumeOf('80'), biaya: sen(80n) })).toEqual([
      'volume',
      'biaya',
    ])
    expect(bedaOf(before, { ...before, patokan: 'Gang Melati' })).toEqual(['tempat'])
  })
})

const form = (more: Partial<UsulanForm> = {}): UsulanForm => ({
  wilayah: '99.01.02.2001',
  rw: '3',
  rt: '',
  patokan: 'Gang Mawar',
  lat: '',
  lon: '',
  kamus: 'jalan-paving',
  judul: 'Paving Gang Mawar',
  uraian: '',
  volume: '120,5',
  swadaya: '',
  ...more,
})

describe('a proposal', () => {
  const kamus = data.kamusAt(tanggal('2026-11-26'))
  const around = {
    hasWilayah: (kode: string) => kode === '99.01.02.2001',
    entriOf: (kode: string) => kamus.entri.find((one) => one.kode === kode),
    needsRw: true,
  }

  it('is read with its RW in three digits', () => {
    const read = decideUsulan(form({ rw: 'RW 3', rt: '12' }), around)
    expect(read).toMatchObject({
      ok: true,
      value: { rw: '003', rt: '012', bidang: 'infrastruktur' },
    })
    expect([readRw('0'), readRw('1000'), readRw('x')]).toEqual([undefined, undefined, undefined])
  })

  it('is refused with every reason at once, each at its field', () => {
    const read = decideUsulan(
      form({
        wilayah: 'x',
        rw: '',
        rt: 'a',
        patokan: '',
        lat: '1',
        kamus: '',
        judul: '',
        volume: '0',
        swadaya: 'x'.repeat(301),
        uraian: 'x'.repeat(2001),
      }),
      around,
    )
    expect(read.ok ? [] : read.refusals.map(({ field }) => field)).toEqual([
      'wilayah',
      'rw',
      'rt',
      'lat',
      'patokan',
      'kamus',
      'judul',
      'uraian',
      'swadaya',
      'volume',
    ])
  })

  it('may not ask for more than the dictionary lets one ask', () => {
    expect(decideUsulan(form({ kamus: 'jembatan', volume: '6' }), around).ok).toBe(false)
    expect(decideUsulan(form({ kamus: 'jembatan', volume: '5' }), around).ok).toBe(true)
  })
})

describe('a meeting', () => {
  const decide = (more: Partial<KeputusanForm>) =>
    decideKeputusan(
      {
        hasil: 'sepakat',
        peringkat: '',
        alasanKode: '',
        alasan: '',
        gabung: '',
        volume: '',
        patokan: '',
        ...more,
      },
      {
        usulan: { id: 'a', volume: volumeOf('100'), patokan: 'Gang Mawar' },
        idByNomor: new Map([
          ['UMB-2026-00002', 'b'],
          ['UMB-2026-00001', 'a'],
        ]),
        reasons: { belum: new Set(['prioritas']), ubah: new Set(['volume']) },
      },
    )
  const fields = (done: ReturnType<typeof decide>) =>
    done.ok ? [] : done.refusals.map(({ field }) => field)

  it('agrees without a reason as long as the work stays what it was', () => {
    expect(decide({ volume: '100', patokan: 'Gang Mawar', peringkat: '2' })).toMatchObject({
      ok: true,
      value: { urutan: 2, ubah: {}, alasan: null },
    })
    expect(fields(decide({ volume: '80' }))).toEqual(['alasanKode', 'alasan'])
    expect(
      decide({ volume: '80', alasanKode: 'volume', alasan: 'Hasil ukur warga 80 m2.' }).ok,
    ).toBe(true)
  })

  it('never says no without a reason and a sentence', () => {
    expect(fields(decide({ hasil: 'belum' }))).toEqual(['alasanKode', 'alasan'])
    expect(
      fields(decide({ hasil: 'belum', alasanKode: 'volume', alasan: 'cukup panjang ini' })),
    ).toEqual(['alasanKode'])
  })

  it('merges only into another proposal of the same meeting', () => {
    expect(fields(decide({ hasil: 'gabung', gabung: 'UMB-2026-00001' }))).toEqual(['gabung'])
    expect(fields(decide({ hasil: 'gabung', gabung: 'UMB-2026-00009' }))).toEqual(['gabung'])
    expect(decide({ hasil: 'gabung', gabung: ' umb-2026-00002' })).toMatchObject({
      ok: true,
      value: { gabungKe: 'b' },
    })
  })

  it('closes with a quorum and an answer to everything', () => {
    const one = { id: 'a', nomor: 'A', hasil: 'sepakat', gabungKe: null } as const
    const merged = { id: 'b', nomor: 'B', hasil: 'gabung', gabungKe: 'a' } as const
    expect(refuseClosing({ hadir: 15, kuorum: 15, proposals: [one, merged] })).toEqual([])
    const codes = refuseClosing({
      hadir: 14,
      kuorum: 15,
      proposals: [{ ...one, hasil: null }, merged],
    }).map(({ code }) => code)
    expect(codes).toEqual(['KUORUM_KURANG', 'BELUM_DIPUTUS', 'GABUNG_TIDAK_SEPAKAT'])
  })

  it('counts nobody twice in a group', () => {
    const sheet = { jumlah: '20', perempuan: '9', difabel: '', miskin: '3', muda: '20' }
    expect(decideHadir(sheet)).toEqual({
      ok: true,
      value: { jumlah: 20, perempuan: 9, difabel: 0, miskin: 3, muda: 20 },
    })
    expect(decideHadir({ ...sheet, perempuan: '21', jumlah: '20' })).toMatchObject({ ok: false })
    expect(decideHadir({ ...sheet, jumlah: '' })).toMatchObject({ ok: false })
  })
})

describe('what documents show of a proposal', () => {
  const mata = (jenis: Mata['jenis'], nomor: string, isBersama = false): Mata => ({
    jenis,
    id: nomor,
    nomor,
    judul: 'Paving',
    jumlah: sen(1n),
    tanggal: '2027-03-08',
    url: `/jejak/${jenis}.${nomor}`,
    isBersama,
  })
  const chain = [
    mata('rkpd', 'RKPD 2027'),
    mata('rka', '5.2.04'),
    mata('kontrak', 'K1', true),
    mata('kontrak', 'K2'),
    mata('sp2d', 'S1'),
    mata('kartu-aset', 'A1'),
  ]

  it('is taken step by step, the nearest first, and never twice', () => {
    const taken: (string | undefined)[] = []
    for (let at: (typeof STATUS)[number] | undefined = 'rkpd'; at !== undefined; ) {
      const next: ReturnType<typeof nextOf> = nextOf(at, chain)
      if (next !== undefined) {
        expect(mayMove(at, next.status)).toBe(true)
        taken.push(next.acuan)
      }
      at = next?.status
    }
    // K1 is paid from a position that holds other works too.
    expect(taken).toEqual(['5.2.04', 'K2', 'S1', 'A1'])
  })

  it('leaves out what there is no document of', () => {
    expect(nextOf('rkpd', [mata('sp2d', 'S1')])?.status).toBe('dibayar')
    expect(nextOf('dibayar', chain.slice(0, 5))).toBeUndefined()
    expect(nextOf('rkpd', [mata('sp2d', 'S1', true)])).toBeUndefined()
  })
})
