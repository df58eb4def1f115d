import { grantsOf } from '../../../kernel/actor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import {
  type Answer,
  text as answerText,
  bytes,
  notFound,
  redirect,
} from '../../../platform/http/answer.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatNumber } from '../../../ui/format.ts'
import { decideWarna } from '../domain/colours.ts'
import { seenOf } from '../domain/seen.ts'
import type { DaerahIsian, JamKantorIsian, LiburIsian } from '../domain/settings.ts'
import { messagesIn } from '../messages/index.ts'
import {
  addLibur,
  confirmYear,
  importYear,
  type RowProblem,
  removeLibur,
  type SettingsDeps,
  saveDaerah,
  saveJamKantor,
} from '../settings-actions.ts'
import { listJamKantor, listLibur, listUnitRiwayat, readCalendar, readRegion } from '../store.ts'
import type { Warna } from '../types.ts'
import { done, get, HOME, post, query, refusedTo, show, text, viewOf } from './edge.ts'
import {
  DAERAH,
  DaerahPage,
  HistoryPage,
  KALENDER,
  SettingsHomePage,
  YearPage,
  YearsPage,
} from './settings.page.tsx'
import { unitRoutes } from './unit-routes.tsx'

const CSV_LIMIT_BYTES = 1024 * 1024
const PAGE_SIZE = 30

/** Settings of the region, the public page of an agency, and the sheet with the region's colours. */
export function referenceRoutes(deps: SettingsDeps): readonly Route[] {
  return [
    get('', (req) => showHome(deps, req), { roles: ['admin', 'operator-aduan'] }),
    ...unitRoutes(deps),
    ...calendarRoutes(deps),
    get('/daerah', (req) => showDaerah(deps, req)),
    post('/daerah', (req) => takeDaerah(deps, req)),
    post('/daerah/jam-kantor', (req) => takeHours(deps, req)),
    post('/daerah/jam-kantor/hapus', async (req) => {
      const order = { step: { remove: text(req, 'mulai') }, seen: text(req, 'dilihat') }
      const removed = await saveJamKantor(deps, signedInOf(req), order)
      return removed.ok ? done(req, DAERAH) : refusedTo(req, DAERAH, removed)
    }),
    get('/riwayat', (req) => showHistory(deps, req)),
    {
      method: 'GET',
      url: '/warna/:warna',
      access: 'public',
      kind: 'page',
      handle: (req) => colourSheet(req.params.warna ?? ''),
    },
  ]
}

/** Only colours that pass the contrast guard are ever served, whoever asks. */
function colourSheet(name: string): Answer {
  const parts = /^([0-9a-f]{6})-([0-9a-f]{6})-([0-9a-f]{6})\.css$/.exec(name)
  if (parts === null) return notFound
  const [merek, merekTua, padi] = parts.slice(1).map((part) => `#${part}`)
  const sound = decideWarna({ merek: merek ?? '', merekTua: merekTua ?? '', padi: padi ?? '' })
  if (!sound.ok) return notFound
  const sheet = `:root{--merek:${merek};--merek-tua:${merekTua};--padi:${padi}}`
  return answerText(sheet, 'text/css; charset=utf-8', {
    headers: { 'cache-control': 'public, max-age=31536000, immutable' },
  })
}

async function showHome({ kit, reference }: SettingsDeps, req: Req): Promise<Answer> {
  const m = messagesIn(req.ctx.lang)
  const isAdmin = grantsOf(req.actor).some(({ role }) => role === 'admin')
  const active = reference.units().filter((unit) => unit.isActive).length
  const { years } = await readCalendar(kit.db)
  const loaded = years.map(({ tahun }) => tahun).join(', ') || m.notes.none
  const door = (path: string, label: string, note = '') => ({
    href: path.startsWith('/') ? path : `${HOME}/${path}`,
    label,
    note,
  })
  const admins = [
    door('unit', m.doors.unit, m.notes.unit(formatNumber(active, req.ctx.lang))),
    door('kalender', m.doors.kalender, m.notes.kalender(loaded)),
    door('daerah', m.doors.daerah, req.ctx.region.name),
    door('pengguna', m.doors.pengguna),
    door('permintaan-data', m.doors.permintaan),
    door('kiriman', m.doors.kiriman),
    door('antrean', m.doors.antrean),
    door('riwayat', m.doors.riwayat),
  ]
  const doors = [
    door('/kerja/katalog', m.doors.katalog),
    ...(isAdmin ? admins : []),
    door('tugas-pengganti', m.doors.tugas),
  ]
  return show(<SettingsHomePage {...viewOf(req)} doors={doors} />)
}

function calendarRoutes(deps: SettingsDeps): readonly Route[] {
  const { kit } = deps
  const year = (req: Req) => {
    const text = req.params.tahun ?? ''
    const tahun = Number(text)
    return /^\d{4}$/.test(text) && tahun >= 2000 && tahun <= 2100 ? tahun : undefined
  }
  const withYear = (handle: (req: Req, tahun: number) => Promise<Answer>): Route['handle'] => {
    return (req) => {
      const tahun = year(req)
      return tahun === undefined ? notFound : handle(req, tahun)
    }
  }
  return [
    get('/kalender', (req) => showYears(deps, req)),
    get(
      '/kalender/:tahun',
      withYear((req, tahun) => showYear(deps, req, { tahun })),
    ),
    get(
      '/kalender/:tahun/unduh',
      withYear(async (_req, tahun) => {
        const columns = (['tanggal', 'nama', 'jenis', 'dasar'] as const).map((header) => ({
          header,
          value: (row: Awaited<ReturnType<typeof listLibur>>[number]) => row[header],
        }))
        let sheet = ''
        for await (const piece of csvStream(await listLibur(kit.db, tahun), columns)) sheet += piece
        return bytes(new TextEncoder().encode(sheet), 'text/csv; charset=utf-8', {
          'content-disposition': `attachment; filename="hari-libur-${tahun}.csv"`,
        })
      }),
    ),
    post(
      '/kalender/:tahun',
      withYear(async (req, tahun) => {
        const isian = {
          tanggal: text(req, 'tanggal'),
          nama: text(req, 'nama'),
          jenis: text(req, 'jenis'),
          dasar: text(req, 'dasar'),
        }
        const added = await addLibur(deps, signedInOf(req), { tahun, isian })
        if (added.ok) return done(req, `${KALENDER}/${tahun}`)
        return showYear(deps, req, { tahun, isian, refusals: added.refusals })
      }),
    ),
    post(
      '/kalender/:tahun/hapus',
      withYear(async (req, tahun) => {
        const order = { tahun, tanggal: text(req, 'tanggal'), nama: text(req, 'nama') }
        const removed = await removeLibur(deps, signedInOf(req), order)
        const to = `${KALENDER}/${tahun}`
        return removed.ok ? done(req, to) : refusedTo(req, to, removed)
      }),
    ),
    post(
      '/kalender/:tahun/muat',
      withYear((req, tahun) => takeYear(deps, req, tahun)),
      CSV_LIMIT_BYTES,
    ),
    post(
      '/kalender/:tahun/resmi',
      withYear(async (req, tahun) => {
        const confirmed = await confirmYear(deps, signedInOf(req), tahun)
        const to = `${KALENDER}/${tahun}`
        if (!confirmed.ok) return refusedTo(req, to, confirmed)
        return done(req, to, messagesIn(req.ctx.lang).kalender.confirmed)
      }),
    ),
  ]
}

async function showYears({ kit }: SettingsDeps, req: Req): Promise<Answer> {
  const wanted = query(req, 'tahun')
  const isYear = /^20\d\d$|^2100$/.test(wanted)
  if (isYear) return redirect(`${KALENDER}/${wanted}`)
  const { badYear } = messagesIn(req.ctx.lang).kalender
  const refusals: readonly Refusal[] =
    wanted === '' ? [] : [{ code: 'TAHUN_TIDAK_SAH', message: badYear, field: 'tahun' }]
  const { years, hariLibur } = await readCalendar(kit.db)
  const shown = years.toReversed().map(({ tahun, status }) => {
    const own = hariLibur.filter(({ tanggal }) => tanggal.startsWith(`${tahun}-`))
    const isForecast = own.some(({ jenis }) => jenis === 'prakiraan')
    return { tahun, status: isForecast ? ('prakiraan' as const) : status, days: own.length }
  })
  return show(<YearsPage {...viewOf(req, refusals)} years={shown} />, refusals)
}

type YearView = Readonly<{
  tahun: number
  isian?: LiburIsian
  refusals?: readonly Refusal[]
  problems?: readonly RowProblem[]
}>

async function showYear({ kit }: SettingsDeps, req: Req, year: YearView): Promise<Answer> {
  const { tahun, refusals = [], problems = [] } = year
  const days = await listLibur(kit.db, tahun)
  const known = (await readCalendar(kit.db)).years.find((one) => one.tahun === tahun)
  const isForecast = days.some(({ jenis }) => jenis === 'prakiraan')
  const view = (
    <YearPage
      {...viewOf(req, refusals)}
      tahun={tahun}
      status={isForecast ? 'prakiraan' : (known?.status ?? 'prakiraan')}
      days={days}
      isian={year.isian ?? { tanggal: '', nama: '', jenis: 'libur_daerah', dasar: '' }}
      problems={problems}
    />
  )
  const isRefused = refusals.length > 0 || problems.length > 0
  return { kind: 'page', view, status: isRefused ? 422 : 200 }
}

async function takeYear(deps: SettingsDeps, req: Req, tahun: number): Promise<Answer> {
  const m = messagesIn(req.ctx.lang).kalender
  const file = req.files.find(({ field }) => field === 'berkas')
  if (file === undefined || file.bytes.length === 0) {
    const refusals = [{ code: 'BERKAS_KOSONG', message: m.noFile, field: 'berkas' }]
    return showYear(deps, req, { tahun, refusals })
  }
  const loaded = await importYear(deps, signedInOf(req), { tahun, bytes: file.bytes })
  const to = `${KALENDER}/${tahun}`
  if (!loaded.ok) return refusedTo(req, to, loaded)
  const { problems, days } = loaded.value
  if (problems.length > 0) return showYear(deps, req, { tahun, problems })
  return done(req, to, m.loaded(String(days)))
}

/** The house's own colours, shown where a region has none. */
const HOUSE: Warna = { merek: '#0b4a3c', merekTua: '#073529', padi: '#f5c33b' }

type DaerahView = Readonly<{
  refusals?: readonly Refusal[]
  daerah?: Readonly<{ isian: DaerahIsian; warna: Warna; isOwn: boolean }>
  hours?: JamKantorIsian
}>

const NO_HOURS: JamKantorIsian = { berlakuMulai: '', buka: '', tutup: '', dasar: '' }

async function showDaerah(
  { kit }: SettingsDeps,
  req: Req,
  { refusals = [], daerah, hours: hoursIsian = NO_HOURS }: DaerahView = {},
): Promise<Answer> {
  const setting = await readRegion(kit.db)
  const hours = await listJamKantor(kit.db)
  const stored = {
    isian: setting ?? { name: '', shortName: '', domain: '' },
    warna: setting?.warna ?? HOUSE,
    isOwn: setting?.warna !== undefined,
  }
  return show(
    <DaerahPage
      {...viewOf(req, refusals)}
      {...(daerah ?? stored)}
      seen={seenOf(setting)}
      hasRegion={setting !== undefined}
      hours={hours}
      hoursSeen={seenOf(hours)}
      hoursIsian={hoursIsian}
    />,
    refusals,
  )
}

async function takeHours(deps: SettingsDeps, req: Req): Promise<Answer> {
  const hours: JamKantorIsian = {
    berlakuMulai: text(req, 'mulai'),
    buka: text(req, 'buka'),
    tutup: text(req, 'tutup'),
    dasar: text(req, 'dasar'),
  }
  const order = { step: hours, seen: text(req, 'dilihat') }
  const saved = await saveJamKantor(deps, signedInOf(req), order)
  if (saved.ok) return done(req, DAERAH)
  return showDaerah(deps, req, { refusals: saved.refusals, hours })
}

async function takeDaerah(deps: SettingsDeps, req: Req): Promise<Answer> {
  const isian: DaerahIsian = {
    name: text(req, 'name'),
    shortName: text(req, 'shortName'),
    domain: text(req, 'domain').toLowerCase(),
  }
  const warna: Warna = {
    merek: text(req, 'merek'),
    merekTua: text(req, 'merekTua'),
    padi: text(req, 'padi'),
  }
  const isOwn = text(req, 'warna') === 'ya'
  const order = { isian, warna: isOwn ? warna : undefined, seen: text(req, 'dilihat') }
  const saved = await saveDaerah(deps, signedInOf(req), order)
  if (saved.ok) return done(req, DAERAH)
  return showDaerah(deps, req, { refusals: saved.refusals, daerah: { isian, warna, isOwn } })
}

async function showHistory({ kit }: SettingsDeps, req: Req): Promise<Answer> {
  const kode = query(req, 'kode')
  const key = readKeyset(query(req, 'sesudah'))
  const after = key && { waktu: key.at, id: key.id }
  const found = await listUnitRiwayat(kit.db, {
    limit: PAGE_SIZE + 1,
    ...(kode === '' ? {} : { kode }),
    ...(after === undefined ? {} : { after }),
  })
  const rows = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? rows.at(-1) : undefined
  const own = kode === '' ? '' : `kode=${encodeURIComponent(kode)}&`
  const next =
    last === undefined
      ? undefined
      : `${HOME}/riwayat?${own}sesudah=${last.waktu.getTime()}_${last.id}`
  const first = after === undefined ? undefined : `${HOME}/riwayat?${own}`
  return show(<HistoryPage {...viewOf(req)} rows={rows} nextHref={next} firstHref={first} />)
}
