import { afterAll, describe, expect, it } from 'vitest'
import { type LogServer, serveLog } from '../../../../tests/support/log-server.ts'
import { createMemoryLog, testKey } from '../../../../tests/support/memory-log.ts'
import { createFetchBytes } from './fetch-bytes.ts'
import { findRenewal } from './renewals.ts'

const FIRST = 'uji.example/log'
const row = (asal: string, pengganti: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  asal,
  ukuranTerakhir: 412,
  akarTerakhir: 'ab'.repeat(32),
  titik: 3,
  pengganti,
  ukuran: 398,
  akar: 'cd'.repeat(32),
  alasan: 'Cakram peladen rusak; yang pulih cadangan semalam.',
  waktu: '2026-11-26T01:00:00.000Z',
  ...changes,
})
const servers: LogServer[] = []
afterAll(async () => {
  for (const server of servers) await server.close()
})

/** A log that goes by its second name, and says this of the first. */
async function serve(lama: string): Promise<LogServer> {
  const log = createMemoryLog(`${FIRST}/2`, [testKey(`${FIRST}/2`)])
  log.fill(20)
  const server = await serveLog(log)
  servers.push(server)
  server.instead.set('lama', (response) => response.writeHead(200).end(lama))
  return server
}

const stop = new AbortController()
const fetchBytes = createFetchBytes({ timeoutMs: 2_000, pauseMs: 1 }, stop.signal)
const find = async (lama: unknown, origin = `${FIRST}/2`, known: readonly string[] = [FIRST]) => {
  const server = await serve(typeof lama === 'string' ? lama : JSON.stringify({ lama }))
  return findRenewal(fetchBytes, `${server.address}/log`, { known, origin })
}

describe('what a log says of its old names', () => {
  it('leads from the name we remember to today’s, over those in between', async () => {
    const found = {
      kind: 'renewed',
      asal: FIRST,
      waktu: '2026-11-26T01:00:00.000Z',
      ukuranTerakhir: 412,
      ukuran: 398,
      alasan: expect.stringContaining('Cakram'),
    }
    const origin = `${FIRST}/2`
    expect(await find([row(FIRST, origin)])).toEqual({ ...found, origin })
    const two = [row(FIRST, origin), row(origin, `${FIRST}/3`, { ukuran: 700 })]
    expect(await find(two, `${FIRST}/3`)).toEqual({ ...found, origin: `${FIRST}/3` })
  })

  it.each([
    ['no names', []],
    ['names of others', [row('lain.example/log', `${FIRST}/2`)]],
    ['a name that leads elsewhere', [row(FIRST, `${FIRST}/9`)]],
    ['names in a ring', [row(FIRST, `${FIRST}/9`), row(`${FIRST}/9`, FIRST)]],
    ['a size that is none', [row(FIRST, `${FIRST}/2`, { ukuran: -1 })]],
    ['a reason without end', [row(FIRST, `${FIRST}/2`, { alasan: 'x'.repeat(3_000) })]],
    ['more names than there can be', Array(1_001).fill(row(FIRST, `${FIRST}/2`, { alasan: '' }))],
    ['no JSON', 'bukan'],
    ['nothing', ''],
  ])('is nothing when it is %s', async (_what, lama) => expect(await find(lama)).toBeUndefined())

  it('is nothing when it is not there', async () => {
    const server = await serve('')
    server.instead.delete('lama')
    const prefix = `${server.address}/log`
    expect(await findRenewal(fetchBytes, prefix, { known: [FIRST], origin: 'x' })).toBeUndefined()
  })
})
