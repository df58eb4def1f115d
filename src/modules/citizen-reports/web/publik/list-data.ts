import { type TimeZone, tanggal, tanggalIn, zoneOf } from '../../../../kernel/date.ts'
import type { Keep } from '../../../../platform/kept.ts'
import { counterQuestionOf, filterEntries, type ListFilter } from '../../domain/list-filter.ts'
import { type Angka, addAngka, NOL, SUDUT } from '../../domain/rekap.ts'
import type { ListCursor, ListQuestion } from '../../store/list-conditions.ts'
import {
  countListed,
  countOverdue,
  type ListPageRows,
  type ListTotal,
  listPublic,
} from '../../store/list-store.ts'
import { listRekap, type RekapQuestion } from '../../store/rekap-store.ts'
import type { CitizenReports } from '../../types.ts'
import { loadMap, type MapData } from './map-data.ts'

export const PAGE_SIZE = 20

export type ListData = Readonly<{
  found: ListPageRows
  total: ListTotal
  map: MapData
  year: Readonly<{ angka: Angka; filter: ListFilter }>
}>

/** Counters of one side, added up. */
export async function sumRekap({ deps }: CitizenReports, question: RekapQuestion): Promise<Angka> {
  return (await listRekap(deps.kit.db, question)).reduce<Angka>(addAngka, NOL)
}

/** How many cases fit: from the counters where they know, else by looking at a bounded number. */
export async function totalOf(reports: CitizenReports, question: ListQuestion): Promise<ListTotal> {
  const side = counterQuestionOf(question.filter)
  if (side === undefined) return countListed(reports.deps.kit.db, question)
  const angka = await sumRekap(reports, { ...side, zona: question.zone })
  return { jumlah: side.count(angka), isExact: true }
}

export type ListAsk = Readonly<{
  filter: ListFilter
  after: ListCursor | undefined
  now: Date
  /** Of the counters, as just read. */
  version: string
}>

/**
 * One page of the list with its number and its map. What no visitor's words or position make special
 * is kept until something published changes.
 */
export async function loadList(
  reports: CitizenReports,
  keep: Keep,
  { filter, after, now, version }: ListAsk,
): Promise<ListData> {
  const zone = zoneOf(reports.deps.kit.region())
  const question: ListQuestion = { filter, zone, now, after, limit: PAGE_SIZE }
  const load = async (): Promise<ListData> => {
    const found = await listPublic(reports.deps.kit.db, question)
    const total = await totalIn(reports, question, found)
    const map = await loadMap(reports, question, found.rows)
    return { found, total, map, year: await loadYear(reports, zone, now) }
  }
  if (!isCommon(filter, after) || filter.status === 'lewat') return load()
  const day = tanggalIn(zone, now)
  return keep({ key: JSON.stringify(['list', day, filterEntries(filter)]), version }, load)
}

/** A first page that no visitor's words or position make special. */
export function isCommon(filter: ListFilter, after: ListCursor | undefined): boolean {
  return after === undefined && filter.q === undefined && filter.kotak === undefined
}

/** What was counted while the page was read, or what a first page tells, needs no counting. */
async function totalIn(
  reports: CitizenReports,
  question: ListQuestion,
  found: ListPageRows,
): Promise<ListTotal> {
  if (found.total !== undefined) return found.total
  const side = counterQuestionOf(question.filter)
  const isWhole = question.after === undefined && !found.hasMore
  return isWhole && (found.cut === undefined || side === undefined)
    ? { jumlah: found.rows.length, isExact: found.cut === undefined }
    : totalOf(reports, question)
}

async function loadYear(
  reports: CitizenReports,
  zone: TimeZone,
  now: Date,
): Promise<ListData['year']> {
  const year = tanggalIn(zone, now).slice(0, 4)
  const dari = tanggal(`${year}-01-01`)
  const angka = await sumRekap(reports, { sudut: SUDUT.semua, dari, zona: zone })
  return { angka, filter: { dari } }
}

/** Cases past their promise at this moment. */
export function loadOverdue({ deps }: CitizenReports, now: Date): Promise<ListTotal> {
  return countOverdue(deps.kit.db, now)
}
