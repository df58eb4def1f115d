import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../kernel/actor.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { cleanVisible } from '../../../kernel/clean-text.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { BATAS_NASKAH, type Bagian, potongNaskah } from '../domain/naskah.ts'
import { type Perubahan, perluSebab, perubahanOf } from '../domain/redline.ts'
import { isLong, type RefusalCode, refusal } from '../domain/refusals.ts'
import { beriJangkar } from '../domain/sejajar.ts'
import { type KepalaForm, readKepala, refuseTutup } from '../domain/susun.ts'
import { insertKonsultasi, type Konsultasi, openKonsultasi } from '../store/konsultasi-store.ts'
import { listNomor } from '../store/masukan-store.ts'
import { insertNaskah, insertSebab, listBagian, type Sebab } from '../store/naskah-store.ts'
import { record } from './records.ts'
import { changeKonsultasi, unitsSendiri } from './wewenang.ts'

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Set a consultation up as a draft. @returns its code @refuses codes of readKepala */
export async function createKonsultasi(
  { kit, audit, aturanAt }: Deps,
  actor: SignedIn,
  form: KepalaForm,
): Promise<Result<string>> {
  const today = kit.today()
  const around = { aturan: aturanAt(today), units: unitsSendiri(actor), today }
  const read = readKepala(form, around)
  if (!read.ok) return read
  const kode = [...kit.randomBytes(6)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
  await transaction(kit.db, async (tx) => {
    await insertKonsultasi(tx, {
      ...read.value,
      id: kit.newId(),
      kode,
      oleh: actor.accountId,
      at: kit.now(),
    })
    await audit.record(tx, actor, {
      action: 'konsultasi.buat',
      subject: { kind: 'konsultasi', id: kode },
    })
  })
  return ok(kode)
}

/** What a pasted text would be as the next version: shown for checking before it is kept. */
export type Usulan = Readonly<{
  bagian: readonly Bagian[]
  jangkarTerpakai: number
  perubahan: readonly Perubahan[]
  sidik: string
}>

/** Cut a text and compare it with the version there is. @refuses NASKAH_KOSONG, NASKAH_TERLALU_PANJANG, NASKAH_SAMA */
export async function siapkanNaskah(
  tx: Tx,
  konsultasi: Konsultasi,
  teks: string,
): Promise<Result<Usulan>> {
  const no = (code: RefusalCode, values = {}) => refuse(refusal(code, values, 'naskah'))
  const clean = cleanVisible(teks)
  if (clean.length > BATAS_NASKAH.huruf) return no('NASKAH_TERLALU_PANJANG')
  const potongan = potongNaskah(clean)
  if (potongan.length === 0) return no('NASKAH_KOSONG')
  const isTooLong = potongan.some((one) => one.teks.length > BATAS_NASKAH.teks)
  if (isTooLong || potongan.length > BATAS_NASKAH.bagian) return no('NASKAH_TERLALU_PANJANG')
  const lama = await listBagian(tx, konsultasi.id, konsultasi.versi)
  const { bagian, terpakai } = beriJangkar(lama, potongan, konsultasi.jangkarTerpakai)
  const perubahan = perubahanOf(lama, bagian)
  if (perubahan.length === 0) return no('NASKAH_SAMA', { versi: konsultasi.versi })
  return ok({ bagian, jangkarTerpakai: terpakai, perubahan, sidik: sidikOf(bagian) })
}

/** SHA-256 of the passages of a version, as the public log holds it. */
export function sidikOf(bagian: readonly Bagian[]): string {
  const facts = bagian.map(({ jangkar, tingkat, nomor, teks }) => ({
    jangkar,
    tingkat,
    nomor,
    teks,
  }))
  return createHash('sha256').update(canonicalJson(facts)).digest('hex')
}

export type NaskahForm = Readonly<{
  kode: string
  teks: string
  /** The version it was compared with when it was checked: another one since then is looked at first. */
  dari: number
  /** By the anchor of the passage: what was written as its cause. */
  sebab: ReadonlyMap<string, string>
}>

/**
 * Keep a checked text as the next version. Once a consultation is open, every changed passage names the inputs that
 * caused it, or a reason.
 *
 * @returns the number of the version
 * @refuses codes of siapkanNaskah, NASKAH_BERUBAH, SEBAB_KOSONG, SEBAB_TIDAK_ADA, KONSULTASI_SUDAH_TUTUP
 */
export function simpanNaskah(
  deps: Deps,
  actor: SignedIn,
  form: NaskahForm,
): Promise<Result<number> | undefined> {
  return changeKonsultasi(deps, actor, {
    kode: form.kode,
    tindakan: 'naskah',
    change: async (tx, konsultasi) => {
      if (konsultasi.status === 'tutup') return refuse(refusal('KONSULTASI_SUDAH_TUTUP'))
      if (form.dari !== konsultasi.versi) return refuse(refusal('NASKAH_BERUBAH', {}, 'naskah'))
      const ready = await siapkanNaskah(tx, konsultasi, form.teks)
      if (!ready.ok) return ready
      const isOpen = konsultasi.status === 'buka'
      const sebab = isOpen ? await readSebab(tx, konsultasi, ready.value, form.sebab) : ok([])
      if (!sebab.ok) return sebab
      await storeNaskah(deps, tx, { actor, konsultasi, naskah: ready.value, sebab: sebab.value })
      return ok(konsultasi.versi + 1)
    },
  })
}

async function storeNaskah(
  deps: Deps,
  tx: Tx,
  {
    actor,
    konsultasi,
    naskah,
    sebab,
  }: Readonly<{
    actor: SignedIn
    konsultasi: Konsultasi
    naskah: Usulan
    sebab: readonly Sebab[]
  }>,
): Promise<void> {
  const { kit } = deps
  const versi = konsultasi.versi + 1
  await insertNaskah(tx, {
    ...naskah,
    konsultasiId: konsultasi.id,
    versi,
    oleh: actor.accountId,
    at: kit.now(),
  })
  await insertSebab(tx, { konsultasiId: konsultasi.id, versi }, sebab)
  if (konsultasi.status !== 'buka') return
  const { sidik, bagian } = naskah
  await record(deps, tx, {
    actor,
    konsultasi,
    jenis: 'versi',
    versi,
    dokumen: { kode: konsultasi.kode, versi, sidik, bagian: bagian.length, sebab },
  })
}

/** What was written as causes: "3, 7" are numbers of inputs, other words a reason of the office. */
async function readSebab(
  tx: Tx,
  { id }: Konsultasi,
  { perubahan }: Usulan,
  written: ReadonlyMap<string, string>,
): Promise<Result<readonly Sebab[]>> {
  const read = perluSebab(perubahan).map(({ jangkar, baru, lama }) => {
    const text = cleanVisible(written.get(jangkar) ?? '').trim()
    const isNumbers = /^\d{1,7}(?:[ ,]{1,3}\d{1,7}){0,99}$/.test(text)
    const masukan = isNumbers ? [...new Set(text.match(/\d+/g)?.map(Number))] : []
    const label = (baru ?? lama)?.label ?? jangkar
    return { jangkar, label, masukan, alasan: isNumbers ? null : text }
  })
  const asked = read.flatMap(({ masukan }) => masukan)
  const known = new Set((await listNomor(tx, id, asked)).map(({ urut }) => urut))
  const refusals = read.flatMap(({ jangkar, label, masukan, alasan }) => {
    const field = `sebab-${jangkar}`
    if (alasan !== null && !isLong(alasan, 10, 500))
      return [refusal('SEBAB_KOSONG', { bagian: label }, field)]
    const missing = masukan.find((nomor) => !known.has(nomor))
    return missing === undefined ? [] : [refusal('SEBAB_TIDAK_ADA', { nomor: missing }, field)]
  })
  if (refusals.length > 0) return refuse(refusals)
  return ok(read.map(({ jangkar, masukan, alasan }) => ({ jangkar, masukan, alasan })))
}

/** Open a draft: from now on people send inputs to this version. @refuses KONSULTASI_BUKAN_DRAF, NASKAH_KOSONG, TANGGAL_TUTUP_DEKAT */
export function bukaKonsultasi(
  deps: Deps,
  actor: SignedIn,
  kode: string,
): Promise<Result<void> | undefined> {
  const { kit, aturanAt } = deps
  return changeKonsultasi(deps, actor, {
    kode,
    tindakan: 'buka',
    change: async (tx, konsultasi) => {
      const { id, status, versi, tutupPada, jenis, judul } = konsultasi
      if (status !== 'draf') return refuse(refusal('KONSULTASI_BUKAN_DRAF'))
      const today = kit.today()
      const refusals = [
        ...(versi === 0 ? [refusal('NASKAH_KOSONG')] : []),
        ...refuseTutup(tutupPada, { aturan: aturanAt(today), jenis, today }),
      ]
      if (refusals.length > 0) return refuse(refusals)
      const bagian = await listBagian(tx, id, versi)
      await openKonsultasi(tx, id, kit.now())
      await record(deps, tx, {
        actor,
        konsultasi,
        jenis: 'buka',
        dokumen: { kode, jenis, judul, tutupPada, versi, sidik: sidikOf(bagian) },
      })
      return ok(undefined)
    },
  })
}
