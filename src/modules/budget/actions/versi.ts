import type { Actor } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { decideHandIn, JENIS_VERSI, type JenisVersi, MADE_FROM } from '../domain/versi.ts'
import { listAturanGeser } from '../store/aturan-store.ts'
import {
  approveCopied,
  copyBagian,
  copyPagu,
  insertBagian,
  listBagian,
  upsertPagu,
} from '../store/bagian-store.ts'
import { copyGaris } from '../store/garis-store.ts'
import {
  findBerlakuVersi,
  findSource,
  findVersi,
  insertVersi,
  listVersi,
  lockVersi,
  lockYear,
  updateStatus,
  type Versi,
} from '../store/versi-store.ts'
import { idOf } from './people.ts'

export type VersiOrder = Readonly<{
  tahun: number
  jenis: string
  judul: string
  aturanGeser: string
}>

/**
 * Begin a version of a year's budget: empty, or with every line of what it is made from.
 *
 * @refuses VERSI_TAHUN, VERSI_TAHUN_DITUTUP, VERSI_JENIS, VERSI_JUDUL, VERSI_ATURAN_GESER, VERSI_MASIH_ADA, VERSI_INDUK,
 * VERSI_SUDAH_BERLAKU
 */
export function createMakeVersi(deps: Deps) {
  return (actor: Actor, order: VersiOrder): Promise<Result<string>> =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      const { tahun } = order
      await lockYear(tx, tahun)
      const jenis = JENIS_VERSI.find((one) => one === order.jenis)
      const refusals = await refuseOrder(deps, tx, order)
      if (jenis === undefined || refusals.length > 0) return refuse(refusals)
      const source = await sourceOf(tx, tahun, jenis)
      if (!source.ok) return source
      const { induk, pagu } = source.value
      const id = deps.kit.newId()
      await insertVersi(tx, {
        id,
        tahun,
        jenis,
        judul: order.judul.trim(),
        asal: 'susun',
        indukId: induk?.id ?? null,
        paguVersiId: pagu?.id ?? null,
        aturanGeser: jenis === 'pergeseran' ? order.aturanGeser : null,
        dibuatOleh: idOf(actor),
        now: deps.kit.now(),
      })
      await fillVersi(deps, tx, { id, tahun, jenis, induk })
      await deps.audit.record(tx, actor, {
        action: 'anggaran.versi-dibuat',
        subject: { kind: 'anggaran-versi', id },
      })
      return ok(id)
    })
}

async function refuseOrder(deps: Deps, tx: Tx, order: VersiOrder): Promise<readonly Refusal[]> {
  const { tahun, judul } = order
  const refusals: Refusal[] = []
  const year = await deps.fiscal.tahun(tx, tahun)
  if (year === undefined) refusals.push(refusal('VERSI_TAHUN', { tahun }, 'tahun'))
  if (year?.status === 'tutup') refusals.push(refusal('VERSI_TAHUN_DITUTUP', { tahun }, 'tahun'))
  const jenis = JENIS_VERSI.find((one) => one === order.jenis)
  if (jenis === undefined) refusals.push(refusal('VERSI_JENIS', {}, 'jenis'))
  if (judul.trim().length < 3 || judul.trim().length > 200)
    refusals.push(refusal('VERSI_JUDUL', {}, 'judul'))
  if (jenis === 'pergeseran') {
    const rules = await listAturanGeser(tx, tahun)
    if (!rules.some(({ kode }) => kode === order.aturanGeser))
      refusals.push(refusal('VERSI_ATURAN_GESER', {}, 'aturan'))
  }
  const open = (await listVersi(tx, tahun)).find(
    (one) => one.jenis === jenis && (one.status === 'disusun' || one.status === 'diajukan'),
  )
  if (open !== undefined)
    refusals.push(refusal('VERSI_MASIH_ADA', { jenis: open.jenis.toUpperCase() }, 'jenis'))
  return refusals
}

type Source = Readonly<{ induk: Versi | undefined; pagu: Versi | undefined }>

async function sourceOf(tx: Tx, tahun: number, jenis: JenisVersi): Promise<Result<Source>> {
  const current = await findBerlakuVersi(tx, tahun)
  if (jenis === 'apbd' && current !== undefined)
    return refuse(refusal('VERSI_SUDAH_BERLAKU', { tahun }, 'jenis'))
  const pagu = await findSource(tx, tahun, ['kua-ppas'])
  if (jenis === 'kua-ppas') return ok({ induk: pagu, pagu: undefined })
  if (jenis === 'pergeseran' || jenis === 'perubahan') {
    if (current !== undefined) return ok({ induk: current, pagu: undefined })
    return refuse(refusal('VERSI_INDUK', { dari: 'APBD yang berlaku' }, 'jenis'))
  }
  const induk = await findSource(tx, tahun, MADE_FROM[jenis])
  if (induk === undefined) {
    const dari = MADE_FROM[jenis].map((one) => one.toUpperCase()).join(' atau ')
    return refuse(refusal('VERSI_INDUK', { dari }, 'jenis'))
  }
  return ok({ induk, pagu: jenis === 'rka' ? pagu : undefined })
}

type Filling = Readonly<{
  id: string
  tahun: number
  jenis: JenisVersi
  induk: Versi | undefined
}>

async function fillVersi(deps: Deps, tx: Tx, filling: Filling): Promise<void> {
  const { id, tahun, jenis, induk } = filling
  if (jenis === 'kua-ppas' || jenis === 'rka') {
    const codes = await deps.fiscal.kodefikasi(tx, tahun)
    await insertBagian(
      tx,
      id,
      codes.skpd.all.map((one) => one.id),
    )
    if (jenis === 'rka') return
    if (induk !== undefined) await copyPagu(tx, induk.id, id)
    else await takeRkpd(deps, tx, id, tahun)
    return
  }
  if (induk === undefined) return
  await copyBagian(tx, induk.id, id)
  await copyGaris(tx, induk.id, id)
  await approveCopied(tx, induk.id, id)
}

/** First ceilings of a year are what its plan says; several lines of one sub kegiatan add up. */
async function takeRkpd(deps: Deps, tx: Tx, versiId: string, tahun: number): Promise<void> {
  const lines = (await deps.rkpd?.(tx, { tahun })) ?? []
  const sums = new Map<string, (typeof lines)[number]>()
  for (const line of lines) {
    const key = `${line.skpdId} ${line.subKegiatanId}`
    const found = sums.get(key)
    const pagu = ((found?.pagu ?? 0n) + line.pagu) as typeof line.pagu
    sums.set(key, { ...(found ?? line), pagu })
  }
  await upsertPagu(
    tx,
    versiId,
    [...sums.values()].map(({ id, skpdId, subKegiatanId, pagu }) => ({
      skpdId,
      subKegiatanId,
      jumlah: pagu,
      rkpdBarisId: id,
    })),
  )
}

export type StepOrder = Readonly<{ versiId: string; ke: 'diajukan' | 'disusun' | 'batal' }>

/**
 * Hand a version in to be enacted, take it back, or cancel it.
 *
 * @refuses VERSI_STATUS, VERSI_BAGIAN_BELUM, BAGIAN_KOSONG
 */
export function createStep(deps: Deps) {
  return (actor: Actor, { versiId, ke }: StepOrder): Promise<Result<Versi>> =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      const seen = await findVersi(tx, versiId)
      if (seen === undefined) return refuse(refusal('VERSI_STATUS', { status: 'tidak ada' }))
      await lockYear(tx, seen.tahun)
      const versi = (await lockVersi(tx, versiId)) ?? seen
      const refusals = await refuseStep(deps, tx, versi, ke)
      if (refusals.length > 0) return refuse(refusals)
      await together([
        updateStatus(tx, { id: versiId, status: ke, oleh: idOf(actor), now: deps.kit.now() }),
        deps.audit.record(tx, actor, {
          action: `anggaran.versi-${ke}`,
          subject: { kind: 'anggaran-versi', id: versiId },
        }),
      ])
      return ok(versi)
    })
}

async function refuseStep(
  deps: Deps,
  tx: Tx,
  versi: Versi,
  ke: StepOrder['ke'],
): Promise<readonly Refusal[]> {
  if (ke === 'diajukan') {
    const codes = await deps.fiscal.kodefikasi(tx, versi.tahun)
    const parts = (await listBagian(tx, versi.id)).filter(
      ({ baris, status }) => baris > 0 || status === 'diajukan' || status === 'dikembalikan',
    )
    const decided = decideHandIn(
      versi,
      parts.map(({ skpdId, status }) => ({
        status,
        skpdNama: codes.skpd.byId.get(skpdId)?.nama ?? '',
      })),
    )
    return decided.ok ? [] : decided.refusals
  }
  const from = ke === 'disusun' ? ['diajukan'] : ['disusun', 'diajukan']
  return from.includes(versi.status) ? [] : [refusal('VERSI_STATUS', { status: versi.status })]
}
