import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Catalogue } from '../definition-file/read-catalogue.ts'
import { insertShipped, raiseKatalogVersi } from '../store/definisi-store.ts'

/** @returns the digest a definition is known by: of its canonical JSON */
export function digestOf(definition: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(definition)).digest()
}

/**
 * Publish the catalogue that ships with the program, in one statement. A service that is there already, in whatever
 * version, stays as it is: what staff made of it is theirs.
 *
 * @returns how many are new
 */
export async function loadCatalogue(
  tx: Tx,
  catalogue: Pick<Catalogue, 'layanan' | 'rujukan'>,
  at: Date,
): Promise<number> {
  const rows = [...catalogue.layanan, ...catalogue.rujukan].map((one) => ({
    kode: one.code,
    versi: one.version,
    jenis: one.schema === 'rujukan/1' ? 'rujukan' : 'layanan',
    isi: one,
    sha256: digestOf(one).toString('hex'),
    berlaku_mulai: one.schema === 'rujukan/1' ? REFERRED_SINCE : one.effective.from,
  }))
  const made = await insertShipped(tx, rows, at)
  if (made > 0) await raiseKatalogVersi(tx)
  return made
}

/** Referrals carry no date of their own. */
const REFERRED_SINCE = '2026-01-01'
