import { type Fields, fieldText, type Req } from '../../../platform/http/route.ts'
import { writeBatas } from '../domain/batas.ts'
import type { KartuTyped } from '../domain/kartu.ts'
import type { Kartu } from '../store/kartu-store.ts'

const VALUE_MAX = 60_100

/** Every text of a form by its name, within bounds. */
export function textsOf(form: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(form).map((name) => [name, fieldText(form, name).slice(0, VALUE_MAX)]),
  )
}

/** A card as the form has it. */
export function typedOf(form: Fields): KartuTyped {
  const at = (name: string) => fieldText(form, name).slice(0, VALUE_MAX)
  return {
    kodeBarang: at('kode'),
    nama: at('nama'),
    asalUsul: at('asalUsul'),
    kondisi: at('kondisi'),
    tanggalPerolehan: at('tanggalPerolehan'),
    nilai: at('nilai'),
    unit: at('unit'),
    keterangan: at('keterangan'),
    lat: at('lat'),
    lon: at('lon'),
    poligon: at('poligon'),
    rincian: Object.fromEntries(
      Object.keys(form)
        .filter((name) => name.startsWith('rincian.'))
        .map((name) => [name.slice('rincian.'.length), at(name)]),
    ),
  }
}

/** What a card says, as its form shows it. */
export function textsOfKartu(kartu: Kartu): Readonly<Record<string, string>> {
  return {
    nama: kartu.nama,
    kondisi: kartu.kondisi,
    keterangan: kartu.keterangan,
    ruang: kartu.ruangId === null ? '' : String(kartu.ruangId),
    lat: kartu.lat === null ? '' : String(kartu.lat),
    lon: kartu.lon === null ? '' : String(kartu.lon),
    poligon: kartu.poligon === null ? '' : writeBatas(kartu.poligon),
    ...Object.fromEntries(
      Object.entries(kartu.rincian).map(([name, value]) => [`rincian.${name}`, value]),
    ),
  }
}

/** A whole number of a form or an address, not below one. */
export function numberIn(fields: Fields, name: string): number | undefined {
  const text = fieldText(fields, name).trim()
  const value = Number(text)
  return /^\d{1,9}$/.test(text) && value >= 1 ? value : undefined
}

const LABEL = /^BMD(-[0-9A-HJKMNP-TV-Z]{4}){2}-[0-9A-HJKMNP-TV-Z]$/

/** The label of the address; undefined when it is none. */
export function labelOf(req: Req): string | undefined {
  const label = (req.params.label ?? '').toUpperCase()
  return LABEL.test(label) ? label : undefined
}
