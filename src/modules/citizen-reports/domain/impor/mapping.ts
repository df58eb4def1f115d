import { foldNama } from './kasus.ts'

/** What a mapping row speaks of. */
export const PEMETAAN_JENIS = ['instansi', 'topik', 'kelurahan'] as const
export type PemetaanJenis = (typeof PEMETAAN_JENIS)[number]

/** `dari` in the file's words is `ke` in ours; an agency may bring its name, to be added when missing. */
export type PemetaanRow = Readonly<{
  jenis: PemetaanJenis
  dari: string
  ke: string
  nama: string | null
  singkatan: string | null
}>

export type NewUnit = Readonly<{
  kode: string
  nama: string
  singkatan: string
  wilayahKode: string | null
}>

/** Places and agencies of this installation, by what they are called. */
export type ImporPlaces = Readonly<{
  wilayah: readonly Readonly<{
    kode: string
    nama: string
    indukKode: string | null
    tingkat: string
  }>[]
  units: readonly Readonly<{ kode: string; nama: string; singkatan: string }>[]
}>

export type PlaceQuestion = Readonly<{
  wilayahKode: string | null
  kecamatan: string | null
  kelurahan: string | null
}>

export type ImporMapping = Readonly<{
  findWilayah: (question: PlaceQuestion) => string | undefined
  findKecamatan: (nama: string) => string | undefined
  /** Code of the agency, with what must be added when it does not exist yet. */
  findUnit: (instansi: string) => Readonly<{ kode: string; baru?: NewUnit }> | undefined
  findTopik: (topik: string) => string | undefined
}>

/** Rows given later win, so that a region's own mapping overrides the one that ships. */
export function createMapping(
  places: ImporPlaces,
  rows: readonly PemetaanRow[],
  { isNewUnitAllowed }: Readonly<{ isNewUnitAllowed: boolean }>,
): ImporMapping {
  const told = new Map(rows.map((row) => [`${row.jenis} ${foldNama(row.dari)}`, row]))
  const byName = indexVillages(places)
  const kecamatan = new Map(
    places.wilayah
      .filter((one) => one.tingkat === 'kecamatan')
      .map((one) => [foldNama(one.nama), one.kode]),
  )
  const known = new Set(places.wilayah.map((one) => one.kode))
  const units = new Map(
    places.units.flatMap((unit) => [
      [foldNama(unit.kode), unit.kode],
      [foldNama(unit.singkatan), unit.kode],
      [foldNama(unit.nama), unit.kode],
    ]),
  )
  const findVillage = (nama: string, kecamatanNama: string | null) => {
    const mapped = told.get(`kelurahan ${foldNama(nama)}`)?.ke
    if (mapped !== undefined && known.has(mapped)) return mapped
    const inside = byName.get(`${foldNama(kecamatanNama ?? '')} ${foldNama(nama)}`)
    return inside ?? byName.get(` ${foldNama(nama)}`)
  }
  return {
    findWilayah: ({ wilayahKode, kecamatan: district, kelurahan }) => {
      if (wilayahKode !== null) return known.has(wilayahKode) ? wilayahKode : undefined
      return kelurahan === null ? undefined : findVillage(kelurahan, district)
    },
    findKecamatan: (nama) => kecamatan.get(foldNama(nama)),
    findUnit: (instansi) => {
      const row = told.get(`instansi ${foldNama(instansi)}`)
      const kode = row?.ke ?? units.get(foldNama(instansi))
      if (kode !== undefined && places.units.some((unit) => unit.kode === kode)) return { kode }
      if (!isNewUnitAllowed) return undefined
      const baru = newUnit(instansi, { row, findVillage, kecamatan })
      return { kode: baru.kode, baru }
    },
    findTopik: (topik) => told.get(`topik ${foldNama(topik)}`)?.ke,
  }
}

/** "kecamatan village" → code, and " village" → code where the name stands once in the region. */
function indexVillages({ wilayah }: ImporPlaces): ReadonlyMap<string, string> {
  const names = new Map(wilayah.map((one) => [one.kode, foldNama(one.nama)]))
  const index = new Map<string, string>()
  const twice = new Set<string>()
  for (const { kode, nama, indukKode, tingkat } of wilayah) {
    if (tingkat !== 'desa' && tingkat !== 'kelurahan') continue
    const alone = ` ${foldNama(nama)}`
    if (index.has(alone)) twice.add(alone)
    index.set(alone, kode)
    index.set(`${names.get(indukKode ?? '') ?? ''}${alone}`, kode)
  }
  for (const name of twice) index.delete(name)
  return index
}

type UnitHints = Readonly<{
  row: PemetaanRow | undefined
  findVillage: (nama: string, kecamatan: string | null) => string | undefined
  kecamatan: ReadonlyMap<string, string>
}>

const OFFICE = /^(kelurahan|desa|kecamatan)\s+(\S.*)/iu

function newUnit(instansi: string, { row, findVillage, kecamatan }: UnitHints): NewUnit {
  const office = OFFICE.exec(instansi.trim())
  const place = office?.[2] ?? ''
  const isKecamatan = office?.[1]?.toLowerCase() === 'kecamatan'
  const wilayahKode =
    office === null
      ? null
      : ((isKecamatan ? kecamatan.get(foldNama(place)) : findVillage(place, null)) ?? null)
  const nama = (row?.nama ?? instansi).trim().slice(0, UNIT_NAME_MAX)
  return { kode: row?.ke ?? slugOf(instansi), nama, singkatan: row?.singkatan ?? nama, wilayahKode }
}

const UNIT_NAME_MAX = 200
const SLUG_MAX = 60

/** "Kelurahan dr. Soetomo" → "kel-dr-soetomo": a code that a person can read. */
export function slugOf(nama: string): string {
  const words = nama
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^kelurahan /, 'kel ')
    .replace(/^kecamatan /, 'kec ')
    .replace(/^bagian /, 'bag ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return words.slice(0, SLUG_MAX).replace(/-$/, '') || 'unit'
}
