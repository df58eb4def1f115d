import type { Refusal, Result } from '../../../../kernel/result.ts'
import { ok } from '../../../../kernel/result.ts'
import { transaction } from '../../../../platform/db/database.ts'
import { type Answer, forbidden, notFound } from '../../../../platform/http/answer.ts'
import type { Req } from '../../../../platform/http/route.ts'
import { type DraftKey, isDesigner, readDraft } from '../../actions/design-draft.ts'
import { checkDraft } from '../../actions/design-review.ts'
import { findDefinisi } from '../../store/definisi-store.ts'
import type { Services } from '../../types.ts'
import type { Desk } from './frame.tsx'

export const DESIGN = { roles: ['perancang-layanan'] } as const

export type Said = Readonly<{ refusals?: readonly Refusal[] }>

/** @returns the key a request names; undefined for what can be none */
export function keyOf({ params }: Pick<Req, 'params'>): DraftKey | undefined {
  const { kode = '', versi = '' } = params
  if (!/^[A-Z][A-Z0-9-]{2,58}$/.test(kode) || !/^\d{1,5}$/.test(versi)) return undefined
  return { kode, versi: Number(versi) }
}

/** @returns the definition on the desk, with all that is wrong with it; refused when it is not there */
export async function openDesk({ deps }: Services, req: Req, key: DraftKey): Promise<Result<Desk>> {
  const opened = await transaction(deps.kit.db, async (tx) =>
    readDraft(tx, key, await findDefinisi(tx, key)),
  )
  if (!opened.ok) return opened
  const { row, isi, revisi, canUndo, canRedo } = opened.value
  return ok({
    ctx: req.ctx,
    ...key,
    isi,
    status: row.status,
    revisi,
    canUndo,
    canRedo,
    problems:
      row.status === 'terbit' || row.status === 'ditarik' ? [] : await checkDraft(deps, isi),
  })
}

/** Hand an opened definition to a page; what is not there is not found. */
export async function atDesk(
  services: Services,
  req: Req,
  work: (desk: Desk, key: DraftKey) => Promise<Answer> | Answer,
): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const key = keyOf(req)
  if (key === undefined) return notFound
  const desk = await openDesk(services, req, key)
  return desk.ok ? work(desk.value, key) : notFound
}

/** The revision a form was drawn from. */
export function baseOf(form: Req['form']): number {
  const text = form._revisi
  return typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : 0
}
