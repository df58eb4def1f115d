import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/kernel/actor.ts'
import { ROLE_RULES } from '../../src/modules/identity/domain/roles.ts'
import type { Route } from '../../src/platform/http/route.ts'
import { useRunningApp } from '../support/running-app.ts'
import { digestOfData } from './support/digest.ts'
import { choicesOf, keyOf, outcomeOf, readMatrix, writeRow } from './support/matrix.ts'
import { makeObjects, type Which } from './support/objects.ts'
import { gather, type Person, STRANGER, SUSPENDED } from './support/people.ts'

const MATRIX = join(import.meta.dirname, 'access-matrix.txt')
const { app, database, logged } = await useRunningApp()
const people = await gather(app)
const objects = await makeObjects(app, database.owner)
const kept = existsSync(MATRIX) ? readMatrix(readFileSync(MATRIX, 'utf8')) : new Map()
const demo = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/demo/akun.json'), 'utf8'),
)
const rolesOf = new Map<string, readonly Role[]>(
  (Array.isArray(demo) ? demo : demo.akun).map((row: { username: string; roles: Role[] }) => [
    row.username,
    row.roles,
  ]),
)
const isNobody = (name: string) => name === STRANGER || name === SUSPENDED

/** Who may come through the door at all, read from the route as it is composed. */
function isLetIn({ access }: Route, name: string): boolean {
  if (access === 'public' || access === 'key') return true
  if (isNobody(name)) return false
  return (
    access === 'signed-in' || (rolesOf.get(name) ?? []).some((role) => access.roles.includes(role))
  )
}

function addressOf(url: string, which: Which): string {
  return url
    .replace(/:(\w+)/g, (_all, name: string) =>
      encodeURIComponent(objects.values(name, url, which)),
    )
    .replace('*', 'tidak-ada')
}

async function tryDoor(person: Person, route: Route, which: Which): Promise<string> {
  const url = addressOf(route.url, which)
  const { method } = route
  const shown = await person.call({ method, url, ...(method === 'POST' ? { form: {} } : {}) })
  return outcomeOf(shown)
}

/** Ends the session or changes what later cells need: tried by those who are kept out only. */
const LAST = ['/keluar', '/akun/sesi/akhiri-lain', '/akun/sesi/:id/akhiri', '/akun/sandi']
const endsSession = ({ method, url }: Route) => method === 'POST' && LAST.includes(url)

async function outcomes(route: Route, which: Which): Promise<ReadonlyMap<string, string>> {
  const row = new Map<string, string>()
  for (const [name, person] of people) {
    const isSkipped = endsSession(route) && isLetIn(route, name) && !isNobody(name)
    const before = refused.get(`${keyOf(route, which)} ${name}`)
    row.set(name, before ?? (isSkipped ? 'boleh' : await tryDoor(person, route, which)))
  }
  return row
}

const cells = app.routes.flatMap((route) =>
  choicesOf(route.url).map((which) => ({ route, which, key: keyOf(route, which) })),
)
const refused = new Map<string, string>()
const seen = new Map<string, ReadonlyMap<string, string>>()

describe('every route for every role', () => {
  it('keeps out who has no right, by the door alone, and changes nothing', async () => {
    const before = await digestOfData(database.owner)
    const wrong: string[] = []
    const keptOut = cells.flatMap((cell) =>
      [...people]
        .filter(([name]) => !isLetIn(cell.route, name))
        .map(([name, person]) => ({ ...cell, name, person })),
    )
    for (const { route, which, key, name, person } of keptOut) {
      const outcome = await tryDoor(person, route, which)
      refused.set(`${key} ${name}`, outcome)
      const expected = isNobody(name) && route.kind === 'page' ? 'masuk' : '403'
      if (outcome !== expected) wrong.push(`${key}: ${name} got ${outcome}, not ${expected}`)
    }
    expect(wrong).toEqual([])
    expect(keptOut.length).toBeGreaterThan(1_500)
    expect(await digestOfData(database.owner)).toEqual(before)
  }, 600_000)

  it('answers every cell as the kept matrix says, and no route is without a row', async () => {
    for (const { route, which, key } of cells) seen.set(key, await outcomes(route, which))
    const written = [...seen].map(([key, row]) => `${key} | ${writeRow(row)}`)
    if (process.env.MATRIX === 'write') writeFileSync(MATRIX, `${written.join('\n')}\n`)
    const surprises = [...seen].flatMap(([key, row]) =>
      kept.get(key) === writeRow(row)
        ? []
        : [`${key}\n  kept: ${kept.get(key) ?? 'no row'}\n  now:  ${writeRow(row)}`],
    )
    // A new route? MATRIX=write writes its rows; read them before you commit them.
    expect(surprises.join('\n')).toBe('')
    expect([...kept.keys()].filter((key) => !seen.has(key))).toEqual([])
    expect(people.size).toBeGreaterThanOrEqual(12)
  }, 900_000)

  it('shows a secret case to its keeper only: for all others it answers as one that is not there', () => {
    const differing = cells.flatMap(({ route, which, key }) => {
      if (which !== 'rahasia') return []
      const missing = seen.get(keyOf(route, 'tidak-ada'))
      return [...(seen.get(key) ?? [])].flatMap(([name, outcome]) =>
        name === 'inspektorat' || outcome === missing?.get(name)
          ? []
          : [`${key}: ${name} ${outcome}`],
      )
    })
    expect(differing).toEqual([])
    expect(seen.get('GET /kerja/laporan/:nomor rahasia')?.get('inspektorat')).toBe('200')
  })

  it('finds nothing behind an address that names nothing', () => {
    const found = cells.flatMap(({ route, which, key }) => {
      if (which !== 'tidak-ada' || route.url.startsWith('/warna/')) return []
      return [...(seen.get(key) ?? [])].flatMap(([name, outcome]) =>
        outcome === '200' ? [`${key}: ${name}`] : [],
      )
    })
    expect(found).toEqual([])
  })

  it('knows every role it stands for, and never fails', () => {
    const met = new Set([...people.keys()].flatMap((name) => rolesOf.get(name) ?? []))
    expect(met.size).toBeGreaterThanOrEqual(12)
    expect([...met].filter((role) => ROLE_RULES[role] === undefined)).toEqual([])
    expect(logged()).not.toContain('request failed')
  })
})
