import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { rows, run, sql } from '../../../platform/db/database.ts'
import { createSafeFetch } from '../../../platform/net/safe-fetch.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'
import { readPenerusan } from '../web/kerja/penerusan-routes.tsx'
import { createApiKeys } from './api-keys.ts'
import { createForwardLaporan } from './forward-laporan.ts'
import { createManageMitra, type MitraInput } from './manage-mitra.ts'

let misbehave: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
const hostile: Server = createServer((request, response) => {
  request.resume()
  misbehave(request, response)
})
await new Promise<void>((done) => hostile.listen(0, '127.0.0.1', done))
const hostilePort = (hostile.address() as AddressInfo).port
afterAll(() => {
  hostile.closeAllConnections()
  hostile.close()
})

/** Another region's own Pendopo: the partner. */
const partner = await useRunningApp()
const partnerUrl = await partner.listen()
const partnerPort = new URL(partnerUrl).port
let clock = new Date('2026-11-25T03:00:00Z')
const ours = await useRunningApp({
  now: () => clock,
  env: { PRIVATE_HOSTS: `127.0.0.1:${partnerPort},127.0.0.1:${hostilePort}` },
})
const { deps } = ours.app.citizenReports

const ADMIN: Actor = {
  kind: 'officer',
  accountId: '00000000-0000-4000-8000-000000000001',
  name: 'Admin',
  grants: [{ role: 'admin' }],
}
const COORDINATOR: Actor = { ...ADMIN, grants: [{ role: 'operator-aduan' }] }
const key = await createApiKeys(partner.app.citizenReports.deps).create(
  { kind: 'system', name: 'uji' },
  { nama: 'Kabupaten Asal', lingkup: ['open311'] },
)
const apiKey = key.ok ? key.value.kunci : ''

const allowPrivate = [`127.0.0.1:${partnerPort}`, `127.0.0.1:${hostilePort}`]
const calling = { fetch: createSafeFetch({ allowPrivate }), sleep: async () => undefined }
const manage = createManageMitra(deps, calling)
const forward = createForwardLaporan(deps)
const mitra = (more: Partial<MitraInput> = {}): MitraInput => ({
  kode: 'tetangga',
  nama: 'Kota Tetangga',
  alamat: `${partnerUrl}/open311/v2/`,
  kunci: apiKey,
  jurisdictionId: '',
  pemetaan: 'taman = taman.rumput-liar\n* = lainnya.lain',
  isActive: true,
  ...more,
})
await manage.save(ADMIN, mitra())
await manage.save(
  ADMIN,
  mitra({ kode: 'nakal', nama: 'Server Nakal', alamat: `http://127.0.0.1:${hostilePort}/v2` }),
)

let serial = 0
async function makeCase(kategoriKode = 'taman.rumput-liar'): Promise<string> {
  serial += 1
  const desa = deps.reference.desaOf(deps.reference.kecamatan()[0]?.kode ?? '')[0]?.kode ?? ''
  const point = deps.reference.innerPoint(desa)
  const sent = await ours.app.citizenReports.submit(
    ours.app.kit.db,
    { kind: 'system', name: 'uji' },
    {
      kunciKlien: ours.app.kit.newSecretId(),
      kategoriKode,
      isian: {
        jenis: 'pengaduan',
        judul: `Rumput liar setinggi lutut ${serial}`,
        isi: 'Rumput liar menutup trotoar, hubungi 081234567890.',
        jawaban: {},
        isAnonim: false,
        isRahasia: false,
        isNamaTampil: false,
        nama: 'Ibu Ratna Pelapor',
      },
      lokasi: {
        lat: point?.lat ?? 0,
        lon: point?.lon ?? 0,
        sumber: 'peta',
        patokan: 'depan sekolah',
      },
      kontak: { telepon: '+6281234567890' },
      kanal: 'web',
      bahasa: 'id',
      isBrief: true,
    },
  )
  if (!sent.ok) throw new Error(sent.refusals[0]?.message)
  return sent.value.nomor
}

type Row = Readonly<{
  id: string
  rujukan: string | null
  token: string | null
  statusLuar: string | null
  gagalKali: number
  galat: string | null
  isGagal: boolean
}>
const penerusanOf = async (nomor: string) => {
  const found = await rows(
    ours.database.owner,
    sql<Row>`select p.id, p.rujukan, p.token, p.status_luar as "statusLuar", p.gagal_kali as "gagalKali", p.galat,
      p.is_gagal as "isGagal" from citizen_reports.penerusan p
    join citizen_reports.laporan l on l.id = p.laporan_id where l.nomor = ${nomor}`,
  )
  return found[0]
}
const sendNow = async (nomor: string) =>
  ours.app.runJob('citizen-reports.forward', { id: (await penerusanOf(nomor))?.id })
const follow = () => ours.app.runJob('citizen-reports.follow-partners', {})
const timelineOf = (nomor: string, isPublik: boolean) =>
  rows(
    ours.database.owner,
    sql<{
      kejadian: string
      pesan: string
    }>`select r.kejadian, r.pesan from citizen_reports.riwayat r
    join citizen_reports.laporan l on l.id = r.laporan_id
    where l.nomor = ${nomor} and r.is_publik = ${isPublik} and r.pesan is not null order by r.waktu, r.id`,
  )

describe('a case forwarded to another Pendopo', () => {
  it('arrives with its public words and nobody’s name, and its number comes back', async () => {
    const nomor = await makeCase()
    expect((await forward(COORDINATOR, { nomor, mitraKode: 'tetangga' })).ok).toBe(true)
    await sendNow(nomor)
    const sent = await penerusanOf(nomor)
    expect(sent?.rujukan).toMatch(/^ADU-/)
    const [there] = await rows(
      partner.database.owner,
      sql<{
        isi: string
        kategori: string
        kanal: string
        nama: string | null
        telepon: string | null
      }>`
      select l.isi, l.kategori_kode as kategori, l.kanal, p.nama, p.telepon from citizen_reports.laporan l
      join citizen_reports.pelapor p on p.laporan_id = l.id where l.nomor = ${sent?.rujukan ?? ''}`,
    )
    expect(there).toMatchObject({
      kategori: 'taman.rumput-liar',
      kanal: 'open311',
      nama: null,
      telepon: null,
    })
    expect(there?.isi).not.toContain('081234567890')
    expect(there?.isi).toContain(nomor)
    expect(await timelineOf(nomor, true)).toContainEqual({
      kejadian: 'diteruskan_luar',
      pesan: `Kota Tetangga, nomor ${sent?.rujukan}`,
    })
  })

  it('sent again after a crash is one case there, and forwarded twice is refused here', async () => {
    const nomor = await makeCase()
    await forward(COORDINATOR, { nomor, mitraKode: 'tetangga' })
    await sendNow(nomor)
    const first = await penerusanOf(nomor)
    await run(
      ours.database.owner,
      sql`update citizen_reports.penerusan set terkirim_at = null, rujukan = null where id = ${first?.id}::uuid`,
    )
    await sendNow(nomor)
    expect((await penerusanOf(nomor))?.rujukan).toBe(first?.rujukan)
    expect(await forward(COORDINATOR, { nomor, mitraKode: 'tetangga' })).toMatchObject({
      refusals: [{ code: 'SUDAH_DITERUSKAN' }],
    })
  })

  it('is followed: their state becomes public once, their words stay with the officers', async () => {
    const nomor = await makeCase()
    await forward(COORDINATOR, { nomor, mitraKode: 'tetangga' })
    await sendNow(nomor)
    const { rujukan } = (await penerusanOf(nomor)) ?? {}
    clock = new Date()
    await run(
      partner.database.owner,
      sql`with c as (update citizen_reports.laporan set status = 'proses', unit_kode = 'dlh', updated_at = now()
        where nomor = ${rujukan ?? ''} returning id)
      insert into citizen_reports.riwayat (id, laporan_id, waktu, kejadian, status, pelaku_jenis, pelaku_label, is_publik, pesan)
      select gen_random_uuid(), c.id, now(), 'tindak_lanjut', 'proses', 'petugas', 'DLH', true, 'Regu kami berangkat besok' from c`,
    )
    await wait(1_100)
    clock = new Date()
    await follow()
    await follow()
    expect(await penerusanOf(nomor)).toMatchObject({ statusLuar: 'IN_PROGRESS' })
    const told = (await timelineOf(nomor, true)).filter((row) => row.kejadian === 'kabar_mitra')
    expect(told.map((row) => row.pesan)).toContain(
      `Kota Tetangga, nomor ${rujukan}: sedang dikerjakan`,
    )
    expect(new Set(told.map((row) => row.pesan)).size).toBe(told.length)
    expect(JSON.stringify(told)).not.toContain('Regu kami')
    expect((await timelineOf(nomor, false)).map((row) => row.pesan)).toContain(
      'Regu kami berangkat besok',
    )
    const laporan = await findLaporanByNomor(ours.app.kit.db, nomor)
    expect(laporan?.status).toBe('masuk')
    if (laporan === undefined) throw new Error('the case is there')
    expect(await readPenerusan(deps, COORDINATOR, laporan)).toMatchObject({
      lines: [{ mitraNama: 'Kota Tetangga', rujukan, statusLuar: 'IN_PROGRESS' }],
      choices: [{ kode: 'nakal' }],
    })
  })

  it('is never a secret one, a closed one, or one the officer has nothing to do with', async () => {
    const nomor = await makeCase('integritas.pungli')
    expect(await forward(COORDINATOR, { nomor, mitraKode: 'tetangga' })).toMatchObject({
      refusals: [{ code: 'LAPORAN_TIDAK_DITEMUKAN' }],
    })
    const open = await makeCase()
    const stranger: Actor = { ...ADMIN, grants: [{ role: 'penghubung-opd', unitKode: 'pupr' }] }
    expect(await forward(stranger, { nomor: open, mitraKode: 'tetangga' })).toMatchObject({
      refusals: [{ code: 'TIDAK_BERWENANG' }],
    })
    expect(await forward(COORDINATOR, { nomor: open, mitraKode: 'tidak-ada' })).toMatchObject({
      refusals: [{ code: 'MITRA_TIDAK_ADA' }],
    })
  })
})

describe('a partner that misbehaves', () => {
  const heal = () =>
    run(
      ours.database.owner,
      sql`update citizen_reports.mitra set gagal_beruntun = 0, istirahat_sampai = null where kode = 'nakal'`,
    )

  it.each<readonly [string, typeof misbehave]>([
    ['500', (_request, response) => response.writeHead(500).end('rusak')],
    ['garbage', (_request, response) => response.writeHead(200).end('<<<bukan xml')],
    ['nothing', (request) => request.socket.destroy()],
    ['entities', (_request, response) => response.end('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')],
  ])('with %s is tried again, and what failed is to be seen', async (_name, act) => {
    await heal()
    misbehave = act
    const nomor = await makeCase()
    await forward(COORDINATOR, { nomor, mitraKode: 'nakal' })
    await expect(sendNow(nomor)).rejects.toThrow()
    const tried = await penerusanOf(nomor)
    expect(tried).toMatchObject({ gagalKali: 1, isGagal: false })
    expect(tried?.galat).not.toBe('')
  })

  it('leads us nowhere else: a redirect into our own house is refused for good', async () => {
    await heal()
    misbehave = (_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:5432/' }).end()
    const nomor = await makeCase()
    await forward(COORDINATOR, { nomor, mitraKode: 'nakal' })
    await sendNow(nomor)
    expect(await penerusanOf(nomor)).toMatchObject({ isGagal: true })
    expect(JSON.stringify(await timelineOf(nomor, false))).toContain('Penerusan ke nakal gagal')
  })

  it('that says no is believed, and the officer may send again after mending', async () => {
    await heal()
    misbehave = (_request, response) =>
      response
        .writeHead(403)
        .end(
          '<errors><error><code>403</code><description>kunci kedaluwarsa</description></error></errors>',
        )
    const nomor = await makeCase()
    await forward(COORDINATOR, { nomor, mitraKode: 'nakal' })
    await sendNow(nomor)
    expect((await penerusanOf(nomor))?.galat).toContain('kunci kedaluwarsa')
    misbehave = (_request, response) =>
      response.end('<service_requests><request><token>T-9</token></request></service_requests>')
    expect((await forward(COORDINATOR, { nomor, mitraKode: 'nakal' })).ok).toBe(true)
    await ours.app.runJob('citizen-reports.forward', { id: (await penerusanOf(nomor))?.id })
    expect(await penerusanOf(nomor)).toMatchObject({ token: 'T-9', isGagal: false, rujukan: null })
    misbehave = (request, response) =>
      request.url?.includes('tokens/T-9')
        ? response.end(
            '<service_requests><request><token>T-9</token><service_request_id>NK-7</service_request_id></request></service_requests>',
          )
        : response.writeHead(404).end('<errors></errors>')
    clock = new Date(clock.getTime() + 60_000)
    await follow()
    expect((await penerusanOf(nomor))?.rujukan).toBe('NK-7')
  }, 30_000)

  it('is left in peace after three failures, and other partners go on', async () => {
    await heal()
    misbehave = (_request, response) => response.writeHead(503).end()
    const nomor = await makeCase()
    await forward(COORDINATOR, { nomor, mitraKode: 'nakal' })
    for (let count = 0; count < 3; count += 1) await expect(sendNow(nomor)).rejects.toThrow()
    let calls = 0
    misbehave = (_request, response) => {
      calls += 1
      response.writeHead(503).end()
    }
    await sendNow(nomor)
    await follow()
    expect(calls).toBe(0)
    const list = await manage.list(ADMIN)
    const [sick] = list.ok ? list.value.filter((one) => one.kode === 'nakal') : []
    expect(sick?.istirahatSampai).not.toBeNull()
    expect(sick?.galat).toContain('503')
  })

  it('that drips for ever is cut', async () => {
    const dripping = createManageMitra(deps, {
      ...calling,
      fetch: (url, request) => calling.fetch(url, { ...request, timeoutMs: 300 }),
    })
    misbehave = (_request, response) => {
      const drip = setInterval(() => response.write('<'), 20)
      response.on('close', () => clearInterval(drip))
    }
    const started = performance.now()
    expect(await dripping.test(ADMIN, 'nakal')).toMatchObject({
      refusals: [{ code: 'MITRA_TIDAK_MENJAWAB' }],
    })
    expect(performance.now() - started).toBeLessThan(9_500)
  }, 20_000)
})

describe('the administrator of partners', () => {
  it('sees what a partner offers, and no one else may', async () => {
    const tested = await manage.test(ADMIN, 'tetangga')
    expect(tested.ok && tested.value.length).toBeGreaterThan(100)
    expect((await manage.test(COORDINATOR, 'tetangga')).ok).toBe(false)
    expect((await manage.save(COORDINATOR, mitra())).ok).toBe(false)
  })

  it('keeps the key sealed, and the one there is when none is typed', async () => {
    await manage.save(ADMIN, mitra({ kunci: '', nama: 'Kota Tetangga Baru' }))
    const [stored] = await rows(
      ours.database.owner,
      sql<{
        kunci: Buffer
        nama: string
      }>`select m.kunci_tersegel as kunci, m.nama from citizen_reports.mitra m where m.kode = 'tetangga'`,
    )
    expect(stored?.kunci.toString('latin1')).not.toContain(apiKey)
    expect((await manage.test(ADMIN, 'tetangga')).ok).toBe(true)
  })

  it('is told every mistake of the form at once', async () => {
    const saved = await manage.save(
      ADMIN,
      mitra({ kode: 'A B', nama: 'x', alamat: 'ftp://x', pemetaan: 'tanpa tanda\ntidak.ada = 1' }),
    )
    expect(saved.ok ? [] : saved.refusals.map((one) => one.field)).toEqual([
      'kode',
      'nama',
      'alamat',
      'pemetaan',
      'pemetaan',
    ])
  })
})
