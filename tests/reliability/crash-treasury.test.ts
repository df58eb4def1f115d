import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type OwnHouse, withOwnHouse } from '../../src/commands/bench/own-house.ts'
import { findBrokenCounters } from '../../src/modules/treasury/testing/broken-counters.ts'
import {
  must,
  openTreasuryHouse,
  rupiah,
  type TreasuryPlace,
} from '../../src/modules/treasury/testing/treasury-house.ts'
import { openDatabase, rows, sql, type Tx } from '../../src/platform/db/database.ts'
import { killDatabase, pause, readDatabasePid } from '../support/program.ts'

const DESKS = 8
const WORKER_ROUNDS = 5
const DATABASE_ROUNDS = 3
const DOCUMENTS_EACH = 60
const READY_MS = 90_000
const KINDS = ['jurnal', 'sp2d', 'spm', 'spp', 'sts']
/** Refusals that would stop the desks: everything else is a connection that went away. */
const REFUSED = /tidak|belum|melebihi/i

type Desks = Readonly<{
  /** Kind and number of every document that was answered. */
  told: readonly string[]
  kill: () => Promise<void>
  untilMore: (count: number) => Promise<void>
}>

function openDesks({ addresses, secretKey }: OwnHouse, place: TreasuryPlace): Desks {
  const order = JSON.stringify({ addresses, secretKey, place, desks: DESKS })
  const file = join(import.meta.dirname, '../support/treasury-desks.ts')
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', file, order], {
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((done) => child.once('close', done))
  const told: string[] = []
  let half = ''
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (half + chunk.toString()).split('\n')
    half = lines.pop() ?? ''
    told.push(...lines)
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    if (said.length < 20_000) said += chunk.toString()
  })
  return {
    told,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      expect(said.split('\n').filter((line) => REFUSED.test(line))).toEqual([])
    },
    untilMore: async (count) => {
      const from = told.length
      const deadline = Date.now() + READY_MS
      while (told.length - from < count) {
        if (child.exitCode !== null || Date.now() > deadline)
          throw new Error(`the desks stand still: ${said}`)
        await pause(10)
      }
    },
  }
}

/** Every counter of numbers beside the documents that have them. */
function countNumbers(owner: Tx) {
  return rows(
    owner,
    sql<{
      jenis: string
      terakhir: number
      banyak: number
      berbeda: number
      tertinggi: number
    }>`with dokumen as (
      select 'spp' as jenis, s.nomor, s.skpd_id, s.tahun from treasury.spp s
      union all select 'spm', m.nomor, s.skpd_id, s.tahun from treasury.spm m join treasury.spp s on s.id = m.spp_id
      union all select 'sp2d', d.nomor, d.skpd_id, d.tahun from treasury.sp2d d
      union all select 'sts', t.nomor, t.skpd_id, t.tahun from treasury.sts t
      union all select 'jurnal', j.nomor, j.skpd_id, j.tahun from accounting.jurnal j)
    select u.jenis, u.terakhir, count(d.nomor)::int as banyak, count(distinct split_part(d.nomor, '/', 3))::int as berbeda,
      max(split_part(d.nomor, '/', 3)::int) as tertinggi
    from fiscal.nomor_urut u
    join (dokumen d join fiscal.skpd k on k.id = d.skpd_id) on d.jenis = u.jenis and d.tahun = u.tahun and u.lingkup in ('', k.kode)
    where u.jenis = any(${KINDS}::text[]) group by u.jenis, u.lingkup, u.terakhir order by u.jenis, u.lingkup`,
  )
}

/** Documents without a part that belongs to them, and journals that do not balance. */
function findHalf(owner: Tx) {
  return rows(
    owner,
    sql<{ what: string; nomor: string }>`with jejak as (
      select r.dokumen_id, r.kejadian, count(*) as kali,
        bool_and(exists (select 1 from public_log.titipan t where t.acuan = r.id and t.log = 'publik')
          or exists (select 1 from public_log.entri e where e.acuan = r.id and e.log = 'publik')) as is_tercatat
      from treasury.riwayat r where r.dokumen in ('spp', 'sts') group by 1, 2)
    select 'spp tanpa riwayat' as what, s.nomor from treasury.spp s
      where not exists (select 1 from jejak j where j.dokumen_id = s.id and j.kejadian = 'ajukan' and j.kali = 1)
        or not exists (select 1 from treasury.spp_baris b where b.spp_id = s.id)
    union all select 'spm tanpa riwayat', m.nomor from treasury.spm m
      where not exists (select 1 from jejak j where j.dokumen_id = m.spp_id and j.kejadian = 'terbit-spm' and j.kali = 1)
    union all select 'sp2d tanpa riwayat', d.nomor from treasury.sp2d d
      where not exists (select 1 from jejak j where j.dokumen_id = d.spp_id and j.kejadian = 'terbit-sp2d' and j.kali = 1)
    union all select 'tindakan tidak tercatat di log publik', j.dokumen_id::text from jejak j
      where j.kejadian in ('ajukan', 'terbit-spm', 'terbit-sp2d', 'cair') and not j.is_tercatat
    union all select 'riwayat tanpa dokumen', j.dokumen_id::text from jejak j
      where (j.kejadian = 'terbit-spm' and not exists (select 1 from treasury.spm m where m.spp_id = j.dokumen_id))
        or (j.kejadian = 'terbit-sp2d' and not exists (select 1 from treasury.sp2d d where d.spp_id = j.dokumen_id))
        or (j.kejadian = 'setor' and not exists (select 1 from treasury.sts t where t.id = j.dokumen_id))
    union all select 'sp2d cair tanpa jurnal atau mutasi', d.nomor from treasury.sp2d d
      where d.status <> 'terbit' and (not exists (select 1 from accounting.jurnal j where j.dokumen_jenis = 'sp2d' and j.dokumen_id = d.id::text)
        or not exists (select 1 from treasury.mutasi m where m.dokumen_jenis = 'sp2d' and m.dokumen_id = d.id))
    union all select 'jurnal tanpa sp2d cair', j.nomor from accounting.jurnal j
      where j.dokumen_jenis = 'sp2d' and not exists (select 1 from treasury.sp2d d where d.id::text = j.dokumen_id and d.status <> 'terbit')
    union all select 'sts tanpa jurnal atau mutasi', t.nomor from treasury.sts t
      where not exists (select 1 from accounting.jurnal j where j.dokumen_jenis = 'sts' and j.dokumen_id = t.id::text)
        or not exists (select 1 from treasury.mutasi m where m.dokumen_jenis = 'sts' and m.dokumen_id = t.id)
    union all select 'jurnal tidak seimbang', j.nomor from accounting.jurnal j
      left join accounting.jurnal_baris b on b.jurnal_id = j.id
      group by j.id having sum(b.debit) is distinct from sum(b.kredit) or sum(b.debit) is distinct from j.jumlah_debit
        or count(b.urutan) <> j.jumlah_baris`,
  )
}

async function expectWhole(owner: Tx, told: readonly string[]): Promise<void> {
  const counters = await countNumbers(owner)
  expect([...new Set(counters.map(({ jenis }) => jenis))]).toEqual(KINDS)
  for (const one of counters)
    expect(one).toEqual({
      ...one,
      banyak: one.terakhir,
      berbeda: one.terakhir,
      tertinggi: one.terakhir,
    })
  expect(await findHalf(owner)).toEqual([])
  expect(await findBrokenCounters(owner)).toEqual([])
  expect(new Set(told).size).toBe(told.length)
  const kept = await rows(
    owner,
    sql<{ one: string }>`select 'spp ' || s.nomor as one from treasury.spp s
    union all select 'spm ' || m.nomor from treasury.spm m
    union all select 'sp2d ' || d.nomor from treasury.sp2d d
    union all select 'sts ' || t.nomor from treasury.sts t`,
  )
  const known = new Set(kept.map(({ one }) => one))
  expect(told.filter((one) => !known.has(one))).toEqual([])
  // Somebody was in the middle of something when it happened, or nothing was tried.
  expect(known.size).toBeGreaterThanOrEqual(told.length)
}

describe('eight desks that issue SPP, SPM, SP2D and STS, and a process killed without a farewell', () => {
  it('leave no gap, no number twice, no half document, and balanced journals', async () => {
    await withOwnHouse('on', async (house) => {
      await house.app.seedWhenEmpty('fresh')
      const { pupr, mata, release } = await openTreasuryHouse(house.app)
      must(await release(rupiah(500_000_000)))
      const place = { skpdId: pupr.id, mata }
      const told: string[] = []
      for (let round = 0; round < WORKER_ROUNDS; round += 1) {
        const desks = openDesks(house, place)
        await desks.untilMore(DOCUMENTS_EACH)
        await desks.kill()
        told.push(...desks.told)
      }
      const behind = () =>
        openDatabase({ url: house.addresses.ownerUrl, poolMax: 1, statementTimeoutMs: 0 })
      const first = behind()
      await expectWhole(first.db, told)
      await first.close()
      process.stderr.write(`desks killed ${WORKER_ROUNDS} times: ${told.length} documents\n`)
      const desks = openDesks(house, place)
      for (let round = 0; round < DATABASE_ROUNDS; round += 1) {
        await desks.untilMore(DOCUMENTS_EACH)
        killDatabase(readDatabasePid(house.dataDir))
      }
      await desks.untilMore(DOCUMENTS_EACH)
      await desks.kill()
      told.push(...desks.told)
      const last = behind()
      await expectWhole(last.db, told)
      await last.close()
      process.stderr.write(`database killed ${DATABASE_ROUNDS} times: ${desks.told.length} more\n`)
    })
  })
})
