import type { Refusal, Result } from '../../../../kernel/result.ts'
import { ok, refuse } from '../../../../kernel/result.ts'
import type { Pertanyaan } from '../katalog.ts'
import { isLength, unless } from './refusals.ts'

export const TIPE_PERTANYAAN = ['text', 'number', 'date', 'choice', 'multi'] as const
export type TipePertanyaan = (typeof TIPE_PERTANYAAN)[number]

/** An extra question as its form sends it; empty choice rows were left out by the person. */
export type PertanyaanIsian = Readonly<{
  kode: string
  labelId: string
  labelEn: string
  tipe: string
  wajib: boolean
  bantuanId: string
  bantuanEn: string
  pilihan: readonly Readonly<{ kode: string; id: string; en: string }>[]
  hentikanJawaban: string
  hentikanId: string
  hentikanEn: string
}>

const QUESTIONS_MAX = 12
const CHOICES_MAX = 30

/**
 * Put one question into a category's list: in the place of `kode`, or at the end when that is undefined.
 *
 * @refuses PERTANYAAN_TERLALU_BANYAK, KODE_SOAL_TIDAK_SAH, KODE_SUDAH_ADA, LABEL_ID_TIDAK_SAH,
 *          TIPE_TIDAK_SAH, PILIHAN_KURANG, PILIHAN_KEMBAR, HENTIKAN_TIDAK_SAH, PESAN_HENTIKAN_TIDAK_SAH
 */
export function decidePertanyaan(
  list: readonly Pertanyaan[],
  isian: PertanyaanIsian,
  kode: string | undefined,
): Result<readonly Pertanyaan[]> {
  const tipe = TIPE_PERTANYAAN.find((one) => one === isian.tipe)
  const isChoice = tipe === 'choice' || tipe === 'multi'
  const pilihan = isChoice ? readChoices(isian.pilihan) : []
  const others = list.filter((soal) => soal.kode !== kode)
  const refusals = [
    ...unless(kode !== undefined || list.length < QUESTIONS_MAX, 'PERTANYAAN_TERLALU_BANYAK'),
    ...unless(/^(?!baru$)[a-z0-9_]{2,40}$/.test(isian.kode), 'KODE_SOAL_TIDAK_SAH', 'kode'),
    ...unless(!others.some((soal) => soal.kode === isian.kode), 'KODE_SUDAH_ADA', 'kode'),
    ...checkWords(isian),
    ...unless(tipe !== undefined, 'TIPE_TIDAK_SAH', 'tipe'),
    ...(isChoice ? checkChoices(pilihan) : []),
    ...checkStop(isian, pilihan),
  ]
  if (refusals.length > 0 || tipe === undefined) return refuse(refusals)
  const made = makeQuestion(isian, tipe, pilihan)
  return ok(
    kode === undefined ? [...list, made] : list.map((soal) => (soal.kode === kode ? made : soal)),
  )
}

type Pilihan = NonNullable<Pertanyaan['pilihan']>

function makeQuestion(isian: PertanyaanIsian, tipe: TipePertanyaan, pilihan: Pilihan): Pertanyaan {
  const { bantuanId, bantuanEn, hentikanJawaban } = isian
  return {
    kode: isian.kode,
    label: { id: isian.labelId, en: isian.labelEn },
    tipe,
    ...(pilihan.length === 0 ? {} : { pilihan }),
    wajib: isian.wajib,
    ...(bantuanId === '' ? {} : { bantuan: { id: bantuanId, en: bantuanEn } }),
    ...(hentikanJawaban === ''
      ? {}
      : {
          hentikan: {
            jawaban: hentikanJawaban,
            pesan: { id: isian.hentikanId, en: isian.hentikanEn },
          },
        }),
  }
}

/** Rows with words; a row without a code is named after its Indonesian words. */
function readChoices(rows: PertanyaanIsian['pilihan']): Pilihan {
  return rows
    .filter((row) => row.id !== '' || row.en !== '')
    .map((row) => ({
      kode: row.kode === '' ? slugOf(row.id) : row.kode,
      label: { id: row.id, en: row.en },
    }))
}

/** "Lebih dari 1 m" becomes "lebih-dari-1-m". */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')
}

function checkWords(isian: PertanyaanIsian): readonly Refusal[] {
  const { bantuanId, bantuanEn } = isian
  const isBoth = (bantuanId === '') === (bantuanEn === '')
  return [
    ...unless(isLength(isian.labelId, 2, 160), 'LABEL_ID_TIDAK_SAH', 'label_id'),
    ...unless(isLength(isian.labelEn, 2, 160), 'LABEL_EN_TIDAK_SAH', 'label_en'),
    ...unless(
      isBoth && bantuanId.length <= 300 && bantuanEn.length <= 300,
      'SARAN_TIDAK_SAH',
      'bantuan_id',
    ),
  ]
}

function checkChoices(pilihan: Pilihan): readonly Refusal[] {
  const isWhole = pilihan.every(
    ({ kode, label }) =>
      /^[a-z0-9_-]{1,40}$/.test(kode) && isLength(label.id, 1, 120) && isLength(label.en, 1, 120),
  )
  return [
    ...unless(pilihan.length >= 2, 'PILIHAN_KURANG', 'pilihan'),
    ...unless(pilihan.length <= CHOICES_MAX, 'PILIHAN_TERLALU_BANYAK', 'pilihan'),
    ...unless(isWhole, 'PILIHAN_TIDAK_LENGKAP', 'pilihan'),
    ...unless(
      new Set(pilihan.map(({ kode }) => kode)).size === pilihan.length,
      'PILIHAN_KEMBAR',
      'pilihan',
    ),
  ]
}

/** Stopping with advice needs an answer that can be chosen and words in both languages. */
function checkStop(isian: PertanyaanIsian, pilihan: Pilihan): readonly Refusal[] {
  const { hentikanJawaban, hentikanId, hentikanEn } = isian
  if (hentikanJawaban === '') {
    return unless(hentikanId === '' && hentikanEn === '', 'HENTIKAN_TIDAK_SAH', 'hentikan')
  }
  return [
    ...unless(
      pilihan.some(({ kode }) => kode === hentikanJawaban),
      'HENTIKAN_TIDAK_SAH',
      'hentikan',
    ),
    ...unless(
      isLength(hentikanId, 10, 500) && isLength(hentikanEn, 10, 500),
      'PESAN_HENTIKAN_TIDAK_SAH',
      'hentikan_id',
    ),
  ]
}

/** Move a question one place up or down; at the end of the list nothing moves. */
export function movePertanyaan(
  list: readonly Pertanyaan[],
  kode: string,
  step: -1 | 1,
): readonly Pertanyaan[] {
  const from = list.findIndex((soal) => soal.kode === kode)
  const to = from + step
  const [moved, other] = [list[from], list[to]]
  if (moved === undefined || other === undefined) return list
  return list.map((soal, index) => (index === from ? other : index === to ? moved : soal))
}
