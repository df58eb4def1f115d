import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { NIL_UUID } from '../../../kernel/id.ts'
import { addSen, type Sen, toDecimalString, ZERO_SEN } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { type Kelas, kelasOf } from '../domain/akun.ts'
import { volumeToDecimal } from '../domain/volume.ts'
import { pageGaris } from '../store/garis-store.ts'

const PAGE = 2_000

export type Digest = Readonly<{
  sidik: string
  baris: number
  jumlah: Readonly<Record<Kelas, Sen>>
}>

/**
 * One digest over every line of a version, or of one SKPD's part of it, in the order of their identities, each as canonical JSON on a line of its
 * own: anybody who has the lines can compute it again.
 */
export async function digestVersi(
  tx: Tx,
  { versiId, skpdId }: Readonly<{ versiId: string; skpdId?: number }>,
  codes: Kodefikasi,
): Promise<Digest> {
  const hash = createHash('sha256')
  const jumlah = { pendapatan: ZERO_SEN, belanja: ZERO_SEN, pembiayaan: ZERO_SEN }
  let baris = 0
  let after = NIL_UUID
  for (;;) {
    const page = await pageGaris(tx, { versiId, skpdId }, { after, limit: PAGE })
    for (const line of page) {
      const rekening = codes.rekening.byId.get(line.rekeningId)?.kode ?? ''
      const kelas = kelasOf(rekening) ?? 'belanja'
      jumlah[kelas] = addSen(jumlah[kelas], line.jumlah)
      hash.update(
        `${canonicalJson({
          id: line.garisAsal,
          skpd: codes.skpd.byId.get(line.skpdId)?.kode ?? '',
          sub:
            line.subKegiatanId === null
              ? ''
              : (codes.nomenklatur.byId.get(line.subKegiatanId)?.kode ?? ''),
          rekening,
          uraian: line.uraian,
          volume: volumeToDecimal(line.volume),
          harga: toDecimalString(line.harga),
          jumlah: toDecimalString(line.jumlah),
        })}\n`,
      )
    }
    baris += page.length
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) break
    after = last.garisAsal
  }
  return { sidik: hash.digest('hex'), baris, jumlah }
}
