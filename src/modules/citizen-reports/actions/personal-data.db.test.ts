import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { present } from '../../../kernel/assert.ts'
import { oneRow, rows, run, sql, transaction } from '../../../platform/db/database.ts'
import { demoAccountId } from '../../identity/index.ts'
import { saveDraft } from '../store/draft-store.ts'
import { REPORT_DATA } from './personal-data.ts'
import { followLaporan, supportLaporan } from './support-laporan.ts'

const { app, database } = await useRunningApp()
const { citizenReports, kit, reference } = app
const PHONE = '081234567890'

/** Everything a citizen leaves in this module: a report with masked words, a secret one, and the small things. */
async function leaveTraces(username: string) {
  const accountId = demoAccountId(username)
  const actor = {
    kind: 'citizen',
    accountId,
    name: 'Warga',
    tier: 'unverified',
    grants: [],
  } as const
  const kecamatanKode = present(reference.kecamatan()[0], 'a kecamatan').kode
  const send = async (isRahasia: boolean) => {
    const sent = await citizenReports.submit(kit.db, actor, {
      kunciKlien: randomUUID(),
      kategoriKode: 'jalan.lubang',
      isian: {
        jenis: 'pengaduan',
        judul: `Jalan berlubang di gang ${username}`,
        isi: `Lubang dalam sekali, hubungi saya di ${PHONE} kapan saja.`,
        jawaban: {},
        isAnonim: false,
        isRahasia,
        isNamaTampil: true,
        nama: `Nama ${username}`,
      },
      lokasi: {
        lat: null,
        lon: null,
        sumber: 'patokan',
        patokan: `Rumah saya, telepon ${PHONE}`,
        kecamatanKode,
      },
      kontak: { telepon: '+6281234567890', email: `${username}@contoh.id` },
      kanal: 'web',
      bahasa: 'id',
      isBrief: true,
    })
    if (!sent.ok) throw new Error(sent.refusals.map((one) => one.code).join(' '))
    return sent.value
  }
  const open = await send(false)
  const secret = await send(true)
  const visitor = { actor, deviceId: username }
  await supportLaporan(citizenReports.deps, visitor, open.nomor)
  await followLaporan(citizenReports.deps, visitor, { nomor: open.nomor, lang: 'id' })
  await saveDraft(kit.db, {
    id: randomUUID(),
    perangkat: username,
    akunId: accountId,
    data: { judul: `Draf ${username}` },
    at: kit.now(),
  })
  for (const status of ['tampil', 'menunggu'])
    await run(
      database.owner,
      sql`insert into citizen_reports.komentar (id, laporan_id, akun_id, nama, isi, status, waktu, diputus_at)
      values (${randomUUID()}, ${open.id}, ${accountId}, ${`Nama ${username}`}, ${`Komentar ${status}`}, ${status}, ${kit.now()},
        ${status === 'menunggu' ? null : kit.now()})`,
    )
  return { accountId, username, open, secret }
}

type Traces = Awaited<ReturnType<typeof leaveTraces>>

/** All that is kept of them, as one text: what an erasure missed shows in it. */
async function kept({ accountId, open, secret }: Traces): Promise<string> {
  const ids = [open.id, secret.id]
  const found = await Promise.all([
    rows(
      database.owner,
      sql<object>`select p.akun_id, p.nama, p.telepon, p.email, p.judul_asli, p.isi_asli, p.patokan_asli, p.jawaban_asli
      from citizen_reports.pelapor p where p.laporan_id = any(${ids}::uuid[]) order by p.laporan_id`,
    ),
    rows(
      database.owner,
      sql<object>`select l.pelapor_akun_id, l.nama_tampil from citizen_reports.laporan l
      where l.id = any(${ids}::uuid[]) order by l.id`,
    ),
    rows(
      database.owner,
      sql<object>`select k.akun_id, k.nama, k.status from citizen_reports.komentar k
      where k.laporan_id = ${open.id} order by k.waktu, k.id`,
    ),
    rows(
      database.owner,
      sql<object>`select d.pendukung from citizen_reports.dukungan d where d.laporan_id = ${open.id}`,
    ),
    rows(
      database.owner,
      sql<object>`select s.id, s.akun_id from citizen_reports.langganan s where s.akun_id = ${accountId}`,
    ),
    rows(
      database.owner,
      sql<object>`select d.data from citizen_reports.draf d where d.akun_id = ${accountId}`,
    ),
  ])
  return JSON.stringify(found)
}

const erase = (accountId: string) =>
  transaction(kit.db, async (tx) => REPORT_DATA.erase?.(tx, accountId))

describe('an erasure of personal data', async () => {
  const gone = await leaveTraces('warga')
  const neighbour = await leaveTraces('warga2')
  const before = await kept(gone)
  const neighbourBefore = await kept(neighbour)
  const copy = JSON.stringify(await REPORT_DATA.collect(kit.db, gone.accountId))
  const supports = () =>
    oneRow(
      database.owner,
      sql<{
        jumlah: number
      }>`select l.jumlah_dukungan as jumlah from citizen_reports.laporan l where l.id = ${gone.open.id}`,
    )
  const supportsBefore = await supports()
  await erase(gone.accountId)

  it('had something to remove, all of it in the copy its owner may fetch', () => {
    for (const part of [gone.accountId, PHONE, 'Nama warga', 'warga@contoh.id', 'Draf warga'])
      expect(before).toContain(part)
    for (const part of [PHONE, 'Nama warga', 'warga@contoh.id', 'Draf warga', 'Komentar tampil'])
      expect(copy).toContain(part)
    expect(copy).toContain(gone.open.nomor)
    expect(copy).toContain(gone.secret.nomor)
    expect(copy).not.toContain(neighbour.open.nomor)
  })

  it('leaves neither account, name, contact nor unmasked words, also of secret reports', async () => {
    const after = await kept(gone)
    for (const part of [gone.accountId, PHONE, 'Nama warga', 'warga@contoh.id', 'Draf warga'])
      expect(after).not.toContain(part)
  })

  it('keeps the case, its public words, its shown comment and its count of support', async () => {
    const page = await app.server.inject({ url: `/laporan/${gone.open.nomor}` })
    expect(page.statusCode).toBe(200)
    expect(page.payload).toContain('Jalan berlubang di gang warga')
    expect(page.payload).not.toContain('Nama warga')
    expect(await supports()).toEqual(supportsBefore)
    const comments = await rows(
      database.owner,
      sql<{ isi: string; status: string }>`select k.isi, k.status from citizen_reports.komentar k
      where k.laporan_id = ${gone.open.id} order by k.isi`,
    )
    // Unread ones are emptied: nobody is there any more to be told of a decision.
    expect(comments).toEqual([
      { isi: 'Dihapus bersama akun penulisnya.', status: 'disembunyikan' },
      { isi: 'Komentar tampil', status: 'tampil' },
    ])
    expect(REPORT_DATA.keptBecause.id).toContain('UU 25/2009')
  })

  it('leaves others untouched, and does nothing the second time', async () => {
    expect(await kept(neighbour)).toBe(neighbourBefore)
    const once = await kept(gone)
    await erase(gone.accountId)
    expect(await kept(gone)).toBe(once)
  })
})
