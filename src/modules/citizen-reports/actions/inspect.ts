import { grantsOf, isSignedIn, type SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { PreparedPhoto } from '../../../platform/photo/index.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import {
  assignPemeriksaan,
  findPemeriksaan,
  type HasilPemeriksaan,
  listInvolved,
  type Pemeriksaan,
  savePemeriksaan,
} from '../store/inspection-store.ts'
import { type AturanBukti, insertAturanBukti } from '../store/proof-store.ts'
import type { Riwayat } from '../store/riwayat-store.ts'
import type { Caller } from './act-on-laporan.ts'
import { addToTimeline } from './records.ts'
import { keepPhoto, readyPhoto } from './take-photo.ts'

const NOTE_MIN = 5
const NOTE_MAX = 2_000

/** Coordinators and the inspectorate run the re-inspections. */
export function mayLeadInspection({ actor }: Caller): boolean {
  return grantsOf(actor).some(
    ({ role }) => role === 'operator-aduan' || role === 'inspektorat' || role === 'admin',
  )
}

export type Inspect = Readonly<{
  /** Give a drawn case to somebody who had no part in it. */
  assign: (caller: Caller, order: { id: string; petugasId: string }) => Promise<Result<void>>
  /** Write what was found, once; a photo is optional unless nothing else shows it. */
  report: (
    caller: Caller,
    found: Readonly<{
      id: string
      hasil: HasilPemeriksaan
      catatan: string
      bytes: Uint8Array | undefined
    }>,
  ) => Promise<Result<void>>
  /** New house rules from now on; the old ones stay as history. */
  setRules: (caller: Caller, rules: Omit<AturanBukti, 'berlakuMulai'>) => Promise<Result<void>>
}>

/**
 * Re-inspection of closed cases by someone else, drawn by lot. The result is public on the case's
 * timeline and counted per unit; it never reopens a case by itself.
 *
 * @refuses PERIKSA_TIDAK_DIIZINKAN, PERIKSA_ORANG_TERLIBAT, PERIKSA_SUDAH_ADA_HASIL, CATATAN_KOSONG,
 * everything of preparePhoto
 */
export function createInspect(deps: Deps): Inspect {
  return {
    assign: (caller, order) => assign(deps, caller, order),
    report: (caller, found) => report(deps, caller, found),
    setRules: (caller, rules) => setRules(deps, caller, rules),
  }
}

async function assign(
  deps: Deps,
  caller: Caller,
  { id, petugasId }: Parameters<Inspect['assign']>[1],
): Promise<Result<void>> {
  if (!mayLeadInspection(caller)) return refuse(refusal('PERIKSA_TIDAK_DIIZINKAN'))
  return transactionUnlessRefused(deps.kit.db, async (tx) => {
    const drawn = await findPemeriksaan(tx, id)
    if (drawn === undefined) return refuse(refusal('PERIKSA_TIDAK_DIIZINKAN'))
    if ((await listInvolved(tx, drawn.laporanId)).has(petugasId))
      return refuse(refusal('PERIKSA_ORANG_TERLIBAT', 'petugas'))
    if (!(await assignPemeriksaan(tx, { id, petugasId, at: deps.kit.now() })))
      return refuse(refusal('PERIKSA_SUDAH_ADA_HASIL'))
    await deps.audit.record(tx, caller.actor, {
      action: 'periksa-ulang.tugaskan',
      subject: { kind: 'laporan', id: drawn.laporanId },
      after: { petugasId },
    })
    return ok(undefined)
  })
}

async function report(
  deps: Deps,
  caller: Caller,
  found: Parameters<Inspect['report']>[1],
): Promise<Result<void>> {
  const { actor } = caller
  const catatan = found.catatan.trim().slice(0, NOTE_MAX)
  if (found.hasil !== 'sesuai' && catatan.length < NOTE_MIN)
    return refuse(refusal('CATATAN_KOSONG', 'catatan'))
  if (!isSignedIn(actor)) return refuse(refusal('PERIKSA_TIDAK_DIIZINKAN'))
  const photo = found.bytes === undefined ? undefined : await readyPhoto(deps, found.bytes)
  if (photo !== undefined && !photo.ok) return photo
  return transactionUnlessRefused(deps.kit.db, async (tx) => {
    const drawn = await openInspection(tx, actor, found.id)
    if (!drawn.ok) return drawn
    return saveResult(deps, tx, {
      laporanId: drawn.value.laporanId,
      actor,
      photo: photo?.value,
      row: { id: found.id, hasil: found.hasil, catatan: catatan || null },
    })
  })
}

async function openInspection(tx: Tx, actor: SignedIn, id: string): Promise<Result<Pemeriksaan>> {
  const drawn = await findPemeriksaan(tx, id)
  const isMine = drawn?.petugasId === actor.accountId || mayLeadInspection({ actor })
  if (drawn === undefined || !isMine) return refuse(refusal('PERIKSA_TIDAK_DIIZINKAN'))
  return (await listInvolved(tx, drawn.laporanId)).has(actor.accountId)
    ? refuse(refusal('PERIKSA_ORANG_TERLIBAT'))
    : ok(drawn)
}

type Finding = Readonly<{
  laporanId: string
  actor: SignedIn
  photo: PreparedPhoto | undefined
  row: Readonly<{ id: string; hasil: HasilPemeriksaan; catatan: string | null }>
}>

async function saveResult(deps: Deps, tx: Tx, finding: Finding): Promise<Result<void>> {
  const { laporanId, actor, row } = finding
  const fotoId = await keepFinding(deps, tx, finding)
  if (!fotoId.ok) return fotoId
  const at = deps.kit.now()
  if (!(await savePemeriksaan(tx, { ...row, fotoId: fotoId.value, oleh: actor.accountId, at })))
    return refuse(refusal('PERIKSA_SUDAH_ADA_HASIL'))
  const line: Riwayat = {
    id: deps.kit.newId(),
    laporanId,
    waktu: at,
    kejadian: 'periksa_ulang',
    status: null,
    pelakuJenis: 'petugas',
    pelakuLabel: 'Pemeriksa',
    pelakuAkunId: actor.accountId,
    isPublik: true,
    pesan: row.catatan,
    data: { hasil: row.hasil },
  }
  await addToTimeline(deps, tx, { row: line, actor })
  await deps.audit.record(tx, actor, {
    action: 'periksa-ulang.hasil',
    subject: { kind: 'laporan', id: laporanId },
    after: { hasil: row.hasil },
  })
  return ok(undefined)
}

async function keepFinding(
  deps: Deps,
  tx: Tx,
  { laporanId, actor, photo }: Finding,
): Promise<Result<string | null>> {
  if (photo === undefined) return ok(null)
  const kept = await keepPhoto(deps, tx, {
    ready: photo,
    owner: { laporanId },
    peran: 'inspeksi',
    perangkat: null,
    oleh: actor.accountId,
    ditangkap: {},
  })
  return kept.ok ? ok(kept.value.foto.id) : kept
}

async function setRules(
  deps: Deps,
  caller: Caller,
  rules: Omit<AturanBukti, 'berlakuMulai'>,
): Promise<Result<void>> {
  const { actor } = caller
  if (!isSignedIn(actor) || !mayLeadInspection(caller))
    return refuse(refusal('PERIKSA_TIDAK_DIIZINKAN'))
  await transaction(deps.kit.db, async (tx) => {
    await insertAturanBukti(tx, {
      ...rules,
      berlakuMulai: deps.kit.now(),
      oleh: actor.accountId,
    })
    await deps.audit.record(tx, actor, {
      action: 'aturan-bukti.ubah',
      subject: { kind: 'aturan-bukti', id: 'laporan' },
      after: rules,
    })
  })
  return ok(undefined)
}
