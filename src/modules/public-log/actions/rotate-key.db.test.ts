import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../../tests/support/database.ts'
import { present } from '../../../kernel/assert.ts'
import { DAY_MS } from '../../../kernel/date.ts'
import { parseVerifierKey, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { openCheckpoint } from '../../../kernel/tlog/verify.ts'
import { rows, run, sql } from '../../../platform/db/database.ts'
import { freshRandom } from '../../../platform/random.ts'
import { CHECK_TOOLS, sha256 } from '../../../platform/sha256.ts'
import { followKeys } from '../domain/key-chain.ts'
import { keysThatSign } from '../domain/keys.ts'
import { listKunci } from '../store/kunci-store.ts'
import { openLogHouse, TEST_ORIGIN } from '../testing/log-house.ts'
import { hasSoftToken, openSoftToken, TOKEN_PIN } from '../testing/soft-token.ts'
import { ensureFirstKey, rotateKey, signersNow } from './rotate-key.ts'
import { showRotations } from './show-keys.ts'

const { db, owner } = await useTestDatabase('public-log')
const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-kunci-'))
let pin: string | undefined
let now = new Date('2026-11-26T01:00:00.000Z')
const clock = () => now
const house = await openLogHouse(db, {
  now: clock,
  signers: () => signersNow({ db, now: clock, folder: { dataDir, pin } }),
})
const deps = {
  db,
  now: clock,
  newId: house.newId,
  randomBytes: freshRandom,
  folder: { dataDir },
  append: house.publicLog.append,
}
const actor = { kind: 'system', name: 'uji' } as const
const order = { overlapDays: 30, isForced: false, actor }
const keyOf = (text: string) => present(parseVerifierKey(sha256, text), 'a key')
const files = () => readdirSync(join(dataDir, 'log-kunci')).toSorted()
const logKeys = async () => (await listKunci(db)).map(({ kunci }) => keyOf(kunci))
const idsOf = (keys: readonly VerifierKey[]) =>
  keys.map(({ id }) => Buffer.from(id).toString('hex'))

/** Sign what there is, and name the keys under the newest checkpoint. */
async function signedBy(): Promise<readonly string[]> {
  await house.append(1)
  await house.sequencer.run()
  const opened = openCheckpoint(CHECK_TOOLS, house.seen.at(-1)?.nota ?? '', {
    logKeys: await logKeys(),
  })
  return opened.ok ? idsOf(opened.signed.map(({ key }) => key)) : [opened.fault]
}

afterAll(() => {
  house.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('keys of the log', () => {
  it('cannot be changed before there is one', async () =>
    expect(await rotateKey(deps, order)).toEqual({ why: 'no-key' }))

  it('begin with one, however many programs start together', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ensureFirstKey(deps, TEST_ORIGIN)))
    await ensureFirstKey(deps, TEST_ORIGIN)
    const [first, ...more] = await listKunci(db)
    expect(more).toEqual([])
    expect(files()).toEqual([`${first?.id}.pem`])
    expect(await signedBy()).toEqual([first?.id])
  })

  it('are changed with an overlap in which both sign; then the old one is silent', async () => {
    const [first] = await listKunci(db)
    now = new Date(now.getTime() + DAY_MS)
    const rotated = await rotateKey(deps, order)
    const second = (await listKunci(db)).at(-1)
    expect(rotated).toEqual({
      kunci: second?.kunci,
      stops: [{ id: first?.id, berhenti: new Date('2026-12-27T01:00:00.000Z') }],
    })
    expect(await signedBy()).toEqual([first?.id, second?.id])
    expect(await rotateKey(deps, order)).toEqual({
      why: 'still-overlapping',
      until: new Date('2026-12-27T01:00:00.000Z'),
    })
    expect(files()).toEqual([`${first?.id}.pem`, `${second?.id}.pem`].toSorted())
    now = new Date(now.getTime() + 30 * DAY_MS)
    expect(await signedBy()).toEqual([second?.id])
  })

  it('let who knows only the first find today’s, by the log’s own word', async () => {
    await rotateKey(deps, { ...order, overlapDays: 5 })
    await signedBy()
    const [first, ...later] = await logKeys()
    const rotations = await showRotations(db)
    const found = followKeys(CHECK_TOOLS, first === undefined ? [] : [first], rotations)
    if (!found.ok) throw new Error(found.fault)
    expect(idsOf(found.keys.map(({ key }) => key))).toEqual(
      idsOf(first === undefined ? [] : [first, ...later]),
    )
    const ends = (await listKunci(db)).map(({ berhenti }) => berhenti)
    expect(found.keys.map(({ berhenti }) => berhenti)).toEqual(ends)
  })

  it('can be changed at once when one is lost, which its readers cannot follow', async () => {
    const signing = keysThatSign(await listKunci(db), now)
    expect(signing).toHaveLength(2)
    rmSync(join(dataDir, 'log-kunci', `${signing[0]?.id}.pem`))
    await expect(signersNow(deps)).rejects.toThrow(`Kunci privat log ${signing[0]?.id} tidak ada`)
    now = new Date(now.getTime() + 1)
    expect(await rotateKey(deps, { ...order, overlapDays: 0 })).toEqual({ why: 'bad-overlap' })
    await rotateKey(deps, { overlapDays: 0, isForced: true, actor })
    const last = (await listKunci(db)).at(-1)
    expect(await signedBy()).toEqual([last?.id])
    const known = (await logKeys()).slice(0, 1)
    const rotations = await showRotations(db)
    expect(followKeys(CHECK_TOOLS, known, rotations)).toEqual({
      ok: false,
      at: 2,
      fault: 'not-signed',
    })
  })

  it('keep their old files when a change is rolled back: nothing committed is ever without its key', async () => {
    const before = await listKunci(db)
    const failing = {
      ...deps,
      append: async () => {
        throw new Error('cakram penuh')
      },
    }
    await expect(rotateKey(failing, order)).rejects.toThrow('cakram penuh')
    expect(await listKunci(db)).toEqual(before)
    await expect(signersNow(deps)).resolves.toHaveLength(1)
  })

  it.skipIf(!hasSoftToken)(
    'may go over to a token, and wait unharmed while it is away',
    async () => {
      const soft = openSoftToken()
      soft.makeKey('EC:edwards25519', '01')
      const token = soft.describe()
      const withPin = { ...deps, folder: { ...deps.folder, pin: TOKEN_PIN } }
      pin = TOKEN_PIN
      now = new Date(now.getTime() + DAY_MS)
      const [old] = keysThatSign(await listKunci(db), now)
      expect(await rotateKey(withPin, { ...order, token })).toMatchObject({
        stops: [{ id: old?.id }],
      })
      const fresh = (await listKunci(db)).at(-1)
      expect(await signedBy()).toEqual([old?.id, fresh?.id])
      const signed = house.seen.length
      soft.takeAway()
      await expect(signedBy()).rejects.toThrow('Token "pendopo" tidak dapat dipakai')
      expect(house.seen).toHaveLength(signed)
      soft.bringBack()
      expect(await signedBy()).toEqual([old?.id, fresh?.id])
      const again = { ...order, isForced: true, token }
      expect(await rotateKey(withPin, again)).toEqual({ why: 'known-key' })
      soft.close()
    },
  )

  it('can end, and nothing else: not even the owner gives one back or takes one away', async () => {
    const change = (statement: ReturnType<typeof sql>) => run(owner, statement)
    for (const statement of [
      sql`delete from public_log.kunci_log`,
      sql`truncate public_log.kunci_log`,
      sql`update public_log.kunci_log set berhenti = null where berhenti is not null`,
      sql`update public_log.kunci_log set berhenti = berhenti + interval '1 day' where berhenti is not null`,
      sql`update public_log.kunci_log set kunci = kunci || 'A', berhenti = mulai + interval '1 s'`,
    ])
      await expect(change(statement)).rejects.toThrow('public log')
    const found = await rows(owner, sql`select k.id from public_log.kunci_log k`)
    expect(found).toHaveLength(hasSoftToken ? 5 : 4)
  })
})
