import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import { present } from '../../kernel/assert.ts'
import { rows, run, sql, transaction } from '../../platform/db/database.ts'
import type { Opened } from './actions/open-session.ts'
import { codesOf, expectOk, newCitizen } from './testing/citizens.ts'
import { createTestHouse, DEMO, VISITOR } from './testing/test-house.ts'

const { db, owner, takeQueries } = await useTestDatabase()
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const find = (house: ReturnType<typeof createTestHouse>, opened: Opened) =>
  house.identity.sessions.find(opened.token)

describe('sessions', () => {
  it('begin under a new token at sign-in, and the one carried before is worth nothing', async () => {
    const { house, kontak, sandi, visitor, opened } = await newCitizen(db)
    const again = expectOk(
      await house.actions.signIn(
        { identitas: kontak, sandi },
        { ...visitor, sessionId: opened.sessionId },
      ),
    )
    expect(again.token).not.toBe(opened.token)
    expect(await find(house, opened)).toBeUndefined()
    expect((await find(house, again))?.actor).toMatchObject({
      kind: 'citizen',
      name: 'Siti Aminah',
    })
  })

  it('keep no token in the database, only its digest', async () => {
    const { opened } = await newCitizen(db)
    const [row] = await rows(
      owner,
      sql<{
        all: string
      }>`select s::text as all from identity.sesi s where s.id = ${opened.sessionId}`,
    )
    expect(row?.all).toBeDefined()
    expect(row?.all).not.toContain(opened.token)
  })

  it('are refused after signing out', async () => {
    const { house, opened } = await newCitizen(db)
    await house.actions.sessions.signOut(opened.sessionId)
    expect(await find(house, opened)).toBeUndefined()
  })

  it('end on every other device when the password changes, and this one gets a new token', async () => {
    const { house, kontak, sandi, visitor, opened } = await newCitizen(db)
    const phone = expectOk(await house.actions.signIn({ identitas: kontak, sandi }, visitor))
    const actor = present((await find(house, opened))?.actor, 'signed in')
    if (actor.kind !== 'citizen') throw new Error('a citizen')
    const changed = expectOk(
      await house.actions.changePassword(
        actor,
        { sandiLama: sandi, sandi: 'lampu taman ungu', sandiUlang: 'lampu taman ungu' },
        { ...visitor, sessionId: opened.sessionId },
      ),
    )
    expect(await find(house, phone)).toBeUndefined()
    expect(await find(house, opened)).toBeUndefined()
    expect(await find(house, changed)).toBeDefined()
    expect(codesOf(await house.actions.signIn({ identitas: kontak, sandi }, visitor))).toEqual([
      'MASUK_GAGAL',
    ])
  })

  it('of a citizen end after 30 days unused and 90 days at all', async () => {
    const { house, opened } = await newCitizen(db)
    for (let day = 0; day < 89; day += 29) {
      expect(await find(house, opened)).toBeDefined()
      house.wait(29 * DAY)
    }
    house.wait(3 * DAY)
    expect(await find(house, opened)).toBeUndefined()

    const idle = await newCitizen(db)
    idle.house.wait(30 * DAY)
    expect(await find(idle.house, idle.opened)).toBeUndefined()
  })

  it('write the last use at most once a minute', async () => {
    const { house, opened } = await newCitizen(db)
    const lastSeen = async () =>
      (
        await rows(
          owner,
          sql<{
            at: Date
          }>`select terakhir as at from identity.sesi where id = ${opened.sessionId}`,
        )
      )[0]?.at.getTime()
    const begun = present(await lastSeen(), 'a session')
    house.wait(59_000)
    await find(house, opened)
    expect(await lastSeen()).toBe(begun)
    house.wait(1_000)
    await find(house, opened)
    expect(await lastSeen()).toBe(begun + MINUTE)
  })

  it('of somebody else cannot be ended or seen', async () => {
    const a = await newCitizen(db)
    const b = await newCitizen(db)
    const actor = (await find(b.house, b.opened))?.actor
    if (actor?.kind !== 'citizen') throw new Error('a citizen')
    expect(await b.house.actions.sessions.end(actor, a.opened.sessionId)).toBe(false)
    expect(await find(a.house, a.opened)).toBeDefined()
    const listed = await b.house.actions.sessions.list(actor, b.opened.sessionId)
    expect(listed.map(({ id }) => id)).toEqual([b.opened.sessionId])
  })

  it('are found with one statement', async () => {
    const { house, opened } = await newCitizen(db)
    takeQueries()
    await find(house, opened)
    expect(takeQueries()).toHaveLength(1)
  })
})

describe('registration', () => {
  it('makes an account only when the code was given, and stores no NIK or password in the clear', async () => {
    const house = createTestHouse(db)
    const nik = '9901014101900001'
    const form = {
      nama: 'Siti Aminah',
      kontak: '0813-1111-2222',
      nik,
      sandi: 'gelas biru kuda',
      sandiUlang: 'gelas biru kuda',
    }
    const { codeId } = expectOk(await house.actions.register.start(form, VISITOR))
    const before = await rows(
      owner,
      sql`select id from identity.akun where telepon = '+6281311112222'`,
    )
    expect(before).toHaveLength(0)
    expectOk(await house.actions.register.confirm({ codeId, kode: house.lastCode() }, VISITOR))
    const [row] = await rows(
      owner,
      sql<{
        all: string
        tier: string
      }>`select a::text as all, a.tier from identity.akun a where a.telepon = '+6281311112222'`,
    )
    expect(row?.tier).toBe('nik-checked')
    expect(row?.all).not.toContain(nik)
    expect(row?.all).not.toContain(form.sandi)
    const codes = await rows(
      owner,
      sql<{ all: string }>`select k::text as all from identity.kode_verifikasi k`,
    )
    for (const { all } of codes) {
      expect(all).not.toContain(nik)
      expect(all).not.toContain(form.sandi)
    }
  })

  it('leaves a second account with the same NIK unverified, without a word about the first', async () => {
    const { house, form, visitor } = await newCitizen(db)
    const nik = '9901014101900002'
    const tiers: string[] = []
    for (const kontak of ['0813-1111-3331', '0813-1111-3332']) {
      const start = await house.actions.register.start({ ...form, kontak, nik }, visitor)
      const { codeId } = expectOk(start)
      const opened = expectOk(
        await house.actions.register.confirm({ codeId, kode: house.lastCode() }, visitor),
      )
      tiers.push((await house.identity.findAccount(db, opened.accountId))?.tier ?? '')
    }
    expect(tiers).toEqual(['nik-checked', 'unverified'])
  })

  it('answers a number that has an account like a new one, and tells only its owner', async () => {
    const { house, form, visitor } = await newCitizen(db)
    const sentBefore = house.sent.length
    const again = expectOk(await house.actions.register.start(form, visitor))
    expect(Object.keys(again).sort()).toEqual(['codeId', 'sentTo'])
    expect(house.sent).toHaveLength(sentBefore + 1)
    expect(house.sent.at(-1)?.text).toContain('sudah punya akun')
    expect(house.sent.at(-1)?.text).not.toMatch(/\b\d{6}\b/)
    const tried = await house.actions.register.confirm(
      { codeId: again.codeId, kode: '123456' },
      visitor,
    )
    expect(codesOf(tried)).toEqual(['KODE_SALAH'])
  })

  it('takes a code once and lets three wrong ones through, not a fourth', async () => {
    const { house, form } = await newCitizen(db)
    const visitor = { ...VISITOR, ip: '198.51.100.250' }
    const start = () => house.actions.register.start({ ...form, kontak: `0813-2222-3111` }, visitor)
    const { codeId } = expectOk(await start())
    const right = house.lastCode()
    const wrong = right === '000000' ? '000001' : '000000'
    const tries = []
    for (let i = 0; i < 3; i += 1)
      tries.push(codesOf(await house.actions.register.confirm({ codeId, kode: wrong }, visitor))[0])
    expect(tries).toEqual(['KODE_SALAH', 'KODE_SALAH', 'KODE_HABIS'])
    expect(codesOf(await house.actions.register.confirm({ codeId, kode: right }, visitor))).toEqual(
      ['KODE_HABIS'],
    )

    const second = expectOk(await start())
    const given = { codeId: second.codeId, kode: house.lastCode() }
    const opened = await Promise.all([
      house.actions.register.confirm(given, visitor),
      house.actions.register.confirm(given, visitor),
    ])
    expect(opened.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('refuses a code after fifteen minutes', async () => {
    const { house, form, visitor } = await newCitizen(db)
    const start = await house.actions.register.start({ ...form, kontak: '0813-3333-1111' }, visitor)
    const { codeId } = expectOk(start)
    const kode = house.lastCode()
    house.wait(15 * MINUTE)
    expect(codesOf(await house.actions.register.confirm({ codeId, kode }, visitor))).toEqual([
      'KODE_HABIS',
    ])
  })

  it('sends three codes to one number in fifteen minutes', async () => {
    const { house, form } = await newCitizen(db)
    const outcomes = []
    for (let i = 0; i < 4; i += 1) {
      const visitor = { ...VISITOR, ip: `192.0.2.${i}` }
      const start = await house.actions.register.start(
        { ...form, kontak: '0813-4444-1111' },
        visitor,
      )
      outcomes.push(codesOf(start)[0] ?? 'sent')
    }
    expect(outcomes).toEqual(['sent', 'sent', 'sent', 'KODE_TERLALU_SERING'])
  })

  it('hands an account made from a message to its owner', async () => {
    const { house, form, visitor } = await newCitizen(db)
    const made = await transaction(db, (tx) =>
      house.identity.ensureCitizen(tx, { phone: '081355551111', name: 'Bu Tini' }),
    )
    const same = await house.identity.ensureCitizen(db, { phone: '+6281355551111' })
    expect(same.id).toBe(made.id)
    expect(made.tier).toBe('unverified')
    const { codeId } = expectOk(
      await house.actions.register.start({ ...form, kontak: '081355551111' }, visitor),
    )
    const opened = expectOk(
      await house.actions.register.confirm({ codeId, kode: house.lastCode() }, visitor),
    )
    expect(opened.accountId).toBe(made.id)
  })
})

describe('the schema', () => {
  it('is closed to the roles of other modules', async () => {
    const audit = await useTestDatabase('audit')
    await expect(rows(audit.db, sql`select id from identity.akun`)).rejects.toThrow(
      /permission denied/,
    )
  })

  it('never loses an account or an appointment', async () => {
    const identity = await useTestDatabase('identity')
    for (const table of [
      'akun',
      'peran_akun',
      'penugasan',
      'jabatan',
      'tatap_muka',
      'permintaan_data',
    ])
      await expect(run(identity.db, sql.raw(`delete from identity.${table}`))).rejects.toThrow(
        /permission denied/,
      )
    await expect(
      run(identity.db, sql`update identity.peran_akun set peran = 'admin'`),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('demo accounts', () => {
  it('load fast, twice without a change, with ids that are the same everywhere', async () => {
    const house = createTestHouse(db)
    takeQueries()
    await transaction(db, (tx) => house.identity.seedDemo(tx, DEMO))
    expect(takeQueries()).toHaveLength(5)
    await transaction(db, (tx) => house.identity.seedDemo(tx, DEMO))
    const { demoAccountId } = await import('./index.ts')
    expect(demoAccountId('bupati')).toBe(demoAccountId('bupati'))
    expect(await house.identity.findAccount(db, demoAccountId('bupati'))).toMatchObject({
      username: 'bupati',
      kind: 'officer',
    })
  })

  it('sign in with the password alone in demo mode, officers too', async () => {
    const house = createTestHouse(db)
    await transaction(db, (tx) => house.identity.seedDemo(tx, DEMO))
    const opened = expectOk(
      await house.actions.signIn({ identitas: 'bupati', sandi: 'pendopo-demo' }, VISITOR),
    )
    expect(opened.stage).toBe('penuh')
    expect((await find(house, opened))?.actor).toMatchObject({
      kind: 'officer',
      grants: [{ role: 'bupati', unitKode: 'setda' }],
    })
  })

  it('cannot exist, sign in or keep a session with DEMO=off', async () => {
    const house = createTestHouse(db)
    await transaction(db, (tx) => house.identity.seedDemo(tx, DEMO))
    const opened = expectOk(
      await house.actions.signIn({ identitas: 'bupati', sandi: 'pendopo-demo' }, VISITOR),
    )
    house.setDemo(false)
    expect(await find(house, opened)).toBeUndefined()
    expect(
      codesOf(await house.actions.signIn({ identitas: 'bupati', sandi: 'pendopo-demo' }, VISITOR)),
    ).toEqual(['MASUK_GAGAL'])
    expect(await house.identity.officersWith(db, 'bupati')).toEqual([])
    await expect(transaction(db, (tx) => house.identity.seedDemo(tx, DEMO))).rejects.toThrow(
      /demo mode/,
    )
    expect(codesOf(await house.actions.resetPassword.start('bupati', VISITOR))).toEqual([])
    expect(house.sent).toEqual([])
  })
})
