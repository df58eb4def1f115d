import { isUuid } from '../../../kernel/id.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Access, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import type { AssignmentWish } from '../domain/appointments.ts'
import type { AssignmentKind } from '../domain/grants.ts'
import { refusal } from '../domain/refusals.ts'
import { ROLE_RULES, ROLES } from '../domain/roles.ts'
import { isPermitted, PERMISSIONS } from '../permissions.ts'
import { done } from './account-routes.tsx'
import { again, flashOf, get, post, queryOf, textOf, viewOf, type Web } from './edge.ts'
import { ActingPage } from './pages/acting.tsx'
import { CounterPage } from './pages/citizens.tsx'
import { formValues, placesOf, readDates } from './role-form.ts'

const HOME = '/kerja/pengaturan/tugas-pengganti'
const OFFICERS: Access = { roles: ROLES.filter((role) => ROLE_RULES[role].holder === 'officer') }
const COUNTER: Access = { roles: PERMISSIONS['tatap-muka.catat'] }

/** Acting officials, by the official themself or recorded by the administrator; face-to-face checks. */
export function actingRoutes(web: Web): readonly Route[] {
  return [
    get(HOME, OFFICERS, (req) => showActing(web, req)),
    post(HOME, OFFICERS, (req) => assign(web, req)),
    post(`${HOME}/:id/cabut`, OFFICERS, async (req) => {
      const id = req.params.id ?? ''
      if (!isUuid(id)) return notFound
      const result = await web.actions.assignments.revoke(signedInOf(req), id)
      const back = homeFor(giverIdOf(req), req)
      return result.ok
        ? done(back, viewOf(req).m.office.acting.revokedDone)
        : redirect(back, { flash: flashOf(req, result.refusals) })
    }),
    ...counterRoutes(web),
  ]
}

/** Whose roles: one's own, or those of the officer the administrator chose. */
function giverIdOf(req: Req): string {
  const chosen = textOf(req, 'untuk') || queryOf(req, 'untuk')
  const own = signedInOf(req).accountId
  return isUuid(chosen) && isPermitted(req.actor, 'penugasan.catat') ? chosen : own
}

function homeFor(giverId: string, req: Req): string {
  return giverId === signedInOf(req).accountId ? HOME : `${HOME}?untuk=${giverId}`
}

async function showActing(
  { actions, deps }: Web,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const giverId = giverIdOf(req)
  const detail = await actions.officers.find(giverId)
  if (detail === undefined) return notFound
  const view = (
    <ActingPage
      {...viewOf(req, refusals)}
      overview={await actions.assignments.overview(giverId)}
      giver={detail.account}
      isOwn={giverId === signedInOf(req).accountId}
      isAdmin={isPermitted(req.actor, 'penugasan.catat')}
      places={placesOf(deps)}
      values={formValues(req.form)}
    />
  )
  return refusals.length === 0 ? page(view) : again(view, refusals)
}

async function assign(web: Web, req: Req): Promise<Answer> {
  const { actions } = web
  const giverId = giverIdOf(req)
  const wish = await readAssignment(web, req, giverId)
  if (!wish.ok) return showActing(web, req, wish.refusals)
  const result = await actions.assignments.assign(signedInOf(req), {
    giverId,
    receiverUsername: textOf(req, 'penerima'),
    wish: wish.value,
  })
  if (!result.ok) return showActing(web, req, result.refusals)
  return done(homeFor(giverId, req), viewOf(req).m.office.acting.done)
}

/** The role is chosen among the giver's own, so its unit and area need not be typed. */
async function readAssignment(
  { actions, deps }: Web,
  req: Req,
  giverId: string,
): Promise<Result<AssignmentWish>> {
  const { transferable } = await actions.assignments.overview(giverId)
  const role = transferable.find(({ id }) => id === textOf(req, 'peran'))
  const dates = readDates(req, deps.kit.today())
  const until = dates.ok ? dates.value.berlakuSampai : null
  const refusals = [
    ...(role === undefined ? [refusal('PERAN_TIDAK_DIKENAL', 'peran')] : []),
    ...(dates.ok ? [] : dates.refusals),
    ...(dates.ok && until === null ? [refusal('TANGGAL_SELESAI_KOSONG', 'sampai')] : []),
  ]
  if (role === undefined || !dates.ok || until === null) return refuse(refusals)
  const { peran, unitKode, wilayahKode } = role
  return ok({
    peran,
    unitKode,
    wilayahKode,
    berlakuMulai: dates.value.berlakuMulai,
    berlakuSampai: until,
    jenis: readKind(textOf(req, 'jenis')),
    dasar: textOf(req, 'dasar').trim().slice(0, 300),
  })
}

function readKind(text: string): AssignmentKind {
  return text === 'plt' || text === 'delegasi' ? text : 'plh'
}

function counterRoutes({ actions }: Web): readonly Route[] {
  const valuesOf = (req: Req) => ({
    dokumen: textOf(req, 'dokumen'),
    catatan: textOf(req, 'catatan'),
  })
  const show = async (req: Req, refusals: readonly Refusal[] = []): Promise<Answer> => {
    const typed = textOf(req, 'cari')
    const found =
      typed === '' ? undefined : ((await actions.counter.find(signedInOf(req), typed)) ?? null)
    const view = (
      <CounterPage {...viewOf(req, refusals)} typed={typed} found={found} values={valuesOf(req)} />
    )
    return refusals.length === 0 ? page(view) : again(view, refusals)
  }
  return [
    get('/kerja/tatap-muka', COUNTER, (req) => show(req)),
    // A search by post: what citizens say about themselves stays out of addresses and logs.
    post('/kerja/tatap-muka/cari', COUNTER, (req) => show(req)),
    post('/kerja/tatap-muka', COUNTER, async (req) => {
      const accountId = textOf(req, 'akun')
      if (!isUuid(accountId)) return notFound
      const form = { accountId, nik: textOf(req, 'nik'), ...valuesOf(req) }
      const result = await actions.counter.record(signedInOf(req), form)
      if (!result.ok) return show(req, result.refusals)
      return done('/kerja/tatap-muka', viewOf(req).m.office.counter.done)
    }),
  ]
}
