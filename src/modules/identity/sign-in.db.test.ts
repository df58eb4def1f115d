import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import { rows, sql, transaction } from '../../platform/db/database.ts'
import { askPasskey, offerPasskey } from './actions/passkeys.ts'
import { actForAccount, listPasskeys } from './store/second-factor-store.ts'
import { codesOf, expectOk, newCitizen } from './testing/citizens.ts'
import { createFakeAuthenticator } from './testing/fake-authenticator.ts'
import { createTestHouse, DEMO, VISITOR } from './testing/test-house.ts'

const { db, owner } = await useTestDatabase()
const MINUTE = 60_000

type House = ReturnType<typeof createTestHouse>

describe('signing in', () => {
  it('says the same of an unknown user, a wrong password and an account without one', async () => {
    const { house, kontak, visitor } = await newCitizen(db)
    await house.identity.ensureCitizen(db, { phone: '081299990001' })
    const answers = []
    for (const identitas of [kontak, 'tidak-ada', '081299990001', 'x@contoh.id'])
      answers.push(await house.actions.signIn({ identitas, sandi: 'salah sekali' }, visitor))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(codesOf(answers[0] ?? (answers[1] as never))).toEqual(['MASUK_GAGAL'])
  })

  it('does the work of a hash for an unknown user too', async () => {
    const { house, kontak } = await newCitizen(db)
    const timeOf = async (identitas: string, ip: string) => {
      const startedAt = performance.now()
      await house.actions.signIn({ identitas, sandi: 'salah sekali' }, { ...VISITOR, ip })
      return performance.now() - startedAt
    }
    await timeOf('hangat', '192.0.2.10')
    const known = await timeOf(kontak, '192.0.2.11')
    const unknown = await timeOf('tidak-ada', '192.0.2.12')
    // Without the decoy the unknown user would be answered in a few milliseconds.
    expect(unknown).toBeGreaterThan(known / 4)
  })

  it('names empty fields without counting a try', async () => {
    const house = createTestHouse(db)
    expect(codesOf(await house.actions.signIn({ identitas: ' ', sandi: '' }, VISITOR))).toEqual([
      'IDENTITAS_KOSONG',
      'SANDI_KOSONG',
    ])
  })

  it('takes username, number and address in any case', async () => {
    const { house, kontak, sandi, visitor } = await newCitizen(db)
    const local = `+62 ${kontak.slice(1, 4)}-${kontak.slice(4)}`
    expect((await house.actions.signIn({ identitas: local, sandi }, visitor)).ok).toBe(true)
  })
})

describe('guessing', () => {
  it('is refused at the sixth try in a minute with the seconds to wait', async () => {
    const { house, kontak } = await newCitizen(db)
    const outcomes = []
    for (let i = 0; i < 6; i += 1) {
      const visitor = { ...VISITOR, ip: `192.0.2.${100 + i}` }
      outcomes.push(await house.actions.signIn({ identitas: kontak, sandi: `tebak ${i}` }, visitor))
    }
    expect(outcomes.map((outcome) => codesOf(outcome)[0])).toEqual([
      ...Array(5).fill('MASUK_GAGAL'),
      'TUNGGU_DULU',
    ])
    expect(outcomes[5]).toMatchObject({ refusals: [{ values: { detik: '60' } }] })
  })

  it('of a thousand passwords from a thousand addresses finds nothing, and the owner still gets in', async () => {
    const { house, kontak, sandi, visitor, opened } = await newCitizen(db)
    const list = Array.from({ length: 1_000 }, (_, i) => (i === 500 ? sandi : `tebakan ${i} kuda`))
    let signedIn = 0
    for (const [i, guess] of list.entries()) {
      const stranger = { ...VISITOR, ip: `10.${i >> 8}.${i & 255}.1` }
      const outcome = await house.actions.signIn({ identitas: kontak, sandi: guess }, stranger)
      if (outcome.ok) signedIn += 1
      house.wait(200)
    }
    expect(signedIn).toBe(0)
    const known = { ...visitor, knownDevice: opened.knownDevice }
    expect((await house.actions.signIn({ identitas: kontak, sandi }, known)).ok).toBe(true)
  })

  it('from one address over many accounts is slowed after twenty tries', async () => {
    const house = createTestHouse(db)
    const visitor = { ...VISITOR, ip: '2001:db8:7::1' }
    const codes = []
    for (let i = 0; i < 21; i += 1) {
      const outcome = await house.actions.signIn(
        { identitas: `orang-${i}`, sandi: 'rahasia dong' },
        { ...visitor, ip: `2001:db8:7::${i + 1}` },
      )
      codes.push(codesOf(outcome)[0])
    }
    expect(codes[19]).toBe('MASUK_GAGAL')
    expect(codes[20]).toBe('TUNGGU_DULU')
  })

  it('at the same moment counts every try', async () => {
    const { house, kontak } = await newCitizen(db)
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        house.actions.signIn(
          { identitas: kontak, sandi: `serentak ${i}` },
          { ...VISITOR, ip: `192.0.2.${200 + i}` },
        ),
      ),
    )
    const wrong = outcomes.filter((outcome) => codesOf(outcome)[0] === 'MASUK_GAGAL')
    expect(wrong).toHaveLength(5)
  })

  it('with a cookie of another account or a forged one gains nothing', async () => {
    const a = await newCitizen(db)
    const b = await newCitizen(db, a.house)
    const cookies = [b.opened.knownDevice, `${a.opened.knownDevice}x`, 'sampah.palsu']
    for (let i = 0; i < 5; i += 1)
      await a.house.actions.signIn({ identitas: a.kontak, sandi: 'salah' }, a.visitor)
    for (const knownDevice of cookies) {
      const outcome = await a.house.actions.signIn(
        { identitas: a.kontak, sandi: a.sandi },
        { ...b.visitor, knownDevice },
      )
      expect(codesOf(outcome)).toEqual(['TUNGGU_DULU'])
    }
  })

  it('is forgiven once the owner proves to be there by a code', async () => {
    const { house, kontak, sandi, visitor } = await newCitizen(db)
    for (let i = 0; i < 6; i += 1)
      await house.actions.signIn({ identitas: kontak, sandi: 'salah' }, VISITOR)
    const newPhone = { ...visitor, ip: '192.0.2.90' }
    const { codeId } = expectOk(await house.actions.resetPassword.start(kontak, newPhone))
    const kode = house.lastCode()
    const fresh = 'sendok perak lima'
    const form = { codeId, kode, sandi: fresh, sandiUlang: fresh }
    const reset = expectOk(await house.actions.resetPassword.confirm(form, newPhone))
    expect(codesOf(await house.actions.signIn({ identitas: kontak, sandi }, newPhone))).toEqual([
      'MASUK_GAGAL',
    ])
    const known = { ...newPhone, knownDevice: reset.knownDevice }
    expect((await house.actions.signIn({ identitas: kontak, sandi: fresh }, known)).ok).toBe(true)
  })
})

describe('resetting a password', () => {
  it('answers alike whether or not the account exists, and writes only to its owner', async () => {
    const { house, kontak, visitor } = await newCitizen(db)
    const before = house.sent.length
    const known = expectOk(await house.actions.resetPassword.start(kontak, visitor))
    const unknown = expectOk(await house.actions.resetPassword.start('081277770001', visitor))
    expect(Object.keys(known)).toEqual(Object.keys(unknown))
    expect(house.sent).toHaveLength(before + 1)
    const byName = expectOk(await house.actions.resetPassword.start('entah-siapa', visitor))
    expect(byName).not.toHaveProperty('sentTo')
  })

  it('keeps a right code when the new password is refused, and ends every session when it is taken', async () => {
    const { house, kontak, visitor, opened } = await newCitizen(db)
    const { codeId } = expectOk(await house.actions.resetPassword.start(kontak, visitor))
    const kode = house.lastCode()
    const own = `pakai${kontak}saja`
    const refused = await house.actions.resetPassword.confirm(
      { codeId, kode, sandi: own, sandiUlang: own },
      visitor,
    )
    expect(codesOf(refused)).toEqual(['SANDI_MEMUAT_DATA_DIRI'])
    const good = { codeId, kode, sandi: 'sendok perak lima', sandiUlang: 'sendok perak lima' }
    expectOk(await house.actions.resetPassword.confirm(good, visitor))
    expect(await house.identity.sessions.find(opened.token)).toBeUndefined()
    expect(codesOf(await house.actions.resetPassword.confirm(good, visitor))).toEqual([
      'KODE_HABIS',
    ])
  })
})

/** An officer with a one-time password, added by the command line. */
async function newOfficer(house: House, username: string) {
  house.setDemo(false)
  const { addUser } = await import('./actions/add-user.ts')
  const officer = { username, name: 'Rini Wulan', role: 'kepala-opd', unitKode: 'pupr' }
  const added = expectOk(await transaction(db, (tx) => addUser(house.deps, tx, { officer })))
  const visitor = { ...VISITOR, ip: `192.0.2.${username.length + 30}` }
  const first = expectOk(
    await house.actions.signIn({ identitas: username, sandi: added.password }, visitor),
  )
  const sandi = 'kursi rotan tiga meja'
  const second = expectOk(
    await house.actions.secondStep.replacePassword(
      { sandi, sandiUlang: sandi },
      { ...visitor, sessionId: first.sessionId },
    ),
  )
  return { ...added, sandi, visitor, first, second }
}

/** Set up an authenticator app in the middle of the first sign-in. */
async function enrol(house: House, officer: Awaited<ReturnType<typeof newOfficer>>) {
  const { offerTotp } = await import('./actions/totp.ts')
  const { accountId, username, visitor, second } = officer
  const offer = await transaction(db, (tx) => offerTotp(house.deps, tx, { accountId, username }))
  const codeNow = () =>
    new TOTP({ secret: offer.secret }).generate({ timestamp: house.kit.now().getTime() })
  const opened = expectOk(
    await house.actions.secondStep.complete(
      { kind: 'pasang-totp', code: codeNow() },
      { ...visitor, sessionId: second.sessionId },
    ),
  )
  return { opened, codeNow }
}

describe('officers', () => {
  it('must replace the one-time password and set up a second factor before they are signed in', async () => {
    const house = createTestHouse(db)
    const officer = await newOfficer(house, 'petugas-satu')
    expect(officer.first.stage).toBe('sandi-baru')
    expect(officer.second.stage).toBe('dua-langkah')
    for (const pending of [officer.first, officer.second])
      expect((await house.identity.sessions.find(pending.token))?.actor.kind ?? 'none').not.toBe(
        'officer',
      )
    const { opened } = await enrol(house, officer)
    expect(opened.token).not.toBe(officer.second.token)
    expect((await house.identity.sessions.find(opened.token))?.actor).toMatchObject({
      kind: 'officer',
      grants: [{ role: 'kepala-opd', unitKode: 'pupr' }],
    })
    expect(await house.identity.sessions.find(officer.second.token)).toBeUndefined()
  })

  it('cannot use a code from the app twice, nor an older one', async () => {
    const house = createTestHouse(db)
    const officer = await newOfficer(house, 'petugas-dua')
    const { codeNow } = await enrol(house, officer)
    const enter = async (code: string) => {
      const { visitor, username, sandi } = officer
      const pending = expectOk(await house.actions.signIn({ identitas: username, sandi }, visitor))
      return house.actions.secondStep.complete(
        { kind: 'totp', code },
        { ...visitor, sessionId: pending.sessionId },
      )
    }
    const used = codeNow()
    expect(codesOf(await enter(used))).toEqual(['KODE_APLIKASI_SALAH'])
    house.wait(30_000)
    const next = codeNow()
    expect((await enter(next)).ok).toBe(true)
    expect(codesOf(await enter(next))).toEqual(['KODE_APLIKASI_SALAH'])
    expect(codesOf(await enter(used))).toEqual(['KODE_APLIKASI_SALAH'])
  })

  it('end an unfinished sign-in after five wrong codes', async () => {
    const house = createTestHouse(db)
    const officer = await newOfficer(house, 'petugas-rini')
    const { opened } = await enrol(house, officer)
    house.wait(20 * MINUTE)
    const { visitor, username, sandi } = officer
    const known = { ...visitor, knownDevice: opened.knownDevice }
    const pending = expectOk(await house.actions.signIn({ identitas: username, sandi }, known))
    const codes = []
    for (let i = 0; i < 6; i += 1)
      codes.push(
        codesOf(
          await house.actions.secondStep.complete(
            { kind: 'totp', code: '000000' },
            { ...known, sessionId: pending.sessionId },
          ),
        )[0],
      )
    expect(codes[4]).toBe('KODE_APLIKASI_SALAH')
    expect(codes[5]).toBe('SESI_MASUK_HABIS')
  })

  it('end after 15 minutes unused and 12 hours at all', async () => {
    const house = createTestHouse(db)
    const { opened } = await enrol(house, await newOfficer(house, 'petugas-empat'))
    const isLive = async () => (await house.identity.sessions.find(opened.token)) !== undefined
    for (let minutes = 0; minutes < 12 * 60 - 14; minutes += 14) {
      expect(await isLive()).toBe(true)
      house.wait(14 * MINUTE)
    }
    house.wait(14 * MINUTE)
    expect(await isLive()).toBe(false)

    const idle = await enrol(house, await newOfficer(house, 'petugas-lima'))
    house.wait(15 * MINUTE)
    expect(await house.identity.sessions.find(idle.opened.token)).toBeUndefined()
  })

  it('get in with a recovery code, once', async () => {
    const house = createTestHouse(db)
    const officer = await newOfficer(house, 'petugas-enam')
    const { opened } = await enrol(house, officer)
    const actor = (await house.identity.sessions.find(opened.token))?.actor
    if (actor?.kind !== 'officer') throw new Error('an officer')
    const codes = expectOk(
      await house.actions.secondFactor.renewCodes({ actor, sessionId: opened.sessionId }),
    )
    expect(new Set(codes).size).toBe(10)
    const enter = async (code: string) => {
      const { visitor, username, sandi } = officer
      const pending = expectOk(await house.actions.signIn({ identitas: username, sandi }, visitor))
      return house.actions.secondStep.complete(
        { kind: 'cadangan', code },
        { ...visitor, sessionId: pending.sessionId },
      )
    }
    const [code = ''] = codes
    expect((await enter(code.toUpperCase())).ok).toBe(true)
    expect(codesOf(await enter(code))).toEqual(['KODE_CADANGAN_SALAH'])
  })

  it('cannot remove their last second factor, nor change one without giving the password anew', async () => {
    const house = createTestHouse(db)
    const { opened } = await enrol(house, await newOfficer(house, 'petugas-tujuh'))
    const actor = (await house.identity.sessions.find(opened.token))?.actor
    if (actor?.kind !== 'officer') throw new Error('an officer')
    const own = { actor, sessionId: opened.sessionId }
    expect(codesOf(await house.actions.secondFactor.removeTotp(own))).toEqual([
      'LANGKAH_KEDUA_WAJIB',
    ])
    house.wait(10 * MINUTE)
    expect(codesOf(await house.actions.secondFactor.renewCodes(own))).toEqual(['PASTIKAN_DULU'])
    expect(
      codesOf(await house.actions.sessions.prove(actor, opened.sessionId, 'bukan sandinya')),
    ).toEqual(['SANDI_LAMA_SALAH'])
    expectOk(await house.actions.sessions.prove(actor, opened.sessionId, 'kursi rotan tiga meja'))
    expect((await house.actions.secondFactor.renewCodes(own)).ok).toBe(true)
  })
})

describe('passkeys', () => {
  it('finish a sign-in, for the challenge of that sign-in only', async () => {
    const house = createTestHouse(db)
    const officer = await newOfficer(house, 'petugas-kunci')
    const { opened } = await enrol(house, officer)
    const actor = (await house.identity.sessions.find(opened.token))?.actor
    if (actor?.kind !== 'officer') throw new Error('an officer')
    const key = createFakeAuthenticator('http://pendopo.test')
    const { accountId, username, visitor, sandi } = officer
    const offered = await offerPasskey(house.deps, {
      accountId,
      username,
      name: actor.name,
      sessionId: opened.sessionId,
    })
    expectOk(
      await house.actions.secondFactor.keepPasskey(
        { actor, sessionId: opened.sessionId },
        { response: key.create(offered.challenge), name: 'Ponsel Rini' },
      ),
    )

    const begin = async () => {
      const pending = expectOk(await house.actions.signIn({ identitas: username, sandi }, visitor))
      const { sessionId } = pending
      const { challenge } = await askPasskey(house.deps, { accountId, sessionId })
      const complete = (response: unknown) =>
        house.actions.secondStep.complete({ kind: 'passkey', response }, { ...visitor, sessionId })
      return { challenge, complete }
    }
    const first = await begin()
    const answer = key.use(first.challenge)
    const second = await begin()
    expect(codesOf(await second.complete(answer))).toEqual(['KUNCI_SANDI_GAGAL'])
    const third = await begin()
    const evil = key.use(third.challenge, { origin: 'http://pendopo.evil' })
    expect(codesOf(await third.complete(evil))).toEqual(['KUNCI_SANDI_GAGAL'])
    const fourth = await begin()
    expect((await fourth.complete(key.use(fourth.challenge))).ok).toBe(true)
    const cloned = await begin()
    const old = key.use(cloned.challenge, { counter: 1 })
    expect(codesOf(await cloned.complete(old))).toEqual(['KUNCI_SANDI_GAGAL'])
  })
})

describe('second factors in the database', () => {
  it('are seen only by a transaction that says whose they are', async () => {
    const house = createTestHouse(db)
    const officer = await newOfficer(house, 'petugas-rls')
    await enrol(house, officer)
    const count = sql<{ n: number }>`select count(*)::int as n from identity.totp`
    expect((await rows(owner, count))[0]?.n).toBeGreaterThan(0)
    expect((await rows(db, count))[0]?.n).toBe(0)
    const seen = await transaction(db, async (tx) => {
      await actForAccount(tx, officer.accountId)
      return { own: await rows(tx, count), keys: await listPasskeys(tx, officer.accountId) }
    })
    expect(seen.own[0]?.n).toBe(1)
    const [row] = await rows(
      owner,
      sql<{ all: string }>`select t::text as all from identity.totp t limit 1`,
    )
    expect(row?.all).not.toMatch(/[A-Z2-7]{32}/)
  })
})

describe('suspended accounts and demo visitors', () => {
  it('lose every session at once and hear why only with the right password', async () => {
    const house = createTestHouse(db)
    await transaction(db, (tx) => house.identity.seedDemo(tx, DEMO))
    const { demoAccountId } = await import('./index.ts')
    const admin = await house.identity.actorOf(db, demoAccountId('admin'))
    const login = { identitas: 'kadis-pupr', sandi: 'pendopo-demo' }
    const opened = expectOk(await house.actions.signIn(login, VISITOR))
    if (admin === undefined) throw new Error('an admin')
    const order = { accountId: opened.accountId, reason: 'Pindah tugas' }
    expectOk(await house.actions.officers.suspend(admin, order))
    expect(await house.identity.sessions.find(opened.token)).toBeUndefined()
    expect(codesOf(await house.actions.signIn(login, VISITOR))).toEqual(['AKUN_DITANGGUHKAN'])
    expect(codesOf(await house.actions.signIn({ ...login, sandi: 'salah' }, VISITOR))).toEqual([
      'MASUK_GAGAL',
    ])
    expectOk(await house.actions.officers.restore(admin, order))
    expect((await house.actions.signIn(login, VISITOR)).ok).toBe(true)
  })

  it('cannot change what a shared demo account is entered with', async () => {
    const house = createTestHouse(db)
    await transaction(db, (tx) => house.identity.seedDemo(tx, DEMO))
    const opened = expectOk(
      await house.actions.signIn({ identitas: 'warga', sandi: 'pendopo-demo' }, VISITOR),
    )
    const actor = (await house.identity.sessions.find(opened.token))?.actor
    if (actor?.kind !== 'citizen') throw new Error('a citizen')
    const visitor = { ...VISITOR, sessionId: opened.sessionId }
    const own = { actor, sessionId: opened.sessionId }
    const form = {
      sandiLama: 'pendopo-demo',
      sandi: 'baru sekali ini',
      sandiUlang: 'baru sekali ini',
    }
    expect(codesOf(await house.actions.changePassword(actor, form, visitor))).toEqual([
      'AKUN_CONTOH',
    ])
    expect(codesOf(await house.actions.secondFactor.offer(own))).toEqual(['AKUN_CONTOH'])
    expect(
      codesOf(await house.actions.profile.startContact({ actor, visitor }, '081200001111')),
    ).toEqual(['AKUN_CONTOH'])
  })
})
