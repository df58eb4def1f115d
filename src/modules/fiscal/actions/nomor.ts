import { present } from '../../../kernel/assert.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { createKeep } from '../../../platform/kept.ts'
import { writeNomor } from '../domain/pola-nomor.ts'
import { readVersi } from '../store/kode-store.ts'
import { findPola, raiseNomor } from '../store/nomor-store.ts'
import type { NomorOrder } from '../types.ts'

const POLA_KEPT_MAX = 100

/** @param wilayah the region's code, as official numbers begin with it */
export function createNextNomors(wilayah: () => string) {
  const keep = createKeep(POLA_KEPT_MAX)
  return async (tx: Tx, order: NomorOrder, count: number): Promise<readonly string[]> => {
    const { jenis, tahun, bulan, skpdKode = '', rincian = '' } = order
    const version = await readVersi(tx)
    const found = await keep({ key: `${jenis} ${tahun}`, version }, () =>
      findPola(tx, jenis, tahun),
    )
    const { pola, lingkup } = present(found, `numbers of ${jenis} have a pattern in ${tahun}`)
    const last = await raiseNomor(
      tx,
      { tahun, jenis, lingkup: lingkup === 'skpd' ? skpdKode : '' },
      count,
    )
    const facts = { wilayah: wilayah(), skpd: skpdKode, rincian, bulan, tahun }
    return Array.from({ length: count }, (_, at) =>
      writeNomor(pola, { ...facts, urut: last - count + 1 + at }),
    )
  }
}
