import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { PERMISSIONS } from '../permissions.ts'
import { done } from './account-routes.tsx'
import { again, flashOf, get, post, queryOf, textOf, viewOf, type Web } from './edge.ts'
import { RequestsPage } from './pages/citizens.tsx'
import { AddUserPage, OneTimePage, UserPage, UsersPage } from './pages/users.tsx'
import { formValues, placesOf, readRoleWish } from './role-form.ts'

const HOME = '/kerja/pengaturan/pengguna'
const ADMIN = { roles: PERMISSIONS['akun.kelola'] }
const DECIDER = { roles: PERMISSIONS['permintaan-data.putus'] }
const REQUESTS = '/kerja/pengaturan/permintaan-data'

/** Administration: officers, their roles and access, and citizens' data requests. */
export function officeRoutes(web: Web): readonly Route[] {
  const { actions, deps } = web
  return [
    get(HOME, ADMIN, async (req) => {
      const text = queryOf(req, 'cari').slice(0, 100)
      const [name, id] = [queryOf(req, 'nama'), queryOf(req, 'id')]
      const after = isUuid(id) ? { name, id } : undefined
      const list = await actions.officers.list({ text, after })
      return page(<UsersPage {...viewOf(req)} list={list} text={text} places={placesOf(deps)} />)
    }),
    get(`${HOME}/baru`, ADMIN, (req) => showAdd(web, req)),
    post(`${HOME}/baru`, ADMIN, (req) => addOfficer(web, req)),
    get(`${HOME}/:id`, ADMIN, (req) => showUser(web, req)),
    ...userRoutes(web),
    ...requestRoutes(web),
  ]
}

function showAdd({ deps }: Web, req: Req, refusals: readonly Refusal[] = []): Answer {
  const places = placesOf(deps)
  const view = (
    <AddUserPage {...viewOf(req, refusals)} places={places} values={formValues(req.form)} />
  )
  return refusals.length === 0 ? page(view) : again(view, refusals)
}

async function addOfficer(web: Web, req: Req): Promise<Answer> {
  const { actions, deps } = web
  const wish = readRoleWish(req, deps.kit.today())
  if (!wish.ok) return showAdd(web, req, wish.refusals)
  const { peran, unitKode, wilayahKode, berlakuMulai, berlakuSampai, dasar } = wish.value
  const contact = textOf(req, 'kontak').trim()
  const result = await actions.officers.add(signedInOf(req), {
    username: textOf(req, 'nama-pengguna'),
    name: textOf(req, 'nama'),
    position: textOf(req, 'jabatan'),
    role: peran,
    dasar,
    from: berlakuMulai,
    ...(unitKode === null ? {} : { unitKode }),
    ...(wilayahKode === null ? {} : { wilayahKode }),
    ...(berlakuSampai === null ? {} : { until: berlakuSampai }),
    ...(contact === '' ? {} : { contact }),
  })
  if (!result.ok) return showAdd(web, req, result.refusals)
  return page(<OneTimePage {...viewOf(req)} added={result.value} />)
}

async function showUser(
  { actions, deps }: Web,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const id = req.params.id ?? ''
  const detail = isUuid(id) ? await actions.officers.find(id) : undefined
  if (detail === undefined) return notFound
  const view = (
    <UserPage
      {...viewOf(req, refusals)}
      detail={detail}
      viewer={signedInOf(req)}
      places={placesOf(deps)}
      values={formValues(req.form)}
    />
  )
  return refusals.length === 0 ? page(view) : again(view, refusals)
}

/** Every path with ids answers "not found" for what is no id, before any action is asked. */
function withIds(handle: (req: Req, accountId: string) => Promise<Answer>): Route['handle'] {
  return (req) =>
    Object.values(req.params).every(isUuid) ? handle(req, req.params.id ?? '') : notFound
}

function userRoutes(web: Web): readonly Route[] {
  const { officers } = web.actions
  const orderOf = (req: Req, accountId: string) => ({ accountId, reason: textOf(req, 'alasan') })
  const wordsOf = (req: Req) => viewOf(req).m.office.user
  return [
    post(
      `${HOME}/:id/peran`,
      ADMIN,
      withIds(async (req, accountId) => {
        const wish = readRoleWish(req, web.deps.kit.today())
        if (!wish.ok) return showUser(web, req, wish.refusals)
        const result = await officers.grant(signedInOf(req), accountId, wish.value)
        if (!result.ok) return showUser(web, req, result.refusals)
        return done(`${HOME}/${accountId}`, wordsOf(req).given)
      }),
    ),
    post(
      `${HOME}/:id/peran/:peranId/cabut`,
      ADMIN,
      withIds(async (req, accountId) => {
        const order = { ...orderOf(req, accountId), peranId: req.params.peranId ?? '' }
        const result = await officers.revoke(signedInOf(req), order)
        if (!result.ok) return showUser(web, req, result.refusals)
        return done(`${HOME}/${accountId}`, wordsOf(req).revoked)
      }),
    ),
    post(
      `${HOME}/:id/nonaktifkan`,
      ADMIN,
      withIds(async (req, accountId) => {
        const result = await officers.suspend(signedInOf(req), orderOf(req, accountId))
        if (!result.ok) return showUser(web, req, result.refusals)
        return done(`${HOME}/${accountId}`, wordsOf(req).suspended)
      }),
    ),
    post(
      `${HOME}/:id/aktifkan`,
      ADMIN,
      withIds(async (req, accountId) => {
        const result = await officers.restore(signedInOf(req), orderOf(req, accountId))
        if (!result.ok) return showUser(web, req, result.refusals)
        return done(`${HOME}/${accountId}`, wordsOf(req).restored)
      }),
    ),
    post(
      `${HOME}/:id/akses`,
      ADMIN,
      withIds(async (req, accountId) => {
        const result = await officers.resetAccess(signedInOf(req), orderOf(req, accountId))
        if (!result.ok) return showUser(web, req, result.refusals)
        return page(<OneTimePage {...viewOf(req)} added={result.value} />)
      }),
    ),
  ]
}

function requestRoutes({ actions }: Web): readonly Route[] {
  return [
    get(REQUESTS, DECIDER, async (req) =>
      page(<RequestsPage {...viewOf(req)} requests={await actions.myData.listOpen()} />),
    ),
    post(
      `${REQUESTS}/:id`,
      DECIDER,
      withIds(async (req, requestId) => {
        const result = await actions.myData.decide(signedInOf(req), {
          requestId,
          isGranted: textOf(req, 'putusan') === 'kabul',
          answer: textOf(req, 'jawaban'),
          name: textOf(req, 'nama'),
        })
        if (!result.ok) return redirect(REQUESTS, { flash: flashOf(req, result.refusals) })
        return done(REQUESTS, viewOf(req).m.office.requests.done)
      }),
    ),
  ]
}
