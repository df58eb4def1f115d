import { isSignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import {
  type Db,
  type Tx,
  together,
  transactionUnlessRefused,
} from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { readAnswers, type Typed, undeclared } from '../domain/answers.ts'
import { decideStep, type Step } from '../domain/decide.ts'
import { type Arrival, arrive } from '../domain/enter.ts'
import type { Facts } from '../domain/expr/types.ts'
import type { Butir, Permohonan } from '../domain/permohonan.ts'
import { refusal } from '../domain/refusals.ts'
import type { Under } from '../domain/standing.ts'
import { permohonanBerubah } from '../events.ts'
import { updateIsian } from '../store/isian-store.ts'
import { endJeda, insertJeda, type JedaRow } from '../store/jeda-store.ts'
import { answerPerbaikan, insertPerbaikan } from '../store/perbaikan-store.ts'
import { updatePermohonan } from '../store/permohonan-store.ts'
import type { Riwayat } from '../store/riwayat-store.ts'
import { deleteTugas } from '../store/tugas-store.ts'
import { countEnd, type Landing, land, makeBill, saveArrival } from './arrival.ts'
import { factsOfCase, readingRules } from './case-facts.ts'
import { openToAsked } from './hand-over.ts'
import { issueLetters } from './issue-letters.ts'
import { tellOffices, tellPemohon } from './notices.ts'
import { type Caller, type OpenCase, openCase } from './open-case.ts'
import { addRiwayat } from './records.ts'

export type ActRequest = Readonly<{
  nomor: string
  tindakan: string
  version?: number
  alasan?: string
  butir?: readonly Butir[]
  /** Fields of the action's own form, as typed. */
  isian?: Typed
  /** Values of its form that are no text: the digest of a photo taken on the spot. */
  bukti?: Readonly<Record<string, unknown>>
  passphrase?: string
  /** When it was filled in, where that was before it came: on the spot, without a network. */
  diisiAt?: Date
}>

export type Act = (db: Db, caller: Caller, request: ActRequest) => Promise<Result<Permohonan>>

/** One step of one application: everything it changes, or nothing. */
export function createAct(deps: Deps): Act {
  return (db, caller, request) =>
    transactionUnlessRefused(db, async (tx) => {
      const open = await openCase(deps, tx, { nomor: request.nomor, caller, isForUpdate: true })
      if (open === undefined) return refuse(refusal('PERMOHONAN_TIDAK_DITEMUKAN', 'nomor'))
      return step(deps, tx, open, request)
    })
}

/** A step on an application that is open and locked. */
async function step(
  deps: Deps,
  tx: Tx,
  open: OpenCase,
  request: ActRequest,
): Promise<Result<Permohonan>> {
  const form = readForm(deps, open, request)
  const isian = { ...open.isian, tindakan: { ...open.isian.tindakan, ...form.answers } }
  const facts = factsOfCase(deps, open.prepared, { ...open, isian })
  const decided = decideStep({
    prepared: open.prepared,
    permohonan: open.permohonan,
    standing: open.standing,
    form: request,
    facts,
    riwayat: open.riwayat.map((row) => ({ ...row, ikut: row.peran })),
    perbaikan: open.perbaikan,
  })
  if (form.refusals.length > 0 && (decided.ok || isFormMatter(decided.refusals)))
    return refuse([...form.refusals, ...(decided.ok ? [] : decided.refusals)])
  if (!decided.ok) return decided
  const { action, under } = decided.value
  return moveTo(deps, tx, {
    open: { ...open, isian },
    facts,
    to: action.to,
    line: lineOf(decided.value, request),
    under,
    step: decided.value,
    ...(request.passphrase === undefined ? {} : { passphrase: request.passphrase }),
  })
}

function isFormMatter(refusals: readonly Refusal[]): boolean {
  return refusals.every((one) => one.field !== undefined)
}

function readForm(
  deps: Deps,
  { prepared, permohonan }: OpenCase,
  { tindakan, isian = {}, bukti = {} }: ActRequest,
): Readonly<{ answers: Readonly<Record<string, unknown>>; refusals: readonly Refusal[] }> {
  const action = prepared.layanan.workflow.states[permohonan.tahap]?.actions?.find(
    (one) => one.id === tindakan,
  )
  const fields = action?.form ?? []
  if (undeclared(fields, isian).length > 0)
    return { answers: {}, refusals: [refusal('ISIAN_TIDAK_DIKENAL')] }
  const read = readAnswers(fields, isian, readingRules(deps))
  const shown = fields.filter((field) => Object.hasOwn(bukti, field.id))
  return {
    answers: { ...read.answers, ...Object.fromEntries(shown.map(({ id }) => [id, bukti[id]])) },
    refusals: read.refusals,
  }
}

type Line = Readonly<{
  kejadian: string
  pesan: string | null
  data: Readonly<Record<string, unknown>>
}>

function lineOf({ action, alasan, fix }: Step, { diisiAt }: ActRequest): Line {
  const filled = diisiAt === undefined ? {} : { diisiAt: diisiAt.toISOString() }
  if (fix === undefined) return { kejadian: action.id, pesan: alasan, data: filled }
  return {
    kejadian: 'minta_perbaikan',
    pesan: alasan,
    data: {
      ...filled,
      tindakan: action.id,
      butir: fix.butir,
      isMenghentikanJam: fix.isMenghentikanJam,
    },
  }
}

export type Moving = Readonly<{
  open: OpenCase
  facts: Facts
  to: string
  line: Line
  under: Under
  step?: Step
  isFiktif?: boolean
  passphrase?: string
}>

/** Take an application to a state: clock, letters, bill, whose turn it is, timeline, log, notices. */
export async function moveTo(deps: Deps, tx: Tx, moving: Moving): Promise<Result<Permohonan>> {
  const { open, facts } = moving
  const { prepared, permohonan } = open
  const fee = permohonan.isLunas ? permohonan.biayaRupiah : feeNow(moving)
  const before: Permohonan = { ...permohonan, biayaRupiah: fee }
  const arrival = arrive(prepared, { to: moving.to, facts, offices: permohonan, fee })
  const jeda = closed(open.jeda, deps.kit.now())
  const landing = land(deps, {
    prepared,
    permohonan: before,
    arrival,
    jeda,
    ...(moving.isFiktif === undefined ? {} : { isFiktif: moving.isFiktif }),
  })
  if (!landing.ok) return landing
  const letters = await issueLetters(deps, tx, {
    prepared,
    permohonan,
    facts,
    outputs: arrival.outputs,
    actor: open.standing.actor,
    ...(moving.passphrase === undefined ? {} : { passphrase: moving.passphrase }),
  })
  if (!letters.ok) return letters
  const bill = await makeBill(deps, tx, {
    prepared,
    permohonan,
    arrival,
    facts,
    actorName: 'Pemohon',
    sampai: landing.value.tenggat?.at ?? deps.kit.now(),
  })
  if (!bill.ok) return bill
  const saving: Saving = { moving, arrival, landing: landing.value, tagihanId: bill.value }
  await save(deps, tx, saving)
  const after = permohonanAfter(saving)
  await together([
    arrival.isPaused && arrival.akhir === null && pause(deps, tx, saving),
    saveArrival(deps, tx, { permohonan, arrival }, landing.value),
    tell(deps, tx, saving),
  ])
  await openToAsked(deps, tx, {
    permohonan,
    layanan: prepared.layanan,
    tugas: arrival.tugas,
  })
  await countEnd(deps, tx, { permohonan, arrival }, landing.value)
  return ok({ ...after, tagihanId: bill.value ?? after.tagihanId })
}

/** The fee follows the answers as they stand now; what is paid is paid. */
function feeNow({ open, facts }: Moving): number {
  const { prepared } = open
  return prepared.fee.reduce((sum, one) => {
    const amount = one(facts)
    return sum + (typeof amount === 'number' && amount > 0 ? Math.round(amount) : 0)
  }, 0)
}

/** A pause that runs ends with the step that ends it. */
function closed(jeda: readonly JedaRow[], now: Date): readonly JedaRow[] {
  return jeda.map((row) => ({ ...row, sampai: row.sampai ?? now }))
}

type Saving = Readonly<{
  moving: Moving
  arrival: Arrival
  landing: Landing
  tagihanId?: string | undefined
}>

async function save(deps: Deps, tx: Tx, saving: Saving): Promise<void> {
  const { moving, arrival, landing, tagihanId } = saving
  const { open, step: taken } = moving
  const { permohonan } = open
  const { kit } = deps
  const now = kit.now()
  await together([
    updatePermohonan(tx, permohonan.id, {
      ...landing.moved,
      tagihanId: tagihanId ?? landing.moved.tagihanId,
    }),
    deleteTugas(tx, permohonan.id),
    permohonan.jedaSejak !== null && endJeda(tx, permohonan.id, now),
    isAnswer(permohonan, taken) && answerPerbaikan(tx, permohonan.id, now),
    updateIsian(tx, permohonan.id, open.isian),
    addRiwayat(deps, tx, {
      actor: open.standing.actor,
      permohonan,
      row: rowOf(deps, saving),
    }),
    deps.audit.record(tx, open.standing.actor, {
      action: `permohonan.${dashed(moving.line.kejadian)}`,
      ...(moving.under.grant === undefined ? {} : { grant: moving.under.grant }),
      subject: { kind: 'permohonan', id: permohonan.id },
      before: { tahap: permohonan.tahap, version: permohonan.version },
      after: { tahap: arrival.tahap, akhir: arrival.akhir, version: permohonan.version + 1 },
    }),
    kit.emit(tx, permohonanBerubah, {
      permohonanId: permohonan.id,
      nomor: permohonan.nomor,
      kode: permohonan.kode,
      versi: permohonan.versi,
      tahap: arrival.tahap,
      kejadian: moving.line.kejadian,
      at: now.toISOString(),
    }),
  ])
}

/** Ids of actions as audit names them, in small letters and dashes: kirimPeriksa is kirim-periksa. */
function dashed(kejadian: string): string {
  return kejadian
    .replaceAll('_', '-')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replace(/[^a-z-]/g, '')
}

/** The applicant's own step answers an open fix list. */
function isAnswer({ jedaSejak }: Permohonan, taken: Step | undefined): boolean {
  return jedaSejak !== null && taken?.under.role === 'pemohon'
}

async function pause(deps: Deps, tx: Tx, { moving, arrival }: Saving): Promise<void> {
  const { kit } = deps
  const { open, step: taken } = moving
  const { permohonan } = open
  const now = kit.now()
  const fix = taken?.fix
  await insertJeda(tx, {
    id: kit.newId(),
    permohonanId: permohonan.id,
    tahap: permohonan.tahap,
    sebab: fix !== undefined ? 'perbaikan' : arrival.isBilled ? 'bayar' : 'pemohon',
    // Payment is the applicant's time; a fix list only when it cites and is the stage's first.
    isMenghentikanJam: fix === undefined ? true : fix.isMenghentikanJam,
    mulai: now,
  })
  if (fix === undefined) return
  const { actor } = open.standing
  await insertPerbaikan(tx, {
    id: kit.newId(),
    permohonanId: permohonan.id,
    tahap: permohonan.tahap,
    butir: fix.butir,
    pesan: moving.line.pesan,
    dimintaOleh: isSignedIn(actor) ? actor.accountId : null,
    at: now,
    isMenghentikanJam: fix.isMenghentikanJam,
  })
}

function rowOf(deps: Deps, { moving, arrival, landing }: Saving): Riwayat {
  const { open, line, under } = moving
  const { permohonan, standing } = open
  const { moved } = landing
  const kejadian = moving.isFiktif === true ? 'fiktif_positif' : line.kejadian
  return {
    id: deps.kit.newId(),
    permohonanId: permohonan.id,
    urutan: permohonan.version + 1,
    kejadian: arrival.akhir !== null && moving.isFiktif !== true ? 'selesai' : kejadian,
    dariTahap: permohonan.tahap,
    keTahap: arrival.tahap,
    oleh: isSignedIn(standing.actor) ? standing.actor.accountId : null,
    olehJenis:
      under.role === 'pemohon' ? 'pemohon' : under.role === 'sistem' ? 'sistem' : 'petugas',
    peran: under.role === 'pemohon' || under.role === 'sistem' ? null : under.role,
    unitKode: under.unitKode,
    atasNama: under.grant?.as ?? null,
    pesan: line.pesan,
    data: {
      ...line.data,
      ...(arrival.akhir === null
        ? {}
        : {
            tindakan: line.kejadian,
            akhir: arrival.akhir,
            jamTotal: moved.jamTotal,
            jamBersih: moved.jamBersih,
          }),
    },
    isPublik: true,
    waktu: deps.kit.now(),
  }
}

const ENDINGS = {
  terbit: 'permohonan.terbit',
  selesai: 'permohonan.selesai',
  tolak: 'permohonan.ditolak',
  batal: 'permohonan.batal',
} as const

function permohonanAfter({ moving, landing }: Saving): Permohonan {
  const { permohonan } = moving.open
  return { ...permohonan, ...landing.moved, version: permohonan.version + 1 }
}

async function tell(deps: Deps, tx: Tx, saving: Saving): Promise<void> {
  const { moving, arrival, landing } = saving
  const about = {
    prepared: moving.open.prepared,
    permohonan: permohonanAfter(saving),
    tahap: arrival.tahap,
    tenggatAt: landing.moved.tenggatAt,
    pesan: moving.line.pesan,
  }
  const event =
    arrival.akhir !== null
      ? ENDINGS[arrival.akhir]
      : arrival.isBilled
        ? 'permohonan.bayar'
        : arrival.isPaused
          ? 'permohonan.perbaiki'
          : undefined
  await together([
    event !== undefined && tellPemohon(deps, tx, event, about),
    tellOffices(deps, tx, 'permohonan.giliran', { ...about, tugas: arrival.tugas }),
  ])
}
