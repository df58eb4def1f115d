import { randomUUID } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { demoAccountId } from '../src/modules/identity/index.ts'
import { digestTables } from '../src/platform/db/backup.ts'
import { oneRow, sql } from '../src/platform/db/database.ts'
import { demoOfficer, type Sent, signIn } from './support/case-house.ts'
import { photographPaper } from './support/papers.ts'
import { makePdf, packedZeros } from './support/pdfs.ts'
import { useRunningApp } from './support/running-app.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { vault, kit } = app
const citizen = await signIn(app, 'warga')
const wargaId = demoAccountId('warga')
const WARGA = {
  kind: 'citizen',
  accountId: wargaId,
  name: 'Wahyuni',
  tier: 'nik-checked',
  grants: [],
} as const
const paper = await photographPaper()
const pdfNow = () => makePdf({ pages: [{ content: `BT (${randomUUID()}) Tj ET` }] })

async function upload(
  bytes: Uint8Array,
  {
    kind = 'kk',
    name = 'kk.jpg',
    form = {},
  }: { kind?: string; name?: string; form?: Record<string, string> } = {},
): Promise<Sent & { ms: number }> {
  await citizen.get(`/akun/berkas/baru/${kind}`)
  const startedAt = performance.now()
  const answer = await citizen.upload(`/akun/berkas/baru/${kind}`, form, [
    { field: 'berkas', name, bytes },
  ])
  return { ...answer, ms: performance.now() - startedAt }
}
const countRows = () =>
  oneRow(database.owner, sql<{ n: number }>`select count(*)::int as n from vault.berkas`)
const latin = (text: string) => Buffer.from(text, 'latin1')
const withPart = (text: string, stream?: Uint8Array) =>
  makePdf({ more: [{ number: 100, text, ...(stream === undefined ? {} : { stream }) }] })

const VIRUS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const HOSTILE: readonly (readonly [
  what: string,
  bytes: () => Uint8Array | Promise<Uint8Array>,
  sentence: string,
])[] = [
  ['nothing', () => Buffer.alloc(0), 'Pilih foto atau PDF'],
  [
    'HTML named jpg',
    () => latin('<!doctype html><script>alert(1)</script>'),
    'bukan foto dan bukan PDF',
  ],
  [
    'an SVG with a script',
    () => latin('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    'bukan foto dan bukan PDF',
  ],
  ['a Word document', () => latin('PK\x03\x04\x14\0word/document.xml'), 'Word, Excel'],
  ['the virus sample', () => latin(VIRUS), 'contoh virus'],
  [
    'a photo with markup behind it',
    () => Buffer.concat([paper, latin('<script>alert(1)</script>')]),
    'berkas atau kode lain',
  ],
  [
    'a photo with a PDF behind it',
    () => Buffer.concat([paper, makePdf()]),
    'berkas atau kode lain',
  ],
  [
    'a PDF with an archive behind it',
    () => Buffer.concat([makePdf(), latin('PK\x05\x06'), Buffer.alloc(18)]),
    'menempel arsip lain',
  ],
  ['half a photo', () => paper.subarray(0, paper.length / 2), 'rusak atau terpotong'],
  ['half a PDF', () => makePdf().subarray(0, 400), 'rusak atau terpotong'],
  ['a PDF with a script', () => withPart('<< /S /JavaScript /JS (x) >>'), 'program (JavaScript)'],
  [
    'a PDF that starts a program',
    () => withPart('<< /S /Launch /F (cmd.exe) >>'),
    'menjalankan sesuatu sendiri',
  ],
  [
    'a PDF with a file inside',
    () => withPart('<< /EF << /F 101 0 R >> >>'),
    'terlampir berkas lain',
  ],
  ['an XFA form', () => withPart('<< /XFA [] >>'), 'formulir XFA'],
  ['a locked PDF', () => makePdf({ trailer: '/Encrypt 100 0 R' }), 'dikunci dengan kata sandi'],
  [
    'a PDF that unpacks to 300 MB',
    () => withPart('<< /Filter /FlateDecode >>', packedZeros(300_000_000)),
    'ratusan MB',
  ],
  [
    'a PDF packed twice',
    () =>
      withPart('<< /Filter [/FlateDecode /FlateDecode] >>', deflateSync(packedZeros(200_000_000))),
    'ratusan MB',
  ],
  ['a PDF of brackets', () => withPart('['.repeat(300_000)), 'terlalu rumit'],
  ['a PDF of 3 pages', () => makePdf({ pages: [{}, {}, {}] }), '3 halaman, paling banyak 2'],
  ['a blurred photo', () => photographPaper({}, { blur: 7 }), 'kabur'],
  ['a photo in the dark', () => photographPaper({}, { light: 0.1 }), 'terlalu gelap'],
  ['a photo of an empty sheet', () => photographPaper({ ink: 235 }), 'Tidak ada tulisan'],
  ['a thumbnail', () => photographPaper({}, { edgePx: 400 }), 'Sisi pendek foto'],
]

describe('an upload', () => {
  it.each(HOSTILE)(
    'of %s is refused at its field within three seconds, and nothing is kept',
    async (_what, make, sentence) => {
      const bytes = await make()
      const before = await countRows()
      const answer = await upload(bytes)
      expect(answer.status).toBe(422)
      expect(answer.body).toContain(sentence)
      expect(answer.body).toContain('href="#f-berkas"')
      expect(answer.ms).toBeLessThan(3_000)
      expect(await countRows()).toEqual(before)
    },
    20_000,
  )

  it('of 100 MB is refused at its field like any other, as a photo and as a PDF', async () => {
    const filling = Buffer.alloc(100 * 1024 * 1024)
    for (const start of [paper, makePdf()]) {
      const answer = await upload(Buffer.concat([start, filling]))
      expect(answer.status).toBe(422)
      expect(answer.body).toContain('12 MB')
    }
  }, 30_000)

  it.each([
    '../../etc/passwd',
    'foto\u202egpj.exe',
    `${'x'.repeat(255)}.jpg`,
    '"><script>alert(1)</script>.jpg',
  ])('named %s is kept under a harmless name', async (name) => {
    const answer = await upload(pdfNow(), { name })
    expect(answer.status).toBe(303)
    const { body } = await citizen.get(answer.location)
    expect(body).not.toContain(name)
    expect(body).not.toMatch(/etc\/passwd|<script>alert|\u202e/)
  })

  it('with a date refuses what has run out, and gives the date back', async () => {
    const answer = await upload(pdfNow(), { kind: 'skck', form: { tanggal: '01/02/2020' } })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('habis masa berlakunya')
    expect(answer.body).toContain('value="01/02/2020"')
  })

  it('that is a bit dark waits for a yes on its page', async () => {
    const answer = await upload(await photographPaper({}, { light: 0.35 }), { kind: 'ktp' })
    expect(answer.status).toBe(303)
    const shown = await citizen.get(answer.location)
    expect(shown.body).toContain('agak gelap')
    const done = await citizen.post(`${answer.location}/pakai`, {})
    expect(done.status).toBe(303)
    expect((await citizen.get(answer.location)).body).toContain('Siap dipakai')
  })

  it('by script is answered with the reasons or the address', async () => {
    await citizen.get('/akun/berkas/baru/kk')
    const page = await upload(pdfNow())
    expect(page.location).toMatch(/^\/akun\/berkas\/[0-9a-f-]{36}$/)
    expect((await citizen.get('/akun/berkas/baru/tidak-ada')).status).toBe(404)
  })
})

describe('a scan inside a PDF', () => {
  const scanned = async (blur: number) => {
    const bytes = await photographPaper({}, { blur })
    return makePdf({ pages: [{ jpeg: { bytes, widthPx: 1_414, heightPx: 2_000 } }] })
  }

  it('is read like a photo: a blurred page is named, a soft one is the owner’s decision', async () => {
    const blurred = await upload(await scanned(7))
    expect(blurred.status).toBe(422)
    expect(blurred.body).toContain('Halaman 1 tidak terbaca')
    const soft = await upload(await scanned(3))
    expect((await citizen.get(soft.location)).body).toContain(
      'Halaman 1 agak gelap, kabur, atau pudar',
    )
    const good = await upload(await scanned(0.8))
    expect((await citizen.get(good.location)).body).toContain('Siap dipakai')
  }, 20_000)
})

describe('many uploads at once', () => {
  it('take no more than 256 MB of memory and are answered, bombs and giants among them', async () => {
    await upload(paper)
    const large = await sharp({
      create: { width: 6_000, height: 6_000, channels: 3, background: '#357' },
    })
      .jpeg({ quality: 60 })
      .toBuffer()
    const bomb = withPart('<< /Filter /FlateDecode >>', packedZeros(300_000_000))
    const heavy = makePdf({
      more: [{ number: 100, text: '<< >>', stream: Buffer.alloc(11_000_000, 'x') }],
    })
    const idle = process.memoryUsage().rss
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    const answers = await Promise.all(
      [large, bomb, heavy, large, bomb, heavy].map((bytes) => upload(bytes)),
    )
    clearInterval(watch)
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422])
    expect((peak - idle) / 1024 / 1024).toBeLessThan(256)
  }, 60_000)
})

describe('a document', () => {
  it('goes to its owner as a download that no browser runs, and to nobody else', async () => {
    const { location } = await upload(paper)
    const href = location.replace('/akun', '')
    const own = await citizen.get(href)
    expect(own.status).toBe(200)
    expect(own.headers['content-disposition']).toMatch(
      /^attachment; filename="kk-[0-9a-f]{8}\.jpg"$/,
    )
    expect(own.headers['x-content-type-options']).toBe('nosniff')
    expect(own.headers['cache-control']).toBe('no-store')
    expect(own.headers['content-security-policy']).toContain('sandbox')
    const officer = await signIn(app, 'operator-aduan')
    for (const path of [href, location]) expect((await officer.get(path)).status).toBe(404)
    await officer.get('/akun')
    expect((await officer.post(`${location}/hapus`, {})).status).toBe(404)
  })

  it('is opened by an officer of the unit with a purpose, which its owner reads', async () => {
    const { location } = await upload(pdfNow())
    const berkasId = location.split('/').at(-1) ?? ''
    const subject = { kind: 'permohonan', id: randomUUID(), nomor: 'PMH-2026-000001-A' }
    const used = await vault.use(kit.db, {
      berkasId,
      pemilikAkunId: wargaId,
      oleh: WARGA,
      subject,
      unitKode: 'pupr',
      tujuan: 'Memeriksa izin galian',
    })
    if (!used.ok) throw new Error('not used')
    const { penggunaanId } = used.value
    const address = `/kerja/berkas/${penggunaanId}`
    const officer = await signIn(app, 'kadis-pupr')
    const shown = await officer.get(address)
    expect(shown.status).toBe(200)
    expect(shown.body).toContain('Memeriksa izin galian')
    expect((await officer.post(address, { tujuan: '' })).status).toBe(422)
    const opened = await officer.post(address, { tujuan: 'Mencocokkan alamat galian' })
    expect(opened.headers['content-type']).toBe('application/pdf')
    expect(opened.headers['content-disposition']).toContain('attachment')
    const told = await citizen.get(location)
    expect(told.body).toContain('Mencocokkan alamat galian')
    expect(told.body).toContain('PMH-2026-000001-A')
    const other = await signIn(app, 'camat')
    expect((await other.get(address)).status).toBe(404)
    await vault.endUses(kit.db, subject, demoOfficer('kadis-pupr', []))
    expect((await officer.get(address)).status).toBe(404)
    expect((await officer.post(address, { tujuan: 'Masih ingin melihat' })).status).toBe(404)
    const auditor = await signIn(app, 'inspektorat')
    expect((await auditor.get(address)).status).toBe(200)
  })

  it('is shown as a picture to the officer who told a purpose', async () => {
    const { location } = await upload(paper, { kind: 'ijazah' })
    const berkasId = location.split('/').at(-1) ?? ''
    const subject = { kind: 'permohonan', id: randomUUID(), nomor: 'PMH-2026-000002-B' }
    const used = await vault.use(kit.db, {
      berkasId,
      pemilikAkunId: wargaId,
      oleh: WARGA,
      subject,
      unitKode: 'pupr',
      tujuan: 'Memeriksa syarat',
    })
    const address = `/kerja/berkas/${used.ok ? used.value.penggunaanId : ''}`
    const officer = await signIn(app, 'kadis-pupr')
    expect((await officer.get(address)).body).not.toContain('data:image/jpeg')
    const opened = await officer.post(address, { tujuan: 'Mencocokkan nama' })
    expect(opened.body).toContain('src="data:image/jpeg;base64,')
  })
})

describe('an action of the vault whose nth statement fails', () => {
  /** Notes of sealed files are written apart on purpose: the sweep lives by them. */
  const state = async () =>
    (await digestTables(database.ownerUrl)).filter(
      (table) => !JSON.stringify(table).includes('berkas_lepas'),
    )

  async function failEach(work: () => Promise<unknown>): Promise<number> {
    const before = await state()
    for (let n = 1; n < 100; n += 1) {
      failAt = n
      seen = 0
      const outcome = await work().then(
        () => 'done',
        (error: Error) => error.message,
      )
      failAt = Number.POSITIVE_INFINITY
      if (outcome === 'done') return n - 1
      expect(outcome).toContain(FAILURE)
      expect(await state()).toEqual(before)
    }
    throw new Error('never got through')
  }

  it('keeps, uses, ends and removes nothing by half, for every n', async () => {
    const bytes = pdfNow()
    const file = {
      jenisKode: 'kk',
      file: { bytes, filename: 'a.pdf' },
      pemilikAkunId: wargaId,
      oleh: WARGA,
    }
    expect(await failEach(() => vault.keep(kit.db, file))).toBeGreaterThan(6)
    const kept = await vault.keep(kit.db, file)
    const berkasId = kept.ok ? kept.value.berkasId : ''
    expect(kept.ok && kept.value.isNew).toBe(false)
    const subject = { kind: 'permohonan', id: randomUUID(), nomor: 'PMH-2026-000003-C' }
    const use = {
      berkasId,
      pemilikAkunId: wargaId,
      oleh: WARGA,
      subject,
      unitKode: 'pupr',
      tujuan: 'Memeriksa',
    }
    expect(await failEach(() => vault.use(kit.db, use))).toBeGreaterThan(3)
    const clerk = demoOfficer('kadis-pupr', [{ role: 'kepala-opd', unitKode: 'pupr' }])
    expect(
      await failEach(() => vault.look(kit.db, clerk, { berkasId, subject, tujuan: 'Memeriksa' })),
    ).toBeGreaterThan(3)
    expect(await failEach(() => vault.endUses(kit.db, subject, clerk))).toBeGreaterThan(1)
    expect(
      await failEach(() => vault.remove(kit.db, WARGA, { akunId: wargaId, berkasId })),
    ).toBeGreaterThan(4)
  }, 120_000)
})
