import { present } from '../../../kernel/assert.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Fiscal, Kodefikasi } from '../../fiscal/index.ts'

export type NumbersOrder = Readonly<{
  jenis: 'spp' | 'spm'
  tahun: number
  tanggal: Tanggal
  kode: Pick<Kodefikasi, 'skpd'>
  of: readonly Readonly<{ skpdId: number; rincian: string }>[]
}>

/**
 * Numbers for many documents, one statement per SKPD and kind, in one order of SKPD: two batches that meet wait for each
 * other and never stand in each other's way.
 *
 * @returns in the order given
 */
export async function numbersFor(
  fiscal: Pick<Fiscal, 'nextNomors'>,
  tx: Tx,
  { jenis, tahun, tanggal, kode, of }: NumbersOrder,
): Promise<readonly string[]> {
  const groups = new Map<string, number[]>()
  for (const [at, { skpdId, rincian }] of of.entries()) {
    const skpdKode = present(kode.skpd.byId.get(skpdId), 'an SKPD of the year').kode
    const key = `${skpdKode} ${rincian}`
    groups.set(key, [...(groups.get(key) ?? []), at])
  }
  const numbers: string[] = []
  const bulan = Number(tanggal.slice(5, 7))
  for (const [key, places] of [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [skpdKode = '', rincian = ''] = key.split(' ')
    const order = { jenis, tahun, bulan, skpdKode, rincian }
    const nomor = await fiscal.nextNomors(tx, order, places.length)
    for (const [nth, at] of places.entries()) numbers[at] = nomor[nth] ?? ''
  }
  return numbers
}
