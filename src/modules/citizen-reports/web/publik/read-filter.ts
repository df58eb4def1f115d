import { parseTanggal, type Tanggal } from '../../../../kernel/date.ts'
import { isUuid } from '../../../../kernel/id.ts'
import { type Fields, fieldText } from '../../../../platform/http/route.ts'
import type { Reference } from '../../../reference/index.ts'
import type { Katalog } from '../../domain/katalog.ts'
import { JENIS } from '../../domain/laporan.ts'
import {
  HASIL_INSPEKSI,
  LIST_STATUS,
  LIST_URUT,
  type ListFilter,
  type ListFilterKey,
  orderOf,
  parseKotak,
  TANPA,
} from '../../domain/list-filter.ts'
import type { ListCursor } from '../../store/list-conditions.ts'

export type ReadFilter = Readonly<{
  filter: ListFilter
  /** Filters that were asked for and are not known: said on the page, never silently dropped. */
  unknown: readonly ListFilterKey[]
}>

type Known = Readonly<{ katalog: Katalog; reference: Reference }>

const TEXT_MAX = 200

/** The filters of an address, each checked against what there is. */
export function readFilter(query: Fields, { katalog, reference }: Known): ReadFilter {
  const text = (name: ListFilterKey) =>
    fieldText(query, name)
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, TEXT_MAX)
  const oneOf = <Value extends string>(list: readonly Value[], name: ListFilterKey) =>
    list.find((value) => value === text(name))
  const isWilayah = (kode: string) => reference.findWilayah(kode) !== undefined
  const kept = (name: ListFilterKey, isKnown: (value: string) => boolean) =>
    text(name) !== '' && isKnown(text(name)) ? text(name) : undefined
  const filter: ListFilter = {
    q: kept('q', () => true),
    kategori: kept('kategori', (kode) => katalog.kategori.has(kode)),
    kecamatan: kept('kecamatan', (kode) => kode === TANPA || isWilayah(kode)),
    desa: kept('desa', isWilayah),
    status: oneOf(LIST_STATUS, 'status'),
    unit: kept('unit', (kode) => kode === TANPA || reference.findUnit(kode) !== undefined),
    jenis: oneOf(JENIS, 'jenis'),
    dari: readDate(text('dari')),
    sampai: readDate(text('sampai')),
    tepat: oneOf(['ya', 'tidak'], 'tepat'),
    bukti: oneOf(['ya', 'tidak'], 'bukti'),
    dibuka: oneOf(['ya'], 'dibuka'),
    inspeksi: oneOf(HASIL_INSPEKSI, 'inspeksi'),
    kotak: parseKotak(text('kotak')),
    urut: oneOf(LIST_URUT, 'urut'),
  }
  const names = Object.keys(filter) as ListFilterKey[]
  return {
    filter,
    unknown: names.filter((name) => filter[name] === undefined && text(name) !== ''),
  }
}

function readDate(text: string): Tanggal | undefined {
  const read = parseTanggal(text)
  return read.ok && read.value >= '1970-01-01' && read.value <= '2200-12-31'
    ? read.value
    : undefined
}

const KUNCI: Readonly<Record<ReturnType<typeof orderOf>, RegExp>> = {
  terbaru: /^-?\d{1,16}$/,
  terlama: /^-?\d{1,16}$/,
  tenggat: /^-?\d{1,16}$/,
  dukungan: /^\d{1,9}\.-?\d{1,16}$/,
}

/** "<place in the order>_<id>"; anything else is the first page. */
export function readCursor(text: string, filter: ListFilter): ListCursor | undefined {
  const [kunci = '', id = '', more] = text.slice(0, 100).split('_')
  if (more !== undefined || !KUNCI[orderOf(filter)].test(kunci) || !isUuid(id)) return undefined
  return { kunci, id }
}

export function cursorText({ kunci, id }: ListCursor): string {
  return `${kunci}_${id}`
}
