import { describe, expect, it } from 'vitest'
import { oneRow, run, sql } from '../../src/platform/db/database.ts'
import { useRunningApp } from '../support/running-app.ts'

const { app, database } = await useRunningApp({ isDemo: false })
const { owner } = database
const { runningLog } = app

/** A row of an installation that ran before there was a log, or one put in behind its back. */
const putIn = (action: string) =>
  run(
    owner,
    sql`insert into audit.catatan (id, pelaku_jenis, tindakan, objek_jenis, objek_id)
    values (gen_random_uuid(), 'system', ${action}, 'uji', '1')`,
  )

describe('an installation that is older than its log', () => {
  it('says first how many acts no leaf tells of, and is at peace with them', async () => {
    await putIn('uji.lama')
    await putIn('uji.lebih-lama')
    await runningLog.prepare()
    await runningLog.sequencer.run()
    expect((await runningLog.check()).faults).toEqual([])
    const { isi } = await oneRow(
      owner,
      sql<{ isi: string }>`select convert_from(d.isi, 'UTF8') as isi from public_log.dokumen d
      join public_log.entri e on e.acuan = d.acuan where e.jenis = 'log.mulai'`,
    )
    expect(JSON.parse(isi).sumber['audit.catatan'].jumlah).toBe(2)
  })

  it('says it once, however often the program starts', async () => {
    await runningLog.prepare()
    await runningLog.sequencer.run()
    const { count } = await oneRow(
      owner,
      sql<{
        count: number
      }>`select count(*)::int as count from public_log.entri e where e.jenis = 'log.mulai'`,
    )
    expect(count).toBe(1)
  })

  it('finds one more, even when it pretends to be as old', async () => {
    await putIn('uji.baru')
    const { faults } = await runningLog.check()
    expect(faults[0]).toMatchObject({
      place: 'sumber audit.catatan',
      what: '3 baris tanpa catatan, 2 saat log dimulai',
    })
  })

  it('finds one of the old ones gone', async () => {
    await run(owner, sql`alter table audit.catatan disable trigger all`)
    await run(owner, sql`delete from audit.catatan where tindakan in ('uji.baru', 'uji.lama')`)
    await run(owner, sql`alter table audit.catatan enable trigger all`)
    expect((await runningLog.check()).faults[0]).toMatchObject({
      what: '1 baris tanpa catatan, 2 saat log dimulai',
    })
  })
})
