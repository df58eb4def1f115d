import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../tests/support/running-app.ts'
import { useTerminal } from '../../tests/support/terminal.ts'
import { exportLaporKasus, exportLaporStatus } from '../modules/citizen-reports/index.ts'
import { rows, sql } from '../platform/db/database.ts'
import { runImportLapor } from './import-lapor.ts'

const { app, database } = await useRunningApp()
const folder = mkdtempSync(join(tmpdir(), 'lapor-'))
const unit = app.reference.units()[0]?.nama ?? ''
const HEADER =
  'tracking_id;klasifikasi;judul;isi;waktu_lapor;status;instansi;lokasi;tindak_lanjut;waktu_tindak_lanjut'

const terminal = useTerminal()

let files = 0
const load = (content: string | Buffer, more: { isStatus?: boolean; isDryRun?: boolean } = {}) => {
  files += 1
  const path = join(folder, `${files}.csv`)
  writeFileSync(path, content)
  return runImportLapor({ app }, { path, rename: {}, isStatus: false, isDryRun: false, ...more })
}

const casesOf = (prefix: string) =>
  rows(
    database.owner,
    sql<{
      rujukan: string
      kanal: string
      status: string
      caraTutup: string | null
      tenggatAt: Date | null
      diterimaAt: Date
      isi: string
      unitKode: string | null
    }>`select l.kanal_rujukan as rujukan, l.kanal, l.status, l.cara_tutup as "caraTutup", l.tenggat_at as "tenggatAt",
      l.diterima_at as "diterimaAt", l.isi, l.unit_kode as "unitKode" from citizen_reports.laporan l
    where l.kanal = 'lapor' and l.kanal_rujukan like ${`${prefix}%`} order by l.kanal_rujukan`,
  )

const line = (id: string, status: string, more = '') =>
  `${id};Pengaduan;Lampu jalan padam di gang;Lampu jalan mati sejak Senin;24/11/2026 08:10;${status};${more}`

describe('cases of SP4N-LAPOR!', () => {
  it('come in with their source, their time and a running clock, as Excel writes them', async () => {
    const file = `\ufeff${HEADER}\r\n${line('A1', 'Belum terverifikasi', ';;;')}\r\n${line('A2', 'terdisposisi sedang diproses', `${unit};Balai desa;Regu berangkat;25/11/2026 09.00`)}\r\n${line('A3', 'terdisposisi selesai', ';;Sudah diganti;25/11/2026 10:00')}\r\n`
    expect(await load(Buffer.from(file, 'utf16le'))).toBe(0)
    const found = await casesOf('A')
    expect(found.map((one) => [one.status, one.caraTutup])).toEqual([
      ['masuk', null],
      ['proses', null],
      ['ditutup_tanpa_konfirmasi', 'tanpa_konfirmasi'],
    ])
    expect(found[0]?.diterimaAt.toISOString()).toBe('2026-11-24T01:10:00.000Z')
    expect(found[0]?.tenggatAt).not.toBeNull()
    expect(found[1]?.unitKode).not.toBeNull()
    expect(found[2]?.tenggatAt).toBeNull()
  })

  it('loaded again change nothing and make no second case', async () => {
    const file = `${HEADER}\n${line('B1', 'belum terverifikasi', ';;;')}\n`
    await load(file)
    await load(file)
    expect(await casesOf('B')).toHaveLength(1)
  })

  it('are all refused when one row is wrong, each wrong row named with its reason', async () => {
    const bad = [
      HEADER,
      line('C1', 'belum terverifikasi', ';;;'),
      line('C2', 'selesai sekali', ';;;'),
      line('C3', 'terdisposisi sedang diproses', 'Dinas Antah Berantah;;;'),
      'C4;Pengaduan;Ab;;kemarin;arsip;;;;',
    ].join('\n')
    expect(await load(bad)).toBe(1)
    expect(await casesOf('C')).toEqual([])
    for (const row of ['baris 3', 'baris 4', 'baris 5']) expect(terminal.complained).toContain(row)
    expect(terminal.complained).toContain('perangkat daerah')
  })

  it('are only tried in a dry run', async () => {
    const file = `${HEADER}\n${line('D1', 'belum terverifikasi', ';;;')}\n`
    expect(await load(file, { isDryRun: true })).toBe(0)
    expect(await casesOf('D')).toEqual([])
    expect(await load(file)).toBe(0)
    expect(await casesOf('D')).toHaveLength(1)
  })

  it('in an unknown alphabet, without columns or empty are refused with a sentence', async () => {
    for (const file of [
      Buffer.from('tracking_id;judul\n1;caf\xe9\n', 'latin1'),
      'nama;umur\nA;1\n',
      '',
      Buffer.from([0, 159, 146, 150, 1, 2, 3]),
    ])
      expect(await load(file)).toBe(1)
    expect(terminal.complained).toContain('Tidak ada yang disimpan.')
  })

  it('guard their formulas and mask what names people', async () => {
    const told = '=HYPERLINK hubungi 081234567890 lampu mati'
    await load(
      `${HEADER}\n${line('E1', 'belum terverifikasi', ';;;').replace('Lampu jalan mati sejak Senin', told)}\n`,
    )
    expect((await casesOf('E'))[0]?.isi).not.toContain('081234567890')
  })
})

describe('changes of status', () => {
  const STATUS = 'tracking_id,status,waktu,pesan'

  it('move a case that nobody here has moved, each change once', async () => {
    await load(`${HEADER}\n${line('F1', 'belum terverifikasi', ';;;')}\n`)
    const file = `${STATUS}\nF1,terdisposisi selesai,2026-11-25 10:00,Sudah diganti\n`
    expect(await load(file, { isStatus: true })).toBe(0)
    expect(await load(file, { isStatus: true })).toBe(0)
    expect((await casesOf('F'))[0]?.status).toBe('ditutup_tanpa_konfirmasi')
    const told = await rows(
      database.owner,
      sql<{
        pesan: string
      }>`select r.pesan from citizen_reports.riwayat r join citizen_reports.laporan l on l.id = r.laporan_id
      where l.kanal_rujukan = 'F1' and r.kejadian = 'kabar_mitra'`,
    )
    expect(told.filter((one) => one.pesan.includes('Sudah diganti'))).toHaveLength(1)
  })

  it('of a case that is not here are refused, and nothing of the file is stored', async () => {
    await load(`${HEADER}\n${line('G1', 'belum terverifikasi', ';;;')}\n`)
    const file = `${STATUS}\nG1,arsip,2026-11-25 10:00,\nTIDAK-ADA,arsip,2026-11-25 10:00,\n`
    expect(await load(file, { isStatus: true })).toBe(1)
    expect((await casesOf('G'))[0]?.status).toBe('masuk')
  })
})

describe('the export', () => {
  it('is read again as it was written, cases and statuses', async () => {
    const deps = app.citizenReports.deps
    let text = ''
    for await (const piece of await exportLaporKasus(deps)) text += piece
    expect(text.split('\r\n')[0]).toContain('tracking_id,nomor,klasifikasi')
    expect(text).toContain('A1,')
    expect(text).not.toContain('RHS-')
    let changes = ''
    for await (const piece of await exportLaporStatus(deps)) changes += piece
    const own = changes.split('\r\n').filter((one, index) => index === 0 || /^[A-G]\d,/.test(one))
    expect(own.length).toBeGreaterThan(5)
    expect(await load(`${own.join('\r\n')}\r\n`, { isStatus: true, isDryRun: true })).toBe(0)
  })
})
