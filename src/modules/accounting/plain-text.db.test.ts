import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { AKUN, accepted, openLedger } from '../../../tests/support/ledger.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { oneRow, rows, sql } from '../../platform/db/database.ts'
import { exportJurnal } from './actions/export.ts'
import type { Bentuk } from './domain/teks.ts'

let shiftMs = 0
const { app, database } = await useRunningApp({ now: () => new Date(Date.now() + shiftMs) })
const { accounting, kit } = app
const { db } = kit
const { peristiwa, jurnal, line, skpkd, tahun } = await openLedger(app)
const folder = mkdtempSync(join(tmpdir(), 'pendopo-teks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hasHledger = spawnSync('hledger', ['--version'], { stdio: 'ignore' }).status === 0
if (!hasHledger) process.stderr.write('\nHLEDGER IS MISSING: the books were not checked by it.\n')

const AMOUNTS = [1n, 99n, 100_00n, 12_345_678_90n, 2n ** 53n + 1n]
for (const amount of AMOUNTS) {
  accepted(await accounting.postMapped(db, peristiwa('sp2d-ls-cair', amount, AKUN.atk)))
  accepted(await accounting.postMapped(db, peristiwa('dpa-berlaku', amount, AKUN.modal)))
  accepted(
    await accounting.postMapped(
      db,
      peristiwa('sts-pendapatan', amount, AKUN.dau, { skpdId: skpkd }),
    ),
  )
}
const hostile = 'Uraian; dengan | tanda (aneh) "kutip" \\ dan <b>'
accepted(
  await accounting.post(
    db,
    jurnal({
      uraian: hostile,
      dokumen: { jenis: 'bukti', id: 'x', nomor: 'B;1|2)' },
      baris: [line(AKUN.kasDaerah, 7n), line(AKUN.ekuitas, 0n, 7n)],
    }),
  ),
)

async function write(bentuk: Bentuk): Promise<string> {
  const path = join(folder, `buku.${bentuk}`)
  const pieces = exportJurnal(accounting.deps, db, { bentuk, tahun: undefined })
  await pipeline(Readable.from(pieces), createWriteStream(path))
  return path
}

describe('journals as plain text', () => {
  it.skipIf(!hasHledger)('balance in hledger to the rupiah as they do here', async () => {
    const path = await write('hledger')
    const checked = spawnSync('hledger', ['-f', path, 'check'], { encoding: 'utf8' })
    expect([checked.status, checked.stderr]).toEqual([0, ''])
    const told = spawnSync('hledger', ['-f', path, 'balance', '--flat', '-N', '-E', '-O', 'csv'], {
      encoding: 'utf8',
    })
    const theirs = new Map(
      told.stdout
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => {
          const [akun = '', saldo = ''] = row.slice(1, -1).split('","')
          return [akun.replaceAll(':', '.'), saldo === '0' ? '0.00' : saldo.replace('IDR ', '')]
        }),
    )
    const ours = await rows(
      database.owner,
      sql<{ kode: string; saldo: string }>`select r.kode, sum(b.debit - b.kredit)::text as saldo
      from accounting.jurnal_baris b join fiscal.pub_rekening r on r.id = b.rekening_id group by r.kode order by r.kode`,
    )
    expect(ours.length).toBeGreaterThan(8)
    expect(theirs).toEqual(new Map(ours.map(({ kode, saldo }) => [kode, saldo])))
  })

  it('keep what is said about a journal and let nothing of it become a sign of the format', async () => {
    const ledger = readFileSync(await write('ledger'), 'utf8')
    expect(ledger).toContain('Uraian dengan tanda aneh "kutip" \\ dan <b>')
    expect(ledger).toContain('; dokumen: B 1 2')
    const beancount = readFileSync(await write('beancount'), 'utf8')
    expect(beancount).toContain('"Uraian; dengan | tanda (aneh) \\"kutip\\" \\\\ dan <b>"')
    const opened = new Set([...beancount.matchAll(/ open (\S+) IDR/g)].map(([, akun]) => akun))
    const used = [...beancount.matchAll(/^ {2}(\S+:\S+) {2}-?[\d.]+ IDR$/gm)].map(
      ([, akun]) => akun,
    )
    expect(used.length).toBeGreaterThan(AMOUNTS.length)
    expect(used.filter((akun) => !opened.has(akun))).toEqual([])
  })

  it('of one year leave the others out', async () => {
    const pieces = exportJurnal(accounting.deps, db, { bentuk: 'hledger', tahun: tahun - 1 })
    let text = ''
    for await (const piece of pieces) text += piece
    expect(text).not.toMatch(/^\d{4}-\d\d-\d\d/m)
  })
})

describe('the roots of days', () => {
  it('are told in the public log once a day is over, each chained to the one before', async () => {
    await app.runJob('accounting.roots', {})
    const count = () =>
      oneRow(
        database.owner,
        sql<{ banyak: number }>`select count(*)::int as banyak from accounting.akar_harian`,
      )
    expect((await count()).banyak).toBe(0)
    shiftMs += 25 * 3_600_000
    accepted(await accounting.postMapped(db, peristiwa('sp2d-ls-cair', 5n, AKUN.atk)))
    await app.runJob('accounting.roots', {})
    await app.runJob('accounting.roots', {})
    expect((await count()).banyak).toBe(1)
    shiftMs += 49 * 3_600_000
    await app.runJob('accounting.roots', {})
    const roots = await rows(
      database.owner,
      sql<{ akar: string; sebelumnya: string | null; jumlah: string }>`select a.akar, a.sebelumnya,
        a.jumlah_jurnal::text as jumlah from accounting.akar_harian a order by a.tanggal`,
    )
    expect(roots).toHaveLength(2)
    expect(roots[1]?.sebelumnya).toBe(roots[0]?.akar)
    const { total } = await oneRow(
      database.owner,
      sql<{ total: string }>`select count(*)::text as total from accounting.jurnal`,
    )
    expect(roots.reduce((sum, { jumlah }) => sum + Number(jumlah), 0)).toBe(Number(total))
    const told = await rows(
      database.owner,
      sql<{ apa: string }>`select j.jenis as apa from accounting.pub_jejak_simpul j limit 1`,
    )
    expect(told).toEqual([{ apa: 'jurnal' }])
  })
})
