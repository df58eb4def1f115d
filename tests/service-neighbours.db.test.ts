import { describe, expect, it } from 'vitest'
import { present } from '../src/kernel/assert.ts'
import { rows, run, sql } from '../src/platform/db/database.ts'
import { neighboursOf } from '../src/service-ports.ts'
import { openVisitor, signIn } from './support/case-house.ts'
import { useRunningApp } from './support/running-app.ts'

// A Wednesday at nine in western Indonesia: counters are open.
const { app, database } = await useRunningApp({ now: () => new Date('2026-03-04T02:00:00Z') })
const { layanan } = await app.services.deps.layanan.katalog()
const lines = await rows(
  database.owner,
  sql<{
    id: string
    unit: string
    tempat: string
  }>`select l.id, l.unit_kode as unit, l.tempat_kode as tempat
    from queueing.layanan l where l.is_aktif and l.layanan_kode = '{}' and l.tempat_kode = 'mpp-jatiraya' order by l.huruf`,
)
const served = present(
  lines
    .map((line) => ({ line, one: [...layanan.values()].find(({ owner }) => owner === line.unit) }))
    .find(({ one }) => one !== undefined),
  'the mall has a line for an agency of the catalogue',
)
const one = present(served.one, 'and the agency has a service')

describe('the page of a service', () => {
  it('leads to the counter that serves it, where a number is taken', async () => {
    const page = await openVisitor(app).get(`/layanan/${one.code}`)
    expect(page.body).toContain(`href="/antrean/${served.line.tempat}"`)
    expect(page.body).toContain(`href="/antrean/${served.line.tempat}/ambil"`)
    const there = await openVisitor(app).get(`/antrean/${served.line.tempat}/ambil`)
    expect(there.status).toBe(200)
  })

  it('names no counter where the office depends on who asks', async () => {
    const village = present(
      [...layanan.values()].find(({ owner }) => owner === 'desa'),
      'villages have services',
    )
    const neighbours = neighboursOf(app.kit, app.satisfaction, () => app.queueing)
    expect(await neighbours.queuesOf(village)).toEqual([])
  })

  it('leaves a line out that serves other services only', async () => {
    await run(
      database.owner,
      sql`update queueing.layanan set layanan_kode = array['LAIN-SAJA'] where unit_kode = ${one.owner}`,
    )
    expect(await app.services.queuesOf(one)).toEqual([])
    await run(
      database.owner,
      sql`update queueing.layanan set layanan_kode = array[${one.code}] where id = ${served.line.id}::uuid`,
    )
    expect((await app.services.queuesOf(one)).map(({ href }) => href)).toEqual([
      `/antrean/${served.line.tempat}`,
    ])
  })
})

describe('the settings of a line', () => {
  it('name the services it serves as the catalogue does', async () => {
    const admin = await signIn(app, 'admin')
    const page = await admin.get(
      `/kerja/pengaturan/antrean/${served.line.tempat}/layanan/${served.line.id}`,
    )
    expect(page.status).toBe(200)
    expect(page.body).toContain(typeof one.name === 'string' ? one.name : one.name.id)
  })
})

describe('the status page', () => {
  it('says who signs letters, what waits, and what the house does without each system', async () => {
    const calm = (await openVisitor(app).get('/status')).body
    expect(calm).toContain('otoritas setempat, bukan BSrE')
    expect(calm).toContain('Tidak ada surat yang menunggu.')
    expect(calm).toContain('dicocokkan setelah tersambung')
    expect(calm).toContain('tunai di loket tetap diterima')
  })
})
