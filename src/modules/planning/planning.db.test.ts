import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { rows, sql, transaction } from '../../platform/db/database.ts'
import { seedPlanning } from '../../seed/demo-planning.ts'
import { runPeriksa } from './actions/periksa.ts'
import { listDokumen } from './store/dokumen-store.ts'

const { app, database } = await useRunningApp()
const { planning, kit } = app

describe('smoke', () => {
  it('seeds', async () => {
    const t = Date.now()
    await transaction(app.jobDb, (tx) => seedPlanning(tx, planning))
    console.log('seeded in', Date.now() - t)
    console.log(
      await rows(
        database.owner,
        sql`select d.tahun_mulai, d.versi, d.status, count(*), sum(r.pagu), count(*) filter (where r.sumber='musrenbang') as m, count(*) filter (where r.sumber='pokir') as p from planning.rkpd_baris r join planning.dokumen d on d.id=r.dokumen_id group by 1,2,3 order by 1,2`,
      ),
    )
    console.log(
      await rows(
        database.owner,
        sql`select status, tahun, count(*) from planning.usulan group by 1,2 order by 2,1`,
      ),
    )
    for (const d of await listDokumen(kit.db)) {
      const f = await runPeriksa(planning.deps, kit.db, d)
      if (f.length > 0)
        console.log(
          d.judul,
          d.versi,
          f.length,
          [...new Set(f.map((x) => `${x.akibat} ${x.kode}`))],
          JSON.stringify(f[0], (_, v) => (typeof v === 'bigint' ? String(v) : v)),
        )
    }
    expect(true).toBe(true)
  })
})
