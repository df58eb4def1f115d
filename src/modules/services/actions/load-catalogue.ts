import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Catalogue } from '../definition-file/read-catalogue.ts'
import type { Layanan, Rujukan } from '../domain/definition/types.ts'
import { insertDefinisi, raiseKatalogVersi, withdrawTerbit } from '../store/definisi-store.ts'

/** @returns the digest a definition is known by: of its canonical JSON */
export function digestOf(definition: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(definition)).digest()
}

/**
 * Publish the catalogue that ships with the program: services and referrals nobody here has changed. What is there
 * in this version stays.
 *
 * @returns how many are new
 */
export async function loadCatalogue(
  tx: Tx,
  catalogue: Pick<Catalogue, 'layanan' | 'rujukan'>,
  at: Date,
): Promise<number> {
  let made = 0
  for (const one of [...catalogue.layanan, ...catalogue.rujukan]) {
    await withdrawOlder(tx, one, at)
    const isNew = await insertDefinisi(tx, {
      kode: one.code,
      versi: one.version,
      jenis: one.schema === 'rujukan/1' ? 'rujukan' : 'layanan',
      status: 'terbit',
      isi: one,
      sha256: digestOf(one),
      berlakuMulai: one.schema === 'rujukan/1' ? '2026-01-01' : one.effective.from,
      dibuatOleh: null,
      at,
    })
    if (isNew) made += 1
  }
  if (made > 0) await raiseKatalogVersi(tx)
  return made
}

/** A later version that ships takes the place of the one before. */
async function withdrawOlder(
  tx: Tx,
  { code, version }: Layanan | Rujukan,
  at: Date,
): Promise<void> {
  if (version > 1) await withdrawTerbit(tx, code, at)
}
