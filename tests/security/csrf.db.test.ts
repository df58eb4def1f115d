import { describe, expect, it } from 'vitest'
import type { Route } from '../../src/platform/http/route.ts'
import { useRunningApp } from '../support/running-app.ts'
import { digestOfData } from './support/digest.ts'
import { makeObjects } from './support/objects.ts'
import { enter, openPerson, type Person } from './support/people.ts'

const { app, database } = await useRunningApp()
const objects = await makeObjects(app, database.owner)
const people: readonly Person[] = [
  openPerson(app, 'anonim'),
  await enter(app, 'warga'),
  await enter(app, 'operator-aduan'),
  await enter(app, 'admin'),
  await enter(app, 'kadis-pupr'),
  await enter(app, 'loket'),
]
await people[0]?.get('/lapor')

/** Everything that changes something and is asked by a browser: programs bring a key instead. */
const changing = app.routes.filter(
  ({ method, access }) => method !== 'GET' && method !== 'HEAD' && access !== 'key',
)
const addressOf = ({ url }: Route) =>
  url.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(objects.values(name, url, 'ada')),
  )
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const FILLED =
  'alasan=uji&isi=halo&nama=uji&judul=uji&kode=uji&putusan=tampil&email=a@pendopo.example'

const forgeries: readonly Readonly<{
  what: string
  ask: (person: Person) => Readonly<{ payload: string; headers: Record<string, string> }>
}>[] = [
  { what: 'no token', ask: () => ({ payload: FILLED, headers: FORM }) },
  {
    what: 'a token of somebody else',
    ask: (person) => {
      const other = people.find((one) => one !== person)
      return { payload: `${FILLED}&_csrf=${other?.token() ?? ''}`, headers: FORM }
    },
  },
  {
    what: 'another origin',
    ask: (person) => ({
      payload: `${FILLED}&_csrf=${person.token()}`,
      headers: { ...FORM, origin: 'https://evil.example' },
    }),
  },
  {
    what: 'an origin that hides itself',
    ask: (person) => ({
      payload: `${FILLED}&_csrf=${person.token()}`,
      headers: { ...FORM, origin: 'null' },
    }),
  },
  {
    what: 'cross-site by the browser’s word',
    ask: (person) => ({
      payload: `${FILLED}&_csrf=${person.token()}`,
      headers: { ...FORM, 'sec-fetch-site': 'cross-site' },
    }),
  },
  {
    what: 'a sibling domain',
    ask: (person) => ({
      payload: `${FILLED}&_csrf=${person.token()}`,
      headers: { ...FORM, 'sec-fetch-site': 'same-site' },
    }),
  },
  {
    what: 'text that looks like a form',
    ask: (person) => ({
      payload: `${FILLED}&_csrf=${person.token()}`,
      headers: { 'content-type': 'text/plain' },
    }),
  },
]

describe('a forged request', () => {
  it.each(forgeries)(
    'with $what is refused at every form, and nothing changes',
    async ({ ask }) => {
      const before = await digestOfData(database.owner)
      const accepted: string[] = []
      const asked = changing.flatMap((route) => people.map((person) => ({ route, person })))
      for (const { route, person } of asked) {
        const shown = await person.call({
          method: route.method,
          url: addressOf(route),
          ...ask(person),
        })
        const isSentToDoor = shown.status === 303 && shown.location.startsWith('/masuk')
        if (shown.status !== 403 && !isSentToDoor)
          accepted.push(`${route.method} ${route.url} ${person.name}: ${shown.status}`)
      }
      expect(accepted).toEqual([])
      expect(asked.length).toBeGreaterThan(500)
      expect(await digestOfData(database.owner)).toEqual(before)
    },
    120_000,
  )

  it('cannot be an address: no route that is read changes anything but what a visit records', async () => {
    const operator = people[2]
    const before = await digestOfData(database.owner)
    for (const route of app.routes.filter(({ method }) => method === 'GET'))
      await operator?.get(addressOf(route).replace('*', 'x'))
    expect(await digestOfData(database.owner)).toEqual(before)
  }, 120_000)

  it('with a program’s door but without its key is refused', async () => {
    const doors = app.routes.filter(({ method, access }) => method === 'POST' && access === 'key')
    const wrong: string[] = []
    for (const route of doors) {
      // Leaving a mailing list by one click is open by design; it does nothing without its code.
      if (route.url === '/laporan/langganan/henti') continue
      for (const headers of [
        {},
        { authorization: 'Bearer pdp_palsu' },
        { authorization: 'Basic eDp5' },
      ]) {
        const answer = await app.server.inject({
          method: 'POST',
          url: addressOf(route),
          headers: { 'content-type': 'application/json', ...headers },
          payload: '{}',
        })
        if (![400, 401, 403].includes(answer.statusCode))
          wrong.push(`${route.url} ${answer.statusCode}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
