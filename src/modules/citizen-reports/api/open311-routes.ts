import { instantMs, toDate, toInstant } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Answer, text } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { createReceiveRequest, type ReceiveRequest } from '../actions/open311-server.ts'
import { createReceiveUpdate, type ReceiveUpdate } from '../actions/open311-update.ts'
import type { ProgramExtras } from '../actions/program-extras.ts'
import { programRefusal } from '../actions/program-refusals.ts'
import type { Deps } from '../deps.ts'
import {
  findServiceLeaf,
  listServiceLeaves,
  toDefinition,
  toService,
} from '../open311/catalogue.ts'
import { lastOf, type RawFields } from '../open311/fields.ts'
import {
  FORMAT_TIDAK_ADA,
  JURISDIKSI_TIDAK_ADA,
  KUNCI_API_HILANG,
  KUNCI_API_SALAH,
  LAYANAN_TIDAK_ADA,
  open311Status,
  PERMINTAAN_TIDAK_ADA,
  TOKEN_TIDAK_ADA,
  toErrorItems,
} from '../open311/refusals.ts'
import { formatOf, type Open311Format, renderAnswer } from '../open311/render.ts'
import { parsePostRequest, parsePostUpdate } from '../open311/request-form.ts'
import { type Page, parseRequestsQuery, parseUpdatesQuery } from '../open311/request-query.ts'
import {
  definitionTree,
  discoveryTree,
  errorsTree,
  type Node,
  postedTree,
  postedUpdateTree,
  requestsTree,
  servicesTree,
  tokenTree,
  updatesTree,
} from '../open311/tree.ts'
import type { ServiceRequest } from '../open311/types.ts'
import {
  findPublicCase,
  listChangedSteps,
  listPublicCases,
  listPublicSteps,
  type PublicCase,
  type PublicStep,
  type Slice,
  searchPublicCases,
} from '../store/program-store.ts'
import type { KeyGate } from './key-gate.ts'
import { toDiscovery, toRequestUpdate, toServiceRequest } from './open311-view.ts'

const BASE = '/open311/v2'
const FORMATS: readonly Open311Format[] = ['xml', 'json']
/** Photos in the form: six of what a telephone makes. */
const PHOTO_BODY_BYTES = 64 * 1024 * 1024

type Tools = Readonly<{
  deps: Deps
  gate: KeyGate
  receiveRequest: ReceiveRequest
  receiveUpdate: ReceiveUpdate
}>

/** What a call answers before it is written as XML or JSON. */
type Call = (req: Req) => Promise<Result<Node>>

/** GeoReport v2 with the extensions that clients use, in XML and JSON. */
export function open311Routes(deps: Deps, extras: ProgramExtras, gate: KeyGate): readonly Route[] {
  const tools: Tools = {
    deps,
    gate,
    receiveRequest: createReceiveRequest(deps, extras),
    receiveUpdate: createReceiveUpdate(deps),
  }
  return [
    ...FORMATS.flatMap((format) => listRoutes(tools, format)),
    oneRoute(`${BASE}/services/:file`, (code) => definition(tools, code)),
    oneRoute(`${BASE}/requests/:file`, (id, req) => oneRequest(tools, id, req)),
    oneRoute(`${BASE}/tokens/:file`, (token) => tokenAnswer(tools, token)),
    get(`${BASE}/:file`, () => renderRefused([FORMAT_TIDAK_ADA], 'xml')),
  ]

  function oneRoute(url: string, find: (id: string, req: Req) => Promise<Result<Node>>): Route {
    return get(url, async (req) => {
      const { id, format } = splitFile(req.params.file ?? '')
      if (format === undefined) return renderRefused([FORMAT_TIDAK_ADA], 'xml')
      const wrong = wrongJurisdiction(deps, req.query)
      return render(wrong ?? (await find(id, req)), format)
    })
  }
}

function listRoutes(tools: Tools, format: Open311Format): readonly Route[] {
  const { deps } = tools
  const reading = (url: string, call: Call): Route =>
    get(`${url}.${format}`, async (req) =>
      render(wrongJurisdiction(deps, req.query) ?? (await call(req)), format),
    )
  return [
    get(`/open311/discovery.${format}`, () => render(ok(discoveryTree(toDiscovery(deps))), format)),
    reading(`${BASE}/services`, () => services(tools)),
    reading(`${BASE}/requests`, (req) => searchRequests(tools, req)),
    reading(`${BASE}/servicerequestupdates`, (req) => searchUpdates(tools, req)),
    {
      ...post(`${BASE}/requests.${format}`, (req) =>
        withKey(tools, req, { format, call: postRequest }),
      ),
      bodyLimit: PHOTO_BODY_BYTES,
    },
    post(`${BASE}/servicerequestupdates.${format}`, (req) =>
      withKey(tools, req, { format, call: postUpdate }),
    ),
  ]
}

function get(url: string, handle: Route['handle']): Route {
  return { method: 'GET', url, access: 'public', kind: 'api', handle }
}

function post(url: string, handle: Route['handle']): Route {
  return { method: 'POST', url, access: 'key', kind: 'api', handle }
}

/** Codes hold dots ("jalan.lubang"), so the format is what stands after the last one. */
function splitFile(file: string): Readonly<{ id: string; format: Open311Format | undefined }> {
  const dot = file.lastIndexOf('.')
  return { id: file.slice(0, Math.max(0, dot)), format: formatOf(file.slice(dot + 1)) }
}

function render(result: Result<Node>, format: Open311Format): Answer {
  if (!result.ok) return renderRefused(result.refusals, format)
  const { body, contentType } = renderAnswer(result.value, format)
  return text(body, contentType)
}

function renderRefused(refusals: readonly Refusal[], format: Open311Format): Answer {
  const { body, contentType } = renderAnswer(errorsTree(toErrorItems(refusals)), format)
  return text(body, contentType, { status: open311Status(refusals) })
}

function renderWait(seconds: number, format: Open311Format): Answer {
  const { message } = programRefusal('TERLALU_SERING')
  const errors = errorsTree([{ code: '429', description: message }])
  const { body, contentType } = renderAnswer(errors, format)
  return text(body, contentType, { status: 429, headers: { 'retry-after': String(seconds) } })
}

function wrongJurisdiction(deps: Deps, fields: RawFields): Result<Node> | undefined {
  const given = lastOf(fields, 'jurisdiction_id')
  const isOurs =
    given === undefined ||
    given === deps.reference.regionKode() ||
    given.toLowerCase() === deps.kit.region().domain
  return isOurs ? undefined : refuse(JURISDIKSI_TIDAK_ADA)
}

async function services({ deps }: Tools): Promise<Result<Node>> {
  const katalog = await deps.katalog.get()
  return ok(
    servicesTree(listServiceLeaves(katalog).map((kategori) => toService(kategori, katalog))),
  )
}

async function definition({ deps }: Tools, code: string): Promise<Result<Node>> {
  const kategori = findServiceLeaf(await deps.katalog.get(), code)
  return kategori === undefined
    ? refuse(LAYANAN_TIDAK_ADA)
    : ok(definitionTree(toDefinition(kategori)))
}

async function oneRequest({ deps }: Tools, id: string, req: Req): Promise<Result<Node>> {
  const found = await findPublicCase(deps.kit.db, id.toUpperCase())
  if (found === undefined) return refuse(PERMINTAAN_TIDAK_ADA)
  const withExtensions = lastOf(req.query, 'extensions') === 'true'
  return ok(requestsTree(await view(deps, [found], withExtensions), withExtensions))
}

/** Our POST gives the number at once, so a token is the number itself. */
async function tokenAnswer({ deps }: Tools, token: string): Promise<Result<Node>> {
  const found = await findPublicCase(deps.kit.db, token.toUpperCase())
  return found === undefined
    ? refuse(TOKEN_TIDAK_ADA)
    : ok(tokenTree({ token, service_request_id: found.nomor }))
}

async function searchRequests({ deps }: Tools, req: Req): Promise<Result<Node>> {
  const parsed = parseRequestsQuery(req.query, toInstant(deps.kit.now()))
  if (!parsed.ok) return parsed
  const query = parsed.value
  const found =
    query.kind === 'ids'
      ? await listPublicCases(
          deps.kit.db,
          query.ids.map((id) => id.toUpperCase()),
        )
      : await searchPublicCases(deps.kit.db, {
          start: toDate(instantMs(query.start)),
          end: toDate(instantMs(query.end)),
          kategoriKode: query.serviceCodes,
          isOpen: query.statuses.length === 1 ? query.statuses[0] === 'open' : undefined,
          ...sliceOf(query.page),
        })
  return ok(requestsTree(await view(deps, found, query.withExtensions), query.withExtensions))
}

async function searchUpdates({ deps }: Tools, req: Req): Promise<Result<Node>> {
  const parsed = parseUpdatesQuery(req.query, toInstant(deps.kit.now()))
  if (!parsed.ok) return parsed
  const { start, end, page } = parsed.value
  const steps = await listChangedSteps(deps.kit.db, {
    start: toDate(instantMs(start)),
    end: toDate(instantMs(end)),
    ...sliceOf(page),
  })
  return ok(updatesTree(steps.map((step) => toRequestUpdate(deps, step))))
}

function sliceOf({ page, pageSize }: Page): Slice {
  return { skip: (page - 1) * pageSize, take: pageSize }
}

async function view(
  deps: Deps,
  found: readonly PublicCase[],
  withExtensions: boolean,
): Promise<readonly ServiceRequest[]> {
  const katalog = await deps.katalog.get()
  const ids = found.map(({ id }) => id)
  const steps = withExtensions ? await listPublicSteps(deps.kit.db, ids) : []
  const stepsOf = new Map<string, PublicStep[]>()
  for (const step of steps)
    stepsOf.set(step.laporanId, [...(stepsOf.get(step.laporanId) ?? []), step])
  return found.map((row) =>
    toServiceRequest(deps, row, { katalog, steps: stepsOf.get(row.id) ?? [] }),
  )
}

type KeyedCall = Readonly<{
  format: Open311Format
  call: (tools: Tools, req: Req, key: Opened) => Promise<Result<Node>>
}>
type Opened = Extract<Awaited<ReturnType<KeyGate>>, { kind: 'open' }>['key']

async function withKey(tools: Tools, req: Req, { format, call }: KeyedCall): Promise<Answer> {
  const gate = await tools.gate(lastOf(req.form, 'api_key') ?? '', 'open311')
  switch (gate.kind) {
    case 'missing':
      return renderRefused([KUNCI_API_HILANG], format)
    case 'wrong':
      return renderRefused([KUNCI_API_SALAH], format)
    case 'wait':
      return renderWait(gate.seconds, format)
    case 'open':
      return render(
        wrongJurisdiction(tools.deps, req.form) ?? (await call(tools, req, gate.key)),
        format,
      )
  }
}

async function postRequest(tools: Tools, req: Req, key: Opened): Promise<Result<Node>> {
  const parsed = parsePostRequest(req.form)
  if (!parsed.ok) return parsed
  const photos = req.files
    .filter(({ field }) => /^(?:photo\d{1,2}|file_.{1,60}|media)$/.test(field))
    .map(({ bytes }) => bytes)
  const posted = await tools.receiveRequest({ key, request: parsed.value, photos })
  return posted.ok ? ok(postedTree(posted.value)) : posted
}

async function postUpdate(tools: Tools, req: Req, key: Opened): Promise<Result<Node>> {
  const parsed = parsePostUpdate(req.form)
  if (!parsed.ok) return parsed
  const received = await tools.receiveUpdate(key, parsed.value)
  return received.ok ? ok(postedUpdateTree({ update_id: received.value })) : received
}
