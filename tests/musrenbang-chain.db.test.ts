import { beforeAll, describe, expect, it } from 'vitest'
import type { SignedIn } from '../src/kernel/actor.ts'
import { present } from '../src/kernel/assert.ts'
import { addDays, yearOf } from '../src/kernel/date.ts'
import { KEEPER, must as mustKartu, typedKartu } from '../src/modules/assets/testing/goods.ts'
import { demoAccountId } from '../src/modules/identity/index.ts'
import { createDukung } from '../src/modules/musrenbang/actions/usulan.ts'
import { FOLLOW_PLANS } from '../src/modules/musrenbang/index.ts'
import { listLangkah } from '../src/modules/musrenbang/store/langkah-store.ts'
import { readRantai } from '../src/modules/musrenbang/store/rantai-store.ts'
import { findUsulan, listUsulan } from '../src/modules/musrenbang/store/usulan-store.ts'
import {
  BAPPEDA,
  CAMAT,
  DESA,
  KADES,
  okOf,
  rapatHouse,
  usulanForm,
  WARGA,
} from '../src/modules/musrenbang/testing/rapat-house.ts'
import { createAmend, createEnact, createSubmit } from '../src/modules/planning/actions/dokumen.ts'
import { createDecide, linesFor } from '../src/modules/planning/actions/usulan.ts'
import { findNewest } from '../src/modules/planning/store/dokumen-store.ts'
import { createAddBast, createMakeKontrak } from '../src/modules/treasury/actions/kontrak.ts'
import {
  must,
  openTreasuryHouse,
  PPTK1,
  rupiah,
} from '../src/modules/treasury/testing/treasury-house.ts'
import { oneRow, rows, sql, transaction } from '../src/platform/db/database.ts'
import { seedPlanning } from '../src/seed/demo-planning.ts'
import { createFormVisitor } from './support/form-visitor.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database } = await useRunningApp()
const { kit, planning, fiscal } = app
const meetings = rapatHouse(app)
const tahun = yearOf(kit.today())
const officer = (name: string, role: SignedIn['grants'][number]['role'], unitKode: string) =>
  ({
    kind: 'officer',
    accountId: demoAccountId(name),
    name,
    grants: [{ role, unitKode }],
  }) satisfies SignedIn
const KADIS = officer('kadis-pupr', 'kepala-opd', 'pupr')
const BUPATI = officer('bupati', 'bupati', 'setda')
const TIERS = [
  [KADES, { jenjang: 'desa', wilayah: DESA }],
  [CAMAT, { jenjang: 'kecamatan', wilayah: '99.01.02' }],
  [KADIS, { jenjang: 'forum', unit: 'pupr' }],
  [BAPPEDA, { jenjang: 'kabupaten' }],
] as const

/** From the RW to the regency, agreed at every tier, with one supporter. @returns its number */
async function climb(judul: string): Promise<string> {
  const id = await meetings.begin(KADES, { rw: '31' })
  const paper = { ...usulanForm({ judul, kamus: 'jalan-aspal', volume: '0,5' }) }
  const { nomor } = okOf(await meetings.write(KADES, id, { ...paper, tindakan: 'usulan' }))
  okOf(await createDukung(app.musrenbang.deps)(WARGA, { nomor, isDukung: true }))
  okOf(await meetings.write(KADES, id, { tindakan: 'putus', hasil: 'sepakat', nomor }))
  okOf(await meetings.close(KADES, id))
  for (const [actor, form] of TIERS) {
    const meeting = await meetings.begin(actor, form)
    const { jenjang } = form
    for (const one of await listUsulan(kit.db, { tahun, jenjang, status: 'dibahas', limit: 50 }))
      okOf(
        await meetings.write(actor, meeting, {
          tindakan: 'putus',
          hasil: 'sepakat',
          nomor: one.nomor,
        }),
      )
    okOf(await meetings.close(actor, meeting))
  }
  return nomor
}

const find = async (nomor: string) => present(await findUsulan(kit.db, nomor), nomor)
const chainOf = async (rencanaId: string) =>
  (await readRantai(kit.db, [rencanaId])).get(rencanaId) ?? []

/** Look at the plans as the hour does, twice at once and once more, and hand over what was told, each twice. */
async function follow(): Promise<void> {
  await Promise.all([app.runJob(FOLLOW_PLANS, {}), app.runJob(FOLLOW_PLANS, {})])
  await app.runJob(FOLLOW_PLANS, {})
  const waiting = await rows(
    database.owner,
    sql<{
      payload: unknown
      task: string
    }>`select j.payload, t.identifier as task from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload->>'subscriber' = 'musrenbang:kabar' order by j.id`,
  )
  for (const { task, payload } of waiting)
    for (const _twice of [1, 2]) await app.runJob(task, payload)
}

const told = async (nomor: string) => {
  const found = await rows(
    database.owner,
    sql<{ acara: string; kali: number }>`select p.kejadian as acara, count(*)::int as kali
    from notifications.pemberitahuan p where p.tautan = ${`/usulan/${nomor}`} and p.akun_id = ${WARGA.accountId}::uuid
    group by p.kejadian`,
  )
  return new Map(found.map(({ acara, kali }) => [acara, kali]))
}

/** The plan of this year, changed once more: the proposal is taken into one of its lines by the planners. */
async function intoPlan(nomor: string) {
  const { deps } = planning
  const mine = await find(nomor)
  const current = present(await findNewest(kit.db, { jenis: 'rkpd', tahun }), 'a plan of the year')
  const draft = okOf(await createAmend(deps)(BAPPEDA, current.id))
  const registered = present(await planning.usulan(kit.db, mine.rencanaId ?? ''), 'registered')
  const line = present((await linesFor(kit.db, registered))[0], 'a line it fits')
  const form = { hasil: 'terima', barisId: line.id, alasanKode: '', alasan: '' }
  okOf(await createDecide(deps)(BAPPEDA, { nomor: registered.nomor, form }))
  const enact = async () => {
    okOf(await createSubmit(deps)(BAPPEDA, draft))
    const act = { jenis: 'perkada', nomor: `90 Tahun ${tahun}`, tanggal: kit.today() }
    okOf(await createEnact(deps)(BUPATI, { id: draft, ...act }))
  }
  return { line, enact, registered }
}

describe('a proposal in the plan', () => {
  let nomor = ''
  const status = async () => (await find(nomor)).status
  const kinds = async () =>
    (await chainOf((await find(nomor)).rencanaId ?? '')).map(({ jenis }) => jenis)

  beforeAll(async () => {
    await transaction(app.jobDb, (tx) => seedPlanning(tx, planning))
    await meetings.open(tahun)
    nomor = await climb('Pengaspalan jalan poros dusun')
  }, 180_000)

  it('is followed to the thing handed over, each document once, and its supporter is told once a step', async () => {
    expect(await status()).toBe('rencana')
    await follow()
    expect(await status()).toBe('rencana')

    const { line, enact, registered } = await intoPlan(nomor)
    await follow()
    expect(await status()).toBe('rkpd')
    // A line of the plan in force that takes it in.
    expect(await kinds()).toEqual(['rkpd'])
    await enact()
    expect(await kinds()).toEqual(['rkpd'])
    await follow()
    expect(await status()).toBe('rkpd')

    const { nomenklatur } = await fiscal.kodefikasi(kit.db, tahun)
    const subKegiatan = present(nomenklatur.byId.get(line.subKegiatanId), 'a code').kode
    const house = await openTreasuryHouse(app, { subKegiatan, rkpdBarisId: line.id })
    expect(house.pupr.id).toBe(line.skpdId)
    await follow()
    expect(await status()).toBe('apbd')

    const today = kit.today()
    const termin = {
      jenis: 'termin',
      uraian: 'Selesai',
      nilai: rupiah(10_000_000),
      fisikBps: 10_000,
      rencana: today,
    } as const
    must(await house.release(rupiah(300_000_000)))
    const kontrak = must(
      await createMakeKontrak(house.deps)(PPTK1, {
        skpdId: house.pupr.id,
        subKegiatanId: house.sub.id,
        tanggal: today,
        mulai: today,
        selesai: addDays(today, 30),
        uraian: 'Pengaspalan jalan poros dusun',
        penyedia: 'CV Batu Kali',
        penyediaBank: 'Bank Contoh',
        penyediaRekening: '5566778899',
        nilai: rupiah(10_000_000),
        retensiBps: 0,
        pemeliharaanHari: 0,
        termin: [termin],
      }),
    )
    const bast = { kontrakId: kontrak.id, nomor: 'BA/31', tanggal: today, fisikBps: 10_000 }
    must(await createAddBast(house.deps)(PPTK1, bast))
    const stage = await oneRow(
      database.owner,
      sql<{ id: string }>`select t.id from treasury.termin t where t.kontrak_id = ${kontrak.id}`,
    )
    const baris = [
      { mataAnggaranId: house.mata[3] ?? '', uraian: '', jumlahSen: rupiah(10_000_000), pajak: [] },
    ]
    const asked = { kontrakId: kontrak.id, terminId: stage.id, baris }
    const spp = must(await house.submit(house.form(0, asked)))
    await follow()
    expect(await status()).toBe('kontrak')

    // The office is quick: signed, issued, paid and recorded within one hour. Each is a step of its own all the same.
    await house.toSpm(spp.id)
    const sp2d = must(await house.issue(spp.id))
    must(await house.pay(spp.id))
    const { barisId } = await oneRow(
      database.owner,
      sql<{
        barisId: string
      }>`select b.id as "barisId" from treasury.spp_baris b where b.spp_id = ${spp.id}`,
    )
    const [label = ''] = mustKartu(
      await app.assets.dariSp2d(KEEPER, {
        baris: [barisId],
        induk: undefined,
        typed: typedKartu({ tanggalPerolehan: '', nama: 'Jalan poros dusun' }),
      }),
    )
    await follow()
    await follow()
    expect(await status()).toBe('selesai')

    const steps = (await listLangkah(kit.db, (await find(nomor)).id)).slice(6)
    expect(steps.map((one) => [one.status, one.acuan])).toEqual([
      ['rkpd', registered.nomor],
      ['apbd', expect.stringMatching(/^5\.\d\.\d/)],
      ['kontrak', kontrak.nomor],
      ['dibayar', sp2d.nomor],
      ['selesai', label],
    ])
    const expected = ['dibahas', 'rencana', 'rkpd', 'apbd', 'kontrak', 'dibayar', 'selesai']
    const found = await told(nomor)
    expect([...found.keys()].toSorted()).toEqual(
      expected.map((one) => `musrenbang.${one}`).toSorted(),
    )
    for (const one of expected.slice(1))
      expect([one, found.get(`musrenbang.${one}`)]).toEqual([one, 1])
    await expectShown({ kontrak: kontrak.nomor, sp2d: sp2d.nomor, label })
  }, 240_000)

  async function expectShown(
    numbers: Readonly<{ kontrak: string; sp2d: string; label: string }>,
  ): Promise<void> {
    const chain = await chainOf((await find(nomor)).rencanaId ?? '')
    expect(new Set(chain.map(({ jenis, id }) => `${jenis} ${id}`)).size).toBe(chain.length)
    const once = chain.flatMap(({ jenis }) => (jenis === 'rka' ? [] : [jenis]))
    expect(once.toSorted()).toEqual(['kartu-aset', 'kontrak', 'rkpd', 'sp2d'])
    const visitor = createFormVisitor(app.server)
    const page = (await visitor.get(`/usulan/${nomor}`)).payload
    const shown = page.slice(page.indexOf('id="rantai"'), page.indexOf('id="isi-usulan"'))
    for (const { jenis, nomor: number, jumlah, tanggal, url, isBersama } of chain) {
      expect([jenis, number !== '', jumlah !== null, tanggal !== null, isBersama]).toEqual([
        jenis,
        true,
        true,
        true,
        false,
      ])
      expect([jenis, shown.split(`href="${url}"`).length]).toEqual([jenis, 2])
      expect([jenis, (await visitor.get(url)).statusCode]).toEqual([jenis, 200])
    }
    for (const number of [...Object.values(numbers), 'Rp10.000.000', 'Rp400.000.000'])
      expect([number, shown.includes(number)]).toEqual([number, true])
  }
})
