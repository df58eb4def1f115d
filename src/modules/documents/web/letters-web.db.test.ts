import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openVisitor, signIn } from '../../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { rows, sql, transaction } from '../../../platform/db/database.ts'
import { askPdfsig, hasOpenssl, hasPdfsig } from '../../../platform/pdf/testing/pdf-house.ts'
import { demoAccountId } from '../../identity/index.ts'
import type { NewLetter } from '../index.ts'
import { documentsMessages } from '../messages/index.ts'
import { LURAH, letterOf } from '../testing/letters.ts'
import { checkCommands } from './check-commands.ts'

const { app, database } = await useRunningApp()
const { documents, kit } = app
const folder = mkdtempSync(join(tmpdir(), 'pendopo-surat-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function issue(more: Partial<NewLetter> = {}) {
  const done = await transaction(kit.db, (tx) => documents.issue(tx, LURAH, letterOf(more)))
  if (!done.ok || 'menunggu' in done.value) throw new Error('not issued')
  const { suratId } = done.value
  const file = await transaction(kit.db, (tx) => documents.pdfOf(tx, suratId))
  return { ...done.value, pdf: file?.pdf ?? Buffer.alloc(0) }
}

const letter = await issue()
const m = documentsMessages('id')

/** What the page says of an uploaded file, in a word. */
async function upload(bytes: Uint8Array, field = 'berkas') {
  const visitor = openVisitor(app)
  await visitor.get('/verifikasi')
  return visitor.upload('/verifikasi', {}, [{ field, name: 'surat.pdf', bytes }])
}

const verdictIn = (body: string) =>
  Object.entries(m.verdict).find(([, words]) => body.includes(`>${words}</span>`))?.[0]

describe('the page that checks a letter', () => {
  it('tells of a code who signed, since when, and what the letter lets it show', async () => {
    const { body, status, headers } = await openVisitor(app).get(`/verifikasi/${letter.kode}`)
    expect([status, verdictIn(body)]).toEqual([200, 'asli'])
    for (const told of [letter.nomor, 'Endah Kusumawati', 'Lurah Kauman Jati', 'W****** L*******'])
      expect(body).toContain(told)
    for (const secret of ['Wahyuni', '9901064507900001', 'Kenanga', demoAccountId('warga'), 'PMH-'])
      expect(body).not.toContain(secret)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(body).toContain('noindex')
  })

  it('reads a code as people type it, and says what is wrong with one that is none', async () => {
    const visitor = openVisitor(app)
    const typed = letter.kode.toLowerCase().replaceAll('-', ' ')
    const found = await visitor.get(`/verifikasi?kode=${encodeURIComponent(typed)}`)
    expect([found.status, found.location]).toEqual([303, `/verifikasi/${letter.kode}`])
    const wrong = await visitor.get('/verifikasi?kode=halo')
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('diawali SRT')
    const unknown = await visitor.get('/verifikasi/SRT-0000-0000-0000-0000-0')
    expect([unknown.status, verdictIn(unknown.body)]).toEqual([404, 'tak-dikenal'])
  })

  it('keeps nothing of a file that is handed in, and nothing of it comes back', async () => {
    const before = await rows(database.owner, sql`select count(*) from documents.berkas`)
    const said = await upload(letter.pdf)
    expect([said.status, verdictIn(said.body)]).toEqual([200, 'asli'])
    expect(said.body).not.toContain('Wahyuni')
    expect(await rows(database.owner, sql`select count(*) from documents.berkas`)).toEqual(before)
  })

  it('says so when there is no file, or one too large', async () => {
    expect((await upload(Buffer.alloc(0))).status).toBe(422)
    expect((await upload(letter.pdf, 'lain')).status).toBe(422)
    expect((await upload(Buffer.alloc(11 * 1024 * 1024, 0x20))).status).toBe(413)
  })

  it.skipIf(!hasPdfsig)('agrees with pdfsig about good, changed and appended files', async () => {
    const flipped = Buffer.from(letter.pdf)
    flipped[700] = (flipped[700] ?? 0) ^ 1
    const appended = Buffer.concat([letter.pdf, Buffer.from('\n% tambahan\n')])
    const cases = [
      [letter.pdf, 'asli', ['valid total']],
      [flipped, 'diubah', ['changed total']],
      [appended, 'ditambah', ['valid part']],
    ] as const
    for (const [bytes, verdict, theirs] of cases) {
      writeFileSync(join(folder, 'surat.pdf'), bytes)
      expect(askPdfsig(join(folder, 'surat.pdf'))).toEqual(theirs)
      expect(verdictIn((await upload(bytes)).body)).toBe(verdict)
    }
  })

  it.skipIf(!hasOpenssl)('gives commands that check a letter without us', async () => {
    writeFileSync(join(folder, 'surat.pdf'), letter.pdf)
    const root = await openVisitor(app).get('/verifikasi/akar.pem')
    writeFileSync(join(folder, 'akar.pem'), root.bytes)
    const lines = checkCommands(m.outside, kit.baseUrl).split('\n')
    const own = lines.slice(lines.findIndex((one) => one.startsWith('set --')))
    const script = own.slice(0, own.findIndex((one) => one.startsWith('openssl')) + 1).join('\n')
    const said = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' })
    expect([said.status, said.stderr]).toEqual([
      0,
      expect.stringContaining('CAdES Verification successful'),
    ])
  })
})

describe('a citizen’s letters', () => {
  it('are there for their owner, and for nobody else', async () => {
    const owner = await signIn(app, 'warga')
    const list = await owner.get('/akun/surat')
    expect(list.body).toContain(letter.nomor)
    expect(list.body).toContain(m.own.noProof)
    const file = await owner.get(`/surat/${letter.kode}/unduh`)
    expect(file.status).toBe(200)
    expect(file.bytes.equals(letter.pdf)).toBe(true)
    expect(file.headers['x-bukti-log']).toBe('belum')

    const stranger = await signIn(app, 'warga2')
    expect((await stranger.get('/akun/surat')).body).not.toContain(letter.nomor)
    expect((await stranger.get(`/surat/${letter.kode}/unduh`)).status).toBe(404)
    expect((await stranger.get('/surat/SRT-0000-0000-0000-0000-0/unduh')).status).toBe(404)
    expect([302, 303]).toContain((await openVisitor(app).get(`/surat/${letter.kode}/unduh`)).status)
  })
})

describe('the officers’ room', () => {
  it('shows letters of the own unit, and finds one by number or code', async () => {
    const lurah = await signIn(app, 'lurah')
    expect((await lurah.get('/kerja/surat')).body).toContain(letter.nomor)
    for (const word of [letter.nomor, letter.kode]) {
      const found = await lurah.get(`/kerja/surat?cari=${encodeURIComponent(word)}`)
      expect(found.location).toBe(`/kerja/surat/${letter.suratId}`)
    }
    const kades = await signIn(app, 'kades')
    expect((await kades.get('/kerja/surat')).body).not.toContain(letter.nomor)
    for (const path of ['', '/unduh', '/ganti'])
      expect((await kades.get(`/kerja/surat/${letter.suratId}${path}`)).status).toBe(404)
    expect((await kades.get(`/kerja/surat?cari=${letter.kode}`)).body).toContain('Tidak ada surat')
  })

  it('records who opened a letter, where its owner reads it', async () => {
    const { suratId, nomor } = await issue()
    const lurah = await signIn(app, 'lurah')
    expect((await lurah.get(`/kerja/surat/${suratId}/unduh`)).status).toBe(200)
    const seen = await app.audit.accessesTo(kit.db, demoAccountId('warga'), { limit: 5 })
    expect(seen[0]).toMatchObject({
      purpose: `Membuka isi surat ${nomor}`,
      byName: 'Endah Kusumawati',
    })
  })

  it('hands out a copy that is the same file, and counts it', async () => {
    const { suratId, pdf } = await issue()
    const lurah = await signIn(app, 'lurah')
    await lurah.get(`/kerja/surat/${suratId}`)
    for (const copy of [1, 2]) {
      const counted = await lurah.post(`/kerja/surat/${suratId}/cetak-ulang`, {})
      const sent = await lurah.get(counted.location)
      expect(sent.bytes.equals(pdf)).toBe(true)
      expect(sent.headers['content-disposition']).toContain(`salinan-${copy}.pdf`)
    }
    expect((await lurah.get(`/kerja/surat/${suratId}`)).body).toContain('2 kali')
  })

  it('revokes with a reason that the public page does not tell', async () => {
    const { suratId, kode } = await issue()
    const lurah = await signIn(app, 'lurah')
    await lurah.get(`/kerja/surat/${suratId}`)
    const short = await lurah.post(`/kerja/surat/${suratId}/cabut`, { alasan: 'salah' })
    expect([short.status, short.body.includes('paling sedikit 10 huruf')]).toEqual([422, true])
    expect(short.body).toContain('>salah</textarea>')
    const done = await lurah.post(`/kerja/surat/${suratId}/cabut`, {
      alasan: 'Alamat pemohon keliru',
    })
    expect(done.status).toBe(303)
    const told = await openVisitor(app).get(`/verifikasi/${kode}`)
    expect(verdictIn(told.body)).toBe('dicabut')
    expect(told.body).not.toContain('Alamat pemohon keliru')
    expect((await lurah.get(`/kerja/surat/${suratId}`)).body).toContain('Alamat pemohon keliru')
  })

  it('replaces by a corrected letter that names the old one', async () => {
    const { suratId, kode } = await issue()
    const lurah = await signIn(app, 'lurah')
    const form = await lurah.get(`/kerja/surat/${suratId}/ganti`)
    expect(form.body).toContain('value="Wahyuni Larasati"')
    const refused = await lurah.post(`/kerja/surat/${suratId}/ganti`, { 'baris.1.0': 'Nama ꦲ' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('value="Nama ꦲ"')
    const done = await lurah.post(`/kerja/surat/${suratId}/ganti`, {
      'baris.1.3': 'Jalan Melati 7',
    })
    expect(done.status).toBe(303)
    const next = await transaction(kit.db, (tx) =>
      documents.pdfOf(tx, done.location.split('/').at(-1) ?? ''),
    )
    const printed = spawnSync('pdftotext', ['-', '-'], { input: next?.pdf ?? '' })
    if (printed.error === undefined) expect(printed.stdout.toString()).toContain('Jalan Melati 7')
    expect(verdictIn((await openVisitor(app).get(`/verifikasi/${kode}`)).body)).toBe('diganti')
  })
})

describe('at last', () => {
  it('asks who checks without end to wait', async () => {
    const visitor = openVisitor(app)
    let status = 0
    for (let tries = 0; tries < 130 && status !== 429; tries += 1)
      ({ status } = await visitor.get('/verifikasi/SRT-0000-0000-0000-0000-0'))
    expect(status).toBe(429)
  })
})
