import { randomBytes, randomUUID } from 'node:crypto'
import type { App } from '../../src/app.ts'
import type { Actor, Grant } from '../../src/kernel/actor.ts'
import type { Submitted } from '../../src/modules/citizen-reports/actions/submit-laporan.ts'
import type { Tindakan } from '../../src/modules/citizen-reports/domain/transitions.ts'
import { DEMO_PASSWORD, demoAccountId } from '../../src/modules/identity/index.ts'

/** An officer of the demo region as an actor, without signing in. */
export function demoOfficer(username: string, grants: readonly Grant[]): Actor {
  return { kind: 'officer', accountId: demoAccountId(username), name: username, grants }
}

export const OPERATOR = demoOfficer('operator-aduan', [
  { role: 'operator-aduan', unitKode: 'diskominfo' },
])
export const LIAISON = demoOfficer('kadis-pupr', [
  { role: 'kepala-opd', unitKode: 'pupr' },
  { role: 'penghubung-opd', unitKode: 'pupr' },
])
export const FIELD = demoOfficer('petugas-pupr', [{ role: 'petugas-lapangan', unitKode: 'pupr' }])
export const KEEPER = demoOfficer('inspektorat', [{ role: 'inspektorat', unitKode: 'inspektorat' }])

export type NewCase = Readonly<{
  kategoriKode?: string
  isRahasia?: boolean
  drafId?: string
  lat?: number
  lon?: number
}>

/** A report in the middle of the demo region, taken in like any other. */
export async function sendCase(app: App, made: NewCase = {}): Promise<Submitted> {
  const { citizenReports, kit, reference } = app
  const leaf = (await citizenReports.katalog.get()).daun.find((one) =>
    made.kategoriKode === undefined
      ? made.isRahasia === true
        ? one.isRahasia
        : !one.isRahasia && one.isFotoDianjurkan
      : one.kode === made.kategoriKode,
  )
  const village = reference.desaOf(reference.kecamatan()[0]?.kode ?? '')[0]
  const inner = reference.innerPoint(village?.kode ?? '')
  const sent = await citizenReports.submit(
    kit.db,
    { kind: 'anonymous' },
    {
      kunciKlien: randomUUID(),
      kategoriKode: leaf?.kode ?? '',
      isian: {
        jenis: leaf?.jenis[0] ?? 'pengaduan',
        judul: `Jalan berlubang nomor ${randomBytes(3).toString('hex')}`,
        isi: 'Lubang besar di tengah jalan, sudah dua motor jatuh minggu ini.',
        jawaban: {},
        isAnonim: false,
        isRahasia: made.isRahasia ?? false,
        isNamaTampil: false,
        nama: null,
      },
      lokasi: {
        lat: made.lat ?? inner?.lat ?? null,
        lon: made.lon ?? inner?.lon ?? null,
        sumber: 'gps',
        patokan: 'Depan pasar',
      },
      kontak: { email: 'pelapor@pendopo.example' },
      kanal: 'web',
      bahasa: 'id',
      isBrief: true,
      ...(made.drafId === undefined ? {} : { drafId: made.drafId }),
    },
  )
  if (!sent.ok) throw new Error(sent.refusals.map((one) => one.message).join(' '))
  return sent.value
}

/** Move a case to where a field officer of the public works office works on it. */
export async function bringToField(app: App, nomor: string): Promise<void> {
  const steps: readonly (readonly [Actor, Tindakan, object])[] = [
    [OPERATOR, 'disposisi', { unitKode: 'pupr' }],
    [LIAISON, 'tugaskan', { petugasId: demoAccountId('petugas-pupr') }],
  ]
  for (const [actor, tindakan, form] of steps) {
    const done = await app.citizenReports.act(app.kit.db, { actor }, { nomor, tindakan, form })
    if (!done.ok) throw new Error(done.refusals.map((one) => one.message).join(' '))
  }
}

export type Sent = Readonly<{
  status: number
  body: string
  location: string
  headers: Readonly<Record<string, unknown>>
  bytes: Buffer
}>

export type Visitor = Readonly<{
  get: (url: string, headers?: Record<string, string>) => Promise<Sent>
  /** Send a form with the token of the page last seen. */
  post: (url: string, form: Record<string, string | readonly string[]>) => Promise<Sent>
  /** The same with files. */
  upload: (
    url: string,
    form: Record<string, string>,
    files: readonly Readonly<{
      field: string
      name: string
      bytes: Uint8Array
    }>[],
  ) => Promise<Sent>
}>

/** A browser without script on the production server: keeps cookies and the token of the last form. */
export function openVisitor(app: App): Visitor {
  const cookies = new Map<string, string>()
  let token = ''
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    extra: { payload?: string | Buffer; headers?: Record<string, string> } = {},
  ): Promise<Sent> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.server.inject({
      method,
      url,
      ...(extra.payload === undefined ? {} : { payload: extra.payload }),
      headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...extra.headers },
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    token = /name="_csrf" value="([^"]*)"/.exec(answer.body)?.[1] ?? token
    return {
      status: answer.statusCode,
      body: answer.body,
      location: String(answer.headers.location ?? ''),
      headers: answer.headers,
      bytes: answer.rawPayload,
    }
  }
  return {
    get: (url, headers = {}) => send('GET', url, { headers }),
    post: (url, form) => {
      const fields = Object.entries({ ...form, _csrf: token }).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as [string, string]),
      )
      return send('POST', url, {
        payload: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    },
    upload: async (url, form, files) => {
      const data = new FormData()
      data.append('_csrf', token)
      for (const [name, value] of Object.entries(form)) data.append(name, value)
      for (const { field, name, bytes } of files)
        data.append(field, new Blob([Uint8Array.from(bytes)]), name)
      const request = new Request('http://local/', { method: 'POST', body: data })
      return send('POST', url, {
        payload: Buffer.from(await request.arrayBuffer()),
        headers: { 'content-type': request.headers.get('content-type') ?? '' },
      })
    },
  }
}

/** Sign in as a demo account, as its owner would. */
export async function signIn(app: App, username: string): Promise<Visitor> {
  const visitor = openVisitor(app)
  await visitor.get('/masuk')
  const answer = await visitor.post('/masuk', { identitas: username, sandi: DEMO_PASSWORD })
  if (answer.status !== 303) throw new Error(`${username} could not sign in: ${answer.status}`)
  return visitor
}
