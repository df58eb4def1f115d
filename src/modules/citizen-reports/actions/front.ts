import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { addDays, addMonths, monthOf, tanggalIn, zoneOf } from '../../../kernel/date.ts'
import { createKeep } from '../../../platform/kept.ts'
import type { Deps } from '../deps.ts'
import { findKategori, withoutAsking } from '../domain/find-kategori.ts'
import type { Kategori } from '../domain/katalog.ts'
import { isClosed } from '../domain/laporan.ts'
import { type ListFilter, listAddress } from '../domain/list-filter.ts'
import { type Angka, addAngka, NOL, SUDUT } from '../domain/rekap.ts'
import { searchQuestion } from '../domain/search-words.ts'
import {
  countOverdue,
  type ListRow,
  type ListTotal,
  listPublic,
  listPublished,
} from '../store/list-store.ts'
import { findUnsent, listOwnLaporan, type OwnRow } from '../store/own-store.ts'
import { listRekap } from '../store/rekap-store.ts'
import type { Counters } from './counters.ts'

/** `deviceId` is absent for a browser that never filled in a form: it can have no draft. */
export type Visitor = Readonly<{ actor: Actor; deviceId: string | undefined; now: Date }>

/** What the front page tells: what this visitor left unfinished, the newest cases, and how promises are kept. */
export type Front = Readonly<{
  draft: Readonly<{ judul: string | null; updatedAt: Date }> | undefined
  own: readonly OwnRow[]
  latest: readonly ListRow[]
  /** Twelve months, and the list of the cases counted. */
  year: Readonly<{ angka: Angka; filter: ListFilter }>
  overdue: ListTotal
}>

export type Found = Readonly<{ kategori: readonly Kategori[]; laporan: readonly ListRow[] }>

export type FrontReader = Readonly<{
  front: (visitor: Visitor) => Promise<Front>
  /** A text that differs after every change of what the front page shows to everyone. */
  version: () => Promise<string>
  /** A report this browser began and never sent. */
  draftOf: (visitor: Omit<Visitor, 'now'>) => Promise<Front['draft']>
  /** Reports and categories that a search means. */
  search: (typed: string, now: Date) => Promise<Found>
  /** The address of the list with these filters. */
  listAddress: (filter: ListFilter) => string
}>

const LATEST = 5
const OWN_READ = 8
const OWN_SHOWN = 2
const FOUND = 5
/** The newest cases are looked for in the last so many days first, and in all only when these hold too few. */
const FOUND_WITHIN_DAYS = 30
const KATEGORI_FOUND = 4

/** Reads for the front door. What is the same for everyone is kept until something published changes. */
export function createFront(deps: Deps, counters: Counters): FrontReader {
  const keep = createKeep(4)
  const { kit, katalog } = deps
  const draftOf: FrontReader['draftOf'] = async ({ actor, deviceId }) =>
    deviceId === undefined
      ? undefined
      : findUnsent(kit.db, {
          perangkat: deviceId,
          akunId: isSignedIn(actor) ? actor.accountId : null,
        })
  const shared = async (now: Date) => {
    const zona = zoneOf(kit.region())
    const dari = addMonths(monthOf(tanggalIn(zona, now)), -11)
    const version = await counters.fresh()
    return keep({ key: dari, version }, async () => {
      const months = await listRekap(kit.db, { sudut: SUDUT.semua, zona, dari })
      const angka = months.reduce<Angka>(addAngka, NOL)
      return {
        latest: await listPublished(kit.db, { limit: LATEST }),
        year: { angka, filter: { dari } },
      }
    })
  }
  const findNewest = async (q: string, now: Date) => {
    const zone = zoneOf(kit.region())
    const dari = addDays(tanggalIn(zone, now), -FOUND_WITHIN_DAYS)
    const look = async (filter: ListFilter) =>
      (await listPublic(kit.db, { filter, zone, now, limit: FOUND })).rows
    const recent = await look({ q, dari })
    return recent.length === FOUND ? recent : look({ q })
  }
  return {
    listAddress: (filter) => listAddress(filter),
    version: counters.fresh,
    draftOf,
    front: async ({ actor, deviceId, now }) => ({
      ...(await shared(now)),
      overdue: await countOverdue(kit.db, now),
      own: isSignedIn(actor) ? await openOwn(deps, actor.accountId) : [],
      draft: await draftOf({ actor, deviceId }),
    }),
    search: async (typed, now) => {
      const { daun } = await katalog.get()
      const q = withoutAsking(typed)
      const laporan = searchQuestion(q) === undefined ? [] : await findNewest(q, now)
      return { kategori: findKategori(daun, typed, KATEGORI_FOUND), laporan }
    },
  }
}

/** A visitor's newest cases that still wait for something. */
async function openOwn({ kit }: Deps, akunId: string): Promise<readonly OwnRow[]> {
  const own = await listOwnLaporan(kit.db, { akunId, after: undefined, limit: OWN_READ })
  return own.filter((row) => !isClosed(row.status)).slice(0, OWN_SHOWN)
}
