import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { toDecimalString } from '../../../kernel/money.ts'
import type { BarisIsi } from './baris.ts'
import type { Simpul } from './simpul.ts'
import { ukuranToDecimal } from './ukuran.ts'

/**
 * The contents of a document as text that is the same for the same contents, whatever order rows came in: what the
 * fingerprint of an enacted document is over.
 */
export function writeContents(
  simpul: readonly Simpul[],
  baris: readonly (BarisIsi & Readonly<{ id: string }>)[],
): string {
  const nodes = simpul.map(({ pagu, indikator, revisi, diubahOleh, ...node }) => ({
    ...node,
    pagu: [...pagu]
      .map(([tahun, amount]) => ({ tahun, pagu: toDecimalString(amount) }))
      .toSorted((a, b) => a.tahun - b.tahun),
    indikator: indikator
      .map(({ target, awal, ...row }) => ({
        ...row,
        awal: awal === null ? null : ukuranToDecimal(awal),
        target: [...target]
          .map(([tahun, value]) => ({ tahun, target: ukuranToDecimal(value) }))
          .toSorted((a, b) => a.tahun - b.tahun),
      }))
      .toSorted(byId),
  }))
  const lines = baris.map((row) => ({
    id: row.id,
    skpdId: row.skpdId,
    subKegiatanId: row.subKegiatanId,
    uraian: row.uraian,
    lokasiKode: row.lokasiKode,
    lokasiRinci: row.lokasiRinci,
    indikator: row.indikator,
    target: ukuranToDecimal(row.target),
    satuan: row.satuan,
    pagu: toDecimalString(row.pagu),
    paguMaju: toDecimalString(row.paguMaju),
    prioritas: row.prioritas,
    sumber: row.sumber,
  }))
  return canonicalJson({ simpul: nodes.toSorted(byId), baris: lines.toSorted(byId) })
}

function byId(a: Readonly<{ id: string }>, b: Readonly<{ id: string }>): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
