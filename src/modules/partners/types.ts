import type { Actor } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { PENDUDUK_FIELDS, Penduduk, Sistem, UsahaFields } from './domain/register.ts'

export type PendudukField = (typeof PENDUDUK_FIELDS)[number]

/** The case a look belongs to: {kind: 'permohonan', id: …}. */
export type Subject = Readonly<{ kind: string; id: string }>

/** What stands behind a look into a register. */
export type LookReason = Readonly<{
  /** Why, in words its owner will read: "Mengisi permohonan PMH-2026-000012-K". */
  tujuan: string
  subject: Subject
  actor: Actor
  /** Account of the person the number belongs to, when known: then its owner sees the look. */
  accountId?: string
}>

export type PersonQuestion = LookReason &
  Readonly<{
    nik: string
    /** Only these come back. */
    bidang: readonly PendudukField[]
    /** What the person says of themself; when it does not fit, nothing comes back. */
    klaim?: Readonly<{ nama?: string; lahir?: string }>
  }>

/**
 * Why a register gave no answer: it is down, it is not set up, the look-ups of the day are used up, or it
 * will not take this one question.
 */
export type Sebab = 'gangguan' | 'belum-diatur' | 'kuota' | 'ditolak'
export type Unreachable = Readonly<{ kind: 'tidak-terjangkau'; sejak: Date; sebab: Sebab }>

export type PersonAnswer =
  | Readonly<{ kind: 'ditemukan'; person: Partial<Penduduk>; diambilAt: Date }>
  | Readonly<{ kind: 'tidak-ditemukan' }>
  /** Names of what does not fit; no values. */
  | Readonly<{ kind: 'tidak-cocok'; bidang: readonly string[] }>
  | Unreachable

export type NibAnswer =
  | Readonly<{ kind: 'ditemukan'; usaha: UsahaFields; diambilAt: Date }>
  | Readonly<{ kind: 'tidak-ditemukan' }>
  | Unreachable

export type LaterMatch = Readonly<{
  sistem: Sistem
  /** NIK or NIB. */
  nomor: string
  /** Values taken on the citizen's word, by the register's fields. */
  klaim: Readonly<Record<string, string>>
  tujuan: string
  subject: Subject
  accountId?: string
}>

export type Dispute = Readonly<{
  accountId: string
  /** NIK or NIB the value belongs to. */
  nomor?: string
  sistem?: Sistem
  field: string
  registerValue: string
  claimed: string
  subject: Subject
}>

export type MatchState = 'menunggu' | 'cocok' | 'berbeda' | 'tidak-ditemukan'
export type DisputeStatus = 'menunggu' | 'diterima' | 'ditolak'

/** How things stand for one case: what waits to be compared, and what is disputed. */
export type Standing = Readonly<{
  pencocokan: readonly Readonly<{ sistem: Sistem; hasil: MatchState; berbeda: readonly string[] }>[]
  sanggahan: readonly Readonly<{
    id: string
    sistem: Sistem
    bidang: string
    status: DisputeStatus
  }>[]
}>

/** What other modules may ask. */
export type Partners = Readonly<{
  /**
   * A person of the population register. Pass the database, not a transaction, wherever the answer need not
   * be part of one: a connection is then held only while storing, not while waiting for the register.
   */
  person: (tx: Tx, question: PersonQuestion) => Promise<PersonAnswer>
  /** A business of OSS by its NIB. */
  nib: (tx: Tx, question: LookReason & Readonly<{ nib: string }>) => Promise<NibAnswer>
  /** Keep what a citizen said for comparing when the register is back; tells by the event cocokkanSelesai. */
  matchLater: (tx: Tx, match: LaterMatch) => Promise<void>
  /** "This value is wrong": the case goes on with the claimed value, the keeper of the register decides. */
  dispute: (tx: Tx, dispute: Dispute) => Promise<Result<Readonly<{ sanggahanId: string }>>>
  standing: (tx: Tx, subject: Subject) => Promise<Standing>
}>
