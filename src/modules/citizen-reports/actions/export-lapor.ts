import { toInstant, zoneOf } from '../../../kernel/date.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Katalog } from '../domain/katalog.ts'
import {
  type LaporKasus,
  type LaporTindakLanjut,
  laporKasusColumns,
  laporStatusColumns,
} from '../exchange/lapor-csv.ts'
import { toLaporStatus } from '../exchange/lapor-status.ts'
import { type LaporCursor, type LaporExported, listForLapor } from '../store/lapor-store.ts'
import { listPublicSteps } from '../store/program-store.ts'

const CHUNK = 500

type ExportDeps = Pick<Deps, 'kit' | 'reference' | 'katalog'>

/**
 * Published cases in the columns of the exchange with SP4N-LAPOR!. A case that came from there carries its
 * tracking id, every other one its own number. No reporter and no secret case is in it.
 */
export async function exportLaporKasus(deps: ExportDeps): Promise<AsyncGenerator<string>> {
  const katalog = await deps.katalog.get()
  return csvStream(cases(deps, katalog), laporKasusColumns(zoneOf(deps.kit.region())))
}

/** Every public change of status and answer, case by case in the order of time. */
export async function exportLaporStatus(deps: ExportDeps): Promise<AsyncGenerator<string>> {
  return csvStream(changes(deps), laporStatusColumns(zoneOf(deps.kit.region())))
}

async function* pages(db: Db): AsyncGenerator<readonly LaporExported[]> {
  for (let after: LaporCursor | undefined; ; ) {
    const page = await listForLapor(db, { after, limit: CHUNK })
    yield page
    const last = page.at(-1)
    if (last === undefined || page.length < CHUNK) return
    after = { diterimaAt: last.diterimaAt, id: last.id }
  }
}

function trackingIdOf(row: LaporExported): string {
  return row.kanal === 'lapor' ? (row.kanalRujukan ?? row.nomor) : row.nomor
}

async function* cases(deps: ExportDeps, katalog: Katalog): AsyncGenerator<LaporKasus> {
  for await (const page of pages(deps.kit.db))
    for (const row of page) yield toKasus(deps, katalog, row)
}

function toKasus({ reference }: ExportDeps, katalog: Katalog, row: LaporExported): LaporKasus {
  return {
    trackingId: trackingIdOf(row),
    nomor: row.nomor,
    jenis: row.jenis,
    judul: maskPersonalData(row.judul),
    isi: maskPersonalData(row.isi) || row.judul,
    kategori: katalog.kategori.get(row.kategoriKode)?.nama.id ?? row.kategoriKode,
    instansi: row.unitKode === null ? null : (reference.findUnit(row.unitKode)?.nama ?? null),
    lokasi: row.patokan === null ? null : maskPersonalData(row.patokan),
    lat: row.lat,
    lon: row.lon,
    waktuLapor: toInstant(row.diterimaAt),
    status: toLaporStatus(row.status),
    isAnonim: row.isAnonim,
    isRahasia: false,
    tindakLanjut: row.tindakLanjut === null ? null : maskPersonalData(row.tindakLanjut),
    waktuTindakLanjut: row.tindakLanjutAt === null ? null : toInstant(row.tindakLanjutAt),
  }
}

async function* changes({ kit }: ExportDeps): AsyncGenerator<LaporTindakLanjut> {
  for await (const page of pages(kit.db)) {
    const ids = new Map(page.map((row) => [row.id, trackingIdOf(row)]))
    for (const step of await listPublicSteps(kit.db, [...ids.keys()])) {
      if (step.status === null) continue
      yield {
        trackingId: ids.get(step.laporanId) ?? step.nomor,
        status: toLaporStatus(step.status),
        waktu: toInstant(step.waktu),
        pesan: step.pesan === null ? null : maskPersonalData(step.pesan),
      }
    }
  }
}
