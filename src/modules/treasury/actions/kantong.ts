import { present } from '../../../kernel/assert.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { insertKas, type JenisKas, type KasRow, listKas } from '../store/dana-store.ts'

const NAMA: Readonly<Record<Exclude<JenisKas, 'rkud'>, string>> = {
  bank: 'Rekening bendahara pengeluaran',
  tunai: 'Kas tunai bendahara pengeluaran',
  panjar: 'Panjar yang belum dipertanggungjawabkan',
  pajak: 'Pajak yang dipungut dan belum disetor',
  penerimaan: 'Kas bendahara penerimaan',
}

/** A pot of an SKPD's treasurer; made known at the first money it gets. */
export async function potOf(
  { kit }: Pick<Deps, 'kit'>,
  tx: Tx,
  at: Readonly<{ skpdId: number; jenis: Exclude<JenisKas, 'rkud'> }>,
): Promise<KasRow> {
  const find = async () => (await listKas(tx, at.skpdId)).find(({ jenis }) => jenis === at.jenis)
  const found = await find()
  if (found !== undefined) return found
  const { skpdId, jenis } = at
  const id = kit.newId()
  await insertKas(tx, { id, jenis, skpdId, nama: NAMA[jenis], bank: null, nomorRekening: null })
  return present(await find(), 'the pot was made, or another made it')
}
