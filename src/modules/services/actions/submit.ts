import { isSignedIn, type SignedIn } from '../../../kernel/actor.ts'
import { formatNomor } from '../../../kernel/nomor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import {
  type Db,
  type Tx,
  together,
  transactionUnlessRefused,
} from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusePages, ruleRefusal, shownAnswers } from '../domain/completeness.ts'
import { type Assessment, assess } from '../domain/definition/assess.ts'
import type { Asked, Prepared } from '../domain/definition/prepare.ts'
import { type Layanan, wordsIn } from '../domain/definition/types.ts'
import { arrive } from '../domain/enter.ts'
import type { Cara, Kanal, Permohonan } from '../domain/permohonan.ts'
import { refusal } from '../domain/refusals.ts'
import { permohonanDiterima } from '../events.ts'
import { type Draf, deleteDraf, lockDraf } from '../store/draf-store.ts'
import { insertIsian } from '../store/isian-store.ts'
import {
  findByKunci,
  insertPermohonan,
  nextSerial,
  updatePermohonan,
} from '../store/permohonan-store.ts'
import { countReceived } from '../store/rekap-store.ts'
import { countEnd, land, makeBill, monthOf, saveArrival } from './arrival.ts'
import { officesOf, ownFacts, readHas, worldOf } from './case-facts.ts'
import { refuseKept } from './document-dates.ts'
import { disputeRegisters, keepDocuments, matchLater, openToAsked } from './hand-over.ts'
import { issueLetters } from './issue-letters.ts'
import { tellOffices, tellPemohon } from './notices.ts'
import { addRiwayat } from './records.ts'
import { type Known, readKnown } from './registers.ts'

export type Submission = Readonly<{ drafId: string; kanal: Kanal; bahasa: 'id' | 'en' }>

/** What was made; `isNew` is false for a form that had arrived before. */
export type Submitted = Readonly<{
  id: string
  nomor: string
  tenggatAt: Date | null
  isNew: boolean
}>

export type Submit = (db: Db, actor: SignedIn, submission: Submission) => Promise<Result<Submitted>>

const TIERS = { unverified: 1, 'nik-checked': 2, 'face-to-face': 3 } as const

/**
 * Hand in an application: everything is worked out anew from its answers against its version of the definition, and the
 * application, its answers, its documents and its first stage are stored together or not at all.
 */
export function createSubmit(deps: Deps): Submit {
  return async (db, actor, submission) => {
    const before = await findByKunci(db, submission.drafId)
    if (before !== undefined && before.diajukanOleh === actor.accountId)
      return ok({ id: before.id, nomor: before.nomor, tenggatAt: null, isNew: false })
    return transactionUnlessRefused(db, async (tx) => {
      const draf = await lockDraf(tx, submission.drafId, actor.accountId)
      if (draf === undefined) return refuse(refusal('DRAF_TIDAK_DITEMUKAN'))
      const judged = await judgeDraft(deps, tx, { draf, actor })
      if (!judged.ok) return judged
      return store(deps, tx, { ...judged.value, draf, actor, submission })
    })
  }
}

export type Judged = Readonly<{
  prepared: Prepared
  known: Known
  assessment: Assessment
  ownerId: string
  has: Asked['has']
}>

/**
 * Everything a draft lacks: answers by page, documents, rules, identity.
 *
 * @refuses all reasons at once, each at its field
 */
export async function judgeDraft(
  deps: Deps,
  tx: Tx,
  { draf, actor }: Readonly<{ draf: Draf; actor: SignedIn }>,
): Promise<Result<Judged>> {
  const opened = await openDraft(deps, tx, { draf, actor })
  const { prepared, assessment } = opened
  const refusals = [
    ...[...refusePages(prepared, assessment.facts).values()].flat(),
    ...missingDocuments(prepared.layanan, draf, assessment),
    ...(await refuseKept(deps, tx, {
      ownerId: opened.ownerId,
      docs: prepared.layanan.documents.filter(({ id }) => assessment.offered.includes(id)),
      berkas: draf.berkas,
    })),
    ...[...assessment.stops, ...assessment.routes].map((rule) => ruleRefusal(rule.message)),
    ...(await refuseIdentity(deps, tx, { draf, layanan: prepared.layanan })),
  ]
  return refusals.length > 0 ? refuse(refusals) : ok(opened)
}

/** A draft with what registers say and what follows from its answers, as of now. */
export async function openDraft(
  deps: Deps,
  tx: Tx,
  { draf, actor }: Readonly<{ draf: Draf; actor: SignedIn }>,
): Promise<Judged> {
  const prepared = await deps.layanan.prepared(tx, draf)
  const ownerId = draf.untukAkunId ?? actor.accountId
  const known = await readKnown(deps, tx, { prepared, draf, actor, ownerId })
  const has = await readHas(deps, tx, prepared, ownerId)
  const place = placeOf(prepared.layanan, known)
  const offices = officesOf(deps, place)
  const cara = draf.cara as Cara
  const kanal = cara === 'petugas-loket' ? 'loket' : 'web'
  const assessment = assess(prepared, {
    answers: known.answers,
    known: {
      ...known.register,
      ...ownFacts({ ...offices, cara, kanal }, deps.kit.today()),
      'bayar.lunas': false,
    },
    documents: new Set(Object.keys(draf.berkas)),
    disputed: new Set(Object.keys(draf.sanggahan)),
    today: deps.kit.today(),
    ...worldOf(deps, has),
  })
  return { prepared, known, assessment, ownerId, has }
}

function placeOf(layanan: Layanan, { answers, register }: Known): string | undefined {
  const answered = layanan.place === undefined ? undefined : answers[layanan.place]
  const found = answered ?? register['penduduk.desa']
  return typeof found === 'string' ? found : undefined
}

function missingDocuments(
  layanan: Layanan,
  draf: Draf,
  assessment: Assessment,
): readonly Refusal[] {
  return assessment.documents
    .filter((id) => draf.berkas[id] === undefined)
    .map((id) => {
      const doc = layanan.documents.find((one) => one.id === id)
      const berkas = doc === undefined ? id : wordsIn(doc.label, 'id')
      return refusal('BERKAS_WAJIB', `dok.${id}`, { berkas })
    })
}

/** Who applies must be known as well as the service asks; at the counter a clerk has seen them. */
async function refuseIdentity(
  deps: Deps,
  tx: Tx,
  { draf, layanan }: Readonly<{ draf: Draf; layanan: Layanan }>,
): Promise<readonly Refusal[]> {
  if (draf.cara === 'petugas-loket') return []
  const account = await deps.identity.findAccount(tx, draf.untukAkunId ?? draf.akunId)
  const tier = TIERS[account?.tier ?? 'unverified']
  return tier < layanan.applicant.assurance ? [refusal('TINGKAT_IDENTITAS_KURANG')] : []
}

type Storing = Judged & Readonly<{ draf: Draf; actor: SignedIn; submission: Submission }>

async function store(deps: Deps, tx: Tx, storing: Storing): Promise<Result<Submitted>> {
  const { kit } = deps
  const { prepared, assessment, known, draf } = storing
  const { facts, fee } = assessment
  const first = await newPermohonan(deps, tx, storing)
  const arrival = arrive(prepared, {
    to: prepared.layanan.workflow.start,
    facts,
    offices: first,
    fee,
  })
  const landing = land(deps, { prepared, permohonan: first, arrival, jeda: [] })
  if (!landing.ok) return landing
  const isNew = await insertPermohonan(tx, {
    ...first,
    ...landing.value.moved,
    akhir: null,
    selesaiAt: null,
    kunciKlien: draf.id,
  })
  if (!isNew) {
    // The same form arrived twice at the same moment: the other transaction won.
    const other = await findByKunci(tx, draf.id)
    return other === undefined
      ? refuse(refusal('DRAF_TIDAK_DITEMUKAN'))
      : ok({ id: other.id, nomor: other.nomor, tenggatAt: null, isNew: false })
  }
  const bill = await makeBill(deps, tx, {
    prepared,
    permohonan: first,
    arrival,
    facts,
    actorName: storing.actor.name,
    sampai: landing.value.tenggat?.at ?? kit.now(),
  })
  if (!bill.ok) return bill
  await together([
    insertIsian(tx, first.id, {
      jawaban: shownAnswers(prepared, facts),
      register: known.register,
      tindakan: {},
      sanggahan: draf.sanggahan,
    }),
    keepDocuments(deps, tx, { storing, permohonan: first }),
    addRiwayat(deps, tx, {
      actor: storing.actor,
      permohonan: first,
      row: receivedRow(deps, storing, { id: first.id, keTahap: arrival.tahap }),
    }),
    deps.audit.record(tx, storing.actor, {
      action: 'permohonan.ajukan',
      subject: { kind: 'permohonan', id: first.id },
      after: { nomor: first.nomor, kode: first.kode, versi: first.versi, cara: first.cara },
    }),
    kit.emit(tx, permohonanDiterima, {
      permohonanId: first.id,
      nomor: first.nomor,
      kode: first.kode,
      versi: first.versi,
      tahap: arrival.tahap,
      at: kit.now().toISOString(),
    }),
    disputeRegisters(deps, tx, storing, first),
    matchLater(deps, tx, storing, first),
    deleteDraf(tx, draf.id),
  ])
  const letters = await issueLetters(deps, tx, {
    prepared,
    permohonan: first,
    facts,
    outputs: arrival.outputs,
    actor: { kind: 'system', name: 'services' },
  })
  if (!letters.ok) return letters
  if (arrival.akhir !== null || bill.value !== undefined)
    await updatePermohonan(tx, first.id, {
      ...landing.value.moved,
      tagihanId: bill.value ?? null,
    })
  const about = {
    prepared,
    permohonan: first,
    tahap: arrival.tahap,
    tenggatAt: landing.value.moved.tenggatAt,
  }
  await together([
    saveArrival(deps, tx, { permohonan: first, arrival }, landing.value),
    tellPemohon(deps, tx, 'permohonan.diterima', about),
    tellOffices(deps, tx, 'permohonan.giliran', { ...about, tugas: arrival.tugas }),
  ])
  await openToAsked(deps, tx, {
    permohonan: first,
    layanan: prepared.layanan,
    tugas: arrival.tugas,
  })
  // Last: everybody who applies for this service in this month waits for its row.
  await countReceived(tx, first.kode, monthOf(deps, kit.now()))
  await countEnd(deps, tx, { permohonan: first, arrival }, landing.value)
  return ok({
    id: first.id,
    nomor: first.nomor,
    tenggatAt: landing.value.moved.tenggatAt,
    isNew: true,
  })
}

async function newPermohonan(
  deps: Deps,
  tx: Tx,
  { prepared, known, draf, actor, submission, assessment, ownerId }: Storing,
): Promise<Permohonan> {
  const { kit } = deps
  const now = kit.now()
  const { layanan } = prepared
  const offices = officesOf(deps, placeOf(layanan, known))
  const tahun = Number(kit.today().slice(0, 4))
  const serial = await nextSerial(tx, tahun)
  const owner =
    layanan.owner === 'desa'
      ? offices.desaKode
      : layanan.owner === 'kecamatan'
        ? offices.kecamatanKode
        : layanan.owner
  return {
    id: kit.newId(),
    nomor: formatNomor({ prefix: 'PMH', year: tahun, serial }),
    kode: layanan.code,
    versi: layanan.version,
    pemilikAkunId: ownerId,
    diajukanOleh: actor.accountId,
    cara: draf.cara as Cara,
    kanal: submission.kanal,
    bahasa: submission.bahasa,
    tahap: layanan.workflow.start,
    akhir: null,
    ...offices,
    pemilikUnit: owner ?? offices.kecamatanKode ?? 'setda',
    diajukanAt: now,
    tahapSejak: now,
    masukTahap: {},
    tenggatAt: null,
    isTenggatPasti: true,
    peringatanAt: null,
    caraHabis: null,
    tingkatEskalasi: 0,
    jedaSejak: null,
    biayaRupiah: assessment.fee,
    tagihanId: null,
    isLunas: false,
    selesaiAt: null,
    isTerlambat: false,
    isFiktifPositif: false,
    version: 1,
  }
}

function receivedRow(
  deps: Deps,
  { actor, draf, submission }: Storing,
  { id, keTahap }: Readonly<{ id: string; keTahap: string }>,
) {
  return {
    id: deps.kit.newId(),
    permohonanId: id,
    urutan: 1,
    kejadian: 'diajukan',
    dariTahap: null,
    keTahap,
    oleh: actor.accountId,
    olehJenis: draf.cara === 'petugas-loket' ? ('petugas' as const) : ('pemohon' as const),
    peran: null,
    unitKode: null,
    atasNama: null,
    pesan: null,
    data: { kanal: submission.kanal, cara: draf.cara },
    isPublik: true,
    waktu: deps.kit.now(),
  }
}

/** @returns the actor when signed in; everything here belongs to an account */
export function signedIn(actor: Parameters<typeof isSignedIn>[0]): SignedIn | undefined {
  return isSignedIn(actor) ? actor : undefined
}
