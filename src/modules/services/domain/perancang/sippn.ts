import { COMPONENTS, type Component, type Line } from '../catalogue/standard.ts'
import { type Layanan, wordsIn } from '../definition/types.ts'

/** One service as the national catalogue of public services (SIPPN) shows it. */
export type SippnRow = Readonly<{
  kode: string
  versi: number
  sippn: string
  nama: string
  ringkasan: string
  penyelenggara: string
  komponen: readonly Readonly<{ nama: Component; butir: readonly string[] }>[]
}>

/** @param standard the fourteen components in Indonesian, as the service's own page shows them */
export function sippnRow(
  layanan: Layanan,
  {
    standard,
    penyelenggara,
  }: Readonly<{ standard: Readonly<Record<Component, readonly Line[]>>; penyelenggara: string }>,
): SippnRow {
  const said = ({ text, note }: Line) => (note === undefined ? text : `${text} (${note})`)
  return {
    kode: layanan.code,
    versi: layanan.version,
    sippn: layanan.refs?.sippn ?? '',
    nama: wordsIn(layanan.name, 'id'),
    ringkasan: wordsIn(layanan.summary, 'id'),
    penyelenggara,
    komponen: COMPONENTS.map((nama) => ({ nama, butir: standard[nama].map(said) })),
  }
}

/** @returns the row as cells, components with one line each point */
export function sippnCells(row: SippnRow): readonly string[] {
  const { kode, versi, sippn, nama, ringkasan, penyelenggara, komponen } = row
  return [
    kode,
    String(versi),
    sippn,
    nama,
    ringkasan,
    penyelenggara,
    ...komponen.map(({ butir }) => butir.join('\n')),
  ]
}
