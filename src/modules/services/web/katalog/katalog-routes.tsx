import { writeCsvRow } from '../../../../platform/csv/write-csv.ts'
import { notFound, page, text } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatNumber, formatPercent, formatTanggal } from '../../../../ui/format.ts'
import type { Katalog } from '../../actions/layanan-keeper.ts'
import { measuredTimes, yearAgo } from '../../actions/measured-times.ts'
import type { Measured } from '../../domain/catalogue/measured.ts'
import { promiseOf, standardOf } from '../../domain/catalogue/standard.ts'
import { isRoundClock } from '../../domain/clock.ts'
import { type Layanan, type Rujukan, wordsIn } from '../../domain/definition/types.ts'
import { katalogMessages } from '../../messages/index.ts'
import { listRekap, type RekapRow } from '../../store/rekap-store.ts'
import type { Services } from '../../types.ts'
import { hoursWords, promiseWords, standardWords } from '../words.ts'
import { choose, type Entry, ownerOf, perDay, unitName } from './entries.ts'
import { type Door, KatalogPage, type ServiceRow } from './katalog.page.tsx'
import { LayananPage, RujukanPage } from './layanan.page.tsx'
import { type TimeRow, TimesPage } from './times.page.tsx'

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
      : m.allOf(
          event === undefined ? unitName(services, ctx.lang, unit) : wordsIn(event.nama, ctx.lang),
        )
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
    owner: unitName(services, ctx.lang, one.owner),
    promise: promiseWords(promiseOf(one, perDay(services)), ctx.lang),
    isCentral: false,
    isFree: one.fee.kind === 'gratis',
  }
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
      label: unitName(services, req.ctx.lang, unit),
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
  const [times, score, queues] = [
    await measuredTimes(services.deps, [layanan.code]),
    await services.scoreOf(layanan.code, lang),
    await services.queuesOf(layanan),
  ]
  const measured = times.get(layanan.code)
  const standard = standardOf(layanan, {
    lang,
    hoursPerDay: day,
    words: standardWords(lang),
    on: kit.today(),
  })
  const { applicant } = layanan
  const clock = { perDay: day, isRound: isRoundClock(layanan.workflow) }
  return (
    <LayananPage
      ctx={ctx}
      code={layanan.code}
      name={wordsIn(layanan.name, lang)}
      summary={wordsIn(layanan.summary, lang)}
      owner={unitName(services, lang, layanan.owner)}
      promise={promiseWords(promiseOf(layanan, day), lang)}
      fee={standard.biaya.map((line) => line.text).join(' ')}
      actual={measured && actualWords(measured, clock, lang)}
      actualNet={measured && m.actualNet(hoursWords(measured.medianNet, clock, lang))}
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
      queues={queues}
    />
  )
}

/** Of a handful, nine in ten says nothing. */
const TOLD_FROM = 5

function actualWords(
  { median, p90, count }: Readonly<{ median: number; p90: number; count: number }>,
  clock: Parameters<typeof hoursWords>[1],
  lang: 'id' | 'en',
): string {
  const m = katalogMessages(lang)
  const half = hoursWords(median, clock, lang)
  const total = formatNumber(count, lang)
  return count < TOLD_FROM
    ? m.actualFew(half, total)
    : m.actualLine(half, hoursWords(p90, clock, lang), total)
}

async function timeRows(services: Services, req: Pick<Req, 'ctx'>): Promise<readonly TimeRow[]> {
  const { kit, layanan } = services.deps
  const katalog = await layanan.katalog()
  const rekap = await listRekap(kit.db, yearAgo(kit.today()))
  const times = await measuredTimes(
    services.deps,
    rekap.map((row) => row.kode),
  )
  return rekap.flatMap((row) => {
    const one = katalog.layanan.get(row.kode)
    const measured = times.get(row.kode)
    return one === undefined || measured === undefined
      ? []
      : timeRow(services, req, { row, one, measured })
  })
}

function timeRow(
  services: Services,
  { ctx }: Pick<Req, 'ctx'>,
  { row, one, measured }: Readonly<{ row: RekapRow; one: Layanan; measured: Measured }>,
): readonly TimeRow[] {
  const { lang } = ctx
  const day = perDay(services)
  const clock = { perDay: day, isRound: isRoundClock(one.workflow) }
  const finished = row.terbit + row.ditolak + row.batal
  return [
    {
      href: `/layanan/${row.kode}`,
      name: wordsIn(one.name, lang),
      promise: promiseWords(promiseOf(one, day), lang),
      median: hoursWords(measured.median, clock, lang),
      p90: hoursWords(measured.p90, clock, lang),
      net: hoursWords(measured.medianNet, clock, lang),
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
