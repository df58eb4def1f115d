import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../../tests/support/database.ts'
import {
  asSuperuser,
  bringBack as bringBackTables,
  dump as dumpTables,
  LOG_TABLES,
} from '../../../../tests/support/old-dump.ts'
import { present } from '../../../kernel/assert.ts'
import { hexOf } from '../../../kernel/digest-format.ts'
import { parseVerifierKey, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { openCheckpoint } from '../../../kernel/tlog/verify.ts'
import { type Db, oneRow, openDatabase, rows, run, sql } from '../../../platform/db/database.ts'
import { createSafeFetch } from '../../../platform/net/safe-fetch.ts'
import { freshRandom } from '../../../platform/random.ts'
import { CHECK_TOOLS, sha256 } from '../../../platform/sha256.ts'
import { wordEvidence } from '../domain/alarm-evidence.ts'
import { followKeys } from '../domain/key-chain.ts'
import { readDokumen } from '../store/dokumen-store.ts'
import { findEntriAt } from '../store/entri-store.ts'
import { listKunci } from '../store/kunci-store.ts'
import {
  holdName,
  listLogLama,
  lockBothPohon,
  renamePohon,
  setGuards,
} from '../store/lama-store.ts'
import { insertPeringatan } from '../store/peringatan-store.ts'
import { findSaksi } from '../store/saksi-store.ts'
import { readLatestCheckpoint } from '../store/titik-store.ts'
import { readPohon } from '../store/titipan-store.ts'
import { fakeWitness } from '../testing/fake-witness.ts'
import { openLogHouse, TEST_ORIGIN } from '../testing/log-house.ts'
import { cosign, witnessKey } from '../testing/test-log.ts'
import { bringWitness } from './ask-witnesses.ts'
import { type RenewOrder, renewLog } from './renew-log.ts'
import { ensureFirstKey, rotateKey, signersNow } from './rotate-key.ts'
import { showRotations } from './show-keys.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let sent = 0
const { db, owner, ownerUrl } = await useTestDatabase('public-log')
/** The owner's connection, which may be cut before any statement. */
const cutting = openDatabase({
  url: ownerUrl,
  poolMax: 1,
  onQuery: () => {
    sent += 1
    if (sent === failAt) throw new Error(FAILURE)
  },
})
const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-lama-'))
const peakPath = join(dataDir, 'log-puncak.txt')
const now = () => new Date()
const folder = { dataDir }
const signers = () => signersNow({ db, now, folder })
/** A program started anew on the same database and folder. */
const startAgain = (changes: Parameters<typeof openLogHouse>[1] = {}) =>
  openLogHouse(db, { dataDir, signers, ...changes })
const house = await startAgain()
await ensureFirstKey({ db, now, randomBytes: freshRandom, folder }, TEST_ORIGIN)
const deps = {
  now,
  newId: house.newId,
  randomBytes: freshRandom,
  folder,
  append: house.publicLog.append,
  peak: house.deps.peak,
  findDamage: async () => undefined,
}
const ALASAN = 'Cakram peladen rusak; yang pulih hanya cadangan semalam.'
const order = { alasan: ALASAN, isForced: false, actor: { kind: 'system', name: 'uji' } } as const
const renew = (more: Partial<RenewOrder> = {}, on: Db = owner) =>
  renewLog(deps, on, { ...order, ...more })
const renewed = async (more: Partial<RenewOrder> = {}) => {
  const done = await renew(more)
  if ('why' in done) throw new Error(done.why)
  return done
}
afterAll(async () => {
  await cutting.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const grow = async (count: number, one = house) => {
  await one.append(count)
  await one.sequencer.run()
}
const pohon = async () => present(await readPohon(db, 'publik'), 'a tree')
const newest = async () => present(await readLatestCheckpoint(db, 'publik'), 'a checkpoint')
const keys = async () =>
  (await listKunci(db)).map(({ kunci }) => present(parseVerifierKey(sha256, kunci), 'a key'))
const faults = async () => (await (await startAgain()).check(await keys())).faults
const dump = (name: string) => dumpTables(owner, name, LOG_TABLES)
const bringBack = (name: string) => bringBackTables(owner, name, LOG_TABLES)
const count = async (table: string) =>
  (await oneRow(owner, sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`)).n
const originOfNewest = async () => {
  const opened = openCheckpoint(CHECK_TOOLS, (await newest()).nota, { logKeys: await keys() })
  return opened.ok ? opened.checkpoint.origin : opened.fault
}
/** Lose what came after: a dump of now is brought back when more has been signed. */
let serial = 0
async function lose(more: number): Promise<void> {
  serial += 1
  await dump(`semalam_${serial}`)
  await grow(more)
  await bringBack(`semalam_${serial}`)
}

beforeEach(async () => {
  failAt = Number.POSITIVE_INFINITY
})

describe('a log that is well', () => {
  it('does not begin anew', async () => {
    await grow(300)
    expect(await renew()).toEqual({ why: 'nothing-wrong' })
    expect((await pohon()).asal).toBe(TEST_ORIGIN)
  })

  it('may not be made another by the program: not its name, not its past', async () => {
    for (const statement of [
      sql`update public_log.pohon set asal = 'lain.example/log' where log = 'publik'`,
      sql`delete from public_log.titik_periksa`,
      sql`delete from public_log.kosignatur`,
      sql`alter table public_log.pohon disable trigger pohon_only_forward`,
      sql`insert into public_log.titik_lama select 'x', 1, 1, akar, nota, waktu from public_log.titik_periksa limit 1`,
      sql`insert into public_log.log_lama (asal) values ('x')`,
    ])
      await expect(run(db, statement)).rejects.toThrow(/permission denied|only grows|must be owner/)
  })
})

describe('a log that was brought back from an older backup', () => {
  it('is the old one or the new one, wherever the change is cut off, and never half of both', async () => {
    await lose(50)
    const first = await newest()
    // The program goes on for a while, and signs nothing.
    await grow(3)
    expect(house.sequencer.stalledSince()).toBeInstanceOf(Date)
    expect(await newest()).toEqual(first)
    expect(await count('public_log.peringatan')).toBe(1)
    await house.append(2)
    const state = async () => [
      await pohon(),
      await count('public_log.titik_periksa'),
      await count('public_log.titik_lama'),
      (await listKunci(db)).map(({ berhenti }) => berhenti),
      await listLogLama(db),
    ]
    const before = await state()
    let done: Awaited<ReturnType<typeof renew>> | undefined
    for (failAt = 1; done === undefined; failAt += 1) {
      sent = 0
      done = await renew({}, cutting.db).catch((error: unknown) => {
        expect(String(error)).toContain(FAILURE)
        return undefined
      })
      if (done === undefined) expect([failAt, await state()]).toEqual([failAt, before])
    }
    expect(failAt).toBeGreaterThan(40)
    const ukuran = first.ukuran + 5
    expect(done).toMatchObject({
      asal: TEST_ORIGIN,
      ukuranTerakhir: first.ukuran + 50,
      pengganti: `${TEST_ORIGIN}/2`,
      ukuran,
    })
    expect((await pohon()).ukuran).toBe(ukuran + 1)
  })

  it('is clean from the very moment it has begun anew, and signs at its next start', async () => {
    expect(readFileSync(peakPath, 'utf8')).toMatch(new RegExp(` ${TEST_ORIGIN}\n$`))
    expect(await faults()).toEqual([])
    expect(await readLatestCheckpoint(db, 'publik')).toBeUndefined()
    const program = await startAgain()
    await program.sequencer.run()
    expect(program.sequencer.stalledSince()).toBeUndefined()
    expect(await originOfNewest()).toBe(`${TEST_ORIGIN}/2`)
    expect(readFileSync(peakPath, 'utf8')).toMatch(new RegExp(` ${TEST_ORIGIN}/2\n$`))
    await grow(20)
    expect(await faults()).toEqual([])
    expect((await pohon()).ukuran).toBe((await newest()).ukuran)
    const { nomor } = await oneRow(
      owner,
      sql<{ nomor: number }>`select min(t.nomor)::int as nomor from public_log.titik_periksa t`,
    )
    expect(nomor).toBe(1)
  })

  it('says what was lost and why in the first entry after what came back', async () => {
    const [lama] = await listLogLama(db)
    const entri = await findEntriAt(db, 'publik', lama?.ukuran ?? 0)
    expect(entri).toMatchObject({ jenis: 'log.diganti', acuan: lama?.acuan })
    const document = await readDokumen(db, entri?.acuan ?? '')
    expect(JSON.parse(document?.toString() ?? '')).toEqual({
      format: 'pendopo.diganti/1',
      log: `${TEST_ORIGIN}/2`,
      ukuran: lama?.ukuran,
      akar: hexOf(lama?.akar ?? sha256()),
      alasan: ALASAN,
      waktu: lama?.waktu.toISOString(),
      digantikan: [
        {
          log: TEST_ORIGIN,
          ukuran: lama?.ukuranTerakhir,
          akar: hexOf(lama?.akarTerakhir ?? sha256()),
          titik: await count('public_log.titik_lama'),
        },
      ],
    })
  })

  it('has another key, and keeps what the old one signed', async () => {
    const [old, fresh, ...more] = await listKunci(db)
    expect(more).toEqual([])
    expect(old?.berhenti).toEqual(fresh?.mulai)
    expect((await keys()).map(({ name }) => name)).toEqual([TEST_ORIGIN, `${TEST_ORIGIN}/2`])
    const [oldKey] = await keys()
    const kept = await rows(
      owner,
      sql<{ nota: string }>`select t.nota from public_log.titik_lama t`,
    )
    expect(kept.length).toBeGreaterThan(0)
    const logKeys = oldKey === undefined ? [] : [oldKey]
    for (const { nota } of kept)
      expect(openCheckpoint(CHECK_TOOLS, nota, { logKeys })).toMatchObject({ ok: true })
  })

  it('takes its evidence back from nobody: what is changed in it is found', async () => {
    const tampered = async (statement: ReturnType<typeof sql>) => {
      await dump('utuh')
      await asSuperuser(owner, async (tx) => {
        await run(tx, statement)
      })
      const found = (await faults()).map(({ place, what }) => `${place}: ${what}`)
      await bringBack('utuh')
      await run(owner, sql`drop schema utuh cascade`)
      return found.join('\n')
    }
    const lama = `log lama ${TEST_ORIGIN}`
    const tries: readonly (readonly [ReturnType<typeof sql>, string])[] = [
      [sql`update public_log.log_lama set alasan = alasan || '!'`, `${lama}: isinya lain`],
      [sql`update public_log.log_lama set ukuran_terakhir = 1`, `${lama}: isinya lain`],
      [sql`update public_log.log_lama set ukuran = 1`, `${lama}: log tidak menyebutnya`],
      [sql`delete from public_log.log_lama`, 'menyebut log lama yang tidak ada lagi'],
      [
        sql`update public_log.pohon set asal = 'x/log' where log = 'publik'`,
        'pohon: bernama x/log',
      ],
      [
        sql`delete from public_log.titik_lama where ukuran = (select max(ukuran) from public_log.titik_lama)`,
        `${lama}: tinggal`,
      ],
      [
        sql`update public_log.titik_lama set akar = sha256('x')`,
        'isinya bukan yang ditandatangani',
      ],
      [sql`update public_log.titik_lama set nota = nota || 'x'`, 'tanda tangannya tidak sah'],
      [
        sql`update public_log.titik_periksa c set nota = t.nota, akar = t.akar from public_log.titik_lama t where t.nomor = 1`,
        `atas nama log lain (${TEST_ORIGIN})`,
      ],
    ]
    for (const [statement, found] of tries) expect(await tampered(statement)).toContain(found)
    for (const table of ['log_lama', 'titik_lama', 'kosignatur_lama'])
      await expect(run(owner, sql.raw(`delete from public_log.${table}`))).rejects.toThrow(
        'never changed',
      )
  })

  it('is well again, and does not begin anew once more for what was before', async () => {
    expect(await count('public_log.peringatan')).toBe(1)
    expect(await renew()).toEqual({ why: 'nothing-wrong' })
  })
})

describe('a program that runs meanwhile', () => {
  it('shows nobody what it was about to sign under the old name', async () => {
    const late = await startAgain({
      signers: async () => {
        const old = await signers()
        await renewed({ isForced: true })
        return old
      },
    })
    await late.append(2)
    await late.sequencer.run()
    expect(late.seen).toEqual([])
    expect(await readLatestCheckpoint(db, 'publik')).toBeUndefined()
    await grow(1)
    expect(await originOfNewest()).toBe(`${TEST_ORIGIN}/3`)
    expect(await faults()).toEqual([])
  })

  it('keeps nothing that a witness was about to say of the old name', async () => {
    const own = witnessKey('saksi.example/lambat')
    const answers = [
      (text: string) => ({ status: 200, body: cosign(own, text, Math.floor(Date.now() / 1_000)) }),
      () => ({ status: 409, body: '999999\n' }),
    ]
    for (const answer of answers) {
      const fake = await fakeWitness(({ text, path }, response) => {
        if (path !== '/add-checkpoint') return response.writeHead(404).end()
        return renewed({ isForced: true })
          .then(() => answer(text))
          .then(({ status, body }) => response.writeHead(status).end(body))
      })
      const alarms = await count('public_log.peringatan')
      await bringWitness(
        {
          db,
          log: house.deps.log,
          now,
          fetch: createSafeFetch({ allowPrivate: [fake.host] }),
          signal: new AbortController().signal,
        },
        { key: own.key, url: fake.url },
        true,
      )
      await fake.close()
      expect(await count('public_log.kosignatur')).toBe(0)
      expect(await count('public_log.peringatan')).toBe(alarms)
      expect(await findSaksi(db, own.key.name)).toMatchObject({
        ukuran: 0,
        keadaan: 'baru',
        cobaLagi: null,
      })
      await grow(1)
    }
    expect(await faults()).toEqual([])
  })

  it('hears of a new name that is being given while it asks for the old one', async () => {
    const other = await useTestDatabase('public-log')
    const first = await openLogHouse(other.db)
    const giving = await other.owner.startTransaction().execute()
    await lockBothPohon(giving)
    await setGuards(giving, 'disable')
    await renamePohon(giving, { publik: `${TEST_ORIGIN}/2`, audit: `${TEST_ORIGIN}/2/audit` })
    let isAnswered = false
    const asked = holdName(other.db, TEST_ORIGIN).finally(() => {
      isAnswered = true
    })
    await new Promise((done) => setTimeout(done, 200))
    expect(isAnswered).toBe(false)
    await setGuards(giving, 'enable')
    await giving.commit().execute()
    expect(await asked).toBe(false)
    expect(await holdName(other.db, `${TEST_ORIGIN}/2`)).toBe(true)
    first.close()
  })

  it('waits with its acts for no longer than it takes: they come behind the record', async () => {
    const writing = Array.from({ length: 20 }, () => house.append(5))
    const [done] = await Promise.all([renewed({ isForced: true }), ...writing])
    await house.sequencer.run()
    expect(await findEntriAt(db, 'publik', done.ukuran)).toMatchObject({ jenis: 'log.diganti' })
    expect(await faults()).toEqual([])
  })
})

describe('the last that is known of the old log', () => {
  /** The machine is lost with its files; a witness remembers. */
  const alarm = async (size: number, words: string) =>
    insertPeringatan(db, {
      id: house.newId(),
      waktu: now(),
      jenis: 'mundur',
      sumber: 'saksi.example/w1',
      rincian: `Saksi sudah menandatangani ${size} entri. ${words}`,
      asal: (await pohon()).asal,
    })

  it('is what a witness shows with our signature, when nothing here remembers as much', async () => {
    await dump('kemarin')
    await grow(70)
    const lost = await newest()
    await bringBack('kemarin')
    rmSync(peakPath)
    const kept = await newest()
    expect(await renew()).toEqual({ why: 'nothing-wrong' })
    await alarm(9_999_999, wordEvidence(undefined))
    await alarm(8_888_888, wordEvidence(lost.nota.replace(/\n\d+\n/, '\n8888888\n')))
    await alarm(lost.ukuran, wordEvidence(lost.nota))
    const done = await renewed()
    expect(done).toMatchObject({ ukuranTerakhir: lost.ukuran, ukuran: kept.ukuran })
    await grow(1)
    expect(await faults()).toEqual([])
  })

  it('is a checkpoint that somebody brings along, when our key has signed it', async () => {
    await dump('lusa')
    await grow(30)
    const lost = await newest()
    await bringBack('lusa')
    rmSync(peakPath)
    const kept = await newest()
    const none = { why: 'unsigned-note' }
    const forged = lost.nota.replace(/\n\d+\n/, '\n9999999\n')
    for (const nota of ['', 'bukan nota', forged])
      expect(await renew({ nota, isForced: true })).toEqual(none)
    const [first] = await rows(
      owner,
      sql<{ nota: string }>`select t.nota from public_log.titik_lama t limit 1`,
    )
    expect(await renew({ nota: first?.nota ?? '', isForced: true })).toEqual(none)
    expect(await renew({ nota: kept.nota })).toEqual({ why: 'nothing-wrong' })
    expect(await renewed({ nota: lost.nota })).toMatchObject({
      ukuranTerakhir: lost.ukuran,
      ukuran: kept.ukuran,
    })
    await grow(1)
    expect(await faults()).toEqual([])
  })

  it('is such a checkpoint also when the stored tree has outgrown it with something else', async () => {
    await dump('tulat')
    await grow(10)
    const lost = await newest()
    await bringBack('tulat')
    rmSync(peakPath)
    await grow(25)
    expect(await renew()).toEqual({ why: 'nothing-wrong' })
    const forked = await newest()
    expect(await renewed({ nota: lost.nota })).toMatchObject({ ukuranTerakhir: forked.ukuran })
    await grow(1)
    expect(await faults()).toEqual([])
  })

  it('is our own newest checkpoint when nobody says anything, and force is used', async () => {
    await grow(2)
    const { ukuran, akar } = await newest()
    const { asal } = await renewed({ isForced: true })
    const lama = (await listLogLama(db)).find((one) => one.asal === asal)
    expect(lama).toMatchObject({ ukuranTerakhir: ukuran, akarTerakhir: akar })
    await grow(1)
  })

  it('is told of once for each log: the next one may shrink to the same size and be heard', async () => {
    expect(await alarm(77, 'Saksi tidak memperlihatkannya.')).toBe(true)
    expect(await alarm(77, 'Saksi tidak memperlihatkannya.')).toBe(false)
    await renewed()
    expect(await alarm(77, 'Saksi tidak memperlihatkannya.')).toBe(true)
    await renewed()
    await grow(1)
  })
})

describe('a backup from before an earlier new beginning', () => {
  it('signs nothing under the name before, and gives the name in between to no other log', async () => {
    await grow(1)
    const { asal } = await pohon()
    await dump('sebelum')
    const between = await renewed({ isForced: true })
    await grow(5)
    const lost = await newest()
    await bringBack('sebelum')
    const program = await startAgain()
    await grow(1, program)
    expect(program.sequencer.stalledSince()).toBeInstanceOf(Date)
    expect((await faults())[0]?.what).toMatch(/^mundur/)
    const done = await renewed()
    const numberOf = (name: string) => Number(name.split('/').at(-1))
    expect(numberOf(done.pengganti)).toBe(numberOf(between.pengganti) + 1)
    expect((await listLogLama(db)).slice(-2)).toMatchObject([
      { asal, pengganti: done.pengganti },
      { asal: between.pengganti, pengganti: done.pengganti, ukuranTerakhir: lost.ukuran },
    ])
    await grow(3)
    expect(await originOfNewest()).toBe(done.pengganti)
    expect(await faults()).toEqual([])
  })
})

describe('the keys of the new log', () => {
  it('are followed from its first on; those of ended names are in nobody’s way', async () => {
    await rotateKey({ ...deps, db }, { overlapDays: 30, isForced: false, actor: order.actor })
    await grow(1)
    const { pengganti } = await renewed({ isForced: true })
    const first = present((await keys()).at(-1), 'a key')
    expect(first.name).toBe(pengganti)
    await grow(1)
    expect(await showRotations(db)).toEqual([])
    await rotateKey({ ...deps, db }, { overlapDays: 30, isForced: false, actor: order.actor })
    await grow(1)
    const followed = followKeys(CHECK_TOOLS, [first], await showRotations(db))
    const names = (found: readonly VerifierKey[]) => found.map(({ id }) => hexOf(id))
    expect(followed.ok && names(followed.keys.map(({ key }) => key))).toEqual(
      names((await keys()).slice(-2)),
    )
  })
})

describe('beginning anew is refused', () => {
  it('while what is stored is damaged: another name would not mend it', async () => {
    const fault = { log: 'publik', place: 'entri 7', what: 'bukan daun yang kami tulis' } as const
    const before = await pohon()
    const damaged = { ...deps, findDamage: async () => fault }
    expect(await renewLog(damaged, owner, { ...order, isForced: true })).toEqual({
      why: 'damaged',
      fault,
    })
    expect(await pohon()).toEqual(before)
  })

  it('beside the files of quite another log', async () => {
    const kept = readFileSync(peakPath, 'utf8')
    writeFileSync(peakPath, `5 ${'ab'.repeat(32)} lain.example/log\n`)
    expect(await renew()).toEqual({ why: 'other-log', asal: 'lain.example/log' })
    writeFileSync(peakPath, kept)
  })

  it('before the log has a name', async () => {
    const blank = await useTestDatabase()
    expect(await renewLog(deps, blank.owner, { ...order, isForced: true })).toEqual({
      why: 'unnamed',
    })
  })

  it('twice for one loss: who comes second finds it done', async () => {
    await lose(4)
    const both = await Promise.all([renew(), renew({}, cutting.db)])
    expect(both.filter((one) => 'why' in one)).toEqual([{ why: 'nothing-wrong' }])
    await grow(1)
    expect(await faults()).toEqual([])
  })
})

describe('a file beside the database from before names were written into it', () => {
  it('is about the log of today, and does not stand in the way of the next', async () => {
    await lose(6)
    const named = readFileSync(peakPath, 'utf8')
    writeFileSync(peakPath, named.replace(/ \S+\n$/, '\n'))
    await grow(1)
    expect((await faults())[0]?.what).toMatch(/^mundur/)
    await renewed()
    await grow(1)
    expect(await faults()).toEqual([])
  })
})
