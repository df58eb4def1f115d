import type { Role } from '../../../kernel/actor.ts'
import { type Tanggal, tanggal } from '../../../kernel/date.ts'

export type Dwibahasa = Readonly<{ id: string; en: string }>

/** What a meeting is held for: the people of an RW, of a village, of a district, of an agency, of the region. */
export type Lingkup = 'rw' | 'desa' | 'kecamatan' | 'perangkat' | 'daerah'

/** A day of the year, so many years from the plan's own. */
export type HariTahun = Readonly<{ selisih: number; tanggal: string }>

/** A tier of the climb; `ke` is the one above, null at the top. */
export type Jenjang = Readonly<{
  kode: string
  nama: Dwibahasa
  ke: string | null
  lingkup: Lingkup
  pengelola: readonly Role[]
  /** Fewest people for a meeting to decide. */
  kuorum: number
  /** Days after the tier's period in which everything must be answered. */
  jawabHari: number
  mulai: HariTahun
  selesai: HariTahun
  acara: readonly Readonly<{ menit: number; nama: Dwibahasa }>[]
}>

/** States after the meetings, each with the day the next must have come. */
export type Lanjutan = 'rencana' | 'rkpd' | 'apbd' | 'kontrak' | 'dibayar'

/** The tree of tiers and its clocks, as dated data. */
export type Aturan = Readonly<{
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
  sumber: string
  terverifikasi: boolean
  /** From the lowest tier to the highest. */
  jenjang: readonly Jenjang[]
  /** Tier at which proposals of the council enter. */
  jenjangPokir: string
  /** Days in which a received proposal is checked. */
  periksaHari: number
  usulanPerAkun: number
  tenggat: Readonly<Record<Lanjutan, HariTahun>>
  /** When two proposals are shown as alike. */
  serupa: Readonly<{ kemiripanPersen: number; jarakM: number; tahun: number }>
}>

/** A reason of the list: for not agreeing, or for changing. */
export type Alasan = Readonly<{ kode: string; untuk: 'belum' | 'ubah'; nama: Dwibahasa }>

/** @returns what is in force on a day: the latest that has begun */
export function inForceAt<
  Dated extends Readonly<{ berlakuMulai: Tanggal; berlakuSampai: Tanggal | null }>,
>(list: readonly Dated[], date: Tanggal): Dated | undefined {
  return list.findLast(
    ({ berlakuMulai, berlakuSampai }) =>
      berlakuMulai <= date && (berlakuSampai === null || date <= berlakuSampai),
  )
}

/** @returns the civil day a rule means for a plan of this year */
export function dayOf({ selisih, tanggal: hari }: HariTahun, tahun: number): Tanggal {
  return tanggal(`${tahun + selisih}-${hari}`)
}

/** @returns the tier of a code; undefined when the tree has none */
export function jenjangOf(aturan: Pick<Aturan, 'jenjang'>, kode: string): Jenjang | undefined {
  return aturan.jenjang.find((one) => one.kode === kode)
}

/** @returns the tier that a proposal of this source enters at */
export function firstJenjang(
  { jenjang, jenjangPokir }: Pick<Aturan, 'jenjang' | 'jenjangPokir'>,
  sumber: 'musrenbang' | 'pokir',
): string {
  return sumber === 'pokir' ? jenjangPokir : (jenjang[0]?.kode ?? jenjangPokir)
}

/** Everything wrong with a tree: a tier above that is not there, a circle, more than one top. */
export function faultsOfTree({
  jenjang,
  jenjangPokir,
}: Pick<Aturan, 'jenjang' | 'jenjangPokir'>): readonly string[] {
  const order = new Map(jenjang.map(({ kode }, at) => [kode, at]))
  const faults = jenjang.flatMap(({ kode, ke }, at) => {
    if (ke === null) return []
    const above = order.get(ke)
    return above === undefined || above <= at ? [`${kode} leads to ${ke}`] : []
  })
  const tops = jenjang.filter(({ ke }) => ke === null).length
  return [
    ...faults,
    ...(order.size === jenjang.length ? [] : ['a tier stands twice']),
    ...(tops === 1 ? [] : [`${tops} tiers have none above them`]),
    ...(order.has(jenjangPokir) ? [] : [`${jenjangPokir} is no tier`]),
  ]
}
