import { parseRupiah, type Sen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { SUMBER, type Sumber } from './dokumen.ts'
import { type RefusalCode, refusal } from './refusals.ts'
import { parseUkuran, type Ukuran } from './ukuran.ts'

/** A line of the yearly plan as people type it or paste it. */
export type BarisForm = Readonly<{
  skpd: string
  subKegiatan: string
  uraian: string
  lokasi: string
  lokasiRinci: string
  indikator: string
  target: string
  satuan: string
  pagu: string
  paguMaju: string
  prioritas: string
  sumber: string
  /** Numbers of proposals, parted by commas or spaces. */
  usulan: string
}>

export const BARIS_FIELDS: readonly (keyof BarisForm)[] = [
  'skpd',
  'subKegiatan',
  'uraian',
  'lokasi',
  'lokasiRinci',
  'indikator',
  'target',
  'satuan',
  'pagu',
  'paguMaju',
  'prioritas',
  'sumber',
  'usulan',
]

/** What is stored of a line, besides its links. */
export type BarisIsi = Readonly<{
  skpdId: number
  subKegiatanId: number
  uraian: string
  lokasiKode: string | null
  lokasiRinci: string
  indikator: string
  target: Ukuran
  satuan: string
  pagu: Sen
  paguMaju: Sen
  prioritas: string
  sumber: Sumber
}>

export type DecidedBaris = Readonly<{ isi: BarisIsi; usulanIds: readonly string[] }>

export type UsulanRef = Readonly<{
  id: string
  nomor: string
  sumber: Sumber
  isDiterima: boolean
  skpdId: number
}>

/** What typed codes are looked up in; all of them hold in the plan's year. */
export type BarisAround = Readonly<{
  /** SKPD by code, only those this planner may write for. */
  skpd: ReadonlyMap<string, number>
  subKegiatan: ReadonlyMap<string, number>
  hasWilayah: (kode: string) => boolean
  usulan: ReadonlyMap<string, UsulanRef>
}>

/**
 * Read a line: every reason at once, each at its field, so that a pasted block is mended in one go.
 *
 * @refuses BARIS_SKPD, BARIS_SUB, BARIS_URAIAN, BARIS_LOKASI, BARIS_LOKASI_RINCI, BARIS_INDIKATOR, BARIS_TARGET,
 * INDIKATOR_SATUAN, BARIS_PAGU, BARIS_PAGU_MAJU, BARIS_PRIORITAS, BARIS_SUMBER, BARIS_USULAN
 */
export function decideBaris(form: BarisForm, around: BarisAround): Result<DecidedBaris> {
  const texts = refuseTexts(form)
  const skpdId = around.skpd.get(form.skpd.trim())
  const subKegiatanId = around.subKegiatan.get(form.subKegiatan.trim())
  const sumber = SUMBER.find((one) => one === form.sumber.trim().toLowerCase())
  const lokasi = form.lokasi.trim()
  const target = parseUkuran(form.target, 'target')
  const pagu = parseRupiah(form.pagu)
  const maju = form.paguMaju.trim() === '' ? ok(ZERO_SEN) : parseRupiah(form.paguMaju)
  const links = sumber === undefined ? ok([]) : findUsulan(form.usulan, { sumber, around })
  const isTarget = target.ok && target.value >= 0n
  const isPagu = pagu.ok && pagu.value > 0n
  const refusals: Refusal[] = [
    ...unless(skpdId !== undefined, 'BARIS_SKPD', 'skpd', form.skpd),
    ...unless(subKegiatanId !== undefined, 'BARIS_SUB', 'subKegiatan', form.subKegiatan),
    ...texts,
    ...unless(lokasi === '' || around.hasWilayah(lokasi), 'BARIS_LOKASI', 'lokasi', lokasi),
    ...unless(isTarget, 'BARIS_TARGET', 'target'),
    ...unless(isPagu, 'BARIS_PAGU', 'pagu'),
    ...unless(maju.ok, 'BARIS_PAGU_MAJU', 'paguMaju'),
    ...unless(sumber !== undefined, 'BARIS_SUMBER', 'sumber'),
    ...(links.ok ? [] : links.refusals),
  ]
  if (refusals.length > 0 || skpdId === undefined || subKegiatanId === undefined)
    return refuse(refusals)
  if (sumber === undefined || !target.ok || !pagu.ok || !maju.ok || !links.ok)
    return refuse(refusals)
  const isi: BarisIsi = {
    skpdId,
    subKegiatanId,
    uraian: form.uraian.trim(),
    lokasiKode: lokasi === '' ? null : lokasi,
    lokasiRinci: form.lokasiRinci.trim(),
    indikator: form.indikator.trim(),
    target: target.value,
    satuan: form.satuan.trim(),
    pagu: pagu.value,
    paguMaju: maju.value,
    prioritas: form.prioritas.trim(),
    sumber,
  }
  return ok({ isi, usulanIds: links.value })
}

function refuseTexts(form: BarisForm): readonly Refusal[] {
  const fits = (text: string, least: number, most: number) => {
    const { length } = text.trim()
    return length >= least && length <= most
  }
  return [
    ...unless(fits(form.uraian, 3, 500), 'BARIS_URAIAN', 'uraian'),
    ...unless(fits(form.lokasiRinci, 0, 300), 'BARIS_LOKASI_RINCI', 'lokasiRinci'),
    ...unless(fits(form.indikator, 3, 500), 'BARIS_INDIKATOR', 'indikator'),
    ...unless(fits(form.satuan, 1, 60), 'INDIKATOR_SATUAN', 'satuan'),
    ...unless(fits(form.prioritas, 0, 200), 'BARIS_PRIORITAS', 'prioritas'),
  ]
}

function unless(
  isRight: boolean,
  code: RefusalCode,
  field: keyof BarisForm,
  kode = '',
): readonly Refusal[] {
  return isRight ? [] : [refusal(code, { kode: kode.trim().slice(0, 40) }, field)]
}

function findUsulan(
  typed: string,
  { sumber, around }: Readonly<{ sumber: Sumber; around: BarisAround }>,
): Result<readonly string[]> {
  const refusals: Refusal[] = []
  const ids: string[] = []
  for (const nomor of new Set(typed.split(/[\s,;]+/).filter((one) => one !== ''))) {
    const found = around.usulan.get(nomor)
    if (found === undefined || !found.isDiterima || found.sumber !== sumber)
      refusals.push(refusal('BARIS_USULAN', { nomor: nomor.slice(0, 60) }, 'usulan'))
    else ids.push(found.id)
  }
  return refusals.length > 0 ? refuse(refusals) : ok(ids)
}
