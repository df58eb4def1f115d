import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Ring } from '../kernel/geo.ts'
import { type CitizenReports, loadCatalogues } from '../modules/citizen-reports/index.ts'
import type { DemoAccount, IdentityModule } from '../modules/identity/index.ts'
import {
  importBatas,
  type Reference,
  readAreas,
  storeSketch,
  upsertUnits,
  upsertWilayah,
  type Wilayah,
  writeRegion,
} from '../modules/reference/index.ts'
import { packageRoot } from '../package-root.ts'
import { transaction } from '../platform/db/database.ts'
import type { Kit } from '../platform/kit.ts'
import { loadCalendar, readDataCsv } from './load-base.ts'

const folder = join(packageRoot, 'data')
const REPORTS = 60
/** Any fixed namespace: the same report has the same client key at every load. */
const KEY_PREFIX = '00000000-0000-4000-8000-'

export type DemoNeeds = Readonly<{
  kit: Kit
  reference: Reference
  identity: IdentityModule
  citizenReports: CitizenReports
}>

/** Load the invented regency into an empty database. @returns false when a region is there already */
export async function loadDemo({
  kit,
  reference,
  identity,
  citizenReports,
}: DemoNeeds): Promise<boolean> {
  if (reference.regionKode() !== '') return false
  await loadWilayah(kit)
  await transaction(kit.db, loadCalendar)
  const accounts = JSON.parse(
    await readFile(join(folder, 'demo/akun.json'), 'utf8'),
  ) as DemoAccount[]
  await transaction(kit.db, async (tx) => {
    await upsertUnits(
      tx,
      z.array(UnitSchema).parse(JSON.parse(await readFile(join(folder, 'demo/unit.json'), 'utf8'))),
    )
    await loadCatalogues(tx, join(folder, 'laporan'))
    await writeRegion(tx, {
      kode: '99.01',
      name: 'Kabupaten Jatiraya',
      shortName: 'Jatiraya',
      domain: 'jatiraya.go.id',
      isDemo: true,
    })
  })
  await reference.refresh()
  citizenReports.katalog.forget()
  await transaction(kit.db, (tx) => identity.seedDemo(tx, accounts))
  await loadReports(kit, reference, citizenReports)
  return true
}

const UnitSchema = z.object({
  kode: z.string(),
  nama: z.string(),
  singkatan: z.string(),
  indukKode: z.string().nullable(),
  wilayahKode: z.string().nullable(),
  alamat: z.string().nullable(),
  telepon: z.string().nullable(),
  jamLayanan: z.string().nullable(),
  isActive: z.boolean().default(true),
})

async function loadWilayah(kit: Kit): Promise<void> {
  const list = (await readDataCsv('demo/wilayah.csv')).map(
    (row) =>
      ({
        kode: row.kode,
        nama: row.nama,
        tingkat: row.tingkat,
        indukKode: row.induk_kode || null,
      }) as Wilayah,
  )
  await transaction(kit.db, (tx) => upsertWilayah(tx, list))
  const path = join(folder, 'demo/batas.geojson')
  const { problems } = await importBatas(kit.db, path)
  if (problems.length > 0) throw new Error(`data/demo/batas.geojson: ${problems[0]?.message}`)
  const areas = await readAreas(path)
  const lines = JSON.parse(await readFile(join(folder, 'demo/latar.geojson'), 'utf8')) as {
    features: { properties: { jenis: string }; geometry: { coordinates: Ring } }[]
  }
  const linesOf = (jenis: string) =>
    lines.features
      .filter((one) => one.properties.jenis === jenis)
      .map((one) => one.geometry.coordinates)
  await transaction(kit.db, (tx) =>
    storeSketch(tx, {
      kecamatan: areas.filter((area) => area.kode.split('.').length === 3),
      roads: linesOf('jalan'),
      rivers: linesOf('sungai'),
    }),
  )
}

type Bank = Readonly<{
  isian: Readonly<Record<string, readonly string[]>>
  daun: Readonly<
    Record<
      string,
      readonly Readonly<{
        judul: string
        isi: string
        jenis: 'pengaduan' | 'aspirasi' | 'permintaan_informasi'
      }>[]
    >
  >
}>

/** Reports of the last four weeks, taken in by the same action as real ones; the same at every load. */
async function loadReports(
  kit: Kit,
  reference: Reference,
  { submit, katalog }: CitizenReports,
): Promise<void> {
  const bank = JSON.parse(await readFile(join(folder, 'demo/laporan-bank.json'), 'utf8')) as Bank
  const { daun } = await katalog.get()
  const villages = reference.kecamatan().flatMap((one) => reference.desaOf(one.kode))
  const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
  for (let index = 0; index < REPORTS; index += 1) {
    const leaf = pick(
      daun.filter((one) => !one.isRahasia),
      index * 7,
    )
    const text = pick(bank.daun[leaf.kode] ?? [], index)
    const village = pick(villages, index * 11)
    const fill = (words: string) =>
      words.replace(/\{([a-z]+)\}/g, (_whole, name: string) =>
        name === 'tempat' ? village.nama : pick(bank.isian[name] ?? [''], index),
      )
    const judul = fill(text.judul)
    const sent = await submit(
      kit.db,
      { kind: 'system', name: 'demo' },
      {
        kunciKlien: `${KEY_PREFIX}${String(index).padStart(12, '0')}`,
        kategoriKode: leaf.kode,
        isian: {
          jenis: leaf.jenis.includes(text.jenis) ? text.jenis : (leaf.jenis[0] ?? 'pengaduan'),
          judul: judul.slice(0, 120),
          isi: fill(text.isi),
          jawaban: {},
          isAnonim: index % 5 === 0,
          isRahasia: false,
          isNamaTampil: false,
          nama: null,
        },
        lokasi: { lat: null, lon: null, sumber: null, patokan: null, wilayahKode: village.kode },
        kontak: {},
        kanal: 'web',
        bahasa: 'id',
        isBrief: true,
        diterimaAt: new Date(kit.now().getTime() - (REPORTS - index) * 11 * 3_600_000),
      },
    )
    if (!sent.ok)
      throw new Error(`demo report ${index}: ${sent.refusals.map((one) => one.message).join(' ')}`)
  }
}
