import type { Actor } from '../../kernel/actor.ts'
import type { VerifierKey } from '../../kernel/tlog/note.ts'
import type { Tx } from '../../platform/db/database.ts'

/** The log everybody may read, and the one of looks and administrative changes, of which only the root is public. */
export type LogName = 'publik' | 'audit'

/** Something that signs for this log: a key in a file, or one in a token that never leaves it. */
export type Signer = Readonly<{
  key: VerifierKey
  /** @returns the Ed25519 signature of the message */
  sign: (message: Uint8Array) => Promise<Uint8Array>
}>

/** A kind of record, declared once by the module whose acts it tells of. */
export type RecordKind = Readonly<{
  /** Dotted: "laporan.ditutup"; stands in every leaf and never changes. */
  name: string
  log: LogName
  /** For people, in both languages. */
  label: Readonly<{ id: string; en: string }>
  /** The log keeps the document itself, because no other table holds the act. */
  keepsDocument?: true
}>

/** One act to be told of. */
export type LogRecord = Readonly<{
  kind: RecordKind
  /** Number people know: "ADU-2026-000012-K". Never personal data. */
  object: string
  /** What it is about is a secret: the leaf then names a code that tells nothing. */
  isSecret?: boolean
  version: number
  /** Id of the row that holds the act; by it the leaf is found again. */
  ref: string
  actor: Actor
  at: Date
  /** What is recorded, as a value; its canonical JSON is the document that the digest is over. */
  document: unknown
}>

/** What every module gets: one call, inside the transaction of the act. */
export type AppendToLog = (tx: Tx, record: LogRecord) => Promise<void>

/** The document of an act, read back from where its module keeps it. */
export type RecordedDocument = Readonly<{
  document: unknown
  /** May everybody read it? A secret report's may not be read by who only knows its place in the log. */
  isOpen: boolean
  /** Where people see the act. */
  href?: string
  /** What the label of its kind leaves open with "…": the name of an agency, a number. */
  detail?: string
}>

/** A module's records, and how their documents are read back from its tables, many at once. */
export type DocumentSource = Readonly<{
  kinds: readonly RecordKind[]
  read: (tx: Tx, refs: readonly string[]) => Promise<ReadonlyMap<string, RecordedDocument>>
  /** References of all acts that must be in the log, in order of their ids, some at a time. */
  list: (tx: Tx, page: Readonly<{ after?: string; limit: number }>) => Promise<readonly string[]>
}>
