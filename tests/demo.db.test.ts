import { describe, expect, it } from 'vitest'
import { rows, sql } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'

/** With the secret ones. */
const REPORTS = 173
const now = new Date('2026-11-25T03:00:00Z')
const one = await useRunningApp({ history: 'full', now: () => now })
const two = await useRunningApp({ history: 'full', now: () => now })

const casesOf = ({ database }: typeof one) =>
  rows(
    database.owner,
    sql<{ id: string; nomor: string; status: string; sidik: string }>`
    select l.id, l.nomor, l.status, md5(concat_ws('|', l.judul, l.unit_kode, l.diterima_at, l.tenggat_at,
      l.hari_kerja_selesai, l.is_tepat_waktu, l.version)) as sidik
    from citizen_reports.laporan l order by l.nomor`,
  )

describe('the demo region', () => {
  it('is the same at every load, ids and figures included', async () => {
    const first = await casesOf(one)
    expect(first.length).toBe(REPORTS)
    expect(await casesOf(two)).toEqual(first)
  })

  it('shows cases in every state an officer meets', async () => {
    const states = new Set((await casesOf(one)).map(({ status }) => status))
    for (const status of [
      'masuk',
      'terverifikasi',
      'disposisi',
      'koordinasi',
      'proses',
      'menunggu_validasi',
      'menunggu_konfirmasi',
      'selesai',
      'ditutup_tanpa_konfirmasi',
      'ditolak',
    ])
      expect([status, states.has(status)]).toEqual([status, true])
  })

  it('lets nothing happen in the future, and nothing before its cause', async () => {
    const broken = await rows(
      one.database.owner,
      sql`select r.laporan_id from citizen_reports.riwayat r
      join citizen_reports.laporan l on l.id = r.laporan_id
      where r.waktu > ${now} or r.waktu < l.diterima_at`,
    )
    expect(broken).toEqual([])
  })

  it('sends no message about its past', async () => {
    const [waiting] = await rows(
      one.database.owner,
      sql<{ count: number }>`select count(*)::int as count from notifications.kiriman`,
    )
    expect(waiting?.count).toBe(0)
  })

  it('is not loaded twice', async () => {
    expect(await one.app.seedFirst()).toBe(false)
    expect((await casesOf(one)).length).toBe(REPORTS)
  })
})

const applicationsOf = ({ database }: typeof one) =>
  rows(
    database.owner,
    sql<{ id: string; nomor: string; kode: string; tahap: string; sidik: string }>`
    select p.id, p.nomor, p.kode, p.tahap, md5(concat_ws('|', p.pemilik_akun_id, p.akhir, p.diajukan_at, p.tenggat_at,
      p.selesai_at, p.jam_bersih, p.is_terlambat, p.version)) as sidik
    from services.permohonan p order by p.nomor`,
  )

const countOf = async (where: ReturnType<typeof sql<unknown>>) =>
  (
    await rows(
      one.database.owner,
      sql<{ n: number }>`select count(*)::int as n from services.permohonan p where ${where}`,
    )
  )[0]?.n ?? 0

describe('applications of the demo region', () => {
  it('are the same at every load', async () => {
    const first = await applicationsOf(one)
    expect(first.length).toBeGreaterThanOrEqual(60)
    expect(new Set(first.map(({ kode }) => kode)).size).toBeGreaterThanOrEqual(15)
    expect(await applicationsOf(two)).toEqual(first)
  })

  it('stand at every kind of stage an officer or applicant meets', async () => {
    const found = {
      atOffices: await countOf(sql`p.akhir is null and p.jeda_sejak is null`),
      late: await countOf(sql`p.akhir is null and p.tenggat_at < ${now}`),
      nearSilence: await countOf(
        sql`p.cara_habis = 'setuju' and p.tenggat_at < ${now}::timestamptz + interval '3 days'`,
      ),
      bySilence: await countOf(sql`p.is_fiktif_positif`),
      mending: await countOf(
        sql`p.jeda_sejak is not null and exists (select 1 from services.perbaikan b where b.permohonan_id = p.id)`,
      ),
      paying: await countOf(sql`p.akhir is null and p.tagihan_id is not null and not p.is_lunas`),
      refused: await countOf(sql`p.akhir = 'tolak'`),
      closed: await countOf(sql`p.akhir = 'batal'`),
      withLetter: await countOf(
        sql`p.akhir = 'terbit' and exists (select 1 from services.surat_terbit t where t.permohonan_id = p.id)`,
      ),
    }
    for (const [kind, count] of Object.entries(found))
      expect([kind, count > 0]).toEqual([kind, true])
  })

  it('are judged by some of those they were finished for', async () => {
    const [asked] = await rows(
      one.database.owner,
      sql<{ invited: number; answered: number }>`select count(*)::int as invited,
        count(*) filter (where u.is_terpakai)::int as answered
      from satisfaction.undangan u where u.subjek_jenis = 'permohonan'`,
    )
    expect(asked?.invited).toBeGreaterThan(20)
    expect(asked?.answered).toBeGreaterThan(10)
    expect(asked?.answered).toBeLessThan(asked?.invited ?? 0)
  })

  it('let nothing happen in the future, and nothing before its cause', async () => {
    const broken = await rows(
      one.database.owner,
      sql`select r.permohonan_id from services.riwayat r join services.permohonan p on p.id = r.permohonan_id
      where r.waktu > ${now} or r.waktu < p.diajukan_at`,
    )
    expect(broken).toEqual([])
  })

  it('leave something to do for the citizen everybody tries first', async () => {
    const [own] = await rows(
      one.database.owner,
      sql<{ drafts: number; running: number; ended: number }>`
      select (select count(*)::int from services.draf d where d.akun_id = a.id) as drafts,
        (select count(*)::int from services.permohonan p where p.pemilik_akun_id = a.id and p.akhir is null) as running,
        (select count(*)::int from services.permohonan p where p.pemilik_akun_id = a.id and p.akhir is not null) as ended
      from identity.akun a where a.nama_pengguna = 'warga'`,
    )
    expect(own?.drafts).toBe(1)
    expect(own?.running).toBeGreaterThan(1)
    expect(own?.ended).toBeGreaterThan(1)
  })
})
