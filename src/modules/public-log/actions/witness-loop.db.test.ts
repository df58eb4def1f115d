import { afterAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../../tests/support/addresses.ts'
import { useTestDatabase } from '../../../../tests/support/database.ts'
import { formatVerifierKey, parseVerifierKey } from '../../../kernel/tlog/note.ts'
import type { LogWitness } from '../../../log-witnesses.ts'
import { openDatabase } from '../../../platform/db/database.ts'
import { createSafeFetch } from '../../../platform/net/safe-fetch.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { findSaksi } from '../store/saksi-store.ts'
import { readCosignatures, readLatestCheckpoint } from '../store/titik-store.ts'
import { fakeWitness } from '../testing/fake-witness.ts'
import { openLogHouse } from '../testing/log-house.ts'
import { cosign, witnessKey } from '../testing/test-log.ts'
import { testWitness } from '../testing/test-witness.ts'
import { ANSWER_MS } from './ask-witness.ts'
import { createWitnessLoop, type WitnessLoop } from './witness-loop.ts'

const { db } = await useTestDatabase('public-log')
const told: WitnessLoop[] = []
const house = await openLogHouse(db, {
  onCheckpoint: () => {
    for (const loop of told) loop.tell()
  },
})
const closing: (() => Promise<unknown>)[] = [async () => house.close()]
afterAll(async () => {
  for (const loop of told) await loop.stop()
  for (const close of closing) await close()
})
const vkey = formatVerifierKey(house.signer.key)
const grow = async (count: number) => {
  await house.append(count)
  await house.sequencer.run()
}

const sizeOf = async () => (await readLatestCheckpoint(db, 'publik'))?.ukuran ?? 0

function startLoop(witnesses: readonly LogWitness[]): WitnessLoop {
  const allowPrivate = witnesses.map(({ url }) => new URL(url).host)
  const loop = createWitnessLoop({
    db,
    log: house.deps.log,
    now: () => new Date(),
    fetch: createSafeFetch({ allowPrivate }),
    witnesses,
  })
  told.push(loop)
  return loop
}

async function realWitness(name: string): Promise<LogWitness> {
  const running = await testWitness([{ vkey }], { name })
  closing.push(running.remove)
  const key = parseVerifierKey(sha256, running.vkey)
  if (key === undefined) throw new Error('no key')
  return { key, url: running.address }
}

async function fake(name: string, answer: Parameters<typeof fakeWitness>[0]) {
  const own = witnessKey(name)
  const server = await fakeWitness(answer)
  closing.push(server.close)
  return { own, server, witness: { key: own.key, url: server.url } }
}

async function until(isSo: () => boolean | Promise<boolean>, withinMs = 8_000): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await isSo()) && performance.now() < deadline)
    await new Promise((done) => setTimeout(done, 20))
  expect(await isSo()).toBe(true)
}
const seconds = () => Math.floor(Date.now() / 1_000)

describe('witnesses that are down, slow or lying', () => {
  it('delay neither the log nor a witness that serves, and each is shown as what it is', async () => {
    const good = await realWitness('saksi.example/baik')
    const never = await fake('saksi.example/diam', () => undefined)
    const garbage = await fake('saksi.example/sampah', (_, response) => response.end('sampah'))
    const large = await fake('saksi.example/besar', (_, response) =>
      response.end('x'.repeat(1_000_000)),
    )
    const lying = await fake('saksi.example/bohong', (_, response) =>
      response.end(cosign(lying.own, 'teks lain\n', seconds())),
    )
    const down = {
      key: witnessKey('saksi.example/mati').key,
      url: `http://127.0.0.1:${await freePort()}`,
    }
    const loop = startLoop([
      never.witness,
      garbage.witness,
      large.witness,
      lying.witness,
      down,
      good,
    ])
    for (let round = 0; round < 5; round += 1) {
      const started = performance.now()
      await grow(20)
      expect(performance.now() - started).toBeLessThan(ANSWER_MS)
      const ukuran = await sizeOf()
      await until(async () => (await findSaksi(db, good.key.name))?.ukuran === ukuran, ANSWER_MS)
      expect(await readCosignatures(db, ukuran)).toEqual([
        expect.stringMatching(/^— saksi\.example\/baik /),
      ])
    }
    const shown = async (name: string) => (await findSaksi(db, name))?.keadaan
    await until(async () => (await shown('saksi.example/diam')) === 'diam')
    expect(await shown('saksi.example/sampah')).toBe('menolak')
    expect(await shown('saksi.example/besar')).toBe('menolak')
    expect(await shown('saksi.example/bohong')).toBe('berbohong')
    expect(await shown('saksi.example/mati')).toBe('diam')
    expect(await shown('saksi.example/baik')).toBe('menyaksikan')
    expect(never.server.mostAtOnce()).toBe(1)
    await loop.stop()
  })

  it('are asked again once they serve, without anything new in the log', async () => {
    let isUp = false
    const { own, witness } = await fake('saksi.example/pulih', ({ text }, response) =>
      isUp ? response.end(cosign(own, text, seconds())) : response.writeHead(503).end(),
    )
    const loop = startLoop([witness])
    loop.tell()
    await until(async () => (await findSaksi(db, own.key.name))?.keadaan === 'diam')
    isUp = true
    await until(async () => (await findSaksi(db, own.key.name))?.keadaan === 'menyaksikan')
    await loop.stop()
  })
})

describe('a witness that takes its time', () => {
  it('has one request at a time, and goes from the first checkpoint to the newest', async () => {
    const slow = await fake('saksi.example/lambat', ({ text }, response) => {
      setTimeout(() => response.end(cosign(slow.own, text, seconds())), 300)
    })
    const loop = startLoop([slow.witness])
    loop.tell()
    for (let count = 0; count < 8; count += 1) await grow(1)
    const ukuran = await sizeOf()
    await until(async () => (await findSaksi(db, slow.own.key.name))?.ukuran === ukuran)
    expect(slow.server.mostAtOnce()).toBe(1)
    expect(slow.server.asked.length).toBeLessThan(8)
    await loop.stop()
  })

  it('is not waited for when the program stops, and can be asked at once by the next', async () => {
    const { own, server, witness } = await fake('saksi.example/gantung', () => undefined)
    const loop = startLoop([witness])
    loop.tell()
    await until(() => server.asked.length === 1)
    const started = performance.now()
    await loop.stop()
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(await findSaksi(db, own.key.name)).toMatchObject({ keadaan: 'baru', cobaLagi: null })
    loop.tell()
    await new Promise((done) => setTimeout(done, 100))
    expect(server.asked).toHaveLength(1)
  })
})

describe('a database that is away', () => {
  it('is told of once and ends nothing', async () => {
    const { server, witness } = await fake('saksi.example/data', () => undefined)
    const away = openDatabase({ url: `postgres://siapa@127.0.0.1:${await freePort()}/tidak_ada` })
    closing.push(away.close)
    const told = () => house.logged().split('witness not asked').length - 1
    const loop = createWitnessLoop({
      db: away.db,
      log: house.deps.log,
      now: () => new Date(),
      fetch: createSafeFetch(),
      witnesses: [witness],
    })
    loop.tell()
    await until(() => told() === 1)
    for (let time = 0; time < 5; time += 1) loop.tell()
    await new Promise((done) => setTimeout(done, 200))
    expect([told(), server.asked.length]).toEqual([1, 0])
    await loop.stop()
  })
})
