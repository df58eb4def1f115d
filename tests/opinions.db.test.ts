import { describe, expect, it } from 'vitest'
import type { SignedIn } from '../src/kernel/actor.ts'
import { present } from '../src/kernel/assert.ts'
import { demoAccountId } from '../src/modules/identity/index.ts'
import { openCase } from '../src/modules/services/actions/open-case.ts'
import type { Layanan, State } from '../src/modules/services/domain/definition/types.ts'
import { SERVICE_DATA } from '../src/modules/services/index.ts'
import { IZIN_UJI } from '../src/modules/services/testing/definitions.ts'
import { rows, sql, transaction } from '../src/platform/db/database.ts'
import { signIn } from './support/case-house.ts'
import { makePdf } from './support/pdfs.ts'
import { useRunningApp } from './support/running-app.ts'
import { createServiceDesk } from './support/service-desk.ts'

/** Agencies asked for their opinion: each with figures of its own, and none before it is asked. */
const { app, database } = await useRunningApp()
const desk = createServiceDesk(app)
const { kit, services } = app
const { pendapat, putusan, terbit } = IZIN_UJI.workflow.states as Record<string, State>
const [izin] = IZIN_UJI.outputs
if (!pendapat?.join || !putusan || !terbit || !izin?.letter) throw new Error('the test permit')

const BERPENDAPAT: Layanan = {
  ...IZIN_UJI,
  code: 'UJI-PENDAPAT',
  documents: [
    { id: 'denah', label: 'Denah', required: true, berkas: 'lainnya', accept: ['pdf'], maxKb: 900 },
  ],
  workflow: {
    ...IZIN_UJI.workflow,
    states: {
      ...IZIN_UJI.workflow.states,
      pendapat: {
        ...pendapat,
        join: {
          ...pendapat.join,
          units: ['dlh', { unit: 'pupr', when: ['>', { f: 'luas' }, 100] }],
          form: [
            {
              unit: 'dlh',
              fields: [
                {
                  id: 'limbah',
                  type: 'angka',
                  label: 'Debit limbah (m3/hari)',
                  required: true,
                  min: 0,
                },
                { id: 'catatanDlh', type: 'teks', label: 'Catatan', max: 80 },
              ],
            },
            {
              unit: 'pupr',
              fields: [{ id: 'gsb', type: 'angka', label: 'Sempadan (m)', required: true, min: 1 }],
            },
          ],
        },
      },
      putusan: {
        ...putusan,
        actions: (putusan.actions ?? []).map((action) =>
          action.id === 'setujui' ? { ...action, guard: ['<=', { f: 'limbah' }, 5] } : action,
        ),
      },
    },
  },
  outputs: [
    {
      ...izin,
      letter: {
        ...izin.letter,
        blocks: [{ text: 'Debit limbah paling besar {limbah:angka} m3 sehari.' }],
      },
    },
  ],
}
await desk.publish(BERPENDAPAT)

const actor = async (name: string): Promise<SignedIn> => {
  const found = await app.identity.actorOf(kit.db, demoAccountId(name))
  if (found === undefined) throw new Error(`${name} is no demo account`)
  return found
}
const warga = await actor('warga')
const petugas = await actor('petugas-dpmptsp')
const kepala = await actor('kadis-dpmptsp')
const dlh = await actor('layanan-dlh')
const pupr = await actor('layanan-pupr')
const codes = (done: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  done.ok ? [] : (done.refusals ?? []).map((one) => one.code)
const opine = (who: SignedIn, nomor: string, isian = {}, isSetuju = true) =>
  services.giveOpinion(
    kit.db,
    { actor: who },
    { nomor, isSetuju, alasan: 'Sudah diperiksa di tempat.', isian },
  )
const act = (who: SignedIn, nomor: string, tindakan: string) =>
  services.act(kit.db, { actor: who }, { nomor, tindakan })
const opens = (who: SignedIn, nomor: string) =>
  transaction(kit.db, (tx) => openCase(services.deps, tx, { nomor, caller: { actor: who } }))

async function handIn(luas: number): Promise<string> {
  const id = await desk.start(warga, 'UJI-PENDAPAT')
  await desk.save(warga, id, 'usaha', { nama: 'Warung', luas: String(luas) })
  const kept = await app.vault.keep(kit.db, {
    pemilikAkunId: warga.accountId,
    jenisKode: 'lainnya',
    file: { bytes: makePdf({ pages: [{ content: `BT (${id}) Tj ET` }] }), filename: 'denah.pdf' },
    oleh: warga,
  })
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusals))
  await desk.attach(warga, id, 'denah', kept.value.berkasId)
  const sent = await services.submit(kit.db, warga, { drafId: id, kanal: 'web', bahasa: 'id' })
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusals))
  return sent.value.nomor
}
async function toOpinions(luas = 40): Promise<string> {
  const nomor = await handIn(luas)
  expect((await act(petugas, nomor, 'lengkap')).ok).toBe(true)
  return nomor
}
async function idOf(nomor: string): Promise<string> {
  const [row] = await rows(
    kit.db,
    sql<{ id: string }>`select id from services.permohonan where nomor = ${nomor}`,
  )
  return row?.id ?? ''
}
const unitsThatLook = async (nomor: string) => {
  const uses = await app.vault.usesFor(kit.db, { kind: 'permohonan', id: await idOf(nomor) })
  return [...new Set(uses.map((one) => one.unitKode))].toSorted()
}

describe('an agency that is asked only under a condition', () => {
  it('knows nothing of an application that does not need it', async () => {
    const nomor = await toOpinions(40)
    expect(await opens(pupr, nomor)).toBeUndefined()
    expect(codes(await opine(pupr, nomor, { gsb: '3' }))).toEqual(['PERMOHONAN_TIDAK_DITEMUKAN'])
    expect(await unitsThatLook(nomor)).toEqual(['dlh', 'dpmptsp'])
    const officer = await signIn(app, 'layanan-pupr')
    expect((await officer.get(`/kerja/permohonan/${nomor}`)).status).toBe(404)
  })

  it('reads it and its documents from the moment it is asked, not before', async () => {
    const nomor = await handIn(200)
    expect(await opens(pupr, nomor)).toBeUndefined()
    expect(await opens(dlh, nomor)).toBeDefined()
    expect(await unitsThatLook(nomor)).toEqual(['dlh', 'dpmptsp'])
    expect((await act(petugas, nomor, 'lengkap')).ok).toBe(true)
    expect(await opens(pupr, nomor)).toBeDefined()
    expect(await unitsThatLook(nomor)).toEqual(['dlh', 'dpmptsp', 'pupr'])
  })

  it('still reads it after it has answered', async () => {
    const nomor = await toOpinions(200)
    expect((await opine(pupr, nomor, { gsb: '3' })).ok).toBe(true)
    expect(await opens(pupr, nomor)).toBeDefined()
  })
})

describe('figures beside an opinion', () => {
  it('are asked of who agrees, each at its field, and only its own', async () => {
    const nomor = await toOpinions(200)
    expect(await opine(dlh, nomor, {})).toMatchObject({
      ok: false,
      refusals: [{ code: 'ISIAN_WAJIB', field: 'limbah' }],
    })
    expect(await opine(dlh, nomor, { limbah: 'banyak' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'ISIAN_ANGKA', field: 'limbah' }],
    })
    expect(codes(await opine(dlh, nomor, { limbah: '2', gsb: '1' }))).toEqual([
      'ISIAN_TIDAK_DIKENAL',
    ])
    expect((await opine(dlh, nomor, {}, false)).ok).toBe(true)
  })

  it('of one agency never touch those of another, and both stand before who decides', async () => {
    const nomor = await toOpinions(200)
    expect((await opine(dlh, nomor, { limbah: '2,5' })).ok).toBe(true)
    expect((await opine(pupr, nomor, { gsb: '3' })).ok).toBe(true)
    const open = await opens(kepala, nomor)
    expect(open?.isianPendapat).toEqual([
      { putaran: 1, unitKode: 'dlh', isian: { limbah: 2.5 } },
      { putaran: 1, unitKode: 'pupr', isian: { gsb: 3 } },
    ])
    const page = (await (await signIn(app, 'kadis-dpmptsp')).get(`/kerja/permohonan/${nomor}`)).body
    for (const text of ['Isian pendapat DLH', 'Debit limbah', '2,5', 'Sempadan (m)'])
      expect(page).toContain(text)
  })

  it('are given at once by both agencies without either being lost', async () => {
    const nomor = await toOpinions(200)
    const done = await Promise.all([
      opine(dlh, nomor, { limbah: '1' }),
      opine(pupr, nomor, { gsb: '2' }),
      opine(dlh, nomor, { limbah: '9' }),
    ])
    expect(done.filter((one) => one.ok)).toHaveLength(2)
    const open = await opens(kepala, nomor)
    expect(open?.isianPendapat.map((one) => one.unitKode)).toEqual(['dlh', 'pupr'])
    expect(open?.permohonan.tahap).toBe('putusan')
  })

  it('decide later steps and stand in the letter', async () => {
    const high = await toOpinions(40)
    await opine(dlh, high, { limbah: '6' })
    expect(codes(await act(kepala, high, 'setujui'))).toEqual(['SYARAT_TINDAKAN'])
    const nomor = await toOpinions(40)
    await opine(dlh, nomor, { limbah: '2,5' })
    expect((await act(kepala, nomor, 'setujui')).ok).toBe(true)
    const [issued] = await services.deps.letters.findBySubject(kit.db, {
      kind: 'permohonan',
      id: await idOf(nomor),
    })
    const [letter] = await rows(
      database.owner,
      sql<{
        naskah: string
      }>`select n.isi::text as naskah from documents.naskah n where n.surat_id = ${issued?.suratId}::uuid`,
    )
    expect(letter?.naskah).toContain('Debit limbah paling besar 2,5 m3 sehari.')
  })

  it('are asked on the page of the agency, and come back after a refusal', async () => {
    const nomor = await toOpinions(40)
    const officer = await signIn(app, 'layanan-dlh')
    expect((await officer.get(`/kerja/permohonan/${nomor}`)).body).toContain('name="limbah"')
    const refused = await officer.post(`/kerja/permohonan/${nomor}/pendapat`, {
      setuju: 'ya',
      alasan: 'pendek',
      limbah: '3',
    })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('value="3"')
    const given = await officer.post(`/kerja/permohonan/${nomor}/pendapat`, {
      setuju: 'ya',
      alasan: 'Sudah diperiksa di tempat.',
      limbah: '3',
      catatanDlh: 'Bak penampung cukup',
    })
    expect(given.status).toBe(303)
    expect((await opens(kepala, nomor))?.isianPendapat[0]?.isian).toEqual({
      limbah: 3,
      catatanDlh: 'Bak penampung cukup',
    })
  })

  it('are seen by no transaction that did not open the application, and go with an erasure', async () => {
    const seen = await rows(kit.db, sql`select 1 from services.isian_pendapat`)
    expect(seen).toEqual([])
    const nomor = await toOpinions(40)
    await opine(dlh, nomor, { limbah: '6' })
    const refused = await services.act(
      kit.db,
      { actor: kepala },
      { nomor, tindakan: 'tolak', alasan: 'Debitnya melampaui batas.' },
    )
    expect(refused.ok).toBe(true)
    await transaction(kit.db, (tx) => present(SERVICE_DATA.erase, 'it erases')(tx, warga.accountId))
    const left = await rows(
      database.owner,
      sql<{
        isian: object
      }>`select i.isian from services.isian_pendapat i where i.permohonan_id = ${await idOf(nomor)}::uuid`,
    )
    expect(left).toEqual([{ isian: {} }])
  })
})
