import type { Actor } from '../../../kernel/actor.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { isNestedTooDeep, LayananSchema } from '../definition-file/schema.ts'
import type { Deps } from '../deps.ts'
import { expandPola } from '../domain/definition/expand.ts'
import type { Layanan } from '../domain/definition/types.ts'
import { refusalsOf } from '../domain/perancang/issues.ts'
import { designRefusal } from '../domain/perancang/refusals.ts'
import { listVersi } from '../store/definisi-store.ts'
import { type DraftKey, insertDraft } from './design-draft.ts'

/** A file as it came: its name for the sentences, its text. */
export type DefinitionFile = Readonly<{ name: string; text: string }>

const CHARS_MAX = 512 * 1024
const DEPTH_MAX = 120
const FILES_MAX = 1000

export type Import = Readonly<{
  files: readonly DefinitionFile[]
  /** Patterns a file may name instead of repeating them. */
  pola: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** Only look: nothing is stored. */
  isDryRun: boolean
}>

/** What an import makes: drafts that wait to be reviewed; what is in force already in the same words is left alone. */
export type Imported = Readonly<{ drafts: readonly DraftKey[]; same: readonly string[] }>

/**
 * Definitions from files become drafts: of a code that is known the next version, never a second service. All of them or none.
 *
 * @refuses every mistake of every file, with its place
 */
export async function importDefinitions(
  deps: Pick<Deps, 'kit' | 'audit'>,
  db: Db,
  actor: Actor,
  { files, pola, isDryRun }: Import,
): Promise<Result<Imported>> {
  const read = files.slice(0, FILES_MAX).map((file) => readFile(file, pola))
  const refusals = read.flatMap((one) => (one.ok ? [] : one.refusals))
  const found = read.flatMap((one) => (one.ok ? [one.value] : []))
  const codes = found.map(({ isi }) => isi.code)
  const twice = found.filter(({ isi }, index) => codes.indexOf(isi.code) !== index)
  const all = [
    ...refusals,
    ...twice.map(({ name, isi }) => at(name, designRefusal('RANCANGAN_KODE_DIPAKAI'), isi.code)),
  ]
  if (all.length > 0) return refuse(all)
  return transactionUnlessRefused(db, async (tx) => {
    const planned = await plan(tx, found)
    if (!planned.ok || isDryRun) return planned.ok ? ok(outcomeOf(planned.value)) : planned
    for (const { isi } of planned.value.drafts) {
      const made = await insertDraft(deps, tx, actor, { isi, jenis: 'impor' })
      if (!made.ok) return made
    }
    return ok(outcomeOf(planned.value))
  })
}

type Found = Readonly<{ name: string; isi: Layanan }>
type Plan = Readonly<{ drafts: readonly Found[]; same: readonly string[] }>

function outcomeOf({ drafts, same }: Plan): Imported {
  return { drafts: drafts.map(({ isi }) => ({ kode: isi.code, versi: isi.version })), same }
}

function readFile({ name, text }: DefinitionFile, pola: Import['pola']): Result<Found> {
  if (text.length > CHARS_MAX) return refuse(at(name, designRefusal('RANCANGAN_TERLALU_PANJANG')))
  const data = isNestedTooDeep(text, DEPTH_MAX) ? undefined : readJson(text)
  if (data === undefined) return refuse(at(name, designRefusal('RANCANGAN_JSON')))
  const whole = expandPola(data, pola)
  if ('missing' in whole)
    return refuse(
      at(name, designRefusal('RANCANGAN_BENTUK', undefined, { rincian: whole.missing }), 'pola'),
    )
  const parsed = LayananSchema.safeParse(whole.definition)
  return parsed.success
    ? ok({ name, isi: parsed.data })
    : refuse(refusalsOf(parsed.error.issues).map((one) => at(name, one, one.field)))
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const data = JSON.parse(text) as unknown
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}

/** A refusal with the file and the place in it that it is about. */
function at(name: string, { message }: Refusal, place?: string): Refusal {
  const tempat = place === undefined ? name : `${name} ${place}`
  return designRefusal('RANCANGAN_IMPOR', 'berkas', { tempat, alasan: message })
}

/** Version numbers by what is there; one that is being written must be finished first. */
async function plan(tx: Tx, found: readonly Found[]): Promise<Result<Plan>> {
  const drafts: Found[] = []
  const same: string[] = []
  const refusals: Refusal[] = []
  for (const { name, isi } of found) {
    const versions = await listVersi(tx, isi.code, 50)
    const isWritten = versions.some((one) => one.status === 'draf' || one.status === 'ditinjau')
    const inForce = versions.find((one) => one.status === 'terbit')
    if (isWritten) refusals.push(at(name, designRefusal('RANCANGAN_SUDAH_DISUSUN'), isi.code))
    else if (inForce !== undefined && isSame(inForce.isi, isi)) same.push(isi.code)
    else drafts.push({ name, isi: { ...isi, version: (versions[0]?.versi ?? 0) + 1 } })
  }
  return refusals.length > 0 ? refuse(refusals) : ok({ drafts, same })
}

/** Held against each other as they are read: spaces at an end of what is stored are no difference. */
function isSame(stored: unknown, isi: Layanan): boolean {
  const parsed = LayananSchema.safeParse(stored)
  const plain = (one: Layanan) => canonicalJson({ ...one, version: 0 })
  return parsed.success && plain(parsed.data) === plain(isi)
}

/** Every definition in force as one JSON list, a piece each. */
export async function exportDefinitions({
  layanan,
}: Pick<Deps, 'layanan'>): Promise<AsyncIterable<string>> {
  const katalog = await layanan.katalog()
  return pieces([...katalog.layanan.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1)))
}

async function* pieces(all: readonly Layanan[]): AsyncGenerator<string> {
  yield '[\n'
  for (const [index, one] of all.entries())
    yield `${JSON.stringify(one)}${index === all.length - 1 ? '' : ','}\n`
  yield ']\n'
}
