import { assert } from '../../../kernel/assert.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { createSearch, type Search } from '../domain/catalogue/search.ts'
import type { Table } from '../domain/definition/names.ts'
import { type Prepared, prepare } from '../domain/definition/prepare.ts'
import type { Layanan, Rujukan } from '../domain/definition/types.ts'
import { findDefinisi, katalogVersi, listTerbit } from '../store/definisi-store.ts'

/** The published catalogue, in memory: 600 services are some five megabytes. */
export type Katalog = Readonly<{
  layanan: ReadonlyMap<string, Layanan>
  rujukan: ReadonlyMap<string, Rujukan>
  search: Search
}>

export type LayananKeeper = Readonly<{
  katalog: () => Promise<Katalog>
  /** A definition in a version, made ready; an application's own version never changes. */
  prepared: (tx: Tx, key: Readonly<{ kode: string; versi: number }>) => Promise<Prepared>
  tables: ReadonlyMap<string, Table>
  forget: () => void
}>

/** How old an answer of the version row may be: one small statement a second, however many pages. */
const FRESH_MS = 1_000
/** Versions kept ready besides the published ones. */
const PREPARED_MAX = 1_500

type Kept = Readonly<{ katalog: Promise<Katalog>; nomor: string }>

export function createLayananKeeper(
  db: Db,
  now: () => Date,
  tables: ReadonlyMap<string, Table>,
): LayananKeeper {
  const ready = new Map<string, Prepared>()
  let kept: Kept | undefined
  let lookedAtMs = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined

  const look = async () => {
    // The version is read before the catalogue: a change in between is noticed at the next look, never lost.
    const nomor = await katalogVersi(db)
    lookedAtMs = now().getTime()
    if (kept?.nomor === nomor) return
    const katalog = readKatalog(db)
    kept = { katalog, nomor }
    katalog.catch(() => {
      kept = undefined
    })
  }
  return {
    tables,
    katalog: async () => {
      if (kept === undefined || Math.abs(now().getTime() - lookedAtMs) > FRESH_MS) {
        looking ??= look().finally(() => {
          looking = undefined
        })
        await looking
      }
      return kept === undefined ? readKatalog(db) : kept.katalog
    },
    prepared: async (tx, key) => {
      const name = `${key.kode}@${key.versi}`
      const known = ready.get(name)
      if (known !== undefined) return known
      const published = (await kept?.katalog)?.layanan.get(key.kode)
      if (published?.version === key.versi) return keepReady(ready, name, prepare(published))
      const row = await findDefinisi(tx, key)
      assert(row !== undefined && row.jenis === 'layanan', `definition ${name} of an application`)
      return keepReady(ready, name, prepare(row.isi as Layanan))
    },
    forget: () => {
      kept = undefined
      looking = undefined
    },
  }
}

function keepReady(ready: Map<string, Prepared>, name: string, prepared: Prepared): Prepared {
  const oldest = ready.keys().next()
  if (ready.size >= PREPARED_MAX && !oldest.done) ready.delete(oldest.value)
  ready.set(name, prepared)
  return prepared
}

async function readKatalog(db: Db): Promise<Katalog> {
  const found = await listTerbit(db)
  const layanan = new Map<string, Layanan>()
  const rujukan = new Map<string, Rujukan>()
  for (const row of found) {
    if (row.jenis === 'rujukan') rujukan.set(row.kode, row.isi as Rujukan)
    else layanan.set(row.kode, row.isi as Layanan)
  }
  return { layanan, rujukan, search: createSearch([...layanan.values(), ...rujukan.values()]) }
}
