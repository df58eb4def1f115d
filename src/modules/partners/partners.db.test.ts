import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openVisitor, signIn } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { Actor } from '../../kernel/actor.ts'
import { oneRow, rows, run, sql } from '../../platform/db/database.ts'
import { openDukcapil } from '../../stand-ins/dukcapil.ts'
import { serveStandIn } from '../../stand-ins/serve.ts'
import { demoAccountId } from '../identity/index.ts'
import { createDecideDispute, createReadDispute } from './actions/dispute.ts'
import { createFormFacts } from './actions/form-facts.ts'

const register = await serveStandIn(await openDukcapil(), { port: 0 })
afterAll(() => register.close())
let shiftMs = 0
const { app, database, logged } = await useRunningApp({
  now: () => new Date(Date.now() + shiftMs),
  env: { DUKCAPIL_URL: register.address, DUKCAPIL_KEY: 'rahasia-dukcapil' },
})
const { partners, kit, outside } = app

const NIK = '9901064507900001'
const WARGA = demoAccountId('warga')
const officer = (unitKode: string): Extract<Actor, { kind: 'officer' }> => ({
  kind: 'officer',
  accountId: demoAccountId('petugas-dukcapil'),
  name: 'Wulan',
  grants: [{ role: 'petugas-layanan', unitKode }],
})
let serial = 0
const reason = (more: object = {}) => {
  serial += 1
  return {
    tujuan: `Memeriksa permohonan nomor ${serial}`,
    subject: { kind: 'permohonan', id: `p-${serial}` },
    actor: officer('kel-kauman-jati'),
    accountId: WARGA,
    ...more,
  }
}
const later = (ms: number) => {
  shiftMs += ms
}

beforeEach(() => {
  register.setFault(undefined)
  later(10 * 60_000)
})

describe('a person of the population register', () => {
  it('comes back with the fields that were asked for and no others', async () => {
    const found = await partners.person(kit.db, {
      ...reason(),
      nik: NIK,
      bidang: ['nama', 'desaKode', 'lahir'],
    })
    expect(found).toMatchObject({
      kind: 'ditemukan',
      person: { nama: 'WAHYUNI LARASATI', desaKode: '99.01.06.1001', lahir: '1990-07-05' },
    })
    expect(Object.keys(found.kind === 'ditemukan' ? found.person : {})).toHaveLength(3)
  })

  it('comes back only when what the person says of themself fits', async () => {
    const ask = (klaim: object) =>
      partners.person(kit.db, { ...reason(), nik: NIK, bidang: ['alamat'], klaim })
    expect(await ask({ nama: 'Wahyuni Larasati, S.E.', lahir: '1990-07-05' })).toMatchObject({
      kind: 'ditemukan',
      person: { alamat: 'JALAN LUMBUNG RAYA 14' },
    })
    expect(await ask({ nama: 'Wahyu Larasati', lahir: '1990-05-07' })).toEqual({
      kind: 'tidak-cocok',
      bidang: ['nama', 'lahir'],
    })
  })

  it('that the register does not know is said so, and nothing is guessed', async () => {
    const nik = '9901064507900999'
    const found = await partners.person(kit.db, { ...reason(), nik, bidang: ['nama'] })
    expect(found).toEqual({ kind: 'tidak-ditemukan' })
  })

  it('is asked for once for one purpose, and anew for another', async () => {
    const why = reason()
    const ask = (more: object = {}) =>
      partners.person(kit.db, { ...why, ...more, nik: NIK, bidang: ['nama'] })
    const before = register.calls()
    await ask()
    await ask()
    expect(register.calls() - before).toBe(1)
    await ask({ tujuan: 'Tujuan lain sama sekali' })
    expect(register.calls() - before).toBe(2)
    later(25 * 3_600_000)
    await ask()
    expect(register.calls() - before).toBe(3)
  })

  it('is told of every look with its purpose, also of looks by their own application', async () => {
    const byOfficer = reason()
    const own = reason({
      actor: {
        kind: 'citizen',
        accountId: WARGA,
        name: 'Wahyuni',
        tier: 'nik-checked',
        grants: [],
      },
    })
    await partners.person(kit.db, { ...byOfficer, nik: NIK, bidang: ['nama'] })
    await partners.person(kit.db, { ...own, nik: NIK, bidang: ['alamat', 'rt'] })
    const seen = await app.audit.accessesTo(kit.db, WARGA, { limit: 2 })
    expect(seen).toMatchObject([
      { purpose: own.tujuan, fields: ['alamat', 'rt'], byKind: 'system' },
      { purpose: byOfficer.tujuan, fields: ['nama'], byName: 'Wulan' },
    ])
    const visitor = await signIn(app, 'warga')
    const page = await visitor.get('/akun/data-saya')
    expect(page.body).toContain(own.tujuan)
    const download = await visitor.get('/akun/data-saya/unduh')
    expect(download.body).toContain(byOfficer.tujuan)
  })

  it('looked at again on the next page of the same form is one look', async () => {
    const why = reason()
    const ask = (bidang: readonly ('nama' | 'rt')[]) =>
      partners.person(kit.db, { ...why, nik: NIK, bidang })
    const looks = async () => {
      const seen = await app.audit.accessesTo(kit.db, WARGA, { limit: 100 })
      return seen.filter(({ purpose }) => purpose === why.tujuan).length
    }
    await ask(['nama', 'rt'])
    await ask(['nama', 'rt'])
    expect(await looks()).toBe(1)
    await ask(['nama'])
    expect(await looks()).toBe(2)
  })

  it('is told to forms in the names of their definitions, and disputed in them', async () => {
    const facts = createFormFacts(partners)
    const { actor, accountId, subject, tujuan } = reason()
    const asked = { actor, accountId: accountId ?? '', subject, tujuan }
    const bidang = ['nama', 'desa', 'kawin', 'kelamin', 'tempatLahir']
    expect(await facts.person(kit.db, { ...asked, nik: NIK, bidang })).toEqual({
      kind: 'ditemukan',
      nilai: {
        'penduduk.nama': 'WAHYUNI LARASATI',
        'penduduk.tempatLahir': expect.any(String),
        'penduduk.kelamin': 'Perempuan',
        'penduduk.kawin': true,
        'penduduk.desa': '99.01.06.1001',
      },
    })
    const none = await facts.person(kit.db, { ...asked, nik: '9901064507900777' })
    expect(none).toEqual({ kind: 'tidak-ada' })
    const firm = await facts.nib(kit.db, { ...asked, nib: '9901000000017' })
    expect(firm).toMatchObject({
      nilai: { 'oss.nama': 'Warung Bu Wahyuni', 'oss.risiko': 'rendah' },
    })
    await facts.dispute(kit.db, {
      accountId: WARGA,
      nik: NIK,
      field: 'penduduk.desa',
      registerValue: '99.01.06.1001',
      claimed: '99.01.06.1002',
      subject,
    })
    expect((await partners.standing(kit.db, subject)).sanggahan).toMatchObject([
      { sistem: 'dukcapil', bidang: 'desaKode' },
    ])
  })

  it('leaves neither number nor name in plain text in our tables or in the log', async () => {
    await partners.matchLater(kit.db, {
      sistem: 'dukcapil',
      nomor: NIK,
      klaim: { nama: 'Wahyuni Larasati' },
      tujuan: 'Menyimpan untuk dicocokkan',
      subject: { kind: 'permohonan', id: 'p-polos' },
    })
    const tables = ['salinan', 'penelusuran', 'pencocokan', 'sanggahan', 'kuota', 'sistem_luar']
    for (const table of tables) {
      const { text } = await oneRow(
        database.owner,
        sql<{
          text: string
        }>`select coalesce(string_agg(t::text, ' '), '') as text from ${sql.table(`partners.${table}`)} t`,
      )
      expect([table, text.includes(NIK), /wahyuni/i.test(text)]).toEqual([table, false, false])
    }
    expect(logged()).not.toContain(NIK)
    expect(logged()).not.toContain('rahasia-dukcapil')
  })
})

describe('a register that is away', () => {
  it.each(['500', 'garbage', 'timeout', 'slow'] as const)(
    'with %s is left alone after at most five tries, told of, and found again by itself',
    async (fault) => {
      register.setFault(fault)
      const before = register.calls()
      for (let question = 0; question < 12; question += 1) {
        const found = await partners.person(kit.db, { ...reason(), nik: NIK, bidang: ['nama'] })
        expect(found).toMatchObject({ kind: 'tidak-terjangkau', sebab: 'gangguan' })
      }
      expect(register.calls() - before).toBeGreaterThan(0)
      expect(register.calls() - before).toBeLessThanOrEqual(5)
      const states = await outside.states(kit.db)
      expect(states.find(({ kode }) => kode === 'dukcapil')?.keadaan).toBe('terganggu')
      await outside.settled()
      const row = await oneRow(
        database.owner,
        sql<{
          gagal: number
        }>`select s.gagal_beruntun as gagal from partners.sistem_luar s where s.kode = 'dukcapil'`,
      )
      expect(row.gagal).toBe(3)

      register.setFault(undefined)
      later(16_000)
      const found = await partners.person(kit.db, { ...reason(), nik: NIK, bidang: ['nama'] })
      expect(found.kind).toBe('ditemukan')
      const healed = await outside.states(kit.db)
      expect(healed.find(({ kode }) => kode === 'dukcapil')?.keadaan).toBe('ok')
    },
    60_000,
  )

  it('gets one try when its pause is over, however many ask, and rests longer when that fails', async () => {
    register.setFault('500')
    const ask = () => partners.person(kit.db, { ...reason(), nik: NIK, bidang: ['nama'] })
    for (let question = 0; question < 3; question += 1) await ask()
    later(16_000)
    const before = register.calls()
    await Promise.all([ask(), ask(), ask(), ask(), ask()])
    expect(register.calls() - before).toBe(1)
    later(16_000)
    await ask()
    expect(register.calls() - before).toBe(1)
    later(16_000)
    await ask()
    expect(register.calls() - before).toBe(2)
  })

  it('is told of on /status without making the page ask it', async () => {
    register.setFault('500')
    for (let question = 0; question < 3; question += 1)
      await partners.person(kit.db, { ...reason(), nik: NIK, bidang: ['nama'] })
    const before = register.calls()
    const page = await openVisitor(app).get('/status')
    expect(page.body).toContain('Data kependudukan (Dukcapil)')
    expect(page.body).toContain('Terganggu')
    expect(register.calls()).toBe(before)
  })
})

const emitted = (type: string) =>
  rows(
    database.owner,
    sql<{
      payload: Readonly<Record<string, unknown>>
    }>`select o.payload from platform.outbox o where o.type = ${type} order by o.id`,
  )

describe('a fact that waits for a register', () => {
  const subject = (id: string) => ({ kind: 'permohonan', id })
  const wait = (id: string, klaim: Readonly<Record<string, string>>, nomor = NIK) =>
    partners.matchLater(kit.db, {
      sistem: 'dukcapil',
      nomor,
      klaim,
      tujuan: `Mencocokkan permohonan ${id}`,
      subject: subject(id),
      accountId: WARGA,
    })
  const stateOf = async (id: string) => partners.standing(kit.db, subject(id))

  it('stays while the register is away, is compared when it is back, and tells its case', async () => {
    await run(
      database.owner,
      sql`update partners.pencocokan set coba_lagi_at = now() + interval '9 years' where selesai_at is null`,
    )
    register.setFault('500')
    await wait('c-1', { nama: 'Wahyuni Larasati', rt: '3' })
    later(61_000)
    await app.runJob('partners.match', {})
    expect(await stateOf('c-1')).toMatchObject({ pencocokan: [{ hasil: 'menunggu' }] })
    register.setFault(undefined)
    later(10 * 60_000)
    await app.runJob('partners.match', {})
    expect(await stateOf('c-1')).toMatchObject({ pencocokan: [{ hasil: 'cocok' }], sanggahan: [] })
    const told = (await emitted('partners.cocokkan-selesai.v1')).at(-1)?.payload
    expect(told).toMatchObject({ subject: subject('c-1'), hasil: 'cocok', berbeda: [] })
    const { klaim } = await oneRow(
      database.owner,
      sql<{
        klaim: unknown
      }>`select p.klaim_tersegel as klaim from partners.pencocokan p where p.subjek_id = 'c-1'`,
    )
    expect(klaim).toBeNull()
  })

  it('that differs becomes a dispute for the keeper of the register', async () => {
    await wait('c-2', { nama: 'Wahyuni Larasati', alamat: 'Jalan Kenanga 5' })
    await wait('c-3', { nama: 'Siapa' }, '9901064507900998')
    later(61_000)
    await app.runJob('partners.match', {})
    expect(await stateOf('c-2')).toMatchObject({
      pencocokan: [{ hasil: 'berbeda', berbeda: ['alamat'] }],
      sanggahan: [{ bidang: 'alamat', status: 'menunggu' }],
    })
    expect(await stateOf('c-3')).toMatchObject({
      pencocokan: [{ hasil: 'tidak-ditemukan' }],
      sanggahan: [{ bidang: 'nik', status: 'menunggu' }],
    })
  })

  it('is compared once when two workers come for it', async () => {
    await wait('c-4', { nama: 'Wahyuni Larasati' })
    later(61_000)
    const before = (await emitted('partners.cocokkan-selesai.v1')).length
    await Promise.all([app.runJob('partners.match', {}), app.runJob('partners.match', {})])
    expect((await emitted('partners.cocokkan-selesai.v1')).length).toBe(before + 1)
  })
})

describe('a register that is wrong', () => {
  const say = (id: string, claimed = 'Jalan Sawo 12') =>
    partners.dispute(kit.db, {
      accountId: WARGA,
      nomor: NIK,
      field: 'alamat',
      registerValue: 'JALAN LUMBUNG RAYA 14',
      claimed,
      subject: { kind: 'permohonan', id },
    })
  const read = createReadDispute(partners.deps)
  const decide = createDecideDispute(partners.deps)
  const order = { hasil: 'diterima', alasan: 'Sesuai kartu keluarga asli.' }

  it('is disputed once per value, and refused where nothing differs', async () => {
    const [one, two] = [await say('d-1'), await say('d-1', 'Jalan Sawo 13')]
    expect(one.ok && two.ok && one.value.sanggahanId === two.value.sanggahanId).toBe(true)
    const same = await say('d-2', 'jalan lumbung raya 14')
    expect(same.ok ? [] : same.refusals.map(({ code }) => code)).toEqual(['NILAI_SANGGAHAN_SAMA'])
  })

  it('is seen and decided by the office that keeps the register, by nobody else', async () => {
    const said = await say('d-3')
    const id = said.ok ? said.value.sanggahanId : ''
    expect(await read(officer('pupr'), id)).toBeUndefined()
    expect(await decide(officer('pupr'), { ...order, id })).toBeUndefined()
    expect(await read(officer('dukcapil'), id)).toMatchObject({
      register: 'JALAN LUMBUNG RAYA 14',
      klaim: 'Jalan Sawo 12',
    })
    expect(await decide(officer('dukcapil'), { ...order, id })).toEqual({
      ok: true,
      value: 'decided',
    })
    const again = await decide(officer('dukcapil'), { ...order, id, hasil: 'ditolak' })
    expect(again).toMatchObject({ ok: false, refusals: [{ code: 'SANGGAHAN_SUDAH_DIPUTUS' }] })
    const told = (await emitted('partners.sanggahan-diputus.v1')).at(-1)?.payload
    expect(told).toMatchObject({ sanggahanId: id, bidang: 'alamat', hasil: 'diterima' })
    const [notice] = await partners.deps.notifications.feed(kit.db, WARGA, { limit: 1 })
    expect(notice?.text).toContain('alamat')
  })

  it('is asked anew once it was found wrong', async () => {
    const why = reason()
    const ask = () => partners.person(kit.db, { ...why, nik: NIK, bidang: ['alamat'] })
    await ask()
    const said = await say('d-4')
    await decide(officer('dukcapil'), { ...order, id: said.ok ? said.value.sanggahanId : '' })
    const before = register.calls()
    await ask()
    expect(register.calls() - before).toBe(1)
  })

  it('is decided on a page that loses nothing typed, and told to whom it is about', async () => {
    const said = await say('d-5')
    const id = said.ok ? said.value.sanggahanId : ''
    const keeper = await signIn(app, 'petugas-dukcapil')
    expect((await keeper.get('/kerja')).body).toContain('Sanggahan register')
    expect((await keeper.get('/kerja/sanggahan')).body).toContain(`/kerja/sanggahan/${id}`)
    const page = await keeper.get(`/kerja/sanggahan/${id}`)
    expect(page.body).toContain('Jalan Sawo 12')
    const refused = await keeper.post(`/kerja/sanggahan/${id}`, { hasil: '', alasan: 'pendek' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('pendek')
    expect(refused.body).toContain('Pilih keputusan')
    const done = await keeper.post(`/kerja/sanggahan/${id}`, order)
    expect([done.status, done.location]).toEqual([303, '/kerja/sanggahan'])
    const stranger = await signIn(app, 'kadis-pupr')
    expect((await stranger.get(`/kerja/sanggahan/${id}`)).status).toBe(404)
    expect((await stranger.get('/kerja/sanggahan')).body).toContain('dijaga kantor lain')
  })
})

describe('a business', () => {
  it('comes back from OSS by its NIB, with the highest of its risks', async () => {
    const found = await partners.nib(kit.db, { ...reason(), nib: '9901000000058' })
    expect(found).toMatchObject({
      kind: 'ditemukan',
      usaha: { nama: 'PT Wana Kayu Peraga', kbli: '16101', risiko: 'menengah_tinggi' },
    })
    const none = await partners.nib(kit.db, { ...reason(), nib: '9901000000999' })
    expect(none).toEqual({ kind: 'tidak-ditemukan' })
  })
})
