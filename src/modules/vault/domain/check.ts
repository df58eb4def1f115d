import { compareTanggal, parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { isExpired, type Jenis, lastDay } from './jenis.ts'
import { DATE_FIELD, FILE_FIELD, refusal } from './refusals.ts'

/** How well something is read: with effort, or not at all. What reads well is no fault. */
export type Fault = Readonly<{
  what: 'gelap' | 'kabur' | 'pudar' | 'polos'
  how: 'hard' | 'unreadable'
}>

/** What a look at the bytes found; nothing of it is taken from the file's name. */
export type Found =
  | Readonly<{
      kind: 'photo'
      format: 'jpg' | 'png' | 'webp'
      shortEdgePx: number
      faults: readonly Fault[]
    }>
  | Readonly<{
      kind: 'pdf'
      sizeBytes: number
      pages: number
      blankPages: readonly number[]
      /** Pages that are one photo each, with what is wrong with it. */
      scans: readonly Readonly<{ page: number; faults: readonly Fault[] }>[]
    }>

/** May it be kept, and what its owner is told before it stays. */
export type Verdict = Readonly<{ refusals: readonly Refusal[]; warnings: readonly Refusal[] }>

/**
 * Judge a file against its kind. Everything an office could refuse its form for is said here, so that
 * nobody is sent away for it later.
 *
 * @refuses BERKAS_HARUS_PDF, BERKAS_HARUS_FOTO, BERKAS_PDF_TERLALU_BESAR, BERKAS_TERLALU_BANYAK_HALAMAN,
 * BERKAS_TERLALU_KECIL, BERKAS_GELAP, BERKAS_KABUR, BERKAS_PUDAR, BERKAS_POLOS, BERKAS_HALAMAN_TIDAK_TERBACA
 */
export function judge(jenis: Jenis, found: Found): Verdict {
  return found.kind === 'pdf' ? judgePdf(jenis, found) : judgePhoto(jenis, found)
}

const file = { field: FILE_FIELD }
/** Half again as many pixels as the least, and small print reads well. */
const COMFORT = 1.5

function judgePhoto(jenis: Jenis, found: Extract<Found, { kind: 'photo' }>): Verdict {
  const { shortEdgePx: sisi, faults } = found
  if (!jenis.format.some((format) => format !== 'pdf'))
    return { refusals: [refusal('BERKAS_HARUS_PDF', file)], warnings: [] }
  const batas = jenis.sisiPendekMinPx
  const isSmall = sisi < batas
  const isTight = jenis.kejelasan === 'tulisan' && !isSmall && sisi < batas * COMFORT
  const told = faults.map((fault) => tellPhoto(jenis, fault))
  return {
    refusals: [
      ...(isSmall ? [refusal('BERKAS_TERLALU_KECIL', { ...file, values: { sisi, batas } })] : []),
      ...told.flatMap((one) => one.refusals),
    ],
    warnings: [
      ...(isTight ? [refusal('BERKAS_AGAK_KECIL', { ...file, values: { sisi } })] : []),
      ...told.flatMap((one) => one.warnings),
    ],
  }
}

const UNREADABLE = {
  gelap: 'BERKAS_GELAP',
  kabur: 'BERKAS_KABUR',
  pudar: 'BERKAS_PUDAR',
  polos: 'BERKAS_POLOS',
} as const
const HARD = {
  gelap: 'BERKAS_AGAK_GELAP',
  kabur: 'BERKAS_AGAK_KABUR',
  pudar: 'BERKAS_AGAK_PUDAR',
  polos: 'BERKAS_AGAK_PUDAR',
} as const

/** Of a picture only darkness and emptiness keep it from being seen; a soft one is told, and its owner decides. */
function tellPhoto({ kejelasan }: Jenis, { what, how }: Fault): Verdict {
  const isWritten = kejelasan === 'tulisan'
  if (!isWritten && what === 'pudar') return { refusals: [], warnings: [] }
  const isRefused = how === 'unreadable' && (isWritten || what === 'gelap' || what === 'polos')
  if (isRefused) return { refusals: [refusal(UNREADABLE[what], file)], warnings: [] }
  if (!isWritten && how === 'hard' && what === 'kabur') return { refusals: [], warnings: [] }
  return { refusals: [], warnings: [refusal(HARD[what], file)] }
}

function judgePdf(jenis: Jenis, found: Extract<Found, { kind: 'pdf' }>): Verdict {
  if (!jenis.format.includes('pdf'))
    return { refusals: [refusal('BERKAS_HARUS_FOTO', file)], warnings: [] }
  const ukuran = Math.ceil(found.sizeBytes / 1024)
  const { pages: jumlah, blankPages, scans } = found
  const isWritten = jenis.kejelasan === 'tulisan'
  const unread = scans.filter(
    ({ faults }) => isWritten && faults.some(({ how }) => how === 'unreadable'),
  )
  const hard = scans.filter((scan) => scan.faults.length > 0 && !unread.includes(scan))
  return {
    refusals: [
      ...(ukuran > jenis.maksKb
        ? [
            refusal('BERKAS_PDF_TERLALU_BESAR', {
              ...file,
              values: { ukuran, batas: jenis.maksKb },
            }),
          ]
        : []),
      ...(jumlah > jenis.maksHalaman
        ? [
            refusal('BERKAS_TERLALU_BANYAK_HALAMAN', {
              ...file,
              values: { jumlah, batas: jenis.maksHalaman },
            }),
          ]
        : []),
      ...unread.map(({ page }) =>
        refusal('BERKAS_HALAMAN_TIDAK_TERBACA', { ...file, values: { halaman: page } }),
      ),
    ],
    warnings: [
      ...blankPages
        .slice(0, 5)
        .map((halaman) => refusal('BERKAS_HALAMAN_KOSONG', { ...file, values: { halaman } })),
      ...hard.map(({ page }) =>
        refusal('BERKAS_HALAMAN_SULIT_DIBACA', { ...file, values: { halaman: page } }),
      ),
    ],
  }
}

export type Dated = Readonly<{ tanggalDokumen: Tanggal | null; berlakuSampai: Tanggal | null }>

/**
 * The date on a document, where its kind asks for one, and until when it is valid.
 *
 * @param text as typed (`17/08/2026`) or as a date field sends it (`2026-08-17`)
 * @param write how a date is written for people
 * @refuses BERKAS_TANGGAL_KOSONG, BERKAS_TANGGAL_TIDAK_SAH, BERKAS_TANGGAL_DEPAN, BERKAS_KEDALUWARSA
 */
export function readDate(
  jenis: Jenis,
  text: string,
  { today, write }: Readonly<{ today: Tanggal; write: (date: Tanggal) => string }>,
): Result<Dated> {
  const field = { field: DATE_FIELD }
  if (jenis.tanggal === 'tidak') return ok({ tanggalDokumen: null, berlakuSampai: null })
  if (text.trim() === '') return refuse(refusal('BERKAS_TANGGAL_KOSONG', field))
  const parsed = parseTanggal(text)
  if (!parsed.ok) return refuse(refusal('BERKAS_TANGGAL_TIDAK_SAH', field))
  const dated = parsed.value
  if (jenis.tanggal === 'terbit' && compareTanggal(dated, today) > 0)
    return refuse(refusal('BERKAS_TANGGAL_DEPAN', field))
  const berlakuSampai = lastDay(jenis, dated) ?? null
  if (isExpired(berlakuSampai, today) && berlakuSampai !== null)
    return refuse(
      refusal('BERKAS_KEDALUWARSA', { ...field, values: { tanggal: write(berlakuSampai) } }),
    )
  return ok({ tanggalDokumen: dated, berlakuSampai })
}
