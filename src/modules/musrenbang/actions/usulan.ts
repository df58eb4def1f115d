import type { SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { Sen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { preparePhoto } from '../../../platform/photo/index.ts'
import type { Deps } from '../deps.ts'
import { firstJenjang } from '../domain/aturan.ts'
import type { Entri } from '../domain/kamus.ts'
import { AKHIR } from '../domain/kedudukan.ts'
import { refusal } from '../domain/refusals.ts'
import { findSerupa, type Serupa } from '../domain/serupa.ts'
import { decideUsulan, type IsiUsulan, type UsulanForm } from '../domain/usulan.ts'
import { costOf } from '../domain/volume.ts'
import {
  addPendukung,
  deleteDukungan,
  insertDukungan,
  insertLangkah,
} from '../store/langkah-store.ts'
import { listPutaran } from '../store/putaran-store.ts'
import {
  countByAkun,
  findUsulan,
  insertFoto,
  insertUsulan,
  listSekitar,
  lockUsulan,
  type Usulan,
} from '../store/usulan-store.ts'
import { arenaOf, makeLangkah } from './langkah.ts'

export type Foto = Readonly<{ sha256: string; kecilSha256: string }>

/** @refuses what the photo gate refuses, at the field `foto` */
export async function keepPhoto({ kit }: Deps, bytes: Uint8Array): Promise<Result<Foto>> {
  const prepared = await preparePhoto(bytes)
  if (!prepared.ok) return prepared
  const { photo, thumbnail } = prepared.value
  await kit.files.put(photo.jpeg)
  await kit.files.put(thumbnail.jpeg)
  return ok({ sha256: photo.sha256, kecilSha256: thumbnail.sha256 })
}

/** The round that takes proposals now: the newest; undefined before any was opened. */
export async function runningTahun(tx: Tx): Promise<number | undefined> {
  return (await listPutaran(tx))[0]?.tahun
}

/** @returns what a proposal's form is checked against */
export function aroundUsulan({ kit, data, reference }: Deps, sumber: Usulan['sumber']) {
  const kamus = data.kamusAt(kit.today())
  const region = reference.regionKode()
  return {
    hasWilayah: (kode: string) => {
      const tingkat = reference.findWilayah(kode)?.tingkat
      const isVillage = tingkat === 'desa' || tingkat === 'kelurahan'
      const isPlace = isVillage || (sumber === 'pokir' && tingkat === 'kecamatan')
      return isPlace && kode.startsWith(`${region}.`)
    },
    entriOf: (kode: string) => kamus.entri.find((one) => one.kode === kode),
    needsRw: sumber === 'musrenbang',
  }
}

export type Pengajuan = Readonly<{
  form: UsulanForm
  sumber: Usulan['sumber']
  tahun: number
  foto?: Foto | undefined
  /** The photo is of the paper form, which only officers see. */
  isFormulir?: boolean
  /** Keyed in at a meeting, which discusses it at once. */
  diRapat?: Readonly<{ id: string; jenjang: string }> | undefined
}>

/**
 * Take in a proposal, in the caller's transaction or one of its own. From a citizen it waits to be checked; at a
 * meeting it is discussed at once.
 *
 * @refuses codes of decideUsulan, USULAN_TERLALU_BANYAK, PUTARAN_TIDAK_ADA
 */
export async function ajukan(
  deps: Deps,
  tx: Tx,
  { actor, order }: Readonly<{ actor: SignedIn; order: Pengajuan }>,
): Promise<Result<Usulan>> {
  const { sumber, tahun, diRapat } = order
  const read = decideUsulan(order.form, aroundUsulan(deps, sumber))
  if (!read.ok) return read
  const isOwn = diRapat === undefined && sumber === 'musrenbang'
  const { usulanPerAkun } = deps.data.aturanAt(deps.kit.today())
  const made = await makeUsulan(deps, tx, {
    isi: read.value,
    order,
    akun: isOwn ? actor.accountId : null,
  })
  // After the number: its counter makes those who send at once wait for each other.
  if (isOwn && (await countByAkun(tx, actor.accountId, tahun)) >= usulanPerAkun)
    return refuse(refusal('USULAN_TERLALU_BANYAK', { jumlah: usulanPerAkun }))
  const arena = await arenaOf(deps, tx, tahun)
  const to = {
    status: diRapat === undefined ? ('diterima' as const) : ('dibahas' as const),
    oleh: actor.accountId,
    ...(diRapat === undefined ? {} : { musyawarahId: diRapat.id }),
  }
  const step = makeLangkah(deps, arena, { usulan: made, to })
  const { pemilik } = step
  const usulan: Usulan = {
    ...made,
    status: to.status,
    urutan: 1,
    pemilikJenis: pemilik?.jenis ?? null,
    pemilikKode: pemilik !== undefined && 'kode' in pemilik ? pemilik.kode : '',
    tenggat: step.tenggat ?? null,
  }
  await insertUsulan(tx, [{ ...usulan, at: deps.kit.now() }])
  await insertLangkah(tx, [step])
  await storeBeside(deps, tx, { actor, usulan, order })
  return ok(usulan)
}

async function storeBeside(
  { kit, audit }: Deps,
  tx: Tx,
  { actor, usulan, order }: Readonly<{ actor: SignedIn; usulan: Usulan; order: Pengajuan }>,
): Promise<void> {
  const { foto, isFormulir = false } = order
  if (foto !== undefined)
    await insertFoto(tx, usulan.id, { ...foto, id: kit.newId(), isFormulir, at: kit.now() })
  await audit.record(tx, actor, {
    action: 'usulan-musrenbang.diajukan',
    subject: { kind: 'usulan-musrenbang', id: usulan.id },
    after: { nomor: usulan.nomor, sumber: usulan.sumber },
  })
}

async function makeUsulan(
  deps: Deps,
  tx: Tx,
  { isi, order, akun }: Readonly<{ isi: IsiUsulan; order: Pengajuan; akun: string | null }>,
): Promise<Usulan> {
  const { kit, fiscal, reference, data } = deps
  const { entri, titik, ...rest } = isi
  const today = kit.today()
  const harga = await hargaOf(deps, tx, entri)
  const nomor = await fiscal.nextNomor(tx, {
    jenis: 'musrenbang',
    tahun: yearOf(today),
    bulan: Number(today.slice(5, 7)),
  })
  return {
    ...rest,
    id: kit.newId(),
    nomor,
    tahun: order.tahun,
    sumber: order.sumber,
    kecamatanKode: reference.kecamatanKodeOf(rest.wilayahKode),
    lat: titik?.lat ?? null,
    lon: titik?.lon ?? null,
    kamusKode: entri.kode,
    satuan: entri.satuan,
    biaya: harga === undefined ? null : costOf(rest.volume, harga.harga),
    hargaKode: harga?.kode ?? null,
    hargaTahun: harga?.tahun ?? null,
    unitKode: entri.unit,
    jenjang: order.diRapat?.jenjang ?? firstJenjang(data.aturanAt(today), order.sumber),
    status: 'diterima',
    pemilikJenis: null,
    pemilikKode: '',
    tenggat: null,
    gabungKe: null,
    rencanaId: null,
    rencanaNomor: null,
    pengusulAkun: akun,
    pendukung: 0,
    urutan: 0,
  }
}

/** Price of a kind of work per unit, from the standards of this fiscal year. */
async function hargaOf(
  { kit, fiscal }: Deps,
  tx: Tx,
  { standar }: Entri,
): Promise<Readonly<{ kode: string; tahun: number; harga: Sen }> | undefined> {
  const [found] = await fiscal.standarDariKode(tx, yearOf(kit.today()), [standar])
  return found
}

/** Others that a proposal is like or overlaps. */
export async function serupaOf(
  { kit, data }: Deps,
  tx: Tx,
  usulan: Pick<
    Usulan,
    'id' | 'judul' | 'kamusKode' | 'rw' | 'lat' | 'lon' | 'wilayahKode' | 'tahun'
  >,
): Promise<
  readonly Serupa<Usulan & { titik: Readonly<{ lat: number; lon: number }> | undefined }>[]
> {
  const { serupa } = data.aturanAt(kit.today())
  const others = await listSekitar(tx, {
    wilayahKode: usulan.wilayahKode,
    sejakTahun: usulan.tahun - serupa.tahun + 1,
  })
  return findSerupa(pointed(usulan), others.map(pointed), serupa)
}

function pointed<One extends Pick<Usulan, 'lat' | 'lon'>>(one: One) {
  const { lat, lon } = one
  return { ...one, titik: lat === null || lon === null ? undefined : { lat, lon } }
}

/** @refuses codes of ajukan */
export function createAjukan(deps: Deps) {
  return async (
    actor: SignedIn,
    order: Omit<Pengajuan, 'tahun' | 'foto'> & Readonly<{ bytes?: Uint8Array | undefined }>,
  ): Promise<Result<Usulan>> => {
    const { bytes, ...rest } = order
    const foto = bytes === undefined ? undefined : await keepPhoto(deps, bytes)
    if (foto !== undefined && !foto.ok) return foto
    return transactionUnlessRefused(deps.kit.db, async (tx) => {
      const tahun = await runningTahun(tx)
      if (tahun === undefined) return refuse(refusal('PUTARAN_TIDAK_ADA'))
      return ajukan(deps, tx, { actor, order: { ...rest, tahun, foto: foto?.value } })
    })
  }
}

/**
 * Support a proposal, or take the support back. Once per account whatever is sent.
 *
 * @refuses DUKUNGAN_BERAKHIR
 */
export function createDukung({ kit }: Deps) {
  return (
    actor: SignedIn,
    { nomor, isDukung }: Readonly<{ nomor: string; isDukung: boolean }>,
  ): Promise<Result<'changed'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const seen = await findUsulan(tx, nomor)
      if (seen === undefined) return undefined
      const [usulan = seen] = await lockUsulan(tx, [seen.id])
      if (AKHIR.includes(usulan.status)) return refuse(refusal('DUKUNGAN_BERAKHIR'))
      const row = { usulanId: usulan.id, akunId: actor.accountId, at: kit.now() }
      await (isDukung ? addDukungan(tx, row) : dropDukungan(tx, row))
      return ok('changed')
    })
}

type Dukungan = Readonly<{ usulanId: string; akunId: string; at: Date }>

async function addDukungan(tx: Tx, row: Dukungan): Promise<void> {
  if (await insertDukungan(tx, row)) await addPendukung(tx, row.usulanId, 1)
}

async function dropDukungan(tx: Tx, row: Dukungan): Promise<void> {
  if (await deleteDukungan(tx, row)) await addPendukung(tx, row.usulanId, -1)
}
