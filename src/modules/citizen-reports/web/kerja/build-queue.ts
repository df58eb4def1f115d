import { hasRole } from '../../../../kernel/actor.ts'
import { formatNomor } from '../../../../kernel/nomor.ts'
import { transaction } from '../../../../platform/db/database.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { formatNumber } from '../../../../ui/format.ts'
import type { SavedView } from '../../../../ui/index.ts'
import { MASSAL } from '../../actions/act-on-many.ts'
import { placeOf } from '../../actions/fill-message.ts'
import {
  lingkupOf,
  type Pandangan,
  pandanganOf,
  readSaringan,
  type Saringan,
  writeKunci,
  writeSaringan,
} from '../../domain/antrean.ts'
import type { Katalog } from '../../domain/katalog.ts'
import { mayRead, TRANSITIONS } from '../../domain/transitions.ts'
import { kerjaMessages, laporanMessages } from '../../messages/index.ts'
import {
  ANTREAN_COUNT_MAX,
  type AntreanRow,
  countAntrean,
  listAntrean,
} from '../../store/antrean-store.ts'
import { readJudulRahasia } from '../../store/kerja-store.ts'
import { findLaporanByNomor, findOneOfNomor } from '../../store/laporan-store.ts'
import { listTampilan, type Tampilan } from '../../store/tampilan-store.ts'
import type { CitizenReports } from '../../types.ts'
import { statusTagOf } from '../labels.ts'
import type { QueuePageProps, QueueRow } from './antrean.page.tsx'
import { buildPreview, kasusHref } from './build-preview.ts'
import { filtersOf } from './queue-filters.ts'
import { keyIn, openKasus, questionOf } from './read-kasus.ts'
import { actingNotes, flagsOf, shortNomor, timeLeftOf } from './words.ts'

const PAGE_SIZE = 25

/** Everything the queue page shows, whatever its size: a page of rows, bounded counts, one preview. */
export async function readQueue(
  reports: CitizenReports,
  req: Req,
): Promise<Omit<QueuePageProps, 'refusals'>> {
  const { deps } = reports
  const views = pandanganOf(req.actor)
  const saringan = readSaringan(textFields(req), views)
  const address = writeSaringan(saringan)
  const own = await listTampilan(deps.kit.db, lingkupOf(req.actor).accountId)
  const counts = await countViews(reports, req, { views, own, saringan })
  const { rows, links } = await readPage(reports, req, saringan)
  const table = await tableRows(reports, req, { rows, address })
  const wanted = fieldText(req.query, 'lihat').toUpperCase()
  const current = table.find((row) => row.nomor === wanted)?.nomor ?? table[0]?.nomor
  const opened = current === undefined ? undefined : await openKasus(reports, req, current)
  const m = kerjaMessages(req.ctx.lang)
  const katalog = await deps.katalog.get()
  return {
    ctx: req.ctx,
    viewName: m.views[saringan.pandangan],
    views: tabsOf(req, { views, own, counts, address }),
    ownViewId: own.find((one) => one.saringan === address)?.id,
    filters: filtersOf(reports, req, { saringan, katalog }),
    rows: table,
    current,
    preview:
      opened === undefined
        ? undefined
        : await buildPreview(reports, req, { opened, antrean: address }),
    holderHeader: m.queue.columns[showsUnit(req) ? 'unit' : 'petugas'],
    bulk: bulkOf(req),
    shown: m.queue.of(
      formatNumber(table.length, req.ctx.lang),
      countText(req, counts.current ?? table.length),
    ),
    links,
    notes: actingNotes(req.ctx, req.actor, deps.reference),
  }
}

function textFields(req: Req): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(req.query).map((name) => [name, fieldText(req.query, name)]),
  )
}

function showsUnit(req: Req): boolean {
  return lingkupOf(req.actor).isRegionWide
}

/** A number as it is read from a slip, whole or only its serial; secret ones only for who may read. */
export async function findNumber(
  { deps }: CitizenReports,
  req: Req,
  typed: string,
): Promise<string | undefined> {
  const serial = /^\d{1,6}$/.exec(typed)?.[0]
  const year = Number(deps.kit.today().slice(0, 4))
  if (serial !== undefined && Number(serial) > 0) {
    const asked = ['ADU', 'ASP', 'INF'].flatMap((prefix) =>
      [year, year - 1].map((one) => formatNomor({ prefix, year: one, serial: Number(serial) })),
    )
    return findOneOfNomor(deps.kit.db, asked)
  }
  if (!/^[A-Za-z]{3}-/.test(typed)) return undefined
  const found = await findLaporanByNomor(deps.kit.db, typed.toUpperCase())
  return found !== undefined && mayRead(found, req.actor) ? found.nomor : undefined
}

type Counting = Readonly<{
  views: readonly Pandangan[]
  own: readonly Tampilan[]
  saringan: Saringan
}>
type Counts = Readonly<{ byHref: ReadonlyMap<string, number>; current: number | undefined }>

async function countViews(
  { deps }: CitizenReports,
  req: Req,
  { views, own, saringan }: Counting,
): Promise<Counts> {
  const asked = [
    ...views.map((pandangan): Saringan => ({ pandangan })),
    ...own.map((one) => readSaringan(Object.fromEntries(new URLSearchParams(one.saringan)), views)),
    saringan,
  ]
  const addresses = [...new Set(asked.map(writeSaringan))]
  const questions = addresses.map((address) =>
    questionOf(req, readSaringan(Object.fromEntries(new URLSearchParams(address)), views)),
  )
  const found = await countAntrean(deps.kit.db, questions)
  const byHref = new Map(addresses.map((address, index) => [address, found[index] ?? 0]))
  return { byHref, current: byHref.get(writeSaringan(saringan)) }
}

function countText(req: Req, count: number): string {
  return count >= ANTREAN_COUNT_MAX
    ? kerjaMessages(req.ctx.lang).queue.more
    : formatNumber(count, req.ctx.lang)
}

/** On a tab there is room for a number only. */
function tabCount(req: Req, count: number): string {
  return count >= ANTREAN_COUNT_MAX ? '999+' : formatNumber(count, req.ctx.lang)
}

const HOT: readonly Pandangan[] = ['lewat', 'eskalasi', 'rahasia']

type Tabs = Readonly<{
  views: readonly Pandangan[]
  own: readonly Tampilan[]
  counts: Counts
  address: string
}>

function tabsOf(req: Req, { views, own, counts, address }: Tabs): readonly SavedView[] {
  const m = kerjaMessages(req.ctx.lang).tabs
  const tab = (label: string, query: string, isHot: boolean): SavedView => {
    const count = counts.byHref.get(query) ?? 0
    return {
      href: `/kerja/laporan?${query}`,
      label,
      count: tabCount(req, count),
      isCurrent: query === address,
      isHot: isHot && count > 0,
    }
  }
  return [
    ...views.map((one) => tab(m[one], writeSaringan({ pandangan: one }), HOT.includes(one))),
    ...own.map((one) => tab(one.nama, one.saringan, false)),
  ]
}

function bulkOf(req: Req): QueuePageProps['bulk'] {
  return MASSAL.filter(
    (tindakan) =>
      tindakan !== 'pisah' &&
      TRANSITIONS.some(
        (one) => one.tindakan === tindakan && one.roles.some((role) => hasRole(req.actor, role)),
      ),
  )
}

async function readPage({ deps }: CitizenReports, req: Req, saringan: Saringan) {
  const [after, before] = [keyIn(req, 'sesudah'), keyIn(req, 'sebelum')]
  const isBack = after === undefined && before !== undefined
  const found = await listAntrean(deps.kit.db, questionOf(req, saringan), {
    ...(after === undefined ? {} : { after }),
    ...(isBack ? { before } : {}),
    limit: PAGE_SIZE + 1,
  })
  const isMore = found.length > PAGE_SIZE
  const rows = isBack ? found.slice(-PAGE_SIZE) : found.slice(0, PAGE_SIZE)
  const address = writeSaringan(saringan)
  const [first, last] = [rows[0], rows.at(-1)]
  const hasNext = isBack ? true : isMore
  const hasPrevious = isBack ? isMore : after !== undefined
  const href = (name: string, row: AntreanRow) =>
    `/kerja/laporan?${address}&${name}=${encodeURIComponent(writeKunci(row))}`
  return {
    rows,
    links: {
      ...(hasPrevious && first ? { previousHref: href('sebelum', first) } : {}),
      ...(hasNext && last ? { nextHref: href('sesudah', last) } : {}),
      ...(hasPrevious ? { firstHref: `/kerja/laporan?${address}` } : {}),
    },
  }
}

type Table = Readonly<{ rows: readonly AntreanRow[]; address: string }>

async function tableRows(
  { deps }: CitizenReports,
  req: Req,
  { rows, address }: Table,
): Promise<readonly QueueRow[]> {
  const { db } = deps.kit
  const secret = rows.filter((row) => row.isRahasia).map((row) => row.id)
  const titles =
    secret.length === 0
      ? new Map<string, string>()
      : await transaction(db, (tx) => readJudulRahasia(tx, secret))
  const isByUnit = showsUnit(req)
  const names = isByUnit
    ? new Map<string, string>()
    : await deps.identity.namesOf(
        db,
        rows.flatMap((row) => row.petugasId ?? []),
      )
  const katalog = await deps.katalog.get()
  return rows.map((row) =>
    queueRow({ deps, req, katalog, address }, row, {
      judul: titles.get(row.id) ?? row.judul,
      petugas: row.petugasId === null ? undefined : names.get(row.petugasId),
      isByUnit,
    }),
  )
}

type Around = Readonly<{
  deps: CitizenReports['deps']
  req: Req
  katalog: Katalog
  address: string
}>
type Named = Readonly<{ judul: string; petugas: string | undefined; isByUnit: boolean }>

function queueRow(
  { deps, req, katalog, address }: Around,
  row: AntreanRow,
  named: Named,
): QueueRow {
  const { ctx } = req
  const m = kerjaMessages(ctx.lang)
  const unit = row.unitKode === null ? undefined : deps.reference.findUnit(row.unitKode)
  const kategori = katalog.kategori.get(row.kategoriKode)
  return {
    nomor: row.nomor,
    shortNomor: shortNomor(row.nomor),
    judul: named.judul,
    place: row.isRahasia ? m.flags.rahasia : placeOf(deps, row),
    kategori: kategori?.nama[ctx.lang] ?? row.kategoriKode,
    kanal: laporanMessages(ctx.lang).kanal[row.kanal],
    tag: statusTagOf(ctx, row.status),
    flags: flagsOf(ctx, row),
    time: timeLeftOf(ctx, row, deps.reference.calendar()),
    holder: named.isByUnit
      ? (unit?.singkatan ?? m.queue.noUnit)
      : (named.petugas ?? m.queue.nobody),
    supporters: formatNumber(row.jumlahDukungan, ctx.lang),
    href: kasusHref(row.nomor, address),
    previewHref: `/kerja/laporan?${address}&lihat=${row.nomor}#pratinjau`,
  }
}
