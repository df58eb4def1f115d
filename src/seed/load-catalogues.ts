import { join } from 'node:path'
import { loadMapping } from '../modules/accounting/index.ts'
import { loadAcuan } from '../modules/assets/index.ts'
import { loadBentuk } from '../modules/exchange/index.ts'
import { loadKeuangan } from '../modules/fiscal/index.ts'
import { loadShipped } from '../modules/services/index.ts'
import { loadKinds } from '../modules/vault/index.ts'
import { packageRoot } from '../package-root.ts'
import { transaction } from '../platform/db/database.ts'
import type { Kit } from '../platform/kit.ts'

const at = (path: string) => join(packageRoot, 'data', path)

/** At every start: what came with a new release joins what is there; nothing a region has set is touched. */
export async function loadCatalogues(kit: Kit): Promise<void> {
  await transaction(kit.db, (tx) => loadKinds(tx, at('berkas/jenis.json')))
  await transaction(kit.db, (tx) => loadBentuk(tx, at('keuangan/bentuk-tukar.json')))
  await loadKeuangan(kit, at('keuangan'))
  await loadAcuan(kit, at('keuangan'))
  await loadMapping(kit, at('keuangan'))
  await loadShipped(kit.db, at('layanan'), kit.now())
}
