import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BarisKode, type KodeAda, planMuatan } from './muatan.ts'

const baris = (kode: string, nama = `Nama ${kode}`, jenis?: string): BarisKode => ({
  kode,
  nama,
  baris: 2,
  isTerverifikasi: true,
  ...(jenis === undefined ? {} : { jenis }),
})
const ada = (id: number, kode: string, nama = `Nama ${kode}`): KodeAda => ({
  id,
  kode,
  nama,
  indukKode: null,
})
const plan = (order: Partial<Parameters<typeof planMuatan>[0]>) =>
  planMuatan({ tabel: 'rekening', cara: 'lengkap', baris: [], ada: [], ...order })
const codes = (result: ReturnType<typeof plan>) =>
  result.ok ? [] : result.refusals.map(({ code }) => code)

describe('a list of codes', () => {
  it('ends what it does not name, renames what it names otherwise, and adds the rest', () => {
    const done = plan({
      baris: [baris('5'), baris('5.1', 'Belanja Operasi'), baris('5.2')],
      ada: [ada(1, '5'), ada(2, '5.1', 'Belanja Tidak Langsung'), ada(3, '5.9')],
    })
    expect(done.ok && done.value.tambah.map(({ kode, di }) => [kode, di])).toEqual([['5.2', '5']])
    expect(done.ok && done.value.tutup.map(({ kode }) => kode)).toEqual(['5.9'])
    expect(done.ok && done.value.gantiNama.map(({ baru }) => baru.nama)).toEqual([
      'Belanja Operasi',
    ])
    expect(done.ok && done.value.tetap).toBe(1)
  })

  it('only adds when that is what was asked', () => {
    const done = plan({
      cara: 'tambah',
      baris: [baris('5.1', 'Nama lain'), baris('6')],
      ada: [ada(1, '5'), ada(2, '5.1')],
    })
    expect(done.ok && done.value.tambah.map(({ kode }) => kode)).toEqual(['6'])
    expect(done.ok && [done.value.tutup.length, done.value.gantiNama.length]).toEqual([0, 0])
  })

  it('pairs codes that differ in their widths alone', () => {
    const done = plan({
      tabel: 'nomenklatur',
      baris: [
        baris('1', 'U', 'urusan'),
        baris('1.03', 'B', 'bidang'),
        baris('1.03.10', 'P', 'program'),
        baris('1.03.10.2.01', 'K', 'kegiatan'),
        baris('1.03.10.2.01.0008', 'S', 'sub_kegiatan'),
      ],
      ada: [
        ada(1, '1', 'U'),
        ada(2, '1.03', 'B'),
        ada(3, '1.03.10', 'P'),
        ada(4, '1.03.10.2.01', 'K'),
        ada(5, '1.03.10.2.01.08', 'S'),
      ],
    })
    expect(
      done.ok && done.value.padanan.map(({ dari, ke, cara }) => [dari.kode, ke, cara]),
    ).toEqual([['1.03.10.2.01.08', '1.03.10.2.01.0008', 'ganti_kode']])
    // Kewenangan is a part of the code and no level of its own.
    expect(done.ok && done.value.tambah[0]?.di).toBe('1.03.10.2.01')
  })

  it('makes the levels of an account no line names, unverified', () => {
    const done = plan({ baris: [baris('5.1.02.01', 'Belanja Barang')] })
    expect(
      done.ok && done.value.tambah.map(({ kode, isTerverifikasi }) => [kode, isTerverifikasi]),
    ).toEqual([
      ['5', false],
      ['5.1', false],
      ['5.1.02', false],
      ['5.1.02.01', true],
    ])
  })

  it.each([
    ['an empty list', [], 'KODE_KOSONG'],
    ['a code of letters', [baris('A.1')], 'KODE_TIDAK_TERBACA'],
    ['a code twice', [baris('5'), baris('5')], 'KODE_GANDA'],
    ['a code without a name', [baris('5', ' ')], 'KODE_NAMA_KOSONG'],
  ])('is refused for %s', (_, rows, code) => {
    expect(codes(plan({ baris: rows }))).toContain(code)
  })

  it('is refused for a kind the table does not know and a child of nothing', () => {
    const kegiatan = baris('1.01.02', 'P', 'program')
    expect(codes(plan({ tabel: 'nomenklatur', baris: [baris('1', 'U', 'apa')] }))).toEqual([
      'KODE_JENIS_SALAH',
    ])
    expect(codes(plan({ tabel: 'nomenklatur', baris: [kegiatan] }))).toEqual(['KODE_TANPA_INDUK'])
  })

  it('leaves exactly the list in force, whatever was there', () => {
    const kode = fc
      .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('.'))
    const set = fc.uniqueArray(kode, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(set, set, (before, after) => {
        const done = plan({
          baris: after.map((one) => baris(one)),
          ada: before.map((one, index) => ada(index + 1, one)),
        })
        if (!done.ok) throw new Error('a sound list is taken')
        const ended = new Set(done.value.tutup.map((row) => row.kode))
        const now = new Set([
          ...before.filter((one) => !ended.has(one)),
          ...done.value.tambah.map((row) => row.kode),
        ])
        for (const one of after) expect(now.has(one)).toBe(true)
        for (const one of now)
          expect(after.some((named) => named === one || named.startsWith(`${one}.`))).toBe(true)
      }),
    )
  })
})
