import { describe, expect, it } from 'vitest'
import { present } from '../../src/kernel/assert.ts'
import { parsePublicCode } from '../../src/kernel/nomor.ts'
import { demoAccountId } from '../../src/modules/identity/index.ts'
import { rows, run, sql } from '../../src/platform/db/database.ts'
import { sendCase } from '../support/case-house.ts'
import { useRunningApp } from '../support/running-app.ts'
import { enter, openPerson, type Person, USERNAMES } from './support/people.ts'

const { app, database } = await useRunningApp()
const secret = await sendCase(app, { isRahasia: true })
const open = await sendCase(app)
// Words nothing else in the region has, in every text of the secret report.
const WORDS = ['zebrakuningan', 'kudanilaungu', 'patokanrahsia']
const [row] = await rows(
  database.owner,
  sql<{
    id: string
  }>`select l.id::text as id from citizen_reports.laporan l where l.nomor = ${secret.nomor}`,
)
const id = row?.id ?? ''
await run(
  database.owner,
  sql`update citizen_reports.isi_rahasia set judul = ${`Pungutan ${WORDS[0]}`},
    isi = ${`Isi panjang tentang ${WORDS[1]} di kantor.`}, patokan = ${`dekat ${WORDS[2]}`}
  where laporan_id = ${id}::uuid`,
)
// A number that never was, of the same groups: a group may sound like a word of the catalogue, in both alike.
const [, first = '', second = ''] = secret.nomor.split('-')
const NEVER = present(
  [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
    .map((check) => `RHS-${second}-${first}-${check}`)
    .find((code) => parsePublicCode(code, 'RHS').ok),
  'one check character fits',
)
const MARKS = [...WORDS, secret.nomor, id, secret.kodeLacak ?? 'tanpa-kode']

const strangers: Person[] = [openPerson(app, 'anonim')]
for (const username of USERNAMES)
  if (username !== 'inspektorat') strangers.push(await enter(app, username))

const seeds = app.routes
  .filter(({ method, url, access }) => method === 'GET' && access !== 'key' && !/[:*]/.test(url))
  .map(({ url }) => url)
  .filter((url) => url !== '/keluar')
const MORE = [
  '/kerja/laporan?tampilan=semua',
  '/kerja/laporan?tampilan=rahasia',
  '/kerja/laporan?tampilan=lewat',
  '/laporan?status=terbuka&urut=lama',
  '/laporan/peta?langkah=3',
  '/api/v1/laporan?limit=100',
  `/open311/v2/requests/${secret.nomor}.json`,
  `/open311/v2/tokens/${id}.json`,
  `/laporan/${secret.nomor}`,
  `/api/v1/laporan/${secret.nomor}`,
  `/laporan/${secret.nomor}/umpan.atom`,
  `/kerja/laporan/${secret.nomor}`,
  `/kerja/laporan/${secret.nomor}/pratinjau`,
]
/** One page of each shape is enough; three let lists differ. */
const shapeOf = (url: string) =>
  url.replace(/[0-9a-f-]{36}|\d+(?:-[A-Z])?/g, '#').split('?')[0] ?? ''
const SHAPE_MAX = 3

/** Follow every link of this site from everywhere, and hand over each answer. */
async function crawl(person: Person, see: (url: string, body: string) => void): Promise<number> {
  const queue = [...seeds, ...MORE]
  const met = new Set(queue)
  const shapes = new Map<string, number>()
  let pages = 0
  for (const url of queue) {
    const { body, location } = await person.get(url)
    pages += 1
    see(url, body.replaceAll(encodeURIComponent(url), '').replaceAll(url, ''))
    const links = [...body.matchAll(/href="(\/[^"#]*)/g)].map(([, href = '']) => href)
    for (const next of [...links, location].filter((one) => one.startsWith('/'))) {
      const link = next.replaceAll('&amp;', '&')
      const count = shapes.get(shapeOf(link)) ?? 0
      if (met.has(link) || count >= SHAPE_MAX || /^\/(?:keluar|aset)/.test(link)) continue
      met.add(link)
      shapes.set(shapeOf(link), count + 1)
      queue.push(link)
    }
  }
  return pages
}

describe('a secret report', () => {
  it('is on no page, feed, file or API answer anybody but its keeper can reach', async () => {
    const leaks: string[] = []
    let pages = 0
    for (const person of strangers)
      pages += await crawl(person, (url, body) => {
        const seen = MARKS.filter((mark) => body.includes(mark))
        if (seen.length > 0) leaks.push(`${person.name} ${url}: ${seen.join(' ')}`)
      })
    expect(leaks).toEqual([])
    expect(pages).toBeGreaterThan(1_000)
  }, 400_000)

  it('is found by its keeper, so the search above could have found it', async () => {
    const keeper = await enter(app, 'inspektorat')
    const page = await keeper.get(`/kerja/laporan/${secret.nomor}`)
    for (const word of WORDS) expect(page.body).toContain(word)
  })

  it('is asked for by its words or number with the same answer as one that never was', async () => {
    const same = (body: string, typed: string) =>
      body
        .replace(/<style>[\s\S]*?<\/style>|\/aset\/[\w.-]+/g, '')
        .replaceAll(typed, '?')
        .replaceAll(encodeURIComponent(typed), '?')
    const pairs = [
      [WORDS[0] ?? '', 'zebrakelabuan'],
      [WORDS[1] ?? '', 'kudanilahijau'],
      [secret.nomor, NEVER],
    ] as const
    const differing: string[] = []
    const bases = [
      '/cari?q=',
      '/laporan?q=',
      '/kerja/laporan?tampilan=semua&q=',
      '/api/v1/laporan?q=',
    ]
    const questions = strangers.flatMap((person) =>
      bases.flatMap((base) => pairs.map(([asked, never]) => ({ person, base, asked, never }))),
    )
    const isDiffering = async ({ person, base, asked, never }: (typeof questions)[number]) => {
      const one = await person.get(`${base}${encodeURIComponent(asked)}`)
      const other = await person.get(`${base}${encodeURIComponent(never)}`)
      return one.status !== other.status || same(one.body, asked) !== same(other.body, never)
    }
    // Pages tell minutes and news: what differs because one came between does not differ again.
    for (const question of questions)
      if ((await isDiffering(question)) && (await isDiffering(question)))
        differing.push(`${question.person.name} ${question.base}${question.asked}`)
    expect(differing).toEqual([])
  }, 200_000)
})

describe('what belongs to one citizen', () => {
  const PRIVATE = [
    '/akun',
    '/akun/kontak',
    '/akun/sesi',
    '/akun/data-saya',
    '/akun/data-saya/unduh',
    '/akun/langganan',
    '/akun/laporan',
    '/akun/pemberitahuan',
    '/akun/pemberitahuan/saluran',
    '/lapor',
    '/lapor/tempat',
  ]

  it('is not there for the next one, whatever ids are taken from its pages', async () => {
    const owner = await enter(app, 'warga')
    const thief = await enter(app, 'warga2')
    const stranger = openPerson(app, 'anonim')
    await owner.get(`/laporan/${open.nomor}`)
    await owner.post(`/laporan/${open.nomor}/ikuti`)
    await owner.post(`/laporan/${open.nomor}/komentar`, {
      isi: 'Kemarin malam masih gelap sekali.',
    })
    let pages = ''
    for (const url of PRIVATE) pages += (await owner.get(url)).body
    const theirs = (await Promise.all(PRIVATE.map((url) => thief.get(url))))
      .map(({ body }) => body)
      .join('')
    const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
    const ids = [...new Set(pages.match(uuid) ?? [])].filter((one) => !theirs.includes(one))
    expect(ids.length).toBeGreaterThan(1)
    const marks = [...ids, 'warga@pendopo.example', demoAccountId('warga')]
    const leaks: string[] = []
    const before = (await owner.get('/akun/langganan')).body.match(uuid)?.length
    const asked = app.routes.filter(({ url }) => /:(?:id|nomor|peranId)/.test(url))
    const tries = [thief, stranger].flatMap((person) =>
      ids.flatMap((one) => asked.map(({ method, url }) => ({ person, one, method, url }))),
    )
    for (const person of [thief, stranger]) await person.get('/lapor')
    for (const { person, one, method, url } of tries) {
      const address = url
        .replace(/:(?:id|peranId)/g, one)
        .replace(':nomor', open.nomor)
        .replace(/:\w+/g, 'x')
      const form = method === 'POST' ? { form: { id: one } } : {}
      const shown = await person.call({ method, url: address, ...form })
      const body = shown.body.replaceAll(address, '').replaceAll(encodeURIComponent(address), '')
      if (marks.some((mark) => body.includes(mark)))
        leaks.push(`${person.name} ${method} ${address}`)
    }
    await thief.post('/akun/langganan/henti', { id: ids[0] ?? '' })
    expect(leaks).toEqual([])
    expect((await owner.get('/akun/langganan')).body.match(uuid)?.length).toBe(before)
    expect((await owner.get('/akun/sesi')).status).toBe(200)
  }, 120_000)
})
