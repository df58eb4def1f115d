import { parseTanggal, type Tanggal, yearOf } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Fields, fieldText, type Req } from '../../../platform/http/route.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'
import type { CalkActions } from '../actions/calk.ts'
import type { ClosingActions } from '../actions/closing.ts'
import type { MappingActions } from '../actions/mapping.ts'
import type { OpiniActions } from '../actions/opini.ts'
import type { Scope, Statements } from '../actions/statements.ts'
import type { UsulanActions } from '../actions/usulan.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import type { Opini } from '../store/opini-store.ts'
import type { Accounting } from '../types.ts'
import { BOOKKEEPERS, holds, KEEPERS, type Shelf, shelfOf } from './access.ts'
import type { Room } from './frame.tsx'

/** What every page of this module is given. */
export type Web = Readonly<{
  deps: Deps
  statements: Statements
  reverse: Accounting['reverse']
  usulan: UsulanActions
  calk: CalkActions
  mapping: MappingActions
  closing: ClosingActions
  opini: OpiniActions
}>

export function roomsOf({ actor }: Req): readonly Room[] {
  return [
    'laporan',
    'jurnal',
    ...(holds(actor, BOOKKEEPERS) ? (['usulan'] as const) : []),
    ...(holds(actor, [...KEEPERS, 'inspektorat']) ? (['pemetaan', 'tutup'] as const) : []),
  ]
}

/** What the address asks for: a day, its year's codes, and which books. */
export type Asked = Readonly<{
  tanggal: Tanggal
  tahun: number
  kodefikasi: Kodefikasi
  shelf: Shelf
  /** The chosen SKPD; undefined is the region. */
  skpd: Skpd | undefined
  scope: Scope
  refusals: readonly Refusal[]
  /** The last day of a year that is over: its statements are audited, or not yet. */
  isYearEnd: boolean
  opini: Opini | undefined
  /** tanggal and skpd as the address has them. */
  query: string
}>

/**
 * Read a day and a book from the address. Who may not see the region gets the first own book; a book that is not on the
 * officer's shelf is as if it were not there.
 */
export async function readAsked(web: Web, req: Req, fields: Fields = req.query): Promise<Asked> {
  const { kit, fiscal } = web.deps
  const typed = fieldText(fields, 'tanggal').trim()
  const parsed = typed === '' ? undefined : parseTanggal(typed)
  const isUnreadable = parsed !== undefined && !parsed.ok
  const tanggal = parsed?.ok === true ? parsed.value : kit.today()
  const tahun = yearOf(tanggal)
  const kodefikasi = await fiscal.kodefikasi(kit.db, tahun)
  const shelf = shelfOf(req.actor, kodefikasi)
  const wanted = fieldText(fields, 'skpd')
  const chosen = shelf.books.find(({ id }) => String(id) === wanted)
  const skpd = chosen ?? (shelf.isAll ? undefined : shelf.books[0])
  const isYearEnd = tanggal === `${tahun}-12-31` && tanggal < kit.today()
  return {
    tanggal,
    tahun,
    isYearEnd,
    opini: isYearEnd ? await web.opini.ofYear(kit.db, tahun) : undefined,
    kodefikasi,
    shelf,
    skpd,
    scope: {
      tanggal,
      lingkup: skpd === undefined ? 'daerah' : 'skpd',
      skpdIds: skpd === undefined ? undefined : booksBelow(kodefikasi, skpd),
    },
    refusals: isUnreadable ? [refusal('TANGGAL_LAPORAN', {}, 'tanggal')] : [],
    query: new URLSearchParams({
      tanggal,
      ...(skpd === undefined ? {} : { skpd: String(skpd.id) }),
    }).toString(),
  }
}

/** An SKPD's book and those of its units. */
function booksBelow({ skpd }: Kodefikasi, one: Skpd): readonly number[] {
  return [one.id, ...skpd.childrenOf(one.kode).map(({ id }) => id)]
}
