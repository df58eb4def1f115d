import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { signIn } from '../../../tests/support/case-house.ts'
import { makePhoto } from '../../../tests/support/photos.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { createServiceDesk } from '../../../tests/support/service-desk.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { present } from '../../kernel/assert.ts'
import type { Result } from '../../kernel/result.ts'
import { packageRoot } from '../../package-root.ts'
import { oneRow, run, sql } from '../../platform/db/database.ts'
import { demoAccountId } from '../identity/index.ts'
import {
  arriveFile,
  arriveOffline,
  type OfflineDraft,
  type OfflineOutcome,
} from './actions/arrive-offline.ts'
import type { Layanan } from './domain/definition/types.ts'
import { TINJAU_UJI } from './testing/inspection.ts'

/** Applications filled in on a phone: arrive once, overwrite nothing silently, and follow their service. */
const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0

const { app } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const desk = createServiceDesk(app)
await desk.publish(TINJAU_UJI)
const { services, kit } = app
const { deps } = services
const actor = async (name: string): Promise<SignedIn> =>
  present(await app.identity.actorOf(kit.db, demoAccountId(name)), name)
const warga = await actor('warga')
const warga2 = await actor('warga2')
const desa = present(app.reference.desaOf(app.reference.kecamatan()[0]?.kode ?? '')[0], 'a village')
const picture = await makePhoto(3, { widthPx: 1600, heightPx: 1200 })
const TYPED = {
  nama: 'Warung Sari',
  desa: desa.kode,
  alamat: 'Jalan Melati 3',
  cara: 'keliling',
  rute: 'Pasar ke terminal',
}

const codesOf = (done: Result<unknown>) => (done.ok ? ['ok'] : done.refusals.map((one) => one.code))
const told = (done: Result<OfflineOutcome>): OfflineOutcome => {
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  return done.value
}
const row = (id: string) =>
  oneRow(
    kit.db,
    sql<{
      revisi: number
      versi: number
      jawaban: Record<string, unknown>
      berkas: Record<string, string>
      halaman: string[]
    }>`
      select revisi, versi, jawaban, berkas, halaman from services.draf where id = ${id}::uuid`,
  )
async function taken(more: Partial<OfflineDraft> = {}): Promise<OfflineDraft> {
  const id = more.id ?? (await desk.start(warga, TINJAU_UJI.code))
  return {
    id,
    kunci: kit.newSecretId(),
    akunId: warga.accountId,
    kode: TINJAU_UJI.code,
    versi: 1,
    dasar: 1,
    cara: 'sendiri',
    untukAkunId: undefined,
    typed: TYPED,
    ...more,
  }
}
const send = (sent: OfflineDraft, who = warga) => arriveOffline(deps, kit.db, who, sent)
const sendFile = (id: string, more: Partial<Parameters<typeof arriveFile>[3]> = {}, who = warga) =>
  arriveFile(deps, kit.db, who, {
    id,
    kunci: kit.newSecretId(),
    akunId: who.accountId,
    dasar: 1,
    dokumenId: 'denah',
    bytes: picture,
    filename: 'denah.jpg',
    tanggal: '',
    ...more,
  })

describe('answers from a phone', () => {
  it('are in the draft once, however often they come', async () => {
    const sent = await taken()
    const all = await Promise.all([send(sent), send(sent)])
    all.push(await send(sent))
    for (const one of all) expect(told(one)).toMatchObject({ kind: 'saved', revisi: 2, unread: [] })
    const { jawaban, halaman, revisi } = await row(sent.id)
    expect(jawaban).toEqual(TYPED)
    expect(halaman).toEqual(['tempat'])
    expect(revisi).toBe(2)
  })

  it('that cannot be read are told at their field, and take nothing else with them', async () => {
    const sent = await taken({ typed: { ...TYPED, cara: 'terbang', luas: 'luas' } })
    const outcome = told(await send(sent))
    expect(outcome.kind === 'saved' && outcome.unread.map(({ field }) => field)).toEqual([
      'cara',
      'luas',
    ])
    expect((await row(sent.id)).jawaban).toMatchObject({ nama: 'Warung Sari' })
  })

  it('of somebody else, of another account on this phone, or of no question are refused', async () => {
    const sent = await taken()
    expect(codesOf(await send(sent, warga2))).toEqual(['DRAF_TIDAK_DITEMUKAN'])
    expect(codesOf(await send({ ...sent, akunId: warga2.accountId }, warga2))).toEqual([
      'DRAF_TIDAK_DITEMUKAN',
    ])
    expect(codesOf(await send({ ...sent, kunci: 'x' }))).toEqual(['DRAF_TIDAK_DITEMUKAN'])
    expect(codesOf(await send({ ...sent, kode: 'DISHUB-PJU' }))).toEqual(['DRAF_TIDAK_DITEMUKAN'])
    expect(codesOf(await send({ ...sent, typed: { ...TYPED, biaya: '0' } }))).toEqual([
      'ISIAN_TIDAK_DIKENAL',
    ])
    expect(codesOf(await send({ ...sent, versi: 99 }))).toEqual(['ISIAN_TIDAK_DIKENAL'])
    expect((await row(sent.id)).jawaban).toEqual({})
  })

  it('never overwrite silently what another device wrote meanwhile', async () => {
    const sent = await taken()
    await desk.save(warga, sent.id, 'tempat', { ...TYPED, alamat: 'Jalan Mawar 9' })
    const outcome = told(await send(sent))
    expect(outcome).toEqual({ kind: 'conflict', revisi: 2, differing: ['Alamat'] })
    expect((await row(sent.id)).jawaban.alamat).toBe('Jalan Mawar 9')
    const chosen = told(await send({ ...sent, kunci: kit.newSecretId(), dasar: 2 }))
    expect(chosen).toMatchObject({ kind: 'saved', revisi: 3 })
    expect((await row(sent.id)).jawaban.alamat).toBe('Jalan Melati 3')
  })

  it('that say the same as the other device are no conflict', async () => {
    const sent = await taken()
    await desk.save(warga, sent.id, 'tempat', TYPED)
    expect(told(await send(sent))).toMatchObject({ kind: 'saved' })
  })

  it('find their draft filed, or begin it anew when it is gone', async () => {
    const sent = await taken()
    await desk.drop(warga, sent.id)
    expect(told(await send(sent))).toMatchObject({ kind: 'saved', versi: 1 })
    expect(codesOf(await sendFile(sent.id, { dasar: 2 }))).toEqual(['ok'])
    const submit = () =>
      services.submit(kit.db, warga, { drafId: sent.id, kanal: 'web', bahasa: 'id' })
    const [first, again] = [await submit(), await submit()]
    expect(first.ok && again.ok && first.value.nomor === again.value.nomor).toBe(true)
    const outcome = told(await send(sent))
    expect(outcome).toEqual({ kind: 'filed', nomor: first.ok ? first.value.nomor : '' })
    expect(codesOf(await send({ ...sent, akunId: warga2.accountId }, warga2))).toEqual([
      'DRAF_TIDAK_DITEMUKAN',
    ])
  })

  it('leave everything or nothing, whichever statement fails', async () => {
    const sent = await taken()
    let failures = 0
    for (let n = 1; n < 80; n += 1) {
      seen = 0
      failAt = n
      const done = await send(sent).catch((error: unknown) => String(error))
      failAt = Number.POSITIVE_INFINITY
      if (typeof done !== 'string') {
        expect(codesOf(done)).toEqual(['ok'])
        break
      }
      failures += 1
      expect(await row(sent.id)).toMatchObject({ revisi: 1, jawaban: {} })
    }
    expect(failures).toBeGreaterThan(3)
    expect((await row(sent.id)).revisi).toBe(2)
  })
})

describe('a document from a phone', () => {
  it('is in the vault and under its requirement once', async () => {
    const { id } = await taken()
    const kunci = kit.newSecretId()
    const bytes = await makePhoto(41, { widthPx: 1600, heightPx: 1200 })
    const before = (await deps.vault.listFor(kit.db, warga.accountId)).length
    const all = await Promise.all([sendFile(id, { kunci, bytes }), sendFile(id, { kunci, bytes })])
    all.push(await sendFile(id, { kunci, bytes }))
    for (const one of all) expect(one).toEqual({ ok: true, value: { revisi: 2 } })
    expect(Object.keys((await row(id)).berkas)).toEqual(['denah'])
    expect((await deps.vault.listFor(kit.db, warga.accountId)).length - before).toBe(1)
  })

  it('does not replace one that came from elsewhere meanwhile, and goes nowhere it does not belong', async () => {
    const { id } = await taken()
    expect(codesOf(await sendFile(id))).toEqual(['ok'])
    const { berkas } = await row(id)
    expect(codesOf(await sendFile(id))).toEqual(['DRAF_BERUBAH'])
    expect((await row(id)).berkas).toEqual(berkas)
    expect(codesOf(await sendFile(id, { dokumenId: 'ktp' }))).toEqual(['ISIAN_TIDAK_DIKENAL'])
    expect(codesOf(await sendFile(id, {}, warga2))).toEqual(['DRAF_TIDAK_DITEMUKAN'])
    expect(
      codesOf(await sendFile(id, { dasar: 2, bytes: new Uint8Array([1, 2, 3]) })),
    ).not.toContain('ok')
    expect((await row(id)).berkas).toEqual(berkas)
  })
})

describe('pages for a phone without a network', () => {
  it('carry the whole form, are small, and are only their owner’s', async () => {
    const { id } = await taken()
    const visitor = await signIn(app, 'warga')
    const page = await visitor.get(`/permohonan/luring/${id}`)
    expect(page.status).toBe(200)
    for (const name of ['nama', 'rute', 'orang.0.gaji', 'slip', 'luas'])
      expect(page.body).toContain(`name="${name}"`)
    expect(page.body).toContain('data-bila="@pegawai"')
    const other = await signIn(app, 'warga2')
    expect((await other.get(`/permohonan/luring/${id}`)).status).toBe(404)
    const nobody = await app.server.inject({ url: `/permohonan/luring/${id}` })
    expect([302, 303]).toContain(nobody.statusCode)
  })

  it.each(['DESA-NIKAH', 'DESA-JUALBELI-TANAH'])(
    'weigh at most 30 kB with style and script, also for the longest forms: %s',
    async (kode) => {
      const id = await desk.start(warga, kode)
      const { body } = await (await signIn(app, 'warga')).get(`/permohonan/luring/${id}`)
      const files = [...body.matchAll(/(?:src|href)="\/(aset\/[^"]+\.(?:css|js))"/g)]
      expect(files.length).toBeGreaterThan(4)
      const sizes = files.map(([, name = '']) =>
        gzipSync(readFileSync(join(packageRoot, 'dist/public', name))),
      )
      const total = [gzipSync(body), ...sizes].reduce((sum, bytes) => sum + bytes.length, 0)
      expect(total).toBeLessThan(30_000)
    },
  )

  it('go without script as an ordinary form, to the answers to check', async () => {
    const { id } = await taken()
    const visitor = await signIn(app, 'warga')
    await visitor.get(`/permohonan/luring/${id}`)
    const wrong = await visitor.post(`/permohonan/luring/${id}`, { ...TYPED, luas: 'luas' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('href="#f-luas"')
    // Nobody types twice, also what could not be read.
    expect(wrong.body).toMatch(
      /<input[^>]*name="luas"[^>]*value="luas"|value="luas"[^>]*name="luas"/,
    )
    const sent = await visitor.post(`/permohonan/luring/${id}`, TYPED)
    expect(sent.location).toBe(`/permohonan/draf/${id}/periksa`)
    const more = await visitor.post(`/permohonan/luring/${id}`, { ...TYPED, aksi: 'baris:orang' })
    expect(more.location).toBe(`/permohonan/luring/${id}`)
  })

  it('lead from what is missing to the page that asks for it, by its question', async () => {
    const { id } = await taken()
    const visitor = await signIn(app, 'warga')
    const { body } = await visitor.get(`/permohonan/draf/${id}/periksa`)
    const page = `/permohonan/draf/${id}/tempat`
    for (const [field, question] of [
      ['nama', 'Nama usaha'],
      ['alamat', 'Alamat'],
    ])
      expect(body).toMatch(new RegExp(`href="${page}#f-${field}"[^>]*>${question}: Isi bagian ini`))
    expect(body).not.toMatch(/<a href="#f-/)
  })

  it('are kept by workers that are asked for anew each time and name what they keep', async () => {
    for (const scope of ['/permohonan/luring', '/kerja/permohonan/lapangan/bawa']) {
      const answer = await app.server.inject({ url: `${scope}/sw.js` })
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.headers['service-worker-allowed']).toBe(scope)
      expect(answer.payload).toMatch(/importScripts\("\/aset\/sw-[\w-]+\.[\w-]+\.js"\)/)
    }
  })
})

describe('a service that changed while the phone was away', () => {
  it('keeps the answers that fit and tells the questions that changed', async () => {
    const sent = await taken()
    const next: Layanan = {
      ...TINJAU_UJI,
      version: 2,
      form: TINJAU_UJI.form.map((page) => ({
        ...page,
        fields: page.fields.map((field) =>
          field.id === 'alamat' ? { ...field, type: 'paragraf' as const } : field,
        ),
      })),
    }
    await desk.drop(warga, sent.id)
    await run(
      kit.db,
      sql`update services.definisi set status = 'ditarik', ditarik_at = now() where kode = ${TINJAU_UJI.code} and versi = 1`,
    )
    await run(
      kit.db,
      sql`insert into services.definisi (kode, versi, jenis, status, isi, sha256, berlaku_mulai, dibuat_at, diubah_at, terbit_at)
        select kode, 2, jenis, 'terbit', ${JSON.stringify(next)}::jsonb, sha256, berlaku_mulai, dibuat_at, diubah_at, terbit_at
        from services.definisi where kode = ${TINJAU_UJI.code} and versi = 1`,
    )
    services.deps.layanan.forget()
    const outcome = told(await send(sent))
    expect(outcome).toMatchObject({ kind: 'saved', versi: 2, changed: ['Alamat'] })
    const { jawaban, halaman, versi } = await row(sent.id)
    expect(versi).toBe(2)
    expect(jawaban).toEqual({
      nama: TYPED.nama,
      desa: TYPED.desa,
      cara: TYPED.cara,
      rute: TYPED.rute,
    })
    expect(halaman).toEqual([])
  })
})
