import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { SignedIn } from '../src/kernel/actor.ts'
import { addDays } from '../src/kernel/date.ts'
import { demoAccountId } from '../src/modules/identity/index.ts'
import { setDocument } from '../src/modules/services/actions/drafts.ts'
import type { Doc, Layanan } from '../src/modules/services/domain/definition/types.ts'
import { IZIN_UJI } from '../src/modules/services/testing/definitions.ts'
import { run, sql } from '../src/platform/db/database.ts'
import { formatTanggal } from '../src/ui/format.ts'
import { signIn } from './support/case-house.ts'
import { makePdf } from './support/pdfs.ts'
import { useRunningApp } from './support/running-app.ts'
import { createServiceDesk } from './support/service-desk.ts'

/** A document that runs out by its own date tells it once, and is asked for it never again. */
const { app, database } = await useRunningApp()
const desk = createServiceDesk(app)
const { kit, services } = app
const doc = (id: string, berkas: string, more: Partial<Doc> = {}): Doc => ({
  id,
  label: `Berkas ${id}`,
  required: false,
  berkas,
  accept: ['jpg', 'pdf'],
  maxKb: 2000,
  ...more,
})
const BERTANGGAL: Layanan = {
  ...IZIN_UJI,
  code: 'UJI-TANGGAL',
  documents: [
    doc('stnk', 'stnk'),
    doc('hilang', 'surat-hilang', { maxMonths: 2 }),
    doc('kuasa', 'surat-kuasa'),
    doc('kk', 'kk'),
  ],
}
await desk.publish(BERTANGGAL)
const found = await app.identity.actorOf(kit.db, demoAccountId('warga'))
if (found === undefined) throw new Error('the citizen is there')
const warga: SignedIn = found
const browser = await signIn(app, 'warga')
const { today } = kit
const typed = (days: number) => addDays(today(), days).split('-').toReversed().join('/')
const paper = () => makePdf({ pages: [{ content: `BT (${randomUUID()}) Tj ET` }] })
let draft = ''
beforeEach(async () => {
  draft = await desk.start(warga, 'UJI-TANGGAL')
})
const at = (dok: string) => `/permohonan/draf/${draft}/berkas/${dok}`
async function send(dok: string, tanggal: string, bytes = paper()) {
  await browser.get(at(dok))
  return browser.upload(at(dok), { aksi: 'unggah', tanggal }, [
    { field: 'berkas', name: `${dok}.pdf`, bytes },
  ])
}
const keptOf = async (kind: string) => app.vault.listFor(kit.db, warga.accountId, kind)

describe('a document with a date of its own', () => {
  it('is asked for it at the upload, in the words of its kind; others are not', async () => {
    expect((await browser.get(at('stnk'))).body).toContain('Berlaku sampai tanggal')
    expect((await browser.get(at('hilang'))).body).toContain('Tanggal terbit dokumen')
    expect((await browser.get(at('kuasa'))).body).not.toContain('Tanggal terbit dokumen')
    expect((await browser.get(at('kk'))).body).not.toContain('name="tanggal"')
  })

  it.each([
    ['stnk', '', 'Isi tanggal yang tertulis pada dokumen.'],
    ['stnk', '31/02/2026', 'tanggal'],
    ['stnk', typed(-1), 'sudah habis masa berlakunya'],
    ['hilang', typed(1), 'tidak mungkin sesudah hari ini'],
    ['hilang', typed(-63), 'paling lama 2 bulan lalu'],
  ])(
    'is refused at the date with a sentence that says how to mend it: %s %s',
    async (dok, tanggal, words) => {
      const answer = await send(dok, tanggal)
      expect(answer.status).toBe(422)
      expect(answer.body).toContain(words)
      expect(answer.body).toContain('href="#f-tanggal"')
      if (tanggal !== '') expect(answer.body).toContain(`value="${tanggal}"`)
    },
  )

  it('is kept with it, and shows it where it is used again', async () => {
    const dated = addDays(today(), -40)
    expect((await send('hilang', typed(-40))).status).toBe(303)
    expect((await keptOf('surat-hilang'))[0]).toMatchObject({ tanggalDokumen: dated })
    draft = await desk.start(warga, 'UJI-TANGGAL')
    expect((await browser.get(at('hilang'))).body).toContain(
      `bertanggal ${formatTanggal(dated, 'id')}`,
    )
  })

  it('is not sent in a draft that lay until it was too old, nor used again', async () => {
    await send('hilang', typed(-20))
    await desk.save(warga, draft, 'usaha', { nama: 'Warung', luas: '10' })
    const berkasId = (await keptOf('surat-hilang'))[0]?.berkasId ?? ''
    await run(
      database.owner,
      sql`update vault.berkas set tanggal_dokumen = ${addDays(today(), -70)} where id = ${berkasId}::uuid`,
    )
    const late = await services.submit(kit.db, warga, { drafId: draft, kanal: 'web', bahasa: 'id' })
    expect(late).toMatchObject({
      ok: false,
      refusals: [{ code: 'BERKAS_TERLALU_LAMA', field: 'dok.hilang' }],
    })
    draft = await desk.start(warga, 'UJI-TANGGAL')
    const again = await setDocument(services.deps, kit.db, warga, {
      id: draft,
      dokumenId: 'hilang',
      berkasId,
    })
    expect(again).toMatchObject({ ok: false, refusals: [{ code: 'BERKAS_TERLALU_LAMA' }] })
  })

  it('is not sent once it was removed from the vault', async () => {
    await send('stnk', typed(300))
    await desk.save(warga, draft, 'usaha', { nama: 'Warung', luas: '10' })
    const berkasId = (await keptOf('stnk'))[0]?.berkasId ?? ''
    await app.vault.remove(kit.db, warga, { akunId: warga.accountId, berkasId })
    const sent = await services.submit(kit.db, warga, { drafId: draft, kanal: 'web', bahasa: 'id' })
    expect(sent).toMatchObject({
      ok: false,
      refusals: [{ code: 'BERKAS_HABIS_MASA', field: 'dok.stnk' }],
    })
  })

  it('that was kept without it is dated by sending the same file with its date', async () => {
    const bytes = paper()
    const kept = await app.vault.keep(kit.db, {
      pemilikAkunId: warga.accountId,
      jenisKode: 'stnk',
      file: { bytes, filename: 'stnk.pdf' },
      oleh: warga,
    })
    if (!kept.ok) throw new Error(JSON.stringify(kept.refusals))
    const { berkasId } = kept.value
    const use = () =>
      setDocument(services.deps, kit.db, warga, { id: draft, dokumenId: 'stnk', berkasId })
    expect(await use()).toMatchObject({ ok: false, refusals: [{ code: 'BERKAS_TANPA_TANGGAL' }] })
    expect((await send('stnk', '17/08/2028', bytes)).status).toBe(303)
    expect((await keptOf('stnk')).find((one) => one.berkasId === berkasId)).toMatchObject({
      tanggalDokumen: '2028-08-17',
      berlakuSampai: '2028-08-17',
    })
    expect((await use()).ok).toBe(true)
  })
})
