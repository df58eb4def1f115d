import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import {
  type Tx,
  together,
  transaction,
  transactionUnlessRefused,
} from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  type BarisAround,
  type BarisForm,
  type DecidedBaris,
  decideBaris,
} from '../domain/baris.ts'
import type { Dokumen } from '../domain/dokumen.ts'
import { refusal } from '../domain/refusals.ts'
import {
  type Baris,
  deleteBaris,
  findBaris,
  insertBaris,
  updateBaris,
} from '../store/baris-store.ts'
import { findNewest } from '../store/dokumen-store.ts'
import { deleteLinks, findUsulan, insertLinks, listDiterima } from '../store/usulan-store.ts'
import { type OpenDraft, openDraft, ownSkpd } from './isi.ts'
import { isAccepted } from './usulan.ts'

export type BarisTarget = Readonly<{ actor: SignedIn; dokumenId: string }>

/** What lines of a draft are looked up in. */
export async function aroundBaris(
  deps: Deps,
  tx: Tx,
  { actor, draft }: Readonly<{ actor: SignedIn; draft: OpenDraft }>,
): Promise<BarisAround> {
  const { kode, dokumen } = draft
  const accepted = await listDiterima(tx, dokumen.tahunMulai)
  const region = deps.reference.regionKode()
  return {
    skpd: await openSkpd(tx, dokumen, ownSkpd(actor, kode)),
    subKegiatan: new Map(
      kode.nomenklatur.all
        .filter(({ jenis }) => jenis === 'sub_kegiatan')
        .map((one) => [one.kode, one.id]),
    ),
    hasWilayah: (code) => code.startsWith(region) && deps.reference.findWilayah(code) !== undefined,
    usulan: new Map(accepted.map((one) => [one.nomor, { ...one, isDiterima: isAccepted(one) }])),
  }
}

/** An SKPD whose Renja is submitted writes no more lines. */
async function openSkpd(
  tx: Tx,
  dokumen: Dokumen,
  own: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const open: [string, number][] = []
  // The coordinator has all of them and goes on after the Renja are in.
  if (own.size > 10) return own
  for (const [kode, skpdId] of own) {
    const renja = await findNewest(tx, { jenis: 'renja', skpdId, tahun: dokumen.tahunMulai }, true)
    if (renja === undefined || renja.status === 'disusun') open.push([kode, skpdId])
  }
  return new Map(open)
}

/**
 * Add lines to a draft: one from the form, many from an import that was checked.
 *
 * @refuses codes of openDraft and decideBaris
 */
export function createAddBaris(deps: Deps) {
  const { kit } = deps
  return (target: BarisTarget, form: BarisForm): Promise<Result<string> | undefined> =>
    transaction(kit.db, async (tx) => {
      const draft = await openDraft(deps, tx, { actor: target.actor, id: target.dokumenId })
      if (draft === undefined || !draft.ok) return draft
      const around = await aroundBaris(deps, tx, { actor: target.actor, draft: draft.value })
      const decided = decideBaris(form, around)
      if (!decided.ok) return decided
      const [id = ''] = await storeBaris(deps, tx, {
        actor: target.actor,
        dokumen: draft.value.dokumen,
        list: [decided.value],
      })
      return ok(id)
    })
}

/** New lines with their links, and one audit row for all. @returns their ids */
export async function storeBaris(
  { kit, audit }: Deps,
  tx: Tx,
  order: Readonly<{ actor: SignedIn; dokumen: Dokumen; list: readonly DecidedBaris[] }>,
): Promise<readonly string[]> {
  const { actor, dokumen } = order
  const made = order.list.map((one) => ({ ...one, id: kit.newId() }))
  await insertBaris(
    tx,
    made.map(({ id, isi }) => ({
      ...isi,
      id,
      dokumenId: dokumen.id,
      tahun: dokumen.tahunMulai,
      oleh: actor.accountId,
      at: kit.now(),
    })),
  )
  const links = made.flatMap(({ id, usulanIds }) =>
    usulanIds.map((usulanId) => ({ usulanId, barisId: id })),
  )
  await together([
    insertLinks(tx, links),
    audit.record(tx, actor, {
      action: 'rencana.baris-ditambah',
      subject: { kind: 'rencana', id: dokumen.id },
      after: { baris: made.map(({ id }) => id) },
    }),
  ])
  return made.map(({ id }) => id)
}

/**
 * Change a line. SKPD and sub kegiatan stay what they are: another one is another line.
 *
 * @refuses codes of openDraft and decideBaris, SUDAH_BERUBAH, BARIS_BERUSULAN
 */
export function createSaveBaris(deps: Deps) {
  const { kit, audit } = deps
  return (
    target: BarisTarget,
    order: Readonly<{ id: string; revisi: number; form: BarisForm }>,
  ): Promise<Result<'saved' | 'gone'> | undefined> =>
    transactionUnlessRefused<'saved' | 'gone'>(kit.db, async (tx) => {
      const opened = await openLine(deps, tx, { ...target, id: order.id })
      if (opened === undefined) return ok('gone')
      if (!opened.ok) return opened
      const { line, draft } = opened.value
      const around = await aroundBaris(deps, tx, { actor: target.actor, draft })
      const decided = decideBaris(order.form, around)
      if (!decided.ok) return decided
      const { isi, usulanIds } = decided.value
      const isSaved = await updateBaris(tx, {
        ...isi,
        id: line.id,
        dokumenId: target.dokumenId,
        oleh: target.actor.accountId,
        at: kit.now(),
        revisi: order.revisi,
      })
      if (!isSaved) return refuse(refusal('SUDAH_BERUBAH'))
      const relinked = await relink(tx, { line, usulanIds })
      if (!relinked.ok) return relinked
      await audit.record(tx, target.actor, {
        action: 'rencana.baris-diubah',
        subject: { kind: 'rencana', id: target.dokumenId },
        before: { id: line.id, pagu: String(line.pagu) },
        after: { id: line.id, pagu: String(isi.pagu) },
      })
      return ok('saved')
    })
}

/** A line's proposals become these; an accepted proposal never loses its last line. */
async function relink(
  tx: Tx,
  { line, usulanIds }: Readonly<{ line: Baris; usulanIds: readonly string[] }>,
): Promise<Result<'linked'>> {
  const wanted = new Set(usulanIds)
  const dropped = line.usulan.filter(({ id }) => !wanted.has(id))
  for (const { id } of dropped) {
    const usulan = await findUsulan(tx, id)
    if ((usulan?.barisIds.length ?? 0) < 2) return refuse(refusal('BARIS_BERUSULAN', {}, 'usulan'))
  }
  const toLink = (usulanId: string) => ({ usulanId, barisId: line.id })
  await deleteLinks(
    tx,
    dropped.map(({ id }) => toLink(id)),
  )
  await insertLinks(tx, usulanIds.map(toLink))
  return ok('linked')
}

/**
 * Take a line out of a draft.
 *
 * @refuses codes of openDraft, BARIS_BERUSULAN
 */
export function createRemoveBaris(deps: Deps) {
  const { kit, audit } = deps
  return (target: BarisTarget, id: string): Promise<Result<'removed'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const opened = await openLine(deps, tx, { ...target, id })
      if (opened === undefined || !opened.ok) return opened
      const { line, draft } = opened.value
      // Lines of an earlier version keep their links: that is what was enacted.
      if (draft.dokumen.versi === 1) {
        const free = await relink(tx, { line, usulanIds: [] })
        if (!free.ok) return free
      }
      await deleteBaris(tx, { dokumenId: target.dokumenId, id })
      await audit.record(tx, target.actor, {
        action: 'rencana.baris-dihapus',
        subject: { kind: 'rencana', id: target.dokumenId },
        before: { id, uraian: line.uraian, pagu: String(line.pagu) },
      })
      return ok('removed')
    })
}

async function openLine(
  deps: Deps,
  tx: Tx,
  target: BarisTarget & Readonly<{ id: string }>,
): Promise<Result<Readonly<{ draft: OpenDraft; line: Baris }>> | undefined> {
  const draft = await openDraft(deps, tx, { actor: target.actor, id: target.dokumenId })
  if (draft === undefined || !draft.ok) return draft
  const line = await findBaris(tx, target)
  if (line === undefined) return undefined
  const own = [...ownSkpd(target.actor, draft.value.kode).values()]
  if (!own.includes(line.skpdId)) return refuse(refusal('BUKAN_WEWENANG'))
  return ok({ draft: draft.value, line })
}
