import { isSignedIn } from '../../../kernel/actor.ts'
import { assert } from '../../../kernel/assert.ts'
import type { TimeZone } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { PreparedPhoto } from '../../../platform/photo/index.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { FOTO_MAX, isOfficerOf } from '../domain/photo.ts'
import { decideProof, mayGoWithoutProof, type NonceFacts, type Proof } from '../domain/proof.ts'
import { proofRefusal } from '../domain/proof-refusals.ts'
import { refusal } from '../domain/refusals.ts'
import { findTransition, type Standing } from '../domain/transitions.ts'
import { countFoto } from '../store/foto-store.ts'
import { findLaporanByNomor, lockLaporanByNomor } from '../store/laporan-store.ts'
import { findAturanBukti, findUsedNonce, insertUsedNonce } from '../store/proof-store.ts'
import { type ActOnLaporan, type Caller, mayReadSecret, standingOf } from './act-on-laporan.ts'
import { lookAlikesOf, momentOf, placeOf, rulesOf, type Told } from './proof-facts.ts'
import { type IssuedNonce, nonceInside, readNonce } from './proof-nonce.ts'
import { keepPhoto, readyPhoto } from './take-photo.ts'

export type ProofClaim = Told &
  Readonly<{
    nomor: string
    nonce: string
    pesan: string
    bytes: Uint8Array
    /** The page was drawn for this version of the case; left out by the offline queue. */
    version?: number
  }>

export type ProvenFix = Readonly<{ laporan: Laporan; isNew: boolean }>

export type ProveFix = Readonly<{
  /** Claim that the case is fixed, with a photo that proves it. */
  withPhoto: (caller: Caller, claim: ProofClaim) => Promise<Result<ProvenFix>>
  /** The same for cases that have nothing to show; counts as finished without proof. */
  withoutPhoto: (
    caller: Caller,
    claim: Readonly<{ nomor: string; pesan: string; version?: number }>,
  ) => Promise<Result<Laporan>>
}>

/**
 * `ajukan_selesai` with its proof: photo, use of the number, step of the case, timeline, notices and audit
 * in one transaction. The case is locked first, so of two claims at once one wins and the other hears why.
 * Sent again with the same number and the same bytes it answers as before and changes nothing.
 */
export function createProveFix(deps: Deps, act: ActOnLaporan): ProveFix {
  return {
    withPhoto: async (caller, claim) => {
      const ready = await readyPhoto(deps, claim.bytes)
      if (!ready.ok) return refuse([...ready.refusals, ...refuseShortWords(claim.pesan)])
      return transaction(deps.kit.db, (tx) =>
        claimFix(deps, tx, { act, caller, claim, photo: ready.value }),
      )
    },
    withoutPhoto: async (caller, { nomor, pesan, version }) => {
      if (await hasSomethingToShow(deps, caller, nomor))
        return refuse([proofRefusal('BUKTI_TIDAK_PERLU_DITOLAK'), ...refuseShortWords(pesan)])
      return act(deps.kit.db, caller, {
        nomor,
        tindakan: 'ajukan_selesai',
        form: { pesan, bukti: 'not-needed', ...(version === undefined ? {} : { version }) },
      })
    },
  }
}

/** A secret case is not judged here for strangers: the action says that it is not there. */
async function hasSomethingToShow(deps: Deps, { actor }: Caller, nomor: string): Promise<boolean> {
  const laporan = await findLaporanByNomor(deps.kit.db, nomor)
  if (laporan === undefined || !isOfficerOf(laporan, actor)) return false
  const { kategori } = await deps.katalog.get()
  return !mayGoWithoutProof(laporan.jenis, kategori.get(laporan.kategoriKode))
}

const PESAN_MIN = 5

function refuseShortWords(pesan: string): readonly Refusal[] {
  return pesan.trim().length < PESAN_MIN ? [refusal('PESAN_KOSONG', 'pesan')] : []
}

type Claiming = Readonly<{
  act: ActOnLaporan
  caller: Caller
  claim: ProofClaim
  photo: PreparedPhoto
}>

async function claimFix(deps: Deps, tx: Tx, claiming: Claiming): Promise<Result<ProvenFix>> {
  const { caller, claim, photo } = claiming
  const laporan = await lockLaporanByNomor(tx, claim.nomor)
  if (laporan === undefined || !isSignedIn(caller.actor))
    return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
  const standing = await standingOf(tx, laporan, caller)
  if (laporan.isRahasia && !mayReadSecret(standing))
    return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
  const petugasId = caller.actor.accountId
  const issued = readNonce(deps.kit.secretKey, claim.nonce, { laporanId: laporan.id, petugasId })
  const used = await findUsedNonce(tx, claim.nonce)
  if (issued !== undefined && used?.kirimanSha256 === photo.original.sha256)
    return ok({ laporan, isNew: false })
  if (findTransition(laporan, 'ajukan_selesai', standing) === undefined)
    return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const proof = await judge(deps, tx, {
    ...claiming,
    laporan,
    standing,
    nonce: nonceFacts(issued, used !== undefined),
  })
  if (!proof.ok) return refuseClaim(deps, tx, { claiming, laporan, refusals: proof.refusals })
  return saveClaim(deps, tx, { ...claiming, laporan, petugasId, proof: proof.value, issued })
}

function nonceFacts(issued: IssuedNonce | undefined, isUsed: boolean): NonceFacts {
  return issued === undefined ? { kind: 'unknown' } : { kind: 'known', ...issued, isUsed }
}

type Judging = Claiming & Readonly<{ laporan: Laporan; standing: Standing; nonce: NonceFacts }>

async function judge(deps: Deps, tx: Tx, judging: Judging): Promise<Result<Proof>> {
  const { laporan, standing, claim, photo, nonce } = judging
  const zone = deps.reference.calendar().zone as TimeZone
  const moment = momentOf(claim, photo, zone)
  const decision = decideProof({
    ...moment,
    nonce,
    now: deps.kit.now(),
    rules: rulesOf(await findAturanBukti(tx)),
    way: claim.way,
    hasNonceInside: nonceInside(claim.bytes) === claim.nonce,
    place: await placeOf(deps, tx, { laporan, position: moment.position }),
    isBlank: photo.isBlank,
    editMarks: photo.facts.editMarks,
    lookAlikes: await lookAlikesOf(tx, photo, { laporanId: laporan.id, standing }),
  })
  const refusals = [
    ...(decision.ok ? [] : decision.refusals),
    ...refuseShortWords(claim.pesan),
    ...((await countFoto(tx, { laporanId: laporan.id }, 'bukti')) >= FOTO_MAX.bukti
      ? [refusal('FOTO_TERLALU_BANYAK', 'foto')]
      : []),
  ]
  return decision.ok && refusals.length === 0 ? decision : refuse(refusals)
}

type Refused = Readonly<{ claiming: Claiming; laporan: Laporan; refusals: readonly Refusal[] }>

/** A refused try changes nothing but is remembered: somebody may be trying to close cases unseen. */
async function refuseClaim(
  deps: Deps,
  tx: Tx,
  { claiming, laporan, refusals }: Refused,
): Promise<Result<never>> {
  await deps.audit.record(tx, claiming.caller.actor, {
    action: 'laporan.bukti-ditolak',
    subject: { kind: 'laporan', id: laporan.id },
    reason: refusals.map((one) => one.code).join(' '),
    after: { sha256: claiming.photo.original.sha256 },
  })
  return refuse(refusals)
}

type Winning = Claiming &
  Readonly<{
    laporan: Laporan
    petugasId: string
    proof: Proof
    issued: IssuedNonce | undefined
  }>

/** The step of the case may still be refused; everything after it is stored with it. */
async function saveClaim(deps: Deps, tx: Tx, winning: Winning): Promise<Result<ProvenFix>> {
  const { act, caller, claim, photo, laporan, proof, issued, petugasId } = winning
  assert(issued !== undefined, 'an accepted proof has a number')
  const done = await act(tx, caller, {
    nomor: claim.nomor,
    tindakan: 'ajukan_selesai',
    form: {
      pesan: claim.pesan,
      bukti: 'accepted',
      buktiSha256: [photo.photo.sha256],
      ...(claim.version === undefined ? {} : { version: claim.version }),
    },
  })
  if (!done.ok) return done
  const kept = await keepPhoto(deps, tx, {
    ready: photo,
    owner: { laporanId: laporan.id },
    peran: 'bukti',
    perangkat: null,
    oleh: petugasId,
    ditangkap: proof,
  })
  assert(kept.ok, 'the limit was checked under the same lock')
  const rules = rulesOf(await findAturanBukti(tx))
  const lifeMs = issued.isOffline ? rules.offlineAgeMs : rules.ageMs
  await insertUsedNonce(tx, {
    nonce: claim.nonce,
    laporanId: laporan.id,
    petugasId,
    terbitAt: issued.issuedAt,
    kedaluwarsaAt: new Date(issued.issuedAt.getTime() + lifeMs),
    isLuring: issued.isOffline,
    dipakaiAt: deps.kit.now(),
    fotoId: kept.value.foto.id,
  })
  return ok({ laporan: done.value, isNew: true })
}
