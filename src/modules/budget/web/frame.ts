import { yearOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req } from '../../../platform/http/route.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'
import {
  ENTRY_ROLES,
  HEAD_ROLES,
  holdsAny,
  holdsIn,
  PPKD_ROLES,
  TAPD_ROLES,
} from '../actions/people.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { type Bagian, findBagian } from '../store/bagian-store.ts'
import { findVersi, type Versi } from '../store/versi-store.ts'

export const ANGGARAN = '/kerja/anggaran'
export const versiHref = (id: string) => `${ANGGARAN}/versi/${id}`
export const bagianHref = (id: string, skpdId: number) => `${versiHref(id)}/skpd/${skpdId}`
/** Lines outside of any sub kegiatan (revenue, financing) stand under `luar`. */
export const OUTSIDE = 'luar'
export const editorHref = (id: string, skpdId: number, subId: number | null) =>
  `${bagianHref(id, skpdId)}/sub/${subId ?? OUTSIDE}`

/** The version a page is about, with the codes of its year. */
export type VersiView = Readonly<{ versi: Versi; codes: Kodefikasi }>

export async function versiOf(deps: Deps, req: Req): Promise<VersiView | undefined> {
  const id = req.params.id ?? ''
  const versi = isUuid(id) ? await findVersi(deps.kit.db, id) : undefined
  if (versi === undefined) return undefined
  return { versi, codes: await deps.fiscal.kodefikasi(deps.kit.db, versi.tahun) }
}

/** What the actor may do with a part. */
export type PartRights = Readonly<{
  mayEnter: boolean
  mayHandIn: boolean
  mayReview: boolean
}>

export type BagianView = VersiView & Readonly<{ skpd: Skpd; bagian: Bagian; rights: PartRights }>

export async function bagianOf(deps: Deps, req: Req): Promise<BagianView | undefined> {
  const view = await versiOf(deps, req)
  const skpd = view?.codes.skpd.byId.get(Number(req.params.skpd))
  if (view === undefined || skpd === undefined) return undefined
  const bagian = await findBagian(deps.kit.db, view.versi.id, skpd.id)
  return bagian && { ...view, skpd, bagian, rights: rightsOf(req, skpd) }
}

function rightsOf({ actor }: Req, skpd: Skpd): PartRights {
  return {
    mayEnter: holdsIn(actor, ENTRY_ROLES, skpd),
    mayHandIn: holdsIn(actor, HEAD_ROLES, skpd),
    mayReview: holdsAny(actor, TAPD_ROLES) || holdsAny(actor, PPKD_ROLES),
  }
}

export const isOpenPart = ({ versi, bagian }: BagianView) =>
  versi.status === 'disusun' && (bagian.status === 'disusun' || bagian.status === 'dikembalikan')

/** The year a list is about: what the address says, or the newest the region plans for. */
export async function chosenYear(deps: Deps, req: Req): Promise<number> {
  const typed = Number(fieldText(req.query, 'tahun'))
  const years = await deps.fiscal.semuaTahun(deps.kit.db)
  const known = years.map(({ tahun }) => tahun)
  if (known.includes(typed)) return typed
  return known[0] ?? yearOf(deps.kit.today())
}

export const done = (to: string, text: string): Answer =>
  redirect(to, { flash: { kind: 'success', text } })

/** Status of a page that may show refusals. */
export const statusOf = (refusals: readonly Refusal[]) => ({
  status: refusals.length > 0 ? 422 : 200,
})

const SHOWN_MAX = 50

/** Reasons of many rows of one block or file: each names its row and column, at the one field they came by. */
export function inBlock(refusals: readonly Refusal[], field: string): readonly Refusal[] {
  return refusals.slice(0, SHOWN_MAX).map((one) => {
    const [baris = '', kolom = ''] = (one.field ?? '').split('.')
    return kolom === ''
      ? { ...one, field }
      : refusal('BERKAS_BARIS', { baris, kolom, pesan: one.message }, field)
  })
}
