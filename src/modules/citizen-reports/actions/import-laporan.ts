import type { Actor } from '../../../kernel/actor.ts'
import { tanggalIn, yearOf } from '../../../kernel/date.ts'
import { LARGEST_SERIAL } from '../../../kernel/nomor.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { decideImpor, type ImporFacts } from '../domain/impor/decide.ts'
import type { KasusImpor } from '../domain/impor/kasus.ts'
import { createMapping, type NewUnit, type PemetaanRow } from '../domain/impor/mapping.ts'
import type { ImporItem } from '../exchange/impor/cells.ts'
import {
  addToImpor,
  beginImporBatch,
  finishImpor,
  type ImporRun,
  insertImpor,
  insertImporBatch,
  listKnownKeys,
  nextSerials,
} from '../store/impor-store.ts'
import { type Decided, importKey, toRecord } from './import-record.ts'
import { REDACTION_KINDS } from './records.ts'

/** One thing to say about a row: where, and what to do. */
export type ImporProblem = Readonly<{ row: number; column?: string; message: string }>

export type ImporCheck = Readonly<{
  /** Rows that can become cases. */
  rows: number
  problemCount: number
  /** The first of them; the rest are counted. */
  problems: readonly ImporProblem[]
  warningCount: number
  warnings: readonly ImporProblem[]
  /** Agencies that the file names and the installation does not have yet. */
  newUnits: readonly NewUnit[]
  perStatus: Readonly<Record<string, number>>
}>

export type ImporOptions = Readonly<{
  pemetaan: readonly PemetaanRow[]
  isNewUnitAllowed: boolean
  /** Not for the public until an officer has looked. */
  isTertutup: boolean
  onProgress: (done: number) => void
}>

const SHOWN_MAX = 200
const BATCH = 1_000
const ACTOR: Actor = { kind: 'system', name: 'impor' }

type Items = AsyncIterable<ImporItem>

async function factsOf(
  { reference, katalog, kit }: Deps,
  options: ImporOptions,
): Promise<ImporFacts> {
  const kecamatan = reference.kecamatan()
  const wilayah = kecamatan.flatMap((one) => [one, ...reference.desaOf(one.kode)])
  return {
    mapping: createMapping({ wilayah, units: reference.units() }, options.pemetaan, options),
    katalog: await katalog.get(),
    calendar: reference.calendar(),
    innerPoint: reference.innerPoint,
    kecamatanKodeOf: reference.kecamatanKodeOf,
    now: kit.now(),
    isTertutup: options.isTertutup,
  }
}

/** Read the whole file and decide on every row, without storing anything. */
export async function checkImpor(
  deps: Deps,
  items: Items,
  options: ImporOptions,
): Promise<ImporCheck> {
  const facts = await factsOf(deps, options)
  const tally = createTally()
  for await (const item of items) {
    if (item.kind === 'problem') tally.problems.add(item)
    else checkCase(deps, facts, { kasus: item.kasus, tally })
    options.onProgress(tally.rows)
  }
  for (const [year, number] of tally.years)
    if (number > LARGEST_SERIAL)
      tally.problems.add({
        row: 1,
        message: `Tahun ${year} berisi ${number} laporan; nomor setahun paling banyak ${LARGEST_SERIAL}.`,
      })
  return {
    rows: tally.rows,
    problemCount: tally.problems.count(),
    problems: tally.problems.first,
    warningCount: tally.warnings.count(),
    warnings: tally.warnings.first,
    newUnits: [...tally.units.values()],
    perStatus: tally.perStatus,
  }
}

type Tally = ReturnType<typeof createTally>

function createTally() {
  return {
    rows: 0,
    problems: noteList(),
    warnings: noteList(),
    seen: createKeySet(),
    years: new Map<number, number>(),
    units: new Map<string, NewUnit>(),
    perStatus: {} as Record<string, number>,
  }
}

function checkCase(
  deps: Deps,
  facts: ImporFacts,
  { kasus, tally }: Readonly<{ kasus: KasusImpor; tally: Tally }>,
): void {
  const { decision, problems, warnings } = decideImpor(kasus, facts)
  for (const note of problems) tally.problems.add({ row: kasus.row, ...note })
  for (const note of warnings) tally.warnings.add({ row: kasus.row, ...note })
  const first = tally.seen.add(importKey(kasus), kasus.row)
  if (first !== undefined)
    tally.problems.add({
      row: kasus.row,
      column: 'rujukan',
      message: `Nomor ini sudah ada di baris ${first}. Hapus salah satunya.`,
    })
  if (decision === undefined || first !== undefined) return
  tally.rows += 1
  tally.perStatus[decision.status] = (tally.perStatus[decision.status] ?? 0) + 1
  if (decision.unitBaru !== null) tally.units.set(decision.unitBaru.kode, decision.unitBaru)
  countYear(deps, tally.years, kasus)
}

function countYear(
  { reference }: Deps,
  years: Map<number, number>,
  { diterimaAt }: KasusImpor,
): void {
  const year = yearOf(tanggalIn(reference.calendar().zone, diterimaAt))
  years.set(year, (years.get(year) ?? 0) + 1)
}

/** The first few are kept, the rest only counted: a file of a million bad rows fills no memory. */
function noteList() {
  const first: ImporProblem[] = []
  let total = 0
  return {
    first,
    count: () => total,
    add: ({ row, column, message }: ImporProblem) => {
      total += 1
      if (first.length < SHOWN_MAX)
        first.push(column === undefined ? { row, message } : { row, column, message })
    },
  }
}

/** Keys of two million rows as 52-bit numbers, about 80 MB at the very most. */
function createKeySet() {
  const rowOf = new Map<number, number>()
  return {
    add: (key: string, row: number): number | undefined => {
      const number = Number.parseInt(key.replaceAll('-', '').slice(0, 13), 16)
      const known = rowOf.get(number)
      if (known === undefined) rowOf.set(number, row)
      return known
    },
  }
}

export type ImporDone = Readonly<{ stored: number; known: number }>

/**
 * Store the cases of a file that was checked, a thousand a transaction. Killed in between, whole batches
 * are there and nothing else; run again, what is there is passed over and the rest follows.
 */
export async function runImpor(
  deps: Deps & Readonly<{ db: Tx }>,
  items: Items,
  { run, options }: Readonly<{ run: ImporRun; options: ImporOptions }>,
): Promise<ImporDone> {
  const { db, kit } = deps
  const facts = await factsOf(deps, options)
  await transaction(db, (tx) => insertImpor(tx, run))
  const done = { stored: 0, known: 0 }
  const store = inTurn(async (batch: readonly Decided[]) => {
    const stored = await storeBatch(deps, run, batch)
    done.stored += stored
    done.known += batch.length - stored
    options.onProgress(done.stored + done.known)
  })
  try {
    for await (const batch of decidedBatches(items, facts)) await store.next(batch)
  } finally {
    await store.end()
  }
  await transaction(db, async (tx) => {
    await finishImpor(tx, run.sha256, kit.now())
    await deps.publicLog.append(tx, {
      kind: REDACTION_KINDS.impor,
      object: `impor:${run.sha256.slice(0, 16)}`,
      version: 1,
      ref: kit.newId(),
      actor: ACTOR,
      at: kit.now(),
      document: {
        format: 'pendopo.impor/1',
        sha256: run.sha256,
        ...done,
        waktu: kit.now().toISOString(),
      },
    })
    await deps.audit.record(tx, ACTOR, {
      action: 'laporan.impor',
      subject: { kind: 'impor', id: run.id },
      after: { berkas: run.berkas, sha256: run.sha256, ...done },
    })
  })
  return done
}

async function* decidedBatches(
  items: Items,
  facts: ImporFacts,
): AsyncGenerator<readonly Decided[]> {
  const seen = createKeySet()
  let batch: Decided[] = []
  for await (const item of items) {
    const decided = item.kind === 'kasus' ? decidedOf(item.kasus, facts, seen) : undefined
    if (decided === undefined) continue
    batch.push(decided)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** While the database works on one piece the next is read, and no more than that: memory stays small. */
function inTurn<T>(work: (piece: T) => Promise<void>) {
  let running = Promise.resolve()
  return {
    next: async (piece: T): Promise<void> => {
      await running
      running = work(piece)
      // Who waits next is told of the failure; until then it is nobody's.
      running.catch(() => undefined)
    },
    end: () => running,
  }
}

/** @returns undefined for the very rows that the check told as problems */
function decidedOf(
  kasus: KasusImpor,
  facts: ImporFacts,
  seen: ReturnType<typeof createKeySet>,
): Decided | undefined {
  const kunci = importKey(kasus)
  const { decision } = decideImpor(kasus, facts)
  if (seen.add(kunci, kasus.row) !== undefined || decision === undefined) return undefined
  const year = yearOf(tanggalIn(facts.calendar.zone, kasus.diterimaAt))
  return { kunci, year, kasus, decision }
}

/** @returns how many of the batch were new */
function storeBatch(
  deps: Deps & Readonly<{ db: Tx }>,
  run: ImporRun,
  batch: readonly Decided[],
): Promise<number> {
  return transaction(deps.db, async (tx) => {
    await beginImporBatch(tx)
    const known = await listKnownKeys(
      tx,
      batch.map(({ kunci }) => kunci),
    )
    const fresh = batch.filter(({ kunci }) => !known.has(kunci))
    const serials = await reserveSerials(tx, fresh)
    const records = fresh.map((decided) => {
      // A secret case's number comes from no series: it takes none.
      const serial = decided.decision.isRahasia ? 0 : serials.get(decided.year)?.shift()
      return toRecord(deps, decided, serial ?? 0)
    })
    if (records.length > 0) await insertImporBatch(tx, records)
    const stored = records.length
    await addToImpor(tx, run.id, { tersimpan: stored, sudahAda: batch.length - stored })
    return stored
  })
}

async function reserveSerials(
  tx: Tx,
  fresh: readonly Decided[],
): Promise<ReadonlyMap<number, number[]>> {
  const counts = new Map<number, number>()
  for (const { decision, year } of fresh)
    if (!decision.isRahasia) counts.set(year, (counts.get(year) ?? 0) + 1)
  const serials = new Map<number, number[]>()
  for (const [year, count] of counts) serials.set(year, await nextSerials(tx, year, count))
  return serials
}
