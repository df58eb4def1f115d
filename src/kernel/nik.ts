/**
 * NIK, the national identity number: 6 digits of the region where it was first issued (it may be
 * historic), 6 of the birth date (women: day + 40), 4 of a serial. Only its pattern is checked
 * here; that it exists and whose it is, only the register knows. A NIK is never logged nor put into
 * an address, and no message of this file repeats a digit of it.
 */
import { type CivilParts, parseTanggal, type Tanggal } from './date.ts'
import { ok, type Refusal, type Result, refuse } from './result.ts'

/** Sixteen digits whose pattern was checked. Specific to one person: treat as secret. */
export type Nik = string & { readonly kind: 'nik' }

export type NikFacts = Readonly<{
  nik: Nik
  /** Province, kabupaten/kota and kecamatan of first issue, two digits each. */
  wilayah6: string
  /** The century is inferred: the latest year that is not in the future. Wrong above age 99. */
  birthDate: Tanggal
  sex: 'laki-laki' | 'perempuan'
}>

export type NikOptions = Readonly<{
  /** Civil date in the region's zone. */
  today: Tanggal
  /** Accept the invented region code 99 of demo data. */
  allowDemo?: boolean
}>

const FEMALE_DAY_OFFSET = 40
const DEMO_PROVINCE = '99'

/**
 * Check the pattern of a NIK. Spaces, dots and dashes between the digits are fine.
 *
 * @refuses NIK_BUKAN_16_ANGKA; NIK_KODE_WILAYAH (province 11 to 96); NIK_TANGGAL_LAHIR (day 01–31
 *          or 41–71, month 01–12, a date that exists and is not in the future)
 */
export function parseNik(text: string, { today, allowDemo }: NikOptions): Result<NikFacts> {
  const digits = text.trim().replaceAll(/[\s.-]/g, '')
  if (!/^\d{16}$/.test(digits)) return refuse(refuseLength(digits))

  const birth = birthOf(digits)
  const birthDate = resolveCentury(birth, today)
  const refusals: Refusal[] = []
  if (!isProvince(digits, allowDemo === true)) {
    refusals.push({
      code: 'NIK_KODE_WILAYAH',
      message: 'Dua angka pertama NIK bukan kode provinsi. Salin kembali NIK dari KTP atau KK.',
    })
  }
  if (birthDate === undefined) {
    refusals.push({
      code: 'NIK_TANGGAL_LAHIR',
      message:
        'Angka ke-7 sampai ke-12 NIK bukan tanggal lahir. Salin kembali NIK dari KTP atau KK.',
    })
  }
  if (birthDate === undefined || refusals.length > 0) return refuse(refusals)
  return ok({ nik: digits as Nik, wilayah6: digits.slice(0, 6), birthDate, sex: birth.sex })
}

/** @returns the last four digits behind dots, for screens on which a person knows their own NIK */
export function maskNik(nik: Nik): string {
  return `${'\u2022'.repeat(12)}${nik.slice(-4)}`
}

/**
 * @param digits sixteen digits without separators
 * @returns whether they could be a NIK or a KK number, the demo region included; needs no date
 */
export function looksLikeNik(digits: string): boolean {
  const { day, month } = birthOf(digits)
  return isProvince(digits, true) && day >= 1 && day <= 31 && month >= 1 && month <= 12
}

type Birth = CivilParts & Readonly<{ sex: NikFacts['sex'] }>

function birthOf(digits: string): Birth {
  const writtenDay = Number(digits.slice(6, 8))
  const isFemale = writtenDay > FEMALE_DAY_OFFSET
  return {
    day: isFemale ? writtenDay - FEMALE_DAY_OFFSET : writtenDay,
    month: Number(digits.slice(8, 10)),
    year: Number(digits.slice(10, 12)),
    sex: isFemale ? 'perempuan' : 'laki-laki',
  }
}

function resolveCentury({ year, month, day }: CivilParts, today: Tanggal): Tanggal | undefined {
  for (const century of [2000, 1900]) {
    const parsed = parseTanggal(`${day}/${month}/${century + year}`)
    if (parsed.ok && parsed.value <= today) return parsed.value
  }
  return undefined
}

function isProvince(digits: string, allowDemo: boolean): boolean {
  const province = digits.slice(0, 2)
  return (province >= '11' && province <= '96') || (allowDemo && province === DEMO_PROVINCE)
}

function refuseLength(digits: string): Refusal {
  const code = 'NIK_BUKAN_16_ANGKA'
  if (digits === '') return { code, message: 'Isi NIK, 16 angka pada KTP atau KK.' }
  const found = /^\d+$/.test(digits) ? `Anda mengisi ${digits.length}` : 'Anda mengisi tanda lain'
  return { code, message: `NIK terdiri dari 16 angka; ${found}. Salin NIK dari KTP atau KK.` }
}
