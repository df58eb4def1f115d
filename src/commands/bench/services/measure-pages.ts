import { present } from '../../../kernel/assert.ts'
import { demoAccountId } from '../../../modules/identity/index.ts'
import { applyForBench, keepCardForBench } from '../../../modules/services/index.ts'
import { oneRow, type Query, rows, run, sql } from '../../../platform/db/database.ts'
import { runContests, statementsOf } from '../contests.ts'
import { atMost, type Figure } from '../line.ts'
import { type BenchPage, measureCosts } from '../page-costs.ts'
import type { Effort } from '../plan.ts'
import { percentile } from '../rounds.ts'
import { signIn, type Visitor } from '../visitor.ts'
import { weigh, weighPages } from '../weights.ts'
import type { ServicesHouse } from './house.ts'

const VISITS = 60
const APPLY_KB = 30
const KODE = 'DESA-DOMISILI'
const OFFICER = 'petugas-kauman'
const QUEUE_MS = 200
const OWN_MS = 100

async function p95Of(visitor: Visitor, url: string): Promise<number> {
  const times: number[] = []
  for (let visit = 0; visit < VISITS; visit += 1) {
    const startedMs = performance.now()
    const seen = await visitor.get(url)
    times.push(performance.now() - startedMs)
    if (seen.status !== 200) throw new Error(`${url} answered ${seen.status}`)
  }
  return percentile(times, 0.95)
}

/** The officer's queue and the citizen's own list, through the production server. */
export async function measureLists({
  officer,
  citizen,
  size,
}: ServicesHouse): Promise<readonly Figure[]> {
  return [
    {
      name: 'queue',
      about: `p95 of ${VISITS} visits of an officer's queue, one in fifty of the applications open`,
      size,
      unit: 'ms',
      ours: await p95Of(officer, '/kerja/permohonan'),
      bar: atMost(QUEUE_MS),
    },
    {
      name: 'own',
      about: `p95 of ${VISITS} visits of a citizen's own list of ${Math.ceil(size / 1000)} applications`,
      size,
      unit: 'ms',
      ours: await p95Of(citizen, '/akun/permohonan'),
      bar: atMost(OWN_MS),
    },
  ]
}

/** Pages of services on a first visit, style and scripts with them. */
export async function measureWeights(house: ServicesHouse): Promise<readonly Figure[]> {
  const { nomor } = await oneRow(
    house.owner,
    sql<{ nomor: string }>`select p.nomor from services.permohonan p
    where p.tahap = 'verifikasi' and p.pemilik_unit = 'kel-kauman-jati' order by p.nomor limit 1`,
  )
  const officer = { bar: 0.85, username: OFFICER }
  return weighPages(house, [
    { name: 'catalogue', url: '/layanan', bar: 0.5 },
    { name: 'search', url: '/layanan?q=ktp+ilang', bar: 0.5 },
    { name: 'service', url: `/layanan/${KODE}`, bar: 0.5 },
    { name: 'times', url: '/layanan/waktu', bar: 0.5 },
    { name: 'verify', url: '/verifikasi', bar: 0.5 },
    { name: 'queue', url: '/kerja/permohonan', ...officer },
    { name: 'case', url: `/kerja/permohonan/${nomor}`, ...officer },
  ])
}

/** Bytes of the pages of applying, begun anew by a citizen who has never been there. */
export async function measureApply({ app, size }: ServicesHouse): Promise<readonly Figure[]> {
  const citizen = await signIn(app, 'warga2')
  const form = await citizen.get(`/layanan/${KODE}/ajukan`)
  const draf = /name="draf" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const begun = await citizen.post(`/layanan/${KODE}/ajukan`, { draf, untuk: 'sendiri' })
  const start = String(begun.headers.location)
  const { body } = await citizen.get(start)
  const pages = [...new Set([...body.matchAll(/href="(\/permohonan\/draf\/[^"?#]+)"/g)])].map(
    ([, href = '']) => href,
  )
  if (pages.length < 3) throw new Error(`a task list links to its pages: ${begun.status} ${start}`)
  const figures: Figure[] = []
  for (const url of [start, ...new Set(pages)])
    figures.push({
      name: 'page',
      about: `${url.replace(/draf\/[\w-]+/, 'draf/…')}, HTML with its style and scripts on a first visit, Brotli`,
      size,
      unit: 'kB',
      ours: (await weigh({ app }, url, citizen.cookie('gaya'))) / 1000,
      bar: atMost(APPLY_KB),
    })
  return figures
}

/** P2: the officer's queue, signed in, against its bare statements. */
export async function measureQueueRate(
  house: ServicesHouse,
  effort: Effort,
): Promise<readonly Figure[]> {
  // The catalogue is read once for a process; what a page costs is what it sends after that.
  await house.officer.get('/kerja/permohonan')
  const queue = await statementsOf(house, house.officer, '/kerja/permohonan')
  return runContests(house, effort, [
    {
      name: 'P2',
      about:
        'officers’ queue of applications, signed in / bare node:http, its statements on applications, plain template',
      url: () => '/kerja/permohonan',
      visitor: house.officer,
      yardstick: {
        kind: 'sql',
        statements: queue.filter(({ text }) => !/\b(identity|notifications|audit)\./.test(text)),
      },
      bar: 0.35,
    },
  ])
}

/** Buffers, statements and milliseconds of the pages that read applications. */
export async function measureCaseCosts(house: ServicesHouse, loadMs: number) {
  const documented = await applyOnce(house)
  const open = await listNomor(house, sql`p.pemilik_unit = 'kel-kauman-jati'`, 'verifikasi')
  const own = await listNomor(house, sql`p.pemilik_akun_id = ${demoAccountId('warga2')}`, 'terbit')
  const pick = (values: readonly string[], n: number) => present(values[n % values.length], 'one')
  const officer = (name: string, url: BenchPage['url']): BenchPage => ({ name, as: 'officer', url })
  const citizen = (name: string, url: BenchPage['url']): BenchPage => ({ name, as: 'citizen', url })
  return measureCosts({
    house,
    pages: [
      citizen('catalogue', (n) => `/layanan?n=${n}`),
      citizen('search', (n) => `/layanan?q=${pick(WORDS, n)}`),
      citizen('service', (n) => `/layanan/${KODE}?n=${n}`),
      citizen('times', (n) => `/layanan/waktu?n=${n}`),
      citizen('own', () => '/akun/permohonan'),
      citizen('follow', (n) => `/permohonan/${pick(own, n)}`),
      officer('queue', () => '/kerja/permohonan'),
      officer('watch', () => '/kerja/permohonan/pantau'),
      officer('case', (n) => `/kerja/permohonan/${pick(open, n)}`),
      officer('case-documents', () => `/kerja/permohonan/${documented}`),
    ],
    visitors: { officer: house.officer, citizen: house.citizen },
    forgetKept: (owner) =>
      run(owner, sql`update services.katalog_versi set nomor = nomor where true`),
    loadMs,
  })
}

/** One application handed in as a citizen does, with its document. */
async function applyOnce({ app }: ServicesHouse): Promise<string> {
  const actor = await app.identity.actorOf(app.kit.db, demoAccountId('warga2'))
  const { services, kit } = app
  const warga = present(actor, 'a demo account')
  const card = await keepCardForBench(services, kit.db, warga, 'KARTU KELUARGA')
  return applyForBench(services, kit.db, warga, { desaKode: '99.01.06.1001', card })
}

const WORDS = ['ktp+ilang', 'ngurus+akta', 'izin+usaha', 'pindah', 'domisili', 'nikah']

async function listNomor(
  { owner }: ServicesHouse,
  whose: Query,
  tahap: string,
): Promise<readonly string[]> {
  const found = await rows(
    owner,
    sql<{ nomor: string }>`select p.nomor from services.permohonan p
    where ${whose} and p.tahap = ${tahap} order by p.diajukan_at desc limit 50`,
  )
  if (found.length === 0) throw new Error('no application to measure with')
  return found.map(({ nomor }) => nomor)
}
