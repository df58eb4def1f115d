import type { Role } from '../../../../kernel/actor.ts'
import { type Tx, transaction } from '../../../../platform/db/database.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { standingOf } from '../../actions/act-on-laporan.ts'
import type { Laporan } from '../../domain/laporan.ts'
import { isOfficerOf } from '../../domain/photo.ts'
import type { Standing } from '../../domain/transitions.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import { readIsiRahasia } from '../../store/pelapor-store.ts'
import type { CitizenReports } from '../../types.ts'

/** Everyone who may have to do with the proof of some case; which case is decided per case. */
export const PROOF_ROLES: readonly Role[] = [
  'operator-aduan',
  'petugas-lapangan',
  'penghubung-opd',
  'kepala-opd',
  'camat',
  'lurah',
  'kades',
  'inspektorat',
]

export type OfficerCase = Readonly<{
  laporan: Laporan
  standing: Standing
  judul: string
  isi: string
  patokan: string | null
  point: Readonly<{ lat: number; lon: number }> | undefined
}>

/** The case in the address, for an officer who works on it; otherwise it is not there. */
export function openOfficerCase<T>(
  { deps }: CitizenReports,
  req: Req,
  work: (tx: Tx, opened: OfficerCase) => Promise<T>,
): Promise<T | undefined> {
  return transaction(deps.kit.db, async (tx) => {
    const laporan = await findLaporanByNomor(tx, nomorOf(req))
    if (laporan === undefined || !isOfficerOf(laporan, req.actor)) return undefined
    const standing = await standingOf(tx, laporan, { actor: req.actor })
    const words = laporan.isRahasia ? await readIsiRahasia(tx, laporan.id) : laporan
    const { lat = null, lon = null } = words ?? {}
    return work(tx, {
      laporan,
      standing,
      judul: words?.judul ?? laporan.judul,
      isi: words?.isi ?? '',
      patokan: words?.patokan ?? null,
      point: lat === null || lon === null ? undefined : { lat, lon },
    })
  })
}

export function nomorOf(req: Req): string {
  return String(req.params.nomor).toUpperCase()
}

/** Version of the case the form was drawn for; absent or broken counts as not told. */
export function versionOf(req: Req): Readonly<{ version?: number }> {
  const text = fieldText(req.form, 'version')
  return /^\d{1,9}$/.test(text) ? { version: Number(text) } : {}
}
