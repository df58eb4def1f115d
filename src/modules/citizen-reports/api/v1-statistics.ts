import type { z } from 'zod'
import { monthOf, tanggal, zoneOf } from '../../../kernel/date.ts'
import { type Angka, addAngka, percentileOf, SUDUT, tepatShare } from '../domain/rekap.ts'
import { listRekap, type RekapRow } from '../store/rekap-store.ts'
import type { CitizenReports } from '../types.ts'
import type { StatistikQuerySchema, StatistikSchema } from './v1-schemas.ts'

type Query = z.infer<typeof StatistikQuerySchema>
type Statistics = z.infer<typeof StatistikSchema>

const SIDES = { unit: SUDUT.unit, kecamatan: SUDUT.kecamatan, kategori: SUDUT.grup } as const
const KEY_OF: Readonly<Record<Query['per'], (row: RekapRow) => string>> = {
  unit: (row) => row.unitKode,
  kecamatan: (row) => row.kecamatanKode,
  kategori: (row) => row.kategoriKode,
}

/** The published counters, added up per key over whole months. */
export async function statistics(
  { deps, counters }: CitizenReports,
  { per, dari, sampai }: Query,
): Promise<Statistics> {
  await counters.fresh()
  const rows = await listRekap(deps.kit.db, {
    sudut: SIDES[per],
    zona: zoneOf(deps.kit.region()),
    dari: dari === undefined ? undefined : monthOf(tanggal(dari)),
    sampai: sampai === undefined ? undefined : monthOf(tanggal(sampai)),
  })
  const sums = new Map<string, Angka>()
  for (const row of rows) {
    const kode = KEY_OF[per](row)
    const before = sums.get(kode)
    sums.set(kode, before === undefined ? row : addAngka(before, row))
  }
  const { kategori } = await deps.katalog.get()
  const names: Readonly<Record<Query['per'], (kode: string) => string | undefined>> = {
    unit: (kode) => deps.reference.findUnit(kode)?.nama,
    kecamatan: (kode) => deps.reference.findWilayah(kode)?.nama,
    kategori: (kode) => kategori.get(kode)?.nama.id,
  }
  const items = [...sums]
    .filter(([kode]) => kode !== '')
    .map(([kode, angka]) => figureOf({ kode, nama: names[per](kode) ?? kode }, angka))
    .toSorted((a, b) => a.nama.localeCompare(b.nama, 'id'))
  return { items, next: null, total: items.length }
}

function figureOf(
  key: Readonly<{ kode: string; nama: string }>,
  angka: Angka,
): Statistics['items'][number] {
  return {
    ...key,
    masuk: angka.masuk,
    terbuka: angka.terbuka,
    dikonfirmasi: angka.dikonfirmasi,
    tanpa_konfirmasi: angka.tanpaKonfirmasi,
    ditolak: angka.ditolak,
    tepat: angka.tepat,
    terlambat: angka.terlambat,
    berbukti: angka.berbukti,
    dibuka_kembali: angka.dibukaKembali,
    median_hari_kerja: percentileOf(angka.hari, 0.5) ?? null,
    p90_hari_kerja: percentileOf(angka.hari, 0.9) ?? null,
    bagian_tepat_waktu: tepatShare(angka) ?? null,
  }
}
