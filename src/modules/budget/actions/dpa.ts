import { createHash } from 'node:crypto'
import type { Sen } from '../../../kernel/money.ts'
import { formatPublicCode } from '../../../kernel/nomor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'
import type { Kelas } from '../domain/akun.ts'
import type { Versi } from '../store/versi-store.ts'
import { digestVersi } from './digest.ts'

/** What a DPA says in sum, and the code by which a printed one is told from a forged one. */
export type Dpa = Readonly<{
  kode: string
  baris: number
  jumlah: Readonly<Record<Kelas, Sen>>
}>

const CODE_BYTES = 5

/**
 * The check code of a DPA is computed from all its lines, its version and its SKPD: a changed figure gives another
 * code, and nothing has to be stored to check one.
 */
export async function readDpa(
  tx: Tx,
  { versi, skpd, codes }: Readonly<{ versi: Versi; skpd: Skpd; codes: Kodefikasi }>,
): Promise<Dpa> {
  const { sidik, baris, jumlah } = await digestVersi(
    tx,
    { versiId: versi.id, skpdId: skpd.id },
    codes,
  )
  const bytes = createHash('sha256').update(`dpa ${versi.sidik} ${skpd.kode} ${sidik}`).digest()
  return { kode: formatPublicCode('DPA', bytes.subarray(0, CODE_BYTES)), baris, jumlah }
}
