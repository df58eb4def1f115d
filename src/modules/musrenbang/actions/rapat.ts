import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type Jenjang, jenjangOf } from '../domain/aturan.ts'
import { placeAt, stepOf } from '../domain/peringkat.ts'
import { decideHadir, decideKeputusan, type Hadir, KELOMPOK, readCount } from '../domain/rapat.ts'
import { refusal, unless } from '../domain/refusals.ts'
import { RUAS_USULAN, type UsulanForm, within } from '../domain/usulan.ts'
import { mayLead } from '../domain/wewenang.ts'
import { listKeputusan, saveKeputusan, saveUrutan } from '../store/keputusan-store.ts'
import {
  cancelLembar,
  deleteDelegasi,
  findKiriman,
  findRapat,
  findRapatByKode,
  insertAset,
  insertDelegasi,
  insertHadir,
  insertKiriman,
  lockRapat,
  type Rapat,
  saveBicara,
  saveDibuka,
} from '../store/rapat-store.ts'
import { listDiRapat, type Usulan } from '../store/usulan-store.ts'
import { ajukan, type Foto, keepPhoto } from './usulan.ts'

/** What may be written in a meeting; each is one form of its page, also without a network. */
export const TINDAKAN = [
  'buka',
  'hadir',
  'batal-hadir',
  'bicara',
  'delegasi',
  'batal-delegasi',
  'aset',
  'usulan',
  'putus',
  'naik',
  'turun',
] as const
export type Tindakan = (typeof TINDAKAN)[number]

export type Kiriman = Readonly<{
  id: string
  /** Key of the form, made where it was filled in: the same again is done once. */
  kunci: string
  tindakan: string
  field: (name: string) => string
  bytes: Uint8Array | undefined
}>

/** What was done; `nomor` of the proposal it was about, where it was about one. */
export type Dilakukan = Readonly<{ tindakan: Tindakan; nomor: string }>

type Work = Readonly<{
  actor: SignedIn
  rapat: Rapat
  tier: Jenjang
  field: Kiriman['field']
  foto: Foto | undefined
}>
type Handler = (deps: Deps, tx: Tx, work: Work) => Promise<Result<string>>

/**
 * Write something in a meeting. One after the other: the meeting's row is locked, so ranks set by two officers at once
 * stay whole.
 *
 * @returns undefined when there is no such meeting
 * @refuses BUKAN_WEWENANG, KUNCI_SALAH, TINDAKAN_TIDAK_DIKENAL, RAPAT_BELUM_DIBUKA, RAPAT_SUDAH_DITUTUP and codes of
 * what is written
 */
export function createTulisRapat(deps: Deps) {
  return async (actor: SignedIn, sent: Kiriman): Promise<Result<Dilakukan> | undefined> => {
    const { kit } = deps
    const tindakan = TINDAKAN.find((one) => one === sent.tindakan)
    const seen = await findRapat(kit.db, sent.id)
    if (seen === undefined) return undefined
    const tier = tierOf(deps, seen)
    if (tier === undefined || !mayLead(actor, tier, seen)) return refuse(refusal('BUKAN_WEWENANG'))
    if (!isUuid(sent.kunci)) return refuse(refusal('KUNCI_SALAH'))
    if (tindakan === undefined) return refuse(refusal('TINDAKAN_TIDAK_DIKENAL'))
    const foto = sent.bytes === undefined ? undefined : await keepPhoto(deps, sent.bytes)
    if (foto !== undefined && !foto.ok) return foto
    return transactionUnlessRefused(kit.db, async (tx): Promise<Result<Dilakukan>> => {
      const rapat = (await lockRapat(tx, sent.id)) ?? seen
      const before = await findKiriman(tx, sent.kunci)
      if (before !== undefined) return ok({ tindakan, nomor: before })
      if (rapat.status === 'ditutup') return refuse(refusal('RAPAT_SUDAH_DITUTUP'))
      if (rapat.status === 'direncanakan' && tindakan !== 'buka')
        return refuse(refusal('RAPAT_BELUM_DIBUKA'))
      const work = { actor, rapat, tier, field: sent.field, foto: foto?.value }
      const done = await HANDLERS[tindakan](deps, tx, work)
      if (!done.ok) return done
      await insertKiriman(tx, {
        kunci: sent.kunci,
        musyawarahId: rapat.id,
        tindakan,
        jawab: done.value,
        oleh: actor.accountId,
        at: kit.now(),
      })
      await deps.audit.record(tx, actor, {
        action: `musyawarah.${tindakan}`,
        subject: { kind: 'musyawarah', id: rapat.id },
        after: { nomor: done.value },
      })
      return ok({ tindakan, nomor: done.value })
    })
  }
}

export function tierOf(
  { kit, data }: Pick<Deps, 'kit' | 'data'>,
  { jenjang }: Pick<Rapat, 'jenjang'>,
) {
  return jenjangOf(data.aturanAt(kit.today()), jenjang)
}

/** Proposals before a meeting. */
export function usulanDi(
  tx: Tx,
  { lingkup }: Pick<Jenjang, 'lingkup'>,
  rapat: Rapat,
): Promise<readonly Usulan[]> {
  return listDiRapat(tx, { ...rapat, lingkup })
}

/** @returns numbers of the proposals before a meeting; none when there is no such meeting */
export async function nomorDiRapat(deps: Deps, id: string): Promise<readonly string[]> {
  const rapat = await findRapat(deps.kit.db, id)
  const tier = rapat && tierOf(deps, rapat)
  if (rapat === undefined || tier === undefined) return []
  return (await usulanDi(deps.kit.db, tier, rapat)).map(({ nomor }) => nomor)
}

const HANDLERS: Readonly<Record<Tindakan, Handler>> = {
  buka: async ({ kit }, tx, { rapat }) => {
    if (rapat.status !== 'direncanakan') return refuse(refusal('RAPAT_SUDAH_DIMULAI'))
    await saveDibuka(tx, rapat.id, kit.now())
    return ok('')
  },
  hadir: writeHadir,
  'batal-hadir': async (_deps, tx, { rapat, field }) => {
    if (isUuid(field('lembar'))) await cancelLembar(tx, rapat.id, field('lembar'))
    return ok('')
  },
  bicara: writeBicara,
  delegasi: writeDelegasi,
  'batal-delegasi': async (_deps, tx, { rapat, field }) => {
    if (isUuid(field('delegasi'))) await deleteDelegasi(tx, rapat.id, field('delegasi'))
    return ok('')
  },
  aset: writeAset,
  usulan: writeUsulan,
  putus: writePutusan,
  naik: (deps, tx, work) => move(deps, tx, { work, arah: 'naik' }),
  turun: (deps, tx, work) => move(deps, tx, { work, arah: 'turun' }),
}

async function writeHadir(
  { kit }: Deps,
  tx: Tx,
  { actor, rapat, field, foto }: Work,
): Promise<Result<string>> {
  const read = decideHadir({
    jumlah: field('jumlah'),
    perempuan: field('perempuan'),
    difabel: field('difabel'),
    miskin: field('miskin'),
    muda: field('muda'),
  })
  if (!read.ok) return read
  await insertHadir(tx, {
    ...read.value,
    id: kit.newId(),
    musyawarahId: rapat.id,
    cara: 'kertas',
    tanda: null,
    fotoSha256: foto?.sha256 ?? null,
    oleh: actor.accountId,
    at: kit.now(),
  })
  return ok('')
}

async function writeBicara(_deps: Deps, tx: Tx, { rapat, field }: Work): Promise<Result<string>> {
  const read = KELOMPOK.map((kelompok) => ({
    kelompok,
    kursi: readCount(field(`kursi-${kelompok}`)),
    giliran: readCount(field(`giliran-${kelompok}`)),
  }))
  const refusals = read.flatMap(({ kelompok, kursi, giliran }) => [
    ...unless(kursi !== undefined, 'BICARA_ANGKA', `kursi-${kelompok}`),
    ...unless(giliran !== undefined, 'BICARA_ANGKA', `giliran-${kelompok}`),
  ])
  if (refusals.length > 0) return refuse(refusals)
  await saveBicara(
    tx,
    rapat.id,
    read.map(({ kelompok, kursi = 0, giliran = 0 }) => ({ kelompok, kursi, giliran })),
  )
  return ok('')
}

async function writeDelegasi(
  { kit }: Deps,
  tx: Tx,
  { actor, rapat, field }: Work,
): Promise<Result<string>> {
  const nama = field('nama').trim()
  const unsur = field('unsur').trim()
  const refusals = [
    ...unless(within(nama, 2, 100), 'DELEGASI_NAMA', 'nama'),
    ...unless(within(unsur, 2, 60), 'DELEGASI_UNSUR', 'unsur'),
  ]
  if (refusals.length > 0) return refuse(refusals)
  await insertDelegasi(tx, rapat.id, {
    id: kit.newId(),
    nama,
    unsur,
    isPerempuan: field('kelamin') === 'perempuan',
    oleh: actor.accountId,
    at: kit.now(),
  })
  return ok('')
}

const KEADAAN = ['baik', 'rusak-ringan', 'rusak-berat'] as const

async function writeAset(
  { kit }: Deps,
  tx: Tx,
  { actor, rapat, field }: Work,
): Promise<Result<string>> {
  const nama = field('nama').trim()
  const patokan = field('patokan').trim()
  const keadaan = KEADAAN.find((one) => one === field('keadaan'))
  const refusals = [
    ...unless(within(nama, 2, 120), 'ASET_NAMA', 'nama'),
    ...unless(within(patokan, 3, 200), 'USULAN_PATOKAN', 'patokan'),
    ...unless(keadaan !== undefined, 'ASET_KEADAAN', 'keadaan'),
  ]
  if (refusals.length > 0 || keadaan === undefined) return refuse(refusals)
  const row = { id: kit.newId(), nama, patokan, keadaan, oleh: actor.accountId, at: kit.now() }
  await insertAset(tx, rapat.id, row)
  return ok('')
}

/** A paper form keyed in, or what somebody says in the hall; the place is the meeting's. */
async function writeUsulan(
  deps: Deps,
  tx: Tx,
  { actor, rapat, tier, field, foto }: Work,
): Promise<Result<string>> {
  const typed = Object.fromEntries(RUAS_USULAN.map((name) => [name, field(name)])) as UsulanForm
  const isHere = tier.lingkup === 'rw' || tier.lingkup === 'desa'
  const form = {
    ...typed,
    ...(isHere ? { wilayah: rapat.wilayahKode } : {}),
    ...(tier.lingkup === 'rw' ? { rw: rapat.rw } : {}),
  }
  if (!isHere && !belongsTo(tier, rapat, form.wilayah))
    return refuse(refusal('TEMPAT_TIDAK_ADA', {}, 'wilayah'))
  const done = await ajukan(deps, tx, {
    actor,
    order: {
      form,
      sumber: 'musrenbang',
      tahun: rapat.tahun,
      foto,
      isFormulir: true,
      diRapat: { id: rapat.id, jenjang: rapat.jenjang },
    },
  })
  if (!done.ok) return done
  if (tier.lingkup === 'perangkat' && done.value.unitKode !== rapat.unitKode)
    return refuse(refusal('USULAN_BUKAN_DI_SINI', {}, 'kamus'))
  return ok(done.value.nomor)
}

function belongsTo({ lingkup }: Jenjang, rapat: Rapat, wilayah: string): boolean {
  return lingkup !== 'kecamatan' || wilayah.startsWith(`${rapat.wilayahKode}.`)
}

async function writePutusan(deps: Deps, tx: Tx, work: Work): Promise<Result<string>> {
  const { actor, rapat, tier, field } = work
  const here = await usulanDi(tx, tier, rapat)
  const usulan = here.find(({ nomor }) => nomor === field('nomor'))
  if (usulan === undefined) return refuse(refusal('USULAN_BUKAN_DI_SINI'))
  const kodeFor = (untuk: 'belum' | 'ubah') =>
    new Set(deps.data.alasan.filter((one) => one.untuk === untuk).map(({ kode }) => kode))
  const decided = decideKeputusan(
    {
      hasil: field('hasil'),
      peringkat: field('peringkat'),
      alasanKode: field('alasanKode'),
      alasan: field('alasan'),
      gabung: field('gabung'),
      volume: field('volume'),
      patokan: field('patokan'),
    },
    {
      usulan,
      idByNomor: new Map(here.map(({ nomor, id }) => [nomor, id])),
      reasons: { belum: kodeFor('belum'), ubah: kodeFor('ubah') },
    },
  )
  if (!decided.ok) return decided
  const { value } = decided
  const ranked = await rankedOf(tx, rapat.id)
  const isAgreed = value.hasil === 'sepakat'
  const keeps = isAgreed && field('peringkat').trim() === '' && ranked.includes(usulan.id)
  const order = keeps ? ranked : placeAt(ranked, usulan.id, isAgreed ? value.urutan : 0)
  await saveKeputusan(tx, rapat.id, {
    usulanId: usulan.id,
    hasil: value.hasil,
    peringkat: isAgreed ? order.indexOf(usulan.id) + 1 : null,
    alasanKode: value.hasil === 'gabung' ? null : value.alasanKode,
    alasan: value.alasan,
    gabungKe: value.hasil === 'gabung' ? value.gabungKe : null,
    volume: isAgreed ? (value.ubah.volume ?? null) : null,
    patokan: isAgreed ? (value.ubah.patokan ?? null) : null,
    oleh: actor.accountId,
    at: deps.kit.now(),
  })
  await saveUrutan(tx, rapat.id, order)
  return ok(usulan.nomor)
}

async function rankedOf(tx: Tx, rapatId: string): Promise<readonly string[]> {
  const decided = await listKeputusan(tx, rapatId)
  return decided.filter(({ peringkat }) => peringkat !== null).map(({ usulanId }) => usulanId)
}

async function move(
  _deps: Deps,
  tx: Tx,
  { work, arah }: Readonly<{ work: Work; arah: 'naik' | 'turun' }>,
): Promise<Result<string>> {
  const { rapat, tier, field } = work
  const here = await usulanDi(tx, tier, rapat)
  const usulan = here.find(({ nomor }) => nomor === field('nomor'))
  const ranked = await rankedOf(tx, rapat.id)
  if (usulan === undefined || !ranked.includes(usulan.id))
    return refuse(refusal('USULAN_BUKAN_DI_SINI'))
  await saveUrutan(tx, rapat.id, stepOf(ranked, usulan.id, arah))
  return ok(usulan.nomor)
}

/**
 * Say that one is there, by the QR of the hall. One phone is one person; nothing of it is kept but a digest that fits
 * this meeting alone.
 *
 * @returns undefined when no meeting has the code
 * @refuses HADIR_TERTUTUP, HADIR_SUDAH
 */
export function createHadirQr({ kit }: Deps) {
  return async (
    deviceId: string,
    { kode, flags }: Readonly<{ kode: string; flags: ReadonlySet<string> }>,
  ): Promise<Result<'counted'> | undefined> => {
    const seen = await findRapatByKode(kit.db, kode)
    if (seen === undefined) return undefined
    return transactionUnlessRefused(kit.db, async (tx) => {
      const rapat = await lockRapat(tx, seen.id)
      if (rapat?.status !== 'berlangsung') return refuse(refusal('HADIR_TERTUTUP'))
      const has = (name: keyof Hadir) => (flags.has(name) ? 1 : 0)
      const isNew = await insertHadir(tx, {
        id: kit.newId(),
        musyawarahId: rapat.id,
        cara: 'qr',
        tanda: createHash('sha256').update(`${kit.secretKey} ${rapat.id} ${deviceId}`).digest(),
        jumlah: 1,
        perempuan: has('perempuan'),
        difabel: has('difabel'),
        miskin: has('miskin'),
        muda: has('muda'),
        fotoSha256: null,
        oleh: null,
        at: kit.now(),
      })
      return isNew ? ok('counted') : refuse(refusal('HADIR_SUDAH'))
    })
  }
}
