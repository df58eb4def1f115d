import type { SignedIn } from '../../../kernel/actor.ts'
import { assert } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { preparePhoto } from '../../../platform/photo/prepare.ts'
import type { Deps } from '../deps.ts'
import { type Dilihat, type HitungTyped, isClash, labelIn, readHitung } from '../domain/hitung.ts'
import type { Kib } from '../domain/kib.ts'
import { refusal } from '../domain/refusals.ts'
import { insertFoto } from '../store/foto-store.ts'
import {
  type BarisHitung,
  expectCards,
  findHitung,
  findInventarisasi,
  findInventarisasiForUpdate,
  type Inventarisasi,
  insertHitung,
  insertInventarisasi,
  listBarisHitung,
  signInventarisasi,
} from '../store/inventaris-store.ts'
import { findKartuByLabel, type Kartu, moveKartu } from '../store/kartu-store.ts'
import { refuseRuang } from './catat.ts'
import { tell } from './records.ts'
import { isWithin, keepsOf } from './wewenang.ts'

export const CARDS_MAX = 2_000

export type BukaOrder = Readonly<{
  skpdId: number
  ruangId: number | null
  kib: Kib | null
  judul: string
}>

/**
 * Begin a count: the cards that should be found are fixed now.
 *
 * @returns its id
 * @refuses BARANG_SKPD, BARANG_RUANG, INVENTARISASI_JUDUL, INVENTARISASI_KOSONG
 */
export function createBukaInventarisasi(deps: Deps) {
  const { kit, fiscal, audit } = deps
  return (actor: SignedIn, order: BukaOrder): Promise<Result<string>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const kode = await fiscal.kodefikasi(tx, yearOf(kit.today()))
      const judul = order.judul.trim()
      const refusals: Refusal[] = [
        ...(isWithin(keepsOf(actor, kode), order.skpdId) ? [] : [refusal('BARANG_SKPD', 'skpd')]),
        ...(judul.length < 3 || judul.length > 160
          ? [refusal('INVENTARISASI_JUDUL', 'judul')]
          : []),
        ...(await refuseRuang(tx, order)),
      ]
      if (refusals.length > 0) return refuse(refusals)
      const id = kit.newId()
      await insertInventarisasi(tx, {
        ...order,
        id,
        judul,
        dibuatNama: actor.name,
        dibuatAt: kit.now(),
      })
      if ((await expectCards(tx, { ...order, id })) === 0)
        return refuse(refusal('INVENTARISASI_KOSONG', 'skpd'))
      await audit.record(tx, actor, {
        action: 'aset.inventarisasi-buka',
        subject: { kind: 'inventarisasi', id },
      })
      return ok(id)
    })
}

export type HitungOrder = Readonly<{
  id: string
  /** Made by the phone: the same entry sent twice is one. */
  kunci: string
  typed: HitungTyped
  foto: Uint8Array | undefined
  /** Written at the desk, after two persons saw different things. */
  isPenetapan: boolean
}>

export type Dihitung = Readonly<{ nama: string; isBentrok: boolean; isDikenal: boolean }>

/**
 * Take what was seen of one thing. What two persons saw differently is kept twice and shown, until it is settled.
 *
 * @returns undefined where the actor keeps no such count
 * @refuses HITUNG_TUTUP, HITUNG_KUNCI, codes of readHitung and preparePhoto
 */
export function createHitung(deps: Deps) {
  return async (actor: SignedIn, order: HitungOrder): Promise<Result<Dihitung> | undefined> => {
    const read = readHitung(order.typed, deps.kit.now())
    const photo = order.foto === undefined ? undefined : await keepPhoto(deps, order.foto)
    return withMine(deps, { actor, id: order.id }, (tx, count) => {
      const refusals = [
        ...refuseEntry(count, order),
        ...(read.ok ? [] : read.refusals),
        ...(photo?.ok === false ? photo.refusals : []),
      ]
      if (refusals.length > 0 || !read.ok) return Promise.resolve(refuse(refusals))
      const kept = photo?.ok === true ? photo.value : undefined
      return store(deps, tx, { actor, order, seen: read.value, photo: kept })
    })
  }
}

function refuseEntry({ status }: Inventarisasi, { kunci }: HitungOrder): readonly Refusal[] {
  return [
    ...(status === 'berjalan' ? [] : [refusal('HITUNG_TUTUP')]),
    ...(isUuid(kunci) ? [] : [refusal('HITUNG_KUNCI')]),
  ]
}

/** Work on a count the actor keeps, in a transaction that a refusal takes back. */
async function withMine<T>(
  deps: Deps,
  { actor, id }: Readonly<{ actor: SignedIn; id: string }>,
  work: (tx: Tx, count: Inventarisasi) => Promise<Result<T>>,
): Promise<Result<T> | undefined> {
  let isThere = true
  const done = await transactionUnlessRefused(deps.kit.db, async (tx): Promise<Result<T>> => {
    const count = await mine(deps, tx, { actor, id })
    isThere = count !== undefined
    return count === undefined ? refuse([]) : work(tx, count)
  })
  return isThere ? done : undefined
}

type Photo = Readonly<{ sha256: string; kecilSha256: string }>

async function keepPhoto({ kit }: Deps, bytes: Uint8Array): Promise<Result<Photo>> {
  const prepared = await preparePhoto(bytes)
  if (!prepared.ok) return prepared
  const { photo, thumbnail } = prepared.value
  await kit.files.put(photo.jpeg)
  await kit.files.put(thumbnail.jpeg)
  return ok({ sha256: photo.sha256, kecilSha256: thumbnail.sha256 })
}

/** A count the actor keeps, by its id. */
async function mine(
  { kit, fiscal }: Deps,
  tx: Tx,
  { actor, id }: Readonly<{ actor: SignedIn; id: string }>,
): Promise<Inventarisasi | undefined> {
  const count = await findInventarisasi(tx, id)
  const kode = await fiscal.kodefikasi(tx, yearOf(kit.today()))
  return count !== undefined && isWithin(keepsOf(actor, kode), count.skpdId) ? count : undefined
}

async function store(
  deps: Deps,
  tx: Tx,
  {
    actor,
    order,
    seen,
    photo,
  }: Readonly<{
    actor: SignedIn
    order: HitungOrder
    seen: Dilihat
    photo: Photo | undefined
  }>,
): Promise<Result<Dihitung>> {
  const { kit } = deps
  const label = labelIn(seen.kode)
  const kartu = label === undefined ? undefined : await findKartuByLabel(tx, label)
  const earlier =
    kartu === undefined ? undefined : await findHitung(tx, { id: order.id, kartuId: kartu.id })
  const isBentrok = !order.isPenetapan && isClash(earlier, seen, actor.accountId)
  await insertHitung(tx, {
    id: order.kunci,
    inventarisasiId: order.id,
    kartuId: kartu?.id ?? null,
    kode: seen.kode,
    hasil: kartu === undefined ? 'tidak_dikenal' : seen.hasil,
    kondisi: kartu === undefined ? null : seen.kondisi,
    catatan: seen.catatan,
    lat: seen.titik?.lat ?? null,
    lon: seen.titik?.lon ?? null,
    fotoSha256: photo?.sha256 ?? null,
    diisiAt: seen.diisiAt,
    diterimaAt: kit.now(),
    oleh: actor.accountId,
    nama: actor.name,
    isBentrok,
    isPenetapan: order.isPenetapan,
  })
  if (kartu !== undefined && photo !== undefined)
    await insertFoto(tx, {
      ...photo,
      id: kit.newId(),
      kartuId: kartu.id,
      diambilAt: seen.diisiAt,
      oleh: actor.name,
    })
  return ok({ nama: kartu?.nama ?? seen.kode, isBentrok, isDikenal: kartu !== undefined })
}

/**
 * Sign a count: the first person says that it is complete, a second one approves it; then what was seen becomes the
 * condition of the cards.
 *
 * @returns undefined where the actor keeps no such count
 * @refuses INVENTARISASI_BELUM, INVENTARISASI_BENTROK, INVENTARISASI_ORANG_SAMA, INVENTARISASI_SUDAH
 */
export function createSahkan(deps: Deps) {
  return (actor: SignedIn, id: string): Promise<Result<'diperiksa' | 'disahkan'> | undefined> =>
    withMine(deps, { actor, id }, (tx) => sign(deps, tx, { actor, id }))
}

async function sign(
  deps: Deps,
  tx: Tx,
  { actor, id }: Readonly<{ actor: SignedIn; id: string }>,
): Promise<Result<'diperiksa' | 'disahkan'>> {
  const { kit, audit } = deps
  const count = await findInventarisasiForUpdate(tx, id)
  assert(count !== undefined, 'a count that is there stays there')
  const rows = await listBarisHitung(tx, { id, limit: CARDS_MAX })
  const refusals = refuseSigning(count, rows, actor)
  if (refusals.length > 0) return refuse(refusals)
  const langkah = count.status === 'berjalan' ? 'diperiksa' : 'disahkan'
  await signInventarisasi(tx, {
    id,
    langkah,
    oleh: actor.accountId,
    nama: actor.name,
    at: kit.now(),
  })
  if (langkah === 'disahkan') await applyCount(deps, tx, { actor, count, rows })
  await audit.record(tx, actor, {
    action: `aset.inventarisasi-${langkah}`,
    subject: { kind: 'inventarisasi', id },
  })
  return ok(langkah)
}

function refuseSigning(
  count: Inventarisasi,
  rows: readonly BarisHitung[],
  actor: SignedIn,
): readonly Refusal[] {
  if (count.status === 'disahkan') return [refusal('INVENTARISASI_SUDAH')]
  if (count.status === 'diperiksa')
    return count.diperiksaOleh === actor.accountId ? [refusal('INVENTARISASI_ORANG_SAMA')] : []
  const refusals: Refusal[] = []
  if (rows.some(({ hasil }) => hasil === null)) refusals.push(refusal('INVENTARISASI_BELUM'))
  if (rows.some(({ isBentrok }) => isBentrok)) refusals.push(refusal('INVENTARISASI_BENTROK'))
  return refusals
}

/** Cards whose condition was seen to be another one say so from now on. */
async function applyCount(
  deps: Deps,
  tx: Tx,
  {
    actor,
    count,
    rows,
  }: Readonly<{ actor: SignedIn; count: Inventarisasi; rows: readonly BarisHitung[] }>,
): Promise<void> {
  const at = deps.kit.now()
  const kode = await deps.fiscal.kodefikasi(tx, yearOf(deps.kit.today()))
  const skpd = kode.skpd.byId.get(count.skpdId)?.nama ?? ''
  for (const row of rows) {
    if (row.kondisi === null || row.kondisi === row.kondisiKartu) continue
    const kartu: Kartu | undefined = await findKartuByLabel(tx, row.label)
    if (kartu === undefined || kartu.status !== 'aktif') continue
    const versi = kartu.versi + 1
    await moveKartu(tx, { id: kartu.id, at, versi, kondisi: row.kondisi })
    await tell(deps, tx, [
      {
        kartu: { ...kartu, skpd },
        kejadian: 'inventarisasi',
        versi,
        more: { kondisi: row.kondisi },
        actor,
        at,
      },
    ])
  }
}
