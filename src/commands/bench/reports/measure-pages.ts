import { brotliCompressSync, constants } from 'node:zlib'
import type { QuerySeen } from '../../../platform/db/database.ts'
import { atLeast, atMost, type Figure } from '../line.ts'
import { requestText, runLoad } from '../load.ts'
import type { Effort } from '../plan.ts'
import { type Program, startYardstick } from '../programs.ts'
import { takeTurns } from '../rounds.ts'
import type { House } from './house.ts'
import { openVisitor, signIn, type Visitor } from './visitor.ts'
import type { YardstickPage } from './yardstick.ts'

/** Visitors at once. With a few the load maker sleeps between answers, and waking it is what is measured. */
const CONNECTIONS = 64

type Contest = Readonly<{
  name: string
  about: string
  /** The n-th address that is asked for. */
  url: (n: number) => string
  visitor: Visitor
  yardstick: YardstickPage
  /** Absent where nothing is asked for: the figure is told for its own sake. */
  bar?: number
}>

/** P1, P2 and P3: requests per second of the real program, and of the yardstick on the same database. */
export async function measureThroughput(house: House, effort: Effort): Promise<readonly Figure[]> {
  const contests = await contestsOf(house)
  const yardstick = await startYardstick({
    url: house.addresses.appUrl,
    pages: Object.fromEntries(contests.map((one) => [`/${one.name}`, one.yardstick])),
  })
  try {
    const figures: Figure[] = []
    for (const contest of contests)
      figures.push(await compete({ house, effort, yardstick }, contest))
    return figures
  } finally {
    await yardstick.stop()
  }
}

async function contestsOf(house: House): Promise<readonly Contest[]> {
  const citizen = openVisitor(house.app)
  const list = await statementsOf(house, citizen, '/laporan')
  const addresses = await listAddresses(house)
  const rare = await statementsOf(house, citizen, addresses(0))
  const queue = await statementsOf(house, house.officer, '/kerja/laporan?tampilan=semua')
  const bytesOf = async (url: string): Promise<YardstickPage> => ({
    kind: 'bytes',
    base64: Buffer.from((await citizen.get(url)).body).toString('base64'),
  })
  return [
    {
      name: 'P1',
      about:
        'public list, anonymous / bare node:http, same statements, plain template; requests a second',
      url: () => '/laporan',
      visitor: citizen,
      yardstick: { kind: 'sql', statements: list },
      bar: 0.5,
    },
    {
      name: 'P1-new',
      about:
        'public list at ever new addresses, so that no page is kept / the statements of one such page',
      url: addresses,
      visitor: citizen,
      yardstick: { kind: 'sql', statements: rare },
      bar: 0.5,
    },
    {
      name: 'P2',
      about:
        'officers’ queue, signed in / bare node:http, its statements on reports, plain template',
      url: () => '/kerja/laporan?tampilan=semua',
      visitor: house.officer,
      yardstick: { kind: 'sql', statements: queue.filter((query) => isOfReports(query)) },
      bar: 0.35,
    },
    {
      name: 'P3',
      about:
        'front page, kept: it asks the database whether it still holds / bare node:http with the same bytes, which asks nothing',
      url: () => '/',
      visitor: citizen,
      yardstick: await bytesOf('/'),
      bar: 0.6,
    },
    {
      name: 'P3-static',
      about: 'a small page that only a build changes, kept / bare node:http with the same bytes',
      url: () => '/aksesibilitas',
      visitor: citizen,
      yardstick: await bytesOf('/aksesibilitas'),
    },
  ]
}

/** Session, rights and bell are the program's own burden; the yardstick carries only the page's data. */
function isOfReports({ text }: QuerySeen): boolean {
  return !/\b(identity|notifications|audit)\./.test(text)
}

/** Filters that together give each request an address that was not asked for lately. */
async function listAddresses({ app }: House): Promise<(n: number) => string> {
  const { daun } = await app.citizenReports.katalog.get()
  const districts = app.reference.kecamatan()
  return (n) => {
    const kategori = daun[n % daun.length]?.kode ?? ''
    const kecamatan = districts[Math.floor(n / daun.length) % districts.length]?.kode ?? ''
    return `/laporan?kategori=${kategori}&kecamatan=${kecamatan}&n=${n}`
  }
}

/** What a page sends at its first visit: what a program without anything kept would send every time. */
async function statementsOf(
  house: House,
  visitor: Visitor,
  url: string,
): Promise<readonly QuerySeen[]> {
  house.takeQueries()
  await visitor.get(url)
  return house.takeQueries()
}

type Arena = Readonly<{ house: House; effort: Effort; yardstick: Program }>

async function compete(
  { house, effort, yardstick }: Arena,
  { name, about, url, visitor, bar }: Contest,
): Promise<Figure> {
  const headers = { cookie: visitor.cookie() }
  let n = 0
  const ours = () => {
    n += 1
    return requestText({ path: url(n), headers })
  }
  const asked = requestText({ path: `/${name}` })
  const theirs = () => asked
  const load = (port: number, next: () => string, ms: number) =>
    runLoad({ port, next, connections: CONNECTIONS, ms })
  // Both warm up before anything counts: compiled code, prepared statements, open connections.
  await load(house.program.port, ours, effort.loadMs)
  await load(yardstick.port, theirs, effort.loadMs / 2)
  const duel = await takeTurns(
    effort.rounds,
    async () => (await load(house.program.port, ours, effort.loadMs)).perSecond,
    async () => (await load(yardstick.port, theirs, effort.loadMs)).perSecond,
  )
  const shared = { name, about, size: house.size, unit: 'requests/s', ...duel }
  return bar === undefined ? shared : { ...shared, bar: atLeast(bar) }
}

/** govuk-frontend 6.6.0, CSS and JS, Brotli: a respected system's assets without any page. */
const GOVUK_BYTES = 23_303

type Weighed = Readonly<{ name: string; url: string; bar: number; username?: string }>

/** P14: everything a first visit to a page fetches in text, compressed as we send it. */
export async function measureWeights(house: House): Promise<readonly Figure[]> {
  const nomor = /href="(\/laporan\/[A-Z]{3}-[\w-]+)"/.exec(
    (await openVisitor(house.app).get('/laporan')).body,
  )?.[1]
  if (nomor === undefined) throw new Error('The list shows no report to weigh.')
  const pages: readonly Weighed[] = [
    { name: 'front', url: '/', bar: 0.5 },
    { name: 'form', url: '/lapor', bar: 0.5 },
    { name: 'report', url: nomor, bar: 0.5 },
    { name: 'list', url: '/laporan', bar: 0.5 },
    { name: 'queue', url: '/kerja/laporan', bar: 0.85, username: 'operator-aduan' },
    { name: 'case', url: `/kerja${nomor}`, bar: 0.85, username: 'operator-aduan' },
  ]
  const figures: Figure[] = []
  for (const page of pages) {
    figures.push({
      name: `P14 ${page.name}`,
      about: 'HTML, CSS and JS of a first visit, Brotli / govuk-frontend CSS and JS, Brotli',
      size: house.size,
      unit: 'bytes',
      ours: await weigh(house, page),
      yardstick: GOVUK_BYTES,
      bar: atMost(page.bar),
    })
  }
  return figures
}

async function weigh(house: House, { url, username }: Weighed): Promise<number> {
  const { server } = house.app
  const cookie = username === undefined ? '' : (await signIn(house.app, username)).cookie('gaya')
  const fetchOne = (path: string) =>
    server.inject({
      url: path,
      headers: { accept: 'text/html', 'accept-encoding': 'br', cookie },
    })
  const html = await fetchOne(url)
  if (html.statusCode !== 200) throw new Error(`${url} answered ${html.statusCode}`)
  const text = await plainOf(house, url, cookie)
  const linked = new Set(
    [...text.matchAll(/(?:src|href)="(\/aset\/[^"]+\.(?:js|css))"/g)].map(([, path = '']) => path),
  )
  let bytes = html.rawPayload.length
  for (const path of linked) {
    const asset = await fetchOne(path)
    bytes +=
      asset.headers['content-encoding'] === 'br'
        ? asset.rawPayload.length
        : packed(asset.rawPayload)
  }
  return bytes
}

async function plainOf(house: House, url: string, cookie: string): Promise<string> {
  return (await house.app.server.inject({ url, headers: { accept: 'text/html', cookie } })).body
}

function packed(bytes: Buffer): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
