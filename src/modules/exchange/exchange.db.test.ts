import { describe, expect, it } from 'vitest'
import { enter } from '../../../tests/security/support/people.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { run, sql } from '../../platform/db/database.ts'
import { takeFile } from './actions/take-file.ts'
import { listBanding, summarise } from './store/banding-store.ts'

const { app, database } = await useRunningApp()
const deps = { kit: app.kit, audit: app.audit, fiscal: app.fiscal }
const ACTOR = { kind: 'system', name: 'uji' } as const
const take = (text: string, bentukKode = 'simda-sp2d', tahun = 2031) =>
  takeFile(deps, ACTOR, {
    bentukKode,
    tahun,
    berkas: 'register.csv',
    bytes: new TextEncoder().encode(text),
  })
const SHEET =
  'No_SP2D;Tgl_SP2D;Kd_SKPD;Keterangan;Nilai\n1/A;02/01/2031;1.03;Gaji;1.000,00\n2/A;03/01/2031;1.03;Listrik;500\n'

describe('a file of another system', () => {
  it('is taken in once, whole, and never changes', async () => {
    const done = await take(SHEET)
    expect(done.ok).toBe(true)
    const again = await take(SHEET)
    expect(again.ok ? [] : again.refusals.map(({ code }) => code)).toEqual(['TUKAR_SUDAH'])
    await expect(run(database.owner, sql`update exchange.dokumen set nilai = 1`)).rejects.toThrow(
      /kept as it came/,
    )
    await expect(run(database.owner, sql`delete from exchange.muatan`)).rejects.toThrow(
      /kept as it came/,
    )
  })

  it('with one row that cannot be read leaves nothing behind', async () => {
    const refused = await take(SHEET.replace('500', 'lima ratus'), 'simda-sp2d', 2032)
    expect(refused.ok ? [] : refused.refusals.map(({ field }) => field)).toEqual(['baris-3'])
    const sound = await take(SHEET, 'simda-sp2d', 2032)
    expect(sound.ok).toBe(true)
  })

  it('is compared document by document; what we do not have is only theirs', async () => {
    const done = await take(SHEET.replace('1/A', '7/B'), 'simda-sp2d', 2033)
    if (!done.ok) throw new Error('taken in')
    const of = { muatanId: done.value, tahun: 2033, jenis: 'sp2d' as const }
    expect(await summarise(app.kit.db, of)).toEqual([
      { hasil: 'hanya-mereka', n: 2, kita: '0.00', mereka: '1500.00' },
    ])
    const page = await listBanding(app.kit.db, of, { hasil: 'hanya-mereka', limit: 1 })
    expect(page.map(({ kunci }) => kunci)).toEqual(['2/A'])
    const next = await listBanding(app.kit.db, of, {
      hasil: 'hanya-mereka',
      limit: 1,
      sesudah: '2/A',
    })
    expect(next.map(({ kunci }) => kunci)).toEqual(['7/B'])
  })
})

describe('the exchange desk', () => {
  it('shows what came, to those who keep accounts and to the inspectorate alone', async () => {
    const accountant = await enter(app, 'akuntansi')
    const list = await accountant.get('/kerja/pertukaran')
    expect(list.body).toContain('SIMDA: register SP2D')
    expect(list.body).toContain('belum diverifikasi')
    const href = /href="(\/kerja\/pertukaran\/[0-9a-f-]{36})"/.exec(list.body)?.[1] ?? ''
    const shown = await accountant.get(href)
    expect(shown.body).toContain('Hanya di sana')
    const csv = await accountant.get(`${href}/banding.csv`)
    expect(csv.body).toContain('hanya-mereka')
    const citizen = await enter(app, 'warga')
    expect((await citizen.get('/kerja/pertukaran')).status).toBe(403)
  })
})
