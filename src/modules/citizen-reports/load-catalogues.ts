import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { tanggal } from '../../kernel/date.ts'
import type { Tx } from '../../platform/db/database.ts'
import { JENIS, KELAS } from './domain/laporan.ts'
import { TINDAKAN, type Tindakan } from './domain/transitions.ts'
import {
  insertAturan,
  upsertAlasan,
  upsertKategori,
  upsertTemplat,
  upsertWewenang,
} from './store/katalog-store.ts'

const words = z.object({ id: z.string(), en: z.string() })
const date = z.string().transform((text) => tanggal(text))

const GrupSchema = z.object({ kode: z.string(), nama: words, ikon: z.string() })
const DaunSchema = z.object({
  kode: z.string(),
  nama: words,
  kataKunci: z.array(z.string()),
  kelas: z.enum(KELAS),
  jenis: z.array(z.enum(JENIS)),
  rahasiaDefault: z.boolean(),
  butuhLokasi: z.boolean(),
  radiusSerupaM: z.number(),
  fotoDianjurkan: z.boolean(),
  pertanyaan: z.array(z.looseObject({ kode: z.string() })).optional(),
})
const KategoriSchema = z.object({ grup: z.array(GrupSchema), daun: z.array(DaunSchema) })
const AlasanSchema = z.object({ kode: z.string(), teks: words, saran: words.nullable().optional() })
const WewenangSchema = z.object({
  luarDaerah: z.array(z.object({ kode: z.string(), nama: words })),
  aturan: z.array(
    z.object({
      kategoriKode: z.string(),
      wilayahKode: z.string().nullable(),
      jenisTempat: z.string().nullable(),
      unitKode: z.string().nullable(),
      luarDaerah: z.string().nullable(),
      prioritas: z.number(),
      berlakuMulai: date,
      berlakuSampai: date.nullable(),
    }),
  ),
})
const TenggatSchema = z.object({
  aturan: z.array(
    z.object({
      kode: z.enum(['verifikasi', 'tindak_lanjut', 'penyelesaian', 'konfirmasi', 'buka_kembali']),
      jenis: z.enum(JENIS).nullable(),
      kelas: z.enum(KELAS).nullable(),
      hariKerja: z.number(),
      berlakuMulai: date,
      berlakuSampai: date.nullable(),
      dasar: z.string(),
      terverifikasi: z.boolean(),
    }),
  ),
  alasanJeda: z.array(AlasanSchema),
  alasanKoordinasi: z.array(AlasanSchema),
})
const TemplatSchema = z.object({
  templat: z.array(
    z.object({
      kode: z.string(),
      nama: z.string(),
      untukTindakan: z.string(),
      kategoriKode: z.string().nullable(),
      teks: words,
    }),
  ),
})

export type LoadOptions = Readonly<{
  /** False in a real region: rules that name agencies of the invented one are left out. */
  isOwnUnitsKnown?: boolean
}>

/** Load the catalogues that ship (data/laporan): categories, authority map, deadlines, reasons, templates. */
export async function loadCatalogues(
  tx: Tx,
  folder: string,
  { isOwnUnitsKnown = true }: LoadOptions = {},
): Promise<void> {
  const read = async <T>(name: string, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')))
  await loadKategori(tx, await read('kategori', KategoriSchema))
  const wewenang = await read('wewenang', WewenangSchema)
  // "@desa" and "@kecamatan" mean the office of the place itself: true in every region.
  const isGeneral = ({ unitKode }: { unitKode: string | null }) =>
    isOwnUnitsKnown || unitKode === null || unitKode.startsWith('@')
  await loadWewenang(tx, { ...wewenang, aturan: wewenang.aturan.filter(isGeneral) })
  await loadTenggat(tx, await read('tenggat', TenggatSchema))
  for (const row of await read('alasan-tolak', z.array(AlasanSchema)))
    await putAlasan(tx, 'tolak', row)
  for (const row of (await read('templat', TemplatSchema)).templat) {
    const known = TINDAKAN.find((tindakan) => tindakan === row.untukTindakan)
    if (known !== undefined)
      await upsertTemplat(tx, {
        ...row,
        id: stableId(`templat ${row.kode}`),
        untukTindakan: known satisfies Tindakan,
        isActive: true,
      })
  }
}

async function loadKategori(tx: Tx, { grup, daun }: z.infer<typeof KategoriSchema>): Promise<void> {
  const shared = {
    kataKunci: [],
    kelas: 'bukan_pengawasan',
    jenis: JENIS,
    isRahasia: false,
    isButuhLokasi: false,
    radiusSerupaM: 0,
    isFotoDianjurkan: false,
    pertanyaan: [],
    isActive: true,
  } as const
  const icons = new Map(grup.map((one) => [one.kode, one.ikon]))
  for (const [urutan, one] of grup.entries())
    await upsertKategori(tx, { ...shared, ...one, indukKode: null, urutan })
  for (const [urutan, one] of daun.entries()) {
    const indukKode = one.kode.split('.')[0] ?? one.kode
    await upsertKategori(tx, {
      kode: one.kode,
      indukKode,
      nama: one.nama,
      kataKunci: one.kataKunci,
      kelas: one.kelas,
      jenis: one.jenis,
      isRahasia: one.rahasiaDefault,
      isButuhLokasi: one.butuhLokasi,
      radiusSerupaM: one.radiusSerupaM,
      isFotoDianjurkan: one.fotoDianjurkan,
      pertanyaan: (one.pertanyaan ?? []) as never,
      ikon: icons.get(indukKode) ?? 'lainnya',
      urutan,
      isActive: true,
    })
  }
}

async function loadWewenang(
  tx: Tx,
  { luarDaerah, aturan }: z.infer<typeof WewenangSchema>,
): Promise<void> {
  const outside = new Map(luarDaerah.map((one) => [one.kode, one.nama.id]))
  for (const [index, row] of aturan.entries()) {
    const told = row.luarDaerah === null ? null : (outside.get(row.luarDaerah) ?? row.luarDaerah)
    await upsertWewenang(tx, { ...row, luarDaerah: told, id: stableId(`wewenang ${index}`) })
  }
}

async function loadTenggat(tx: Tx, data: z.infer<typeof TenggatSchema>): Promise<void> {
  for (const [index, { terverifikasi, ...row }] of data.aturan.entries()) {
    await insertAturan(tx, stableId(`tenggat ${index}`), { ...row, isTerverifikasi: terverifikasi })
  }
  for (const row of data.alasanJeda) await putAlasan(tx, 'jeda', row)
  for (const row of data.alasanKoordinasi) await putAlasan(tx, 'koordinasi', row)
}

function putAlasan(
  tx: Tx,
  jenis: 'tolak' | 'jeda' | 'koordinasi',
  row: z.infer<typeof AlasanSchema>,
): Promise<void> {
  return upsertAlasan(tx, {
    kode: row.kode,
    jenis,
    teks: row.teks,
    saran: row.saran ?? null,
    isActive: true,
  })
}

/** The same id at every load, so that loading again updates instead of adding. */
function stableId(name: string): string {
  const hex = createHash('sha256').update(`pendopo catalogue ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
