import type { SignedIn } from '../../../kernel/actor.ts'
import { tanggal as civil, type Tanggal, yearOf } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type BarisJurnal, checkJurnal } from '../domain/jurnal.ts'
import { refusal } from '../domain/refusals.ts'
import { type PastedRow, readLines, refuseByHand } from '../domain/usulan.ts'
import type { Layouts } from '../load-susunan.ts'
import {
  decideUsulanRow,
  findUsulanForUpdate,
  insertUsulan,
  type JenisUsulan,
  listUsulanBaris,
} from '../store/usulan-store.ts'
import type { Posting } from './post.ts'
import type { RulesOf } from './rules.ts'

export type UsulanOrder = Readonly<{
  tanggal: Tanggal
  jenis: JenisUsulan
  skpdId: number
  uraian: string
  rows: readonly PastedRow[]
}>

export type UsulanActions = Readonly<{
  /**
   * Enter a journal by hand; it waits for another person.
   *
   * @refuses codes of readLines, checkJurnal and refuseByHand, JURNAL_TAHUN_TUTUP
   */
  propose: (actor: SignedIn, order: UsulanOrder) => Promise<Result<string>>
  /**
   * Agree, which posts it, or turn it down.
   *
   * @refuses SUDAH_DIPUTUSKAN, PENGUSUL_MEMUTUSKAN, ALASAN_KOSONG, and what refuses the journal by now
   */
  decide: (
    actor: SignedIn,
    decision: Readonly<{ id: string; isApproved: boolean; alasan: string }>,
  ) => Promise<Result<'disetujui' | 'ditolak'>>
}>

const DOKUMEN = {
  umum: 'jurnal-umum',
  penyesuaian: 'jurnal-penyesuaian',
  'saldo-awal': 'saldo-awal',
}
const RINCIAN = { umum: 'JUR-UMUM', penyesuaian: 'JUR-SESUAI', 'saldo-awal': 'JUR-SALDO-AWAL' }

type Parts = Readonly<{ deps: Deps; posting: Posting; rulesOf: RulesOf; layouts: Layouts }>

export function createUsulan(parts: Parts): UsulanActions {
  return { propose: createPropose(parts), decide: createDecide(parts) }
}

function createPropose({ deps, posting, rulesOf, layouts }: Parts): UsulanActions['propose'] {
  const { kit, audit } = deps
  return (actor, order) =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const tahun = yearOf(order.tanggal)
      const closed = await posting.requireOpen(tx, [tahun])
      if (closed.length > 0) return refuse(closed)
      const rules = await rulesOf(tx, tahun)
      const { rekening, nomenklatur } = rules.kodefikasi
      const read = readLines(order.rows, {
        tahun,
        findKode: (kode) => rekening.byKode.get(kode),
        findSub: (kode) => nomenklatur.byKode.get(kode),
      })
      if (!read.ok) return read
      const checked = checkJurnal({ ...order, tahun, baris: read.value }, rules)
      const byHand = refuseByHand(order.jenis, read.value, {
        kodeOf: (id) => rekening.byId.get(id)?.kode ?? '',
        susunan: layouts(tahun),
      })
      if (!checked.ok) return refuse([...checked.refusals, ...byHand])
      if (byHand.length > 0) return refuse(byHand)
      const id = kit.newId()
      await insertUsulan(tx, {
        id,
        tahun,
        tanggal: order.tanggal,
        jenis: order.jenis,
        skpdId: order.skpdId,
        uraian: order.uraian.trim(),
        jumlah: checked.value,
        dibuatOleh: actor.accountId,
        dibuatNama: actor.name,
        dibuatAt: kit.now(),
        baris: read.value,
      })
      await audit.record(tx, actor, {
        action: 'jurnal.diusulkan',
        subject: { kind: 'usulan-jurnal', id },
      })
      return ok(id)
    })
}

function createDecide(parts: Parts): UsulanActions['decide'] {
  const { kit } = parts.deps
  return (actor, { id, isApproved, alasan: typed }) =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const usulan = await findUsulanForUpdate(tx, id)
      const alasan = typed.trim()
      const refusals = [...refuseDecision(usulan, actor, { isApproved, alasan })]
      if (usulan === undefined || refusals.length > 0) return refuse(refusals)
      if (!isApproved) {
        await settle(parts, tx, { id, status: 'ditolak', alasan, actor, jurnalId: null })
        return ok('ditolak')
      }
      const baris = await listUsulanBaris(tx, id)
      const posted = await postUsulan(parts.posting, tx, { usulan, baris, actor })
      if (!posted.ok) return posted
      const jurnalId = posted.value.id
      await settle(parts, tx, { id, status: 'disetujui', alasan, actor, jurnalId })
      return ok('disetujui')
    })
}

type Settled = Readonly<{
  id: string
  status: 'disetujui' | 'ditolak'
  alasan: string
  actor: SignedIn
  jurnalId: string | null
}>

async function settle({ deps }: Parts, tx: Tx, one: Settled): Promise<void> {
  const { id, status, alasan, actor, jurnalId } = one
  await decideUsulanRow(tx, {
    id,
    status,
    oleh: actor.accountId,
    nama: actor.name,
    at: deps.kit.now(),
    alasan: alasan === '' ? null : alasan,
    jurnalId,
  })
  await deps.audit.record(tx, actor, {
    action: `jurnal.usulan-${status}`,
    subject: { kind: 'usulan-jurnal', id },
    ...(alasan === '' ? {} : { reason: alasan }),
  })
}

type Found = Awaited<ReturnType<typeof findUsulanForUpdate>>

function* refuseDecision(
  usulan: Found,
  actor: SignedIn,
  { isApproved, alasan }: Readonly<{ isApproved: boolean; alasan: string }>,
): Generator<Refusal> {
  if (usulan === undefined) {
    yield refusal('JURNAL_TIDAK_ADA')
    return
  }
  if (usulan.status !== 'menunggu') yield refusal('SUDAH_DIPUTUSKAN')
  if (usulan.dibuatOleh === actor.accountId) yield refusal('PENGUSUL_MEMUTUSKAN')
  if (!isApproved && (alasan.length < 3 || alasan.length > 500))
    yield refusal('ALASAN_KOSONG', {}, 'alasan')
}

function postUsulan(
  { post }: Posting,
  tx: Tx,
  {
    usulan,
    baris,
    actor,
  }: Readonly<{ usulan: NonNullable<Found>; baris: readonly BarisJurnal[]; actor: SignedIn }>,
) {
  const { jenis } = usulan
  return post(tx, {
    tahun: usulan.tahun,
    tanggal: civil(usulan.tanggal),
    jenis,
    skpdId: usulan.skpdId,
    uraian: usulan.uraian,
    dokumen: { jenis: DOKUMEN[jenis], id: usulan.id, nomor: `${DOKUMEN[jenis]} ${usulan.tanggal}` },
    baris,
    oleh: actor.accountId,
    rincianNomor: RINCIAN[jenis],
  })
}
