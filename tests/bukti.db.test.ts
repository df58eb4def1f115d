import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { present } from '../src/kernel/assert.ts'
import { parseVerifierKey } from '../src/kernel/tlog/note.ts'
import { checkRecord } from '../src/modules/public-log/index.ts'
import { handScript } from '../src/modules/public-log/web/by-hand.ts'
import { oneRow, run, sql, transaction } from '../src/platform/db/database.ts'
import { CHECK_TOOLS, sha256 } from '../src/platform/sha256.ts'
import { OPERATOR, openVisitor, type Sent, sendCase, signIn } from './support/case-house.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database, takeQueries } = await useRunningApp()
const { owner } = database
const { runningLog } = app
const visitor = openVisitor(app)
const get = (url: string) => visitor.get(url)

type Case = Readonly<{ nomor: string; acuan: string; indeks: number }>
let open: Case
let secret: Case

const settle = () => runningLog.sequencer.run()

/** The first line of a case's timeline, and its place in the log. */
async function firstLine(nomor: string): Promise<Case> {
  const found = await oneRow(
    owner,
    sql<{ acuan: string; indeks: number }>`select r.id as acuan, e.indeks::int as indeks
    from citizen_reports.riwayat r join citizen_reports.laporan l on l.id = r.laporan_id
    join public_log.entri e on e.acuan = r.id where l.nomor = ${nomor} order by r.waktu, r.id limit 1`,
  )
  return { nomor, ...found }
}

beforeAll(async () => {
  await runningLog.prepare()
  const [first, second] = [await sendCase(app), await sendCase(app, { isRahasia: true })]
  await settle()
  open = await firstLine(first.nomor)
  secret = await firstLine(second.nomor)
})

/** Change rows as nobody but a superuser could, look, and put everything back. */
async function behindTheBack(
  table: string,
  change: Parameters<typeof run>[1],
  look: () => Promise<void>,
): Promise<void> {
  const asSuperuser = (...statements: readonly (typeof change)[]) =>
    transaction(owner, async (tx) => {
      await run(tx, sql`set local session_replication_role = replica`)
      for (const statement of statements) await run(tx, statement)
    })
  const copy = 'public_log.sebelumnya'
  await asSuperuser(sql.raw(`create table ${copy} as select * from ${table}`), change)
  try {
    await look()
  } finally {
    const back = `insert into ${table} select * from ${copy}`
    await asSuperuser(
      ...[`delete from ${table}`, back, `drop table ${copy}`].map((text) => sql.raw(text)),
    )
  }
}

const keys = async () => {
  const body = (await get('/log/kunci')).body
  const logKeys = body
    .trim()
    .split('\n')
    .map((line) => parseVerifierKey(sha256, line))
  return { logKeys: logKeys.filter((key) => key !== undefined), witnessKeys: [], quorum: 0 }
}
const filesOf = async ({ indeks }: Case) => ({
  proof: (await get(`/bukti/${indeks}/catatan.tlog-proof`)).body,
  document: Uint8Array.from((await get(`/bukti/${indeks}/dokumen.json`)).bytes),
})

describe('/bukti', () => {
  it('says what the log proves and what not, and how it stands, in few statements and kilobytes', async () => {
    await get('/bukti')
    takeQueries()
    const answer = await app.server.inject({
      url: '/bukti',
      headers: { accept: 'text/html', 'accept-encoding': 'br' },
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.length).toBeLessThan(12_000)
    expect(takeQueries().length).toBeLessThanOrEqual(12)
    const html = brotliDecompressSync(answer.rawPayload).toString()
    expect(html).not.toContain('<script')
    for (const text of [
      'Yang dijamin',
      'Yang tidak dijamin',
      'belum punya saksi',
      '/log/checkpoint',
    ])
      expect(html).toContain(text)
    const kunci = (await get('/log/kunci')).body.trim()
    expect(html).toContain(kunci)
    expect(html).toContain(`href="/bukti/${open.indeks}"`)
  })

  it('is there in English as well', async () => {
    const answer = await app.server.inject({
      url: '/bukti',
      headers: { accept: 'text/html', cookie: 'bahasa=en' },
    })
    expect(answer.body).toContain('What is not')
    expect(answer.body).not.toContain('Yang dijamin')
  })

  it('names a secret matter nowhere', async () => {
    const pages = ['/bukti', `/bukti/${secret.indeks}`].map(async (url) => (await get(url)).body)
    for (const html of await Promise.all(pages)) {
      expect(html).toContain('perkara yang dirahasiakan')
      expect(html).not.toContain(secret.nomor)
    }
  })

  it('shows alarms before anything else', async () => {
    await run(
      owner,
      sql`insert into public_log.peringatan (id, waktu, jenis, sumber, rincian)
      values (gen_random_uuid(), now(), 'bercabang', 'saksi.example/w1', 'akar <b>lain</b> pada 12 entri')`,
    )
    const { body } = await get('/bukti')
    expect(body).toContain('Log bercabang')
    expect(body).toContain('akar &lt;b>lain&lt;/b> pada 12 entri')
    expect(body.indexOf('Log bercabang')).toBeLessThan(body.indexOf('<h1'))
    await transaction(owner, async (tx) => {
      await run(tx, sql`set local session_replication_role = replica`)
      await run(tx, sql`delete from public_log.peringatan`)
    })
  })

  it('tells of a witness what it does now, not what it did once', async () => {
    await run(
      owner,
      sql`insert into public_log.saksi (nama, kunci, alamat, ukuran, keadaan, rincian, dilihat) values
      ('saksi.example/baik', 'k1', 'http://a', 1, 'menyaksikan', null, now() - interval '3 hours'),
      ('saksi.example/bohong', 'k2', 'http://b', 0, 'berbohong', 'tanda tangan salah', now())`,
    )
    const { body } = await get('/bukti')
    expect(body).toContain('0 dari 2 saksi')
    // Before three in the morning, three hours ago was yesterday.
    expect(body).toMatch(/saksi\.example\/baik.*?Diam sejak (3 jam lalu|kemarin)/s)
    expect(body).toMatch(/saksi\.example\/bohong.*?Berbohong.*?tanda tangan salah/s)
    await run(owner, sql`delete from public_log.saksi`)
  })

  it('shows the stamps of the last days, each with its files and whether it was checked', async () => {
    await run(
      owner,
      sql`insert into public_log.stempel (tanggal, ukuran, nota, token, otoritas, waktu, terperiksa)
      values ('2026-11-25', 3, ${'log\n3\nakar\n'}, ${Buffer.from('cap')}, 'http://tsa.example', now(), false)`,
    )
    const { body } = await get('/bukti')
    expect(body).toContain('sertifikatnya belum diperiksa')
    for (const [, href = ''] of body.matchAll(/href="(\/log\/stempel\/[^"]+)"/g))
      expect([href, (await get(href)).status]).toEqual([href, 200])
    expect(body).toContain('/log/stempel/2026-11-25.tsr')
  })
})

describe('looking for a record', () => {
  const search = (typed: string) => get(`/bukti?cari=${encodeURIComponent(typed)}`)

  it.each([
    ['a number of the log', () => String(open.indeks), () => `/bukti/${open.indeks}`],
    ['one with a sign', () => `# ${open.indeks}`, () => `/bukti/${open.indeks}`],
    ['a report', () => open.nomor, () => `/laporan/${open.nomor}#h-waktu`],
    [
      'a report in small letters',
      () => open.nomor.toLowerCase(),
      () => `/laporan/${open.nomor}#h-waktu`,
    ],
    ['a line', () => open.acuan.toUpperCase(), () => `/bukti/catatan/${open.acuan}`],
  ])('%s leads there', async (_what, typed, to) => {
    const { status, location } = await search(typed())
    expect([status, location]).toEqual([303, to()])
  })

  it('takes a tracking code out of the address and does not repeat it', async () => {
    const code = 'LCK-7K3M-Q2XD-9F4T-1B2C-Z'
    const moved = await search(code)
    expect([moved.status, moved.location]).toEqual([303, '/bukti'])
    const { body } = await get('/bukti')
    expect(body).toContain('kode lacak')
    expect(body).not.toContain(code)
  })

  it.each([
    ['a number beyond the end', '999999', 'Yang terakhir nomor'],
    ['words', 'lampu padam', 'Isi nomor laporan seperti'],
    ['a report with a wrong last letter', 'ADU-2026-000001-A', 'tidak cocok'],
    ['a script', '<script>alert(1)</script>', 'Isi nomor laporan seperti'],
    ['far too much', 'x'.repeat(5_000), 'Isi nomor laporan seperti'],
  ])('%s is refused at its field', async (_what, typed, said) => {
    const { status, body } = await search(typed)
    expect(status).toBe(422)
    expect(body).toContain(said)
    expect(body).toMatch(/aria-invalid="true"/)
    expect(body).not.toContain('<script>alert')
  })

  it('says of a number it refuses in the language of the visitor', async () => {
    const answer = await app.server.inject({
      url: '/bukti?cari=ADU-2026-000001-A',
      headers: { accept: 'text/html', cookie: 'bahasa=en' },
    })
    expect(answer.body).toContain('does not')
    expect(answer.body).not.toContain('tidak cocok')
  })
})

describe('the page of a record', () => {
  it('is reached from each public line of the timeline, and leads back', async () => {
    const { body } = await get(`/laporan/${open.nomor}`)
    const link = /<a href="(\/bukti\/catatan\/[^"]+)" aria-label="(Bukti: [^"]+)">Bukti<\/a>/.exec(
      body,
    )
    expect(link?.[1]).toBe(`/bukti/catatan/${open.acuan}`)
    expect(link?.[2]).toContain('Laporan diterima')
    const moved = await get(`/bukti/catatan/${open.acuan}`)
    expect([moved.status, moved.location]).toEqual([303, `/bukti/${open.indeks}`])
    const record = await get(moved.location)
    expect(record.status).toBe(200)
    expect(record.body).toContain('Terkunci')
    expect(record.body).toContain(`href="/laporan/${open.nomor}#h-waktu"`)
    expect(record.body).toContain('<meta name="robots" content="noindex"')
  })

  it('costs at most twelve statements and, without its script, twelve kilobytes', async () => {
    takeQueries()
    const answer = await app.server.inject({
      url: `/bukti/${open.indeks}`,
      headers: { accept: 'text/html', 'accept-encoding': 'br' },
    })
    expect(answer.rawPayload.length).toBeLessThan(12_000)
    expect(takeQueries().length).toBeLessThanOrEqual(12)
  })

  it('hands out files that prove the document to who has nothing else but the key', async () => {
    const { proof, document } = await filesOf(open)
    const checked = checkRecord(CHECK_TOOLS, { proof, document, ...(await keys()) })
    expect(checked.faults).toEqual([])
    expect(checked.leaf?.object).toBe(open.nomor)
    const other = await sendCase(app)
    await settle()
    const swapped = { proof, document: (await filesOf(await firstLine(other.nomor))).document }
    expect(checkRecord(CHECK_TOOLS, { ...swapped, ...(await keys()) }).faults).toEqual([
      { kind: 'document-changed' },
    ])
  })

  it('says how to check with a shell alone, and those very commands find the record in order', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pendopo-tangan-'))
    afterAll(() => rmSync(dir, { recursive: true, force: true }))
    const { proof, document } = await filesOf(open)
    const name = `catatan-${open.indeks}`
    writeFileSync(join(dir, `${name}.tlog-proof`), proof)
    writeFileSync(join(dir, `${name}.json`), document)
    const files = { proof: `${name}.tlog-proof`, document: `${name}.json` }
    const key = (await get('/log/kunci')).body.trim()
    const script = handScript({ ...files, key }, { digest: 'a', root: 'b', signature: 'c' })
    const page = (await get(`/bukti/${open.indeks}`)).body
    for (const line of script.split('\n').filter((one) => !one.startsWith('#')))
      expect(
        page.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
      ).toContain(line)
    const run = (given: string) => {
      const said = execFileSync('sh', ['-c', given], {
        cwd: dir,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      return said.toString().trim().split('\n')
    }
    const [digest, told, root, signed, verdict] = run(script)
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect([digest, root]).toEqual([told, signed])
    expect(verdict).toBe('Signature Verified Successfully')
    writeFileSync(join(dir, files.document), Buffer.concat([document, Buffer.from(' ')]))
    const [changed, still] = run(script)
    expect(changed).not.toBe(still)
  })

  it('keeps the words and the salt of a secret matter to itself', async () => {
    const { body } = await get(`/bukti/${secret.indeks}`)
    expect(body).toContain('tidak dibuka untuk umum')
    expect(body).not.toContain('dokumen.json')
    expect((await get(`/bukti/${secret.indeks}/dokumen.json`)).status).toBe(404)
    const proof = (await get(`/bukti/${secret.indeks}/catatan.tlog-proof`)).body
    const checked = checkRecord(CHECK_TOOLS, {
      proof,
      document: Buffer.from('x'),
      ...(await keys()),
    })
    expect(checked.faults).toEqual([{ kind: 'salt-erased' }])
  })

  it('keeps to itself as well what the log wrote down about a secret matter', async () => {
    const acuan = crypto.randomUUID()
    await app.publicLog.append(app.kit.db, {
      kind: {
        name: 'laporan.foto-terbit',
        log: 'publik',
        label: { id: 'x', en: 'x' },
        keepsDocument: true,
      },
      object: secret.nomor,
      isSecret: true,
      version: 1,
      ref: acuan,
      actor: OPERATOR,
      at: app.kit.now(),
      document: { nomor: secret.nomor },
    })
    await settle()
    const { location } = await get(`/bukti/catatan/${acuan}`)
    const { body } = await get(location)
    expect(body).toContain('Foto diterbitkan')
    expect(body).not.toContain(secret.nomor)
    expect((await get(`${location}/dokumen.json`)).status).toBe(404)
  })

  it('says so when a record was forgotten, and still proves its place', async () => {
    const { nomor } = await sendCase(app)
    await settle()
    const { indeks, acuan } = await firstLine(nomor)
    expect(await app.publicLog.forget(app.kit.db, acuan)).toBe(true)
    const { body } = await get(`/bukti/${indeks}`)
    expect(body).toContain('dilupakan')
    expect(body).toContain('Terkunci')
    expect((await get(`/bukti/${indeks}/dokumen.json`)).status).toBe(404)
  })

  it('cries out when the stored words are not those recorded', async () => {
    const change = sql`update citizen_reports.riwayat set pesan = 'Sudah beres' where id = ${open.acuan}`
    await behindTheBack('citizen_reports.riwayat', change, async () => {
      const { body } = await get(`/bukti/${open.indeks}`)
      expect(body).toContain('Tidak cocok')
      expect(body).toContain('bukan isi yang dicatat')
      expect(body).not.toContain('Terkunci')
    })
    const removal = sql`delete from citizen_reports.riwayat where id = ${open.acuan}`
    await behindTheBack('citizen_reports.riwayat', removal, async () => {
      expect((await get(`/bukti/${open.indeks}`)).body).toContain('tidak tersimpan lagi')
    })
    expect((await get(`/bukti/${open.indeks}`)).body).toContain('Terkunci')
  })

  it.each([
    [
      'the leaf in its bundle',
      'bundel',
      () =>
        sql`set isi = overlay(isi placing 'X'::bytea from position(convert_to(${open.nomor}, 'UTF8') in isi) for 1) where log = 'publik'`,
    ],
    ['the signed note', 'titik_periksa', () => sql`set nota = replace(nota, ' ', '  ')`],
    [
      'the hashes',
      'ubin',
      () => sql`set isi = overlay(isi placing ${Buffer.alloc(4)}::bytea from 1 for 4)`,
    ],
  ])('cries out when somebody changed %s', async (_what, name, change) => {
    const table = `public_log.${name}`
    await behindTheBack(table, sql`update ${sql.raw(table)} ${change()}`, async () => {
      const { status, body } = await get(`/bukti/${open.indeks}`)
      expect([status, body.includes('tidak cocok dengan kunci log')]).toEqual([200, true])
    })
    expect((await get(`/bukti/${open.indeks}`)).body).toContain('Terkunci')
  })

  it('waits with those who come before their record has a place', async () => {
    const { nomor } = await sendCase(app)
    const { acuan } = await oneRow(
      owner,
      sql<{ acuan: string }>`select r.id as acuan from citizen_reports.riwayat r
      join citizen_reports.laporan l on l.id = r.laporan_id where l.nomor = ${nomor} limit 1`,
    )
    const early = await get(`/bukti/catatan/${acuan}`)
    expect([early.status, early.body.includes('Sedang dicatat')]).toEqual([200, true])
    expect(early.body).toContain(`href="/bukti/catatan/${acuan}"`)
    await settle()
    expect((await get(`/bukti/catatan/${acuan}`)).status).toBe(303)
  })

  it('explains a line that is in no log, and answers nonsense with 404', async () => {
    const unknown = await get('/bukti/catatan/0193f5e6-0000-7000-8000-000000000000')
    expect([unknown.status, unknown.body.includes('sebelum log dimulai')]).toEqual([404, true])
    const nonsense = ['99999999', '-1', '1.5', '01', '9'.repeat(40), 'x', '%20', 'catatan/x']
    for (const path of nonsense) {
      const answer: Sent = await get(`/bukti/${path}`)
      expect([path, answer.status]).toEqual([path, 404])
    }
  })

  it('of the private log is none, whoever asks', async () => {
    await signIn(app, 'admin')
    await settle()
    const { acuan } = await oneRow(
      owner,
      sql<{ acuan: string }>`select e.acuan from public_log.entri e where e.log = 'audit' limit 1`,
    )
    expect((await get(`/bukti/catatan/${acuan}`)).status).toBe(404)
  })

  it('has its neighbours, first and last', async () => {
    const first = (await get('/bukti/0')).body
    expect(first).toContain('rel="next"')
    expect(first).not.toContain('rel="prev"')
    const { n } = await oneRow(
      owner,
      sql<{
        n: number
      }>`select max(e.indeks)::int as n from public_log.entri e where e.log = 'publik'`,
    )
    expect((await get(`/bukti/${n}`)).body).not.toContain('rel="next"')
  })
})

describe('the replay', () => {
  it('shows every attack step by step, without script', async () => {
    for (const [attack, steps] of Object.entries({ ubah: 3, hapus: 4, 'dua-wajah': 3 })) {
      const { body } = await get(`/bukti/serangan?serangan=${attack}&langkah=${steps}`)
      expect(body).toContain(`Langkah ${steps} dari ${steps}`)
      expect(body).toContain('Ketahuan')
      expect(body).not.toContain('<script')
    }
    for (const query of ['?serangan=zz&langkah=99', '?langkah=-1', '?langkah=1e9&serangan='])
      expect((await get(`/bukti/serangan${query}`)).body).toContain('Langkah 1 dari 3')
    const english = await app.server.inject({
      url: '/bukti/serangan?serangan=cabang&langkah=3',
      headers: { accept: 'text/html', cookie: 'bahasa=en' },
    })
    expect(english.body).toContain('Two roots for the same number of records')
  })
})

it('keeps what the public pages fetch for checking below thirty kilobytes', async () => {
  const page = (await get(`/bukti/${present(open, 'a record').indeks}`)).body
  const sources = [
    ...page.matchAll(/<script[^>]*\ssrc="([^"]+)"/g),
    ...page.matchAll(/data-skrip="([^"]+)"/g),
  ].map(([, src = '']) => src)
  expect(sources).toHaveLength(2)
  let total = 0
  for (const url of sources) {
    const answer = await app.server.inject({ url, headers: { 'accept-encoding': 'br' } })
    expect([url, answer.statusCode]).toEqual([url, 200])
    total += answer.rawPayload.length
  }
  expect(total).toBeLessThan(30_000)
})
