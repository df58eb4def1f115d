import { writeCsvRow } from '../../../../platform/csv/write-csv.ts'
import { notFound, page, text } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatNumber, formatPercent, formatTanggal } from '../../../../ui/format.ts'
import type { Katalog } from '../../actions/layanan-keeper.ts'
import { measure } from '../../domain/catalogue/measured.ts'
import { promiseOf, standardOf } from '../../domain/catalogue/standard.ts'
import { type Layanan, type Rujukan, wordsIn } from '../../domain/definition/types.ts'
import { katalogMessages } from '../../messages/index.ts'
import { type LamaRow, listLama, listRekap, type RekapRow } from '../../store/side-store.ts'
import type { Services } from '../../types.ts'
import { hoursPerDay, hoursWords, promiseWords, standardWords } from '../words.ts'
import { type Door, KatalogPage, type ServiceRow } from './katalog.page.tsx'
import { LayananPage, RujukanPage } from './layanan.page.tsx'
import { type TimeRow, TimesPage } from './times.page.tsx'

const RESULTS_MAX = 40
const LIST_MAX = 120

/** Pages of the catalogue; everybody may read them. */
export function katalogRoutes(services: Services): readonly Route[] {
  const route = (url: string, handle: Route['handle']): Route => ({
    method: 'GET',
    url,
    access: 'public',
    kind: 'page',
    handle,
  })
  return [
    route('/layanan', (req) => showKatalog(services, req)),
    route('/layanan/waktu', (req) => showTimes(services, req)),
    route('/layanan/waktu.csv', (req) => sendTimes(services, req)),
    route('/layanan/:kode', (req) => showLayanan(services, req)),
  ]
}

async function showKatalog(services: Services, req: Req) {
  const { ctx } = req
  const katalog = await services.deps.layanan.katalog()
  const m = katalogMessages(ctx.lang)
  const typed = fieldText(req.query, 'q').slice(0, 120).trim()
  const peristiwa = fieldText(req.query, 'peristiwa').slice(0, 40)
  const unit = fieldText(req.query, 'instansi').slice(0, 40)
  const found = choose(katalog, { typed, peristiwa, unit })
  const rows = found.map((one) => rowOf(services, req, one))
  const event = services.peristiwa.find((one) => one.kode === peristiwa)
  const heading =
    typed !== ''
      ? m.results(formatNumber(rows.length, ctx.lang), typed)
      : m.allOf(event === undefined ? unitName(services, req, unit) : wordsIn(event.nama, ctx.lang))
  return page(
    <KatalogPage
      ctx={ctx}
      typed={typed}
      heading={heading}
      total={formatNumber(katalog.layanan.size + katalog.rujukan.size, ctx.lang)}
      rows={rows}
      isNarrowed={typed !== '' || peristiwa !== '' || unit !== ''}
      events={eventDoors(services, katalog, req, peristiwa)}
      units={unitDoors(services, katalog, req, unit)}
    />,
  )
}

type Entry = Layanan | Rujukan
type Choice = Readonly<{ typed: string; peristiwa: string; unit: string }>

function choose(katalog: Katalog, { typed, peristiwa, unit }: Choice): readonly Entry[] {
  const entry = (code: string) => katalog.layanan.get(code) ?? katalog.rujukan.get(code)
  if (typed !== '')
    return katalog.search(typed, RESULTS_MAX).flatMap(({ code }) => entry(code) ?? [])
  const all: readonly Entry[] = [...katalog.layanan.values(), ...katalog.rujukan.values()]
  if (peristiwa !== '')
    return byName(all.filter((one) => one.events?.includes(peristiwa) === true)).slice(0, LIST_MAX)
  if (unit === '') return []
  return byName(all.filter((one) => ownerOf(one) === unit)).slice(0, LIST_MAX)
}

function byName(list: readonly Entry[]): readonly Entry[] {
  return list.toSorted((a, b) => (wordsIn(a.name, 'id') < wordsIn(b.name, 'id') ? -1 : 1))
}

const CENTRE = 'pusat'
const ownerOf = (one: Entry): string => (one.schema === 'rujukan/1' ? CENTRE : one.owner)

function rowOf(services: Services, { ctx }: Req, one: Entry): ServiceRow {
  const shared = {
    href: `/layanan/${one.code}`,
    name: wordsIn(one.name, ctx.lang),
    summary: wordsIn(one.summary, ctx.lang),
  }
  if (one.schema === 'rujukan/1')
    return {
      ...shared,
      owner: wordsIn(one.agency, ctx.lang),
      promise: '',
      isCentral: true,
      isFree: true,
    }
  return {
    ...shared,
    owner: unitName(services, { ctx } as Req, one.owner),
    promise: promiseWords(promiseOf(one, perDay(services)), ctx.lang),
    isCentral: false,
    isFree: one.fee.kind === 'gratis',
  }
}

function perDay({ deps }: Services): number {
  return hoursPerDay(deps.reference.calendar(), deps.kit.today())
}

function unitName({ deps }: Services, { ctx }: Pick<Req, 'ctx'>, unit: string): string {
  const m = katalogMessages(ctx.lang)
  if (unit === 'desa') return m.village
  if (unit === 'kecamatan') return m.district
  if (unit === CENTRE) return m.isCentral
  return deps.reference.findUnit(unit)?.nama ?? unit
}

function eventDoors(
  services: Services,
  katalog: Katalog,
  { ctx }: Req,
  current: string,
): readonly Door[] {
  const counts = new Map<string, number>()
  for (const one of [...katalog.layanan.values(), ...katalog.rujukan.values()])
    for (const event of one.events ?? []) counts.set(event, (counts.get(event) ?? 0) + 1)
  return services.peristiwa
    .filter((one) => counts.has(one.kode))
    .map((one) => ({
      href: `/layanan?peristiwa=${one.kode}`,
      label: wordsIn(one.nama, ctx.lang),
      count: formatNumber(counts.get(one.kode) ?? 0, ctx.lang),
      isCurrent: one.kode === current,
    }))
}

function unitDoors(
  services: Services,
  katalog: Katalog,
  req: Req,
  current: string,
): readonly Door[] {
  const counts = new Map<string, number>()
  for (const one of [...katalog.layanan.values(), ...katalog.rujukan.values()])
    counts.set(ownerOf(one), (counts.get(ownerOf(one)) ?? 0) + 1)
  return [...counts]
    .map(([unit, count]) => ({
      href: `/layanan?instansi=${unit}`,
      label: unitName(services, req, unit),
      count: formatNumber(count, req.ctx.lang),
      isCurrent: unit === current,
    }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1))
}

async function showLayanan(services: Services, req: Req) {
  const katalog = await services.deps.layanan.katalog()
  const kode = (req.params.kode ?? '').toUpperCase()
  const rujukan = katalog.rujukan.get(kode)
  if (rujukan !== undefined) return page(rujukanView(req, rujukan))
  const layanan = katalog.layanan.get(kode)
  return layanan === undefined ? notFound : page(await layananView(services, req, layanan))
}

function rujukanView({ ctx }: Req, one: Rujukan) {
  const m = katalogMessages(ctx.lang)
  return (
    <RujukanPage
      ctx={ctx}
      name={wordsIn(one.name, ctx.lang)}
      summary={wordsIn(one.summary, ctx.lang)}
      agency={wordsIn(one.agency, ctx.lang)}
      url={one.url}
      here={one.here === undefined ? undefined : wordsIn(one.here, ctx.lang)}
      laws={one.lawBasis.map((law) => ({
        text: law.name,
        ...(law.isVerified ? {} : { note: m.unverified }),
      }))}
    />
  )
}

async function layananView(services: Services, req: Req, layanan: Layanan) {
  const { ctx } = req
  const { lang } = ctx
  const { kit } = services.deps
  const m = katalogMessages(lang)
  const day = perDay(services)
  const since = yearAgo(kit.today())
  const [lama, score, queueHref] = [
    await listLama(kit.db, [layanan.code], since),
    await services.scoreOf(layanan.code, lang),
    await services.queueHrefOf(layanan),
  ]
  const measured = measuredOf(lama, layanan.code)
  const standard = standardOf(layanan, {
    lang,
    hoursPerDay: day,
    words: standardWords(lang),
    on: kit.today(),
  })
  const { applicant } = layanan
  return (
    <LayananPage
      ctx={ctx}
      code={layanan.code}
      name={wordsIn(layanan.name, lang)}
      summary={wordsIn(layanan.summary, lang)}
      owner={unitName(services, req, layanan.owner)}
      promise={promiseWords(promiseOf(layanan, day), lang)}
      fee={standard.biaya.map((line) => line.text).join(' ')}
      actual={
        measured &&
        m.actualLine(
          hoursWords(measured.median, day, lang),
          hoursWords(measured.p90, day, lang),
          formatNumber(measured.count, lang),
        )
      }
      actualNet={measured && m.actualNet(hoursWords(measured.medianNet, day, lang))}
      onTime={undefined}
      who={applicant.who.map((one) => m.who[one]).join(', ')}
      delegates={
        applicant.delegate.length === 0
          ? ''
          : m.mayDelegate(applicant.delegate.map((one) => m.delegate[one]).join(', '))
      }
      assurance={m.assurance[applicant.assurance]}
      isOffline={layanan.offline}
      documents={standard.persyaratan}
      standard={standard}
      version={m.version(String(layanan.version), formatTanggal(layanan.effective.from, lang))}
      sk={layanan.standar.sk}
      satisfaction={score}
      queueHref={queueHref}
    />
  )
}

/** The first of the month twelve months ago: measures are kept by month. */
function yearAgo(today: string): string {
  return `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}-01`
}

function measuredOf(rows: readonly LamaRow[], kode: string) {
  const of = (ukuran: LamaRow['ukuran']) =>
    rows.filter((row) => row.kode === kode && row.ukuran === ukuran)
  return measure(of('total'), of('bersih'))
}

async function timeRows(services: Services, req: Pick<Req, 'ctx'>): Promise<readonly TimeRow[]> {
  const { kit, layanan } = services.deps
  const katalog = await layanan.katalog()
  const since = yearAgo(kit.today())
  const rekap = await listRekap(kit.db, since)
  const lama = await listLama(
    kit.db,
    rekap.map((row) => row.kode),
    since,
  )
  const byKode = new Map<string, LamaRow[]>()
  for (const row of lama) byKode.set(row.kode, [...(byKode.get(row.kode) ?? []), row])
  return rekap.flatMap((row) => {
    const one = katalog.layanan.get(row.kode)
    return one === undefined
      ? []
      : timeRow(services, req, { row, one, lama: byKode.get(row.kode) ?? [] })
  })
}

function timeRow(
  services: Services,
  { ctx }: Pick<Req, 'ctx'>,
  { row, one, lama }: Readonly<{ row: RekapRow; one: Layanan; lama: readonly LamaRow[] }>,
): readonly TimeRow[] {
  const { lang } = ctx
  const measured = measuredOf(lama, row.kode)
  if (measured === undefined) return []
  const day = perDay(services)
  const finished = row.terbit + row.ditolak + row.batal
  return [
    {
      href: `/layanan/${row.kode}`,
      name: wordsIn(one.name, lang),
      promise: promiseWords(promiseOf(one, day), lang),
      median: hoursWords(measured.median, day, lang),
      p90: hoursWords(measured.p90, day, lang),
      net: hoursWords(measured.medianNet, day, lang),
      onTime: finished === 0 ? '-' : formatPercent(row.tepat / finished, lang),
      count: formatNumber(finished, lang),
      refused: formatNumber(row.ditolak, lang),
      silent: formatNumber(row.fiktifPositif, lang),
    },
  ]
}

async function showTimes(services: Services, req: Req) {
  return page(<TimesPage ctx={req.ctx} rows={await timeRows(services, req)} />)
}

async function sendTimes(services: Services, req: Req) {
  const m = katalogMessages(req.ctx.lang)
  const rows = await timeRows(services, req)
  const { col } = m
  const header = [
    col.service,
    col.promise,
    col.median,
    col.p90,
    col.net,
    col.onTime,
    col.count,
    col.refused,
    col.silent,
  ]
  const lines = rows.map((row) => [
    row.name,
    row.promise,
    row.median,
    row.p90,
    row.net,
    row.onTime,
    row.count,
    row.refused,
    row.silent,
  ])
  return text([header, ...lines].map(writeCsvRow).join(''), 'text/csv; charset=utf-8', {
    headers: { 'content-disposition': 'attachment; filename="waktu-layanan.csv"' },
  })
}
