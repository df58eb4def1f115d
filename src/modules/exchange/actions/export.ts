import { writeCsvRow } from '../../../platform/csv/write-csv.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Bentuk, Isian } from '../domain/bentuk.ts'
import { listAnggaranKeluar, listSp2dKeluar } from '../store/banding-store.ts'
import { findBentuk } from '../store/bentuk-store.ts'

const PIECE = 1_000

/** Our payments in the columns of another system, in pieces: memory does not grow with their number. */
export async function* exportSp2d(
  db: Db,
  tahun: number,
  bentukKode: string,
): AsyncGenerator<string> {
  const bentuk = await findBentuk(db, bentukKode)
  yield writeCsvRow(headersOf(bentuk, ['nomor', 'tanggal', 'skpd', 'nilai']))
  let sesudah: string | undefined
  for (;;) {
    const rows = await listSp2dKeluar(db, tahun, after(sesudah))
    yield rows
      .map((row) => writeCsvRow([row.nomor, row.tanggal, row.skpdKode, { decimal: row.nilai }]))
      .join('')
    if (rows.length < PIECE) return
    sesudah = rows.at(-1)?.id
  }
}

/** Our budget in force in the columns of another system, in pieces. */
export async function* exportAnggaran(
  db: Db,
  tahun: number,
  bentukKode: string,
): AsyncGenerator<string> {
  const bentuk = await findBentuk(db, bentukKode)
  yield writeCsvRow(headersOf(bentuk, ['skpd', 'sub', 'rekening', 'uraian', 'nilai']))
  let sesudah: string | undefined
  for (;;) {
    const rows = await listAnggaranKeluar(db, tahun, after(sesudah))
    yield rows
      .map((row) =>
        writeCsvRow([
          row.skpdKode,
          row.subKode,
          row.rekeningKode,
          row.uraian,
          { decimal: row.nilai },
        ]),
      )
      .join('')
    if (rows.length < PIECE) return
    sesudah = rows.at(-1)?.id
  }
}

const after = (sesudah: string | undefined) => ({
  limit: PIECE,
  ...(sesudah === undefined ? {} : { sesudah }),
})

/** The first name a column may have is the one we write. */
function headersOf(bentuk: Bentuk | undefined, isian: readonly Isian[]): readonly string[] {
  return isian.map((one) => bentuk?.kolom[one]?.[0] ?? one)
}
