import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { isCoded, kindBelow } from '../domain/dokumen.ts'
import { refusal } from '../domain/refusals.ts'
import {
  decideIndikator,
  decideMove,
  decideSimpul,
  type IndikatorForm,
  type Simpul,
  type SimpulForm,
  type SimpulIsi,
} from '../domain/simpul.ts'
import { findNewest } from '../store/dokumen-store.ts'
import {
  deleteIndikator,
  deleteSimpul,
  insertSimpul,
  moveSimpul,
  nextUrutan,
  readSimpul,
  replacePagu,
  saveIndikator,
  updateSimpul,
} from '../store/simpul-store.ts'
import { type OpenDraft, openDraft } from './isi.ts'

type Target = Readonly<{ actor: SignedIn; dokumenId: string }>

/** A draft and its tree, opened for one change. */
type Opened = OpenDraft & Readonly<{ simpul: readonly Simpul[] }>

/** Run a change on an open draft; what is refused leaves nothing behind. */
async function inDraft<T>(
  deps: Deps,
  target: Target,
  work: (tx: Tx, opened: Opened) => Promise<Result<T> | undefined>,
): Promise<Result<T> | undefined> {
  const outcome = await transactionUnlessRefused<{ done?: T }>(deps.kit.db, async (tx) => {
    const draft = await openDraft(deps, tx, { actor: target.actor, id: target.dokumenId })
    if (draft === undefined) return ok({})
    if (!draft.ok) return draft
    const simpul = await readSimpul(tx, target.dokumenId)
    const done = await work(tx, { ...draft.value, simpul })
    if (done === undefined) return ok({})
    return done.ok ? ok({ done: done.value }) : done
  })
  if (!outcome.ok) return outcome
  return outcome.value.done === undefined ? undefined : ok(outcome.value.done)
}

/** Each change of a tree leaves its trace in the same transaction. */
function note(
  { audit }: Deps,
  tx: Tx,
  entry: Readonly<{ target: Target; action: string; before?: unknown; after?: unknown }>,
): Promise<void> {
  const { target, ...rest } = entry
  return audit.record(tx, target.actor, {
    ...rest,
    subject: { kind: 'rencana', id: target.dokumenId },
  })
}

async function decideForm(
  tx: Tx,
  opened: Opened,
  order: Readonly<{ form: SimpulForm; node: Pick<Simpul, 'jenis' | 'indukId'>; id?: string }>,
): Promise<Result<SimpulIsi>> {
  const { kode, simpul, dokumen, years } = opened
  const { form, node, id } = order
  const typed = kode.nomenklatur.byKode.get(form.kode.trim())
  const above = simpul.find((one) => one.id === node.indukId)
  const rpjmd = await findNewest(tx, { jenis: 'rpjmd', tahun: dokumen.tahunMulai }, true)
  const goals = rpjmd === undefined ? [] : await readSimpul(tx, rpjmd.id)
  const brothers = simpul.filter((one) => one.indukId === node.indukId && one.id !== id)
  return decideSimpul(form, {
    jenis: node.jenis,
    years,
    found: typed?.jenis === node.jenis ? typed : undefined,
    above: kode.nomenklatur.byId.get(above?.nomenklaturId ?? -1),
    // In the RPJMD several agencies carry the same programme.
    taken: new Set(
      dokumen.jenis === 'rpjmd' ? [] : brothers.flatMap(({ nomenklaturId }) => nomenklaturId ?? []),
    ),
    goals: new Set(goals.filter(({ jenis }) => jenis === 'sasaran').map((one) => one.id)),
  })
}

/**
 * Add a node below another, or at the root.
 *
 * @refuses codes of openDraft and decideSimpul, SIMPUL_TEMPAT, SIMPUL_SKPD
 */
export function createAddSimpul(deps: Deps) {
  const { kit } = deps
  return (
    target: Target,
    order: Readonly<{ indukId: string | null; form: SimpulForm; skpd: string }>,
  ): Promise<Result<string> | undefined> =>
    inDraft(deps, target, async (tx, opened) => {
      const { dokumen } = opened
      const decided = await decideNew(tx, opened, order)
      if (!decided.ok) return decided
      const { jenis, isi, skpdId } = decided.value
      const id = kit.newId()
      const at = { dokumenId: dokumen.id, indukId: order.indukId }
      await insertSimpul(tx, [
        {
          ...at,
          ...isi,
          id,
          jenis,
          urutan: await nextUrutan(tx, at),
          skpdId,
          diubahOleh: target.actor.accountId,
          at: kit.now(),
        },
      ])
      const list = [{ simpulId: id, pagu: isi.pagu }]
      await replacePagu(tx, { dokumenId: dokumen.id, list })
      const after = { id, uraian: isi.uraian }
      await note(deps, tx, { target, action: 'rencana.simpul-ditambah', after })
      return ok(id)
    })
}

type NewNode = Readonly<{ jenis: Simpul['jenis']; isi: SimpulIsi; skpdId: number | null }>

async function decideNew(
  tx: Tx,
  opened: Opened,
  order: Readonly<{ indukId: string | null; form: SimpulForm; skpd: string }>,
): Promise<Result<NewNode>> {
  const { indukId, form, skpd } = order
  const above = opened.simpul.find(({ id }) => id === indukId)
  const isLost = indukId !== null && above === undefined
  const jenis = isLost ? undefined : kindBelow(opened.dokumen.jenis, above?.jenis)
  if (jenis === undefined)
    return refuse(refusal('SIMPUL_TEMPAT', { jenis: 'bagian', induk: 'dokumen' }, 'induk'))
  const isi = await decideForm(tx, opened, { form, node: { jenis, indukId } })
  const carrier = decideCarrier(opened, { jenis, skpd })
  if (isi.ok && carrier.ok) return ok({ jenis, isi: isi.value, skpdId: carrier.value ?? null })
  return refuse([...(isi.ok ? [] : isi.refusals), ...(carrier.ok ? [] : carrier.refusals)])
}

/** A programme of the RPJMD names the agency that answers for it; other nodes have none. */
function decideCarrier(
  { dokumen, kode }: Opened,
  { jenis, skpd }: Readonly<{ jenis: Simpul['jenis']; skpd: string }>,
): Result<number | undefined> {
  if (dokumen.jenis !== 'rpjmd' || jenis !== 'program') return ok(undefined)
  const found = kode.skpd.byId.get(Number(skpd))
  return found === undefined ? refuse(refusal('SIMPUL_SKPD', {}, 'skpd')) : ok(found.id)
}

/**
 * Change a node. Of two who had it open, the second is told and keeps what was typed.
 *
 * @refuses codes of openDraft and decideSimpul, SUDAH_BERUBAH
 */
export function createSaveSimpul(deps: Deps) {
  const { kit } = deps
  return (
    target: Target,
    order: Readonly<{ id: string; revisi: number; form: SimpulForm }>,
  ): Promise<Result<'saved'> | undefined> =>
    inDraft(deps, target, async (tx, opened) => {
      const { dokumen, simpul } = opened
      const node = simpul.find(({ id }) => id === order.id)
      if (node === undefined) return undefined
      const isi = await decideForm(tx, opened, { form: order.form, node, id: node.id })
      if (!isi.ok) return isi
      const isSaved = await updateSimpul(tx, {
        ...isi.value,
        dokumenId: dokumen.id,
        id: node.id,
        revisi: order.revisi,
        diubahOleh: target.actor.accountId,
        at: kit.now(),
      })
      if (!isSaved) return refuse(refusal('SUDAH_BERUBAH'))
      const list = [{ simpulId: node.id, pagu: isi.value.pagu }]
      if (isCoded(node.jenis)) await replacePagu(tx, { dokumenId: dokumen.id, list })
      await note(deps, tx, {
        target,
        action: 'rencana.simpul-diubah',
        before: { uraian: node.uraian },
        after: { uraian: isi.value.uraian },
      })
      return ok('saved')
    })
}

/**
 * Move a node: one place up or down among its brothers, or under another parent.
 *
 * @refuses codes of openDraft, SIMPUL_TEMPAT
 */
export function createMoveSimpul(deps: Deps) {
  return (
    target: Target,
    order: Readonly<{ id: string; ke: 'naik' | 'turun' | 'induk'; indukId: string }>,
  ): Promise<Result<'moved'> | undefined> =>
    inDraft(deps, target, async (tx, { dokumen, simpul }) => {
      const node = simpul.find(({ id }) => id === order.id)
      if (node === undefined) return undefined
      if (order.ke === 'induk') {
        const above = simpul.find(({ id }) => id === order.indukId)
        const may = decideMove(dokumen.jenis, node, above)
        if (!may.ok) return may
        const at = { dokumenId: dokumen.id, indukId: above?.id ?? null }
        await moveSimpul(tx, { ...at, id: node.id, urutan: await nextUrutan(tx, at) })
      } else await swap(tx, dokumen.id, { simpul, node, isUp: order.ke === 'naik' })
      await note(deps, tx, { target, action: 'rencana.simpul-dipindah', after: order })
      return ok('moved')
    })
}

/** Numbers all brothers anew in their new order, so that equal places cannot stick together. */
async function swap(
  tx: Tx,
  dokumenId: string,
  order: Readonly<{ simpul: readonly Simpul[]; node: Simpul; isUp: boolean }>,
): Promise<void> {
  const { node, isUp } = order
  const brothers = order.simpul.filter(({ indukId }) => indukId === node.indukId)
  const at = brothers.findIndex(({ id }) => id === node.id)
  const other = brothers[at + (isUp ? -1 : 1)]
  if (other === undefined) return
  const places = new Map(brothers.map(({ id }, place) => [id, place + 1]))
  places.set(node.id, at + 1 + (isUp ? -1 : 1)).set(other.id, at + 1)
  for (const { id, indukId, urutan } of brothers) {
    const place = places.get(id) ?? urutan
    if (place !== urutan) await moveSimpul(tx, { dokumenId, id, indukId, urutan: place })
  }
}

/**
 * Remove a node that has nothing below it.
 *
 * @refuses codes of openDraft, SIMPUL_BERISI
 */
export function createRemoveSimpul(deps: Deps) {
  return (target: Target, id: string): Promise<Result<'removed'> | undefined> =>
    inDraft(deps, target, async (tx, { dokumen, simpul }) => {
      const node = simpul.find((one) => one.id === id)
      if (node === undefined) return undefined
      if (simpul.some(({ indukId }) => indukId === id)) return refuse(refusal('SIMPUL_BERISI'))
      await deleteSimpul(tx, { dokumenId: dokumen.id, id })
      const before = { uraian: node.uraian }
      await note(deps, tx, { target, action: 'rencana.simpul-dihapus', before })
      return ok('removed')
    })
}

/**
 * Add an indicator, or change one.
 *
 * @refuses codes of openDraft and decideIndikator
 */
export function createSaveIndikator(deps: Deps) {
  return (
    target: Target,
    order: Readonly<{ simpulId: string; id: string | undefined; form: IndikatorForm }>,
  ): Promise<Result<'saved'> | undefined> =>
    inDraft(deps, target, async (tx, { dokumen, simpul, years }) => {
      const node = simpul.find(({ id }) => id === order.simpulId)
      const known = node?.indikator.find(({ id }) => id === order.id)
      if (node === undefined || (order.id !== undefined && known === undefined)) return undefined
      const isi = decideIndikator(order.form, years)
      if (!isi.ok) return isi
      await saveIndikator(tx, [
        {
          ...isi.value,
          dokumenId: dokumen.id,
          simpulId: node.id,
          id: known?.id ?? deps.kit.newId(),
          urutan: known?.urutan ?? (node.indikator.at(-1)?.urutan ?? 0) + 1,
        },
      ])
      const after = { nama: isi.value.nama }
      await note(deps, tx, { target, action: 'rencana.indikator-disimpan', after })
      return ok('saved')
    })
}

/** @refuses codes of openDraft */
export function createRemoveIndikator(deps: Deps) {
  return (target: Target, id: string): Promise<Result<'removed'> | undefined> =>
    inDraft(deps, target, async (tx, { dokumen }) => {
      await deleteIndikator(tx, { dokumenId: dokumen.id, id })
      await note(deps, tx, { target, action: 'rencana.indikator-dihapus', before: { id } })
      return ok('removed')
    })
}
