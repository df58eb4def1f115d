import type { Writing } from '../letter.ts'
import { fieldsOf, type Table } from './names.ts'
import { type Field, type Layanan, wordsIn } from './types.ts'

/** What the region calls its villages and offices; a golden case knows none. */
export type Places = Readonly<{
  tables: ReadonlyMap<string, Table>
  villageName: (kode: string) => string | undefined
  officeName: (kode: string) => string | undefined
}>

/** @returns words for stored values: labels of choices, rows of tables, names of villages and offices */
export function storedWords(
  layanan: Pick<Layanan, 'form' | 'workflow'>,
  places: Places,
): Writing['nameOf'] {
  const fields = new Map(
    fieldsOf(layanan).flatMap((field) => [
      [field.id, field] as const,
      ...(field.fields ?? []).map((inner) => [`${field.id}[].${inner.id}`, inner] as const),
    ]),
  )
  return (name, value) => {
    const field = fields.get(name)
    if (Array.isArray(value))
      return field?.options === undefined
        ? undefined
        : value.map((one) => choiceWords(field, String(one), places) ?? String(one)).join(', ')
    if (typeof value !== 'string') return undefined
    if (name === 'case.desa' || name === 'case.kecamatan') return places.officeName(value)
    const isPlace = field?.type === 'wilayah' || name === 'penduduk.desa'
    return isPlace ? places.villageName(value) : choiceWords(field, value, places)
  }
}

function choiceWords(field: Field | undefined, value: string, { tables }: Places) {
  const options = field?.options
  if (options === undefined) return undefined
  if ('ref' in options) {
    const table = tables.get(options.ref)
    if (table === undefined || !Object.hasOwn(table.rows, value)) return undefined
    const shown = table.rows[value]?.[table.shown]
    return shown === undefined ? undefined : String(shown)
  }
  const option = options.find(([code]) => code === value)
  return option === undefined ? undefined : wordsIn(option[1], 'id')
}
