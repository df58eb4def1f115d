import { isSignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import {
  type Db,
  type Tx,
  together,
  transactionUnlessRefused,
} from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type Answers, readAnswers, type Typed, undeclared } from '../domain/answers.ts'
import { refuseFields } from '../domain/completeness.ts'
import { ALASAN_MAX, ALASAN_MIN, judgeOpinions } from '../domain/decide.ts'
import { askedUnits, opinionForm } from '../domain/enter.ts'
import type { Facts } from '../domain/expr/types.ts'
import type { Pendapat, Permohonan } from '../domain/permohonan.ts'
import { refusal } from '../domain/refusals.ts'
import { mayGiveOpinion, type Under } from '../domain/standing.ts'
import { insertIsianPendapat, insertPendapat } from '../store/pendapat-store.ts'
import { raiseVersion } from '../store/permohonan-store.ts'
import { insertRiwayat } from '../store/riwayat-store.ts'
import { deleteTugasOf } from '../store/tugas-store.ts'
import { moveTo } from './act.ts'
import { factsOfCase, readingRules } from './case-facts.ts'
import { type Caller, type OpenCase, openCase } from './open-case.ts'

export type OpinionRequest = Readonly<{
  nomor: string
  isSetuju: boolean
  alasan: string
  /** Fields the agency is asked for beside it, as typed. */
  isian?: Typed
}>

export type GiveOpinion = (
  db: Db,
  caller: Caller,
  request: OpinionRequest,
) => Promise<Result<Permohonan>>

/** One agency's opinion; the last one that is needed takes the application on. */
export function createGiveOpinion(deps: Deps): GiveOpinion {
  return (db, caller, request) =>
    transactionUnlessRefused(db, async (tx) => {
      const open = await openCase(deps, tx, { nomor: request.nomor, caller, isForUpdate: true })
      if (open === undefined) return refuse(refusal('PERMOHONAN_TIDAK_DITEMUKAN', 'nomor'))
      const given = readOpinion(deps, open, request)
      return given.ok ? give(deps, tx, open, given.value) : given
    })
}

/**
 * Who agrees fills in what the agency is asked for; who does not may leave it empty.
 *
 * @refuses TINDAKAN_TIDAK_DIIZINKAN, ALASAN_KOSONG, ALASAN_TERLALU_PANJANG, ISIAN_TIDAK_DIKENAL, and each field
 */
function readOpinion(
  deps: Deps,
  open: OpenCase,
  { alasan, isSetuju, isian = {} }: OpinionRequest,
): Result<Given> {
  const { permohonan, prepared, standing } = open
  const facts = factsOfCase(deps, prepared, open)
  const asked = askedUnits(prepared, permohonan.tahap, { facts, offices: permohonan })
  const state = prepared.layanan.workflow.states[permohonan.tahap]
  const under = state === undefined ? undefined : mayGiveOpinion(asked, state, standing.actor)
  if (under === undefined || under.unitKode === null)
    return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const fields = opinionForm(state ?? {}, under.unitKode, permohonan)
  if (undeclared(fields, isian).length > 0) return refuse(refusal('ISIAN_TIDAK_DIKENAL'))
  const read = readAnswers(fields, isian, readingRules(deps))
  const isianPendapat = [...open.isianPendapat, { isian: read.answers }]
  const after = factsOfCase(deps, prepared, { ...open, isianPendapat })
  const missing = refuseFields(
    prepared,
    fields.map((field) => field.id),
    after,
  ).filter(
    (one) =>
      (isSetuju || one.code !== 'ISIAN_WAJIB') &&
      !read.refusals.some((other) => other.field === one.field),
  )
  const text = alasan.trim()
  const refusals = [
    ...read.refusals,
    ...missing,
    ...(text.length < ALASAN_MIN ? [refusal('ALASAN_KOSONG', 'alasan')] : []),
    ...(text.length > ALASAN_MAX ? [refusal('ALASAN_TERLALU_PANJANG', 'alasan')] : []),
  ]
  if (refusals.length > 0) return refuse(refusals)
  return ok({
    under,
    unitKode: under.unitKode,
    isSetuju,
    alasan: text,
    asked,
    facts: after,
    isian: fields.length === 0 ? undefined : read.answers,
  })
}

type Given = Readonly<{
  under: Under
  unitKode: string
  isSetuju: boolean
  alasan: string
  asked: readonly string[]
  /** With what was filled in now. */
  facts: Facts
  isian: Answers | undefined
}>

async function give(deps: Deps, tx: Tx, open: OpenCase, given: Given): Promise<Result<Permohonan>> {
  const { permohonan, prepared, standing } = open
  const { kit } = deps
  const putaran = roundOf(open)
  const oleh = isSignedIn(standing.actor) ? standing.actor.accountId : ''
  const pendapat: Pendapat = {
    putaran,
    unitKode: given.unitKode,
    isSetuju: given.isSetuju,
    alasan: given.alasan,
    oleh,
    waktu: kit.now(),
  }
  const isFirst = await insertPendapat(tx, {
    ...pendapat,
    id: kit.newId(),
    permohonanId: permohonan.id,
    tahap: permohonan.tahap,
    peran: String(given.under.role),
  })
  if (!isFirst) return refuse(refusal('PENDAPAT_SUDAH_ADA'))
  const { isian, unitKode } = given
  await together([
    isian !== undefined && insertIsianPendapat(tx, permohonan.id, { putaran, unitKode, isian }),
    deleteTugasOf(tx, permohonan.id, given.unitKode),
    raiseVersion(tx, permohonan.id),
    insertRiwayat(tx, opinionRow(deps, open, given)),
    deps.audit.record(tx, standing.actor, {
      action: 'permohonan.pendapat',
      ...(given.under.grant === undefined ? {} : { grant: given.under.grant }),
      subject: { kind: 'permohonan', id: permohonan.id },
      after: { unitKode: given.unitKode, isSetuju: given.isSetuju },
    }),
  ])
  const join = prepared.layanan.workflow.states[permohonan.tahap]?.join
  if (join === undefined) return ok(permohonan)
  const judged = judgeOpinions(
    join.need,
    given.asked,
    [...open.pendapat, pendapat].filter((one) => one.putaran === putaran),
  )
  const raised = { ...permohonan, version: permohonan.version + 1 }
  if (judged === 'menunggu') return ok(raised)
  return moveTo(deps, tx, {
    open: {
      ...open,
      permohonan: raised,
      isianPendapat:
        isian === undefined
          ? open.isianPendapat
          : [...open.isianPendapat, { putaran, unitKode, isian }],
    },
    facts: given.facts,
    to: judged === 'setuju' ? join.to : join.no,
    line: { kejadian: 'pendapat_lengkap', pesan: null, data: { hasil: judged } },
    under: { role: 'sistem', unitKode: null },
  })
}

/** A stage that is entered again asks its agencies again. */
function roundOf({ riwayat, permohonan }: OpenCase): number {
  const entered = riwayat.filter(
    (row) => row.keTahap === permohonan.tahap && row.dariTahap !== permohonan.tahap,
  )
  return Math.max(1, entered.length)
}

function opinionRow(deps: Deps, { permohonan, standing }: OpenCase, given: Given) {
  return {
    id: deps.kit.newId(),
    permohonanId: permohonan.id,
    urutan: permohonan.version + 1,
    kejadian: 'pendapat',
    dariTahap: permohonan.tahap,
    keTahap: permohonan.tahap,
    oleh: isSignedIn(standing.actor) ? standing.actor.accountId : null,
    olehJenis: 'petugas' as const,
    peran:
      given.under.role === 'pemohon' || given.under.role === 'sistem' ? null : given.under.role,
    unitKode: given.unitKode,
    atasNama: given.under.grant?.as ?? null,
    pesan: given.alasan,
    data: { isSetuju: given.isSetuju },
    isPublik: true,
    waktu: deps.kit.now(),
  }
}
