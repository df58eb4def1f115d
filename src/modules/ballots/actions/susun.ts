import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../kernel/actor.ts'
import { atField } from '../../../kernel/at-field.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { isTimeZone, MINUTE_MS, parseTanggal, startOfDay } from '../../../kernel/date.ts'
import { hexOf } from '../../../kernel/digest-format.ts'
import { parseRupiah } from '../../../kernel/money.ts'
import { formatNomor } from '../../../kernel/nomor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { isRanked } from '../domain/counting/rule.ts'
import { JENIS, needsBudget, type Pilihan, type Pungutan, ruleOf } from '../domain/pungutan.ts'
import { refusal } from '../domain/refusals.ts'
import { createBlindKey } from '../secrets/blind-rsa.ts'
import {
  deletePilihan,
  findPungutan,
  fixPungutan,
  insertPilihan,
  insertPungutan,
  listPilihan,
  lockPungutan,
  nextSerial,
} from '../store/pungutan-store.ts'
import { TETAP } from './records.ts'

/** Fields as they were typed. */
export type Form = Readonly<Record<string, string>>

const OPTIONS_MAX = 500
const SEED_BYTES = 32

/**
 * Write down a vote as a draft: fields `judul`, `pertanyaan`, `jenis`, `aturan`, `anggaran`, `kursi`, `banyak`,
 * `poin`, `batas`, `ambang`, `langkah`, `wilayah`, `bukaTanggal`, `bukaJam`, `tutupTanggal`, `tutupJam`.
 *
 * @refuses one reason per field that is wrong
 */
export function createPungutan(deps: Deps, actor: SignedIn, form: Form): Promise<Result<Pungutan>> {
  const { kit, audit } = deps
  return transactionUnlessRefused(kit.db, async (tx) => {
    const read = readPungutan(deps, form)
    if (!read.ok) return read
    const year = Number(kit.today().slice(0, 4))
    const serial = await nextSerial(tx, year)
    const nomor = formatNomor({ prefix: 'SUARA', year, serial })
    const row: Pungutan = { ...read.value, id: kit.newId(), nomor, status: 'rancangan' }
    await together([
      insertPungutan(tx, { ...row, dibuatOleh: actor.accountId, dibuatAt: kit.now() }),
      audit.record(tx, actor, {
        action: 'suara.susun',
        subject: { kind: 'suara.pungutan', id: row.id },
        after: { nomor },
      }),
    ])
    return ok(row)
  })
}

type Draft = Omit<Pungutan, 'id' | 'nomor' | 'status'>

function readPungutan(deps: Deps, form: Form): Result<Draft> {
  const text = (name: string) => (form[name] ?? '').trim()
  const wrong: Refusal[] = []
  const number = (name: string, [from, to]: readonly [number, number], usual: number) => {
    const typed = text(name)
    const value = typed === '' ? usual : Number(typed)
    if (Number.isInteger(value) && value >= from && value <= to) return value
    wrong.push(refusal('ANGKA_TIDAK_SAH', { dari: from, sampai: to }, name))
    return usual
  }
  const jenis = JENIS.find((one) => one === text('jenis'))
  if (jenis === undefined) wrong.push(refusal('JENIS_TIDAK_ADA', {}, 'jenis'))
  const kursi = number('kursi', [1, 100], 1)
  const ambang = number('ambang', [0, 1_000_000], 0)
  const langkah = text('langkah')
  if (langkah !== '' && !/^[1-9]\d{0,14}$/.test(langkah))
    wrong.push(refusal('LANGKAH_TIDAK_SAH', {}, 'langkah'))
  const aturan = ruleOf(text('aturan'), { jenis: jenis ?? 'setuju', ambang, kursi, langkah })
  if (aturan === undefined) wrong.push(refusal('ATURAN_TIDAK_ADA', {}, 'aturan'))
  const anggaran = readBudget(text('anggaran'), aturan, wrong)
  if (!isLong(text('judul'), 5, 160)) wrong.push(refusal('JUDUL_KOSONG', {}, 'judul'))
  if (!isLong(text('pertanyaan'), 10, 1_000))
    wrong.push(refusal('PERTANYAAN_KOSONG', {}, 'pertanyaan'))
  const wilayahKode = text('wilayah')
  if (deps.reference.findWilayah(wilayahKode) === undefined)
    wrong.push(refusal('WILAYAH_TIDAK_ADA', {}, 'wilayah'))
  const hours = readHours(deps, text, wrong)
  const palingBanyak = number('banyak', [1, 100], 100)
  const jumlahPoin = number('poin', [1, 1_000], 10)
  if (wrong.length > 0 || jenis === undefined || aturan === undefined || hours === undefined)
    return refuse(wrong)
  return ok({
    judul: text('judul'),
    pertanyaan: text('pertanyaan'),
    jenis,
    aturan,
    anggaran,
    kursi,
    palingBanyak,
    jumlahPoin,
    isBatasAnggaran: anggaran !== null && text('batas') === '1',
    wilayahKode,
    ...hours,
  })
}

function isLong(text: string, from: number, to: number): boolean {
  return text.length >= from && text.length <= to
}

function readBudget(
  typed: string,
  aturan: Draft['aturan'] | undefined,
  wrong: Refusal[],
): bigint | null {
  const isNeeded = aturan !== undefined && needsBudget(aturan)
  if (typed === '') {
    if (isNeeded) wrong.push(refusal('ANGGARAN_DIPERLUKAN', {}, 'anggaran'))
    return null
  }
  if (aturan !== undefined && isRanked(aturan)) {
    wrong.push(refusal('ANGGARAN_TIDAK_PERLU', {}, 'anggaran'))
    return null
  }
  const read = atField('anggaran', parseRupiah(typed))
  if (!read.ok) wrong.push(...read.refusals)
  else if (read.value === 0n) wrong.push(refusal('ANGGARAN_DIPERLUKAN', {}, 'anggaran'))
  return read.ok ? read.value : null
}

function readHours(
  { kit, reference }: Deps,
  text: (name: string) => string,
  wrong: Refusal[],
): Readonly<{ bukaAt: Date; tutupAt: Date }> | undefined {
  const { zone } = reference.calendar()
  const momentOf = (name: string): Date | undefined => {
    const date = parseTanggal(text(`${name}Tanggal`))
    const [, hour, minute] = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(text(`${name}Jam`)) ?? []
    if (!date.ok || hour === undefined || !isTimeZone(zone)) {
      wrong.push(refusal('WAKTU_TIDAK_SAH', {}, date.ok ? `${name}Jam` : `${name}Tanggal`))
      return undefined
    }
    const minutes = Number(hour) * 60 + Number(minute)
    return new Date(startOfDay(zone, date.value).getTime() + minutes * MINUTE_MS)
  }
  const bukaAt = momentOf('buka')
  const tutupAt = momentOf('tutup')
  if (bukaAt === undefined || tutupAt === undefined) return undefined
  if (tutupAt > bukaAt && tutupAt > kit.now()) return { bukaAt, tutupAt }
  wrong.push(refusal('TUTUP_SEBELUM_BUKA', {}, 'tutupTanggal'))
  return undefined
}

type Draftwork = (tx: Tx, pungutan: Pungutan) => Promise<Result<void>>

/** Do something to a draft while nobody else does. */
function onDraft(deps: Deps, nomor: string, work: Draftwork): Promise<Result<void>> {
  return transactionUnlessRefused(deps.kit.db, async (tx) => {
    const pungutan = await findPungutan(tx, nomor)
    if (pungutan === undefined) return refuse(refusal('PEMUNGUTAN_TIDAK_ADA'))
    const status = await lockPungutan(tx, pungutan.id)
    if (status !== 'rancangan') return refuse(refusal('SUDAH_DITETAPKAN'))
    return work(tx, pungutan)
  })
}

/**
 * Add an option to a draft: fields `nama`, `uraian`, `tempat`, `biaya`, `usulan`.
 *
 * @refuses SUDAH_DITETAPKAN, NAMA_PILIHAN_KOSONG, TEKS_TERLALU_PANJANG, BIAYA_DIPERLUKAN, BIAYA_MELEBIHI_ANGGARAN,
 * PILIHAN_PENUH
 */
export function addPilihan(
  deps: Deps,
  actor: SignedIn,
  { nomor, form }: Readonly<{ nomor: string; form: Form }>,
): Promise<Result<void>> {
  return onDraft(deps, nomor, async (tx, pungutan) => {
    const daftar = await listPilihan(tx, pungutan.id)
    if (daftar.length >= OPTIONS_MAX) return refuse(refusal('PILIHAN_PENUH'))
    const last = Math.max(0, ...daftar.map(({ kode }) => Number(kode)))
    const read = readPilihan(form, pungutan, String(last + 1))
    if (!read.ok) return read
    await together([
      insertPilihan(tx, pungutan.id, read.value),
      deps.audit.record(tx, actor, {
        action: 'suara.pilihan',
        subject: { kind: 'suara.pungutan', id: pungutan.id },
        after: { kode: read.value.kode },
      }),
    ])
    return ok(undefined)
  })
}

function readPilihan(form: Form, { anggaran }: Pungutan, kode: string): Result<Pilihan> {
  const text = (name: string) => (form[name] ?? '').trim()
  const wrong: Refusal[] = []
  if (!isLong(text('nama'), 3, 160)) wrong.push(refusal('NAMA_PILIHAN_KOSONG', {}, 'nama'))
  for (const [name, huruf] of [
    ['uraian', 2_000],
    ['tempat', 200],
    ['usulan', 60],
  ] as const) {
    if (text(name).length > huruf) wrong.push(refusal('TEKS_TERLALU_PANJANG', { huruf }, name))
  }
  let biaya: bigint | null = null
  if (anggaran !== null) {
    const read = atField('biaya', parseRupiah(text('biaya')))
    if (!read.ok) wrong.push(...read.refusals)
    else if (read.value === 0n) wrong.push(refusal('BIAYA_DIPERLUKAN', {}, 'biaya'))
    else if (read.value > anggaran) wrong.push(refusal('BIAYA_MELEBIHI_ANGGARAN', {}, 'biaya'))
    else biaya = read.value
  }
  if (wrong.length > 0) return refuse(wrong)
  const usulan = text('usulan').length < 3 ? null : text('usulan')
  return ok({
    kode,
    nama: text('nama'),
    uraian: text('uraian'),
    tempat: text('tempat'),
    biaya,
    usulan,
  })
}

export function dropPilihan(
  deps: Deps,
  actor: SignedIn,
  { nomor, kode }: Readonly<{ nomor: string; kode: string }>,
): Promise<Result<void>> {
  return onDraft(deps, nomor, async (tx, pungutan) => {
    await together([
      deletePilihan(tx, pungutan.id, kode),
      deps.audit.record(tx, actor, {
        action: 'suara.pilihan-hapus',
        subject: { kind: 'suara.pungutan', id: pungutan.id },
        before: { kode },
      }),
    ])
    return ok(undefined)
  })
}

/**
 * Fix a vote: from now on neither rule nor options nor hours change. Its key is made, the seed of its lot drawn and
 * only its digest told; all of it goes into the public log.
 *
 * @refuses SUDAH_DITETAPKAN, PILIHAN_KURANG, TUTUP_SEBELUM_BUKA
 */
export async function tetapkan(deps: Deps, actor: SignedIn, nomor: string): Promise<Result<void>> {
  const { kit, seal, publicLog, audit } = deps
  const { privatePem, spki } = await createBlindKey()
  const benih = kit.randomBytes(SEED_BYTES)
  return onDraft(deps, nomor, async (tx, pungutan) => {
    const daftar = await listPilihan(tx, pungutan.id)
    if (daftar.length < 2) return refuse(refusal('PILIHAN_KURANG'))
    if (pungutan.tutupAt <= kit.now()) return refuse(refusal('TUTUP_SEBELUM_BUKA'))
    const benihSidik = sha256(benih)
    const ketetapan = ketetapanOf(pungutan, daftar, {
      kunci: hexOf(sha256(spki)),
      benih: hexOf(benihSidik),
    })
    await fixPungutan(tx, pungutan.id, {
      ketetapan,
      aturanSidik: sha256(Buffer.from(canonicalJson(ketetapan))),
      kunciPublik: spki,
      kunciTersegel: seal.close(privatePem),
      benihSidik,
      benihTersegel: seal.close(hexOf(benih)),
    })
    await publicLog.append(tx, {
      kind: TETAP,
      object: nomor,
      version: 1,
      ref: pungutan.id,
      actor,
      at: kit.now(),
      document: ketetapan,
    })
    await audit.record(tx, actor, {
      action: 'suara.tetapkan',
      subject: { kind: 'suara.pungutan', id: pungutan.id },
    })
    return ok(undefined)
  })
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

/** Everything a count depends on, as it stood before the first ballot. */
function ketetapanOf(
  pungutan: Pungutan,
  daftar: readonly Pilihan[],
  digests: Readonly<{ kunci: string; benih: string }>,
) {
  const { nomor, judul, pertanyaan, jenis, aturan, anggaran, kursi, wilayahKode } = pungutan
  return {
    nomor,
    judul,
    pertanyaan,
    jenis,
    aturan,
    anggaranSen: anggaran === null ? null : String(anggaran),
    kursi,
    palingBanyak: pungutan.palingBanyak,
    jumlahPoin: pungutan.jumlahPoin,
    isBatasAnggaran: pungutan.isBatasAnggaran,
    wilayahKode,
    bukaAt: pungutan.bukaAt.toISOString(),
    tutupAt: pungutan.tutupAt.toISOString(),
    pilihan: daftar.map(({ biaya, ...one }) => ({
      ...one,
      biayaSen: biaya === null ? null : String(biaya),
    })),
    kunciSha256: digests.kunci,
    benihSha256: digests.benih,
  }
}
