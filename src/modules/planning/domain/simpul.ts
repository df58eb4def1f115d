import { parseRupiah, type Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Arah } from './capaian.ts'
import { isCoded, type JenisDokumen, type JenisSimpul, kindBelow } from './dokumen.ts'
import { refusal } from './refusals.ts'
import { parseUkuran, type Ukuran } from './ukuran.ts'

/** A node of a document's tree, with its ceilings and indicators. */
export type Simpul = Readonly<{
  id: string
  indukId: string | null
  jenis: JenisSimpul
  urutan: number
  uraian: string
  nomenklaturId: number | null
  skpdId: number | null
  mendukungId: string | null
  revisi: number
  diubahOleh: string
  /** Ceiling in sen per year. */
  pagu: ReadonlyMap<number, Sen>
  indikator: readonly Indikator[]
}>

export type Indikator = Readonly<{
  id: string
  simpulId: string
  urutan: number
  nama: string
  satuan: string
  rumus: string
  arah: Arah
  awal: Ukuran | null
  awalTahun: number | null
  penjelasan: string
  isUtama: boolean
  target: ReadonlyMap<number, Ukuran>
}>

export type SimpulForm = Readonly<{
  uraian: string
  /** Code of the nomenclature; the caller has looked it up. */
  kode: string
  mendukungId: string
  pagu: Readonly<Record<number, string>>
}>

export type SimpulIsi = Readonly<{
  uraian: string
  nomenklaturId: number | null
  mendukungId: string | null
  pagu: ReadonlyMap<number, Sen>
}>

type Coded = Readonly<{ id: number; kode: string; nama: string; indukKode: string | null }>

/** What a node's form is checked against. */
export type SimpulAround = Readonly<{
  jenis: JenisSimpul
  years: readonly number[]
  /** The code typed, when it is in force and of this kind. */
  found: Coded | undefined
  /** Nomenclature of the node above, when it has one. */
  above: Coded | undefined
  /** Nomenclature that brothers have already. */
  taken: ReadonlySet<number>
  /** Sasaran of the RPJMD that may be served. */
  goals: ReadonlySet<string>
}>

/**
 * Read the form of a node. The name of a code stands in for an empty description.
 *
 * @refuses SIMPUL_URAIAN, SIMPUL_KODE, SIMPUL_KODE_BUKAN_BAWAHAN, SIMPUL_KODE_GANDA, SIMPUL_DUKUNGAN, PAGU_TIDAK_TERBACA
 */
export function decideSimpul(form: SimpulForm, around: SimpulAround): Result<SimpulIsi> {
  const { jenis, found, goals } = around
  const refusals: Refusal[] = isCoded(jenis) ? [...refuseCode(form.kode, around)] : []
  const named = isCoded(jenis) && form.uraian.trim() === '' ? (found?.nama ?? '') : form.uraian
  const uraian = named.trim()
  if (uraian.length < 3 || uraian.length > 700)
    refusals.push(refusal('SIMPUL_URAIAN', {}, 'uraian'))
  if (form.mendukungId !== '' && !goals.has(form.mendukungId))
    refusals.push(refusal('SIMPUL_DUKUNGAN', {}, 'mendukung'))
  const pagu = isCoded(jenis) ? parseCeilings(form.pagu, around.years) : ok(new Map<number, Sen>())
  if (!pagu.ok) refusals.push(...pagu.refusals)
  if (refusals.length > 0 || !pagu.ok) return refuse(refusals)
  return ok({
    uraian,
    nomenklaturId: isCoded(jenis) ? (found?.id ?? null) : null,
    mendukungId: form.mendukungId === '' ? null : form.mendukungId,
    pagu: pagu.value,
  })
}

function refuseCode(
  kode: string,
  { jenis, found, above, taken }: SimpulAround,
): readonly Refusal[] {
  const named = jenis.replace('_', ' ')
  if (found === undefined) return [refusal('SIMPUL_KODE', { jenis: named }, 'kode')]
  if (above !== undefined && found.indukKode !== above.kode)
    return [refusal('SIMPUL_KODE_BUKAN_BAWAHAN', { kode, induk: above.kode }, 'kode')]
  return taken.has(found.id) ? [refusal('SIMPUL_KODE_GANDA', { kode }, 'kode')] : []
}

function parseCeilings(
  typed: Readonly<Record<number, string>>,
  years: readonly number[],
): Result<ReadonlyMap<number, Sen>> {
  const pagu = new Map<number, Sen>()
  const refusals: Refusal[] = []
  for (const tahun of years) {
    const text = (typed[tahun] ?? '').trim()
    if (text === '') continue
    const read = parseRupiah(text)
    if (read.ok) pagu.set(tahun, read.value)
    else refusals.push(refusal('PAGU_TIDAK_TERBACA', { tahun }, `pagu-${tahun}`))
  }
  return refusals.length > 0 ? refuse(refusals) : ok(pagu)
}

/**
 * Where a node may go: under a node of the kind above its own, never under itself.
 *
 * @refuses SIMPUL_TEMPAT
 */
export function decideMove(
  dokumen: JenisDokumen,
  node: Pick<Simpul, 'jenis'>,
  above: Pick<Simpul, 'jenis'> | undefined,
): Result<'may'> {
  if (kindBelow(dokumen, above?.jenis) === node.jenis) return ok('may')
  return refuse(
    refusal('SIMPUL_TEMPAT', { jenis: node.jenis, induk: above?.jenis ?? 'akar' }, 'induk'),
  )
}

export type IndikatorForm = Readonly<{
  nama: string
  satuan: string
  rumus: string
  arah: string
  awal: string
  awalTahun: string
  penjelasan: string
  isUtama: boolean
  target: Readonly<Record<number, string>>
}>

export type IndikatorIsi = Omit<Indikator, 'id' | 'simpulId' | 'urutan'>

/**
 * Read the form of an indicator. A year without a target is allowed while drafting; the checks before
 * submission ask for it.
 *
 * @refuses INDIKATOR_NAMA, INDIKATOR_SATUAN, INDIKATOR_ARAH, INDIKATOR_AWAL, INDIKATOR_TEKS, UKURAN_TIDAK_TERBACA
 */
export function decideIndikator(
  form: IndikatorForm,
  years: readonly number[],
): Result<IndikatorIsi> {
  const [nama, satuan] = [form.nama.trim(), form.satuan.trim()]
  const refusals: Refusal[] = []
  if (nama.length < 3 || nama.length > 500) refusals.push(refusal('INDIKATOR_NAMA', {}, 'nama'))
  if (satuan === '' || satuan.length > 60) refusals.push(refusal('INDIKATOR_SATUAN', {}, 'satuan'))
  const arah = form.arah === 'naik' || form.arah === 'turun' ? form.arah : undefined
  if (arah === undefined) refusals.push(refusal('INDIKATOR_ARAH', {}, 'arah'))
  if (form.rumus.length > 1000) refusals.push(refusal('INDIKATOR_TEKS', {}, 'rumus'))
  if (form.penjelasan.length > 1000) refusals.push(refusal('INDIKATOR_TEKS', {}, 'penjelasan'))
  const start = parseStart(form)
  if (!start.ok) refusals.push(...start.refusals)
  const target = parseTargets(form.target, years)
  if (!target.ok) refusals.push(...target.refusals)
  if (refusals.length > 0 || arah === undefined || !start.ok || !target.ok) return refuse(refusals)
  return ok({
    nama,
    satuan,
    arah,
    rumus: form.rumus.trim(),
    penjelasan: form.penjelasan.trim(),
    isUtama: form.isUtama,
    ...start.value,
    target: target.value,
  })
}

function parseStart(
  form: Pick<IndikatorForm, 'awal' | 'awalTahun'>,
): Result<Pick<Indikator, 'awal' | 'awalTahun'>> {
  const [typed, year] = [form.awal.trim(), form.awalTahun.trim()]
  if (typed === '' && year === '') return ok({ awal: null, awalTahun: null })
  const isYear = /^(199\d|20\d\d|2100)$/.test(year)
  const value = parseUkuran(typed, 'awal')
  if (!value.ok || !isYear) return refuse(refusal('INDIKATOR_AWAL', {}, 'awal'))
  return ok({ awal: value.value, awalTahun: Number(year) })
}

function parseTargets(
  typed: Readonly<Record<number, string>>,
  years: readonly number[],
): Result<ReadonlyMap<number, Ukuran>> {
  const target = new Map<number, Ukuran>()
  const refusals: Refusal[] = []
  for (const tahun of years) {
    const text = (typed[tahun] ?? '').trim()
    if (text === '') continue
    const read = parseUkuran(text, `target-${tahun}`)
    if (read.ok) target.set(tahun, read.value)
    else refusals.push(...read.refusals)
  }
  return refusals.length > 0 ? refuse(refusals) : ok(target)
}
