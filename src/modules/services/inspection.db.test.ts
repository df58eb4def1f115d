import { describe, expect, it } from 'vitest'
import { signIn } from '../../../tests/support/case-house.ts'
import { makePhoto } from '../../../tests/support/photos.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { createServiceDesk } from '../../../tests/support/service-desk.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { present } from '../../kernel/assert.ts'
import type { Result } from '../../kernel/result.ts'
import { oneRow, rows, sql, transaction } from '../../platform/db/database.ts'
import { demoAccountId } from '../identity/index.ts'
import { takeProof } from './actions/field-proof.ts'
import { handBack, listInspections, ROUND_MAX, takeAlong } from './actions/field-round.ts'
import type { Inspection } from './actions/inspection.ts'
import { openCase } from './actions/open-case.ts'
import { susulanOf } from './store/kiriman-store.ts'
import { TINJAU_UJI } from './testing/inspection.ts'

/** Inspections from a phone: done once, at their stage, or kept beside the case; their photos for who may read it. */
const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
let now = new Date('2026-03-02T02:00:00Z')

const { app } = await useRunningApp({
  now: () => now,
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
const lapangan = await actor('lapangan-dpmptsp')
const kepala = await actor('kadis-dpmptsp')
const stranger = await actor('lapangan-dinkes')
const desa = present(app.reference.desaOf(app.reference.kecamatan()[0]?.kode ?? '')[0], 'a village')
const photo = await makePhoto(7)
const bukti = await (async () => {
  const kept = await takeProof(deps, [{ field: 'fotoDepan', bytes: photo, filename: 'a.jpg' }])
  if (!kept.ok) throw new Error('the photo is good')
  return kept.value
})()
const codesOf = (done: Result<unknown>) => (done.ok ? ['ok'] : done.refusals.map((one) => one.code))

async function apply(): Promise<string> {
  const id = await desk.start(warga, TINJAU_UJI.code)
  await desk.save(warga, id, 'tempat', {
    nama: 'Warung Sari',
    desa: desa.kode,
    alamat: 'Jalan Melati 3',
    cara: 'keliling',
    rute: 'Pasar ke terminal',
  })
  const kept = await app.vault.keep(kit.db, {
    pemilikAkunId: warga.accountId,
    jenisKode: 'lainnya',
    file: { bytes: await makePhoto(3, { widthPx: 1600, heightPx: 1200 }), filename: 'denah.jpg' },
    oleh: warga,
  })
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusals))
  await desk.attach(warga, id, 'denah', kept.value.berkasId)
  const sent = await services.submit(kit.db, warga, { drafId: id, kanal: 'web', bahasa: 'id' })
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusals))
  return sent.value.nomor
}

/** As the phone took it along now. */
async function take(nomor: string, more: Partial<Inspection> = {}): Promise<Inspection> {
  const { tahap, sejak } = await standing(nomor)
  return {
    kunci: kit.newSecretId(),
    nomor,
    tindakan: 'sesuai',
    tahap,
    sejak: sejak.toISOString(),
    diisi: now.toISOString(),
    alasan: '',
    isian: { temuan: 'Tempat bersih dan sesuai denah.', titik: '-7.61, 110.2' },
    bukti,
    ...more,
  }
}
const standing = (nomor: string) =>
  oneRow(
    kit.db,
    sql<{ id: string; tahap: string; sejak: Date; version: number }>`
      select id, tahap, tahap_sejak as sejak, version from services.permohonan where nomor = ${nomor}`,
  )
const send = (who: SignedIn, sent: Inspection) => services.inspect(kit.db, { actor: who }, sent)
const open = (who: SignedIn, nomor: string) =>
  transaction(kit.db, (tx) => openCase(deps, tx, { nomor, caller: { actor: who } }))
const wait = (hours: number) => {
  now = new Date(now.getTime() + hours * 3_600_000)
}

describe('an inspection from a phone', () => {
  it('moves the case once however often it is sent, also at the same time', async () => {
    const nomor = await apply()
    const sent = await take(nomor)
    const done = await Promise.all([send(lapangan, sent), send(lapangan, sent)])
    done.push(await send(lapangan, sent))
    for (const one of done)
      expect(one).toEqual({ ok: true, value: { nomor, hasil: 'dipakai', tahap: 'putusan' } })
    expect((await standing(nomor)).version).toBe(2)
  })

  it('records when it was filled in and when it came', async () => {
    const nomor = await apply()
    const sent = await take(nomor)
    const filled = now
    wait(3)
    expect(codesOf(await send(lapangan, sent))).toEqual(['ok'])
    const { riwayat } = present(await open(lapangan, nomor), 'the case')
    const line = riwayat.find((row) => row.kejadian === 'sesuai')
    expect(line?.data.diisiAt).toBe(filled.toISOString())
    expect(line?.waktu).toEqual(now)
    const kept = await transaction(kit.db, async (tx) => {
      await openCase(deps, tx, { nomor, caller: { actor: lapangan } })
      return oneRow(
        tx,
        sql<{ diisi: Date; diterima: Date }>`select diisi_at as diisi, diterima_at as diterima
          from services.kiriman_lapangan where id = ${sent.kunci}::uuid`,
      )
    })
    expect(kept).toEqual({ diisi: filled, diterima: now })
  })

  it('that comes after the case has moved on changes nothing and is kept beside it', async () => {
    const nomor = await apply()
    const sent = await take(nomor)
    expect(
      codesOf(await services.act(kit.db, { actor: kepala }, { nomor, tindakan: 'tarik' })),
    ).toEqual(['ok'])
    const before = await standing(nomor)
    for (const done of [await send(lapangan, sent), await send(lapangan, sent)])
      expect(done).toMatchObject({ ok: true, value: { hasil: 'susulan', tahap: 'batal' } })
    expect(await standing(nomor)).toEqual(before)
    const late = await transaction(kit.db, async (tx) => {
      const found = present(await openCase(deps, tx, { nomor, caller: { actor: lapangan } }), 'it')
      return rows(tx, susulanOf(found.permohonan.id, 10))
    })
    expect(late).toHaveLength(1)
    const officer = await signIn(app, 'lapangan-dpmptsp')
    const page = await officer.get(`/kerja/permohonan/${nomor}`)
    const src = /src="([^"]+foto\/fotoDepan\?kiriman=[^"]+)"/.exec(page.body)?.[1] ?? ''
    expect((await officer.get(src)).status).toBe(200)
    expect(late[0]?.isian).toMatchObject({
      temuan: 'Tempat bersih dan sesuai denah.',
      fotoDepan: bukti.fotoDepan,
    })
  })

  it('is told from an earlier stay at the same stage', async () => {
    const nomor = await apply()
    const early = await take(nomor)
    wait(1)
    expect(codesOf(await send(lapangan, await take(nomor)))).toEqual(['ok'])
    wait(1)
    expect(
      codesOf(await services.act(kit.db, { actor: kepala }, { nomor, tindakan: 'ulang' })),
    ).toEqual(['ok'])
    expect(await send(lapangan, early)).toMatchObject({ ok: true, value: { hasil: 'susulan' } })
    expect(await standing(nomor)).toMatchObject({ tahap: 'lapangan' })
  })

  it('is refused without its key, from a stranger, from another’s key, and with what its form does not ask', async () => {
    const nomor = await apply()
    const sent = await take(nomor)
    expect(codesOf(await send(lapangan, { ...sent, kunci: 'x' }))).toEqual(['KIRIMAN_TIDAK_SAH'])
    expect(codesOf(await send(stranger, sent))).toEqual(['PERMOHONAN_TIDAK_DITEMUKAN'])
    expect(codesOf(await send(warga, sent))).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
    const foreign = { ...sent, isian: { ...sent.isian, biaya: '0' } }
    expect(codesOf(await send(lapangan, foreign))).toContain('ISIAN_TIDAK_DIKENAL')
    expect(codesOf(await send(lapangan, { ...sent, bukti: {} }))).toEqual(['ISIAN_WAJIB'])
    expect(codesOf(await send(lapangan, sent))).toEqual(['ok'])
    expect(codesOf(await send(kepala, sent))).toEqual(['KIRIMAN_TIDAK_SAH'])
    const other = await apply()
    expect(codesOf(await send(lapangan, { ...(await take(other)), kunci: sent.kunci }))).toEqual([
      'KIRIMAN_TIDAK_SAH',
    ])
    expect(await standing(other)).toMatchObject({ tahap: 'lapangan', version: 1 })
  })

  it('that came too late is kept only from who could have done the step', async () => {
    const nomor = await apply()
    const sent = await take(nomor)
    await services.act(kit.db, { actor: kepala }, { nomor, tindakan: 'tarik' })
    expect(codesOf(await send(kepala, sent))).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
    expect(
      codesOf(await send(lapangan, { ...sent, tahap: 'putusan', tindakan: 'setujui' })),
    ).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
    expect(codesOf(await send(lapangan, { ...sent, tahap: 'constructor' }))).toEqual([
      'TINDAKAN_TIDAK_DIIZINKAN',
    ])
  })

  it('leaves everything or nothing, whichever statement fails', async () => {
    const nomor = await apply()
    const sent = await take(nomor)
    const before = await standing(nomor)
    let failures = 0
    for (let n = 1; n < 200; n += 1) {
      seen = 0
      failAt = n
      const done = await send(lapangan, sent).catch((error: unknown) => String(error))
      failAt = Number.POSITIVE_INFINITY
      if (typeof done !== 'string') {
        expect(codesOf(done)).toEqual(['ok'])
        break
      }
      failures += 1
      expect(await standing(nomor)).toEqual(before)
    }
    expect(failures).toBeGreaterThan(10)
    expect((await standing(nomor)).version).toBe(2)
  })
})

describe('inspections taken along', () => {
  const lanes = [{ unitKode: 'dpmptsp', peran: ['petugas-lapangan' as const] }]
  const holder = async (nomor: string) =>
    (
      await oneRow(
        kit.db,
        sql<{ petugas: string | null }>`select t.petugas_id as petugas from services.tugas t
          join services.permohonan p on p.id = t.permohonan_id where p.nomor = ${nomor}`,
      )
    ).petugas
  const along = (who: SignedIn, nomor: readonly string[], mine = lanes) =>
    takeAlong(deps, kit.db, { actor: who, lanes: mine, nomor })

  it('belong to one officer until handed back, and each look is recorded', async () => {
    const nomor = await apply()
    expect(await along(lapangan, [nomor])).toEqual({ ok: true, value: [] })
    expect(await holder(nomor)).toBe(lapangan.accountId)
    const looks = await app.audit.accessesTo(kit.db, warga.accountId, { limit: 5 })
    expect(looks.map(({ fields }) => fields)).toContainEqual(['tempat yang diperiksa'])
    const colleague: SignedIn = { ...stranger, accountId: kepala.accountId }
    expect(await along(colleague, [nomor])).toEqual({ ok: true, value: [nomor] })
    await handBack(kit.db, { actor: colleague, nomor: [nomor] })
    expect(await holder(nomor)).toBe(lapangan.accountId)
    await handBack(kit.db, { actor: lapangan, nomor: [nomor] })
    expect(await holder(nomor)).toBeNull()
  })

  it('come only from one’s own office, and no more than a day needs', async () => {
    const nomor = await apply()
    const elsewhere = [{ unitKode: 'dinkes', peran: ['petugas-lapangan' as const] }]
    expect(await along(stranger, [nomor], elsewhere)).toEqual({ ok: true, value: [nomor] })
    expect(await holder(nomor)).toBeNull()
    expect(codesOf(await along(lapangan, []))).toEqual(['PILIHAN_KOSONG'])
    const many = Array.from({ length: ROUND_MAX + 1 }, (_, n) => `PMH-2026-${n}`)
    expect(codesOf(await along(lapangan, many))).toEqual(['BAWAAN_PENUH'])
  })

  it('are not other work of the office', async () => {
    const nomor = await apply()
    await send(lapangan, await take(nomor))
    const heads = [{ unitKode: 'dpmptsp', peran: ['kepala-opd' as const] }]
    expect(
      codesOf(await takeAlong(deps, kit.db, { actor: kepala, lanes: heads, nomor: [nomor] })),
    ).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
    expect(await holder(nomor)).toBeNull()
    const listed = await listInspections(deps, kit.db, [...lanes, ...heads])
    expect(listed.map((row) => row.nomor)).not.toContain(nomor)
  })
})

describe('a photo of an inspection', async () => {
  const nomor = await apply()
  const kept = await takeProof(deps, [
    { field: 'fotoDepan', bytes: photo, filename: 'a.jpg' },
    { field: 'fotoDalam', bytes: await makePhoto(9), filename: 'b.jpg' },
  ])
  await send(lapangan, await take(nomor, { bukti: kept.ok ? kept.value : {} }))
  const get = async (username: string, url: string) => (await signIn(app, username)).get(url)
  const officers = `/kerja/permohonan/${nomor}/foto`
  const applicants = `/permohonan/${nomor}/foto`

  it('is seen by officers who may read the case, and the look is recorded for its owner', async () => {
    const answer = await get('lapangan-dpmptsp', `${officers}/fotoDalam`)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('image/jpeg')
    expect(answer.headers['cache-control']).toBe('private, no-store')
    const looks = await app.audit.accessesTo(kit.db, warga.accountId, { limit: 20 })
    expect(looks.map(({ byName, fields }) => [byName, fields])).toContainEqual([
      lapangan.name,
      ['foto pemeriksaan'],
    ])
    const page = await get('lapangan-dpmptsp', `/kerja/permohonan/${nomor}`)
    expect(page.body).toContain(`src="${officers}/fotoDalam"`)
    expect(page.body).not.toContain('{&quot;lat')
  })

  it('is seen by the applicant where the definition shows it, and nowhere else', async () => {
    expect((await get('warga', `${applicants}/fotoDepan`)).status).toBe(200)
    expect((await get('warga', `${applicants}/fotoDalam`)).status).toBe(404)
    expect((await get('warga', `${applicants}/temuan`)).status).toBe(404)
    expect((await get('warga', `${applicants}/toString`)).status).toBe(404)
    const page = await get('warga', `/permohonan/${nomor}`)
    expect(page.body).toContain(`src="${applicants}/fotoDepan"`)
    expect(page.body).toContain('Tempat bersih dan sesuai denah.')
    expect(page.body).not.toContain('fotoDalam')
    expect(page.body).not.toContain('-7.61')
  })

  it('does not exist for anybody else', async () => {
    expect((await get('warga2', `${applicants}/fotoDepan`)).status).toBe(404)
    expect((await get('lapangan-dinkes', `${officers}/fotoDepan`)).status).toBe(404)
    expect((await get('lapangan-dpmptsp', `${applicants}/fotoDepan`)).status).toBe(404)
    expect((await get('warga', `${officers}/fotoDepan`)).status).toBe(403)
    const nobody = await app.server.inject({ url: `${officers}/fotoDepan` })
    expect([302, 303]).toContain(nobody.statusCode)
  })
})
