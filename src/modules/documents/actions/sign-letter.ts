import { createHash } from 'node:crypto'
import { type Actor, type Grant, grantsOf } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { type Tanggal, type TimeZone, tanggalIn } from '../../../kernel/date.ts'
import { formatPublicCode } from '../../../kernel/nomor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import type { Deps } from '../deps.ts'
import { letterDocument } from '../domain/log-document.ts'
import { type NumberPlan, planNumber } from '../domain/number-pattern.ts'
import { REFUSALS } from '../domain/refusals.ts'
import type { Signer } from '../signers/signers.ts'
import { insertRevisi, listRevisi, queueProof } from '../store/berkas-store.ts'
import { insertPeristiwa } from '../store/peristiwa-store.ts'
import {
  lockSurat,
  markReplaced,
  markSigned,
  type Surat,
  takeSerial,
} from '../store/surat-store.ts'
import type { NewLetter, Secret } from '../types.ts'
import { LETTER_KINDS } from './records.ts'
import { renderLetter } from './render-letter.ts'
import { allowWaiting, unlessRefused } from './savepoint.ts'

export const PROOF_JOB = 'documents.proof'
/** The log gives an entry its place within two seconds. */
const PROOF_AFTER_MS = 3_000
const CODE_BYTES = 10

export type Attempt =
  | Readonly<{ kind: 'signed'; kode: string; nomor: string }>
  | Readonly<{ kind: 'waits'; karena: NonNullable<Surat['menungguKarena']> }>
  | Readonly<{ kind: 'refused'; refusals: readonly Refusal[] }>

export type LetterToSign = Readonly<{
  suratId: string
  letter: NewLetter
  actor: Actor
  secret: Secret | undefined
}>

/**
 * Number, code, file and signature of a letter that waits, with its record, all or nothing: where the signer
 * does not answer, the serial goes back to its series.
 */
export async function signLetter(deps: Deps, tx: Tx, order: LetterToSign): Promise<Attempt> {
  const signer = deps.signers.of(order.letter.tanda.level)
  if (signer.needsSecret && order.secret === undefined)
    return { kind: 'waits', karena: 'perlu-frasa-sandi' }
  await allowWaiting(tx)
  let isAway = false
  const outcome = await unlessRefused(tx, async () => {
    const made = await makeFile(deps, tx, { ...order, signer })
    if (!made.ok) return made
    if (made.value === 'away') {
      isAway = true
      return refuse([])
    }
    await store(deps, tx, { ...order, made: made.value })
    return ok(made.value)
  })
  if (outcome.ok) return { kind: 'signed', kode: outcome.value.kode, nomor: outcome.value.nomor }
  if (isAway) return { kind: 'waits', karena: 'penanda-tak-terjangkau' }
  return { kind: 'refused', refusals: outcome.refusals }
}

/** How the number of this letter is made today. @refuses POLA_NOMOR_SALAH, UNIT_TIDAK_DIKENAL */
export function planFor({ kit, reference }: Deps, letter: NewLetter): Result<NumberPlan> {
  const unit = reference.findUnit(letter.unitKode)
  if (unit === undefined || !unit.isActive)
    return refuse({ code: 'UNIT_TIDAK_DIKENAL', message: REFUSALS.UNIT_TIDAK_DIKENAL })
  return planNumber(letter.nomorPola, {
    ...(letter.klasifikasi === undefined ? {} : { klasifikasi: letter.klasifikasi }),
    unit: shortOf(unit.singkatan),
    tanggal: tanggalIn(kit.region().timezone as TimeZone, kit.now()),
  })
}

/** "Kel. Kauman Jati" stands in a number as KEL-KAUMAN-JATI. */
function shortOf(singkatan: string): string {
  const plain = singkatan.normalize('NFKD').replace(/[^a-zA-Z0-9]+/g, '-')
  return plain.replace(/^-|-$/g, '').toUpperCase()
}

type Made = Readonly<{
  kode: string
  nomor: string
  deret: string
  urut: number
  pdf: Buffer
  at: Date
  penyelenggara: Signer['penyelenggara']
  diganti: Surat | undefined
}>

async function makeFile(
  deps: Deps,
  tx: Tx,
  { letter, secret, signer }: LetterToSign & Readonly<{ signer: Signer }>,
): Promise<Result<Made | 'away'>> {
  const plan = planFor(deps, letter)
  if (!plan.ok) return plan
  const unit = present(deps.reference.findUnit(letter.unitKode), 'the plan has found the unit')
  const diganti =
    letter.menggantikan === undefined ? undefined : await lockSurat(tx, letter.menggantikan)
  // It may have waited while another one took that letter's place.
  if (diganti !== undefined && diganti.status !== 'berlaku')
    return refuse({ code: 'SURAT_TIDAK_BERLAKU', message: REFUSALS.SURAT_TIDAK_BERLAKU })
  const urut = await takeSerial(tx, plan.value.deret)
  const at = deps.kit.now()
  const facts = {
    kode: formatPublicCode('SRT', deps.kit.randomBytes(CODE_BYTES)),
    nomor: plan.value.format(urut),
    at,
    penyelenggara: signer.penyelenggara,
  }
  const rendered = await renderLetter(deps, {
    letter,
    unit,
    ...facts,
    ...(diganti === undefined ? {} : { menggantikan: replacedFacts(diganti) }),
  })
  if (!rendered.ok) return rendered
  const reason = `${letter.judul} nomor ${facts.nomor}, kode ${facts.kode}`
  const signed = await signer.sign(
    rendered.value,
    { tanda: letter.tanda, unit, reason, at },
    secret,
  )
  if (signed.kind === 'away') {
    deps.kit.log.warn({ event: 'documents.signer-away', why: signed.why }, 'letter waits')
    return ok('away')
  }
  if (signed.kind === 'refused') return refuse(signed.refusal)
  return ok({ ...facts, deret: plan.value.deret, urut, pdf: signed.pdf, diganti })
}

function replacedFacts({ nomor, terbitAt }: Surat) {
  return {
    nomor: present(nomor, 'only a letter with a number is replaced'),
    terbitAt: present(terbitAt, 'only an issued letter is replaced'),
  }
}

type Storing = LetterToSign & Readonly<{ made: Made }>

async function store(deps: Deps, tx: Tx, { suratId, letter, actor, made }: Storing): Promise<void> {
  const { kit, audit } = deps
  const { at, pdf } = made
  const sha256 = createHash('sha256').update(pdf).digest()
  const told = { letter, sha256: sha256.toString('hex'), nomor: made.nomor }
  const [changed] = await together([
    markSigned(tx, { id: suratId, ...made, terbitAt: at }),
    insertRevisi(tx, { suratId, revisi: 1, sha256, ukuran: pdf.length, isi: pdf, at }),
    tell(deps, tx, {
      act: { suratId, jenis: 'terbit', versi: 2, at, penggantiId: null, pengganti: null },
      told,
      actor,
    }),
    audit.record(tx, actor, {
      action: 'surat.terbit',
      subject: { kind: 'surat', id: suratId },
      ...grantIn(actor, letter.unitKode),
      after: { nomor: made.nomor, sha256: told.sha256 },
    }),
    queueProof(tx, suratId, at),
    enqueue(tx, {
      task: PROOF_JOB,
      payload: { suratId },
      options: { runAt: new Date(kit.now().getTime() + PROOF_AFTER_MS) },
    }),
  ])
  // Somebody else has signed it meanwhile; the caller holds the row, so this is a bug.
  if (changed !== 1) throw new Error('the letter was not waiting any longer')
  if (made.diganti !== undefined)
    await replace(deps, tx, { diganti: made.diganti, suratId, actor, at, oleh: made.nomor })
}

/** Under which grant it was signed: tells in whose place an acting official did. */
function grantIn(actor: Actor, unitKode: string): Readonly<{ grant?: Grant; role?: string }> {
  const grant = grantsOf(actor).find((one) => one.unitKode === unitKode)
  return grant === undefined ? {} : { grant, role: grant.role }
}

type Telling = Readonly<{
  act: Readonly<{
    suratId: string
    jenis: 'terbit' | 'dicabut' | 'diganti'
    versi: number
    at: Date
    alasan?: string
    role?: string
    penggantiId: string | null
    /** Number of the letter in its place. */
    pengganti: string | null
  }>
  told: Readonly<{
    letter: Pick<NewLetter, 'judul' | 'jenis' | 'unitKode' | 'tanda' | 'sampai'>
    sha256: string
    nomor: string
  }>
  actor: Actor
}>

/** One act of a letter: its row, and its record in the public log. */
export async function tell({ kit, publicLog }: Deps, tx: Tx, { act, told, actor }: Telling) {
  const { letter, sha256, nomor } = told
  const id = kit.newId()
  await insertPeristiwa(tx, {
    id,
    suratId: act.suratId,
    jenis: act.jenis,
    waktu: act.at,
    versi: act.versi,
    olehPeran: act.role ?? null,
    alasan: act.alasan ?? null,
    penggantiId: act.penggantiId,
  })
  await publicLog.append(tx, {
    kind: LETTER_KINDS[act.jenis],
    object: nomor,
    version: act.versi,
    ref: id,
    actor,
    at: act.at,
    document: letterDocument({
      jenis: act.jenis,
      waktu: act.at,
      nomor,
      judul: letter.judul,
      jenisSurat: letter.jenis,
      unitKode: letter.unitKode,
      level: letter.tanda.level,
      jabatan: letter.tanda.jabatan,
      sampai: letter.sampai ?? null,
      sha256,
      pengganti: act.pengganti,
    }),
  })
}

/** What a stored letter tells of itself, in the shape of one that is ordered. */
export function toldOf(surat: Surat): Telling['told']['letter'] {
  return {
    judul: surat.judul,
    jenis: surat.jenis,
    unitKode: surat.unitKode,
    tanda: { level: surat.tandaLevel, nama: surat.tandaNama, jabatan: surat.tandaJabatan },
    ...(surat.sampai === null ? {} : { sampai: surat.sampai as Tanggal }),
  }
}

type Replacing = Readonly<{ diganti: Surat; suratId: string; actor: Actor; at: Date; oleh: string }>

async function replace(
  deps: Deps,
  tx: Tx,
  { diganti, suratId, actor, at, oleh }: Replacing,
): Promise<void> {
  const changed = await markReplaced(tx, { id: diganti.id, olehId: suratId })
  if (changed !== 1) throw new Error('the replaced letter was locked and in force')
  await tell(deps, tx, {
    act: {
      suratId: diganti.id,
      jenis: 'diganti',
      versi: diganti.versi + 1,
      at,
      penggantiId: suratId,
      pengganti: oleh,
    },
    told: {
      letter: toldOf(diganti),
      sha256: await firstDigest(tx, diganti.id),
      nomor: present(diganti.nomor, 'an issued letter has its number'),
    },
    actor,
  })
  await deps.audit.record(tx, actor, {
    action: 'surat.diganti',
    subject: { kind: 'surat', id: diganti.id },
    before: { status: diganti.status },
    after: { status: 'diganti', oleh },
  })
}

/** Digest of a letter's file as it was signed. */
export async function firstDigest(tx: Tx, suratId: string): Promise<string> {
  const [first] = await listRevisi(tx, suratId)
  return present(first, 'an issued letter has a file').sha256.toString('hex')
}
