import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rows, sql } from '../../src/platform/db/database.ts'
import { useRunningApp } from '../support/running-app.ts'
import { formsOf } from './support/forms.ts'
import { makeObjects } from './support/objects.ts'
import { enter, openPerson, type Person } from './support/people.ts'

const KEYS = { channel: 'kunci-kanal-untuk-uji' }
const { app, database, dataDir, logged } = await useRunningApp()
const objects = await makeObjects(app, database.owner)
const stranger = openPerson(app, 'anonim')
const operator = await enter(app, 'operator-aduan')
const citizen = await enter(app, 'warga')
const admin = await enter(app, 'admin')
const people: readonly Person[] = [stranger, citizen, operator, admin, await enter(app, 'loket')]

const addresses = app.routes
  .filter(({ method, access }) => method === 'GET' && access !== 'key')
  .map(({ url }) =>
    url
      .replace(/:(\w+)/g, (_all, name: string) =>
        encodeURIComponent(objects.values(name, url, 'ada')),
      )
      .replace('*', 'x'),
  )

describe('pages', () => {
  it('mask a password while it is typed, and let managers and pasting fill it', async () => {
    for (const url of ['/masuk', '/daftar', '/lupa-sandi/kode']) {
      const { body } = await stranger.get(url)
      const fields = body.match(/<input[^>]*name="[^"]*sandi[^"]*"[^>]*>/g) ?? []
      for (const field of fields) {
        expect(field).toContain('type="password"')
        expect(field).toMatch(/autocomplete="(?:current|new)-password"/)
        expect(field).not.toMatch(/maxlength="(?:\d|[1-5]\d)"/)
      }
      expect(body).not.toMatch(/onpaste|pertanyaan rahasia|nama ibu/i)
    }
    expect((await stranger.get('/masuk')).body).toContain('type="password"')
  })

  it('of someone signed in always show the way out', async () => {
    for (const url of ['/', '/akun', '/laporan', '/lapor'])
      expect((await citizen.get(url)).body, url).toContain('href="/keluar"')
    for (const url of ['/kerja', '/kerja/laporan', '/kerja/katalog'])
      expect((await operator.get(url)).body, url).toContain('href="/keluar"')
  })

  it('load nothing from anywhere else', async () => {
    const foreign: string[] = []
    for (const url of addresses) {
      const { body, headers } = await admin.get(url)
      if (!String(headers['content-type'] ?? '').includes('html')) continue
      const loaded = body.matchAll(
        /<(?:script|img|link|source|iframe)\b[^>]*\s(?:src|href)="([^"]+)"/g,
      )
      for (const [tag, target = ''] of loaded)
        if (!/^(?:\/(?!\/)|data:)/.test(target) && !/rel="(?:alternate|canonical)"/.test(tag))
          foreign.push(`${url}: ${target}`)
    }
    expect(foreign).toEqual([])
  }, 60_000)

  it('are all there is: no sources, settings, folders or history of the code', async () => {
    for (const url of [
      '/.git/config',
      '/.git/HEAD',
      '/.env',
      '/package.json',
      '/src/app.ts',
      '/dist/',
      '/data/demo/akun.json',
      '/node_modules/',
      '/aset/',
      '/aset/../package.json',
      '/aset/%2e%2e/package.json',
      '/server-status',
      '/debug',
      '/.DS_Store',
      '/backup.sql',
    ])
      expect([url, (await stranger.get(url)).status]).toEqual([url, 404])
  })

  it('that are files carry a name that cannot break out of its header', async () => {
    let files = 0
    for (const url of addresses) {
      const named = String((await admin.get(url)).headers['content-disposition'] ?? '')
      if (named === '') continue
      files += 1
      expect(named, url).toMatch(/^(?:attachment|inline)(?:; filename="[\w.-]+")?$/)
    }
    expect(files).toBeGreaterThan(1)
  }, 60_000)
})

// Twenty things nobody may read where they do not belong.
const SECRETS: readonly string[] = [
  '3374061505890017',
  '3578014107920034',
  '081234509876',
  '+6281398765012',
  'nurul.rahasia@contoh-warga.id',
  'pelapor.takut@contoh-warga.id',
  'KataSandiSayaYangPanjang77',
  'gelas-kuda-biru-malam-99',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJyYWhhc2lhIn0.c2lnbmF0dXJlcmFoYXNpYQ',
  'pdp_4f9d1c7be2a84e0f93aa77b1c2d3e4f5',
  'LCK-9QXW-7TRM-2HVK',
  'sesi_d2f1a7c3b5e94f6c8a1b',
  '5109 2234 8876 1200',
  'Bearer qk3vJ8sUqT1nZx0pRahasia',
  KEYS.channel,
  '9901064507900001',
  '62 812 3456 7788',
  'token=rahasiaDalamAlamat123',
  'otp=482913',
  'penyakit jantung koroner stadium',
]

/** Fill every field of the form with a secret, each time another. */
let turn = 0
async function plant(person: Person, url: string): Promise<void> {
  const page = await person.get(url)
  if (page.status !== 200) return
  const LEFT_OUT = /^\/(?:keluar|akun\/sesi)|nonaktifkan|\/hapus$|\/peran/
  for (const form of formsOf(page.body, url).filter(({ action }) => !LEFT_OUT.test(action))) {
    const { _csrf: _own, ...given } = form.given
    const filled = form.written.map((name) => {
      turn += 1
      const secret = SECRETS[turn % SECRETS.length] ?? ''
      // A code is the public name of what is made: a secret that reads as one would rightly be told.
      const isName = name === 'kode' && /^[a-z0-9-]+$/.test(secret)
      return [name, isName ? secret.toUpperCase() : secret] as const
    })
    await person.post(form.action, { ...given, ...Object.fromEntries(filled) })
  }
}

describe('secrets typed anywhere', () => {
  it('are in no line of the log, whatever form, address or header they came by', async () => {
    for (const person of people) for (const url of addresses) await plant(person, url)
    for (const secret of SECRETS) {
      const typed = encodeURIComponent(secret)
      for (const url of [
        `/laporan?q=${typed}`,
        `/cari?q=${typed}`,
        `/masuk?lanjut=${typed}`,
        `/lupa-sandi?kode=${typed}`,
      ])
        await stranger.get(url)
      await stranger.call({
        method: 'POST',
        url: '/kanal/sms',
        headers: {
          'content-type': 'application/json',
          authorization: secret,
          'x-kunci': secret,
          cookie: `sesi=${typed}`,
        },
        payload: JSON.stringify({ dari: secret, isi: secret }),
      })
      await stranger.call({
        method: 'POST',
        url: '/api/v1/laporan',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        payload: `{"judul": "${secret}", `,
      })
    }
    expect(turn).toBeGreaterThan(100)
    const seen = SECRETS.filter((secret) => logged().includes(secret))
    expect(seen).toEqual([])
    expect(logged()).toContain('/kanal/sms')
  }, 300_000)

  it('are in no row of the record of deeds', async () => {
    const written = await rows(
      database.owner,
      sql<{
        t: string
      }>`select c::text as t from audit.catatan c union all select a::text from audit.akses a`,
    )
    const all = written.map(({ t }) => t).join('\n')
    const private_ = SECRETS.filter((secret) => !secret.startsWith('penyakit'))
    expect(private_.filter((secret) => all.includes(secret))).toEqual([])
    expect(written.length).toBeGreaterThan(0)
  })

  it('are never sent to anyone by a message: passwords, keys and tracking codes of others', async () => {
    const folder = join(dataDir, 'outbox')
    const letters = readdirSafe(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
    const never = SECRETS.filter((secret) =>
      /Kata|gelas|eyJ|pdp_|sesi_|Bearer|kunci-kanal/.test(secret),
    )
    expect(never.filter((secret) => letters.includes(secret))).toEqual([])
  })
})

function readdirSafe(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
