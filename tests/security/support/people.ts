import type { App } from '../../../src/app.ts'
import { DEMO_PASSWORD, demoAccountId } from '../../../src/modules/identity/index.ts'

export type Shown = Readonly<{
  status: number
  body: string
  location: string
  headers: Readonly<Record<string, unknown>>
}>

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'PATCH'
export type Call = Readonly<{
  method?: Method
  url: string
  form?: Readonly<Record<string, string | readonly string[]>>
  headers?: Readonly<Record<string, string>>
  payload?: string | Buffer
}>

/** A browser of one person: cookies, the token of its session, an address nobody shares. */
export type Person = Readonly<{
  name: string
  call: (call: Call) => Promise<Shown>
  get: (url: string) => Promise<Shown>
  post: (url: string, form?: Call['form']) => Promise<Shown>
  token: () => string
  cookies: Map<string, string>
}>

let strangers = 0
/** Limits count addresses: every request comes from another one, so that none hides what is tested. */
function nextAddress(): string {
  strangers += 1
  return `10.${(strangers >> 16) & 255}.${(strangers >> 8) & 255}.${strangers & 255}`
}

export function openPerson(app: App, name: string): Person {
  const cookies = new Map<string, string>()
  let token = ''
  const call = async (asked: Call) => {
    const answer = await app.server.inject(requestOf(asked, cookies, token))
    for (const one of answer.cookies) {
      if (one.value === '') cookies.delete(one.name)
      else cookies.set(one.name, one.value)
    }
    token = /name="_csrf" value="([^"]*)"/.exec(answer.body)?.[1] ?? token
    return {
      status: answer.statusCode,
      body: answer.body,
      location: String(answer.headers.location ?? ''),
      headers: answer.headers,
    }
  }
  return {
    name,
    cookies,
    call,
    token: () => token,
    get: (url) => call({ url }),
    post: (url, form = {}) => call({ method: 'POST', url, form }),
  }
}

function requestOf(asked: Call, cookies: ReadonlyMap<string, string>, token: string) {
  const { method = 'GET', url, form, headers = {}, payload } = asked
  const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const fields = form === undefined ? undefined : encode({ _csrf: token, ...form })
  const sent = payload ?? fields
  return {
    method,
    url,
    remoteAddress: nextAddress(),
    headers: {
      accept: 'text/html',
      ...(cookie === '' ? {} : { cookie }),
      ...(fields === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(sent === undefined ? {} : { payload: sent }),
  }
}

function encode(form: NonNullable<Call['form']>): string {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  return new URLSearchParams(pairs).toString()
}

/** Sign in as a demo account, by the form everybody uses. */
export async function enter(app: App, username: string): Promise<Person> {
  const person = openPerson(app, username)
  await person.get('/masuk')
  const answer = await person.post('/masuk', { identitas: username, sandi: DEMO_PASSWORD })
  if (answer.status !== 303) throw new Error(`${username} could not sign in: ${answer.status}`)
  await person.get('/akun/sandi')
  return person
}

/** Twenty people of seventeen roles and stations, a stranger, and one whose account was suspended. */
export const USERNAMES = [
  'warga',
  'rt',
  'kades',
  'lurah',
  'camat',
  'operator-aduan',
  'petugas-pupr',
  'kadis-pupr',
  'kadis-dlh',
  'sekda',
  'loket',
  'bappeda',
  'inspektorat',
  'ppkd',
  'pa-pupr',
  'ppk-pupr',
  'bendahara-pupr',
  'bud',
  'akuntansi',
  'aset',
  'dprd',
  'bupati',
  'admin',
  'warga2',
  'petugas-kauman',
  'petugas-dpmptsp',
  'perancang',
] as const

export const STRANGER = 'anonim'
export const SUSPENDED = 'ditangguhkan'

export async function gather(app: App): Promise<ReadonlyMap<string, Person>> {
  const people = new Map<string, Person>()
  const stranger = openPerson(app, STRANGER)
  await stranger.get('/lapor')
  people.set(STRANGER, stranger)
  for (const username of USERNAMES) people.set(username, await enter(app, username))
  const suspended = await enter(app, 'ppid')
  const admin = people.get('admin')
  const answer = await admin?.post(
    `/kerja/pengaturan/pengguna/${demoAccountId('ppid')}/nonaktifkan`,
    { alasan: 'Uji keamanan' },
  )
  if (answer?.status !== 303) throw new Error(`suspending answered ${answer?.status}`)
  await suspended.get('/lapor')
  people.set(SUSPENDED, suspended)
  return people
}
