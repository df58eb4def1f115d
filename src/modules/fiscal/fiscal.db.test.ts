import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { Actor } from '../../kernel/actor.ts'
import { packageRoot } from '../../package-root.ts'
import { maybeRow, oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { loadKeuangan } from './index.ts'

const { app, database } = await useRunningApp()
const { fiscal, kit } = app
const year = Number(kit.today().slice(0, 4))
const ADMIN: Actor = { kind: 'system', name: 'uji' }
const SKPD = '1.03.0.00.0.00.03.0000'
const take = (jenis: string, count = 1) =>
  transaction(kit.db, (tx) =>
    fiscal.nextNomors(tx, { jenis, tahun: year, bulan: 4, skpdKode: SKPD, rincian: 'LS' }, count),
  )
const serialOf = (nomor: string) => Number(/\/(\d{6})\//.exec(nomor)?.[1])

describe('the code tables that ship', () => {
  it('are in force in a running year, whole from the top to the leaves', async () => {
    const { rekening, nomenklatur, skpd, skpkd, sumberDana } = await fiscal.kodefikasi(kit.db, year)
    expect(rekening.all.length).toBeGreaterThan(800)
    expect(nomenklatur.all.filter(({ jenis }) => jenis === 'sub_kegiatan').length).toBeGreaterThan(
      2_600,
    )
    expect(sumberDana.all.length).toBeGreaterThan(10)
    expect(skpkd?.nama).toContain('Pengelola Keuangan')
    expect(skpd.byKode.get(SKPD)?.unitKode).toBe('pupr')
    for (const table of [rekening, nomenklatur])
      for (const row of table.all)
        if (row.indukKode !== null) expect(table.byKode.has(row.indukKode)).toBe(true)
    expect(rekening.pathOf('5.2.04.01.01.0003').map(({ kode }) => kode)).toEqual([
      '5',
      '5.2',
      '5.2.04',
      '5.2.04.01',
      '5.2.04.01.01',
      '5.2.04.01.01.0003',
    ])
    expect(nomenklatur.pathOf('1.03.10.2.01.0032').map(({ jenis }) => jenis)).toEqual([
      'urusan',
      'bidang',
      'program',
      'kegiatan',
      'sub_kegiatan',
    ])
  })

  it('are loaded once, however often the program starts', async () => {
    const count = () =>
      oneRow(database.owner, sql<{ n: string }>`select count(id) as n from fiscal.muatan`)
    const before = await count()
    await loadKeuangan(kit, join(packageRoot, 'data/keuangan'))
    expect(await count()).toEqual(before)
  })
})

describe('a new list of codes', () => {
  it('keeps the old year readable, moves the new one on, and says which followed which', async () => {
    const next = year + 1
    const before = await fiscal.kodefikasi(kit.db, year)
    const lines = before.sumberDana.all
      .filter(({ kode }) => kode !== '2.7')
      .map((row, index) => ({
        kode: row.kode,
        nama: row.kode === '1' ? 'Dana Umum Daerah' : row.nama,
        baris: index + 2,
        isTerverifikasi: true,
      }))
    const done = await transaction(kit.db, (tx) =>
      fiscal.muatKode(tx, {
        tabel: 'sumber_dana',
        cara: 'lengkap',
        mulai: next,
        baris: lines,
        dasar: 'Uji',
        sumber: 'uji',
        oleh: 'uji',
      }),
    )
    expect(done.ok && [done.value.tutup.length, done.value.gantiNama.length]).toEqual([1, 1])
    const old = await fiscal.kodefikasi(kit.db, year)
    const now = await fiscal.kodefikasi(kit.db, next)
    expect(old.sumberDana.byKode.get('1')?.nama).toBe('Dana Umum')
    expect(old.sumberDana.byKode.has('2.7')).toBe(true)
    expect(now.sumberDana.byKode.get('1')?.nama).toBe('Dana Umum Daerah')
    expect(now.sumberDana.byKode.has('2.7')).toBe(false)
    expect(now.sumberDana.childrenOf('1').length).toBe(3)
    const pair = await maybeRow(
      database.owner,
      sql<{ cara: string }>`select p.cara from fiscal.padanan p where p.jenis = 'sumber_dana'`,
    )
    expect(pair?.cara).toBe('ganti_nama')
  })

  it('stores nothing when one line is wrong', async () => {
    const refused = await transaction(kit.db, (tx) =>
      fiscal.muatKode(tx, {
        tabel: 'rekening',
        cara: 'tambah',
        mulai: year,
        baris: [
          { kode: '9.9', nama: 'Baik', baris: 2, isTerverifikasi: false },
          { kode: 'x', nama: 'Salah', baris: 3, isTerverifikasi: false },
        ],
        dasar: 'Uji',
        sumber: 'uji',
        oleh: 'uji',
      }),
    )
    expect(refused.ok ? [] : refused.refusals.map(({ field }) => field)).toEqual(['baris-3'])
    expect((await fiscal.kodefikasi(kit.db, year)).rekening.byKode.has('9.9')).toBe(false)
  })
})

describe('the database itself', () => {
  it('lets a code mean one thing in a year', async () => {
    const twice = run(
      database.owner,
      sql`insert into fiscal.rekening (kode, level, nama, saldo_normal, tahun_mulai, dasar)
      values ('5', 1, 'Belanja kedua', 'D', ${year}, 'uji')`,
    )
    await expect(twice).rejects.toThrow(/in force twice/)
  })

  it('lets no code hang under nothing, and no parent end before its children', async () => {
    const orphan = run(
      database.owner,
      sql`insert into fiscal.rekening (kode, level, induk_kode, nama, saldo_normal, tahun_mulai, dasar)
      values ('9.1', 2, '9', 'Yatim', 'D', ${year}, 'uji')`,
    )
    await expect(orphan).rejects.toThrow(/outlives its parent/)
    const ended = run(
      database.owner,
      sql`update fiscal.rekening set tahun_sampai = ${year} where kode = '5.2'`,
    )
    await expect(ended).rejects.toThrow(/outlives its parent/)
  })
})

describe('official numbers', () => {
  it('have neither gaps nor doubles when many are taken at once and some are given back', async () => {
    const tries = Array.from({ length: 40 }, (_, at) =>
      transaction(kit.db, async (tx) => {
        const nomor = await fiscal.nextNomor(tx, {
          jenis: 'spm',
          tahun: year,
          bulan: 4,
          skpdKode: SKPD,
          rincian: 'LS',
        })
        if (at % 4 === 0) throw new Error('given back')
        return serialOf(nomor)
      }).catch(() => undefined),
    )
    const given = (await Promise.all(tries)).filter((one) => one !== undefined)
    expect(given.toSorted((a, b) => a - b)).toEqual(given.map((_, at) => at + 1))
    expect(given.length).toBe(30)
  })

  it('come in one piece for a batch', async () => {
    const batch = (await take('sp2d', 1_000)).map(serialOf)
    expect(batch).toEqual(batch.map((_, at) => (batch[0] ?? 0) + at))
    expect((await take('sp2d'))[0]).toMatch(
      new RegExp(`^99\\.01/04\\.0/001001/LS/${SKPD.replaceAll('.', '\\.')}/4/${year}$`),
    )
  })
})

describe('a fiscal year', () => {
  it('is closed and reopened by decree, and each step stays written down', async () => {
    const tahun = year + 40
    const step = (ke: 'penyusunan' | 'berjalan' | 'tutup', dasar = 'Keputusan uji') =>
      transaction(kit.db, (tx) => fiscal.setTahun(tx, { actor: ADMIN, tahun, ke, dasar }))
    expect((await fiscal.requireRunning(kit.db, tahun)).ok).toBe(false)
    expect((await step('berjalan')).ok).toBe(false)
    expect((await step('penyusunan')).ok).toBe(true)
    expect((await step('penyusunan')).ok).toBe(false)
    expect((await step('berjalan')).ok).toBe(true)
    expect((await fiscal.requireRunning(kit.db, tahun)).ok).toBe(true)
    expect((await step('tutup', '')).ok).toBe(false)
    expect((await step('tutup')).ok).toBe(true)
    expect((await fiscal.requireRunning(kit.db, tahun)).ok).toBe(false)
    expect((await step('berjalan')).ok).toBe(true)
    const history = await rows(
      database.owner,
      sql<{
        ke: string
      }>`select h.ke from fiscal.tahun_riwayat h where h.tahun = ${tahun} order by h.waktu, h.id`,
    )
    expect(history.map(({ ke }) => ke)).toEqual(['penyusunan', 'berjalan', 'tutup', 'berjalan'])
  })
})
