import type { QuerySeen } from '../../../platform/db/database.ts'
import { type Contest, runContests, statementsOf } from '../contests.ts'
import type { Figure } from '../line.ts'
import type { Effort } from '../plan.ts'
import { openVisitor } from '../visitor.ts'
import { type Weighed, weighPages } from '../weights.ts'
import type { House } from './house.ts'
import type { YardstickPage } from './yardstick.ts'

/** P1, P2 and P3: requests per second of the real program, and of the yardstick on the same database. */
export async function measureThroughput(house: House, effort: Effort): Promise<readonly Figure[]> {
  return runContests(house, effort, await contestsOf(house))
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
  return weighPages(house, pages)
}
