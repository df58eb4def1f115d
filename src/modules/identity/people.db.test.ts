import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { tanggal } from '../../kernel/date.ts'
import { rows, sql, transaction } from '../../platform/db/database.ts'
import { addUser, demoAccountId } from './index.ts'
import { codesOf, expectOk, newCitizen } from './testing/citizens.ts'
import { createTestHouse, DEMO } from './testing/test-house.ts'
import type { PersonalDataSource } from './types.ts'

const { db, owner } = await useTestDatabase()
const DAY = 86_400_000

/** The demo people, each as an actor of today. */
async function openOffice(sources: readonly PersonalDataSource[] = []) {
  const house = createTestHouse(db, sources)
  await transaction(db, (tx) =>
    house.identity.seedDemo(tx, [
      ...DEMO,
      {
        username: 'sekdis-pupr',
        name: 'Dewi Anjani',
        position: 'Sekretaris Dinas',
        unitKode: 'pupr',
        roles: [],
        wilayahKode: null,
        jenis: 'officer',
      },
      {
        username: 'loket',
        name: 'Joko Pramono',
        position: 'Petugas Loket',
        unitKode: 'setda',
        roles: ['loket'],
        wilayahKode: null,
        jenis: 'officer',
      },
    ]),
  )
  const actorOf = async (username: string): Promise<SignedIn> => {
    const actor = await house.identity.actorOf(db, demoAccountId(username))
    if (actor === undefined) throw new Error(`no actor ${username}`)
    return actor
  }
  return { house, actorOf, admin: await actorOf('admin') }
}

const wish = {
  unitKode: 'pupr',
  wilayahKode: null,
  berlakuMulai: tanggal('2026-11-25'),
  berlakuSampai: null,
  dasar: 'SK Bupati 188/1/2026',
} as const

describe('roles', () => {
  it('are given with a decree, hold from that day, and are gone with the next request when revoked', async () => {
    const { house, actorOf, admin } = await openOffice()
    const accountId = demoAccountId('sekdis-pupr')
    expect((await actorOf('sekdis-pupr')).grants).toEqual([])
    const bendahara = { ...wish, peran: 'bendahara' }
    expectOk(await house.actions.officers.grant(admin, accountId, bendahara))
    expect((await actorOf('sekdis-pupr')).grants).toEqual([{ role: 'bendahara', unitKode: 'pupr' }])
    expect(codesOf(await house.actions.officers.grant(admin, accountId, bendahara))).toEqual([
      'PERAN_SUDAH_ADA',
    ])
    const detail = await house.actions.officers.find(accountId)
    const peranId = detail?.roles[0]?.id ?? ''
    const order = { accountId, peranId, reason: 'Pindah tugas' }
    expectOk(await house.actions.officers.revoke(admin, order))
    expect((await actorOf('sekdis-pupr')).grants).toEqual([])
  })

  it('are refused for a unit or area that is not on the list', async () => {
    const { house, admin } = await openOffice()
    const unknown = { ...wish, peran: 'camat', unitKode: 'entah', wilayahKode: '11.11' }
    expect(
      codesOf(await house.actions.officers.grant(admin, demoAccountId('sekdis-pupr'), unknown)),
    ).toEqual(['UNIT_TIDAK_DIKENAL', 'WILAYAH_TIDAK_DIKENAL'])
  })

  it('are given by the administrator alone, and by nobody to themself', async () => {
    const { house, actorOf, admin } = await openOffice()
    const peran = { ...wish, peran: 'bendahara' }
    const bupati = await actorOf('bupati')
    expect(
      codesOf(await house.actions.officers.grant(bupati, demoAccountId('sekdis-pupr'), peran)),
    ).toEqual(['TIDAK_BERWENANG'])
    expect(codesOf(await house.actions.officers.grant(admin, admin.accountId, peran))).toEqual([
      'DIRI_SENDIRI',
    ])
    const reason = 'coba'
    expect(
      codesOf(await house.actions.officers.suspend(admin, { accountId: admin.accountId, reason })),
    ).toEqual(['DIRI_SENDIRI'])
    expect(
      codesOf(
        await house.actions.officers.suspend(admin, { accountId: demoAccountId('warga'), reason }),
      ),
    ).toEqual(['AKUN_TIDAK_ADA'])
  })
})

describe('acting officials', () => {
  it('carry the role for the days named, and everyone sees for whom', async () => {
    const { house, actorOf } = await openOffice()
    const kadis = await actorOf('kadis-pupr')
    const order = {
      giverId: kadis.accountId,
      receiverUsername: 'Sekdis-PUPR',
      wish: {
        ...wish,
        peran: 'kepala-opd',
        jenis: 'plh',
        berlakuMulai: tanggal('2026-11-26'),
        berlakuSampai: tanggal('2026-11-27'),
        dasar: 'SPT 094/12/2026',
      },
    } as const
    expectOk(await house.actions.assignments.assign(kadis, order))
    expect((await actorOf('sekdis-pupr')).grants).toEqual([])
    house.wait(DAY)
    const acting = {
      role: 'kepala-opd',
      unitKode: 'pupr',
      onBehalfOf: kadis.accountId,
      as: 'plh',
    }
    expect((await actorOf('sekdis-pupr')).grants).toEqual([acting])
    const heads = await house.identity.officersWith(db, 'kepala-opd', 'pupr')
    expect(heads.map(({ name }) => name).sort()).toEqual(['Dewi Anjani', 'Ir. Bambang Suroso'])
    house.wait(2 * DAY)
    expect((await actorOf('sekdis-pupr')).grants).toEqual([])
  })

  it('cannot be named by someone who does not hold the role, nor passed on', async () => {
    const { house, actorOf } = await openOffice()
    const sekdis = await actorOf('sekdis-pupr')
    const base = { ...wish, peran: 'kepala-opd', jenis: 'delegasi' } as const
    const until = { ...base, berlakuSampai: tanggal('2026-12-01') }
    const order = { giverId: sekdis.accountId, receiverUsername: 'loket', wish: until }
    expect(codesOf(await house.actions.assignments.assign(sekdis, order))).toEqual([
      'BUKAN_PERAN_PEMBERI',
    ])
    const kadis = await actorOf('kadis-pupr')
    const stolen = { ...order, giverId: kadis.accountId }
    expect(codesOf(await house.actions.assignments.assign(sekdis, stolen))).toEqual([
      'TIDAK_BERWENANG',
    ])
    const given = { giverId: kadis.accountId, receiverUsername: 'sekdis-pupr', wish: until }
    expectOk(await house.actions.assignments.assign(kadis, given))
    expect(codesOf(await house.actions.assignments.assign(sekdis, order))).toEqual([
      'BUKAN_PERAN_PEMBERI',
    ])
  })

  it('end at once when the giver takes it back; for others the assignment does not exist', async () => {
    const { house, actorOf } = await openOffice()
    const kadis = await actorOf('kadis-pupr')
    const wishUntil = {
      ...wish,
      peran: 'pa',
      jenis: 'delegasi',
      berlakuSampai: tanggal('2026-12-01'),
    } as const
    const order = { giverId: kadis.accountId, receiverUsername: 'loket', wish: wishUntil }
    expectOk(await house.actions.assignments.assign(kadis, order))
    const { assignments } = await house.actions.assignments.overview(kadis.accountId)
    const id = assignments.find(({ keNama }) => keNama === 'Joko Pramono')?.id ?? ''
    const bupati = await actorOf('bupati')
    expect(codesOf(await house.actions.assignments.revoke(bupati, id))).toEqual(['TUGAS_TIDAK_ADA'])
    expectOk(await house.actions.assignments.revoke(kadis, id))
    const loket = await actorOf('loket')
    expect(loket.grants.map(({ role }) => role)).toEqual(['loket'])
  })
})

describe('the line up', () => {
  it('goes from the head of the unit or the unit above, over the secretary, to the bupati', async () => {
    const { house, admin } = await openOffice()
    const accountId = demoAccountId('loket')
    expectOk(
      await house.actions.officers.grant(admin, accountId, {
        ...wish,
        peran: 'kepala-opd',
        unitKode: 'setda',
      }),
    )
    const namesAt = async (unitKode: string, level: 1 | 2 | 3) =>
      (await house.identity.superiorsOf(db, unitKode, level)).map(({ name }) => name)
    expect(await namesAt('pupr', 1)).toContain('Ir. Bambang Suroso')
    expect(await namesAt('pupr-uptd', 1)).toContain('Ir. Bambang Suroso')
    expect(await namesAt('pupr-uptd', 2)).toEqual(['Joko Pramono'])
    expect(await namesAt('pupr-uptd', 3)).toEqual(['Retno Wulandari'])
  })
})

describe('pendopo user add', () => {
  it('hands out a one-time password that dies after seven days', async () => {
    const house = createTestHouse(db)
    house.setDemo(false)
    const officer = { username: 'baru-admin', name: 'Agus Salim', role: 'admin' }
    const { addUser: add } = await import('./actions/add-user.ts')
    const added = expectOk(await transaction(db, (tx) => add(house.deps, tx, { officer })))
    expect(added.password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
    house.wait(7 * DAY)
    const visitor = { ip: '192.0.2.77', userAgent: '', lang: 'id' } as const
    const login = { identitas: 'baru-admin', sandi: added.password }
    expect(codesOf(await house.actions.signIn(login, visitor))).toEqual(['SANDI_SEMENTARA_HABIS'])
  })

  it('names what is wrong with all of it at once', async () => {
    const house = createTestHouse(db)
    const { addUser: add } = await import('./actions/add-user.ts')
    const officer = { username: '1x', name: '', role: 'loket', unitKode: 'entah' }
    expect(codesOf(await transaction(db, (tx) => add(house.deps, tx, { officer })))).toEqual([
      'NAMA_PENGGUNA_TIDAK_SAH',
      'NAMA_KOSONG',
      'UNIT_TIDAK_DIKENAL',
    ])
    expect(typeof addUser).toBe('function')
  })
})

describe('face to face', () => {
  it('raises the tier with a record, and takes the NIK from an account that only typed it', async () => {
    const { house, actorOf } = await openOffice()
    const nik = '9901014101900077'
    const squatter = await newCitizen(db, house)
    const squatterActor = await house.identity.actorOf(db, squatter.opened.accountId)
    if (squatterActor === undefined) throw new Error('a citizen')
    expectOk(await house.actions.addNik(squatterActor, nik))
    const real = await newCitizen(db, house)
    const loket = await actorOf('loket')
    const found = await house.actions.counter.find(loket, real.kontak)
    expect(found).toMatchObject({ name: 'Siti Aminah', tier: 'unverified' })
    expectOk(
      await house.actions.counter.record(loket, {
        accountId: found?.id ?? '',
        dokumen: 'ktp-el',
        nik,
        catatan: '',
      }),
    )
    const tierOf = async (id: string) => (await house.identity.findAccount(db, id))?.tier
    expect(await tierOf(real.opened.accountId)).toBe('face-to-face')
    expect(await tierOf(squatter.opened.accountId)).toBe('unverified')
    const other = await newCitizen(db, house)
    expect(
      codesOf(
        await house.actions.counter.record(loket, {
          accountId: other.opened.accountId,
          dokumen: 'ktp-el',
          nik,
          catatan: '',
        }),
      ),
    ).toEqual(['NIK_DIPAKAI_ORANG_LAIN'])
  })

  it('is for the counter only, and the citizen sees who looked', async () => {
    const { house, actorOf, admin } = await openOffice()
    const { kontak, opened } = await newCitizen(db, house)
    expect(await house.actions.counter.find(admin, kontak)).toBeUndefined()
    await house.actions.counter.find(await actorOf('loket'), kontak)
    const citizen = await house.identity.actorOf(db, opened.accountId)
    if (citizen === undefined) throw new Error('a citizen')
    const mine = await house.actions.myData.collect(citizen)
    expect(mine?.accesses).toHaveLength(1)
    expect(mine?.accesses[0]).toMatchObject({
      byName: 'Joko Pramono',
      purpose: 'Pemeriksaan tatap muka di loket',
    })
  })
})

describe('my data', () => {
  it('shows the NIK hidden but for four digits, and what other modules hold', async () => {
    const source: PersonalDataSource = {
      name: 'Laporan',
      collect: async () => [{ nomor: 'ADU-2026-000001-X' }],
      keptBecause: { id: 'Arsip', en: 'Archive' },
    }
    const { house } = await openOffice([source])
    const { opened } = await newCitizen(db, house)
    const citizen = await house.identity.actorOf(db, opened.accountId)
    if (citizen === undefined) throw new Error('a citizen')
    expectOk(await house.actions.addNik(citizen, '9901014101900088'))
    const mine = await house.actions.myData.collect(citizen)
    expect(mine?.nik).toBe('••••••••••••0088')
    expect(mine?.others[0]?.data).toEqual([{ nomor: 'ADU-2026-000001-X' }])
  })

  it('is recorded when an officer reads a contact, with the purpose the citizen will see', async () => {
    const { house, actorOf } = await openOffice()
    const { opened, kontak } = await newCitizen(db, house)
    const look = {
      accountId: opened.accountId,
      purpose: 'Menindaklanjuti laporan ADU-2026-000012-K',
      subject: { kind: 'laporan', id: 'L1' },
    }
    const contact = await house.identity.readContact(db, await actorOf('bupati'), look)
    expect(contact).toEqual({ name: 'Siti Aminah', phone: `+62${kontak.slice(1)}` })
    const [seen] = await house.deps.audit.accessesTo(db, opened.accountId, { limit: 5 })
    expect(seen).toMatchObject({ purpose: look.purpose, fields: ['nama', 'telepon'] })
  })

  it('is erased on request once an administrator grants it, in other modules too', async () => {
    const erased: string[] = []
    const source: PersonalDataSource = {
      name: 'Laporan',
      collect: async () => [],
      erase: async (_tx, accountId) => {
        erased.push(accountId)
      },
      keptBecause: { id: 'Arsip', en: 'Archive' },
    }
    const { house, admin } = await openOffice([source])
    const { opened, kontak, sandi, visitor } = await newCitizen(db, house)
    const citizen = await house.identity.actorOf(db, opened.accountId)
    if (citizen === undefined) throw new Error('a citizen')
    const form = { jenis: 'hapus', bidang: '', isi: 'Saya pindah kota' } as const
    expectOk(await house.actions.myData.request(citizen, form))
    expect(codesOf(await house.actions.myData.request(citizen, form))).toEqual([
      'PERMINTAAN_SUDAH_ADA',
    ])
    const open = await house.actions.myData.listOpen()
    const request = open.find(({ akunId }) => akunId === opened.accountId)
    const decision = { requestId: request?.id ?? '', isGranted: true, answer: 'Dikabulkan' }
    expect(codesOf(await house.actions.myData.decide(citizen, decision))).toEqual([
      'TIDAK_BERWENANG',
    ])
    expectOk(await house.actions.myData.decide(admin, decision))
    expect(codesOf(await house.actions.myData.decide(admin, decision))).toEqual(['SUDAH_DIPUTUS'])
    expect(erased).toEqual([opened.accountId])
    expect(await house.identity.sessions.find(opened.token)).toBeUndefined()
    expect(codesOf(await house.actions.signIn({ identitas: kontak, sandi }, visitor))).toEqual([
      'MASUK_GAGAL',
    ])
    const [row] = await rows(
      owner,
      sql<{
        nama: string
        telepon: string | null
      }>`select nama, telepon from identity.akun where id = ${opened.accountId}`,
    )
    expect(row).toEqual({ nama: 'Akun dihapus', telepon: null })
  })
})

describe('a new number', () => {
  it('counts once its code is given, and the old number is told', async () => {
    const { house, opened, visitor, kontak } = await newCitizen(db)
    const actor = await house.identity.actorOf(db, opened.accountId)
    if (actor === undefined) throw new Error('a citizen')
    const session = { actor, visitor: { ...visitor, sessionId: opened.sessionId } }
    const { codeId } = expectOk(await house.actions.profile.startContact(session, '0857-1111-2222'))
    const kode = house.lastCode()
    expectOk(await house.actions.profile.confirmContact(actor, { codeId, kode }))
    expect(house.sent.at(-1)).toMatchObject({ to: `+62${kontak.slice(1)}` })
    expect((await house.actions.profile.find(actor))?.telepon).toBe('+6285711112222')
  })

  it('cannot be confirmed by somebody else, and is asked for only by someone present', async () => {
    const { house, opened, visitor } = await newCitizen(db)
    const thief = await newCitizen(db, house)
    const actor = await house.identity.actorOf(db, opened.accountId)
    const other = await house.identity.actorOf(db, thief.opened.accountId)
    if (actor === undefined || other === undefined) throw new Error('citizens')
    const session = { actor, visitor: { ...visitor, sessionId: opened.sessionId } }
    const { codeId } = expectOk(await house.actions.profile.startContact(session, '0857-1111-3333'))
    const kode = house.lastCode()
    expect(codesOf(await house.actions.profile.confirmContact(other, { codeId, kode }))).toEqual([
      'KODE_HABIS',
    ])
    const stolen = { actor, visitor: { ...visitor, sessionId: thief.opened.sessionId } }
    expect(codesOf(await house.actions.profile.startContact(stolen, '0857-1111-4444'))).toEqual([
      'PASTIKAN_DULU',
    ])
    house.wait(10 * 60_000)
    expect(codesOf(await house.actions.profile.startContact(session, '0857-1111-4444'))).toEqual([
      'PASTIKAN_DULU',
    ])
  })
})

describe('the daily purge', () => {
  it('removes dead codes, sessions and counters, and keeps what is alive', async () => {
    const { purge } = await import('./actions/purge.ts')
    const { house, opened } = await newCitizen(db)
    await purge(house.deps)
    expect(await house.identity.sessions.find(opened.token)).toBeDefined()
    house.wait(31 * DAY)
    const purged = await purge(house.deps)
    expect(purged.codes).toBeGreaterThan(0)
    expect(purged.sessions).toBeGreaterThan(0)
    expect(purged.tries).toBeGreaterThan(0)
    const left = await rows(owner, sql`select id from identity.kode_verifikasi`)
    expect(left).toHaveLength(0)
  })
})
