import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../../tests/support/database.ts'
import { DAY_MS, HOUR_MS } from '../../../kernel/date.ts'
import { oneRow, run, sql } from '../../../platform/db/database.ts'
import { createSafeFetch } from '../../../platform/net/safe-fetch.ts'
import { readAnchors } from '../../../platform/pki/anchors.ts'
import {
  hasOpenssl,
  openTimeAuthority,
  send,
} from '../../../platform/pki/testing/time-authority.ts'
import { freshRandom } from '../../../platform/random.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { stampParts } from '../jobs/stamp-job.ts'
import { listStempel } from '../store/stempel-store.ts'
import { readLatestCheckpoint } from '../store/titik-store.ts'
import { openLogHouse } from '../testing/log-house.ts'
import { type StampDeps, stampDay, stampFile } from './stamp-day.ts'

if (!hasOpenssl) process.stderr.write('SKIPPED: time stamps need openssl (.ci/install-servers)\n')

const { db, owner } = await useTestDatabase('public-log')
const house = await openLogHouse(db)
const authority = hasOpenssl ? await openTimeAuthority() : undefined
afterAll(async () => {
  house.close()
  await authority?.close()
})

describe.skipIf(authority === undefined)('the daily stamp', () => {
  if (authority === undefined) return
  let now = new Date()
  const deps: StampDeps = {
    db,
    now: () => now,
    randomBytes: freshRandom,
    fetch: createSafeFetch({ allowPrivate: [authority.host] }),
    url: `${authority.url}?kunci=rahasia`,
    anchors: readAnchors(authority.rootPath),
    latestCheckpoint: (tx) => readLatestCheckpoint(tx, 'publik'),
  }
  const today = () => now.toISOString().slice(0, 10)
  const count = async () =>
    (await oneRow(owner, sql<{ n: number }>`select count(*)::int as n from public_log.stempel`)).n
  const honest = async () =>
    authority.answerWith(async ({ body }, response) => send(response, await authority.reply(body)))
  beforeEach(honest)

  it('waits until something was signed', async () => {
    expect(await stampDay(deps)).toEqual({ kind: 'nothing' })
    expect(authority.seen).toEqual([])
  })

  const refusals: readonly (readonly [
    string,
    Parameters<typeof authority.answerWith>[0],
    object,
  ])[] = [
    [
      'an authority that says no',
      async ({ body }, response) =>
        send(response, await authority.reply(body, { takes: 'sha384' })),
      { fault: 'rejected', rincian: 'status 2 Message digest algorithm is not supported.' },
    ],
    [
      'a stamp over another note',
      async ({ body }, response) => {
        const titik = await readLatestCheckpoint(owner, 'publik')
        const digest = sha256(Buffer.from(titik?.nota ?? ''))
        const at = body.indexOf(digest)
        const other = Buffer.from(body)
        sha256(Buffer.from('lain')).forEach((byte, place) => {
          other[at + place] = byte
        })
        send(response, await authority.reply(other))
      },
      { fault: 'other-imprint' },
    ],
    [
      'the answer to an earlier question',
      async (_posted, response) =>
        send(response, await authority.reply(authority.seen[0]?.body ?? Buffer.alloc(0))),
      { fault: 'other-nonce' },
    ],
    [
      'an altered stamp',
      async ({ body }, response) => {
        const made = await authority.reply(body)
        made[made.length - 1] = (made.at(-1) ?? 0) ^ 1
        send(response, made)
      },
      { fault: 'wrong-signature' },
    ],
    [
      'a stranger’s stamp',
      async ({ body }, response) => {
        await authority.makeRoot('asing')
        await authority.issue('asing-stempel', 'asing', 'stamps')
        authority.write('asing-stempel-rantai.pem', authority.read('asing.pem'))
        send(response, await authority.reply(body, { by: 'asing-stempel' }))
      },
      { fault: 'untrusted' },
    ],
    ['garbage', async (_posted, response) => send(response, 'galat'), { fault: 'unreadable' }],
    [
      'a page',
      async (_posted, response) => {
        response.setHeader('content-type', 'text/html')
        response.end('<h1>Selamat datang</h1>')
      },
      { fault: 'no-answer', rincian: 'ISI_WEB_TIDAK_COCOK' },
    ],
    [
      'a huge answer',
      async (_posted, response) => send(response, Buffer.alloc(1_000_000)),
      { fault: 'no-answer', rincian: 'ISI_WEB_TERLALU_BESAR' },
    ],
    [
      'an authority that is broken',
      async (_posted, response) => {
        response.writeHead(503, { 'content-type': 'application/timestamp-reply' })
        response.end()
      },
      { fault: 'no-answer', rincian: 'HTTP 503' },
    ],
    [
      'an authority that sends elsewhere',
      async (_posted, response) => {
        response.writeHead(307, { location: 'http://127.0.0.1:1/' })
        response.end()
      },
      { fault: 'no-answer', rincian: 'ALAMAT_WEB_BERPUTAR' },
    ],
  ]

  it.each(refusals)('refuses %s by name and keeps nothing', async (_what, behave, refusal) => {
    if ((await readLatestCheckpoint(db, 'publik')) === undefined) await house.sequencer.run()
    if (authority.seen.length === 0) await stampDay({ ...deps, anchors: [] })
    authority.answerWith(behave)
    expect(await stampDay(deps)).toEqual({ kind: 'refused', ...refusal })
    expect(await count()).toBe(0)
  })

  it('refuses an authority whose clock is on another day', async () => {
    const real = now
    now = new Date(real.getTime() + 2 * HOUR_MS)
    expect(await stampDay(deps)).toMatchObject({ kind: 'refused', fault: 'wrong-clock' })
    now = real
    expect(await count()).toBe(0)
  })

  it('does not wait for a silent authority, and keeps nothing', async () => {
    authority.answerWith(async () => undefined)
    const impatient: StampDeps = {
      ...deps,
      fetch: (url, request) => deps.fetch(url, { ...request, timeoutMs: 200 }),
    }
    const silent = { kind: 'refused', fault: 'no-answer', rincian: 'AbortError' }
    expect(await stampDay(impatient)).toEqual(silent)
    const away = { ...deps, fetch: createSafeFetch({ allowPrivate: ['127.0.0.1:1'] }) }
    const nobody = { kind: 'refused', fault: 'no-answer', rincian: 'ECONNREFUSED' }
    expect(await stampDay({ ...away, url: 'http://127.0.0.1:1/' })).toEqual(nobody)
    expect(await count()).toBe(0)
  })

  it('is stored with the very note, and openssl accepts both files', async () => {
    await house.append(3)
    await house.sequencer.run()
    const done = await stampDay(deps)
    expect(done).toMatchObject({ kind: 'stamped', tanggal: today(), isTrusted: true })
    expect(authority.seen.at(-1)?.contentType).toBe('application/timestamp-query')
    const files = await stampFile(db, today())
    expect(files?.nota).toBe(house.seen.at(-1)?.nota)
    authority.write('hari.txt', files?.nota ?? '')
    authority.write('hari.tsr', files?.token ?? '')
    const verify = ['ts', '-verify', '-in', 'hari.tsr', '-data', 'hari.txt', '-CAfile', 'akar.pem']
    expect(String(await authority.openssl(...verify))).toContain('Verification: OK')
    expect(await listStempel(db, 7)).toEqual([
      {
        tanggal: today(),
        ukuran: 3,
        otoritas: authority.url,
        waktu: expect.any(Date),
        terperiksa: true,
      },
    ])
  })

  it('is asked for once a day', async () => {
    const asked = authority.seen.length
    expect(await stampDay(deps)).toEqual({ kind: 'already' })
    expect(authority.seen).toHaveLength(asked)
    await run(owner, sql`alter table public_log.stempel disable trigger user`)
    await run(owner, sql`delete from public_log.stempel`)
    await run(owner, sql`alter table public_log.stempel enable trigger user`)
    const both = await Promise.all([stampDay(deps), stampDay(deps)])
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['already', 'stamped'])
    expect(await count()).toBe(1)
  })

  it('is not made later for a day that was missed', async () => {
    const real = now
    now = new Date(real.getTime() + 3 * DAY_MS)
    expect(await stampDay(deps)).toMatchObject({ kind: 'refused', fault: 'wrong-clock' })
    now = real
    expect((await listStempel(db, 7)).map(({ tanggal }) => tanggal)).toEqual([today()])
    expect(await stampFile(db, '2026-01-01')).toBeUndefined()
    for (const text of ['kemarin', '2026-13-45', '2026-02-30', "2026-01-01'", ''])
      expect(await stampFile(db, text)).toBeUndefined()
  })

  it('is a job that fails aloud, so that the queue tries it again', async () => {
    await run(owner, sql`alter table public_log.stempel disable trigger user`)
    await run(owner, sql`delete from public_log.stempel`)
    await run(owner, sql`alter table public_log.stempel enable trigger user`)
    const env = { LOG_TSA_URL: authority.url, PRIVATE_HOSTS: authority.host }
    const kit = { db, now: () => now, randomBytes: freshRandom }
    const { jobs, cron } = stampParts(kit, env)
    expect(cron).toEqual([{ task: 'public-log.stamp', match: '10 0 * * *' }])
    authority.answerWith(async (_posted, response) => send(response, 'galat'))
    await expect(jobs['public-log.stamp']?.({})).rejects.toThrow('time stamp refused: unreadable')
    await honest()
    await jobs['public-log.stamp']?.({})
    expect((await listStempel(db, 7)).map(({ terperiksa }) => terperiksa)).toEqual([false])
    expect(stampParts(kit, {})).toEqual({ jobs: {}, cron: [] })
  })
})
