import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { tanggal } from '../../kernel/date.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import { parseMinute } from './domain/hours.ts'
import { findTempat } from './store/place-store.ts'
import {
  insertJam,
  upsertKhusus,
  upsertLayanan,
  upsertLoket,
  upsertTempat,
} from './store/settings-store.ts'
import type { Jam } from './types.ts'

const Minute = z.string().transform((text, context) => {
  const minute = parseMinute(text)
  if (minute !== undefined) return minute
  context.addIssue({ code: 'custom', message: `no time of day: ${text}` })
  return z.NEVER
})
const Day = z.string().transform(tanggal)
const Hours = z.object({
  hari: z.array(z.number().int().min(1).max(7)),
  buka: Minute,
  tutup: Minute,
  mulai: Day,
  layanan: z.string().optional(),
})

const PlaceFile = z.array(
  z.object({
    kode: z.string(),
    jenis: z.enum(['mpp', 'opd', 'kecamatan', 'kelurahan', 'desa']),
    nama: z.string(),
    alamat: z.string(),
    unit: z.string(),
    daring: z.boolean(),
    jam: z.array(Hours),
    khusus: z
      .array(
        z.object({
          tanggal: Day,
          buka: Minute.nullable(),
          tutup: Minute.nullable(),
          alasan: z.string(),
        }),
      )
      .default([]),
    layanan: z.array(
      z.object({
        huruf: z.string(),
        nama: z.string(),
        namaEn: z.string(),
        unit: z.string(),
        kode: z.array(z.string()).default([]),
        menit: z.number().int(),
        janji: z.boolean().default(false),
        slot: z.number().int().default(30),
        langsung: z.number().int().default(50),
      }),
    ),
    loket: z.array(
      z.object({
        kode: z.string(),
        nama: z.string(),
        unit: z.string(),
        layanan: z.array(z.string()),
      }),
    ),
  }),
)

type PlaceRow = z.infer<typeof PlaceFile>[number]

/**
 * Load places from a file. Those whose code is there already stay as staff left them.
 *
 * @returns how many were added
 */
export async function loadPlaces(
  { newId }: Pick<Kit, 'newId'>,
  tx: Tx,
  path: string,
): Promise<number> {
  const places = PlaceFile.parse(JSON.parse(await readFile(path, 'utf8')))
  let added = 0
  for (const place of places) {
    if ((await findTempat(tx, place.kode)) !== undefined) continue
    await addPlace(newId, tx, place)
    added += 1
  }
  return added
}

async function addPlace(newId: Kit['newId'], tx: Tx, place: PlaceRow): Promise<void> {
  const { kode, jenis, nama, alamat, unit, daring } = place
  const basics = { kode, jenis, nama, alamat, unitKode: unit, isDaring: daring, isAktif: true }
  await upsertTempat(tx, basics)
  const ids = new Map(place.layanan.map(({ huruf }) => [huruf, newId()]))
  for (const one of place.layanan)
    await upsertLayanan(tx, kode, {
      id: ids.get(one.huruf) ?? newId(),
      huruf: one.huruf,
      nama: one.nama,
      namaEn: one.namaEn,
      unitKode: one.unit,
      layananKode: one.kode,
      menit: one.menit,
      isJanji: one.janji,
      menitSlot: one.slot,
      bagianLangsung: one.langsung,
      isAktif: true,
    })
  for (const one of place.loket)
    await upsertLoket(tx, kode, {
      id: newId(),
      kode: one.kode,
      nama: one.nama,
      unitKode: one.unit,
      isAktif: true,
      layananIds: one.layanan.flatMap((huruf) => ids.get(huruf) ?? []),
    })
  for (const { hari, buka, tutup, mulai, layanan } of place.jam)
    for (const day of hari)
      await insertJam(tx, kode, {
        id: newId(),
        layananId: layanan === undefined ? null : (ids.get(layanan) ?? null),
        hari: day as Jam['hari'],
        buka,
        tutup,
        berlakuMulai: mulai,
        berlakuSampai: null,
      })
  for (const row of place.khusus) await upsertKhusus(tx, kode, row)
}
