import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type LogServer, serveLog } from '../../../../tests/support/log-server.ts'
import {
  createMemoryLog,
  type MemoryLog,
  type TestSigner,
  testKey,
} from '../../../../tests/support/memory-log.ts'
import { parseCheckpoint } from '../../../kernel/tlog/checkpoint.ts'
import { leafHash } from '../../../kernel/tlog/merkle.ts'
import { COSIGNATURE, parseNote } from '../../../kernel/tlog/note.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import { type AuditOrder, type AuditReport, auditLog } from './audit.ts'
import { createFetchBytes } from './fetch-bytes.ts'
import { findPrefix } from './served-checkpoint.ts'
import type { Memory } from './state-file.ts'

const ORIGIN = 'uji.example/log'
const servers: LogServer[] = []
afterAll(async () => {
  for (const server of servers) await server.close()
})

async function serve(log: MemoryLog): Promise<LogServer> {
  const server = await serveLog(log)
  servers.push(server)
  return server
}

const stop = new AbortController()
const fetchBytes = createFetchBytes({ timeoutMs: 2_000, pauseMs: 1 }, stop.signal)

async function audit(server: LogServer, order: Partial<AuditOrder> = {}): Promise<AuditReport> {
  return auditLog(
    {
      tools: CHECK_TOOLS,
      fetchBytes,
      now: () => new Date(),
      waitForLog: async () => undefined,
      onProgress: () => undefined,
    },
    {
      prefix: `${server.address}/log`,
      keys: [],
      witnessKeys: [],
      witnessUrls: [],
      isFromScratch: false,
      ...order,
    },
  )
}

/** What a monitor remembers after a look at this log. */
function memoryOf(log: MemoryLog): Memory {
  const note = log.checkpoint()
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '')
  if (checkpoint === undefined) throw new Error('unreadable')
  return { keys: log.signers.map(({ key }) => key), note, checkpoint }
}

function filled(
  count: number,
  word = 'lampu',
  signers: readonly TestSigner[] = [testKey(ORIGIN)],
): MemoryLog {
  const log = createMemoryLog(ORIGIN, signers)
  log.fill(count, word)
  return log
}

describe('an honest log', () => {
  it.each([0, 1, 255, 256, 257, 3_000, 65_536, 70_000])(
    'of %i entries is all right, and every entry was looked at',
    async (size) => {
      const server = await serve(filled(size))
      const report = await audit(server)
      expect(report).toMatchObject({
        faults: [],
        from: 0,
        isFirstUse: true,
        served: { checkpoint: { size } },
      })
      const bundles = server.asked.filter((path) => path.startsWith('tile/entries/'))
      expect(new Set(bundles).size).toBe(Math.ceil(size / 256))
      expect(bundles.length).toBe(Math.ceil(size / 256))
    },
    60_000,
  )

  it('is looked at from where the last look ended', async () => {
    const log = filled(1_000)
    const memory = memoryOf(log)
    log.fill(600)
    const server = await serve(log)
    expect(await audit(server, { memory })).toMatchObject({ faults: [], from: 1_000 })
    const bundles = server.asked.filter((path) => path.startsWith('tile/entries/'))
    expect(bundles).toEqual([
      'tile/entries/003',
      'tile/entries/004',
      'tile/entries/005',
      'tile/entries/006.p/64',
    ])
    expect(await audit(server, { memory, isFromScratch: true })).toMatchObject({
      faults: [],
      from: 0,
    })
  })

  it('may have replaced an unfinished tile by the whole one since its checkpoint', async () => {
    const log = filled(300)
    const old = log.checkpoint()
    log.fill(300)
    const server = await serve(log)
    server.instead.set('checkpoint', (response) => response.end(old))
    for (const path of ['tile/0/001.p/44', 'tile/entries/001.p/44'])
      server.instead.set(path, (response) => response.writeHead(404).end())
    expect(await audit(server)).toMatchObject({ faults: [], served: { checkpoint: { size: 300 } } })
  })

  it('is found at the address of the site and at its own', async () => {
    const server = await serve(filled(1))
    const prefix = `${server.address}/log`
    for (const address of [server.address, `${server.address}/`, prefix, `${prefix}/`])
      expect(await findPrefix(fetchBytes, address)).toBe(prefix)
    server.instead.set('checkpoint', (response) => response.writeHead(404).end())
    server.instead.set('/checkpoint', (response) => response.end('ada'))
    expect(await findPrefix(fetchBytes, server.address)).toBe(server.address)
    server.instead.clear()
    expect(await findPrefix(fetchBytes, `${server.address}/lain`)).toBeUndefined()
  })

  it('shows which witnesses signed', async () => {
    const witness = testKey('saksi.example/w1', COSIGNATURE)
    const log = filled(10)
    const server = await serve(log)
    const note = log.checkpoint([...log.signers, witness])
    server.instead.set('checkpoint', (response) => response.end(note))
    expect(await audit(server, { witnessKeys: [witness.key] })).toMatchObject({
      faults: [],
      signed: [
        { key: { name: ORIGIN } },
        { key: { name: 'saksi.example/w1' }, seconds: 1_700_000_000 },
      ],
    })
  })
})

describe('a part that was changed is named', () => {
  let log: MemoryLog
  let server: LogServer
  beforeEach(async () => {
    log = filled(3_000)
    server = await serve(log)
  })
  const strange = Buffer.from('{"bukan":"catatan"}')

  it('an entry', async () => {
    log.changeEntry(1_234, filled(1_235, 'jalan').entry(1_234))
    log.changeEntry(2_999, filled(3_000, 'jalan').entry(2_999))
    expect((await audit(server)).faults).toEqual([
      { kind: 'entry', index: 1_234 },
      { kind: 'entry', index: 2_999 },
    ])
  })

  it('an entry that was never one of this log', async () => {
    log.changeEntry(5, strange)
    expect((await audit(server)).faults).toEqual([
      { kind: 'entry', index: 5 },
      { kind: 'not-a-leaf', index: 5 },
    ])
  })

  it('an entry in the tree that is no record', async () => {
    log.append([strange])
    expect((await audit(server)).faults).toEqual([{ kind: 'not-a-leaf', index: 3_000 }])
  })

  it('a hash over an entry that is right itself, inside and at the edge', async () => {
    log.changeTile(0, 4, 210)
    expect((await audit(server)).faults).toEqual([
      { kind: 'hash', index: 1_234, path: 'tile/0/004' },
    ])
    log.changeTile(0, 4, 210)
    log.changeTile(0, 11, 183)
    expect((await audit(server)).faults).toEqual([
      { kind: 'hash', index: 2_999, path: 'tile/0/011.p/184' },
    ])
  })

  it('an entry together with its hash: the tile, because which of its entries it was cannot be told', async () => {
    const other = filled(1_235, 'jalan').entry(1_234)
    log.changeEntry(1_234, other)
    log.changeTile(0, 4, 210, leafHash(CHECK_TOOLS.sha, other))
    const [fault] = (await audit(server)).faults
    expect(fault).toEqual({ kind: 'tile', path: 'tile/0/004', from: 1_024, to: 1_279 })
  })

  it('a hash of a higher tile', async () => {
    log.changeTile(1, 0, 7)
    expect((await audit(server)).faults).toEqual([
      { kind: 'child', path: 'tile/1/000.p/11', at: 7, below: 'tile/0/007' },
    ])
    const large = filled(66_000)
    large.changeTile(1, 0, 7)
    const [fault] = (await audit(await serve(large))).faults
    expect(fault).toEqual({ kind: 'tile', path: 'tile/1/000', from: 0, to: 65_535 })
  })

  it('a bundle that is gone, one that is short, and a tile that is gone', async () => {
    log.removeBundle(3)
    server.instead.set('tile/entries/005', (response) =>
      response.end(log.read('tile/entries/005.p/255')),
    )
    server.instead.set('tile/0/007', (response) => response.writeHead(404).end())
    expect((await audit(server)).faults).toEqual([
      { kind: 'missing', path: 'tile/entries/003', from: 768, to: 1_023 },
      { kind: 'miscounted', path: 'tile/entries/005', from: 1_280, to: 1_535, found: 255 },
      { kind: 'missing', path: 'tile/0/007', from: 1_792, to: 2_047 },
    ])
  })

  it('a whole history that was made anew under the old signature', async () => {
    const old = log.checkpoint()
    server.show(filled(3_000, 'jalan', log.signers))
    server.instead.set('checkpoint', (response) => response.end(old))
    expect((await audit(server)).faults).toEqual([{ kind: 'root', size: 3_000 }])
  })

  it('a part that is no part: too short, garbage, without end', async () => {
    server.instead.set('tile/0/002', (response) => response.end(Buffer.alloc(8_191)))
    server.instead.set('tile/entries/004', (response) => response.end(Buffer.alloc(100_001, 255)))
    server.instead.set('tile/entries/006', (response) => {
      const write = () => {
        while (response.write(Buffer.alloc(1_000_000)));
      }
      response.on('drain', write)
      write()
    })
    expect((await audit(server)).faults).toEqual([
      { kind: 'misshapen', path: 'tile/0/002', from: 512, to: 767 },
      { kind: 'misshapen', path: 'tile/entries/004', from: 1_024, to: 1_279 },
      { kind: 'misshapen', path: 'tile/entries/006', from: 1_536, to: 1_791 },
    ])
    server.instead.set('tile/1/000.p/11', (response) => response.end())
    expect((await audit(server)).faults).toEqual([
      { kind: 'misshapen', path: 'tile/1/000.p/11', from: 0, to: 2_815 },
    ])
  })

  it('and a server that fails is no fault of the log’s: nothing is said of it', async () => {
    server.instead.set('tile/entries/004', (response) => response.writeHead(500).end())
    await expect(audit(server)).rejects.toThrow('tile/entries/004: jawaban 500')
    server.instead.set('tile/entries/004', (response) =>
      response.writeHead(301, { location: '/lain' }).end(),
    )
    await expect(audit(server)).rejects.toThrow('mengalihkan ke /lain')
  })

  it('and twenty are enough', async () => {
    for (let index = 0; index < 700; index += 7) log.changeEntry(index, strange)
    expect((await audit(server)).faults).toHaveLength(20)
  })
})

describe('a log that contradicts itself is accused with both its signatures', () => {
  const signers = [testKey(ORIGIN)]
  const before = filled(3_000, 'lampu', signers)
  const memory = memoryOf(before)
  const look = async (log: MemoryLog, order: Partial<AuditOrder> = {}) =>
    audit(await serve(log), { memory, ...order })

  it.each([
    ['shrank: an old dump was brought back', 2_000, 'lampu', 'behind'],
    ['forked: the same size has another root', 3_000, 'jalan', 'forked'],
    ['was rewritten: it goes on from another history', 3_001, 'jalan', 'rewritten'],
  ])('it %s', async (_what, size, word, kind) => {
    const log = filled(size, word, signers)
    const report = await look(log)
    expect(report.faults).toEqual([
      { kind, seen: 3_000, size, source: { kind: 'memory', url: '' } },
    ])
    expect(report.exhibits.map(({ note }) => note)).toEqual([log.checkpoint(), before.checkpoint()])
  })

  it('it shows a witness one tree and us another', async () => {
    const witness = await serve(filled(3_000, 'jalan', signers))
    const witnessUrls = [`${witness.address}/log`]
    witness.instead.set(`checkpoint?origin=${encodeURIComponent(ORIGIN)}`, (response) =>
      response.end(filled(3_000, 'jalan', signers).checkpoint()),
    )
    const source = { kind: 'witness', url: witnessUrls[0] }
    const same = await look(before, { witnessUrls })
    expect(same.faults).toEqual([{ kind: 'forked', seen: 3_000, size: 3_000, source }])
    expect(same.exhibits).toHaveLength(2)
    const later = filled(3_500, 'lampu', signers)
    expect((await look(later, { witnessUrls })).faults).toEqual([
      { kind: 'rewritten', seen: 3_000, size: 3_500, source },
    ])
  })

  it('it hides from us what a witness has seen, unless it is only late', async () => {
    const ahead = filled(3_100, 'lampu', signers)
    const witness = await serve(before)
    witness.instead.set('*', (response) => response.end(ahead.checkpoint()))
    const witnessUrls = [`${witness.address}/`]
    const hidden = await look(before, { witnessUrls })
    expect(hidden.faults).toMatchObject([{ kind: 'behind', seen: 3_100, size: 3_000 }])
    const server = await serve(before)
    const late = await auditLog(
      {
        tools: CHECK_TOOLS,
        fetchBytes,
        now: () => new Date(),
        waitForLog: async () => server.show(ahead),
        onProgress: () => undefined,
      },
      {
        prefix: `${server.address}/log`,
        keys: [],
        witnessKeys: [],
        witnessUrls,
        memory,
        isFromScratch: false,
      },
    )
    expect(late).toMatchObject({ faults: [], served: { checkpoint: { size: 3_100 } } })
  })

  it('a witness that is away, knows nothing or holds what the log never signed accuses nobody', async () => {
    const stranger = await serve(before)
    stranger.instead.set('*', (response) => response.writeHead(404).end())
    const liar = await serve(before)
    liar.instead.set('*', (response) => response.end(filled(3_000, 'jalan').checkpoint()))
    const witnessUrls = ['http://127.0.0.1:9', stranger.address, liar.address]
    const report = await look(before, { witnessUrls })
    expect(report.faults).toEqual([])
    expect(report.witnesses.map(({ kind }) => kind)).toEqual(['silent', 'stranger', 'unsigned'])
  })
})

describe('a checkpoint nobody vouches for', () => {
  it('is refused: unsigned, signed by another key, of another log, no checkpoint at all', async () => {
    const log = filled(300)
    const other = testKey(ORIGIN)
    const server = await serve(log)
    const faultsOf = async (note: string, order: Partial<AuditOrder> = {}) => {
      server.instead.set('checkpoint', (response) => response.end(note))
      return (await audit(server, { keys: log.signers.map(({ key }) => key), ...order })).faults
    }
    const unsigned = { kind: 'not-signed', origin: ORIGIN, offered: [] }
    expect(await faultsOf(log.checkpoint([other]))).toEqual([unsigned])
    expect(await faultsOf(log.checkpoint().replace('300', '299'))).toEqual([unsigned])
    expect(await faultsOf(log.checkpoint(), { keys: [other.key] })).toEqual([
      { ...unsigned, offered: log.keys },
    ])
    expect(await faultsOf(filled(1).checkpoint(), { keys: [testKey('lain').key] })).toEqual([
      { kind: 'other-log', origin: ORIGIN },
    ])
    expect(await faultsOf('<html>masuk</html>')).toEqual([{ kind: 'not-a-checkpoint' }])
    expect(await faultsOf('\u0000')).toEqual([{ kind: 'not-a-checkpoint' }])
  })

  it('a key that comes in beside the trusted one is told and not trusted', async () => {
    const [old, fresh] = [testKey(ORIGIN), testKey(ORIGIN)]
    const log = filled(300, 'lampu', [old, fresh])
    const report = await audit(await serve(log), { keys: [old.key] })
    expect(report).toMatchObject({ faults: [], newKeys: [fresh.text], keys: [old.key] })
  })

  it('is not compared with the memory of another log', async () => {
    const memory = memoryOf(createMemoryLog('lain.example/log'))
    const log = filled(1)
    const keys = log.signers.map(({ key }) => key)
    await expect(audit(await serve(log), { keys, memory })).rejects.toThrow('lain.example/log')
  })
})
