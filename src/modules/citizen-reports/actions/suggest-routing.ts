import { createKeep, serialOf } from '../../../platform/kept.ts'
import type { Kit } from '../../../platform/kit.ts'
import type { Reference, Unit } from '../../reference/index.ts'
import type { ModelCard, Target } from '../classifier/model-file.ts'
import type { ModelKeeper } from '../classifier/model-keeper.ts'
import { type Prediction, predict } from '../domain/classify/model.ts'
import { findWewenang, type Katalog, type Kategori, type RoutingPlace } from '../domain/katalog.ts'
import { indexKategori, type KategoriIndex, matchKategori } from '../domain/suggest.ts'
import type { KatalogKeeper } from './katalog.ts'

/** Where a suggestion comes from: the authority map, a trained model, or words of the catalogue. */
export type SaranSumber = 'aturan' | 'model' | 'kata'

/** A leaf a text probably means. `confidence` is null where only words were compared. */
export type SaranKategori = Readonly<{
  kategori: Kategori
  confidence: number | null
  reasons: readonly string[]
}>

/** A unit that is probably responsible, with why. A rule has no confidence: it is the rule. */
export type SaranUnit = Readonly<{
  unitKode: string
  nama: string
  sumber: SaranSumber
  confidence: number | null
  reasons: readonly string[]
}>

/** What is kept beside a decision, to see later how often it was followed. */
export type SaranTersimpan = Readonly<{
  model: string | null
  unit: readonly Readonly<{ kode: string; sumber: SaranSumber; yakin: number | null }>[]
}>

export type RoutingQuestion = RoutingPlace &
  Readonly<{ judul: string; isi: string; kategoriKode: string }>

export type Pengarah = Readonly<{
  /** At most `most` leaves, likeliest first; empty when neither model nor words say anything. */
  suggestKategori: (text: string, most?: number) => Promise<readonly SaranKategori[]>
  /** At most three units: the authority map's answer first, then the model's. It never decides. */
  suggestUnit: (question: RoutingQuestion) => Promise<readonly SaranUnit[]>
  /** The same as it is stored in disposisi.saran. */
  recordOf: (question: RoutingQuestion) => Promise<SaranTersimpan>
  /** Where the model in use comes from and what it reached; undefined when there is none. */
  cardOf: (target: Target) => Promise<ModelCard | undefined>
}>

type PengarahDeps = Readonly<{
  kit: Pick<Kit, 'today'>
  reference: Reference
  katalog: KatalogKeeper
  models: ModelKeeper
}>

const UNITS_MAX = 3
const LEAVES_MAX = 3
/** Below this a guess is no help. */
const CONFIDENCE_MIN = 0.05
/** Leaves that are added up when there is no model for units. */
const LEAVES_SUMMED = 25

export function createPengarah(deps: PengarahDeps): Pengarah {
  const suggestUnit = keepUnits(deps)
  return {
    suggestKategori: (text, most = LEAVES_MAX) => leavesFor(deps, text, most),
    suggestUnit,
    cardOf: async (target) => (await deps.models.get(target))?.card,
    recordOf: async (question) => {
      const stored = await deps.models.get('unit')
      return {
        model: stored?.card.madeAt ?? null,
        unit: (await suggestUnit(question)).map(({ unitKode, sumber, confidence }) => ({
          kode: unitKode,
          sumber,
          yakin: confidence === null ? null : Math.round(confidence * 1_000) / 1_000,
        })),
      }
    },
  }
}

/** Cases whose suggestion is kept: an officer meets the same one in the queue, on its page and when deciding. */
const KEPT_MAX = 500

function keepUnits(deps: PengarahDeps): Pengarah['suggestUnit'] {
  const keep = createKeep(KEPT_MAX)
  return async (question) => {
    const { judul, isi, kategoriKode, wilayahKode, kecamatanKode, jenisTempat = null } = question
    const place = [wilayahKode, kecamatanKode, jenisTempat]
    const models = [await deps.models.get('unit'), await deps.models.get('kategori')]
    const made = [await deps.katalog.get(), deps.reference.units(), ...models]
    const serials = made.map((one) => (one === undefined ? 0 : serialOf(one)))
    return keep(
      {
        key: JSON.stringify([judul, isi, kategoriKode, ...place]),
        version: [deps.kit.today(), ...serials].join('.'),
      },
      () => unitsFor(deps, question),
    )
  }
}

async function leavesFor(
  { katalog, models }: PengarahDeps,
  text: string,
  most: number,
): Promise<readonly SaranKategori[]> {
  const catalogue = await katalog.get()
  const { daun, kategori } = catalogue
  const open = new Set(daun.map((leaf) => leaf.kode))
  const stored = await models.get('kategori')
  const guessed = stored === undefined ? [] : predictLeaves(stored.model, text, { open, most })
  const sure = guessed.flatMap(({ label, confidence, reasons }) => {
    const leaf = kategori.get(label)
    return leaf === undefined || confidence < CONFIDENCE_MIN
      ? []
      : [{ kategori: leaf, confidence, reasons }]
  })
  const seen = new Set(sure.map((one) => one.kategori.kode))
  const byWords = matchKategori(indexOf(catalogue), text, most)
    .filter((leaf) => !seen.has(leaf.kode))
    .map((leaf) => ({ kategori: leaf, confidence: null, reasons: [] }))
  return [...sure, ...byWords].slice(0, most)
}

/** One index of words per catalogue, gone with it. */
const indexes = new WeakMap<Katalog, KategoriIndex>()

function indexOf(katalog: Katalog): KategoriIndex {
  const index = indexes.get(katalog) ?? indexKategori(katalog.daun)
  indexes.set(katalog, index)
  return index
}

function predictLeaves(
  model: Parameters<typeof predict>[0],
  text: string,
  { open, most }: { open: ReadonlySet<string>; most: number },
): readonly Prediction[] {
  return predict(model, text, { most, isAllowed: (kode) => open.has(kode) })
}

async function unitsFor(
  deps: PengarahDeps,
  question: RoutingQuestion,
): Promise<readonly SaranUnit[]> {
  const katalog = await deps.katalog.get()
  const rule = ruledUnit(deps, katalog, question)
  const text = `${question.judul} ${question.isi}`
  const stored = await deps.models.get('unit')
  const guessed =
    stored === undefined
      ? await unitsByLeaves(deps, katalog, { ...question, text })
      : predict(stored.model, text, {
          most: UNITS_MAX,
          isAllowed: (kode) => deps.reference.findUnit(kode)?.isActive === true,
        })
  const suggested = guessed.flatMap(({ label, confidence, reasons }) => {
    const unit = deps.reference.findUnit(label)
    return unit === undefined || confidence < CONFIDENCE_MIN || unit.kode === rule?.kode
      ? []
      : [toSaran(unit, { sumber: 'model', confidence, reasons })]
  })
  const ruled =
    rule === undefined ? [] : [toSaran(rule, { sumber: 'aturan', confidence: null, reasons: [] })]
  return [...ruled, ...suggested].slice(0, UNITS_MAX)
}

function toSaran(unit: Unit, why: Pick<SaranUnit, 'sumber' | 'confidence' | 'reasons'>): SaranUnit {
  return { unitKode: unit.kode, nama: unit.nama, ...why }
}

/** The unit the authority map names, when it is one of ours and still exists. */
function ruledUnit(
  { kit, reference }: PengarahDeps,
  katalog: Katalog,
  { kategoriKode, ...place }: Pick<RoutingQuestion, 'kategoriKode'> & RoutingPlace,
): Unit | undefined {
  const routing = findWewenang(katalog.wewenang, { kategoriKode, place, today: kit.today() })
  if (routing === undefined || !('unitKode' in routing)) return undefined
  const unit = unitNamed(reference, routing.unitKode, place)
  return unit?.isActive ? unit : undefined
}

/** "@desa" and "@kecamatan" mean the office of the place itself. */
function unitNamed(reference: Reference, kode: string, place: RoutingPlace): Unit | undefined {
  if (kode === '@desa')
    return place.wilayahKode === null ? undefined : reference.unitOfWilayah(place.wilayahKode)
  if (kode === '@kecamatan')
    return place.kecamatanKode === null ? undefined : reference.unitOfWilayah(place.kecamatanKode)
  return reference.findUnit(kode)
}

/** Without a model for units: how likely each subject is, added up over the unit the map gives it. */
async function unitsByLeaves(
  deps: PengarahDeps,
  katalog: Katalog,
  question: RoutingQuestion & Readonly<{ text: string }>,
): Promise<readonly Prediction[]> {
  const stored = await deps.models.get('kategori')
  if (stored === undefined) return []
  const open = new Set(katalog.daun.map((leaf) => leaf.kode))
  const leaves = predictLeaves(stored.model, question.text, { open, most: LEAVES_SUMMED })
  const units = new Map<string, { confidence: number; reasons: readonly string[] }>()
  for (const { label, confidence, reasons } of leaves) {
    const unit = ruledUnit(deps, katalog, { ...question, kategoriKode: label })
    if (unit === undefined) continue
    const known = units.get(unit.kode)
    units.set(unit.kode, {
      confidence: (known?.confidence ?? 0) + confidence,
      reasons: known?.reasons ?? reasons,
    })
  }
  return [...units]
    .map(([label, sum]) => ({ label, ...sum }))
    .toSorted((a, b) => b.confidence - a.confidence)
}
