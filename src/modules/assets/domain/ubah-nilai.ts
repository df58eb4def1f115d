import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { addSen, parseRupiah, type Sen, sen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Aturan, isBelowAmbang, tambahanFor } from './aturan.ts'
import type { Kib } from './kib.ts'
import { type Susutan, semestersAdded } from './penyusutan.ts'
import { refusal } from './refusals.ts'

/** A card as changes of its value see it. */
export type Nilaian = Susutan &
  Readonly<{ kib: Kib; kode: string; masaSemester: number; isEkstrakomptabel: boolean }>

export type RehabTyped = Readonly<{ jumlah: string; tanggal: string }>
export type Rehab = Readonly<{
  jumlah: Sen
  tanggal: Tanggal
  /** Semesters it adds to the life that is left. */
  semester: number
  /** The goods enter the balance sheet with this cost. */
  isMasukNeraca: boolean
}>

export type NilaiRules = Readonly<{ aturan: Aturan; today: Tanggal }>

/**
 * Cost that makes goods better or last longer: added to their own card, with the life the table gives.
 *
 * @refuses REHAB_JUMLAH, REHAB_BUKAN_INDUK, REHAB_TANPA_UMUR, TANGGAL_MUTASI
 */
export function decideRehab(kartu: Nilaian, typed: RehabTyped, rules: NilaiRules): Result<Rehab> {
  const jumlah = parseRupiah(typed.jumlah)
  const tanggal = readDay(typed.tanggal, rules.today)
  const refusals: Refusal[] = []
  if (!jumlah.ok) refusals.push(...jumlah.refusals.map((one) => ({ ...one, field: 'jumlah' })))
  else if (jumlah.value === 0n) refusals.push(refusal('REHAB_JUMLAH', 'jumlah'))
  if (!tanggal.ok) refusals.push(...tanggal.refusals)
  if (kartu.kib === 'A') refusals.push(refusal('REHAB_BUKAN_INDUK'))
  if (refusals.length > 0 || !jumlah.ok || !tanggal.ok) return refuse(refusals)
  return lifeAdded(kartu, { jumlah: jumlah.value, tanggal: tanggal.value }, rules)
}

/**
 * The same for an amount that is known already: a line of an SP2D.
 *
 * @refuses REHAB_TANPA_UMUR
 */
export function lifeAdded(
  kartu: Nilaian,
  { jumlah, tanggal }: Readonly<{ jumlah: Sen; tanggal: Tanggal }>,
  { aturan }: Pick<NilaiRules, 'aturan'>,
): Result<Rehab> {
  const told = tambahanFor(aturan, kartu.kode, { jumlah, nilai: kartu.nilai, tanggal })
  const semester = semestersAdded(kartu, kartu.masaSemester, told ?? 0)
  const isMasukNeraca =
    kartu.isEkstrakomptabel &&
    !isBelowAmbang(aturan, kartu.kode, { nilai: addSen(kartu.nilai, jumlah), tanggal })
  const depreciates = kartu.masaSemester > 0 && !kartu.isEkstrakomptabel
  if (depreciates && kartu.sisaSemester + semester === 0)
    return refuse(refusal('REHAB_TANPA_UMUR', 'jumlah'))
  return ok({
    jumlah,
    tanggal,
    semester: kartu.isEkstrakomptabel ? 0 : semester,
    isMasukNeraca,
  })
}

export type KoreksiTyped = Readonly<{
  nilai: string
  akumulasi: string
  sisaSemester: string
  alasan: string
}>
/** What a correction adds or takes away. */
export type Koreksi = Readonly<{ nilai: Sen; susut: Sen; semester: number; alasan: string }>

const SEMESTER_MAX = 400

/**
 * Put value, accumulated depreciation and remaining life right: told as they should be, kept as the difference.
 *
 * @refuses KOREKSI_ALASAN, KOREKSI_KOSONG, KOREKSI_MELEWATI, BARIS_SISA, BARANG_NILAI
 */
export function decideKoreksi(kartu: Nilaian, typed: KoreksiTyped): Result<Koreksi> {
  const alasan = typed.alasan.trim()
  const nilai = atField(parseRupiah(typed.nilai), 'nilai')
  const akumulasi = atField(parseRupiah(typed.akumulasi), 'akumulasi')
  const sisa = Number(typed.sisaSemester.trim())
  const refusals: Refusal[] = []
  if (alasan.length < 5 || alasan.length > 300) refusals.push(refusal('KOREKSI_ALASAN', 'alasan'))
  if (!Number.isInteger(sisa) || sisa < 0 || sisa > SEMESTER_MAX)
    refusals.push(refusal('BARIS_SISA', 'sisaSemester'))
  for (const one of [nilai, akumulasi]) if (!one.ok) refusals.push(...one.refusals)
  if (refusals.length > 0 || !nilai.ok || !akumulasi.ok) return refuse(refusals)
  const wanted = { nilai: nilai.value, akumulasi: akumulasi.value, sisaSemester: sisa }
  const wrong = refuseWanted(kartu, wanted)
  return wrong.length > 0
    ? refuse(wrong)
    : ok({
        nilai: sen(wanted.nilai - kartu.nilai),
        susut: sen(wanted.akumulasi - kartu.akumulasi),
        semester: sisa - kartu.sisaSemester,
        alasan,
      })
}

function refuseWanted(kartu: Nilaian, wanted: Susutan): readonly Refusal[] {
  const { nilai, akumulasi, sisaSemester } = wanted
  const refusals: Refusal[] = []
  if (nilai === 0n) refusals.push(refusal('BARANG_NILAI', 'nilai'))
  const isBeyond = neverDepreciates(kartu) ? akumulasi > 0n || sisaSemester > 0 : akumulasi > nilai
  if (isBeyond) refusals.push(refusal('KOREKSI_MELEWATI', 'akumulasi'))
  const isSame =
    nilai === kartu.nilai && akumulasi === kartu.akumulasi && sisaSemester === kartu.sisaSemester
  return isSame ? [...refusals, refusal('KOREKSI_KOSONG')] : refusals
}

function atField<T>(read: Result<T>, field: string): Result<T> {
  return read.ok ? read : refuse(read.refusals.map((one) => ({ ...one, field })))
}

function neverDepreciates({ kib, isEkstrakomptabel }: Nilaian): boolean {
  return kib === 'A' || kib === 'F' || isEkstrakomptabel
}

/** A day to book on: as typed, today when left out, never ahead. */
function readDay(text: string, today: Tanggal): Result<Tanggal> {
  if (text.trim() === '') return ok(today)
  const read = parseTanggal(text)
  if (!read.ok) return refuse(read.refusals.map((one) => ({ ...one, field: 'tanggal' })))
  return read.value > today ? refuse(refusal('TANGGAL_MUTASI', 'tanggal')) : read
}

/** Everything a card holds, taken away: for handing over, finishing, writing off. */
export function emptied({ nilai, akumulasi, sisaSemester }: Susutan) {
  return {
    nilai: nilai === 0n ? ZERO_SEN : sen(-nilai),
    susut: akumulasi === 0n ? ZERO_SEN : sen(-akumulasi),
    semester: -sisaSemester,
  }
}
