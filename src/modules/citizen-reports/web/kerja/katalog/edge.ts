import type { Refusal, Result } from '../../../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../../platform/http/route.ts'
import type { PageContext } from '../../../../../ui/page-context.ts'
import { KATALOG_ROLES } from '../../../actions/edit-katalog.ts'
import type { Katalog } from '../../../domain/katalog.ts'
import { katalogMessages } from '../../../messages/katalog.ts'
import type { KatalogMessages } from '../../../messages/katalog-id.ts'

export const HOME = '/kerja/katalog'

/** What every page of the catalogues is given. */
export type View = Readonly<{
  ctx: PageContext
  m: KatalogMessages
  refusals: readonly Refusal[]
}>

type Handle = Route['handle']

export const get = (path: string, handle: Handle): Route => ({
  method: 'GET',
  url: `${HOME}${path}`,
  access: { roles: KATALOG_ROLES },
  kind: 'page',
  handle,
})
export const post = (path: string, handle: Handle, bodyLimit?: number): Route => ({
  method: 'POST',
  url: `${HOME}${path}`,
  access: { roles: KATALOG_ROLES },
  kind: 'page',
  ...(bodyLimit === undefined ? {} : { bodyLimit }),
  handle,
})

export function viewOf(req: Req, refusals: readonly Refusal[] = []): View {
  return { ctx: req.ctx, m: katalogMessages(req.ctx.lang), refusals }
}

/** Longest text of a field; the rules say less, this keeps a page from growing without bound. */
const TEXT_MAX = 4_000

export const text = (req: Req, name: string): string =>
  fieldText(req.form, name).replace(/\r\n?/g, '\n').trim().slice(0, TEXT_MAX)
export const query = (req: Req, name: string): string =>
  fieldText(req.query, name).trim().slice(0, 100)
export const ticked = (req: Req, name: string): boolean => text(req, name) === 'ya'

/** The digest of what the form was drawn from. */
export const seenIn = (req: Req): string => text(req, 'dilihat').slice(0, 32)

/** A page, or the same page with its refusals and status 422. */
export function show(view: Parameters<typeof page>[0], refusals: readonly Refusal[] = []): Answer {
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** After a change: back to the page, saying whether there was anything to change. */
export function done(
  req: Req,
  to: string,
  result: Readonly<{ isChanged: boolean }> | undefined,
): Answer {
  const m = katalogMessages(req.ctx.lang)
  const isChanged = result?.isChanged ?? true
  return redirect(to, {
    flash: isChanged
      ? { kind: 'success', text: m.saved }
      : { kind: 'notice', text: m.nothingChanged },
  })
}

/** Refusals without a form to show them in become one message on the next page. */
export function refusedTo(
  req: Req,
  to: string,
  result: Extract<Result<unknown>, { ok: false }>,
): Answer {
  const words = result.refusals.map(req.ctx.word).join(' ')
  return redirect(to, { flash: { kind: 'error', text: words } })
}

export type ChoiceGroup = Readonly<{
  label: string
  choices: readonly Readonly<{ value: string; label: string }>[]
}>

/** Categories to choose from: each group, then its leaves. */
export function kategoriGroups(katalog: Katalog, lang: 'id' | 'en'): readonly ChoiceGroup[] {
  return katalog.grup.map((grup) => ({
    label: grup.nama[lang],
    choices: [
      { value: grup.kode, label: `${grup.nama[lang]} (${grup.kode})` },
      ...katalog.daun
        .filter((daun) => daun.indukKode === grup.kode)
        .map((daun) => ({ value: daun.kode, label: daun.nama[lang] })),
    ],
  }))
}
