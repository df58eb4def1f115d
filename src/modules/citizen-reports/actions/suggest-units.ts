import type { Deps } from '../deps.ts'
import { findWewenang } from '../domain/katalog.ts'
import type { Laporan } from '../domain/laporan.ts'
import type { SaranTersimpan } from './suggest-routing.ts'

/** A unit that may be responsible, with where the hint comes from. A hint, never a decision. */
export type UnitHint = Readonly<{
  unitKode: string
  /** aturan: the authority map. model, kata: the words of the report. wilayah: the office of the place. */
  sumber: 'aturan' | 'model' | 'kata' | 'wilayah'
  /** Share of 1; null where a rule speaks, which is not a probability. */
  confidence: number | null
  /** Words of the report, or the place, that led there. */
  reasons: readonly string[]
}>

export type UnitHints = Readonly<{
  units: readonly UnitHint[]
  /** Whom outside the region the authority map names: a reason to refuse with advice. */
  luarDaerah: string | undefined
}>

export type HintFacts = Pick<
  Laporan,
  'kategoriKode' | 'judul' | 'isi' | 'wilayahKode' | 'kecamatanKode' | 'unitKode' | 'isRahasia'
>

const HINTS_MAX = 3

/**
 * At most three units for a case: the authority map first, then the classifier, then the office of the
 * place. The unit that holds the case is left out, since a hand-over to it says nothing. A secret report
 * stays with its keeper, and its words are shown to no model.
 */
export async function suggestUnits(
  deps: Pick<Deps, 'katalog' | 'reference' | 'kit' | 'pengarah'>,
  laporan: HintFacts,
): Promise<UnitHints> {
  if (laporan.isRahasia) return { units: [], luarDaerah: undefined }
  const { reference, kit } = deps
  const katalog = await deps.katalog.get()
  const ruled = findWewenang(katalog.wewenang, {
    kategoriKode: laporan.kategoriKode,
    place: laporan,
    today: kit.today(),
  })
  const hinted: readonly UnitHint[] = await deps.pengarah.suggestUnit(laporan)
  return {
    units: distinct([...hinted, ...officesOf(deps, laporan)])
      .filter(
        ({ unitKode }) =>
          unitKode !== laporan.unitKode && reference.findUnit(unitKode)?.isActive === true,
      )
      .slice(0, HINTS_MAX),
    luarDaerah: ruled !== undefined && 'luarDaerah' in ruled ? ruled.luarDaerah : undefined,
  }
}

/** What the hints said, kept beside a hand-over so that they can be measured against people. */
export async function hintsToKeep(
  { pengarah }: Pick<Deps, 'pengarah'>,
  laporan: HintFacts,
): Promise<SaranTersimpan | undefined> {
  return laporan.isRahasia ? undefined : pengarah.recordOf(laporan)
}

/** The village office, then the kecamatan: they know the place when nobody else is named. */
function officesOf(
  { reference }: Pick<Deps, 'reference'>,
  { wilayahKode, kecamatanKode }: HintFacts,
): readonly UnitHint[] {
  return [wilayahKode, kecamatanKode].flatMap((kode) => {
    const unit = kode === null ? undefined : reference.unitOfWilayah(kode)
    const nama = kode === null ? undefined : reference.findWilayah(kode)?.nama
    if (unit === undefined) return []
    const reasons = nama === undefined ? [] : [nama]
    return [{ unitKode: unit.kode, sumber: 'wilayah', confidence: null, reasons }]
  })
}

function distinct(units: readonly UnitHint[]): readonly UnitHint[] {
  return units.filter(
    (one, index) => units.findIndex((other) => other.unitKode === one.unitKode) === index,
  )
}
