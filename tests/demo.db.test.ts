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
    expect(await one.app.seedWhenEmpty()).toBe(false)
    expect((await casesOf(one)).length).toBe(REPORTS)
  })
})
