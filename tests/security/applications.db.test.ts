import { describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { demoAccountId } from '../../src/modules/identity/index.ts'
import { rows, sql } from '../../src/platform/db/database.ts'
import { useRunningApp } from '../support/running-app.ts'
import { enter, type Method, openPerson, type Person } from './support/people.ts'
import { makeServiceObjects } from './support/service-objects.ts'

const { app, database, logged } = await useRunningApp()
const made = await makeServiceObjects(app)
const owner = await enter(app, 'warga')

/** Nobody of these has a part in an application of a kelurahan that its own officer checks. */
const STRANGERS = [
  'warga2',
  'rt',
  'kades',
  'operator-aduan',
  'petugas-pupr',
  'kadis-dlh',
  'loket',
  'bappeda',
  'dprd',
  'petugas-dpmptsp',
  'perancang',
  'admin',
]
const strangers: Person[] = [openPerson(app, 'anonim')]
for (const name of STRANGERS) strangers.push(await enter(app, name))

const nik = present(await app.identity.nikOf(app.kit.db, demoAccountId('warga')), 'warga has a NIK')
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const own = [
  '/akun/permohonan',
  '/akun/berkas',
  `/permohonan/${made.nomor.berjalan}`,
  `/permohonan/${made.nomor.selesai}`,
  `/permohonan/draf/${made.draf}`,
  `/permohonan/draf/${made.draf}/alamat`,
]
/** Everything that is known to nobody but the citizen and the office. */
const MARKS = ['Lumbung Raya', nik, demoAccountId('warga')]

async function idsOfOwner(): Promise<readonly string[]> {
  let pages = ''
  for (const url of own) pages += (await owner.get(url)).body
  const stored = await rows(
    database.owner,
    sql<{
      id: string
    }>`select p.id::text as id from services.permohonan p where p.nomor = any(${Object.values(made.nomor)}::text[])
    union all select l.penggunaan_id::text from services.lampiran l where l.penggunaan_id is not null
    union all select l.berkas_id::text from services.lampiran l`,
  )
  const ids = [...(pages.match(UUID) ?? []), ...stored.map(({ id }) => id), made.draf, made.suratId]
  return [...new Set(ids)]
}

type Try = Readonly<{ method: Method; address: string }>

/** Whether this person is told something of the owner's, or met a fault that may tell more. */
async function isLeak(person: Person, { method, address }: Try): Promise<boolean> {
  const isPost = method === 'POST'
  const shown = await person.call({ method, url: address, ...(isPost ? { form: {} } : {}) })
  const body = shown.body.replaceAll(address, '')
  return shown.status >= 500 || MARKS.some((mark) => body.includes(mark))
}

describe('an application, its draft, its documents and its letter', () => {
  it('are there for their citizen, and for the officer whose turn it is', async () => {
    for (const url of own) expect([url, (await owner.get(url)).status]).toEqual([url, 200])
    const officer = await enter(app, 'petugas-kauman')
    const seen = await officer.get(`/kerja/permohonan/${made.nomor.berjalan}`)
    expect(seen.status).toBe(200)
    // What is looked for below can be found.
    expect(seen.body).toContain('Lumbung Raya')
  })

  it('are not there for anybody else, whatever address their ids are put into', async () => {
    const ids = await idsOfOwner()
    expect(ids.length).toBeGreaterThan(5)
    const routes = app.routes.filter(({ url }) => /:(?:id|nomor|kode)/.test(url))
    const tries = routes.flatMap(({ method, url }) =>
      (url.includes(':nomor')
        ? [made.nomor.berjalan, made.nomor.selesai]
        : url.includes(':id')
          ? ids
          : [made.kodeSurat]
      ).map((one) => ({
        method,
        address: url
          .replace(/:(?:id|nomor|kode)/, one)
          .replace(':halaman', 'alamat')
          .replace(':dok', 'kk')
          .replace(/:\w+/g, 'x'),
      })),
    )
    const leaks: string[] = []
    for (const person of strangers)
      for (const one of tries)
        if (await isLeak(person, one)) leaks.push(`${person.name} ${one.method} ${one.address}`)
    expect(leaks).toEqual([])
    expect(tries.length * strangers.length).toBeGreaterThan(2_000)
    // And they are still there, unchanged by all who tried.
    for (const url of own) expect([url, (await owner.get(url)).status]).toEqual([url, 200])
  }, 400_000)

  it('leave nothing of what they say in the log of the program', () => {
    const lines = logged()
    expect(lines).toContain('/kerja/permohonan/')
    expect(['Lumbung Raya', nik].filter((mark) => lines.includes(mark))).toEqual([])
  })
})
