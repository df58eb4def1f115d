import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command as logCommand } from '../../src/commands/log.ts'
import { runRenew } from '../../src/commands/log-renew.ts'
import { listLogLama } from '../../src/modules/public-log/store/lama-store.ts'
import { testWitness } from '../../src/modules/public-log/testing/test-witness.ts'
import { maybeRow, oneRow, rows, run, sql } from '../../src/platform/db/database.ts'
import { sendCase } from '../support/case-house.ts'
import { asSuperuser, bringBack, dump, LOG_TABLES } from '../support/old-dump.ts'
import { pause } from '../support/program.ts'
import { useRunningApp } from '../support/running-app.ts'
import { useTerminal } from '../support/terminal.ts'
import { witnessedLog } from '../support/witnessed-log.ts'

/** After a disaster: what an office does that has nothing but last night's backup, and what others then see. */
const ORIGIN = 'uji.example/log'
const ALASAN = 'Cakram peladen rusak pada 26 November; yang pulih cadangan semalam.'
const witnessName = 'saksi.example/uji'
const { app, database, dataDir } = await useRunningApp({
  history: 'fresh',
  env: { LOG_ORIGIN: ORIGIN },
})
const { owner, ownerUrl } = database
await app.runningLog.prepare()
const newestKey = async () =>
  (
    await oneRow(
      owner,
      sql<{
        kunci: string
      }>`select k.kunci from public_log.kunci_log k order by k.mulai desc limit 1`,
    )
  ).kunci
const oldKey = await newestKey()
let witness = await testWitness([{ vkey: oldKey }], { name: witnessName })
const startLog = witnessedLog(app, witness, ORIGIN)
let runningLog = startLog()
const address = await app.server.listen({ port: 0, host: '127.0.0.1' })
const folder = mkdtempSync(join(tmpdir(), 'pendopo-renew-'))
const state = join(folder, 'lama.json')
afterAll(async () => {
  await runningLog.loop.stop()
  await witness.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** Of a whole database in which nothing else has changed meanwhile. */
const TABLES = [...LOG_TABLES, 'citizen_reports.riwayat', 'audit.catatan', 'audit.akses']

async function startAgain(): Promise<void> {
  await runningLog.loop.stop()
  runningLog = startLog()
  await runningLog.loop.start()
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let left = 200; left > 0; left -= 1) {
    if (await isSo()) return
    await pause(50)
  }
  throw new Error(`did not come to pass: ${what}`)
}

const hasAlarm = async (sumber: string) =>
  (await maybeRow(
    owner,
    sql`select 1 from public_log.peringatan p join public_log.pohon h on h.log = 'publik' and h.asal = p.asal
    where p.jenis = 'mundur' and p.sumber = ${sumber}`,
  )) !== undefined

/** The witness has signed the newest checkpoint, and everybody is shown it. */
const isWitnessed = async () => (await served()).includes(`— ${witnessName} `)
const served = async () => (await fetch(`${address}/log/checkpoint`)).text()
const servedOrigin = async () => (await served()).split('\n', 1)[0]
const sizeOf = (note: string) => Number(note.split('\n')[1])
const faults = async () => (await runningLog.check()).faults

const terminal = useTerminal()

const renew = (isForced = false) =>
  runRenew({ app, cluster: { ownerUrl } }, { alasan: ALASAN, isForced })
const audit = (...args: readonly string[]) => logCommand.run(['audit', address, ...args])

let lost = ''

/** Sign, be witnessed, and fall back to the backup of the night before. */
async function loseADay(name: string): Promise<void> {
  await until('the witness signs', isWitnessed)
  await runningLog.loop.stop()
  await dump(owner, name, TABLES)
  await startAgain()
  for (const _more of [1, 2, 3]) await sendCase(app)
  do await runningLog.sequencer.run()
  while ((await maybeRow(owner, sql`select 1 from public_log.titipan t limit 1`)) !== undefined)
  await until('the witness signs', isWitnessed)
  lost = await served()
  expect(await audit('--key', await newestKey(), '--state', state)).toBe(0)
  await runningLog.loop.stop()
  await bringBack(owner, name, TABLES)
}

beforeAll(async () => {
  await runningLog.loop.start()
  await sendCase(app)
  await runningLog.sequencer.run()
})

describe('an office that has only last night’s backup', () => {
  it('signs nothing on it, and is not told to begin anew before', async () => {
    expect(await renew()).toBe(1)
    expect(terminal.all).toMatch(/^Log ini tidak perlu nama baru: .*--paksa\.\n$/)
    await loseADay('semalam')
    await startAgain()
    await until('the program notices', () => hasAlarm('program'))
    expect(runningLog.sequencer.stalledSince()).toBeInstanceOf(Date)
    expect((await faults())[0]?.what).toMatch(/^mundur/)
  })

  it('does not begin anew on what is damaged', async () => {
    const { isi } = await oneRow(
      owner,
      sql<{
        isi: Buffer
      }>`select b.isi from public_log.bundel b where b.log = 'publik' and b.nomor = 0`,
    )
    const put = (bytes: Buffer) =>
      asSuperuser(owner, async (tx) => {
        await run(
          tx,
          sql`update public_log.bundel set isi = ${bytes} where log = 'publik' and nomor = 0`,
        )
      })
    const changed = Buffer.from(isi)
    changed[100] = (changed[100] ?? 0) ^ 1
    await put(changed)
    expect(await renew(true)).toBe(1)
    expect(terminal.all).toMatch(
      /^Yang tersimpan rusak, .* log publik, entri 0\b.*: .*cadangan yang utuh\.\n$/,
    )
    await put(isi)
  })

  it('begins anew beside the running program, which signs on at once under the new name', async () => {
    expect(await renew()).toBe(0)
    expect(terminal.all).toContain(`Log ${ORIGIN} berakhir; sejauh diketahui ${sizeOf(lost)} entri`)
    expect(terminal.all).toContain(`Log ${ORIGIN}/2 dimulai dengan`)
    expect(terminal.all).toContain(await newestKey())
    await until('the new log is signed', async () => (await servedOrigin()) === `${ORIGIN}/2`)
    expect(await faults()).toEqual([])
    await sendCase(app)
    await runningLog.sequencer.run()
    expect(await faults()).toEqual([])
    expect(runningLog.sequencer.stalledSince()).toBeUndefined()
  })

  it('tells everybody which names it had, until when, and why', async () => {
    const answer = await fetch(`${address}/log/lama`)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const [row] = await listLogLama(owner)
    const [, size, root] = lost.split('\n')
    expect(await answer.json()).toEqual({
      lama: [
        {
          asal: ORIGIN,
          ukuranTerakhir: Number(size),
          akarTerakhir: Buffer.from(root ?? '', 'base64').toString('hex'),
          titik: row?.titik,
          pengganti: `${ORIGIN}/2`,
          ukuran: row?.ukuran,
          akar: row?.akar.toString('hex'),
          alasan: ALASAN,
          waktu: row?.waktu.toISOString(),
        },
      ],
    })
  })

  it('says so on /bukti before anything else, in both languages', async () => {
    for (const [lang, title] of [
      ['id', 'Log ini pernah dimulai lagi'],
      ['en', 'This log has begun anew'],
    ]) {
      const headers = { accept: 'text/html', cookie: `bahasa=${lang}` }
      const html = await (await fetch(`${address}/bukti`, { headers })).text()
      expect(html.indexOf(title ?? '')).toBeGreaterThan(0)
      expect(html.indexOf(title ?? '')).toBeLessThan(html.indexOf('<h1'))
    }
  })

  it('is looked at by who remembers the old log: that one has ended, and taking the new one is the reader’s choice', async () => {
    const fresh = await newestKey()
    const sentence = new RegExp(
      `^Salah: log ${ORIGIN} berakhir\\. Sejak 20.* bernama ${ORIGIN}/2, .*"${ALASAN}".*sampai ${sizeOf(lost)} entri.*keputusan Anda`,
    )
    const known = [
      ['--key', oldKey],
      ['--state', state],
      ['--state', state, '--key', fresh],
      ['--state', state, '--key', fresh, '--key', oldKey],
    ]
    for (const args of known) {
      terminal.forget()
      expect([args, await audit(...args)]).toEqual([args, 1])
      expect(terminal.all).toMatch(sentence)
    }
    const next = join(folder, 'baru.json')
    expect(await audit('--key', fresh, '--state', next)).toBe(0)
    expect(await audit('--state', next)).toBe(0)
    expect(terminal.all).toContain('semua cocok')
  })

  it('is witnessed from nought, once the witness has the new key', async () => {
    const nama = witnessName
    const standing = () =>
      oneRow(
        owner,
        sql<{
          keadaan: string
          ukuran: number
        }>`select s.keadaan, s.ukuran::int as ukuran from public_log.saksi s where s.nama = ${nama}`,
      )
    await until(
      'the witness does not know it',
      async () => (await standing()).keadaan === 'menolak',
    )
    expect((await standing()).ukuran).toBe(0)
    const { dir } = witness
    const port = Number(new URL(witness.address).port)
    await witness.close()
    const logs = [{ vkey: oldKey }, { vkey: await newestKey() }]
    witness = await testWitness(logs, { name: witnessName, dir, port })
    await run(owner, sql`update public_log.saksi set coba_lagi = null, gagal_beruntun = 0`)
    await startAgain()
    await until(
      'the witness has signed all',
      async () => (await standing()).ukuran === sizeOf(await served()),
    )
    expect((await standing()).keadaan).toBe('menyaksikan')
    expect(witness.shouted).toEqual([])
    expect(await faults()).toEqual([])
  })
})

describe('an office that has lost the machine with its files as well', () => {
  it('hears it from its witness, and says what the witness has seen', async () => {
    rmSync(state)
    await loseADay('malam_kedua')
    rmSync(join(dataDir, 'log-puncak.txt'))
    await startAgain()
    await until('the witness says so', () => hasAlarm(witnessName))
    expect(await renew()).toBe(0)
    expect(terminal.all).toContain(
      `Log ${ORIGIN}/2 berakhir; sejauh diketahui ${sizeOf(lost)} entri`,
    )
    await until('the new log is signed', async () => (await servedOrigin()) === `${ORIGIN}/3`)
    expect(await faults()).toEqual([])
    terminal.forget()
    expect(await audit('--state', state)).toBe(1)
    expect(terminal.all).toContain(`bernama ${ORIGIN}/3`)
    terminal.forget()
    expect(await audit('--key', oldKey)).toBe(1)
    expect(terminal.all).toContain(`Salah: log ${ORIGIN} berakhir.`)
    expect(terminal.all).toContain(`bernama ${ORIGIN}/3`)
  })

  it('keeps every alarm for ever, and what each log had signed', async () => {
    const alarms = await rows(
      owner,
      sql<{ asal: string; sumber: string }>`select p.asal, p.sumber from public_log.peringatan p`,
    )
    expect(alarms).toEqual(
      expect.arrayContaining([
        { asal: ORIGIN, sumber: 'program' },
        { asal: `${ORIGIN}/2`, sumber: witnessName },
      ]),
    )
    const kept = await rows(
      owner,
      sql<{
        asal: string
        n: number
      }>`select t.asal, count(k.saksi)::int as n from public_log.titik_lama t
      left join public_log.kosignatur_lama k on k.asal = t.asal and k.ukuran = t.ukuran
      group by t.asal order by t.asal`,
    )
    expect(kept).toEqual([
      { asal: ORIGIN, n: expect.toSatisfy((n: number) => n > 0) },
      { asal: `${ORIGIN}/2`, n: expect.toSatisfy((n: number) => n > 0) },
    ])
  })
})
