import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import {
  bringToField,
  FIELD,
  KEEPER,
  LIAISON,
  OPERATOR,
  openVisitor,
  sendCase,
  signIn,
} from '../../../../../tests/support/case-house.ts'
import { makePhoto, withNumber } from '../../../../../tests/support/photos.ts'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import type { Actor } from '../../../../kernel/actor.ts'
import { oneRow, rows, sql } from '../../../../platform/db/database.ts'
import { answerHref } from '../../actions/answer-link.ts'
import { createInspect } from '../../actions/inspect.ts'
import { issueNonce } from '../../actions/proof-nonce.ts'
import type { Tindakan } from '../../domain/transitions.ts'
import { listFoto } from '../../store/foto-store.ts'
import { countPemeriksaan, listOpenPemeriksaan } from '../../store/inspection-store.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'

const { app, database } = await useRunningApp()
const { kit, citizenReports } = app
const { deps, reviewPhoto, takePhoto } = citizenReports
let seed = 5_000

async function caseWithPhoto() {
  const sent = await sendCase(app)
  const bytes = await makePhoto(++seed)
  const caller = { actor: { kind: 'anonymous' } as const, kodeLacak: sent.kodeLacak }
  const taken = await takePhoto(kit.db, {
    bytes,
    peran: 'pelapor',
    place: { nomor: sent.nomor, caller },
  })
  if (!taken.ok) throw new Error(taken.refusals[0]?.message)
  return { ...sent, fotoId: taken.value.id }
}

async function act(nomor: string, actor: Actor, tindakan: Tindakan, form: object = {}) {
  const done = await citizenReports.act(kit.db, { actor }, { nomor, tindakan, form })
  if (!done.ok) throw new Error(`${tindakan}: ${done.refusals[0]?.message}`)
  return done.value
}

async function claimed(nomor: string) {
  await bringToField(app, nomor)
  const laporan = await findLaporanByNomor(kit.db, nomor)
  const petugasId = 'accountId' in FIELD ? FIELD.accountId : ''
  const nonce = issueNonce(
    { secretKey: kit.secretKey, now: kit.now(), random: kit.randomBytes(9) },
    { laporanId: laporan?.id ?? '', petugasId, isOffline: false },
  )
  const done = await citizenReports.proveFix.withPhoto(
    { actor: FIELD },
    {
      nomor,
      nonce,
      pesan: 'Sudah ditambal.',
      bytes: withNumber(await makePhoto(++seed), nonce),
      way: 'kamera',
      takenAt: kit.now(),
      position: { lat: laporan?.lat ?? 0, lon: laporan?.lon ?? 0, accuracyM: 5 },
    },
  )
  if (!done.ok) throw new Error(done.refusals[0]?.message)
}

/** Brightest and darkest of one part of a picture; the library's own figures ignore the cut. */
async function statsOf(
  jpeg: Buffer,
  area: { left: number; top: number; width: number; height: number },
) {
  return sharp(await sharp(jpeg).extract(area).png().toBuffer()).stats()
}

describe('publishing a photo', () => {
  it('with a box leaves nothing of what it covers, seals the original and tells lists', async () => {
    const { nomor, fotoId } = await caseWithPhoto()
    const box = { x: 0.25, y: 0.25, w: 0.5, h: 0.5 }
    const done = await reviewPhoto.publish({ actor: OPERATOR }, { nomor, fotoId, kotak: [box] })
    expect(done.ok).toBe(true)
    const laporan = await findLaporanByNomor(kit.db, nomor)
    const [foto] = await listFoto(kit.db, { laporanId: laporan?.id ?? '' })
    const shown = await openVisitor(app).get(`/foto/${fotoId}/penuh?v=${foto?.sha256.slice(0, 12)}`)
    expect(shown.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(shown.headers['x-content-type-options']).toBe('nosniff')
    expect(String(shown.headers['content-disposition'])).toMatch(
      /^inline; filename="foto-[\w-]+\.jpg"$/,
    )
    const middle = await statsOf(shown.bytes, { left: 240, top: 180, width: 160, height: 120 })
    for (const channel of middle.channels) expect(channel.max).toBeLessThan(12)
    expect(foto?.asliSha256).not.toBeNull()
    const { cover } = await oneRow(
      database.owner,
      sql<{
        cover: string
      }>`select l.foto_id as cover from citizen_reports.laporan l where l.nomor = ${nomor}`,
    )
    expect(cover).toBe(fotoId)
  })

  it('again with more boxes changes the address, and begins from the sealed picture', async () => {
    const { nomor, fotoId, id } = await caseWithPhoto()
    const one = { x: 0, y: 0, w: 0.2, h: 0.2 }
    const two = { x: 0.6, y: 0.6, w: 0.2, h: 0.2 }
    await reviewPhoto.publish({ actor: OPERATOR }, { nomor, fotoId, kotak: [one] })
    const [before] = await listFoto(kit.db, { laporanId: id })
    await reviewPhoto.publish({ actor: OPERATOR }, { nomor, fotoId, kotak: [two] })
    const [after] = await listFoto(kit.db, { laporanId: id })
    expect(after?.sha256).not.toBe(before?.sha256)
    expect(after?.asliSha256).toBe(before?.asliSha256)
    const shown = await openVisitor(app).get(
      `/foto/${fotoId}/penuh?v=${before?.sha256.slice(0, 12)}`,
    )
    expect(shown.headers['cache-control']).toBe('public, no-cache')
    const corner = await statsOf(shown.bytes, { left: 10, top: 10, width: 60, height: 40 })
    expect(Math.max(...corner.channels.map((channel) => channel.max))).toBeGreaterThan(30)
  })

  it('is closed to strangers, field officers, other units and secret cases', async () => {
    const { nomor, fotoId } = await caseWithPhoto()
    for (const actor of [FIELD, LIAISON, { kind: 'anonymous' } as const]) {
      const done = await reviewPhoto.publish({ actor }, { nomor, fotoId, kotak: [] })
      expect(done.ok ? '' : done.refusals[0]?.code).toBe('FOTO_TIDAK_DITEMUKAN')
    }
    const secret = await sendCase(app, { isRahasia: true })
    const caller = { actor: { kind: 'anonymous' } as const, kodeLacak: secret.kodeLacak }
    const taken = await takePhoto(kit.db, {
      bytes: await makePhoto(++seed),
      peran: 'pelapor',
      place: { nomor: secret.nomor, caller },
    })
    const which = { nomor: secret.nomor, fotoId: taken.ok ? taken.value.id : '', kotak: [] }
    const byKeeper = await reviewPhoto.publish({ actor: KEEPER }, which)
    expect(byKeeper.ok ? '' : byKeeper.refusals[0]?.code).toBe('FOTO_TIDAK_UNTUK_UMUM')
    const byOther = await reviewPhoto.publish({ actor: OPERATOR }, which)
    expect(byOther.ok ? '' : byOther.refusals[0]?.code).toBe('FOTO_TIDAK_DITEMUKAN')
  })

  it('opens the original only for named roles, with a purpose that is recorded', async () => {
    const { nomor, fotoId, id } = await caseWithPhoto()
    const kotak = [{ x: 0, y: 0, w: 0.5, h: 0.5 }]
    await reviewPhoto.publish({ actor: OPERATOR }, { nomor, fotoId, kotak })
    const idle = await reviewPhoto.openOriginal({ actor: OPERATOR }, { nomor, fotoId, tujuan: '' })
    expect(idle.ok ? '' : idle.refusals[0]?.code).toBe('ALASAN_KOSONG')
    const tujuan = 'Memeriksa keberatan pelapor.'
    const look = await reviewPhoto.openOriginal({ actor: OPERATOR }, { nomor, fotoId, tujuan })
    if (!look.ok) throw new Error('not opened')
    expect((await openVisitor(app).get(look.value.href)).status).toBe(200)
    const history = await deps.audit.historyOf(kit.db, { kind: 'laporan', id }, 50)
    expect(
      history.some((one) => one.tindakan === 'laporan.foto-asli' && one.alasan === tujuan),
    ).toBe(true)
  })

  it('works by ticked tiles without script, shows a preview first, and keeps a held photo away', async () => {
    const { nomor, fotoId } = await caseWithPhoto()
    const operator = await signIn(app, 'operator-aduan')
    const url = `/kerja/laporan/${nomor}/foto/${fotoId}`
    expect((await operator.get(`/kerja/laporan/${nomor}/foto`)).body).toContain(url)
    await operator.get(url)
    const preview = await operator.post(url, { petak: ['0', '1', '9'], putusan: 'pratinjau' })
    expect(preview.body).toContain('data:image/jpeg;base64,')
    expect((await operator.post(url, { kotak: 'rusak', putusan: 'terbit' })).status).toBe(422)
    expect((await operator.post(url, { petak: ['0', '1', '9'], putusan: 'terbit' })).status).toBe(
      303,
    )
    expect((await openVisitor(app).get(`/foto/${fotoId}/kecil`)).status).toBe(200)
    await operator.get(url)
    expect((await operator.post(url, { alasan: 'Wajah anak', putusan: 'tahan' })).status).toBe(303)
    expect((await openVisitor(app).get(`/foto/${fotoId}/kecil`)).status).toBe(404)
  })
})

describe('the link in the notice', () => {
  async function asked() {
    const sent = await caseWithPhoto()
    await claimed(sent.nomor)
    const laporan = await act(sent.nomor, LIAISON, 'validasi')
    return { ...sent, href: answerHref(kit, laporan) }
  }
  const statusOf = async (nomor: string) => (await findLaporanByNomor(kit.db, nomor))?.status

  it('opens a question, and only its button confirms', async () => {
    const { nomor, href } = await asked()
    const visitor = openVisitor(app)
    const page = await visitor.get(href)
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(await statusOf(nomor)).toBe('menunggu_konfirmasi')
    const k = new URL(href, kit.baseUrl).searchParams.get('k') ?? ''
    await visitor.post(`/laporan/${nomor}/konfirmasi`, { k, jawab: 'konfirmasi' })
    expect(await statusOf(nomor)).toBe('selesai')
    await visitor.get(href)
    await visitor.post(`/laporan/${nomor}/konfirmasi`, { k, jawab: 'buka_kembali' })
    expect(await statusOf(nomor)).toBe('dibuka_kembali')
  })

  it('is worth nothing for a later claim, another case, or with a changed letter', async () => {
    const { nomor, href } = await asked()
    const other = await asked()
    const visitor = openVisitor(app)
    const k = new URL(href, kit.baseUrl).searchParams.get('k') ?? ''
    await visitor.get(href)
    await visitor.post(`/laporan/${other.nomor}/konfirmasi`, { k, jawab: 'konfirmasi' })
    expect(await statusOf(other.nomor)).toBe('menunggu_konfirmasi')
    await visitor.post(`/laporan/${nomor}/konfirmasi`, { k: `${k}x`, jawab: 'konfirmasi' })
    expect(await statusOf(nomor)).toBe('menunggu_konfirmasi')
    await visitor.post(`/laporan/${nomor}/konfirmasi`, { k, jawab: 'belum_selesai' })
    expect(await statusOf(nomor)).toBe('dibuka_kembali')
    const old = await visitor.get(href)
    expect([old.status, old.location]).toEqual([303, `/laporan/${nomor}`])
  })

  it('stands in the message that reaches the reporter', async () => {
    const { nomor } = await asked()
    const sent = await rows(
      database.owner,
      sql<{
        tautan: string
      }>`select p.tautan from notifications.pemberitahuan p where p.tautan like ${`/laporan/${nomor}/konfirmasi?k=%`}`,
    )
    expect(sent.length).toBeGreaterThan(0)
  })
})

describe('field work', () => {
  it('sends a note once, however often the phone tries, and nothing of it when it is refused', async () => {
    const { nomor, id } = await caseWithPhoto()
    await bringToField(app, nomor)
    const officer = await signIn(app, 'petugas-pupr')
    expect((await officer.get('/kerja/lapangan')).body).toContain(nomor)
    const form = {
      kunci: randomUUID(),
      aksi: 'tindak_lanjut',
      [`pesan-${nomor}-c`]: 'Sedang digali.',
    }
    const file = { field: `foto-${nomor}-c`, name: 'a.jpg', bytes: await makePhoto(++seed) }
    for (const _try of [1, 2, 3]) {
      const sent = await officer.upload(`/kerja/lapangan/${nomor}`, form, [file])
      expect(sent.status).toBe(303)
    }
    const notes = () =>
      oneRow(
        database.owner,
        sql<{ catatan: number; foto: number }>`select
          (select count(*)::int from citizen_reports.riwayat r where r.laporan_id = ${id}::uuid and r.kejadian = 'tindak_lanjut') as catatan,
          (select count(*)::int from citizen_reports.foto f where f.laporan_id = ${id}::uuid and f.peran = 'pelengkap') as foto`,
      )
    expect(await notes()).toEqual({ catatan: 1, foto: 1 })
    const short = { kunci: randomUUID(), aksi: 'tindak_lanjut', [`pesan-${nomor}-c`]: 'x' }
    const other = { ...file, bytes: await makePhoto(++seed) }
    expect((await officer.upload(`/kerja/lapangan/${nomor}`, short, [other])).status).toBe(422)
    expect(await notes()).toEqual({ catatan: 1, foto: 1 })
  })

  it('shows only what is assigned to this officer', async () => {
    const { nomor } = await sendCase(app)
    const officer = await signIn(app, 'petugas-pupr')
    expect((await officer.get('/kerja/lapangan')).body).not.toContain(nomor)
    expect((await openVisitor(app).get('/kerja/lapangan')).location).toContain('/masuk')
  })
})

describe('a re-inspection', () => {
  it('is drawn, given to somebody without a part in it, and its result is written once', async () => {
    const { nomor, kodeLacak } = await caseWithPhoto()
    await claimed(nomor)
    await act(nomor, LIAISON, 'validasi')
    const closed = await citizenReports.act(
      kit.db,
      { actor: { kind: 'anonymous' }, kodeLacak },
      { nomor, tindakan: 'konfirmasi', form: {} },
    )
    expect(closed.ok).toBe(true)
    const inspect = createInspect(deps)
    const rules = { radiusM: 150, ketelitianM: 100, umurMenit: 30, umurLuringJam: 24 }
    await inspect.setRules({ actor: OPERATOR }, { ...rules, bagianPeriksaUlang: 1 })
    await app.runJob('citizen-reports.draw-inspections', {})
    const open = await listOpenPemeriksaan(kit.db, { petugasId: undefined, limit: 50 })
    const drawn = open.find((one) => one.nomor === nomor)
    const id = drawn?.id ?? ''
    const idOf = (actor: Actor) => ('accountId' in actor ? actor.accountId : '')
    const wrong = await inspect.assign({ actor: OPERATOR }, { id, petugasId: idOf(FIELD) })
    expect(wrong.ok ? '' : wrong.refusals[0]?.code).toBe('PERIKSA_ORANG_TERLIBAT')
    const given = await inspect.assign({ actor: OPERATOR }, { id, petugasId: idOf(KEEPER) })
    expect(given.ok).toBe(true)
    const found = { id, hasil: 'tidak_sesuai', catatan: 'Tambalan sudah lepas.' } as const
    const bytes = await makePhoto(++seed)
    const written = await inspect.report({ actor: KEEPER }, { ...found, bytes })
    expect(written.ok).toBe(true)
    const again = await inspect.report({ actor: KEEPER }, { ...found, bytes: undefined })
    expect(again.ok ? '' : again.refusals[0]?.code).toBe('PERIKSA_SUDAH_ADA_HASIL')
    const counts = await countPemeriksaan(kit.db, new Date(0))
    expect(counts.find((one) => one.unitKode === 'pupr')).toMatchObject({
      tidakSesuai: 1,
      sesuai: 0,
    })
    const operator = await signIn(app, 'operator-aduan')
    expect((await operator.get('/kerja/periksa-ulang')).body).toContain(nomor)
  })

  it('keeps every rule that ever counted', async () => {
    const operator = await signIn(app, 'operator-aduan')
    await operator.get('/kerja/periksa-ulang')
    const form = { radius: '200', ketelitian: '80', menit: '20', jam: '12', persen: '10' }
    expect(
      (await operator.post('/kerja/periksa-ulang/aturan', { ...form, radius: '1' })).status,
    ).toBe(422)
    expect((await operator.post('/kerja/periksa-ulang/aturan', form)).status).toBe(303)
    const kept = await rows(
      database.owner,
      sql<{
        radius: number
      }>`select a.radius_m as radius from citizen_reports.aturan_bukti a order by a.berlaku_mulai`,
    )
    expect(kept.length).toBeGreaterThan(1)
    expect(kept.at(-1)?.radius).toBe(200)
  })
})
