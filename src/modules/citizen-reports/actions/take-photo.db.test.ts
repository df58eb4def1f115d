import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import {
  FIELD,
  KEEPER,
  LIAISON,
  OPERATOR,
  openVisitor,
  sendCase,
  signIn,
} from '../../../../tests/support/case-house.ts'
import { makePhoto } from '../../../../tests/support/photos.ts'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { type Actor, ANONYMOUS } from '../../../kernel/actor.ts'
import { oneRow, rows, run, sql } from '../../../platform/db/database.ts'
import { saveDraft } from '../store/draft-store.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'
import { standingOf } from './act-on-laporan.ts'
import { photosOf } from './photos-of.ts'

let nowMs = Date.now()
const { app, database, dataDir } = await useRunningApp({ now: () => new Date(nowMs) })
const { takePhoto, deps } = app.citizenReports
const { kit } = app

async function makeDraft(): Promise<{ drafId: string; deviceId: string }> {
  const place = { drafId: randomUUID(), deviceId: `perangkat-${randomUUID()}` }
  await saveDraft(kit.db, {
    id: place.drafId,
    perangkat: place.deviceId,
    data: {},
    at: kit.now(),
  })
  return place
}

const codes = (outcome: Awaited<ReturnType<typeof takePhoto>>) =>
  outcome.ok ? [] : outcome.refusals.map((one) => one.code)

function storedFiles(folder: 'berkas' | 'tersegel'): readonly string[] {
  const path = join(dataDir, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

async function photosFor(nomor: string, actor: Actor, kodeLacak?: string) {
  const laporan = await findLaporanByNomor(kit.db, nomor)
  if (laporan === undefined) throw new Error('no case')
  const caller = { actor, ...(kodeLacak === undefined ? {} : { kodeLacak }) }
  return photosOf(deps, kit.db, { laporan, standing: await standingOf(kit.db, laporan, caller) })
}

describe('a photo', () => {
  it('sent twice, even at the same moment, is one row', async () => {
    const place = await makeDraft()
    const bytes = await makePhoto(1)
    const upload = { bytes, peran: 'pelapor', place } as const
    const sent = await Promise.all([1, 2, 3].map(() => takePhoto(kit.db, upload)))
    const ids = new Set(sent.map((one) => (one.ok ? one.value.id : codes(one).join())))
    expect(ids.size).toBe(1)
    expect(sent.filter((one) => one.ok && one.value.isNew)).toHaveLength(1)
    const again = await takePhoto(kit.db, upload)
    expect(again.ok && again.value.isNew).toBe(false)
  })

  it('is kept without a byte of what the camera wrote about itself, upright', async () => {
    const place = await makeDraft()
    const exif = {
      IFD0: { Make: 'KameraRahasia', Software: 'PerangkatLunakRahasia' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '7/1 30/1 0/1', GPSLongitude: '110/1 15/1 0/1' },
    }
    const lying = await makePhoto(2, { exif, widthPx: 800, heightPx: 400 })
    const turned = await sharp(lying).keepExif().withMetadata({ orientation: 6 }).toBuffer()
    const taken = await takePhoto(kit.db, { bytes: turned, peran: 'pelapor', place })
    if (!taken.ok) throw new Error(codes(taken).join())
    expect([taken.value.widthPx, taken.value.heightPx]).toEqual([400, 800])
    const row = await oneRow(
      database.owner,
      sql<{ sha256: string; teks: string }>`
        select f.sha256, f::text as teks from citizen_reports.foto f where f.id = ${taken.value.id}::uuid`,
    )
    const stored = Buffer.from((await kit.files.get(row.sha256)) ?? [])
    expect((await sharp(stored).metadata()).exif).toBeUndefined()
    for (const secret of ['KameraRahasia', 'PerangkatLunakRahasia', 'Exif', 'GPS']) {
      expect(stored.includes(secret)).toBe(false)
      expect(row.teks).not.toContain(secret)
    }
    expect(storedFiles('berkas')).not.toContain(createHash('sha256').update(turned).digest('hex'))
  })

  it('beyond the limit is refused at its field, also when many come at once', async () => {
    const place = await makeDraft()
    const sent = await Promise.all(
      [11, 12, 13, 14, 15, 16, 17, 18].map(async (seed) =>
        takePhoto(kit.db, { bytes: await makePhoto(seed), peran: 'pelapor', place }),
      ),
    )
    expect(sent.filter((one) => one.ok)).toHaveLength(5)
    expect(new Set(sent.flatMap(codes))).toEqual(new Set(['FOTO_TERLALU_BANYAK']))
  })

  it('of a draft goes only into the draft of the same browser, and is seen only there', async () => {
    const place = await makeDraft()
    const bytes = await makePhoto(3)
    const stranger = { drafId: place.drafId, deviceId: 'perangkat-orang-lain' }
    const refused = await takePhoto(kit.db, { bytes, peran: 'pelapor', place: stranger })
    expect(codes(refused)).toEqual(['DRAF_TIDAK_ADA'])
    const taken = await takePhoto(kit.db, { bytes, peran: 'pelapor', place })
    if (!taken.ok) throw new Error(codes(taken).join())
    const { status } = await openVisitor(app).get(`/foto/${taken.value.id}/penuh`)
    expect(status).toBe(404)
    const own = await app.server.inject({
      url: `/foto/${taken.value.id}/penuh`,
      cookies: { perangkat: place.deviceId },
    })
    expect([own.statusCode, own.headers['content-type']]).toEqual([200, 'image/jpeg'])
    expect(own.headers['cache-control']).toBe('private, no-store')
  })

  it('of a draft follows the report, once, and shows to nobody before an officer has looked', async () => {
    const place = await makeDraft()
    await takePhoto(kit.db, { bytes: await makePhoto(4), peran: 'pelapor', place })
    const { nomor, kodeLacak } = await sendCase(app, { drafId: place.drafId })
    expect(await photosFor(nomor, ANONYMOUS)).toEqual([])
    expect(await photosFor(nomor, OPERATOR)).toHaveLength(1)
    expect(await photosFor(nomor, LIAISON)).toEqual([])
    const [own] = await photosFor(nomor, ANONYMOUS, kodeLacak)
    expect(own?.keputusan).toBe('menunggu')
    expect(own?.fullHref).not.toContain(kodeLacak)
    const { status, headers } = await openVisitor(app).get(own?.fullHref ?? '')
    expect([status, headers['x-content-type-options']]).toEqual([200, 'nosniff'])
  })

  it('behind a signed address is gone when the minutes are over, or a letter is changed', async () => {
    const place = await makeDraft()
    await takePhoto(kit.db, { bytes: await makePhoto(5), peran: 'pelapor', place })
    const { nomor, kodeLacak } = await sendCase(app, { drafId: place.drafId })
    const [photo] = await photosFor(nomor, ANONYMOUS, kodeLacak)
    const href = photo?.fullHref ?? ''
    const visitor = openVisitor(app)
    expect((await visitor.get(href)).status).toBe(200)
    expect((await visitor.get(href.replace('/penuh', '/kecil'))).status).toBe(404)
    expect((await visitor.get(href.replace('/penuh', '/asli'))).status).toBe(404)
    const last = href.endsWith('A') ? 'B' : 'A'
    expect((await visitor.get(`${href.slice(0, -1)}${last}`)).status).toBe(404)
    nowMs += 21 * 60_000
    expect((await visitor.get(href)).status).toBe(404)
  })

  it('of a secret case is there for its keeper and its reporter alone', async () => {
    const place = await makeDraft()
    await takePhoto(kit.db, { bytes: await makePhoto(6), peran: 'pelapor', place })
    const { nomor, kodeLacak } = await sendCase(app, { drafId: place.drafId, isRahasia: true })
    expect(await photosFor(nomor, OPERATOR)).toEqual([])
    expect(await photosFor(nomor, FIELD)).toEqual([])
    expect(await photosFor(nomor, ANONYMOUS, kodeLacak)).toHaveLength(1)
    const [kept] = await photosFor(nomor, KEEPER)
    const operator = await signIn(app, 'operator-aduan')
    const keeper = await signIn(app, 'inspektorat')
    expect((await operator.get(`/foto/${kept?.id}/penuh`)).status).toBe(404)
    expect((await keeper.get(`/foto/${kept?.id}/penuh`)).status).toBe(200)
  })

  it('is added to a case by its reporter, never by a stranger, and not after the end', async () => {
    const { nomor, kodeLacak } = await sendCase(app)
    const bytes = await makePhoto(7)
    const place = (code?: string) => ({
      nomor,
      caller: { actor: ANONYMOUS, ...(code === undefined ? {} : { kodeLacak: code }) },
    })
    const stranger = await takePhoto(kit.db, { bytes, peran: 'pelapor', place: place() })
    expect(codes(stranger)).toEqual(['FOTO_TIDAK_DIIZINKAN'])
    const own = await takePhoto(kit.db, { bytes, peran: 'pelapor', place: place(kodeLacak) })
    expect(own.ok).toBe(true)
    await app.citizenReports.act(
      kit.db,
      { actor: OPERATOR },
      { nomor, tindakan: 'tolak', form: { alasanKode: await anyReason() } },
    )
    const late = { bytes: await makePhoto(8), peran: 'pelapor', place: place(kodeLacak) } as const
    expect(codes(await takePhoto(kit.db, late))).toEqual(['FOTO_TIDAK_DIIZINKAN'])
  })

  async function anyReason(): Promise<string> {
    const { alasan } = await app.citizenReports.katalog.get()
    return [...alasan.values()].find((one) => one.jenis === 'tolak')?.kode ?? ''
  }
})

describe('the sweep', () => {
  const looseFiles = () =>
    rows(
      database.owner,
      sql<{ sha256: string }>`select b.sha256 from citizen_reports.berkas_lepas b`,
    )

  it('removes files whose row never came, and leaves those that have one', async () => {
    const place = await makeDraft()
    const before = storedFiles('berkas')
    // The row is refused after the files were written: the same state a crash between leaves behind.
    const lost = { drafId: place.drafId, deviceId: 'perangkat-orang-lain' }
    await takePhoto(kit.db, { bytes: await makePhoto(21), peran: 'pelapor', place: lost })
    expect(storedFiles('berkas')).toHaveLength(before.length + 2)
    expect((await looseFiles()).length).toBeGreaterThanOrEqual(2)
    const kept = await takePhoto(kit.db, { bytes: await makePhoto(22), peran: 'pelapor', place })
    await app.runJob('citizen-reports.sweep-photos', {})
    expect(storedFiles('berkas')).toHaveLength(before.length + 4)
    nowMs += 61 * 60_000
    await app.runJob('citizen-reports.sweep-photos', {})
    expect(await looseFiles()).toEqual([])
    if (!kept.ok) throw new Error(codes(kept).join())
    const { sha256 } = await oneRow(
      database.owner,
      sql<{
        sha256: string
      }>`select f.sha256 from citizen_reports.foto f where f.id = ${kept.value.id}::uuid`,
    )
    expect(await kit.files.get(sha256)).toBeDefined()
    const needed = await rows(
      database.owner,
      sql<{
        n: string
      }>`select f.sha256 as n from citizen_reports.foto f union select f.kecil_sha256 from citizen_reports.foto f`,
    )
    expect(storedFiles('berkas').toSorted()).toEqual(needed.map((one) => one.n).toSorted())
  })

  it('keeps a file that another photo still shows when one row of it is deleted', async () => {
    const bytes = await makePhoto(23)
    const [one, two] = [await makeDraft(), await makeDraft()]
    const first = await takePhoto(kit.db, { bytes, peran: 'pelapor', place: one })
    const second = await takePhoto(kit.db, { bytes, peran: 'pelapor', place: two })
    if (!first.ok || !second.ok) throw new Error('not taken')
    await run(kit.db, sql`delete from citizen_reports.foto where id = ${first.value.id}::uuid`)
    nowMs += 61 * 60_000
    await app.runJob('citizen-reports.sweep-photos', {})
    const shown = await app.server.inject({
      url: `/foto/${second.value.id}/penuh`,
      cookies: { perangkat: two.deviceId },
    })
    expect(shown.statusCode).toBe(200)
  })
})
