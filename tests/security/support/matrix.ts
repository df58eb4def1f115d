import type { Route } from '../../../src/platform/http/route.ts'
import { isOfServices, type Which } from './objects.ts'
import type { Shown } from './people.ts'

/** What one cell of the matrix says: the status, and where to when the visitor is sent to sign in. */
export function outcomeOf({ status, location }: Shown): string {
  return status === 303 && location.startsWith('/masuk') ? 'masuk' : String(status)
}

/** Which objects an address is tried with. */
export function choicesOf(url: string): readonly Which[] {
  if (url.includes(':nomor') && isOfServices(url)) return ['berjalan', 'selesai', 'tidak-ada']
  if (url.includes(':nomor')) return ['pupr', 'desa', 'rahasia', 'tidak-ada']
  return url.includes(':') ? ['ada', 'tidak-ada'] : ['ada']
}

export const keyOf = (route: Pick<Route, 'method' | 'url'>, which: Which) =>
  `${route.method} ${route.url} ${which}`

/** "200 admin warga; 403 bupati": people in the order given, outcomes in order of number. */
export function writeRow(outcomes: ReadonlyMap<string, string>): string {
  const groups = new Map<string, string[]>()
  for (const [name, outcome] of outcomes)
    groups.set(outcome, [...(groups.get(outcome) ?? []), name])
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([outcome, names]) =>
      names.length === outcomes.size ? `${outcome} semua` : `${outcome} ${names.join(' ')}`,
    )
    .join('; ')
}

/** The kept matrix: one line a cell row, `METHOD url object | outcomes`. */
export function readMatrix(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split('\n')
      .filter((line) => line.includes(' | '))
      .map((line): [string, string] => {
        const [key = '', row = ''] = line.split(' | ')
        return [key, row]
      }),
  )
}
