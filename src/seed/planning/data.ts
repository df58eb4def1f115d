import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { present } from '../../kernel/assert.ts'
import { addDays, startOfDay, type Tanggal, type TimeZone, tanggal } from '../../kernel/date.ts'
import type { Kodefikasi, Nomenklatur, Skpd } from '../../modules/fiscal/index.ts'
import { packageRoot } from '../../package-root.ts'
import { readDataCsv } from '../load-base.ts'

const IndikatorSchema = z.tuple([
  z.string(),
  z.string(),
  z.enum(['naik', 'turun']),
  z.string(),
  z.string(),
  z.array(z.string()).length(5),
])
/** Code, million rupiah a year, target, unit, indicator, how many lines, and how a line is called. */
const BelanjaSchema = z.tuple([
  z.string(),
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.number(),
  z.string(),
])
const SasaranSchema = z.object({
  kunci: z.string(),
  uraian: z.string(),
  indikator: z.array(IndikatorSchema),
})
const TujuanSchema = z.object({
  uraian: z.string(),
  indikator: IndikatorSchema,
  sasaran: z.array(SasaranSchema),
})
const RencanaSchema = z.object({
  sumber: z.string(),
  rpjmd: z.object({
    visi: z.string(),
    misi: z.array(z.object({ uraian: z.string(), tujuan: z.array(TujuanSchema) })),
  }),
  sasaranBidang: z.record(z.string(), z.string()),
  nasional: z.array(z.string()),
  perangkat: z.record(
    z.string(),
    z.object({
      tujuan: z.string(),
      sasaran: z.string(),
      mendukung: z.string(),
      indikator: z.array(IndikatorSchema),
      belanja: z.array(BelanjaSchema),
    }),
  ),
})

export type Indikator = z.infer<typeof IndikatorSchema>
export type Rencana = z.infer<typeof RencanaSchema>
export type Belanja = z.infer<typeof BelanjaSchema>

export type Place = Readonly<{ kode: string; nama: string; tingkat: string }>

/** An agency of the plan, with its row among the budget users. */
export type Perangkat = Rencana['perangkat'][string] & Readonly<{ unit: string; skpd: Skpd }>

/** Everything the demo plans are made of. */
export type Bahan = Readonly<{
  rencana: Rencana
  perangkat: readonly Perangkat[]
  kode: Kodefikasi
  kecamatan: readonly Place[]
  desaOf: (kecamatanKode: string) => readonly Place[]
  zone: TimeZone
  today: Tanggal
}>

/** The region's own books have no office of their own in the list. */
const SKPKD = 'ppkd'

export async function readBahan(
  kode: Kodefikasi,
  clock: Readonly<{ zone: TimeZone; today: Tanggal }>,
): Promise<Bahan> {
  const text = await readFile(join(packageRoot, 'data/demo/rencana.json'), 'utf8')
  const rencana = RencanaSchema.parse(JSON.parse(text))
  const places = await readDataCsv('demo/wilayah.csv')
  const all = places.map((row) => ({
    kode: row.kode ?? '',
    nama: row.nama ?? '',
    tingkat: row.tingkat ?? '',
  }))
  const perangkat = Object.entries(rencana.perangkat).map(([unit, rest]) => ({
    ...rest,
    unit,
    skpd: present(
      unit === SKPKD ? kode.skpkd : kode.skpdOfUnit(unit).find((one) => one.jenis !== 'skpkd'),
      `${unit} is a budget user`,
    ),
  }))
  return {
    rencana,
    perangkat,
    kode,
    kecamatan: all.filter(({ tingkat }) => tingkat === 'kecamatan'),
    desaOf: (kecamatanKode) => all.filter((one) => one.kode.startsWith(`${kecamatanKode}.`)),
    ...clock,
  }
}

export function nomenklaturOf({ kode }: Pick<Bahan, 'kode'>, text: string): Nomenklatur {
  return present(kode.nomenklatur.byKode.get(text), `${text} is in the nomenclature`)
}

/** A UUID of version 8 from a name: the same at every load. */
export function stableId(name: string): string {
  const bytes = createHash('sha256').update(`pendopo rencana ${name}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts
    .slice(1)
    .map((end, at) => hex.slice(cuts[at], end))
    .join('-')
}

/** A date of the story that has come already: the demo tells no future. */
export function pastDate({ today }: Pick<Bahan, 'today'>, text: string): Tanggal {
  const date = tanggal(text)
  return date < today ? date : addDays(today, -1)
}

/** Late in the morning of a day. */
export function momentOf({ zone }: Pick<Bahan, 'zone'>, date: Tanggal): Date {
  return new Date(startOfDay(zone, date).getTime() + 10 * 3_600_000)
}

const SMALL = new Set(['DAN', 'ATAU', 'YANG', 'DI', 'KE', 'DARI', 'DALAM', 'UNTUK', 'PADA'])

/** Names of programmes are shouted in the lists; people read them better written. */
export function writtenName(nama: string): string {
  if (nama !== nama.toUpperCase()) return nama
  return nama
    .split(' ')
    .map((word, at) => {
      if (word.startsWith('(')) return word
      if (at > 0 && SMALL.has(word)) return word.toLowerCase()
      return word.replaceAll(/[A-Z]+/g, (part) => part.charAt(0) + part.slice(1).toLowerCase())
    })
    .join(' ')
}
