import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { sumSen, toDecimalString } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import { readTable } from '../../../platform/table/read-table.ts'
import type { Deps } from '../deps.ts'
import { matchColumns, readRows } from '../domain/bentuk.ts'
import { refusal } from '../domain/refusals.ts'
import { findBentuk } from '../store/bentuk-store.ts'
import { insertDokumen, insertMuatan } from '../store/muatan-store.ts'

export type TakeFile = Readonly<{
  bentukKode: string
  tahun: number
  berkas: string
  bytes: Uint8Array
}>

/**
 * Take in a file of another system: every row is read, or nothing is kept.
 *
 * @returns the id under which it can be compared
 * @refuses TUKAR_BENTUK, TUKAR_KOLOM, TUKAR_BARIS, TUKAR_NOMOR, TUKAR_TANGGAL, TUKAR_NILAI, TUKAR_KODE, TUKAR_SUDAH
 */
export async function takeFile(deps: Deps, actor: Actor, file: TakeFile): Promise<Result<string>> {
  const { kit, audit } = deps
  const bentuk = await findBentuk(kit.db, file.bentukKode)
  if (bentuk === undefined) return refuse(refusal('TUKAR_BENTUK', {}, 'bentuk'))
  const table = await readTable({ kind: 'file', bytes: file.bytes })
  const [first] = table.rows
  if (table.problems.length > 0 || first === undefined)
    return refuse(
      table.problems.length === 0
        ? refusal('TUKAR_BERKAS', {}, 'berkas')
        : table.problems.map(({ row, message }) =>
            refusal('TUKAR_BARIS', { baris: row, pesan: message }, 'berkas'),
          ),
    )
  const columns = matchColumns(bentuk, Object.keys(first.cells))
  if (!columns.ok) return columns
  const read = readRows(bentuk, columns.value, table.rows)
  if (!read.ok) return read
  const id = kit.newId()
  return transaction(kit.db, async (tx) => {
    const isNew = await insertMuatan(tx, {
      id,
      bentukKode: bentuk.kode,
      tahun: file.tahun,
      berkas: file.berkas.slice(0, 200) || 'berkas',
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      baris: read.value.length,
      nilai: toDecimalString(sumSen(read.value.map(({ nilai }) => nilai))),
      oleh: actor.kind === 'anonymous' ? '' : actor.name,
      now: kit.now(),
    })
    if (!isNew) return refuse(refusal('TUKAR_SUDAH', {}, 'berkas'))
    await insertDokumen(tx, id, read.value)
    await audit.record(tx, actor, {
      action: 'pertukaran.muat',
      subject: { kind: 'pertukaran', id },
      after: { bentuk: bentuk.kode, tahun: file.tahun, baris: read.value.length },
    })
    return ok(id)
  })
}
