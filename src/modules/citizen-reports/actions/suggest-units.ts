import type { Deps } from '../deps.ts'
import { findWewenang } from '../domain/katalog.ts'
import type { Laporan } from '../domain/laporan.ts'

/** A unit that may be responsible, with where the hint comes from. A hint, never a decision. */
export type SaranUnit = Readonly<{
  unitKode: string
  /** peta: the authority map. wilayah: the office of the place. pengarah: the trained classifier. */
  sumber: 'peta' | 'wilayah' | 'pengarah'
  /** Share of 1; null where a rule speaks, which is not a probability. */
  keyakinan: number | null
  /** Words of the report, or the rule, that led there. */
  alasan: readonly string[]
}>

export type Saran = Readonly<{
  units: readonly SaranUnit[]
  /** Whom outside the region the authority map names: a reason to refuse with advice. */
  luarDaerah: string | undefined
}>

/** A further source of hints; the classifier is one. It must answer quickly and may answer nothing. */
export type SuggestionSource = (laporan: SuggestionFacts) => Promise<readonly SaranUnit[]>

export type SuggestionFacts = Pick<
  Laporan,
  'kategoriKode' | 'judul' | 'isi' | 'wilayahKode' | 'kecamatanKode' | 'unitKode' | 'isRahasia'
>

const SUGGESTIONS_MAX = 3

/**
 * At most three units for a case: the authority map first, then other sources, then the office of the
 * place. The unit that holds the case is left out, since a hand-over to it says nothing.
 */
export async function suggestUnits(
  deps: Pick<Deps, 'katalog' | 'reference' | 'kit'>,
  laporan: SuggestionFacts,
  sources: readonly SuggestionSource[] = [],
): Promise<Saran> {
  const { reference, kit } = deps
  const katalog = await deps.katalog.get()
  const { wilayahKode, kecamatanKode, kategoriKode } = laporan
  const ruled = findWewenang(katalog.wewenang, {
    kategoriKode,
    place: { wilayahKode, kecamatanKode },
    today: kit.today(),
  })
  const mapped: readonly SaranUnit[] =
    ruled !== undefined && 'unitKode' in ruled
      ? [
          {
            unitKode: ruled.unitKode,
            sumber: 'peta',
            keyakinan: null,
            alasan: [
              katalog.kategori.get(ruled.rule.kategoriKode)?.nama.id ?? ruled.rule.kategoriKode,
            ],
          },
        ]
      : []
  const learned = laporan.isRahasia
    ? []
    : (await Promise.all(sources.map((source) => source(laporan)))).flat()
  return {
    units: distinct([...mapped, ...learned, ...officesOf(deps, laporan)])
      .filter(
        ({ unitKode }) =>
          unitKode !== laporan.unitKode && reference.findUnit(unitKode)?.isActive === true,
      )
      .slice(0, SUGGESTIONS_MAX),
    luarDaerah: ruled !== undefined && 'luarDaerah' in ruled ? ruled.luarDaerah : undefined,
  }
}

/** The village office, then the kecamatan: they know the place when nobody else is named. */
function officesOf(
  { reference }: Pick<Deps, 'reference'>,
  { wilayahKode, kecamatanKode }: SuggestionFacts,
): readonly SaranUnit[] {
  return [wilayahKode, kecamatanKode].flatMap((kode) => {
    const unit = kode === null ? undefined : reference.unitOfWilayah(kode)
    const nama = kode === null ? undefined : reference.findWilayah(kode)?.nama
    return unit === undefined
      ? []
      : [
          {
            unitKode: unit.kode,
            sumber: 'wilayah' as const,
            keyakinan: null,
            alasan: nama === undefined ? [] : [nama],
          },
        ]
  })
}

function distinct(units: readonly SaranUnit[]): readonly SaranUnit[] {
  return units.filter(
    (one, index) => units.findIndex((other) => other.unitKode === one.unitKode) === index,
  )
}
