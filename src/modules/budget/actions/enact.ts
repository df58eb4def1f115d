import type { Actor } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { parseTanggal } from '../../../kernel/date.ts'
import { type Sen, toDecimalString } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { refuseShift } from '../domain/geser.ts'
import { splitByWeights } from '../domain/kas.ts'
import { refusal } from '../domain/refusals.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { decideEnact } from '../domain/versi.ts'
import { versiBerlaku } from '../events.ts'
import { listAturanGeser } from '../store/aturan-store.ts'
import { listStaleKas, writeKas } from '../store/kas-store.ts'
import { listBelowBound, listPosisi, type PosisiSum, writeBerlaku } from '../store/mata-store.ts'
import {
  enactVersi,
  findBerlakuVersi,
  findVersi,
  lockVersi,
  lockYear,
  replaceVersi,
  type Versi,
} from '../store/versi-store.ts'
import { digestVersi } from './digest.ts'
import { idOf } from './people.ts'
import { BERLAKU } from './records.ts'

export type EnactOrder = Readonly<{ versiId: string; dasar: string; tanggal: string }>

/**
 * Put a version in force, or agree a KUA-PPAS, RKA or RAPBD. Versions of a year are enacted one after another: the
 * second of two at once is refused, because what it was made from has been replaced.
 *
 * @refuses codes of decideEnact, VERSI_SUDAH_BERLAKU, VERSI_INDUK_DIGANTI, TURUN_DI_BAWAH_TERIKAT, GESER_MELEWATI_BATAS
 */
export function createEnact(deps: Deps) {
  return (actor: Actor, order: EnactOrder): Promise<Result<Versi>> =>
    transactionUnlessRefused(deps.kit.db, (tx) => enactIn(deps, tx, { actor, order }))
}

type Enacting = Readonly<{ actor: Actor; order: EnactOrder }>

export async function enactIn(
  deps: Deps,
  tx: Tx,
  { actor, order }: Enacting,
): Promise<Result<Versi>> {
  const seen = present(await findVersi(tx, order.versiId), 'the version was looked up by its page')
  await lockYear(tx, seen.tahun)
  const versi = present(await lockVersi(tx, order.versiId), 'versions are never deleted')
  const tanggal = parseTanggal(order.tanggal)
  const oleh = idOf(actor)
  const decided = decideEnact(versi, { dasar: order.dasar, hasTanggal: tanggal.ok, oleh })
  if (!decided.ok || !tanggal.ok) return decided.ok ? refuse(refusal('DASAR_TANGGAL')) : decided
  const enactment = {
    id: versi.id,
    dasar: order.dasar.trim(),
    dasarTanggal: tanggal.value,
    oleh,
    now: deps.kit.now(),
  }
  if (decided.value === 'disahkan') {
    await enactVersi(tx, { ...enactment, status: 'disahkan', sidik: null, dokumen: null })
  } else {
    const codes = await deps.fiscal.kodefikasi(tx, versi.tahun)
    const refusals = await refuseForce(tx, versi, codes)
    if (refusals.length > 0) return refuse(refusals)
    await putInForce(deps, tx, { actor, versi, codes, enactment })
  }
  await deps.audit.record(tx, actor, {
    action: `anggaran.${decided.value}`,
    subject: { kind: 'anggaran-versi', id: versi.id },
    reason: enactment.dasar,
  })
  return ok(versi)
}

async function refuseForce(tx: Tx, versi: Versi, codes: Kodefikasi): Promise<readonly Refusal[]> {
  const current = await findBerlakuVersi(tx, versi.tahun)
  if (versi.jenis === 'apbd' && current !== undefined)
    return [refusal('VERSI_SUDAH_BERLAKU', { tahun: versi.tahun })]
  if (versi.jenis !== 'apbd' && current?.id !== versi.indukId)
    return [refusal('VERSI_INDUK_DIGANTI')]
  const refusals: Refusal[] = []
  const kodeOf = (id: number) => codes.rekening.byId.get(id)?.kode ?? ''
  for (const low of await listBelowBound(tx, versi.id, versi.tahun))
    refusals.push(
      refusal('TURUN_DI_BAWAH_TERIKAT', {
        kode: kodeOf(low.rekeningId),
        jumlah: writeRupiah(low.jumlah),
        terikat: writeRupiah(low.terikat),
      }),
    )
  return [...refusals, ...(await refuseShiftOf(tx, versi, codes))]
}

async function refuseShiftOf(tx: Tx, versi: Versi, codes: Kodefikasi): Promise<readonly Refusal[]> {
  if (versi.jenis !== 'pergeseran' || versi.indukId === null) return []
  const rules = await listAturanGeser(tx, versi.tahun)
  const rule = present(
    rules.find(({ kode }) => kode === versi.aturanGeser),
    'a shift names its rule',
  )
  const before = await listPosisi(tx, versi.indukId)
  const after = await listPosisi(tx, versi.id)
  const tempatOf = (row: PosisiSum) =>
    [
      codes.skpd.byId.get(row.skpdId)?.kode ?? '',
      row.subKegiatanId === null ? '' : (codes.nomenklatur.byId.get(row.subKegiatanId)?.kode ?? ''),
    ]
      .filter((part) => part !== '')
      .join(' / ')
  const shiftOf = (row: PosisiSum, isAfter: boolean) => ({
    tempat: tempatOf(row),
    rekeningKode: codes.rekening.byId.get(row.rekeningId)?.kode ?? '',
    dari: (isAfter ? 0n : row.jumlah) as Sen,
    menjadi: (isAfter ? row.jumlah : 0n) as Sen,
  })
  return refuseShift(
    [...before.map((row) => shiftOf(row, false)), ...after.map((row) => shiftOf(row, true))],
    rule.tingkatTetap,
  )
}

type Forcing = Readonly<{
  actor: Actor
  versi: Versi
  codes: Kodefikasi
  enactment: Readonly<{
    id: string
    dasar: string
    dasarTanggal: NonNullable<Versi['dasarTanggal']>
    oleh: string
    now: Date
  }>
}>

async function putInForce(deps: Deps, tx: Tx, forcing: Forcing): Promise<void> {
  const { actor, versi, codes, enactment } = forcing
  const { id, tahun, jenis, urutan } = versi
  const { sidik, baris, jumlah } = await digestVersi(tx, { versiId: id }, codes)
  const dokumen = {
    tahun,
    jenis,
    urutan,
    dasar: enactment.dasar,
    tanggal: enactment.dasarTanggal,
    baris,
    pendapatan: toDecimalString(jumlah.pendapatan),
    belanja: toDecimalString(jumlah.belanja),
    pembiayaan: toDecimalString(jumlah.pembiayaan),
    sidik,
  }
  if (versi.indukId !== null && jenis !== 'apbd') await replaceVersi(tx, versi.indukId, id)
  await enactVersi(tx, { ...enactment, status: 'berlaku', sidik, dokumen })
  await writeBerlaku(tx, id, tahun)
  const stale = await listStaleKas(tx, tahun)
  await writeKas(
    tx,
    stale.map((plan) => ({
      mataAnggaranId: plan.mataAnggaranId,
      bulan: splitByWeights(plan.jumlah, plan.bulan),
    })),
  )
  await deps.publicLog.append(tx, {
    kind: BERLAKU,
    object: `APBD/${tahun}/${urutan}`,
    version: 1,
    ref: id,
    actor,
    at: enactment.now,
    document: dokumen,
  })
  await deps.kit.emit(tx, versiBerlaku, {
    tahun,
    versiId: id,
    jenis: jenis === 'pergeseran' || jenis === 'perubahan' ? jenis : 'apbd',
  })
}
