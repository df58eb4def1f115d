import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

export type JenisDokumen = 'rpjmd' | 'renstra' | 'rkpd' | 'renja'
export type StatusDokumen = 'disusun' | 'diajukan' | 'ditetapkan'
export type JenisPenetapan = 'perda' | 'perkada' | 'keputusan'
export type JenisSimpul =
  | 'visi'
  | 'misi'
  | 'tujuan'
  | 'sasaran'
  | 'program'
  | 'kegiatan'
  | 'sub_kegiatan'
export type Sumber = 'musrenbang' | 'pokir' | 'teknokratik' | 'nasional'

export const JENIS_DOKUMEN: readonly JenisDokumen[] = ['rpjmd', 'renstra', 'rkpd', 'renja']
export const SUMBER: readonly Sumber[] = ['musrenbang', 'pokir', 'teknokratik', 'nasional']
/** Wishes of others: a line with such a source names its proposal. */
export const SUMBER_USULAN: readonly Sumber[] = ['musrenbang', 'pokir']
export const PENETAPAN: readonly JenisPenetapan[] = ['perda', 'perkada', 'keputusan']

export type Dokumen = Readonly<{
  id: string
  jenis: JenisDokumen
  skpdId: number | null
  tahunMulai: number
  tahunSampai: number
  versi: number
  indukId: string | null
  mengubahId: string | null
  judul: string
  status: StatusDokumen
  penetapanJenis: JenisPenetapan | null
  penetapanNomor: string | null
  penetapanTanggal: string | null
  sidik: string | null
  dibuatOleh: string
  diajukanOleh: string | null
  ditetapkanOleh: string | null
  ditetapkanAt: Date | null
}>

const TREES: Readonly<Record<JenisDokumen, readonly JenisSimpul[]>> = {
  rpjmd: ['visi', 'misi', 'tujuan', 'sasaran', 'program'],
  renstra: ['tujuan', 'sasaran', 'program', 'kegiatan', 'sub_kegiatan'],
  rkpd: [],
  renja: [],
}

/** Kinds of nodes of a document, from the root down. */
export function levelsOf(jenis: JenisDokumen): readonly JenisSimpul[] {
  return TREES[jenis]
}

/** @returns the kind that stands below another, or below the root; undefined at the leaves */
export function kindBelow(
  jenis: JenisDokumen,
  above: JenisSimpul | undefined,
): JenisSimpul | undefined {
  const levels = TREES[jenis]
  return above === undefined ? levels[0] : levels[levels.indexOf(above) + 1]
}

/** Kinds that are written in nomenclature and carry ceilings. */
export function isCoded(jenis: JenisSimpul): jenis is 'program' | 'kegiatan' | 'sub_kegiatan' {
  return jenis === 'program' || jenis === 'kegiatan' || jenis === 'sub_kegiatan'
}

/** Years of a document, in order. */
export function yearsOf({
  tahunMulai,
  tahunSampai,
}: Pick<Dokumen, 'tahunMulai' | 'tahunSampai'>): readonly number[] {
  return Array.from({ length: tahunSampai - tahunMulai + 1 }, (_, at) => tahunMulai + at)
}

/** @refuses DOKUMEN_TIDAK_DISUSUN */
export function requireDraft(dokumen: Pick<Dokumen, 'status'>): Result<'draft'> {
  return dokumen.status === 'disusun' ? ok('draft') : refuse(refusal('DOKUMEN_TIDAK_DISUSUN'))
}

/**
 * Enact a submitted document.
 *
 * @param order `oleh` is who enacts, `today` the last day the act may bear
 * @refuses DOKUMEN_BELUM_DIAJUKAN, PENETAP_SAMA, PENETAPAN_NOMOR, PENETAPAN_TANGGAL, PENETAPAN_JENIS
 */
export function decideEnact(
  dokumen: Pick<Dokumen, 'status' | 'diajukanOleh' | 'jenis'>,
  order: Readonly<{
    jenis: string
    nomor: string
    tanggal: string | undefined
    oleh: string
    today: string
  }>,
): Result<Readonly<{ jenis: JenisPenetapan; nomor: string; tanggal: string }>> {
  const refusals: Refusal[] = []
  const nomor = order.nomor.trim()
  const jenis = PENETAPAN.find((one) => one === order.jenis)
  if (dokumen.status !== 'diajukan') refusals.push(refusal('DOKUMEN_BELUM_DIAJUKAN'))
  if (dokumen.diajukanOleh === order.oleh) refusals.push(refusal('PENETAP_SAMA'))
  if (jenis === undefined) refusals.push(refusal('PENETAPAN_JENIS', {}, 'jenis'))
  if (nomor === '' || nomor.length > 100) refusals.push(refusal('PENETAPAN_NOMOR', {}, 'nomor'))
  if (order.tanggal === undefined || order.tanggal > order.today)
    refusals.push(refusal('PENETAPAN_TANGGAL', {}, 'tanggal'))
  if (refusals.length > 0 || jenis === undefined || order.tanggal === undefined)
    return refuse(refusals)
  return ok({ jenis, nomor, tanggal: order.tanggal })
}
