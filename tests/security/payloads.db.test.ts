import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { rows, run, sql } from '../../src/platform/db/database.ts'
import { useRunningApp } from '../support/running-app.ts'
import { formsOf, injectedIn, type PageForm } from './support/forms.ts'
import { makeObjects } from './support/objects.ts'
import { PAYLOADS } from './support/payloads.ts'
import { enter, openPerson, type Person } from './support/people.ts'

const { app, database, logged } = await useRunningApp()
const objects = await makeObjects(app, database.owner)
const people: readonly Person[] = [
  openPerson(app, 'anonim'),
  await enter(app, 'warga'),
  await enter(app, 'operator-aduan'),
  await enter(app, 'kadis-pupr'),
  await enter(app, 'loket'),
  await enter(app, 'admin'),
  await enter(app, 'petugas-kauman'),
  await enter(app, 'perancang'),
]

/** Would end the session or shut out the people the rest of the test needs. */
const LEFT_OUT =
  /^\/(?:keluar|masuk|akun\/(?:sandi|sesi|dua-langkah)|bahasa)|nonaktifkan|\/akses$|\/hapus$|\/peran/

const addresses = app.routes
  .filter(({ method, access }) => method === 'GET' && access !== 'key')
  .map(({ url }) =>
    url
      .replace(/:(\w+)/g, (_all, name: string) =>
        encodeURIComponent(objects.values(name, url, 'ada')),
      )
      .replace('*', 'x'),
  )

let turn = 0
function nextPayload(): string {
  turn += 1
  return PAYLOADS[turn % PAYLOADS.length] ?? ''
}

const TURNS = 3
const found: string[] = []
let sent = 0

/** Send the form with a hostile text in every place where one can write, and look at the answer. */
async function attack(person: Person, form: PageForm): Promise<void> {
  const { _csrf: _own, ...given } = form.given
  for (let round = 0; round < TURNS; round += 1) {
    const hostile = Object.fromEntries(form.written.map((name) => [name, nextPayload()]))
    const shown = await person.post(form.action, { ...given, ...hostile })
    sent += form.written.length
    if (shown.status >= 500) found.push(`${form.action} ${shown.status} ${JSON.stringify(hostile)}`)
    for (const tag of injectedIn(shown.body)) found.push(`${form.action}: ${tag}`)
    if (/zqx\.example/.test(shown.location) || shown.headers['x-zqx'] !== undefined)
      found.push(`${form.action}: header ${shown.location}`)
  }
}

/** The kinds a page may be, each read by its own rules. */
function faultsOf(url: string, body: string, type: string): readonly string[] {
  if (type.includes('html')) return injectedIn(body).map((tag) => `${url}: ${tag}`)
  if (type.includes('xml')) {
    const valid = XMLValidator.validate(body)
    return valid === true ? [] : [`${url}: broken XML, ${valid.err.msg}`]
  }
  if (type.includes('json')) {
    JSON.parse(body)
    return []
  }
  if (type.includes('csv'))
    return /(?:^|,)"?[=+@]|(?:^|,)"?-\D/m.test(body) ? [`${url}: a cell that computes`] : []
  return []
}

describe('hostile texts', () => {
  it('are more than three hundred, of every family', () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(300)
    expect(injectedIn(PAYLOADS.join('\n')).length).toBeGreaterThan(40)
    expect(injectedIn('<p onclick="x">')).toHaveLength(1)
    expect(injectedIn('<p title="a onclick=x">&lt;script&gt;</p>')).toEqual([])
  })

  it('in every field of every form are taken as words or refused, never run, never a fault', async () => {
    let forms = 0
    const looks = people.flatMap((person) => addresses.map((url) => ({ person, url })))
    for (const { person, url } of looks) {
      const page = await person.get(url)
      const open = formsOf(page.status === 200 ? page.body : '', url).filter(
        ({ written, action }) => written.length > 0 && !LEFT_OUT.test(action),
      )
      forms += open.length
      for (const form of open) await attack(person, form)
    }
    expect(found).toEqual([])
    expect(forms).toBeGreaterThan(40)
    expect(sent).toBeGreaterThan(PAYLOADS.length)
  }, 300_000)

  it('that were stored show as words on every page, feed and file that shows them', async () => {
    const kept = await rows(
      database.owner,
      sql<{
        id: string
      }>`select l.id::text as id from citizen_reports.laporan l order by l.id limit 400`,
    )
    let index = 0
    for (const { id } of kept) {
      const [judul = '', isi = '', patokan = ''] = [0, 1, 2].map(
        (step) => PAYLOADS[(index + step * 101) % PAYLOADS.length],
      )
      index += 1
      await run(
        database.owner,
        sql`update citizen_reports.laporan set judul = left(${clean(judul)} || ' panjang sekali', 120),
          isi = ${`${clean(isi)} yang cukup panjang untuk sebuah isi laporan`}, patokan = left(${clean(patokan)}, 200)
          where id = ${id}::uuid`,
      )
    }
    const faults: string[] = []
    for (const person of people)
      for (const url of [
        ...addresses,
        '/laporan?urut=dukungan',
        '/cari?q=script',
        '/laporan?q=zqx',
      ]) {
        const { body, headers, status } = await person.get(url)
        if (status >= 500) faults.push(`${url}: ${status}`)
        faults.push(...faultsOf(url, body, String(headers['content-type'] ?? '')))
      }
    expect(faults).toEqual([])
  }, 300_000)

  it('in the address come back as words too', async () => {
    const faults: string[] = []
    for (const payload of PAYLOADS) {
      const typed = encodeURIComponent(clean(payload))
      for (const url of [
        `/laporan?q=${typed}`,
        `/cari?q=${typed}`,
        `/masuk?lanjut=${typed}`,
        `/laporan/${typed.slice(0, 250)}`,
      ]) {
        const { body, status, location } = (await people[0]?.get(url)) ?? {
          body: '',
          status: 0,
          location: '',
        }
        if (status >= 500) faults.push(`${url}: ${status}`)
        if (/^(?:\/\/|https?:)/.test(location)) faults.push(`${url}: leads to ${location}`)
        faults.push(...injectedIn(body).map((tag) => `${url}: ${tag}`))
      }
    }
    expect(faults).toEqual([])
  }, 300_000)

  it('met no error of the database and no fault of ours', () => {
    expect(logged()).not.toContain('request failed')
    expect(logged()).not.toMatch(/syntax error|unterminated|invalid input syntax/)
  })
})

/** What PostgreSQL can hold at all. */
function clean(text: string): string {
  return Buffer.from(text).toString().replaceAll('\u0000', '')
}
