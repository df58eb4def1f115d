import type { Area } from './region.ts'

/** A perangkat daerah as data/demo/unit.json holds it. */
export type DemoUnit = Readonly<{
  kode: string
  nama: string
  singkatan: string
  jenis: string
  indukKode: string | null
  wilayahKode: string | null
  alamat: string
  jamLayanan: string
  telepon: string
}>

type Office = Pick<Area, 'kode' | 'nama' | 'tingkat' | 'indukKode'>

const JAM_LAYANAN = 'Senin–Kamis 07.30–15.30, Jumat 07.30–14.30'
/** No telephone area of Indonesia begins with 0999. */
const FIRST_NUMBER = 5_300

/** Code of the office of an area: `kec-kota-jati`, `kel-kauman-jati`, `desa-wonosekar`. */
export function unitKodeOf({ nama, tingkat }: Pick<Area, 'nama' | 'tingkat'>): string {
  const prefix = { kecamatan: 'kec', kelurahan: 'kel', desa: 'desa' }[
    tingkat as 'kecamatan' | 'kelurahan' | 'desa'
  ]
  return `${prefix}-${nama.toLowerCase().replaceAll(' ', '-')}`
}

/** The office of every kecamatan, kelurahan and desa. */
export function officesOf(areas: readonly Area[]): readonly DemoUnit[] {
  return areas.map((area, i) => ({
    ...describe(area, areas),
    jamLayanan: JAM_LAYANAN,
    telepon: `(0999) ${FIRST_NUMBER + i}`,
  }))
}

function describe(area: Office, areas: readonly Area[]): Omit<DemoUnit, 'jamLayanan' | 'telepon'> {
  const kode = unitKodeOf(area)
  const shared = { kode, jenis: area.tingkat, wilayahKode: area.kode }
  if (area.tingkat === 'kecamatan') {
    return {
      ...shared,
      nama: `Kecamatan ${area.nama}`,
      singkatan: `Kec. ${area.nama}`,
      indukKode: 'setda',
      alamat: `Jalan Raya ${area.nama}, Kecamatan ${area.nama}`,
    }
  }
  const kecamatan = areas.find((candidate) => candidate.kode === area.indukKode)
  if (kecamatan === undefined) throw new Error(`${area.kode} lies in no kecamatan`)
  const isDesa = area.tingkat === 'desa'
  return {
    ...shared,
    nama: isDesa ? `Pemerintah Desa ${area.nama}` : `Kelurahan ${area.nama}`,
    singkatan: isDesa ? `Desa ${area.nama}` : `Kel. ${area.nama}`,
    indukKode: unitKodeOf(kecamatan),
    alamat: `${isDesa ? 'Balai Desa' : 'Kantor Kelurahan'} ${area.nama}, Kecamatan ${kecamatan.nama}`,
  }
}
