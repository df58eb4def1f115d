import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../tests/support/running-app.ts'
import { useTerminal } from '../../tests/support/terminal.ts'
import { type Order, runImportKode } from './import-kode.ts'

const { app } = await useRunningApp()
const folder = mkdtempSync(join(tmpdir(), 'pendopo-kode-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const terminal = useTerminal()
const year = Number(app.kit.today().slice(0, 4))

const run = (text: string, order: Partial<Order> = {}) => {
  const path = join(folder, 'daftar.csv')
  writeFileSync(path, text)
  return runImportKode(
    { app },
    {
      tabel: 'rekening',
      path,
      tahun: year,
      dasar: 'Uji',
      isTambah: true,
      isPeriksa: false,
      ...order,
    },
  )
}
const has = async (kode: string) =>
  (await app.fiscal.kodefikasi(app.kit.db, year)).rekening.byKode.has(kode)
const ACCOUNTS = 'kode;nama;saldo_normal\n9.9;Rekening uji;D\n9.9.01;Rekening di bawahnya;D\n'

describe('a list of codes from a file', () => {
  it('is only looked at when that is what was asked', async () => {
    expect(await run(ACCOUNTS, { isPeriksa: true })).toBe(0)
    expect(terminal.said).toContain('3 kode baru')
    expect(await has('9.9.01')).toBe(false)
  })

  it('is taken in whole', async () => {
    expect(await run(ACCOUNTS)).toBe(0)
    expect(await has('9.9.01')).toBe(true)
  })

  it('is refused row by row, and then nothing is stored', async () => {
    expect(await run('kode;nama\n9.8;Baik\nsembilan;Salah\n9.8;Ganda\n')).toBe(1)
    expect(terminal.complained).toContain('Baris 3')
    expect(terminal.complained).toContain('Baris 4')
    expect(await has('9.8')).toBe(false)
  })

  it('of price standards names the price and the account that are wrong', async () => {
    const text =
      'jenis,kode,uraian,spesifikasi,satuan,harga,rekening\nSSH,X.1,Pena,,buah,mahal,5.9.99\n'
    expect(await run(text, { tabel: 'standar-harga' })).toBe(1)
    expect(terminal.complained).toContain('mahal')
    expect(terminal.complained).toContain('5.9.99')
    const good = text.replace('mahal', '1.250.000').replace('5.9.99', '5.1.02.01.01.0024')
    expect(await run(good, { tabel: 'standar-harga' })).toBe(0)
    const found = await app.fiscal.cariStandar(app.kit.db, {
      tahun: year,
      kata: 'pen x.1',
      limit: 5,
    })
    expect(found.map(({ kode, harga }) => [kode, harga])).toEqual([['X.1', 125_000_000n]])
  })
})
