import type { Tanggal } from '../../../../kernel/date.ts'
import { parseTanggal } from '../../../../kernel/date.ts'
import type { Refusal, Result } from '../../../../kernel/result.ts'
import { ok, refuse } from '../../../../kernel/result.ts'
import type { Katalog, Kategori, RoutingPlace, Wewenang } from '../katalog.ts'
import { findWewenang } from '../katalog.ts'
import { isLength, unless, wholeNumber } from './refusals.ts'

/** A rule of the authority map as a form or a row of a file sends it. */
export type WewenangIsian = Readonly<{
  kategoriKode: string
  wilayahKode: string
  jenisTempat: string
  unitKode: string
  luarDaerah: string
  prioritas: string
  berlakuMulai: string
  berlakuSampai: string
}>

export type WewenangFacts = Readonly<{
  katalog: Katalog
  id: string
  /** Active agencies. */
  unitKode: ReadonlySet<string>
  /** Kecamatan, desa and kelurahan of the region. */
  wilayahKode: ReadonlySet<string>
}>

/** Instead of one agency: the office of the desa, kelurahan or kecamatan where it happened. */
export const UNIT_SETEMPAT = ['@desa', '@kecamatan'] as const
/** The question whose answer is the kind of place that a rule may ask for. */
export const SOAL_JENIS_TEMPAT = 'jenis_tempat'
const PRIORITAS_MAX = 99

/**
 * Check one rule. Two rules for the same category, place and priority may not be in force on the same
 * day: nobody could say which wins.
 *
 * @refuses KATEGORI_ATURAN_TIDAK_ADA, WILAYAH_TIDAK_ADA, JENIS_TEMPAT_TIDAK_ADA, TUJUAN_TIDAK_SAH,
 *          UNIT_ATURAN_TIDAK_ADA, PRIORITAS_TIDAK_SAH, ATURAN_BERTABRAKAN and the codes of the dates
 */
export function decideWewenang(isian: WewenangIsian, facts: WewenangFacts): Result<Wewenang> {
  const { katalog } = facts
  const prioritas = wholeNumber(isian.prioritas === '' ? '0' : isian.prioritas, PRIORITAS_MAX)
  const mulai = parseTanggal(isian.berlakuMulai)
  const sampai = isian.berlakuSampai === '' ? ok(null) : parseTanggal(isian.berlakuSampai)
  const hasKinds = isian.jenisTempat === '' || placeKinds(katalog).has(isian.jenisTempat)
  const isOrdered = sampai.ok && (sampai.value === null || !mulai.ok || sampai.value >= mulai.value)
  const refusals: readonly Refusal[] = [
    ...unless(katalog.kategori.has(isian.kategoriKode), 'KATEGORI_ATURAN_TIDAK_ADA', 'kategori'),
    ...unless(
      isian.wilayahKode === '' || facts.wilayahKode.has(isian.wilayahKode),
      'WILAYAH_TIDAK_ADA',
      'wilayah',
    ),
    ...unless(hasKinds, 'JENIS_TEMPAT_TIDAK_ADA', 'jenis_tempat'),
    ...checkTarget(isian, facts),
    ...unless(prioritas !== undefined, 'PRIORITAS_TIDAK_SAH', 'prioritas'),
    ...unless(mulai.ok, 'TANGGAL_MULAI_TIDAK_SAH', 'mulai'),
    ...unless(isOrdered, 'TANGGAL_SAMPAI_TIDAK_SAH', 'sampai'),
  ]
  if (refusals.length > 0 || !mulai.ok || !sampai.ok) return refuse(refusals)
  const rule: Wewenang = {
    id: facts.id,
    kategoriKode: isian.kategoriKode,
    wilayahKode: isian.wilayahKode || null,
    jenisTempat: isian.jenisTempat || null,
    unitKode: isian.unitKode || null,
    luarDaerah: isian.luarDaerah || null,
    prioritas: prioritas ?? 0,
    berlakuMulai: mulai.value,
    berlakuSampai: sampai.value,
  }
  const clash = katalog.wewenang.some((other) => other.id !== rule.id && isClash(rule, other))
  return clash ? refuse(unless(false, 'ATURAN_BERTABRAKAN', 'mulai')) : ok(rule)
}

function checkTarget(isian: WewenangIsian, { unitKode }: WewenangFacts): readonly Refusal[] {
  const isPlaced = UNIT_SETEMPAT.some((one) => one === isian.unitKode)
  if ((isian.unitKode === '') === (isian.luarDaerah === ''))
    return unless(false, 'TUJUAN_TIDAK_SAH', 'unit')
  return isian.unitKode === ''
    ? unless(isLength(isian.luarDaerah, 3, 200), 'LUAR_DAERAH_TIDAK_SAH', 'luar_daerah')
    : unless(isPlaced || unitKode.has(isian.unitKode), 'UNIT_ATURAN_TIDAK_ADA', 'unit')
}

/** Kinds of place that any category asks about, or that the map already knows. */
export function placeKinds(katalog: Katalog): ReadonlySet<string> {
  const asked = [...katalog.kategori.values()]
    .flatMap(({ pertanyaan }) => pertanyaan.filter(({ kode }) => kode === SOAL_JENIS_TEMPAT))
    .flatMap(({ pilihan = [] }) => pilihan.map(({ kode }) => kode))
  const known = katalog.wewenang.flatMap(({ jenisTempat }) => jenisTempat ?? [])
  return new Set([...asked, ...known])
}

/** Would both rules claim the same case with equal right on some day? */
export function isClash(a: Wewenang, b: Wewenang): boolean {
  return (
    a.kategoriKode === b.kategoriKode &&
    a.wilayahKode === b.wilayahKode &&
    a.jenisTempat === b.jenisTempat &&
    a.prioritas === b.prioritas &&
    (a.berlakuSampai === null || a.berlakuSampai >= b.berlakuMulai) &&
    (b.berlakuSampai === null || b.berlakuSampai >= a.berlakuMulai)
  )
}

/** Pairs of rules that nobody could choose between. */
export function findClashes(
  rules: readonly Wewenang[],
): readonly Readonly<{ a: Wewenang; b: Wewenang }>[] {
  const byKey = new Map<string, Wewenang[]>()
  for (const rule of rules) {
    const key = [rule.kategoriKode, rule.wilayahKode, rule.jenisTempat, rule.prioritas].join('|')
    byKey.set(key, [...(byKey.get(key) ?? []), rule])
  }
  return [...byKey.values()].flatMap((same) =>
    same.flatMap((a, index) =>
      same
        .slice(index + 1)
        .filter((b) => isClash(a, b))
        .map((b) => ({ a, b })),
    ),
  )
}

/** Leaves that nobody is responsible for everywhere in the region on that day. */
export function findGaps(katalog: Katalog, today: Tanggal): readonly Kategori[] {
  const place: RoutingPlace = { wilayahKode: null, kecamatanKode: null, jenisTempat: null }
  return katalog.daun.filter(
    ({ kode }) =>
      findWewenang(katalog.wewenang, { kategoriKode: kode, place, today }) === undefined,
  )
}

export type Trial = Readonly<{ kategoriKode: string; place: RoutingPlace; today: Tanggal }>
export type Weighed = Readonly<{ rule: Wewenang; isWinner: boolean }>

/** Every rule that fits a case, the one that decides first: how the authority map came to its answer. */
export function weighRules(rules: readonly Wewenang[], trial: Trial): readonly Weighed[] {
  const weighed: Weighed[] = []
  let left = rules
  for (;;) {
    const found = findWewenang(left, trial)
    if (found === undefined) return weighed
    weighed.push({ rule: found.rule, isWinner: weighed.length === 0 })
    left = left.filter(({ id }) => id !== found.rule.id)
  }
}

/** The agency that a rule means at a place: "@desa" and "@kecamatan" are the offices there. */
export function unitOf(
  unitKode: string,
  place: RoutingPlace,
  officeOf: (wilayahKode: string) => string | undefined,
): string | undefined {
  if (unitKode === '@desa')
    return place.wilayahKode === null ? undefined : officeOf(place.wilayahKode)
  if (unitKode === '@kecamatan')
    return place.kecamatanKode === null ? undefined : officeOf(place.kecamatanKode)
  return unitKode
}
