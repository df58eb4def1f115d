import { createReadStream, existsSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openVisitor } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { fromDecimalString } from '../../kernel/money.ts'
import { readCsv } from '../../platform/csv/read-csv.ts'
import { oneRow, sql } from '../../platform/db/database.ts'
import { createImportApbd } from './actions/import-apbd.ts'
import { must, openYear } from './testing/budget-house.ts'

const SHARED = '/work/shared/data/indonesia/keuangan'
const { app, database } = await useRunningApp()
const importApbd = createImportApbd(app.budget.deps)
const thisYear = await openYear(app, 2043)
await openYear(app, 2042)
await openYear(app, 2041)
const order = {
  tahun: thisYear - 1,
  judul: 'APBD uji',
  dasar: 'Perda 1',
  tanggal: `${thisYear - 2}-12-30`,
  sumber: 'uji.csv',
  kolom: {},
  isTambahKode: false,
  isPeriksa: false,
}
const text = (rows: string) => readCsv([Buffer.from(rows)])
const count = () =>
  oneRow(
    database.owner,
    sql<{ versi: number; kode: number }>`select (select count(*)::int from budget.versi) as versi,
      (select count(*)::int from fiscal.skpd) as kode`,
  )

describe('a whole budget from a file', () => {
  const pupr = '1.03.0.00.0.00.03.0000'

  it('names every fault by its row and stores nothing', async () => {
    const before = await count()
    const done = await importApbd(
      app.jobDb,
      text(
        `kode_skpd,kode_rekening,uraian,jumlah\n${pupr},5.1.02.01.01.0024,ATK,1000\n9.99,5.1.02.01.01.0024,ATK,5\n${pupr},5.9.99.01.01.0001,Aneh,7\n`,
      ),
      order,
    )
    expect(done.ok ? [] : done.refusals.map(({ message }) => message)).toEqual([
      'Baris 3, kolom kode: kode SKPD 9.99 tidak dikenal.',
      'Baris 4, kolom kode: kode rekening 5.9.99.01.01.0001 tidak dikenal.',
    ])
    const bare = await importApbd(
      app.jobDb,
      text(`kode_skpd,kode_rekening,jumlah\n${pupr},5.1.02.01.01.0024,1\n${pupr},5.1.05,9\n`),
      order,
    )
    expect(bare.ok ? '' : bare.refusals[0]?.message).toContain('bukan rincian terakhir')
    const unread = await importApbd(
      app.jobDb,
      text('kode_skpd,kode_rekening,jumlah\na,5.1,x\n,5.1,1\n'),
      order,
    )
    expect(unread.ok ? 0 : unread.refusals.length).toBe(2)
    expect(await count()).toEqual(before)
  })

  it('takes a year that has a budget in force only once', async () => {
    const rows = `kode_skpd,kode_rekening,uraian,jumlah\n${pupr},5.1.02.01.01.0024,ATK,1000.50\n`
    const first = must(await importApbd(app.jobDb, text(rows), { ...order, tahun: thisYear - 2 }))
    expect(first.belanja).toBe(fromDecimalString('1000.50'))
    const second = await importApbd(app.jobDb, text(rows), { ...order, tahun: thisYear - 2 })
    expect(second.ok ? '' : second.refusals[0]?.code).toBe('VERSI_SUDAH_BERLAKU')
  })
})

const has = existsSync(SHARED)
if (!has) process.stderr.write(`\nSKIPPED: real budgets, ${SHARED} is not there.\n`)
const file = (name: string) => createReadStream(`${SHARED}/${name}`).pipe(createGunzip())

describe.skipIf(!has)('real budgets', () => {
  it('of Aceh 2025 is taken to the rupiah, sums of the file left out, and browses', async () => {
    const started = performance.now()
    const aceh = { ...order, isTambahKode: true }
    const checked = must(
      await importApbd(app.jobDb, readCsv(file('apba_aceh_2025_rincian.csv.gz')), {
        ...aceh,
        isPeriksa: true,
      }),
    )
    expect(checked.versiId).toBeUndefined()
    const report = must(
      await importApbd(app.jobDb, readCsv(file('apba_aceh_2025_rincian.csv.gz')), aceh),
    )
    process.stderr.write(
      `\nAceh: ${report.baris} rows in ${Math.round(performance.now() - started)} ms, checked and stored\n`,
    )
    expect(report).toMatchObject({ baris: 10_255, diabaikan: 364 })
    expect(report.pendapatan).toBe(fromDecimalString('15583415258343.00'))
    expect(report.belanja).toBe(fromDecimalString('19319861953168.45'))
    const stored = await oneRow(
      database.owner,
      sql<{
        jumlah: string
      }>`select sum(k.jumlah)::text as jumlah from budget.berlaku k where k.tahun = ${order.tahun}`,
    )
    expect(fromDecimalString(stored.jumlah)).toBe(
      report.pendapatan + report.belanja + report.pembiayaan,
    )
    const page = await openVisitor(app).get(`/anggaran/${order.tahun}`)
    expect(page.status).toBe(200)
    expect(page.body.includes('Rp19,3 triliun')).toBe(true)
  }, 120_000)

  it('of Kabupaten Bandung 2025, which has no accounts, is taken as ceilings to the rupiah', async () => {
    const bandung = { ...order, tahun: thisYear, isTambahKode: true }
    const report = must(
      await importApbd(
        app.jobDb,
        readCsv(file('kab_bandung_2025_pagu_subkegiatan.csv.gz')),
        bandung,
      ),
    )
    expect(report).toMatchObject({ baris: 3_949 })
    expect(report.pagu).toBe(fromDecimalString('4055178874019.00'))
    const page = await openVisitor(app).get(`/anggaran/${thisYear}`)
    expect(page.body.includes('Rp4,05 triliun') || page.body.includes('Rp4,06 triliun')).toBe(true)
  }, 120_000)
})
