import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../../../tests/support/addresses.ts'
import { useTestDatabase } from '../../../../tests/support/database.ts'
import { formatVerifierKey, parseVerifierKey } from '../../../kernel/tlog/note.ts'
import { openCheckpoint } from '../../../kernel/tlog/verify.ts'
import type { LogWitness } from '../../../log-witnesses.ts'
import { type Db, oneRow, rows, sql } from '../../../platform/db/database.ts'
import { createSafeFetch } from '../../../platform/net/safe-fetch.ts'
import { CHECK_TOOLS, sha256 } from '../../../platform/sha256.ts'
import { insertKunci } from '../store/kunci-store.ts'
import { listPeringatan } from '../store/peringatan-store.ts'
import { findSaksi, listSaksi } from '../store/saksi-store.ts'
import { readLatestCheckpoint } from '../store/titik-store.ts'
import { type FakeWitness, fakeWitness } from '../testing/fake-witness.ts'
import { openLogHouse } from '../testing/log-house.ts'
import { cosign, witnessKey } from '../testing/test-log.ts'
import { type TestWitness, testWitness } from '../testing/test-witness.ts'
import { bringWitness } from './ask-witnesses.ts'
import { wholeCheckpoint } from './prove.ts'

const { db, owner } = await useTestDatabase('public-log')
const house = await openLogHouse(db)
const vkey = formatVerifierKey(house.signer.key)
await insertKunci(db, { id: vkey.split('+')[1] ?? '', kunci: vkey, mulai: new Date(), acuan: null })
const closing: (() => Promise<unknown>)[] = [async () => house.close()]
afterAll(async () => {
  for (const close of closing) await close()
})

let now = new Date('2026-11-26T01:00:00.000Z')
beforeEach(() => {
  now = new Date(now.getTime() + 3_600_000)
})
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const hosts: string[] = []
const depsOn = (on: Db, more: Readonly<{ signal?: AbortSignal }> = {}) => ({
  db: on,
  log: house.deps.log,
  now: () => now,
  fetch: createSafeFetch({ allowPrivate: hosts }),
  signal: new AbortController().signal,
  ...more,
})
const bring = (witness: LogWitness, isFirst = false, on = db) =>
  bringWitness(depsOn(on), witness, isFirst)

let serial = 0
async function realWitness(): Promise<Readonly<{ witness: LogWitness; running: TestWitness }>> {
  serial += 1
  const running = await testWitness([{ vkey }], {
    name: `saksi.example/${serial}`,
    now: () => now,
  })
  closing.push(running.remove)
  hosts.push(new URL(running.address).host)
  const key = parseVerifierKey(sha256, running.vkey)
  if (key === undefined) throw new Error('no key')
  return { witness: { key, url: running.address }, running }
}

type Answer = Parameters<typeof fakeWitness>[0]
async function liar(
  answer: Answer,
): Promise<
  Readonly<{ witness: LogWitness; fake: FakeWitness; own: ReturnType<typeof witnessKey> }>
> {
  serial += 1
  const own = witnessKey(`saksi.example/${serial}`)
  const fake = await fakeWitness(answer)
  closing.push(fake.close)
  hosts.push(fake.host)
  return { witness: { key: own.key, url: fake.url }, fake, own }
}
const grow = async (count: number, one = house) => {
  await one.append(count)
  await one.sequencer.run()
}
const newest = async (on = db) => {
  const titik = await readLatestCheckpoint(on, 'publik')
  if (titik === undefined) throw new Error('no checkpoint')
  return titik
}
const alarmsOf = async ({ key }: LogWitness, on = db) =>
  (await listPeringatan(on, 100)).filter(({ sumber }) => sumber === key.name)
const cosignedBy = async ({ key }: LogWitness) => {
  const { nota, ...titik } = await newest()
  const whole = await wholeCheckpoint(db, { ...titik, nota })
  const keys = { logKeys: [house.signer.key], others: [key] }
  const opened = openCheckpoint(CHECK_TOOLS, whole, keys)
  return opened.ok && opened.signed.some((one) => one.key.name === key.name)
}

describe('a witness that serves', () => {
  it('signs each new checkpoint, and its signature stands under it for everyone', async () => {
    const { witness } = await realWitness()
    await grow(5)
    for (const count of [1, 300, 700]) {
      expect(await bring(witness)).toEqual({ kind: 'done' })
      expect(await cosignedBy(witness)).toBe(true)
      await grow(count)
      expect(await cosignedBy(witness)).toBe(false)
    }
    await bring(witness)
    const { ukuran } = await newest()
    expect(await findSaksi(db, witness.key.name)).toEqual({
      nama: witness.key.name,
      kunci: formatVerifierKey(witness.key),
      alamat: witness.url,
      ukuran,
      keadaan: 'menyaksikan',
      rincian: null,
      gagalBeruntun: 0,
      cobaLagi: null,
      dilihat: now,
    })
    expect(await alarmsOf(witness)).toEqual([])
  })

  it('is not asked for what it has signed, but once after a start', async () => {
    const { own, witness, fake } = await liar(({ text }, response) =>
      response.end(cosign(own, text, now.getTime() / 1_000)),
    )
    await bring(witness)
    expect(await bring(witness)).toEqual({ kind: 'done' })
    expect(fake.asked).toHaveLength(1)
    expect(await bring(witness, true)).toEqual({ kind: 'done' })
    expect(fake.asked).toHaveLength(2)
    expect(fake.asked[1]?.oldSize).toBe((await newest()).ukuran)
  })

  it('that knows more or less than we thought is met where it is', async () => {
    const { witness, running } = await realWitness()
    await bring(witness)
    const { ukuran } = await newest()
    await grow(9)
    // Its answer of another time got lost.
    await owner.transaction().execute(async (tx) => {
      await sql`update public_log.saksi set ukuran = 3 where nama = ${witness.key.name}`.execute(tx)
    })
    expect(await bring(witness)).toEqual({ kind: 'done' })
    expect((await findSaksi(db, witness.key.name))?.ukuran).toBe(ukuran + 9)
    // It lost everything.
    await running.remove()
    const again = await testWitness([{ vkey }], { name: witness.key.name, now: () => now })
    closing.push(again.remove)
    hosts.push(new URL(again.address).host)
    const key = parseVerifierKey(sha256, again.vkey)
    if (key === undefined) throw new Error('no key')
    await grow(1)
    expect(await bring({ key, url: again.address })).toEqual({ kind: 'done' })
    expect(await findSaksi(db, witness.key.name)).toMatchObject({
      kunci: again.vkey,
      ukuran: ukuran + 10,
    })
    expect(await alarmsOf(witness)).toEqual([])
  })

  it('is asked by one of several processes, with nothing locked while it thinks', async () => {
    let signal: (() => void) | undefined
    const { own, witness, fake } = await liar(({ text }, response) => {
      signal = () => response.end(cosign(own, text, now.getTime() / 1_000))
    })
    const first = bring(witness)
    await until(() => signal !== undefined)
    const others = await Promise.all([bring(witness), bring(witness), bring(witness)])
    expect(others.map(({ kind }) => kind)).toEqual(['later', 'later', 'later'])
    const { open } = await oneRow(
      owner,
      sql<{ open: number }>`select count(*)::int as open from pg_stat_activity a
      where a.datname = current_database() and a.state like 'idle in transaction%'`,
    )
    expect(open).toBe(0)
    signal?.()
    expect(await first).toEqual({ kind: 'done' })
    expect(fake.asked).toHaveLength(1)
    expect(await bring(witness)).toEqual({ kind: 'done' })
  })

  it('that another process of ours has met meanwhile is met where it is', async () => {
    const { own, witness, fake } = await liar(async ({ text, oldSize }, response) => {
      if (oldSize === 0) {
        await grow(3)
        response.writeHead(409).end(`${(await newest()).ukuran}\n`)
      } else response.end(cosign(own, text, now.getTime() / 1_000))
    })
    expect(await bring(witness)).toEqual({ kind: 'done' })
    expect(fake.asked).toHaveLength(2)
    expect(await cosignedBy(witness)).toBe(true)
    expect(await alarmsOf(witness)).toEqual([])
  })

  it('says so when there is a newer checkpoint by the time it has signed', async () => {
    const { own, witness } = await liar(async ({ text }, response) => {
      await grow(1)
      response.end(cosign(own, text, now.getTime() / 1_000))
    })
    expect(await bring(witness)).toEqual({ kind: 'more' })
  })
})

describe('a witness that does not serve', () => {
  it('is left alone for longer and longer', async () => {
    const own = witnessKey('saksi.example/tutup')
    const host = `127.0.0.1:${await freePort()}`
    hosts.push(host)
    const witness = { key: own.key, url: `http://${host}` }
    for (const [failures, ms] of [
      [1, 1_000],
      [2, 2_000],
      [3, 4_000],
      [4, 8_000],
    ] as const) {
      const at = new Date(now.getTime() + ms)
      expect(await bring(witness)).toEqual({ kind: 'later', at })
      expect(await findSaksi(db, own.key.name)).toMatchObject({
        keadaan: 'diam',
        rincian: 'Tidak ada jawaban.',
        gagalBeruntun: failures,
        cobaLagi: at,
        dilihat: null,
      })
      pass(ms - 1)
      expect(await bring(witness)).toEqual({ kind: 'later', at })
      expect((await findSaksi(db, own.key.name))?.gagalBeruntun).toBe(failures)
      pass(1)
    }
  })

  it('in a private network that nobody named is not asked', async () => {
    const { witness, fake } = await liar((_asked, response) => response.end())
    hosts.splice(hosts.indexOf(fake.host), 1)
    await bring(witness)
    expect(fake.asked).toHaveLength(0)
    expect(await findSaksi(db, witness.key.name)).toMatchObject({
      keadaan: 'diam',
      rincian: expect.stringContaining('jaringan dalam'),
    })
  })

  const page = '<html>'.padEnd(1_000_000, 'x')
  it.each<[string, Answer, string, string]>([
    [
      'garbage',
      (_, response) => response.end(Buffer.from([0xff, 0, 1, 2])),
      'menolak',
      'bukan jawaban',
    ],
    ['a megabyte', (_, response) => response.end(page), 'menolak', 'bukan jawaban'],
    [
      'a redirect',
      (_, response) => response.writeHead(307, { location: '/' }).end(),
      'diam',
      'mengalihkan',
    ],
    ['404', (_, response) => response.writeHead(404).end(), 'menolak', 'HTTP 404'],
    ['500', (_, response) => response.writeHead(500).end(), 'diam', 'HTTP 500'],
    [
      'half an answer',
      (_, response) =>
        response.writeHead(200, { 'content-length': 99 }).end('— ', () => response.destroy()),
      'diam',
      'Tidak ada',
    ],
    [
      '409 from where we said',
      ({ oldSize }, response) => response.writeHead(409).end(`${oldSize}\n`),
      'menolak',
      'bukan jawaban',
    ],
  ])(
    'but answers %s is shown as %s…, alarms nobody, and keeps nothing',
    async (_what, answer, keadaan, rincian) => {
      const { witness } = await liar(answer)
      expect((await bring(witness)).kind).toBe('later')
      expect(await findSaksi(db, witness.key.name)).toMatchObject({
        keadaan,
        rincian: expect.stringContaining(rincian),
        ukuran: 0,
        gagalBeruntun: 1,
      })
      expect(await alarmsOf(witness)).toEqual([])
      expect(await cosignedBy(witness)).toBe(false)
    },
  )

  it('but sends us from one size to the next is asked three times and no more', async () => {
    const { witness, fake } = await liar(({ oldSize }, response) =>
      response.writeHead(409).end(`${oldSize === 1 ? 2 : 1}\n`),
    )
    await grow(5)
    expect((await bring(witness)).kind).toBe('later')
    expect(fake.asked).toHaveLength(3)
  })
})

describe('a witness that lies', () => {
  it.each<[string, (own: ReturnType<typeof witnessKey>, text: string) => string]>([
    [
      'signs another text',
      (own, text) => cosign(own, text.replace(/\n(\d+)\n/, '\n1$1\n'), now.getTime() / 1_000),
    ],
    [
      'signs with another key in its name',
      ({ key }, text) => cosign({ ...witnessKey('x'), key }, text, now.getTime() / 1_000),
    ],
  ])('and %s is named, once for each checkpoint', async (_what, sign) => {
    const made = await liar(({ text }, response) => response.end(sign(made.own, text)))
    const { witness } = made
    const { ukuran } = await newest()
    for (let time = 0; time < 3; time += 1) {
      expect((await bring(witness)).kind).toBe('later')
      pass(300_000)
    }
    expect(await findSaksi(db, witness.key.name)).toMatchObject({
      keadaan: 'berbohong',
      ukuran: 0,
      gagalBeruntun: 3,
    })
    const [alarm, ...more] = await alarmsOf(witness)
    expect(more).toEqual([])
    expect(alarm).toMatchObject({
      jenis: 'saksi-berbohong',
      rincian: `Tanda tangan saksi untuk ${ukuran} entri tidak sah.`,
    })
    expect(house.logged().split(`"sumber":"${witness.key.name}"`)).toHaveLength(2)
    expect(await cosignedBy(witness)).toBe(false)
    await grow(1)
    await bring(witness)
    expect(await alarmsOf(witness)).toHaveLength(2)
  })

  it('that it has signed more than there is accuses us without showing anything, and that is said', async () => {
    const { witness } = await liar(({ path }, response) =>
      response.writeHead(path === '/add-checkpoint' ? 409 : 404).end('999999999\n'),
    )
    await bring(witness)
    expect(await alarmsOf(witness)).toMatchObject([
      { jenis: 'mundur', rincian: expect.stringContaining('tidak memperlihatkannya') },
    ])
  })
})

describe('our own log, changed behind its back,', async () => {
  const { witness } = await realWitness()
  const { db: other } = await useTestDatabase('public-log')
  // The same key on another database: what is left after somebody brought back an old dump, or began anew.
  const copy = await openLogHouse(other, { signers: async () => [house.signer] })
  closing.push(async () => copy.close())
  await insertKunci(other, {
    id: vkey.split('+')[1] ?? '',
    kunci: vkey,
    mulai: new Date(),
    acuan: null,
  })
  const growCopyTo = async (size: number) => {
    await copy.sequencer.run()
    await grow(size - (await newest(other)).ukuran, copy)
  }
  const bringCopy = async () => {
    pass(300_000)
    expect((await bring(witness, false, other)).kind).toBe('later')
    return alarmsOf(witness, other)
  }

  it('is told by a witness that it went back, and shown what it signed', async () => {
    await grow(20)
    await bring(witness)
    const { ukuran, nota } = await newest()
    await growCopyTo(10)
    const [alarm] = await bringCopy()
    expect(alarm).toMatchObject({ jenis: 'mundur', sumber: witness.key.name })
    expect(alarm?.rincian).toContain(`sudah menandatangani ${ukuran} entri`)
    expect(alarm?.rincian).toContain(nota)
    await growCopyTo(15)
    expect(await bringCopy(), 'one size is one alarm').toHaveLength(1)
    expect(await findSaksi(other, witness.key.name)).toMatchObject({
      keadaan: 'menolak',
      ukuran: 0,
    })
  })

  it('is told that it has forked when it comes to the same size, and shown the other root', async () => {
    const { ukuran, nota } = await newest()
    await growCopyTo(ukuran)
    const [alarm, ...more] = await bringCopy()
    expect(more).toHaveLength(1)
    expect(alarm).toMatchObject({ jenis: 'bercabang', sumber: witness.key.name })
    expect(alarm?.rincian).toContain(nota)
  })

  it('is told that it did not only grow when it has outgrown the first', async () => {
    const { ukuran } = await newest()
    await growCopyTo(ukuran + 7)
    const [alarm, ...more] = await bringCopy()
    expect(more).toHaveLength(2)
    expect(alarm).toMatchObject({
      jenis: 'bukti-ditolak',
      rincian: `Saksi menolak bukti bahwa log hanya bertambah sejak ${ukuran} entri.`,
    })
    await growCopyTo(ukuran + 9)
    expect(await bringCopy(), 'one size is one alarm').toHaveLength(3)
    expect(await rows(other, sql`select 1 from public_log.kosignatur`)).toEqual([])
  })

  it('cannot prove anything out of tiles that are gone, and says so itself', async () => {
    await grow(300)
    await owner.transaction().execute(async (tx) => {
      await sql`alter table public_log.ubin disable trigger all`.execute(tx)
      await sql`create table public_log.diambil as select log, tingkat, nomor, isi from public_log.ubin`.execute(
        tx,
      )
      await sql`delete from public_log.ubin where log = 'publik'`.execute(tx)
    })
    expect((await bring(witness)).kind).toBe('later')
    expect((await listPeringatan(db, 1))[0]).toMatchObject({ jenis: 'rusak', sumber: 'program' })
    expect(await findSaksi(db, witness.key.name)).toMatchObject({ keadaan: 'menyaksikan' })
    await owner.transaction().execute(async (tx) => {
      await sql`insert into public_log.ubin select log, tingkat, nomor, isi from public_log.diambil on conflict do nothing`.execute(
        tx,
      )
      await sql`alter table public_log.ubin enable trigger all`.execute(tx)
    })
    pass(1_000)
    expect(await bring(witness)).toEqual({ kind: 'done' })
  })
})

describe('the list of witnesses', () => {
  it('is of those that are asked today', async () => {
    const all = await listSaksi(db, ['saksi.example/1', 'saksi.example/2', 'tidak-ada'])
    expect(all.map(({ nama }) => nama)).toEqual(['saksi.example/1', 'saksi.example/2'])
  })
})

async function until(isSo: () => boolean): Promise<void> {
  for (let left = 500; !isSo() && left > 0; left -= 1)
    await new Promise((done) => setTimeout(done, 10))
  expect(isSo()).toBe(true)
}
