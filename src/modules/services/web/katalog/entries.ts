import type { Lang } from '../../../../ui/page-context.ts'
import type { Katalog } from '../../actions/layanan-keeper.ts'
import { type Layanan, type Rujukan, wordsIn } from '../../domain/definition/types.ts'
import { katalogMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { hoursPerDay } from '../words.ts'

const RESULTS_MAX = 40
const LIST_MAX = 120

export type Entry = Layanan | Rujukan
export type Choice = Readonly<{ typed: string; peristiwa: string; unit: string }>

/** What a page of the catalogue lists: what was searched, an occasion in life, or an agency. */
export function choose(katalog: Katalog, { typed, peristiwa, unit }: Choice): readonly Entry[] {
  if (typed !== '') return searched(katalog, typed, RESULTS_MAX)
  const all = entriesOf(katalog)
  if (peristiwa !== '')
    return byName(all.filter((one) => one.events?.includes(peristiwa) === true)).slice(0, LIST_MAX)
  if (unit === '') return []
  return byName(all.filter((one) => ownerOf(one) === unit)).slice(0, LIST_MAX)
}

export function searched(katalog: Katalog, typed: string, limit: number): readonly Entry[] {
  return katalog
    .search(typed, limit)
    .flatMap(({ code }) => katalog.layanan.get(code) ?? katalog.rujukan.get(code) ?? [])
}

export function entriesOf({ layanan, rujukan }: Katalog): readonly Entry[] {
  return [...layanan.values(), ...rujukan.values()]
}

function byName(list: readonly Entry[]): readonly Entry[] {
  return list.toSorted((a, b) => (wordsIn(a.name, 'id') < wordsIn(b.name, 'id') ? -1 : 1))
}

const CENTRE = 'pusat'
export const ownerOf = (one: Entry): string => (one.schema === 'rujukan/1' ? CENTRE : one.owner)

/** Office hours of a working day, today. */
export function perDay({ deps }: Services): number {
  return hoursPerDay(deps.reference.calendar(), deps.kit.today())
}

export function unitName({ deps }: Services, lang: Lang, unit: string): string {
  const m = katalogMessages(lang)
  if (unit === 'desa') return m.village
  if (unit === 'kecamatan') return m.district
  if (unit === CENTRE) return m.isCentral
  return deps.reference.findUnit(unit)?.nama ?? unit
}
