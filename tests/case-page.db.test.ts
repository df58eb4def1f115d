import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../src/kernel/actor.ts'
import { present } from '../src/kernel/assert.ts'
import { parseVerifierKey } from '../src/kernel/tlog/note.ts'
import { openBrowser } from '../src/modules/identity/testing/test-browser.ts'
import { checkRecord } from '../src/modules/public-log/index.ts'
import { rows, run, sql } from '../src/platform/db/database.ts'
import { CHECK_TOOLS, sha256 } from '../src/platform/sha256.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database, dataDir, takeQueries, logged } = await useRunningApp()
const { citizenReports } = app
const [open, other] = await rows(
  database.owner,
  sql<{ nomor: string; kecamatan: string; kategori: string }>`
  select l.nomor, l.kecamatan_kode as kecamatan, l.kategori_kode as kategori from citizen_reports.laporan l
  where l.is_publik and l.cara_tutup is null and l.kecamatan_kode is not null and l.induk_id is null
  order by l.diterima_at desc limit 2`,
)
const nomor = present(open, 'the demo has open cases').nomor
const otherNomor = present(other, 'the demo has open cases').nomor
const visitor = () => openBrowser(app.server)

async function signedIn(identitas: string) {
  const browser = visitor()
  await browser.get('/masuk')
  const entered = await browser.post('/masuk', { identitas, sandi: 'pendopo-demo' })
  expect(entered.status).toBe(303)
  return browser
}

const baseSubmission = {
  kategoriKode: present(open, 'a case').kategori,
  lokasi: {
    lat: null,
    lon: null,
    sumber: 'patokan',
    patokan: 'Depan balai',
    kecamatanKode: present(open, 'a case').kecamatan,
  },
  kontak: {},
  kanal: 'sms',
  bahasa: 'id',
  isBrief: true,
} as const

async function report(isRahasia = false) {
  const done = await citizenReports.submit(app.kit.db, ANONYMOUS, {
    ...baseSubmission,
    kunciKlien: app.kit.newSecretId(),
    isian: {
      jenis: 'pengaduan',
      judul: 'Saluran air di depan balai mampet',
      isi: 'Air meluap ke jalan setiap hujan sejak pekan lalu.',
      jawaban: {},
      isAnonim: false,
      isRahasia,
      isNamaTampil: false,
      nama: null,
    },
  })
  if (!done.ok) throw new Error(done.refusals.map((one) => one.message).join(' '))
  return done.value
}

/** Work through everything queued, as the worker would, until nothing is left. */
async function runQueue(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const jobs = await rows(
      database.owner,
      sql<{ id: string; task: string; payload: unknown }>`
      select j.id::text, t.identifier as task, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where j.attempts = 0 order by j.id limit 500`,
    )
    if (jobs.length === 0) return
    for (const job of jobs) {
      await run(
        database.owner,
        sql`update graphile_worker._private_jobs set attempts = 1 where id = ${job.id}::bigint`,
      )
      await app.runJob(job.task, job.payload)
    }
  }
}

type Letter = { to: string; subject: string; text: string; unsubscribeUrl?: string }
function letters(to: string): readonly Letter[] {
  const folder = join(dataDir, 'outbox')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Letter)
    .filter((letter) => letter.to === to)
}

const pathIn = (text: string, part: string) =>
  present(
    new RegExp(`http://127\\.0\\.0\\.1:3000(${part}[^\\s]*)`).exec(text)?.[1],
    `a link to ${part}`,
  )

describe('the page of a report', () => {
  it('costs at most twelve statements and twelve kilobytes', async () => {
    await visitor().get(`/laporan/${nomor}`)
    takeQueries()
    const answer = await app.server.inject({
      url: `/laporan/${nomor}`,
      headers: { accept: 'text/html', 'accept-encoding': 'br' },
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.length).toBeLessThan(12_000)
    expect(takeQueries().length).toBeLessThanOrEqual(12)
  })

  it('counts support once a browser, and takes it back', async () => {
    const browser = visitor()
    await browser.get(`/laporan/${nomor}`)
    const first = await browser.post(`/laporan/${nomor}/dukung`, {})
    expect([first.status, first.location]).toEqual([303, `/laporan/${nomor}`])
    expect((await browser.get(`/laporan/${nomor}`)).html).toContain('Anda mendukung laporan ini')
    await browser.post(`/laporan/${nomor}/dukung`, {})
    expect((await browser.get(`/laporan/${nomor}`)).html).toContain('Anda sudah mendukung')
    await browser.post(`/laporan/${nomor}/batal-dukung`, {})
    expect((await browser.get(`/laporan/${nomor}`)).html).not.toContain('Anda mendukung laporan')
  })

  it.each(['dukung', 'batal-dukung', 'ikuti', 'berhenti-ikuti', 'komentar', 'jawab', 'koreksi'])(
    'refuses a forged %s',
    async (verb) => {
      const browser = visitor()
      await browser.get(`/laporan/${nomor}`)
      const forged = await browser.post(`/laporan/${nomor}/${verb}`, {}, 'token-palsu')
      expect(forged.status).toBe(403)
    },
  )

  it('opens for the reporter by code, keeps the standing over a redirect, and never prints the code', async () => {
    const mine = await report()
    const browser = visitor()
    await browser.get(`/laporan/${mine.nomor}`)
    const opened = await browser.post(`/laporan/${mine.nomor}/pelapor`, { kode: mine.kodeLacak })
    expect([opened.status, opened.location]).toEqual([303, `/laporan/${mine.nomor}`])
    const page = await browser.get(`/laporan/${mine.nomor}`)
    expect(page.html).toContain('Anda membuka laporan ini sebagai pelapor.')
    expect(page.html).not.toContain(mine.kodeLacak)
    expect([...browser.cookies.values()].join()).not.toContain(mine.kodeLacak)
    const answered = await browser.post(`/laporan/${mine.nomor}/jawab`, {
      jawab: 'lengkapi',
      pesan: 'Paling parah di dekat gerbang.',
    })
    expect(answered.status).toBe(303)
    expect((await browser.get(`/laporan/${mine.nomor}`)).html).toContain('dekat gerbang')
    expect(logged()).not.toContain(mine.kodeLacak)
    // The pass of one case is worth nothing on another.
    expect((await browser.get(`/laporan/${otherNomor}`)).html).toContain('Anda pelapornya?')
    const foreign = await browser.post(`/laporan/${otherNomor}/jawab`, {
      jawab: 'lengkapi',
      pesan: 'Bukan milik saya.',
    })
    expect(foreign.status).toBe(422)
    await browser.post(`/laporan/${mine.nomor}/pelapor/keluar`, {})
    expect((await browser.get(`/laporan/${mine.nomor}`)).html).toContain('Anda pelapornya?')
  })

  it('refuses a wrong code at its field, and slows down who guesses', async () => {
    const browser = openBrowser(app.server, '203.0.113.99')
    await browser.get(`/laporan/${nomor}`)
    const wrong = await browser.post(`/laporan/${nomor}/pelapor`, {
      kode: 'LCK-0000-0000-0000-0000-0',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('bukan milik laporan ini')
    for (let n = 0; n < 20; n += 1) await browser.post(`/laporan/${nomor}/pelapor`, { kode: 'x' })
    const slowed = await browser.post(`/laporan/${nomor}/pelapor`, { kode: 'x' })
    expect(slowed.html).toContain('Terlalu sering')
  })

  it('of a secret case gives its reporter proof of each line, and nobody else', async () => {
    await app.runningLog.prepare()
    const secret = await report(true)
    await app.runningLog.sequencer.run()
    const reporter = visitor()
    await reporter.get(`/laporan/${nomor}`)
    await reporter.post(`/laporan/${secret.nomor}/pelapor`, { kode: secret.kodeLacak })
    const { html } = await reporter.get(`/laporan/${secret.nomor}`)
    const [path = ''] = /\/laporan\/[^"/]+\/catatan\/[0-9a-f-]{36}/.exec(html) ?? []
    const page = await reporter.get(path)
    expect(page.html).toContain(`${path}/catatan.tlog-proof`)
    expect(page.html).toContain('Laporan ini rahasia')
    const proof = await reporter.get(`${path}/catatan.tlog-proof`)
    const document = await reporter.get(`${path}/dokumen.json`)
    expect(proof.headers['cache-control']).toBe('no-store')
    const keys = await rows(
      database.owner,
      sql<{ kunci: string }>`select k.kunci from public_log.kunci_log k`,
    )
    const checked = checkRecord(CHECK_TOOLS, {
      proof: proof.html,
      document: Buffer.from(document.html),
      logKeys: keys.flatMap(({ kunci }) => parseVerifierKey(sha256, kunci) ?? []),
      witnessKeys: [],
      quorum: 0,
    })
    expect(checked).toMatchObject({ faults: [], leaf: { type: 'laporan.diterima' } })
    expect(checked.signed).toHaveLength(1)
    expect(proof.html).not.toContain(secret.nomor)
    for (const url of [path, `${path}/catatan.tlog-proof`, `${path}/dokumen.json`])
      expect([url, (await visitor().get(url)).status]).toEqual([url, 404])
    const { html: open } = await visitor().get(`/laporan/${nomor}`)
    const [, line = ''] = /\/bukti\/catatan\/([0-9a-f-]{36})/.exec(open) ?? []
    const plain = await visitor().get(`/laporan/${nomor}/catatan/${line}`)
    expect([plain.status, plain.html.includes('rahasia')]).toEqual([200, false])
    const otherLine = path.replace(/[0-9a-f]{8}-/, '00000000-')
    expect((await reporter.get(otherLine)).status).toBe(404)
  })

  it('of a secret case is not there for strangers, nor is anything one can do to it', async () => {
    const secret = await report(true)
    const browser = visitor()
    await browser.get(`/laporan/${nomor}`)
    for (const url of [`/laporan/${secret.nomor}`, `/laporan/${secret.nomor}/koreksi`])
      expect([url, (await browser.get(url)).status]).toEqual([url, 404])
    for (const verb of ['dukung', 'ikuti', 'komentar', 'jawab', 'koreksi', 'foto', 'pelapor']) {
      const form = { email: 'orang@contoh.id', isi: 'Halo semua', kode: 'LCK-1' }
      const answer = await browser.post(`/laporan/${secret.nomor}/${verb}`, form)
      expect([verb, answer.status]).toEqual([verb, 404])
    }
    const reporter = visitor()
    await reporter.get(`/laporan/${nomor}`)
    await reporter.post(`/laporan/${secret.nomor}/pelapor`, { kode: secret.kodeLacak })
    const own = await reporter.get(`/laporan/${secret.nomor}`)
    expect(own.html).toContain('Laporan ini rahasia')
    expect(own.headers['cache-control']).toBe('no-store')
  })

  it('takes comments of citizens only, without personal data, and shows none before an officer read it', async () => {
    const stranger = visitor()
    await stranger.get(`/laporan/${nomor}`)
    expect(
      (await stranger.post(`/laporan/${nomor}/komentar`, { isi: 'Setuju sekali' })).status,
    ).toBe(422)
    const citizen = await signedIn('warga')
    await citizen.get(`/laporan/${nomor}`)
    const personal = await citizen.post(`/laporan/${nomor}/komentar`, {
      isi: 'Hubungi saya di 0812-3456-7890 ya',
    })
    expect(personal.status).toBe(422)
    expect(personal.html).toContain('nomor telepon')
    const sound = await citizen.post(`/laporan/${nomor}/komentar`, {
      isi: 'Di gang kami juga begitu',
    })
    expect(sound.status).toBe(303)
    expect((await visitor().get(`/laporan/${nomor}`)).html).not.toContain(
      'Di gang kami juga begitu',
    )
  })

  it('passes a request for correction to the coordinators and shows nothing of it', async () => {
    const browser = visitor()
    await browser.get(`/laporan/${nomor}/koreksi`)
    const empty = await browser.post(`/laporan/${nomor}/koreksi`, { apa: '', rincian: '' })
    expect(empty.status).toBe(422)
    const sent = await browser.post(`/laporan/${nomor}/koreksi`, {
      apa: 'data_pribadi',
      rincian: 'Nama saya tertulis di kalimat kedua',
    })
    expect(sent.status).toBe(303)
    expect((await browser.get(`/laporan/${nomor}`)).html).not.toContain('kalimat kedua')
    const [note] = await rows(
      database.owner,
      sql<{
        isPublik: boolean
      }>`select r.is_publik as "isPublik" from citizen_reports.riwayat r where r.kejadian = 'permintaan_koreksi'`,
    )
    expect(note).toEqual({ isPublik: false })
  })
})

describe('alerts', () => {
  it('ask an address first, then tell it once of what fits, and stop by one click', async () => {
    const address = 'pemantau@contoh.id'
    const browser = visitor()
    await browser.get('/laporan/langganan')
    const asked = await browser.post('/laporan/langganan', {
      kecamatan: baseSubmission.lokasi.kecamatanKode,
      kategori: baseSubmission.kategoriKode.split('.')[0] ?? '',
      unit: '',
      email: address,
    })
    expect(asked.status).toBe(303)
    await runQueue()
    const [question] = letters(address)
    // Nothing flows before the confirmation, and opening the link does not confirm.
    const confirm = pathIn(question?.text ?? '', '/laporan/langganan/konfirmasi')
    await visitor().get(confirm)
    await report()
    await runQueue()
    expect(letters(address)).toHaveLength(1)

    const query = new URL(confirm, 'http://x').searchParams
    await browser.get(confirm)
    const confirmed = await browser.post('/laporan/langganan/konfirmasi', {
      kode: query.get('kode') ?? '',
      bukti: query.get('bukti') ?? '',
    })
    expect(confirmed.status).toBe(303)
    const fitting = await report()
    await report(true)
    await runQueue()
    const news = letters(address).slice(1)
    expect(news.map((one) => one.subject)).toEqual([expect.stringContaining('Saluran air')])
    expect(news[0]?.text).toContain(fitting.nomor)
    expect(news[0]?.text).toContain('Berhenti menerima kabar ini')

    const stop = pathIn(news[0]?.unsubscribeUrl ?? '', '/laporan/langganan/henti')
    expect((await visitor().get(stop)).html).toContain('Hentikan')
    const clicked = await app.server.inject({
      method: 'POST',
      url: stop,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    expect(clicked.statusCode).toBe(200)
    await report()
    await runQueue()
    expect(letters(address)).toHaveLength(2)
    expect((await visitor().get(stop)).status).toBe(404)
    const [left] = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from citizen_reports.langganan s where s.email = ${address}`,
    )
    expect(left?.n).toBe(0)
  }, 60_000)

  it('refuse an empty choice, unknown codes and a bad address all at once', async () => {
    const browser = visitor()
    await browser.get('/laporan/langganan')
    const empty = await browser.post('/laporan/langganan', { email: 'bukan surel' })
    expect(empty.status).toBe(422)
    expect(empty.html).toContain('paling sedikit satu')
    expect(empty.html).toContain('alamat surel yang benar')
    const unknown = await browser.post('/laporan/langganan', {
      kecamatan: '99.99.99',
      kategori: '<i>miring',
      unit: "x'--",
      email: 'a@contoh.id',
    })
    expect(unknown.status).toBe(422)
    expect(unknown.html).not.toContain('<i>miring')
  })

  it('cannot be confirmed with the code that stops them, nor stopped by another account', async () => {
    const owner = await signedIn('warga')
    await owner.get(`/laporan/${otherNomor}`)
    await owner.post(`/laporan/${otherNomor}/ikuti`, {})
    const [row] = await rows(
      database.owner,
      sql<{
        id: string
        kode: string
      }>`select s.id, s.kode_henti as kode from citizen_reports.langganan s where s.akun_id is not null
      order by s.dibuat_at desc limit 1`,
    )
    const { id, kode } = present(row, 'a subscription')
    expect(
      (await visitor().get(`/laporan/langganan/konfirmasi?kode=${kode}&bukti=${kode}`)).status,
    ).toBe(404)
    const thief = await signedIn('warga2')
    await thief.get('/akun/langganan')
    await thief.post('/akun/langganan/henti', { id })
    expect((await owner.get('/akun/langganan')).html).toContain(id)
    await owner.post('/akun/langganan/henti', { id })
    expect((await owner.get('/akun/langganan')).html).not.toContain(id)
  })

  it('let one address be asked only ten times an hour from one place', async () => {
    const bomber = openBrowser(app.server, '203.0.113.77')
    await bomber.get('/laporan/langganan')
    const codes = []
    for (let n = 0; n < 12; n += 1) {
      const answer = await bomber.post('/laporan/langganan', {
        kecamatan: baseSubmission.lokasi.kecamatanKode,
        email: `orang${n}@contoh.id`,
      })
      codes.push(answer.status)
    }
    expect(codes.filter((status) => status === 303)).toHaveLength(10)
    expect(codes.slice(10)).toEqual([422, 422])
  })
})

describe('my pages', () => {
  it('are for signed-in people', async () => {
    for (const url of ['/akun/laporan', '/akun/langganan'])
      expect([url, (await visitor().get(url)).location.startsWith('/masuk')]).toEqual([url, true])
  })

  it('show reports of this account only, and what we hold about it can be fetched', async () => {
    const citizen = await signedIn('warga')
    expect((await citizen.get('/akun/laporan')).status).toBe(200)
    const copy = await citizen.get('/akun/data-saya/unduh')
    expect(copy.status).toBe(200)
    expect(copy.html).toContain('"Laporan"')
  })
})
