import type { Tanggal } from '../../../kernel/date.ts'
import type { TenggatAturan } from './clock.ts'
import type { Jenis, Kelas } from './laporan.ts'
import type { Tindakan } from './transitions.ts'

/** Text in both languages. */
export type Dwibahasa = Readonly<{ id: string; en: string }>

/** An extra question of a category, as data that staff edit. */
export type Pertanyaan = Readonly<{
  kode: string
  label: Dwibahasa
  tipe: 'text' | 'number' | 'date' | 'choice' | 'multi'
  pilihan?: readonly Readonly<{ kode: string; label: Dwibahasa }>[]
  wajib: boolean
  bantuan?: Dwibahasa
  /** An answer that ends the form with advice: "call 112 now". */
  hentikan?: Readonly<{ jawaban: string; pesan: Dwibahasa }>
}>

export type Kategori = Readonly<{
  kode: string
  indukKode: string | null
  nama: Dwibahasa
  kataKunci: readonly string[]
  kelas: Kelas
  jenis: readonly Jenis[]
  isRahasia: boolean
  isButuhLokasi: boolean
  radiusSerupaM: number
  isFotoDianjurkan: boolean
  pertanyaan: readonly Pertanyaan[]
  ikon: string
  urutan: number
  isActive: boolean
}>

/** Who is responsible for a category at a place, or whom outside the region to turn to. */
export type Wewenang = Readonly<{
  id: string
  /** A category or the beginning of one: "jalan" covers "jalan.lubang". */
  kategoriKode: string
  wilayahKode: string | null
  jenisTempat: string | null
  unitKode: string | null
  luarDaerah: string | null
  prioritas: number
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
}>

export type Alasan = Readonly<{
  kode: string
  jenis: 'tolak' | 'jeda' | 'koordinasi'
  teks: Dwibahasa
  saran: Dwibahasa | null
  isActive: boolean
}>

export type Templat = Readonly<{
  id: string
  kode: string
  nama: string
  untukTindakan: Tindakan
  kategoriKode: string | null
  teks: Dwibahasa
  isActive: boolean
}>

/** All catalogues of the module, read together and kept until someone edits one. */
export type Katalog = Readonly<{
  kategori: ReadonlyMap<string, Kategori>
  /** Leaves in the order shown. */
  daun: readonly Kategori[]
  /** Top groups in the order shown. */
  grup: readonly Kategori[]
  wewenang: readonly Wewenang[]
  aturan: readonly TenggatAturan[]
  alasan: ReadonlyMap<string, Alasan>
  templat: readonly Templat[]
}>

/** First part of a category code: its group. */
export function grupOf(kategoriKode: string): string {
  return kategoriKode.split('.')[0] ?? kategoriKode
}

/** A category and every group above it: "jalan.lubang.besar" gives it, "jalan.lubang" and "jalan". */
export function kategoriChain(kategoriKode: string): readonly string[] {
  const parts = kategoriKode.split('.')
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join('.'))
}

type Parts = Omit<Katalog, 'kategori' | 'daun' | 'grup' | 'alasan'> &
  Readonly<{ kategori: readonly Kategori[]; alasan: readonly Alasan[] }>

export function createKatalog(parts: Parts): Katalog {
  const ordered = parts.kategori.toSorted(
    (a, b) => a.urutan - b.urutan || a.kode.localeCompare(b.kode),
  )
  const parents = new Set(ordered.map((kategori) => kategori.indukKode))
  return {
    ...parts,
    kategori: new Map(ordered.map((kategori) => [kategori.kode, kategori])),
    daun: ordered.filter(
      (kategori) => !parents.has(kategori.kode) && kategori.isActive && kategori.indukKode !== null,
    ),
    grup: ordered.filter((kategori) => kategori.indukKode === null && kategori.isActive),
    alasan: new Map(parts.alasan.map((alasan) => [alasan.kode, alasan])),
  }
}

export type RoutingPlace = Readonly<{
  wilayahKode: string | null
  kecamatanKode: string | null
  jenisTempat?: string | null
}>

export type Routing = Readonly<
  { unitKode: string; rule: Wewenang } | { luarDaerah: string; rule: Wewenang }
>

/**
 * The authority map's answer for a category at a place. The longest category wins, then the narrowest
 * place, then the priority staff gave; undefined when nothing fits and a person must decide.
 */
export function findWewenang(
  rules: readonly Wewenang[],
  question: { kategoriKode: string; place: RoutingPlace; today: Tanggal },
): Routing | undefined {
  const { kategoriKode, place, today } = question
  const fitting = rules.filter(
    (rule) =>
      (rule.kategoriKode === kategoriKode || kategoriKode.startsWith(`${rule.kategoriKode}.`)) &&
      (rule.wilayahKode === null ||
        rule.wilayahKode === place.wilayahKode ||
        rule.wilayahKode === place.kecamatanKode) &&
      (rule.jenisTempat === null || rule.jenisTempat === place.jenisTempat) &&
      rule.berlakuMulai <= today &&
      (rule.berlakuSampai === null || today <= rule.berlakuSampai),
  )
  const best = fitting.toSorted((a, b) => rank(b) - rank(a))[0]
  if (best === undefined) return undefined
  if (best.unitKode !== null) return { unitKode: best.unitKode, rule: best }
  return best.luarDaerah === null ? undefined : { luarDaerah: best.luarDaerah, rule: best }
}

const CATEGORY_WEIGHT = 10_000
const PLACE_WEIGHT = 100
const PRIORITY_MAX = 99

function rank(rule: Wewenang): number {
  const place = (rule.wilayahKode?.length ?? 0) + (rule.jenisTempat === null ? 0 : 1)
  return (
    rule.kategoriKode.length * CATEGORY_WEIGHT +
    place * PLACE_WEIGHT +
    Math.min(rule.prioritas, PRIORITY_MAX)
  )
}

/** Fill {{name}} in a template; a name without a value stays visible, so nobody sends a silent gap. */
export function fillTemplat(teks: string, values: Readonly<Record<string, string>>): string {
  return teks.replace(/\{\{([a-z_]{1,40})\}\}/g, (whole, name: string) => values[name] ?? whole)
}
