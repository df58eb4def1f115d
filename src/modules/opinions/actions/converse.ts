import type { SignedIn } from '../../../kernel/actor.ts'
import { atField } from '../../../kernel/at-field.ts'
import { parseTanggal } from '../../../kernel/date.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Suara } from '../domain/matriks.ts'
import { refusal } from '../domain/refusals.ts'
import {
  closePercakapan,
  countUsulan,
  decidePernyataan,
  insertPercakapan,
  insertPernyataan,
  listPernyataan,
  lockPercakapan,
  openPercakapan,
  type Percakapan,
  type Pernyataan,
  upsertSuara,
} from '../store.ts'
import { changePercakapan, ownUnits, personOf } from './own.ts'

export const HEAD_FIELDS = ['judul', 'tujuan', 'unit', 'moderasi', 'tutup'] as const
export type HeadForm = Readonly<Partial<Record<(typeof HEAD_FIELDS)[number], string>>>

/** Why a statement is taken out; each with words that everybody reads. */
export const ALASAN = [
  'ganda',
  'di-luar-topik',
  'data-pribadi',
  'kasar',
  'bukan-satu-gagasan',
] as const

/** Statements a conversation begins with, at least: of fewer no directions can be told. */
export const AWAL_MIN = 5

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/**
 * Begin a conversation. @returns its code
 *
 * @refuses JUDUL_KOSONG, TUJUAN_KOSONG, UNIT_BUKAN_MILIK_ANDA, MODERASI_KOSONG, TANGGAL_TUTUP, codes of parseTanggal
 */
export async function createPercakapan(
  { kit, audit }: Deps,
  actor: SignedIn,
  form: HeadForm,
): Promise<Result<string>> {
  const text = (name: keyof HeadForm) => (form[name] ?? '').trim()
  const moderasi = (['longgar', 'ketat'] as const).find((one) => one === form.moderasi)
  const unitKode = ownUnits(actor).find((one) => one === form.unit)
  const tutup = atField('tutup', parseTanggal(text('tutup')))
  const isLong = (value: string, min: number, max: number) =>
    value.length >= min && value.length <= max
  const wrong: readonly (Refusal | false)[] = [
    !isLong(text('judul'), 5, 150) && refusal('JUDUL_KOSONG', {}, 'judul'),
    !isLong(text('tujuan'), 10, 500) && refusal('TUJUAN_KOSONG', {}, 'tujuan'),
    unitKode === undefined && refusal('UNIT_BUKAN_MILIK_ANDA', {}, 'unit'),
    moderasi === undefined && refusal('MODERASI_KOSONG', {}, 'moderasi'),
    tutup.ok && tutup.value < kit.today() && refusal('TANGGAL_TUTUP', {}, 'tutup'),
  ]
  const refusals = [...wrong.filter((one) => one !== false), ...(tutup.ok ? [] : tutup.refusals)]
  if (refusals.length > 0 || !tutup.ok || unitKode === undefined || moderasi === undefined)
    return refuse(refusals)
  const kode = [...kit.randomBytes(6)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
  await transaction(kit.db, async (tx) => {
    await insertPercakapan(tx, {
      id: kit.newId(),
      kode,
      judul: text('judul'),
      tujuan: text('tujuan'),
      unitKode,
      moderasi,
      tutupPada: tutup.value,
      dibuatAt: kit.now(),
      oleh: actor.accountId,
    })
    await audit.record(tx, actor, {
      action: 'pendapat.buat',
      subject: { kind: 'percakapan', id: kode },
    })
  })
  return ok(kode)
}

/** A statement as it may stand. @refuses PERNYATAAN_TEKS, DATA_PRIBADI */
function readTeks(text: string): Result<string> {
  const teks = text.trim().replaceAll(/\s+/g, ' ')
  if (teks.length < 5 || teks.length > 140) return refuse(refusal('PERNYATAAN_TEKS', {}, 'teks'))
  return maskPersonalData(teks) === teks ? ok(teks) : refuse(refusal('DATA_PRIBADI', {}, 'teks'))
}

async function add(
  { kit }: Deps,
  tx: Tx,
  percakapan: Percakapan,
  row: Pick<Pernyataan, 'teks' | 'asal' | 'status'> & Readonly<{ pengusul: Buffer | null }>,
): Promise<Result<void>> {
  const isNew = await insertPernyataan(tx, {
    ...row,
    id: kit.newId(),
    percakapanId: percakapan.id,
    nomor: percakapan.nomorTerakhir + 1,
    at: kit.now(),
  })
  return isNew ? ok(undefined) : refuse(refusal('PERNYATAAN_GANDA', {}, 'teks'))
}

/** Add a statement to begin with, of one's own conversation while it is not closed. */
export function addAwal(
  deps: Deps,
  actor: SignedIn,
  { kode, teks }: Readonly<{ kode: string; teks: string }>,
): Promise<Result<void>> {
  return changePercakapan(deps, actor, {
    kode,
    action: 'pernyataan',
    change: async (tx, percakapan) => {
      if (percakapan.status === 'tutup') return refuse(refusal('PERCAKAPAN_TIDAK_BUKA'))
      const read = readTeks(teks)
      if (!read.ok) return read
      const row = { teks: read.value, asal: 'awal', status: 'diterima', pengusul: null } as const
      return add(deps, tx, percakapan, row)
    },
  })
}

/** Open a draft that has statements to begin with. */
export function openDraft(deps: Deps, actor: SignedIn, kode: string): Promise<Result<void>> {
  return changePercakapan(deps, actor, {
    kode,
    action: 'buka',
    change: async (tx, { id, status, nomorTerakhir, tutupPada }) => {
      if (status !== 'draf') return refuse(refusal('PERCAKAPAN_BUKAN_DRAF'))
      if (nomorTerakhir < AWAL_MIN)
        return refuse(refusal('PERNYATAAN_AWAL_KURANG', { jumlah: AWAL_MIN }, 'teks'))
      if (tutupPada < deps.kit.today()) return refuse(refusal('TANGGAL_TUTUP'))
      await openPercakapan(tx, id, deps.kit.now())
      return ok(undefined)
    },
  })
}

export function closeOpen(deps: Deps, actor: SignedIn, kode: string): Promise<Result<void>> {
  return changePercakapan(deps, actor, {
    kode,
    action: 'tutup',
    change: async (tx, { id, status }) => {
      if (status !== 'buka') return refuse(refusal('PERCAKAPAN_TIDAK_BUKA'))
      await closePercakapan(tx, id)
      return ok(undefined)
    },
  })
}

export type Putusan = Readonly<{
  kode: string
  nomor: number
  isDiterima: boolean
  alasanKode: string
  alasan: string
}>

/** Accept a submitted statement or take it out; a reason is needed for that, and everybody reads it. */
export function moderate(deps: Deps, actor: SignedIn, putusan: Putusan): Promise<Result<void>> {
  return changePercakapan(deps, actor, {
    kode: putusan.kode,
    action: putusan.isDiterima ? 'terima' : 'tolak',
    change: async (tx, { id }) => {
      const reason = readAlasan(putusan)
      if (!reason.ok) return reason
      const isDone = await decidePernyataan(tx, {
        percakapanId: id,
        nomor: putusan.nomor,
        status: putusan.isDiterima ? 'diterima' : 'ditolak',
        ...reason.value,
        at: deps.kit.now(),
      })
      return isDone ? ok(undefined) : refuse(refusal('PERNYATAAN_SUDAH_DIPUTUS'))
    },
  })
}

type Alasan = Readonly<{ alasanKode: string | null; alasan: string | null }>

function readAlasan(putusan: Putusan): Result<Alasan> {
  if (putusan.isDiterima) return ok({ alasanKode: null, alasan: null })
  const alasanKode = ALASAN.find((one) => one === putusan.alasanKode)
  const alasan = maskPersonalData(putusan.alasan.trim())
  const isLong = alasan.length >= 10 && alasan.length <= 300
  const wrong: readonly (Refusal | false)[] = [
    alasanKode === undefined && refusal('ALASAN_KODE', {}, 'alasan_kode'),
    !isLong && refusal('ALASAN_KOSONG', {}, 'alasan'),
  ]
  const refusals = wrong.filter((one) => one !== false)
  if (refusals.length > 0 || alasanKode === undefined) return refuse(refusals)
  return ok({ alasanKode, alasan })
}

/** May people vote and submit today? */
export function isOpenOn({ status, tutupPada }: Percakapan, today: string): boolean {
  return status === 'buka' && today <= tutupPada
}

/** Is a statement one that people are shown? Where moderation is strict only what was accepted is. */
export function isShown({ status }: Pernyataan, { moderasi }: Percakapan): boolean {
  return status === 'diterima' || (status === 'menunggu' && moderasi === 'longgar')
}

/** Submit a statement of one's own. @refuses PERCAKAPAN_TIDAK_BUKA, PERNYATAAN_TEKS, DATA_PRIBADI, USULAN_PENUH, PERNYATAAN_GANDA */
export function submitPernyataan(
  deps: Deps,
  actor: SignedIn,
  { kode, teks }: Readonly<{ kode: string; teks: string }>,
): Promise<Result<void>> {
  const { kit, aturanAt } = deps
  return transactionUnlessRefused(kit.db, async (tx) => {
    // Whoever else adds one waits: numbers are given one after the other.
    const percakapan = await lockPercakapan(tx, kode, 'update')
    if (percakapan === undefined || !isOpenOn(percakapan, kit.today()))
      return refuse(refusal('PERCAKAPAN_TIDAK_BUKA'))
    const read = readTeks(teks)
    if (!read.ok) return read
    const pengusul = personOf(deps, percakapan.id, actor)
    const jumlah = aturanAt(kit.today()).usulanMaks
    if ((await countUsulan(tx, percakapan.id, pengusul)) >= jumlah)
      return refuse(refusal('USULAN_PENUH', { jumlah }, 'teks'))
    const row = { teks: read.value, asal: 'warga', status: 'menunggu', pengusul } as const
    return add(deps, tx, percakapan, row)
  })
}

const SUARA: Readonly<Record<string, Suara>> = { setuju: 1, tidak: -1, lewati: 0 }

/** Vote on a statement that is shown; again replaces. @refuses SUARA_KOSONG, PERCAKAPAN_TIDAK_BUKA, PERNYATAAN_TIDAK_ADA */
export function vote(
  deps: Deps,
  actor: SignedIn,
  { kode, nomor, pilihan }: Readonly<{ kode: string; nomor: number; pilihan: string }>,
): Promise<Result<void>> {
  const { kit } = deps
  return transactionUnlessRefused(kit.db, async (tx) => {
    const percakapan = await lockPercakapan(tx, kode, 'share')
    if (percakapan === undefined || !isOpenOn(percakapan, kit.today()))
      return refuse(refusal('PERCAKAPAN_TIDAK_BUKA'))
    const suara = SUARA[pilihan]
    if (suara === undefined) return refuse(refusal('SUARA_KOSONG', {}, 'suara'))
    const list = await listPernyataan(tx, percakapan.id)
    const one = list.find((row) => row.nomor === nomor)
    if (one === undefined || !isShown(one, percakapan))
      return refuse(refusal('PERNYATAAN_TIDAK_ADA'))
    const orang = personOf(deps, percakapan.id, actor)
    await upsertSuara(tx, { percakapanId: percakapan.id, orang, nomor, suara })
    return ok(undefined)
  })
}
