import type { Actor } from '../../kernel/actor.ts'
import type { Tanggal } from '../../kernel/date.ts'
import type { Refusal, Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Reference } from '../reference/index.ts'
import type { Jenis } from './domain/jenis.ts'
import type { Remaining, Subject } from './domain/uses.ts'

export type VaultNeeds = Readonly<{
  audit: Pick<Audit, 'record' | 'recordAccess'>
  reference: Pick<Reference, 'findUnit'>
}>
export type Deps = VaultNeeds & Readonly<{ kit: Kit }>

/** A file as it arrived; its name is only a label. */
export type SentFile = Readonly<{ bytes: Uint8Array; filename: string }>

export type FileToCheck = Readonly<{
  jenisKode: string
  file: SentFile
  /**
   * As typed or as a date field sends it, for kinds that are dated. Left out where the form did not ask: the
   * document is kept without a date, and does not run out by itself. Empty is refused.
   */
  tanggalDokumen?: string
}>

/** A file that may be kept: cleaned, and judged with every warning. */
export type CheckedFile = Readonly<{
  jenis: Jenis
  bytes: Uint8Array
  format: 'jpg' | 'pdf'
  nama: string
  sha256: string
  kirimanSha256: string
  halaman: number
  tanggalDokumen: Tanggal | null
  berlakuSampai: Tanggal | null
  peringatan: readonly Refusal[]
}>

export type Kept = Readonly<{
  berkasId: string
  sha256: string
  /** What its owner should know; while there are any it is not used before they say so. */
  peringatan: readonly Refusal[]
  /** False when the same file was kept under this kind already. */
  isNew: boolean
}>

export type ToKeep = FileToCheck &
  Readonly<{
    pemilikAkunId: string
    oleh: Actor
    /** Uploaded in the owner's place: a counter, a proxy. So it is when somebody else than the owner sends it. */
    isOnBehalf?: boolean
    /** False: a document with warnings waits for `acceptWarnings`. Left out: the caller shows them, and going on is the yes. */
    isWarningAccepted?: boolean
  }>

/** A document its owner may give to a case. */
export type OwnBerkas = Readonly<{
  berkasId: string
  jenisKode: string
  nama: string
  format: 'jpg' | 'pdf'
  ukuran: number
  halaman: number
  sha256: string
  tanggalDokumen: Tanggal | null
  berlakuSampai: Tanggal | null
  disimpanAt: Date
}>

export type NewUse = Readonly<{
  berkasId: string
  /** Refused when it is somebody else's. Left out only where the caller found the document by `listFor`. */
  pemilikAkunId?: string
  /** Who gives it; the house itself when left out. */
  oleh?: Actor
  subject: Subject & Readonly<{ nomor: string }>
  unitKode: string
  /** For what, in words the owner reads: "Memeriksa permohonan akta kelahiran". */
  tujuan: string
  /** Last day; without it the use runs until the case ends it. */
  sampai?: Tanggal
}>

export type UseShown = Readonly<{
  id: string
  berkasId: string
  jenisKode: string
  nomor: string
  unitKode: string
  tujuan: string
  mulaiAt: Date
  endedAt?: Date
}>

export type LookShown = Readonly<{
  penggunaanId: string
  waktu: Date
  nama: string
  peran: string
  tujuan: string
}>

export type Opened = Readonly<{
  bytes: Uint8Array
  contentType: 'image/jpeg' | 'application/pdf'
  /** Made of kind and day: safe in a header. */
  filename: string
}>

/** What an officer sees of a document before looking into it: nothing of its contents. */
export type UseFacts = UseShown &
  Readonly<{ format: 'jpg' | 'pdf'; ukuran: number; halaman: number }>

/** The vault of citizens' documents. Every function with a transaction joins the caller's. */
export type Vault = Readonly<{
  deps: Deps
  /** Kinds in force today. */
  jenis: (tx: Tx, kodes?: readonly string[]) => Promise<readonly Jenis[]>
  /** The checks alone, also for an officer's upload. Reads bytes for up to three seconds: call it before a transaction. */
  check: (tx: Tx, file: FileToCheck) => Promise<Result<CheckedFile>>
  /** Check and keep; the same file of the same owner and kind is the same row. Begin no transaction before it. */
  keep: (tx: Tx, file: ToKeep) => Promise<Result<Kept>>
  /** Keep for a browser without an account, some days long, under an id that reveals nothing. */
  keepLoose: (
    tx: Tx,
    file: FileToCheck & Readonly<{ deviceId: string; isWarningAccepted?: boolean }>,
  ) => Promise<Result<Kept>>
  /** Drafts of a browser that may be used. */
  listLoose: (tx: Tx, deviceId: string) => Promise<readonly OwnBerkas[]>
  dropLoose: (tx: Tx, deviceId: string, berkasId: string) => Promise<boolean>
  /** Give a browser's draft to an account: its id stays, unless the account keeps the same file already. */
  adopt: (
    tx: Tx,
    draft: Readonly<{
      berkasId: string
      deviceId: string
      pemilikAkunId: string
      oleh: Actor
      isOnBehalf?: boolean
    }>,
  ) => Promise<Result<Kept>>
  /** "Use it as it is": the owner has read the warnings. */
  acceptWarnings: (tx: Tx, owner: Owner, berkasId: string) => Promise<Result<void>>
  /** What this account may use today, newest first. */
  listFor: (tx: Tx, akunId: string, jenisKode?: string) => Promise<readonly OwnBerkas[]>
  /** The owner's own copy. */
  openOwn: (tx: Tx, akunId: string, berkasId: string) => Promise<Result<Opened>>
  remove: (
    tx: Tx,
    actor: Actor,
    own: Readonly<{ akunId: string; berkasId: string }>,
  ) => Promise<Result<Remaining>>
  /** Let a case use a document for a purpose; officers of the unit may look while it runs. Again is the same use. */
  use: (tx: Tx, use: NewUse) => Promise<Result<Readonly<{ penggunaanId: string }>>>
  /** The case has ended: nobody of the unit looks any more. */
  endUses: (tx: Tx, subject: Subject, oleh?: Actor) => Promise<void>
  /** What a case uses, for the page of the case; contents are opened by `look`. */
  usesFor: (tx: Tx, subject: Subject) => Promise<readonly UseFacts[]>
  /** Open it as an officer; the look and its purpose are recorded and shown to the owner. */
  look: (
    tx: Tx,
    actor: Actor,
    what: Readonly<{ berkasId: string; subject: Subject; tujuan: string }>,
  ) => Promise<Result<Opened>>
  lookByUse: (
    tx: Tx,
    actor: Actor,
    what: Readonly<{ penggunaanId: string; tujuan: string }>,
  ) => Promise<Result<Opened>>
  /** May this officer look, and at what? */
  useFacts: (tx: Tx, actor: Actor, penggunaanId: string) => Promise<UseFacts | undefined>
  /** Every use of an account's documents, newest first. */
  usesOf: (
    tx: Tx,
    akunId: string,
    page: Readonly<{ limit: number; after?: Readonly<{ mulaiAt: Date; id: string }> }>,
  ) => Promise<readonly UseShown[]>
}>

export type Owner = Readonly<{ akunId: string } | { deviceId: string }>
