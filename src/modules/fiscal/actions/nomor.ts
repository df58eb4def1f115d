import { present } from '../../../kernel/assert.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { writeNomor } from '../domain/pola-nomor.ts'
import { raiseNomor } from '../store/nomor-store.ts'
import type { NomorOrder } from '../types.ts'

/** @param wilayah the region's code, as official numbers begin with it */
export function createNextNomors(wilayah: () => string) {
  return async (tx: Tx, order: NomorOrder, count: number): Promise<readonly string[]> => {
    const { jenis, tahun, bulan, skpdKode = '', rincian = '' } = order
    const raised = await raiseNomor(tx, { tahun, jenis, skpdKode }, count)
    const { pola, terakhir } = present(raised, `numbers of ${jenis} have a pattern in ${tahun}`)
    const facts = { wilayah: wilayah(), skpd: skpdKode, rincian, bulan, tahun }
    return Array.from({ length: count }, (_, at) =>
      writeNomor(pola, { ...facts, urut: terakhir - count + 1 + at }),
    )
  }
}
