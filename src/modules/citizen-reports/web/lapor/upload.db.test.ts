import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormVisitor } from '../../../../../tests/support/form-visitor.ts'
import { makePhoto } from '../../../../../tests/support/photos.ts'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { present } from '../../../../kernel/assert.ts'
import { oneRow, rows, sql } from '../../../../platform/db/database.ts'

const { app, database, logged } = await useRunningApp()
const { server, kit, reference } = app
const kecamatan = present(reference.kecamatan()[0], 'the demo has kecamatan').kode

async function report(isRahasia = false): Promise<{ nomor: string; kode: string; id: string }> {
  const sent = await app.citizenReports.submit(
    kit.db,
    { kind: 'anonymous' },
    {
      kunciKlien: kit.newSecretId(),
      kategoriKode: 'penerangan.padam',
      isian: {
        jenis: 'pengaduan',
        judul: 'Lampu jalan padam di depan pasar',
        isi: 'Sudah tiga malam lampu jalan di depan pasar padam.',
        jawaban: {},
        isAnonim: false,
        isRahasia,
        isNamaTampil: false,
        nama: null,
      },
      lokasi: { lat: null, lon: null, sumber: null, patokan: null, kecamatanKode: kecamatan },
      kontak: {},
      kanal: 'web',
      bahasa: 'id',
    },
  )
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusals))
  return { nomor: sent.value.nomor, kode: sent.value.kodeLacak, id: sent.value.id }
}

const visitor = createFormVisitor(server)
const csrf = await visitor.csrf()
type Case = Awaited<ReturnType<typeof report>>
const headersFor = ({ kode }: Pick<Case, 'kode'>) => ({
  ...visitor.headers(),
  accept: 'application/json',
  'x-csrf-token': csrf,
  'x-kode-lacak': kode,
})
const put = (to: Case, id: string, piece: { bytes: Buffer; dari: unknown; ukuran: unknown }) =>
  server.inject({
    method: 'PUT',
    url: `/laporan/${to.nomor}/foto/${id}?dari=${piece.dari}&ukuran=${piece.ukuran}`,
    headers: { ...headersFor(to), 'content-type': 'application/octet-stream' },
    payload: piece.bytes,
  })
const ask = (to: Case, id: string) =>
  server.inject({ url: `/laporan/${to.nomor}/foto/${id}`, headers: headersFor(to) })

async function photosOf({ id }: Case): Promise<number> {
  const { n } = await oneRow(
    database.owner,
    sql<{
      n: number
    }>`select count(*)::int as n from citizen_reports.foto f where f.laporan_id = ${id}::uuid`,
  )
  return n
}

/** As the script does: ask, then send from there, until done. */
async function sendFrom(to: Case, id: string, photo: Buffer): Promise<number> {
  let { diterima, selesai } = (await ask(to, id)).json() as { diterima: number; selesai: boolean }
  let pieces = 0
  while (!selesai && pieces < 100) {
    const bytes = photo.subarray(diterima, diterima + 7_000)
    const answer = await put(to, id, { bytes, dari: diterima, ukuran: photo.length })
    ;({ diterima, selesai } = answer.json() as { diterima: number; selesai: boolean })
    pieces += 1
  }
  return pieces
}

describe('a photo in pieces', () => {
  it('goes on after a dead network where it stood, and is kept once', async () => {
    const to = await report()
    const id = kit.newSecretId()
    const photo = await makePhoto(21)
    await put(to, id, { bytes: photo.subarray(0, 9_000), dari: 0, ukuran: photo.length })
    expect((await ask(to, id)).json()).toEqual({
      diterima: 9_000,
      ukuran: photo.length,
      selesai: false,
    })
    // The answer was lost: the same piece again changes nothing.
    const again = await put(to, id, {
      bytes: photo.subarray(0, 9_000),
      dari: 0,
      ukuran: photo.length,
    })
    expect(again.json()).toMatchObject({ diterima: 9_000 })
    await sendFrom(to, id, photo)
    expect(await photosOf(to)).toBe(1)
    expect(await sendFrom(to, id, photo)).toBe(0)
    expect(await photosOf(to)).toBe(1)
  })

  it('sent by two tabs at once is kept once', async () => {
    const to = await report()
    const id = kit.newSecretId()
    const photo = await makePhoto(22)
    await Promise.all([sendFrom(to, id, photo), sendFrom(to, id, photo)])
    expect(await photosOf(to)).toBe(1)
    const [row] = await rows(
      database.owner,
      sql<{
        rest: number
      }>`select octet_length(u.isi) as rest from citizen_reports.unggahan u where u.id = ${id}::uuid`,
    )
    expect(row?.rest).toBe(0)
  })

  it('is not there for strangers, on open and on secret cases alike', async () => {
    for (const isRahasia of [false, true]) {
      const to = await report(isRahasia)
      const stranger = { ...to, kode: 'LCK-0000-0000-0000-0000-0' }
      const missing = { ...to, nomor: 'ADU-2026-999999-Z' }
      const id = kit.newSecretId()
      const piece = { bytes: Buffer.from('x'), dari: 0, ukuran: 1 }
      const answers = [
        await put(stranger, id, piece),
        await put(missing, id, piece),
        await ask(stranger, id),
        await ask(missing, id),
      ]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
      const details = answers.map((answer) => (answer.json() as { detail?: string }).detail)
      expect(new Set(details).size).toBe(1)
    }
  })

  it('cannot be put under another report by its id', async () => {
    const [one, two] = [await report(), await report()]
    const id = kit.newSecretId()
    const photo = await makePhoto(23)
    await put(one, id, { bytes: photo.subarray(0, 1_000), dari: 0, ukuran: photo.length })
    const stolen = await put(two, id, { bytes: photo, dari: 1_000, ukuran: photo.length })
    expect(stolen.statusCode).toBe(422)
    expect((await ask(one, id)).json()).toMatchObject({ diterima: 1_000 })
  })

  it('beyond the fifth is refused, counting those still on their way', async () => {
    const to = await report()
    const begin = (id: string) => put(to, id, { bytes: Buffer.from('x'), dari: 0, ukuran: 50 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => begin(kit.newSecretId())))
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(5)
    expect(answers.find(({ statusCode }) => statusCode === 422)?.payload).toContain('batas')
  })

  it('that is none is refused when it is whole, and leaves nothing', async () => {
    const to = await report()
    const id = kit.newSecretId()
    const text = Buffer.from('<script>alert(1)</script> bukan gambar')
    const answer = await put(to, id, { bytes: text, dari: 0, ukuran: text.length })
    expect(answer.statusCode).toBe(422)
    expect((answer.json() as { detail: string }).detail).toContain('bukan gambar')
    expect((await ask(to, id)).json()).toEqual({ diterima: 0, ukuran: 0, selesai: false })
    expect(await photosOf(to)).toBe(0)
  })

  it('nobody went on sending is gone after a week', async () => {
    const to = await report()
    const id = kit.newSecretId()
    await put(to, id, { bytes: Buffer.from('x'), dari: 0, ukuran: 50 })
    await rows(
      database.owner,
      sql`update citizen_reports.unggahan set diubah_at = now() - interval '8 days' where id = ${id}::uuid`,
    )
    await app.runJob('citizen-reports.purge-drafts', {})
    expect((await ask(to, id)).json()).toMatchObject({ diterima: 0 })
  })

  it('never makes a fault of ours, whatever is sent', async () => {
    const to = await report()
    const odd = fc.oneof(
      fc.integer({ min: -5, max: 300_000 }),
      fc.constantFrom('', 'NaN', '1e9', '0x10', '%00', '99999999999'),
    )
    const bytes = fc.uint8Array({ maxLength: 2_000 }).map((array) => Buffer.from(array))
    await fc.assert(
      fc.asyncProperty(odd, odd, bytes, fc.uuid(), async (dari, ukuran, piece, id) => {
        const answer = await put(to, id, { bytes: piece, dari, ukuran })
        expect(answer.statusCode).toBeLessThan(500)
      }),
      { numRuns: 60 },
    )
    expect(logged()).not.toContain('request failed')
  })
})
