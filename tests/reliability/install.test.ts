import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { TOTP } from 'otpauth'
import { afterAll, describe, expect, it } from 'vitest'
import { makePhoto } from '../support/photos.ts'
import { startProgram } from '../support/program.ts'
import { openSite, type Site } from '../support/site.ts'

const root = join(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'pendopo-install-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const first = join(home, 'first')
const second = join(home, 'second')
const SECRET_KEY = 'kunci-uji-pemasangan-sepanjang-empat-puluh'
const env = { DEMO: 'off', SECRET_KEY }
const LONG_MS = 280_000

type Ended = Readonly<{ code: number | null; said: string }>

function pendopo(dataDir: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'bin/pendopo.mjs'), ...args], {
    cwd: home,
    env: { PATH: process.env.PATH ?? '', HOME: home, DATA_DIR: dataDir, MQTT_URL: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return new Promise((done) => child.once('close', (code) => done({ code, said })))
}

/** Name and SHA-256 of every file the program stored beside its database. */
function filesIn(dataDir: string): readonly string[] {
  return ['berkas', 'tersegel', 'model']
    .flatMap((name) => walk(join(dataDir, name)))
    .map((path) => {
      const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
      return `${relative(dataDir, path)} ${sha256}`
    })
    .toSorted()
}

function walk(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const shared = join(root, '../shared/data/indonesia/wilayah/surabaya_kecamatan.geojson')
const hasShared = existsSync(shared)
if (!hasShared)
  process.stderr.write('Boundaries of Surabaya are not here; an invented one is used.\n')

function boundaries(): string {
  if (hasShared) return shared
  const path = join(home, 'batas.geojson')
  const ring = [
    [112.6, -7.4],
    [112.9, -7.4],
    [112.9, -7.1],
    [112.6, -7.1],
    [112.6, -7.4],
  ]
  const feature = {
    type: 'Feature',
    properties: { kode: '35.78.01', nama: 'Uji' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
  return path
}

/** The first sign-in of an officer: a new password, then a second factor. */
async function signInFirst(site: Site, username: string, once: string): Promise<void> {
  await site.get('/masuk')
  expect((await site.post('/masuk', { identitas: username, sandi: once })).location).toBe(
    '/masuk/sandi-baru',
  )
  await site.get('/masuk/sandi-baru')
  const sandi = 'kursi rotan tiga meja'
  await site.post('/masuk/sandi-baru', { sandi, 'sandi-ulang': sandi })
  const enrol = await site.get('/masuk/langkah-dua')
  const secret = (/class="segel">([^<]+)</.exec(enrol.html)?.[1] ?? '').replaceAll(' ', '')
  const kode = new TOTP({ secret }).generate()
  const done = await site.post('/masuk/langkah-dua', { cara: 'pasang-totp', kode })
  expect(done.location).toContain('/akun/dua-langkah/kode-cadangan')
}

let once = ''
let stored: readonly string[] = []

describe('a new installation, by the commands of the guide', () => {
  it('is migrated, gets its first administrator, its region, its catalogues', {
    timeout: LONG_MS,
  }, async () => {
    expect(await pendopo(first, 'migrate')).toMatchObject({ code: 0 })
    const added = await pendopo(
      first,
      'user',
      'add',
      'admin1',
      '--nama',
      'Rini',
      '--peran',
      'admin',
    )
    once = /sekali pakai: (\S+)/.exec(added.said)?.[1] ?? ''
    expect([added.code, once !== '']).toEqual([0, true])
    const codes = await pendopo(first, 'import', 'wilayah', 'idn-area-data', '--wilayah', '35.78')
    expect(codes.said).toContain('91592 wilayah')
    const asked = ['--domain', 'surabaya.go.id']
    const borders = await pendopo(first, 'import', 'wilayah', boundaries(), ...asked)
    expect(borders.said).toContain('Kota Surabaya (35.78), alamat resmi surabaya.go.id')
    const seeded = await pendopo(first, 'seed')
    expect(seeded).toMatchObject({ code: 0 })
    for (const { said } of [added, codes, borders, seeded]) expect(said).not.toMatch(/error|level/)
  })

  it('measures a file to learn from, and installs nothing that a plain method does as well', {
    timeout: LONG_MS,
  }, async () => {
    const path = join(home, 'contoh.csv')
    const kinds = [
      ['jalan.lubang', 'jalan berlubang dalam di depan sekolah nomor'],
      ['penerangan.padam', 'lampu jalan padam gelap sejak malam tiang'],
      ['lainnya.lain', 'usul lain tentang kegiatan warga di balai'],
    ]
    const lines = Array.from({ length: 300 }, (_, n) => {
      const [label = '', words = ''] = kinds[n % kinds.length] ?? []
      return `${words} ${n},${label}`
    })
    writeFileSync(path, ['teks,label', ...lines].join('\n'))
    const few = await pendopo(first, 'train')
    expect([few.code, few.said]).toEqual([1, expect.stringContaining('baru ada 0 contoh')])
    const measured = await pendopo(first, 'train', '--target', 'kategori', '--dari', path)
    expect(measured.said).toContain('45 terbaru untuk menguji, 3 kelas')
    // Words this plain need no model: what is no better than the baseline is not installed.
    expect([measured.code, measured.said]).toEqual([
      1,
      expect.stringContaining('model tidak dipasang'),
    ])
  })

  it('serves: the administrator signs in, adds an agency and an officer; a photo is kept', {
    timeout: LONG_MS,
  }, async () => {
    const program = await startProgram({ dataDir: first, env })
    try {
      const admin = openSite(program.address)
      await signInFirst(admin, 'admin1', once)
      await admin.get('/kerja/pengaturan/unit/baru')
      const unit = { kode: 'pu', nama: 'Dinas Pekerjaan Umum', singkatan: 'PU', aktif: 'ya' }
      expect((await admin.post('/kerja/pengaturan/unit/baru', unit)).status).toBe(303)
      await admin.get('/kerja/pengaturan/pengguna/baru')
      const officer = await admin.post('/kerja/pengaturan/pengguna/baru', {
        'nama-pengguna': 'petugas1',
        nama: 'Budi',
        jabatan: 'Petugas',
        peran: 'petugas-lapangan',
        unit: 'pu',
        dasar: 'SK Uji 1/2026',
      })
      expect([officer.status, officer.html.includes('petugas1')]).toEqual([200, true])
      const citizen = openSite(program.address)
      await citizen.get('/lapor')
      const told = { judul: 'Lampu padam di pasar', isi: 'Lampu jalan di depan pasar padam.' }
      const photo = await makePhoto(7)
      const sent = await citizen.upload('/lapor', { ...told, jenis: 'pengaduan' }, photo)
      expect(sent.location).toBe('/lapor/tempat')
      const beside = await pendopo(first, 'backup', join(home, 'sambil-melayani.bak'))
      expect(beside, beside.said).toMatchObject({ code: 0 })
      expect((await citizen.get('/lapor')).status).toBe(200)
    } finally {
      expect(await program.stop()).toBe(0)
    }
    stored = filesIn(first)
    expect(stored.some((line) => line.startsWith('berkas/'))).toBe(true)
  })
})

describe('a backup of it', () => {
  const file = join(home, 'cadangan.bak')
  it('comes back whole in another place, every table and every file', {
    timeout: LONG_MS,
  }, async () => {
    const written = await pendopo(first, 'backup', file)
    const restored = await pendopo(second, 'restore', file)
    expect([written.code, restored.code], written.said + restored.said).toEqual([0, 0])
    const counts = (said: string) => /\d+ tabel, \d+ baris, \d+ berkas/.exec(said)?.[0]
    expect(counts(restored.said)).toBe(counts(written.said))
    expect(filesIn(second)).toEqual(stored)
  })

  it('is refused by an installation that has something already, in words', {
    timeout: LONG_MS,
  }, async () => {
    const refused = await pendopo(first, 'restore', file)
    expect(refused.code).toBe(1)
    expect(refused.said).toMatch(/sudah berisi/)
    expect(filesIn(first)).toEqual(stored)
  })

  it('serves as before, to the administrator with password and second factor', {
    timeout: LONG_MS,
  }, async () => {
    const program = await startProgram({ dataDir: second, env })
    try {
      const admin = openSite(program.address)
      await admin.get('/masuk')
      const sandi = 'kursi rotan tiga meja'
      const answer = await admin.post('/masuk', { identitas: 'admin1', sandi })
      expect(answer.location).toBe('/masuk/langkah-dua')
      expect((await admin.get('/unit/pu')).status).toBe(200)
    } finally {
      expect(await program.stop()).toBe(0)
    }
  })
})
