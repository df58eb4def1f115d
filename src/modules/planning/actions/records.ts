import { createHash } from 'node:crypto'
import { type Sen, sumSen, toDecimalString } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import type { Dokumen } from '../domain/dokumen.ts'
import { writeContents } from '../domain/sidik.ts'
import { type Baris, listBaris } from '../store/baris-store.ts'
import { findDokumen, listEnactedIds } from '../store/dokumen-store.ts'
import { readSimpul } from '../store/simpul-store.ts'

/** A planning document, or a change of one, came into force. */
export const DITETAPKAN: RecordKind = {
  name: 'rencana.ditetapkan',
  log: 'publik',
  label: { id: 'Dokumen perencanaan ditetapkan', en: 'Planning document enacted' },
}

/** Far above what any region plans in a year. */
const BARIS_MAX = 100_000

/** What everybody may read of an enactment; `sidik` is over every node and line. */
export type Penetapan = Readonly<{
  jenis: string
  judul: string
  skpdId: number | null
  tahun: string
  versi: number
  penetapan: Readonly<{ jenis: string | null; nomor: string | null; tanggal: string | null }>
  simpul: number
  baris: number
  jumlah: string
  sidik: string
}>

/** @returns the act's document, worked out anew from the rows that hold the contents */
export async function writePenetapan(
  tx: Tx,
  dokumen: Dokumen,
  act: Penetapan['penetapan'],
): Promise<Penetapan> {
  const simpul = await readSimpul(tx, dokumen.id)
  const baris = await readAllBaris(tx, dokumen.id)
  return {
    jenis: dokumen.jenis,
    judul: dokumen.judul,
    skpdId: dokumen.skpdId,
    tahun: `${dokumen.tahunMulai}-${dokumen.tahunSampai}`,
    versi: dokumen.versi,
    penetapan: act,
    simpul: simpul.length,
    baris: baris.length,
    jumlah: toDecimalString(sumSen(baris.map(({ pagu }): Sen => pagu))),
    sidik: createHash('sha256').update(writeContents(simpul, baris)).digest('hex'),
  }
}

export function readAllBaris(tx: Tx, dokumenId: string): Promise<readonly Baris[]> {
  return listBaris(tx, { dokumenId, limit: BARIS_MAX })
}

/** Name of a document in the log: `RKPD/2027/v1`, `RENSTRA/2025-2029/v1/1f0c…`. */
export function objectOf(dokumen: Dokumen): string {
  const years =
    dokumen.tahunMulai === dokumen.tahunSampai
      ? String(dokumen.tahunMulai)
      : `${dokumen.tahunMulai}-${dokumen.tahunSampai}`
  const whose = dokumen.skpdId === null ? [] : [`skpd-${dokumen.skpdId}`]
  return [dokumen.jenis.toUpperCase(), years, `v${dokumen.versi}`, ...whose].join('/')
}

/** Where the documents of our records lie: enacted documents, read again for every check. */
export const PLANNING_RECORDS: DocumentSource = {
  kinds: [DITETAPKAN],
  read: async (tx, refs) => {
    const found = new Map()
    for (const id of refs) {
      const dokumen = await findDokumen(tx, id)
      if (dokumen === undefined || dokumen.status !== 'ditetapkan') continue
      const act = {
        jenis: dokumen.penetapanJenis,
        nomor: dokumen.penetapanNomor,
        tanggal: dokumen.penetapanTanggal,
      }
      found.set(id, {
        document: await writePenetapan(tx, dokumen, act),
        isOpen: true,
        href: '/rencana',
        detail: dokumen.judul,
      })
    }
    return found
  },
  list: listEnactedIds,
}
