import { describe, expect, it } from 'vitest'
import { createFormVisitor } from '../../../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { present } from '../../../../kernel/assert.ts'
import { oneRow, sql } from '../../../../platform/db/database.ts'

const { app, database } = await useRunningApp()
const { server, kit } = app
const kecamatan = present(app.reference.kecamatan()[0], 'the demo has kecamatan').kode
const story = {
  judul: 'Jembatan bambu di dusun kami putus',
  isi: 'Jembatan bambu putus semalam, anak sekolah harus memutar jauh.',
  kategori: 'jalan.jembatan',
  kecamatan,
}

async function send(fields: Record<string, string>, visitor = createFormVisitor(server)) {
  const token = /value="([^"]+)"/.exec((await visitor.get('/lapor/luring/token')).payload)?.[1]
  return server.inject({
    method: 'POST',
    url: '/lapor/luring',
    headers: {
      ...visitor.headers(),
      accept: 'application/json',
      'x-csrf-token': token ?? '',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(fields).toString(),
  })
}

describe('a report written without network', () => {
  it('is one case however often and from wherever its id is sent', async () => {
    const fields = { ...story, kunci: kit.newSecretId() }
    const first = await send(fields)
    expect(first.statusCode).toBe(200)
    const again = await Promise.all([send(fields), send(fields), send(fields)])
    for (const answer of again) expect(answer.json()).toEqual(first.json())
    const { n } = await oneRow(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from citizen_reports.laporan l where l.kunci_klien = ${fields.kunci}::uuid`,
    )
    expect(n).toBe(1)
  })

  it('is refused in words while something is missing, and can be sent once it is mended', async () => {
    const kunci = kit.newSecretId()
    const refused = await send({ kunci, judul: 'pendek', isi: '', kategori: 'tidak.ada' })
    expect(refused.statusCode).toBe(422)
    const { refusals } = refused.json() as { refusals: readonly { field: string }[] }
    expect(refusals.map(({ field }) => field)).toEqual(['judul', 'isi', 'kategori'])
    expect((await send({ ...story, kunci })).statusCode).toBe(200)
  })

  it('with a point outside the region keeps it as words, since its author is elsewhere by now', async () => {
    const answer = await send({ ...story, kunci: kit.newSecretId(), lat: '-6.2', lon: '106.8' })
    const { nomor } = answer.json() as { nomor: string }
    const row = await oneRow(
      database.owner,
      sql<{
        patokan: string
        lat: number | null
      }>`select l.patokan, l.lat from citizen_reports.laporan l where l.nomor = ${nomor}`,
    )
    expect(row.lat).toBeNull()
    expect(row.patokan).toContain('di luar wilayah')
  })

  it('goes without script as an ordinary form, to its receipt', async () => {
    const visitor = createFormVisitor(server)
    const sent = await visitor.post('/lapor/luring', { ...story, jenis: 'pengaduan' })
    expect(sent.headers.location).toContain('/lapor/terkirim')
    const short = await visitor.post('/lapor/luring', { ...story, judul: 'x' })
    expect(short.statusCode).toBe(422)
    expect(short.payload).toContain('href="#f-judul"')
  })
})

describe('the service worker', () => {
  it('stands at the root, is asked for anew each time, and names what it keeps', async () => {
    const answer = await server.inject({ url: '/sw.js' })
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-type']).toContain('text/javascript')
    expect(answer.payload).toMatch(/importScripts\("\/aset\/sw\.[\w-]+\.js"\)/)
    expect(answer.payload).toMatch(/luring\.[\w-]+\.js/)
  })

  it('hands out a token only to its own site', async () => {
    const answer = await server.inject({ url: '/lapor/luring/token' })
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })
})
