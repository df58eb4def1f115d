import type { Pelicin } from './kelompok.ts'
import type { Peta } from './peta.ts'
import { bridge, consensus, type Hitungan, representatives } from './wakil.ts'

/** Agree, disagree, seen; null stands for a group too small to be told. */
export type Sel = Readonly<{ setuju: number; tidak: number; lihat: number }> | null

export type PernyataanGambar = Readonly<{
  nomor: number
  teks: string
  isKeluar: boolean
  semua: Hitungan
  /** By group. */
  kelompok: readonly Sel[]
  /** Geometric mean of the groups' agreement, and the smallest of them, in thousandths; null without groups. */
  jembatan: Readonly<{ rata: number; terendah: number; rataTidak: number }> | null
  /** Distance from the middle, in thousandths. */
  jauh: number
}>

/**
 * A published picture: whole numbers and texts only, so that it is the same bytes on every machine that counts the same
 * votes again.
 */
export type DokumenGambar = Readonly<{
  format: 'pendopo.gambar/1'
  kode: string
  urutan: number
  /** SHA-256 of the votes it was made from. */
  cuplikan: string
  /** Fewest people of a group that is told. */
  kelompokMinimum: number
  orang: number
  terhitung: number
  suara: number
  /** Size of each group; null where too small. Empty when there are too few people for groups. */
  kelompok: readonly (number | null)[]
  pelicin: Pelicin
  siluet: readonly Readonly<{ k: number; perseribu: number }>[]
  pernyataan: readonly PernyataanGambar[]
  /** By group: what stands for it. */
  wakil: readonly (readonly Readonly<{
    nomor: number
    arah: 'setuju' | 'tidak'
    berhasil: number
    dari: number
  }>[])[]
  mufakat: Readonly<{ setuju: readonly number[]; tidak: readonly number[] }>
  /** Places on the map in hundredths, the group, and how many stand there. */
  titik: readonly Readonly<{ x: number; y: number; kelompok: number; banyak: number }>[]
}>

export type DokumenParts = Readonly<{
  peta: Peta
  kode: string
  urutan: number
  sidik: string
  teks: ReadonlyMap<string, string>
  suara: number
  kelompokMinimum: number
}>

/** Put a picture together; groups below the minimum keep their place and tell nothing. */
export function dokumenOf(parts: DokumenParts): DokumenGambar {
  const { peta, kelompokMinimum } = parts
  const { matriks, hitungan, kelompok } = peta
  const k = kelompok.pusat.length / 2
  const sizes = Array.from({ length: k }, (_, g) => peta.milik.filter((own) => own === g).length)
  const isTold = sizes.map((size) => size >= kelompokMinimum)
  const hasGroups = k >= 2 && isTold.filter(Boolean).length >= 2
  const nomorOf = (j: number) => Number(matriks.pernyataan[j])
  const agreed = consensus(peta.semua, matriks.isKeluar)
  return {
    format: 'pendopo.gambar/1',
    kode: parts.kode,
    urutan: parts.urutan,
    cuplikan: parts.sidik,
    kelompokMinimum,
    orang: matriks.orang.length,
    terhitung: peta.baris.length,
    suara: parts.suara,
    kelompok: hasGroups ? sizes.map((size, g) => (isTold[g] === true ? size : null)) : [],
    pelicin: kelompok.pelicin,
    siluet: kelompok.siluet.map(({ k: count, nilai }) => ({
      k: count,
      perseribu: Math.round(nilai * 1_000),
    })),
    pernyataan: matriks.pernyataan.map((nomor, j) => ({
      nomor: Number(nomor),
      teks: parts.teks.get(nomor) ?? '',
      isKeluar: matriks.isKeluar[j] === true,
      semua: peta.semua[j] ?? { setuju: 0, tidak: 0, lihat: 0 },
      kelompok: hasGroups ? cellsOf(hitungan, j, isTold) : [],
      jembatan: hasGroups ? bridgeOf(hitungan, j, isTold) : null,
      jauh: Math.round((peta.jauh[j] ?? 0) * 1_000),
    })),
    wakil: hasGroups
      ? hitungan.map((_, g) =>
          isTold[g] === true
            ? representatives(hitungan, g, matriks.isKeluar).map((one) => ({
                nomor: nomorOf(one.pernyataan),
                arah: one.arah,
                berhasil: one.berhasil,
                dari: one.dari,
              }))
            : [],
        )
      : [],
    mufakat: {
      setuju: agreed.setuju.map(({ pernyataan }) => nomorOf(pernyataan)),
      tidak: agreed.tidak.map(({ pernyataan }) => nomorOf(pernyataan)),
    },
    titik: hasGroups ? pointsOf(peta, isTold) : [],
  }
}

function cellsOf(
  hitungan: Peta['hitungan'],
  j: number,
  isTold: readonly boolean[],
): readonly Sel[] {
  return hitungan.map((own, g) => (isTold[g] === true ? (own[j] ?? null) : null))
}

/** Of the groups that are told: a hidden one must not be worked out from the product. */
function bridgeOf(hitungan: Peta['hitungan'], j: number, isTold: readonly boolean[]) {
  const column = hitungan.flatMap((own, g) => {
    const count = own[j]
    return isTold[g] === true && count !== undefined ? [count] : []
  })
  const agree = bridge(column)
  return {
    rata: Math.round(agree.rata * 1_000),
    terendah: Math.round(agree.terendah * 1_000),
    rataTidak: Math.round(bridge(column, 'tidak').rata * 1_000),
  }
}

function pointsOf({ dasar, kelompok }: Peta, isTold: readonly boolean[]) {
  const counts = new Int32Array(dasar.pusat.length / 2)
  for (const base of dasar.milik) counts[base] = (counts[base] as number) + 1
  return [...counts].flatMap((banyak, base) => {
    const g = kelompok.milik[base] ?? 0
    if (isTold[g] !== true) return []
    const [x, y] = [dasar.pusat[2 * base] ?? 0, dasar.pusat[2 * base + 1] ?? 0]
    return [{ x: Math.round(x * 100), y: Math.round(y * 100), kelompok: g, banyak }]
  })
}
