import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, sen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { type Aturan, accountFor, akunFor, leafBelow } from '../domain/aturan.ts'
import { refusal } from '../domain/refusals.ts'

export type Sisi = 'aset' | 'akumulasi' | 'ekstra'

/** @returns id of the account goods of a code are booked on; undefined when rule or chart lacks it */
export function rekeningOf(
  { rekening }: Pick<Kodefikasi, 'rekening'>,
  aturan: Pick<Aturan, 'akun'>,
  { kode, tanggal, sisi }: Readonly<{ kode: string; tanggal: Tanggal; sisi: Sisi }>,
): number | undefined {
  const rule = akunFor(aturan, kode, tanggal)
  if (rule === undefined) return undefined
  if (sisi === 'aset')
    return accountFor(rekening, {
      kode,
      kodeAwalan: rule.kodeAwalan,
      rekening: rule.rekeningAset,
    })?.id
  const name = sisi === 'akumulasi' ? rule.rekeningAkumulasi : rule.rekeningEkstra
  return leafBelow(rekening, rekening.byKode.get(name ?? ''))?.id
}

type Common = Readonly<{
  tanggal: Tanggal
  skpdId: number
  dokumen: Readonly<{ jenis: 'kartu-aset' | 'kdp' | 'penyusutan'; id: string; nomor: string }>
  uraian: string
  oleh: string
  /** Tells several happenings of one kind of one card apart. */
  bagian?: number
}>

export type Bukuan = Common &
  Readonly<{
    peristiwa: string
    /** Amounts by goods code. */
    rincian: readonly Readonly<{ kode: string; jumlah: Sen; akun?: Sisi }>[]
  }>

/**
 * Journal a movement of goods in the transaction that stores it.
 *
 * @returns id of the first journal
 * @refuses AKUN_BARANG, what the books refuse
 */
export async function bukukan(deps: Deps, tx: Tx, bukuan: Bukuan): Promise<Result<string>> {
  const tahun = yearOf(bukuan.tanggal)
  const kode = await deps.fiscal.kodefikasi(tx, tahun)
  const { aturan } = await deps.acuan(tx, tahun)
  const { peristiwa, rincian, ...common } = bukuan
  const told: { rekeningId: number; jumlahSen: Sen }[] = []
  for (const { kode: barang, jumlah, akun = 'aset' } of rincian) {
    const at = { kode: barang, tanggal: bukuan.tanggal, sisi: akun }
    const rekeningId = rekeningOf(kode, aturan, at)
    if (rekeningId === undefined) return refuse(refusal('AKUN_BARANG', 'kodeBarang'))
    told.push({ rekeningId, jumlahSen: jumlah })
  }
  return post(deps, tx, { ...common, peristiwa, rincian: told })
}

export type Pindahan = Common &
  Readonly<{ dari: readonly Readonly<{ rekeningId: number; jumlah: Sen }>[] }> &
  Readonly<{ ke: readonly Readonly<{ kode: string; jumlah: Sen; akun?: Sisi }>[] }>

/**
 * Carry amounts from accounts to those of goods: what an SP2D or construction in progress left on another one.
 *
 * @returns id of the journal; undefined when every amount stands right already
 * @refuses AKUN_BARANG, what the books refuse
 */
export async function reklas(
  deps: Deps,
  tx: Tx,
  { dari, ke, ...common }: Pindahan,
): Promise<Result<string | undefined>> {
  const tahun = yearOf(common.tanggal)
  const kode = await deps.fiscal.kodefikasi(tx, tahun)
  const { aturan } = await deps.acuan(tx, tahun)
  const sums = new Map<number, bigint>()
  const add = (id: number, amount: bigint) => sums.set(id, (sums.get(id) ?? 0n) + amount)
  for (const { rekeningId, jumlah } of dari) add(rekeningId, -jumlah)
  for (const { kode: barang, jumlah, akun = 'aset' } of ke) {
    const id = rekeningOf(kode, aturan, { kode: barang, tanggal: common.tanggal, sisi: akun })
    if (id === undefined) return refuse(refusal('AKUN_BARANG', 'kodeBarang'))
    add(id, jumlah)
  }
  const rincian = [...sums].flatMap(([rekeningId, amount]) =>
    amount === 0n ? [] : [{ rekeningId, jumlahSen: sen(amount) }],
  )
  if (rincian.length === 0) return ok(undefined)
  return post(deps, tx, { ...common, peristiwa: 'aset-reklasifikasi', rincian })
}

async function post(
  deps: Deps,
  tx: Tx,
  {
    peristiwa,
    ...told
  }: Common &
    Readonly<{
      peristiwa: string
      rincian: readonly Readonly<{ rekeningId: number; jumlahSen: Sen }>[]
    }>,
): Promise<Result<string>> {
  const posted = await deps.accounting.postMapped(tx, {
    ...told,
    kode: peristiwa,
    tahun: yearOf(told.tanggal),
  })
  return posted.ok ? ok(posted.value[0]?.id ?? '') : posted
}
