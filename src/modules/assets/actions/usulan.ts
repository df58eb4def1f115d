import { hasRole, type SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { emptied } from '../domain/ubah-nilai.ts'
import { findKartuForUpdate, type Kartu, moveKartu, takeRegister } from '../store/kartu-store.ts'
import { insertMutasi } from '../store/mutasi-store.ts'
import {
  decideUsulan,
  findUsulanForUpdate,
  insertUsulan,
  type Usulan,
} from '../store/usulan-store.ts'
import { dokumenOf, refuseDokumen, type Terbuka } from './kartu-terbuka.ts'
import { bukukan } from './pembukuan.ts'
import { type Kejadian, tell } from './records.ts'
import { barisOf, openedOrNothing } from './ubah-nilai.ts'
import { isWithin, keepsOf } from './wewenang.ts'

export type UsulanOrder = Readonly<{
  label: string
  jenis: 'pindah' | 'hapus'
  keSkpdId: number | undefined
  alasan: string
}>

/**
 * Propose to hand a thing over or to write it off.
 *
 * @returns undefined where the actor keeps no such card
 * @refuses USULAN_ALASAN, USULAN_TUJUAN, USULAN_MASIH_ADA, BARANG_BUKAN_AKTIF
 */
export function createUsulkan(deps: Deps) {
  return (actor: SignedIn, order: UsulanOrder): Promise<Result<'proposed'> | undefined> =>
    openedOrNothing(deps, { actor, label: order.label }, (tx, terbuka) =>
      propose(deps, tx, { actor, order, terbuka }),
    )
}

async function propose(
  { kit, audit }: Deps,
  tx: Tx,
  { actor, order, terbuka }: Readonly<{ actor: SignedIn; order: UsulanOrder; terbuka: Terbuka }>,
): Promise<Result<'proposed'>> {
  const { kartu, kode } = terbuka
  const alasan = order.alasan.trim()
  const refusals: Refusal[] = []
  if (alasan.length < 5 || alasan.length > 500) refusals.push(refusal('USULAN_ALASAN', 'alasan'))
  const tujuan = order.keSkpdId === undefined ? undefined : kode.skpd.byId.get(order.keSkpdId)
  const isAimed = tujuan !== undefined && tujuan.id !== kartu.skpdId
  if (order.jenis === 'pindah' && !isAimed) refusals.push(refusal('USULAN_TUJUAN', 'ke'))
  if (refusals.length > 0) return refuse(refusals)
  const isMade = await insertUsulan(tx, {
    id: kit.newId(),
    jenis: order.jenis,
    kartuId: kartu.id,
    dariSkpdId: kartu.skpdId,
    keSkpdId: order.jenis === 'pindah' ? (tujuan?.id ?? null) : null,
    alasan,
    diajukanOleh: actor.accountId,
    diajukanNama: actor.name,
    diajukanAt: kit.now(),
  })
  if (!isMade) return refuse(refusal('USULAN_MASIH_ADA'))
  await audit.record(tx, actor, {
    action: `aset.usul-${order.jenis}`,
    subject: { kind: 'kartu-aset', id: kartu.id },
    reason: alasan,
  })
  return ok('proposed')
}

export type PutusanOrder = Readonly<{
  id: string
  setuju: boolean | undefined
  dokumen: string
  catatan: string
}>

/** Receiving keepers decide about a handing over, the region's manager about either; nobody about an own proposal. */
export function mayDecide(actor: SignedIn, kode: Kodefikasi, usulan: Usulan): boolean {
  if (usulan.diajukanOleh === actor.accountId) return false
  if (hasRole(actor, 'aset')) return true
  return usulan.keSkpdId !== null && isWithin(keepsOf(actor, kode), usulan.keSkpdId)
}

/**
 * Decide a proposal. Approved, the card moves or goes with its whole ledger, journalled in both books.
 *
 * @returns undefined when there is no such proposal
 * @refuses USULAN_PUTUSAN, DOKUMEN, USULAN_SENDIRI, USULAN_BUKAN_WEWENANG, USULAN_SUDAH_DIPUTUS, what the books refuse
 */
export function createPutus(deps: Deps) {
  const { kit, fiscal } = deps
  return async (actor: SignedIn, order: PutusanOrder): Promise<Result<string> | undefined> => {
    let isThere = true
    const done = await transactionUnlessRefused(kit.db, async (tx): Promise<Result<string>> => {
      const usulan = await findUsulanForUpdate(tx, order.id)
      if (usulan === undefined) isThere = false
      if (usulan === undefined) return refuse([])
      const kode = await fiscal.kodefikasi(tx, yearOf(kit.today()))
      const refusals = refusePutusan(actor, { kode, usulan, order })
      if (refusals.length > 0) return refuse(refusals)
      return settle(deps, tx, { actor, usulan, order, kode })
    })
    return isThere ? done : undefined
  }
}

function refusePutusan(
  actor: SignedIn,
  { kode, usulan, order }: Readonly<{ kode: Kodefikasi; usulan: Usulan; order: PutusanOrder }>,
): readonly Refusal[] {
  if (usulan.status !== 'diajukan') return [refusal('USULAN_SUDAH_DIPUTUS')]
  if (usulan.diajukanOleh === actor.accountId) return [refusal('USULAN_SENDIRI')]
  if (!mayDecide(actor, kode, usulan)) return [refusal('USULAN_BUKAN_WEWENANG')]
  if (order.setuju === undefined) return [refusal('USULAN_PUTUSAN', 'putusan')]
  if (order.setuju) return refuseDokumen(order.dokumen)
  return order.catatan.trim().length < 5 ? [refusal('USULAN_ALASAN', 'catatan')] : []
}

type Settled = Readonly<{
  actor: SignedIn
  usulan: Usulan
  order: PutusanOrder
  kode: Kodefikasi
}>

async function settle(deps: Deps, tx: Tx, settled: Settled): Promise<Result<string>> {
  const { actor, usulan, order } = settled
  const dokumen = order.setuju === true ? order.dokumen.trim() : null
  await decideUsulan(tx, {
    id: usulan.id,
    status: order.setuju === true ? 'disetujui' : 'ditolak',
    dokumen,
    catatan: order.catatan.trim().slice(0, 500),
    oleh: actor.accountId,
    nama: actor.name,
    at: deps.kit.now(),
  })
  await deps.audit.record(tx, actor, {
    action: `aset.putus-${usulan.jenis}`,
    subject: { kind: 'kartu-aset', id: usulan.kartuId },
    reason: order.setuju === true ? (dokumen ?? '') : order.catatan.trim(),
  })
  if (dokumen === null) return ok(usulan.label)
  const kartu = await findKartuForUpdate(tx, usulan.label)
  if (kartu === undefined || kartu.status !== 'aktif') return refuse(refusal('BARANG_BUKAN_AKTIF'))
  return usulan.keSkpdId === null
    ? writeOff(deps, tx, { ...settled, kartu, dokumen })
    : handOver(deps, tx, { ...settled, kartu, dokumen, keSkpdId: usulan.keSkpdId })
}

type Leaving = Settled & Readonly<{ kartu: Kartu; dokumen: string }>

/** Value and gathered depreciation, each on its own account; the mapping knows their sides. */
function rincianOut({ kode, nilai, akumulasi }: Kartu) {
  const rows = [{ kode, jumlah: nilai, akun: 'aset' as const }]
  return akumulasi === 0n
    ? rows
    : [...rows, { kode, jumlah: akumulasi, akun: 'akumulasi' as const }]
}

async function writeOff(deps: Deps, tx: Tx, order: Leaving): Promise<Result<string>> {
  const { actor, kartu, dokumen } = order
  const today = deps.kit.today()
  const jurnal = kartu.isEkstrakomptabel
    ? ok(null)
    : await bukukan(deps, tx, {
        peristiwa: 'aset-hapus',
        tanggal: today,
        skpdId: kartu.skpdId,
        dokumen: dokumenOf(kartu),
        uraian: `Penghapusan ${kartu.nama} (${dokumen})`,
        oleh: actor.accountId,
        rincian: rincianOut(kartu),
      })
  if (!jurnal.ok) return jurnal
  await moveKartu(tx, {
    id: kartu.id,
    at: deps.kit.now(),
    status: 'dihapus',
    versi: kartu.versi + 1,
  })
  await insertMutasi(tx, [
    {
      ...barisOf(deps, kartu, { tanggal: today, dokumen, actor }),
      ...emptied(kartu),
      jenis: 'hapus',
      pembukuan: jurnal.value === null ? 'ekstrakomptabel' : 'jurnal',
      jurnalId: jurnal.value,
    },
  ])
  await tellOf(deps, tx, order, 'hapus')
  return ok(kartu.label)
}

async function handOver(
  deps: Deps,
  tx: Tx,
  order: Leaving & Readonly<{ keSkpdId: number }>,
): Promise<Result<string>> {
  const { actor, kartu, dokumen, keSkpdId } = order
  const { kit } = deps
  const today = kit.today()
  const journals: (string | null)[] = []
  for (const [skpdId, peristiwa] of [
    [kartu.skpdId, 'aset-pindah-keluar'],
    [keSkpdId, 'aset-pindah-masuk'],
  ] as const) {
    const jurnal = kartu.isEkstrakomptabel
      ? ok(null)
      : await bukukan(deps, tx, {
          peristiwa,
          tanggal: today,
          skpdId,
          dokumen: dokumenOf(kartu),
          uraian: `Pindah SKPD ${kartu.nama} (${dokumen})`,
          oleh: actor.accountId,
          bagian: kartu.versi + 1,
          rincian: rincianOut(kartu),
        })
    if (!jurnal.ok) return jurnal
    journals.push(jurnal.value)
  }
  const register = await takeRegister(tx, {
    skpdId: keSkpdId,
    kodeBarangId: kartu.kodeBarangId,
    count: 1,
  })
  await moveKartu(tx, {
    id: kartu.id,
    at: kit.now(),
    skpdId: keSkpdId,
    register,
    versi: kartu.versi + 1,
  })
  const row = (jurnalId: string | null) => ({
    ...barisOf(deps, kartu, { tanggal: today, dokumen, actor }),
    pembukuan: jurnalId === null ? ('ekstrakomptabel' as const) : ('jurnal' as const),
    jurnalId,
  })
  const [out = null, into = null] = journals
  await insertMutasi(tx, [
    { ...row(out), ...emptied(kartu), jenis: 'pindah_keluar' },
    {
      ...row(into),
      skpdId: keSkpdId,
      jenis: 'pindah_masuk',
      nilai: kartu.nilai,
      susut: kartu.akumulasi,
      semester: kartu.sisaSemester,
    },
  ])
  await tellOf(deps, tx, order, 'pindah', { register, ke: skpdNama(order, keSkpdId) })
  return ok(kartu.label)
}

const skpdNama = ({ kode }: Settled, id: number) => kode.skpd.byId.get(id)?.nama ?? ''

async function tellOf(
  deps: Deps,
  tx: Tx,
  order: Leaving,
  kejadian: Kejadian,
  more: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  const { kartu, actor, dokumen } = order
  await tell(deps, tx, [
    {
      kartu: { ...kartu, skpd: skpdNama(order, kartu.skpdId) },
      kejadian,
      versi: kartu.versi + 1,
      nilai: kartu.nilai,
      dokumen,
      more,
      actor,
      at: deps.kit.now(),
    },
  ])
}
