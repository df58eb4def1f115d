import { formatNomor, parseNomor } from '../../../../kernel/nomor.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import type { CitizenReports } from '../../types.ts'

/** A number typed into the search leads to its case; without its last letter too, and secret ones never. */
export async function findByNomor(
  { deps }: CitizenReports,
  typed: string,
): Promise<string | undefined> {
  const nomor = nomorIn(typed)
  const found = nomor === undefined ? undefined : await findLaporanByNomor(deps.kit.db, nomor)
  return found?.isPublik ? found.nomor : undefined
}

function nomorIn(typed: string): string | undefined {
  const whole = parseNomor(typed)
  if (whole.ok) return whole.value.nomor
  const parts = /^\s*([a-z]{2,5})[\s./-]?(\d{4})[\s./-]?0*([1-9]\d{0,5})\s*$/i.exec(typed)
  if (parts === null) return undefined
  const [, prefix = '', year = '', serial = ''] = parts
  if (!year.startsWith('2')) return undefined
  return formatNomor({ prefix: prefix.toUpperCase(), year: Number(year), serial: Number(serial) })
}
