import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import { type CounterState, decideTindakan, isTindakan, TINDAKAN } from './console.ts'
import { findRule, ruleOn } from './rules.ts'
import {
  decideAturan,
  decideJam,
  decideKhusus,
  decideLayanan,
  decideLoket,
  decideTempat,
} from './settings.ts'

const codes = (result: ReturnType<typeof decideTindakan>) =>
  result.ok ? 'boleh' : result.refusals.map(({ code }) => code).join(' ')

describe('what a clerk may do', () => {
  const idle: CounterState = { isPaused: false }
  const paused: CounterState = { isPaused: true }
  const called: CounterState = { isPaused: false, current: { id: 't', status: 'dipanggil' } }
  const serving: CounterState = { isPaused: false, current: { id: 't', status: 'dilayani' } }
  const none = 'TIDAK_ADA_YANG_DIPANGGIL'
  const busy = 'MASIH_MELAYANI'
  it.each([
    ['panggil', 'boleh', 'LOKET_JEDA', busy, busy],
    ['panggil_ulang', none, none, 'boleh', 'NOMOR_BERUBAH'],
    ['mulai', none, none, 'boleh', 'NOMOR_BERUBAH'],
    ['selesai', none, none, 'boleh', 'boleh'],
    ['lewati', none, none, 'boleh', 'NOMOR_BERUBAH'],
    ['alih', none, none, 'boleh', 'boleh'],
    ['kembalikan', 'boleh', 'boleh', 'boleh', 'boleh'],
    ['jeda', 'boleh', 'boleh', busy, busy],
    ['lanjut', 'boleh', 'boleh', 'boleh', 'boleh'],
    ['tutup', 'boleh', 'boleh', busy, busy],
  ] as const)('%s: idle %s, on break %s, called %s, serving %s', (tindakan, ...expected) => {
    expect(
      [idle, paused, called, serving].map((state) => codes(decideTindakan(tindakan, state, 't'))),
    ).toEqual(expected)
  })

  it('has a row for every act, and refuses a ticket that is no longer the one on the screen', () => {
    expect(TINDAKAN.every(isTindakan)).toBe(true)
    expect(isTindakan('hapus')).toBe(false)
    expect(codes(decideTindakan('selesai', called, 'lain'))).toBe('NOMOR_BERUBAH')
  })
})

describe('dated rules', () => {
  const row = (tempatKode: string, berlakuMulai: string, nilai: number) => ({
    kunci: 'absen_batas',
    tempatKode,
    berlakuMulai: tanggal(berlakuMulai),
    nilai,
    dasar: 'SK',
  })
  const rows = [
    row('*', '2026-01-01', 3),
    row('*', '2026-06-01', 4),
    row('mpp', '2026-03-01', 5),
    row('*', '2027-01-01', 9),
  ]
  it('go by their date, and those of the place before those of all', () => {
    const at = (day: string) => ruleOn(rows, 'absen_batas', tanggal(day))
    expect([at('2026-02-01'), at('2026-04-01'), at('2026-12-01'), at('2027-02-01')]).toEqual([
      3, 5, 5, 5,
    ])
    expect(ruleOn(rows.slice(0, 2), 'absen_batas', tanggal('2026-12-01'))).toBe(4)
    expect(findRule(rows, 'absen_batas', tanggal('2025-01-01'))).toBeUndefined()
    expect(() => ruleOn(rows, 'prioritas_selang', tanggal('2026-12-01'))).toThrow()
  })
})

describe('settings', () => {
  const isUnit = (kode: string) => kode === 'dukcapil'
  const all = (result: Readonly<{ ok: boolean; refusals?: readonly { field?: string }[] }>) =>
    result.ok ? [] : (result.refusals ?? []).map(({ field }) => field)

  it('of a place are refused with every reason at its field', () => {
    const isian = {
      kode: 'tiket',
      jenis: 'pasar',
      nama: 'x',
      alamat: 'a'.repeat(301),
      unitKode: 'lain',
      isDaring: true,
      isAktif: true,
    }
    expect(all(decideTempat(isian, { isTaken: false, isUnit }))).toEqual([
      'kode',
      'jenis',
      'nama',
      'alamat',
      'unit',
    ])
    const good = {
      ...isian,
      kode: 'mpp',
      jenis: 'mpp',
      nama: 'Mal',
      alamat: '',
      unitKode: 'dukcapil',
    }
    expect(decideTempat(good, { isTaken: false, isUnit }).ok).toBe(true)
    expect(all(decideTempat(good, { isTaken: true, isUnit }))).toEqual(['kode'])
  })

  const line = {
    huruf: 'A',
    nama: 'KTP dan KK',
    namaEn: 'Identity card',
    unitKode: 'dukcapil',
    layananKode: 'dkc-ktp, DKC-KK, DKC-KK',
    menit: '9',
    isJanji: true,
    menitSlot: '30',
    bagianLangsung: '50',
    isAktif: true,
  }
  const decided = decideLayanan(line, { id: 'l', others: [], isUnit })

  it('of a line read its codes once, in capitals', () => {
    expect(decided).toMatchObject({ ok: true, value: { layananKode: ['DKC-KTP', 'DKC-KK'] } })
    const bad = {
      ...line,
      huruf: 'a1',
      nama: '',
      namaEn: '',
      unitKode: '',
      layananKode: '<b>',
      menit: '0',
      menitSlot: '7',
      bagianLangsung: '-1',
    }
    expect(all(decideLayanan(bad, { id: 'l', others: [], isUnit }))).toEqual([
      'huruf',
      'nama',
      'nama_en',
      'unit',
      'layanan_kode',
      'menit',
      'menit_slot',
      'bagian',
    ])
    if (!decided.ok) return
    expect(all(decideLayanan(line, { id: 'm', others: [decided.value], isUnit }))).toEqual([
      'huruf',
    ])
  })

  it('of a counter need a line of the place', () => {
    const desk = {
      layanan: decided.ok ? [decided.value] : [],
      loket: [],
    } as unknown as Parameters<typeof decideLoket>[1]['desk']
    const isian = { kode: '1', nama: 'Loket 1', unitKode: 'dukcapil', isAktif: true }
    const of = (layananIds: readonly string[]) =>
      decideLoket({ ...isian, layananIds }, { id: 'k', desk, isUnit })
    expect(all(of(['lain']))).toEqual(['layanan'])
    expect(of(['l']).ok).toBe(true)
  })

  it('of hours make a row per day, and of special days none in the past', () => {
    const hours = { layananId: '', hari: ['1', '5'], buka: '18.00', tutup: '21.00' }
    const dates = { mulai: '1/12/2026', sampai: '' }
    const ask = { layanan: [], newId: () => 'id' }
    expect(decideJam({ ...hours, ...dates }, ask)).toMatchObject({
      ok: true,
      value: [{ hari: 1, buka: 1080 }, { hari: 5 }],
    })
    expect(
      all(
        decideJam({ layananId: 'z', hari: [], buka: '9', tutup: '8', mulai: '', sampai: 'x' }, ask),
      ),
    ).toEqual(['layanan', 'hari', 'buka', 'mulai', 'sampai'])
    const today = tanggal('2026-11-26')
    const special = { tanggal: '26/11/2026', buka: '', tutup: '', alasan: 'Rapat kerja' }
    expect(decideKhusus(special, today)).toMatchObject({ ok: true, value: { buka: null } })
    expect(
      all(decideKhusus({ tanggal: '25/11/2026', buka: '9', tutup: '', alasan: '' }, today)),
    ).toEqual(['tanggal', 'buka', 'alasan'])
  })

  it('of rules need a name, a number, a day and a ground', () => {
    const rule = { kunci: 'absen_batas', nilai: '4', mulai: '1/1/2027', dasar: 'SK Kadis 5/2026' }
    expect(decideAturan(rule, 'mpp').ok).toBe(true)
    expect(all(decideAturan({ kunci: 'x', nilai: '10001', mulai: '', dasar: '' }, 'mpp'))).toEqual([
      'kunci',
      'nilai',
      'mulai',
      'dasar',
    ])
  })
})
