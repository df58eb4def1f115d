import type { Req } from '../../../platform/http/route.ts'
import type { Deps } from '../deps.ts'
import { type BagianView, bagianOf, OUTSIDE } from './frame.ts'

/** A part, and which of its activities is open. */
export type EditorView = BagianView & Readonly<{ subId: number | null }>

export async function editorOf(deps: Deps, req: Req): Promise<EditorView | undefined> {
  const view = await bagianOf(deps, req)
  if (view === undefined) return undefined
  if (req.params.sub === OUTSIDE) return { ...view, subId: null }
  const sub = view.codes.nomenklatur.byId.get(Number(req.params.sub))
  return sub?.jenis === 'sub_kegiatan' ? { ...view, subId: sub.id } : undefined
}
