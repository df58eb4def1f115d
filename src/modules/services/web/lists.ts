import type { Choice } from '../../../ui/index.ts'
import type { Deps } from '../deps.ts'

/** Villages by district, for choosing one. */
export function desaGroups({ reference }: Pick<Deps, 'reference'>) {
  return reference.kecamatan().map((kecamatan) => ({
    label: kecamatan.nama,
    choices: reference
      .desaOf(kecamatan.kode)
      .map((desa): Choice => ({ value: desa.kode, label: desa.nama })),
  }))
}

/** Rows of a look-up table as choices, in the order of their words. */
export function tableChoices({
  layanan,
}: Pick<Deps, 'layanan'>): (table: string) => readonly Choice[] {
  return (id) => {
    const table = layanan.tables.get(id)
    if (table === undefined) return []
    return Object.entries(table.rows)
      .map(([value, row]) => ({ value, label: String(row[table.shown] ?? value) }))
      .toSorted((a, b) => (a.label < b.label ? -1 : 1))
  }
}

/** Words for stored codes of villages and tables. */
export function namesOf({ reference, layanan }: Pick<Deps, 'reference' | 'layanan'>) {
  return {
    desa: (kode: string) => reference.findWilayah(kode)?.nama,
    table: (id: string, key: string) => {
      const table = layanan.tables.get(id)
      const shown = table?.rows[key]?.[table.shown]
      return shown === undefined ? undefined : String(shown)
    },
  }
}
