import type { Actor } from '../../kernel/actor.ts'
import type { Tanggal } from '../../kernel/date.ts'
import type { Sen } from '../../kernel/money.ts'
import type { Refusal, Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { KindDate } from './domain/document-age.ts'
import type { LabelValue, LetterPart } from './domain/letter.ts'

type Subject = Readonly<{ kind: string; id: string; nomor: string }>

/** What this module asks of letters, vault, registers, payments and surveys; their doors fit these. */
export type Letters = Readonly<{
  /** Does signing ask the official for a passphrase here? */
  needsPassphrase: () => boolean
  issue: (
    tx: Tx,
    actor: Actor,
    letter: Readonly<{
      jenis: string
      judul: string
      unitKode: string
      klasifikasi?: string
      nomorPola: string
      isi: readonly LetterPart[]
      penutup?: string
      tanda: Readonly<{
        level: 'tte' | 'segel'
        accountId?: string
        nama: string
        jabatan: string
        as?: 'plt' | 'plh' | 'delegasi'
      }>
      sampai?: Tanggal
      qrShow: readonly LabelValue[]
      pemilikAkunId?: string
      subject: Subject
      menggantikan?: string
    }>,
    secret?: Readonly<{ passphrase: string }>,
  ) => Promise<
    Result<
      Readonly<
        { suratId: string; kode: string; nomor: string } | { menunggu: true; suratId: string }
      >
    >
  >
  findBySubject: (
    tx: Tx,
    subject: Readonly<{ kind: string; id: string }>,
  ) => Promise<
    readonly Readonly<{
      suratId: string
      judul: string
      status: 'menunggu' | 'berlaku' | 'dicabut' | 'diganti'
      nomor: string | null
      kode: string | null
      terbitAt: Date | null
      sampai: Tanggal | null
    }>[]
  >
}>

export type Bills = Readonly<{
  bill: (
    tx: Tx,
    bill: Readonly<{
      subject: Readonly<{ kind: string; id: string }>
      judul: string
      lines: readonly (readonly [label: string, amount: Sen])[]
      akunRekening?: string
      pungutan?: Readonly<{ kode: string; unitKode: string }>
      sampai: Date
      pembayar: Readonly<{ accountId?: string; nama: string }>
    }>,
  ) => Promise<Result<Readonly<{ tagihanId: string; kodeBayar: string }>>>
  billsOf: (
    tx: Tx,
    subject: Readonly<{ kind: string; id: string }>,
  ) => Promise<
    readonly Readonly<{ kodeBayar: string; status: 'belum' | 'lunas' | 'kedaluwarsa' | 'batal' }>[]
  >
}>

/** A document somebody keeps, as this module needs to know it. */
export type KeptBerkas = Readonly<{
  berkasId: string
  jenisKode: string
  nama: string
  disimpanAt: Date
  /** The date written on it, where one was asked for. */
  tanggalDokumen: Tanggal | null
  berlakuSampai: Tanggal | null
}>

export type Vault = Readonly<{
  /** Check and keep a file; refusals say how to mend it, warnings may be lived with. */
  keep: (
    tx: Tx,
    kept: Readonly<{
      pemilikAkunId: string
      jenisKode: string
      file: Readonly<{ bytes: Uint8Array; filename: string }>
      /** As typed; left out where it is not asked for. */
      tanggalDokumen?: string
      oleh: Actor
    }>,
  ) => Promise<Result<Readonly<{ berkasId: string; peringatan: readonly Refusal[] }>>>
  /** Which date stands on documents of these kinds, and whether they run out by it. */
  datesOf: (tx: Tx, jenisKodes: readonly string[]) => Promise<ReadonlyMap<string, KindDate>>
  /** What somebody keeps of a kind, still valid, newest first. */
  listFor: (tx: Tx, akunId: string, jenisKode?: string) => Promise<readonly KeptBerkas[]>
  /** Purpose-bound use: officers of the unit may look while it runs. */
  use: (
    tx: Tx,
    use: Readonly<{
      berkasId: string
      pemilikAkunId: string
      oleh: Actor
      subject: Subject
      unitKode: string
      tujuan: string
    }>,
  ) => Promise<Result<Readonly<{ penggunaanId: string }>>>
  /** Uses of a case by unit: where each office opens a document. */
  usesFor: (
    tx: Tx,
    subject: Subject,
  ) => Promise<readonly Readonly<{ id: string; berkasId: string; unitKode: string }>[]>
  endUses: (tx: Tx, subject: Readonly<{ kind: string; id: string }>) => Promise<void>
}>

/** Registers of others: the person of an account, and a business by its NIB. */
export type Registers = Readonly<{
  person: (
    tx: Tx,
    ask: Readonly<{
      nik: string
      tujuan: string
      subject: Readonly<{ kind: string; id: string }>
      actor: Actor
      accountId: string
    }>,
  ) => Promise<
    | Readonly<{ kind: 'ditemukan'; nilai: Readonly<Record<string, unknown>> }>
    | Readonly<{ kind: 'tidak-ada' | 'tidak-terjangkau' }>
  >
  nib: (
    tx: Tx,
    ask: Readonly<{
      nib: string
      tujuan: string
      subject: Readonly<{ kind: string; id: string }>
      actor: Actor
      accountId: string
    }>,
  ) => Promise<
    | Readonly<{ kind: 'ditemukan'; nilai: Readonly<Record<string, unknown>> }>
    | Readonly<{ kind: 'tidak-ada' | 'tidak-terjangkau' }>
  >
  /** Compare what a citizen said when the register answers again. */
  matchLater: (
    tx: Tx,
    match: Readonly<{
      nik: string
      klaim: Readonly<Record<string, string>>
      tujuan: string
      subject: Readonly<{ kind: string; id: string }>
      accountId: string
    }>,
  ) => Promise<void>
  /** "This value is wrong": its keeper decides, the application goes on. */
  dispute: (
    tx: Tx,
    dispute: Readonly<{
      accountId: string
      nik?: string
      field: string
      registerValue: string
      claimed: string
      subject: Readonly<{ kind: string; id: string }>
    }>,
  ) => Promise<void>
}>
