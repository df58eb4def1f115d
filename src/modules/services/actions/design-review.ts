import type { Actor, SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import {
  type Db,
  type Tx,
  together,
  transactionUnlessRefused,
} from '../../../platform/db/database.ts'
import { LayananSchema } from '../definition-file/schema.ts'
import type { Deps } from '../deps.ts'
import { checkDefinition } from '../domain/definition/check.ts'
import type { Surroundings } from '../domain/definition/names.ts'
import type { Problem } from '../domain/definition/problems.ts'
import type { Layanan } from '../domain/definition/types.ts'
import { unmappedStates } from '../domain/perancang/migrate.ts'
import { designRefusal } from '../domain/perancang/refusals.ts'
import {
  type DefinisiRow,
  findDefinisi,
  lockDefinisi,
  raiseKatalogVersi,
  setStatus,
  withdrawTerbit,
} from '../store/definisi-store.ts'
import { listPenyusun, listRunningStates, lockVersi } from '../store/revisi-store.ts'
import type { DraftKey } from './design-draft.ts'
import { digestOf } from './load-catalogue.ts'
import { LAYANAN_TERBIT } from './records.ts'

const REASON_MIN = 10
const REASON_MAX = 2000

/** What a definition may refer to: tables that ship, and services that are published. */
export async function surroundings(deps: Pick<Deps, 'layanan'>): Promise<Surroundings> {
  const { layanan, rujukan } = await deps.layanan.katalog()
  return {
    tables: deps.layanan.tables,
    services: new Set([...layanan.keys(), ...rujukan.keys()]),
  }
}

/** @returns everything that keeps it from being published */
export async function checkDraft(
  deps: Pick<Deps, 'layanan'>,
  isi: Layanan,
): Promise<readonly Problem[]> {
  return checkDefinition(isi, await surroundings(deps))
}

/**
 * Hand a draft to a second person.
 *
 * @refuses RANCANGAN_MASALAH while anything is wrong with it
 */
export async function submitForReview(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  key: DraftKey,
): Promise<Result<DraftKey>> {
  const around = await surroundings(deps)
  return transactionUnlessRefused(db, async (tx) => {
    const row = await lockDefinisi(tx, key)
    if (row?.status !== 'draf') return refuse(designRefusal('RANCANGAN_BUKAN_DRAF'))
    const sound = soundOf(row, around)
    if (!sound.ok) return sound
    await together([
      setStatus(tx, { ...key, status: 'ditinjau', at: deps.kit.now() }),
      recordStep(deps, tx, actor, { key, action: 'layanan.ajukan-telaah', row }),
    ])
    return ok(key)
  })
}

/**
 * Give it back with reasons, to be mended; or its author takes it back.
 *
 * @refuses RANCANGAN_ALASAN
 */
export function sendBack(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  { key, alasan }: Readonly<{ key: DraftKey; alasan: string }>,
): Promise<Result<DraftKey>> {
  return transactionUnlessRefused(db, async (tx) => {
    const row = await lockDefinisi(tx, key)
    if (row?.status !== 'ditinjau') return refuse(designRefusal('RANCANGAN_BUKAN_TELAAH'))
    const catatan = alasan.trim().slice(0, REASON_MAX)
    if (catatan.length < REASON_MIN) return refuse(designRefusal('RANCANGAN_ALASAN', 'alasan'))
    await together([
      setStatus(tx, { ...key, status: 'draf', at: deps.kit.now(), catatan }),
      recordStep(deps, tx, actor, { key, action: 'layanan.kembalikan', row, reason: catatan }),
    ])
    return ok(key)
  })
}

/**
 * Publish what a second person has looked through: check, older version, record in the public log, audit and the catalogue's
 * version change together or not at all.
 *
 * @param sha digest of what the page showed, in hex: nobody publishes what they did not see
 * @refuses RANCANGAN_PENULIS, RANCANGAN_BERUBAH, RANCANGAN_VERSI_LAMA, RANCANGAN_MASALAH, RANCANGAN_PETA_TAHAP
 */
export async function publishDraft(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  { key, sha }: Readonly<{ key: DraftKey; sha: string }>,
): Promise<Result<DraftKey>> {
  const around = await surroundings(deps)
  const done = await transactionUnlessRefused(db, async (tx) => {
    // All versions are locked in order: of two who publish at once, one waits and then reads what the other did.
    const versions = await lockVersi(tx, key.kode)
    const row = await findDefinisi(tx, key)
    if (row?.status !== 'ditinjau') return refuse(designRefusal('RANCANGAN_BUKAN_TELAAH'))
    if (await hadHand(tx, key, row, actor)) return refuse(designRefusal('RANCANGAN_PENULIS'))
    const isOlder = versions.some((one) => one.status === 'terbit' && one.versi > key.versi)
    if (isOlder) return refuse(designRefusal('RANCANGAN_VERSI_LAMA'))
    const sound = soundOf(row, around)
    if (!sound.ok) return sound
    if (digestOf(sound.value).toString('hex') !== sha)
      return refuse(designRefusal('RANCANGAN_BERUBAH'))
    const unmapped = await refuseUnmapped(tx, key, sound.value)
    if (!unmapped.ok) return unmapped
    await publishChecked(deps, tx, actor, sound.value)
    return ok(key)
  })
  deps.layanan.forget()
  return done
}

/** Make a checked version the one in force. Its row is locked by whoever calls. */
export async function publishChecked(
  deps: Pick<Deps, 'kit' | 'audit' | 'publicLog'>,
  tx: Tx,
  actor: Actor,
  isi: Layanan,
): Promise<void> {
  const key = { kode: isi.code, versi: isi.version }
  const at = deps.kit.now()
  await withdrawTerbit(tx, key.kode, at)
  await setStatus(tx, {
    ...key,
    status: 'terbit',
    at,
    ...(actor.kind === 'officer' ? { ditinjauOleh: actor.accountId } : {}),
  })
  await together([
    raiseKatalogVersi(tx),
    deps.publicLog.append(tx, {
      kind: LAYANAN_TERBIT,
      object: key.kode,
      version: key.versi,
      ref: deps.kit.newId(),
      actor,
      at,
      document: isi,
    }),
    deps.audit.record(tx, actor, {
      action: 'layanan.terbit',
      subject: { kind: 'layanan', id: `${key.kode}@${key.versi}` },
      after: isi,
    }),
  ])
}

async function hadHand(tx: Tx, key: DraftKey, row: DefinisiRow, actor: SignedIn): Promise<boolean> {
  const authors = await listPenyusun(tx, key)
  return row.dibuatOleh === actor.accountId || authors.includes(actor.accountId)
}

function soundOf(row: DefinisiRow, around: Surroundings): Result<Layanan> {
  const parsed = LayananSchema.safeParse(row.isi)
  if (!parsed.success) return refuse(designRefusal('RANCANGAN_RUSAK'))
  const problems = checkDefinition(parsed.data, around)
  return problems.length > 0
    ? refuse(designRefusal('RANCANGAN_MASALAH', undefined, { jumlah: String(problems.length) }))
    : ok(parsed.data)
}

async function refuseUnmapped(tx: Tx, key: DraftKey, isi: Layanan): Promise<Result<undefined>> {
  if (isi.running === 'finish-on-old') return ok(undefined)
  const running = await listRunningStates(tx, key)
  const definitions = new Map<number, Layanan>()
  for (const { versi } of running) {
    if (definitions.has(versi)) continue
    const row = await findDefinisi(tx, { kode: key.kode, versi })
    if (row !== undefined) definitions.set(versi, row.isi as Layanan)
  }
  const missing = unmappedStates(isi, definitions, running)
  return missing.length > 0
    ? refuse(missing.map((tahap) => designRefusal('RANCANGAN_PETA_TAHAP', 'running', { tahap })))
    : ok(undefined)
}

function recordStep(
  deps: Pick<Deps, 'audit'>,
  tx: Tx,
  actor: Actor,
  {
    key,
    action,
    row,
    reason,
  }: Readonly<{ key: DraftKey; action: string; row: DefinisiRow; reason?: string }>,
): Promise<void> {
  return deps.audit.record(tx, actor, {
    action,
    subject: { kind: 'layanan', id: `${key.kode}@${key.versi}` },
    ...(reason === undefined ? {} : { reason }),
    after: row.isi,
  })
}
