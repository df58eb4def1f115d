import { type Actor, hasRole, isSignedIn, type SignedIn } from '../../../kernel/actor.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, together, transaction } from '../../../platform/db/database.ts'
import { LayananSchema } from '../definition-file/schema.ts'
import type { Deps } from '../deps.ts'
import { diffDefinitions } from '../domain/definition/diff.ts'
import type { Layanan } from '../domain/definition/types.ts'
import { refusalsOf } from '../domain/perancang/issues.ts'
import { designRefusal } from '../domain/perancang/refusals.ts'
import { designMessages } from '../messages/index.ts'
import {
  type DefinisiRow,
  insertDefinisi,
  listVersi,
  lockDefinisi,
  updateDraf,
} from '../store/definisi-store.ts'
import {
  findKini,
  findRevisi,
  insertRevisi,
  type Perubahan,
  type Revisi,
  type RevisiJenis,
} from '../store/revisi-store.ts'
import { digestOf } from './load-catalogue.ts'

export type DraftKey = Readonly<{ kode: string; versi: number }>
export const DESIGNER = 'perancang-layanan'

/** How many lines of a save are kept in words; the comparison tells the rest. */
const LINES_MAX = 12

/** @returns whether somebody may design services; every action asks again */
export function isDesigner(actor: Actor): actor is SignedIn {
  return isSignedIn(actor) && hasRole(actor, DESIGNER)
}

/**
 * Begin a service, or the next version of one.
 *
 * @refuses RANCANGAN_KODE_DIPAKAI, RANCANGAN_SUDAH_DISUSUN
 */
export function createDraft(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  { isi, jenis = 'baru' }: Readonly<{ isi: Layanan; jenis?: 'baru' | 'impor' }>,
): Promise<Result<DraftKey>> {
  return transaction(db, (tx) => insertDraft(deps, tx, actor, { isi, jenis }))
}

/** The same within a transaction of the caller's: several drafts come together or not at all. */
export async function insertDraft(
  deps: Pick<Deps, 'kit' | 'audit'>,
  tx: Tx,
  actor: Actor,
  { isi, jenis }: Readonly<{ isi: Layanan; jenis: 'baru' | 'impor' }>,
): Promise<Result<DraftKey>> {
  const key = { kode: isi.code, versi: isi.version }
  const at = deps.kit.now()
  const oleh = isSignedIn(actor) ? actor.accountId : null
  const isNew = await insertDefinisi(tx, {
    ...key,
    jenis: 'layanan',
    status: 'draf',
    isi,
    sha256: digestOf(isi),
    berlakuMulai: isi.effective.from,
    dibuatOleh: oleh,
    at,
  })
  if (!isNew)
    return refuse(
      designRefusal(
        isi.version === 1 ? 'RANCANGAN_KODE_DIPAKAI' : 'RANCANGAN_SUDAH_DISUSUN',
        'kode',
      ),
    )
  await together([
    insertRevisi(tx, {
      ...key,
      jenis,
      isi,
      perubahan: [],
      induk: null,
      ulang: null,
      oleh,
      waktu: at,
    }),
    deps.audit.record(tx, actor, {
      action: 'layanan.rancang',
      subject: { kind: 'layanan', id: `${isi.code}@${isi.version}` },
      after: isi,
    }),
  ])
  return ok(key)
}

/** @returns the number the next version of a service gets; 1 for a service nobody has */
export async function nextVersion(tx: Tx, kode: string): Promise<number> {
  const [newest] = await listVersi(tx, kode, 1)
  return (newest?.versi ?? 0) + 1
}

/** A draft that can be read, where it stands. */
export type OpenDraft = Readonly<{
  row: DefinisiRow
  isi: Layanan
  revisi: number
  canUndo: boolean
  canRedo: boolean
}>

/** @returns a draft as a definition; its refusal when it is none, or cannot be read */
export async function readDraft(
  tx: Tx,
  key: DraftKey,
  row: DefinisiRow | undefined,
): Promise<Result<OpenDraft>> {
  if (row === undefined || row.jenis !== 'layanan')
    return refuse(designRefusal('RANCANGAN_TIDAK_ADA'))
  const kini = await findKini(tx, key)
  const parsed = LayananSchema.safeParse(row.isi)
  if (!parsed.success) return refuse(designRefusal('RANCANGAN_RUSAK'))
  return ok({
    row,
    isi: parsed.data,
    revisi: kini?.nomor ?? 0,
    canUndo: kini !== undefined && kini.induk !== null,
    canRedo: kini !== undefined && kini.ulang !== null,
  })
}

export type Edit = Readonly<{
  key: DraftKey
  /** The revision the page was drawn from. */
  base: number
  jenis?: 'ubah' | 'impor'
  /** What is to become of the definition; whatever it gives is checked against the schema. */
  change: (isi: Layanan) => unknown
}>

/** Where a definition stands after a save; the same number when nothing differs. */
export type Saved = Readonly<{ revisi: number; isi: Layanan }>

/**
 * Save a change. Whoever read an older revision than the one stored is refused, and what they wrote is kept
 * beside it: nobody's work is lost and nobody's is overwritten.
 *
 * @refuses RANCANGAN_BERTABRAKAN with the number it is kept under, or what the schema says at its fields
 */
export function editDraft(deps: Deps, db: Db, actor: SignedIn, edit: Edit): Promise<Result<Saved>> {
  // Committed although refused: the text that came too late is stored by the refusing transaction.
  return transaction(db, async (tx) => {
    const opened = await lockOpen(tx, edit.key)
    if (!opened.ok) return opened
    const { isi, kini } = opened.value
    const isLate = kini.nomor !== edit.base
    const from = isLate ? await isiAt(tx, edit) : isi
    if (from === undefined) return refuse(designRefusal('RANCANGAN_REVISI_TIDAK_ADA'))
    const parsed = LayananSchema.safeParse(edit.change(from))
    if (!parsed.success) return refuse(refusalsOf(parsed.error.issues))
    const next = { ...parsed.data, code: edit.key.kode, version: edit.key.versi }
    if (canonicalJson(next) === canonicalJson(from)) return ok({ revisi: kini.nomor, isi: next })
    if (isLate) return keepLate(deps, tx, { edit, actor, from, next })
    const revisi = await store(deps, tx, {
      actor,
      key: edit.key,
      isi: next,
      before: isi,
      jenis: edit.jenis ?? 'ubah',
      induk: kini.nomor,
      ulang: null,
    })
    return ok({ revisi, isi: next })
  })
}

async function isiAt(tx: Tx, { key, base }: Edit): Promise<Layanan | undefined> {
  const found = await findRevisi(tx, key, base)
  const parsed = LayananSchema.safeParse(found?.isi)
  return parsed.success ? parsed.data : undefined
}

async function keepLate(
  deps: Deps,
  tx: Tx,
  {
    edit,
    actor,
    from,
    next,
  }: Readonly<{ edit: Edit; actor: SignedIn; from: Layanan; next: Layanan }>,
): Promise<Result<never>> {
  const nomor = await insertRevisi(tx, {
    ...edit.key,
    jenis: 'tertahan',
    isi: next,
    perubahan: describe(from, next),
    induk: edit.base,
    ulang: null,
    oleh: actor.accountId,
    waktu: deps.kit.now(),
  })
  return refuse(designRefusal('RANCANGAN_BERTABRAKAN', undefined, { nomor: String(nomor) }))
}

type Opened = Readonly<{ row: DefinisiRow; isi: Layanan; kini: Revisi }>

/** A draft under its lock, at its current revision. */
async function lockOpen(tx: Tx, key: DraftKey): Promise<Result<Opened>> {
  const row = await lockDefinisi(tx, key)
  if (row === undefined || row.jenis !== 'layanan')
    return refuse(designRefusal('RANCANGAN_TIDAK_ADA'))
  if (row.status !== 'draf') return refuse(designRefusal('RANCANGAN_BUKAN_DRAF'))
  const kini = await findKini(tx, key)
  const parsed = LayananSchema.safeParse(row.isi)
  if (kini === undefined || !parsed.success) return refuse(designRefusal('RANCANGAN_RUSAK'))
  return ok({ row, isi: parsed.data, kini })
}

export type Step = 'urung' | 'ulang' | Readonly<{ ke: number }>

/**
 * Undo, redo, or go back to any revision: each is a further row, so that nothing of the history is ever lost.
 *
 * @refuses RANCANGAN_TAK_BISA_MUNDUR, RANCANGAN_REVISI_TIDAK_ADA
 */
export function stepDraft(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  { key, base, step }: Readonly<{ key: DraftKey; base: number; step: Step }>,
): Promise<Result<Saved>> {
  return transaction(db, async (tx) => {
    const opened = await lockStep(tx, key, base)
    if (!opened.ok) return opened
    const { kini, before } = opened.value
    const nomor = step === 'urung' ? kini.induk : step === 'ulang' ? kini.ulang : step.ke
    if (nomor === null) return refuse(designRefusal('RANCANGAN_TAK_BISA_MUNDUR'))
    const target = await findRevisi(tx, key, nomor)
    const parsed = LayananSchema.safeParse(target?.isi)
    if (target === undefined || !parsed.success)
      return refuse(designRefusal('RANCANGAN_REVISI_TIDAK_ADA'))
    const revisi = await store(deps, tx, {
      actor,
      key,
      isi: parsed.data,
      before: before ?? parsed.data,
      ...chainOf(step, kini, target),
    })
    return ok({ revisi, isi: parsed.data })
  })
}

/** A draft under its lock; its content may be unreadable, since going back is how to mend that. */
async function lockStep(
  tx: Tx,
  key: DraftKey,
  base: number,
): Promise<Result<Readonly<{ kini: Revisi; before: Layanan | undefined }>>> {
  const row = await lockDefinisi(tx, key)
  const kini = await findKini(tx, key)
  if (row === undefined || kini === undefined) return refuse(designRefusal('RANCANGAN_TIDAK_ADA'))
  if (row.status !== 'draf') return refuse(designRefusal('RANCANGAN_BUKAN_DRAF'))
  if (kini.nomor !== base) return refuse(designRefusal('RANCANGAN_BERUBAH'))
  const now = LayananSchema.safeParse(row.isi)
  return ok({ kini, before: now.success ? now.data : undefined })
}

/** What the new row rests on, so that undo and redo can go on from it in both directions. */
function chainOf(
  step: Step,
  kini: Revisi,
  target: Revisi,
): Readonly<{ jenis: RevisiJenis; induk: number | null; ulang: number | null }> {
  if (step === 'urung') return { jenis: 'urung', induk: target.induk, ulang: kini.nomor }
  if (step === 'ulang') return { jenis: 'ulang', induk: target.induk, ulang: target.ulang }
  return { jenis: 'pulih', induk: kini.nomor, ulang: null }
}

type Storing = Readonly<{
  actor: SignedIn
  key: DraftKey
  isi: Layanan
  before: Layanan
  jenis: RevisiJenis
  induk: number | null
  ulang: number | null
}>

async function store(deps: Deps, tx: Tx, storing: Storing): Promise<number> {
  const { actor, key, isi, before, ...chain } = storing
  const at = deps.kit.now()
  const [nomor] = await together([
    insertRevisi(tx, {
      ...key,
      ...chain,
      isi,
      perubahan: describe(before, isi),
      oleh: actor.accountId,
      waktu: at,
    }),
    updateDraf(tx, {
      ...key,
      isi,
      sha256: digestOf(isi),
      berlakuMulai: isi.effective.from,
      at,
    }),
    deps.audit.record(tx, actor, {
      action: 'layanan.ubah-rancangan',
      subject: { kind: 'layanan', id: `${key.kode}@${key.versi}` },
      before,
      after: isi,
    }),
  ])
  return nomor
}

/** What a save changed, in words of both languages. */
function describe(older: Layanan, newer: Layanan): Perubahan {
  const lines = (lang: 'id' | 'en') =>
    diffDefinitions(older, newer, { words: designMessages(lang).diff, lang })
  const en = lines('en')
  return lines('id')
    .slice(0, LINES_MAX)
    .map((line, index) => ({
      id: line.text.slice(0, 300),
      en: (en[index]?.text ?? line.text).slice(0, 300),
    }))
}

/** @returns refusals with their field cut to what the page calls it */
export function atFields(
  refusals: readonly Refusal[],
  path: readonly string[],
  names: readonly string[],
): readonly Refusal[] {
  const prefix = path.length === 0 ? '' : `${path.join('.')}.`
  return refusals.map((one) => {
    if (one.field === undefined) return one
    const inner = one.field.startsWith(prefix) ? one.field.slice(prefix.length) : undefined
    const { field: _, ...rest } = one
    const found = inner === undefined ? undefined : longest(inner, names)
    return found === undefined ? rest : { ...rest, field: found }
  })
}

function longest(inner: string, names: readonly string[]): string | undefined {
  return names
    .filter(
      (name) => inner === name || inner.startsWith(`${name}.`) || name.startsWith(`${inner}.`),
    )
    .toSorted((a, b) => b.length - a.length)[0]
}
