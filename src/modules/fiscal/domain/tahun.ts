import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

export type StatusTahun = 'penyusunan' | 'berjalan' | 'tutup'

const NEXT: Readonly<Record<StatusTahun, readonly StatusTahun[]>> = {
  penyusunan: ['berjalan'],
  berjalan: ['tutup'],
  // By decree only: auditors may ask for corrections after the closing.
  tutup: ['berjalan'],
}
const WORDS: Readonly<Record<StatusTahun, string>> = {
  penyusunan: 'masih disusun',
  berjalan: 'berjalan',
  tutup: 'ditutup',
}
const DASAR_LEAST = 3

/**
 * Open, close or reopen a fiscal year.
 *
 * @param dasar the decree it rests on: number and date as people write them
 * @refuses TAHUN_STATUS_TIDAK_BISA, TAHUN_DASAR_KOSONG
 */
export function decideStatus(
  dari: StatusTahun,
  ke: StatusTahun,
  dasar: string,
): Result<Readonly<{ ke: StatusTahun; dasar: string }>> {
  const refusals: Refusal[] = []
  if (!NEXT[dari].includes(ke))
    refusals.push(
      refusal('TAHUN_STATUS_TIDAK_BISA', { dari: WORDS[dari], ke: WORDS[ke] }, 'status'),
    )
  if (dasar.trim().length < DASAR_LEAST) refusals.push(refusal('TAHUN_DASAR_KOSONG', {}, 'dasar'))
  return refusals.length > 0 ? refuse(refusals) : ok({ ke, dasar: dasar.trim() })
}

/**
 * Whether documents may be made in a year.
 *
 * @refuses TAHUN_TIDAK_ADA, TAHUN_BELUM_BERJALAN, TAHUN_DITUTUP
 */
export function requireRunningYear<Year extends Readonly<{ status: StatusTahun }>>(
  tahun: number,
  found: Year | undefined,
): Result<Year> {
  if (found === undefined) return refuse(refusal('TAHUN_TIDAK_ADA', { tahun }))
  if (found.status === 'berjalan') return ok(found)
  const code = found.status === 'tutup' ? 'TAHUN_DITUTUP' : 'TAHUN_BELUM_BERJALAN'
  return refuse(refusal(code, { tahun }))
}
