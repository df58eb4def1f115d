import type { z } from 'zod'
import { assert } from '../../../kernel/assert.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Log } from '../../../platform/log/log.ts'
import { LayananSchema, RujukanSchema } from '../definition-file/schema.ts'
import { createSearch, type Search } from '../domain/catalogue/search.ts'
import type { Table } from '../domain/definition/names.ts'
import { type Prepared, prepare } from '../domain/definition/prepare.ts'
import type { Layanan, Rujukan } from '../domain/definition/types.ts'
import {
  type DefinisiRow,
  findDefinisi,
  katalogVersi,
  listTerbit,
} from '../store/definisi-store.ts'

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
  /** Told of a row that cannot be read; the others are served without it. */
  log?: Pick<Log, 'error'>,
): LayananKeeper {
  const ready = new Map<string, Prepared>()
  const known: Known = new Map()
  let kept: Kept | undefined
  let lookedAtMs = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined

  const look = async () => {
    // The version is read before the catalogue: a change in between is noticed at the next look, never lost.
    const nomor = await katalogVersi(db)
    lookedAtMs = now().getTime()
    if (kept?.nomor === nomor) return
    const katalog = readKatalog(db, known, log)
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
      return kept === undefined ? readKatalog(db, known, log) : kept.katalog
    },
    prepared: async (tx, key) => {
      const name = `${key.kode}@${key.versi}`
      const known = ready.get(name)
      if (known !== undefined) return known
      const published = (await kept?.katalog)?.layanan.get(key.kode)
      if (published?.version === key.versi) return keepReady(ready, name, prepare(published))
      const row = await findDefinisi(tx, key)
      assert(row !== undefined && row.jenis === 'layanan', `definition ${name} of an application`)
      // Sound by the rules of its day: what the schema has learnt since must not stop a running application.
      const parsed = LayananSchema.safeParse(row.isi)
      const one = parsed.success ? parsed.data : (row.isi as Layanan)
      return keepReady(ready, name, prepare(one))
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

type Known = Map<string, Layanan | Rujukan>

/**
 * A row that is no definition is left out and told of: it never takes the portal down. What was read once is not
 * read again, because a version never changes.
 */
async function readKatalog(
  db: Db,
  known: Known,
  log: Pick<Log, 'error'> | undefined,
): Promise<Katalog> {
  const found = await listTerbit(db)
  const layanan = new Map<string, Layanan>()
  const rujukan = new Map<string, Rujukan>()
  for (const row of found) {
    const name = `${row.kode}@${row.versi}`
    const one = known.get(name) ?? readRow(row, log)
    if (one === undefined) continue
    known.set(name, one)
    if (one.schema === 'rujukan/1') rujukan.set(row.kode, one)
    else layanan.set(row.kode, one)
  }
  for (const [name, one] of known)
    if ((layanan.get(one.code) ?? rujukan.get(one.code)) !== one) known.delete(name)
  return { layanan, rujukan, search: createSearch([...layanan.values(), ...rujukan.values()]) }
}

function readRow(
  row: DefinisiRow,
  log: Pick<Log, 'error'> | undefined,
): Layanan | Rujukan | undefined {
  const schema: z.ZodType<Layanan | Rujukan> =
    row.jenis === 'rujukan' ? RujukanSchema : LayananSchema
  const parsed = schema.safeParse(row.isi)
  if (parsed.success) return parsed.data
  const at = parsed.error.issues[0]?.path.join('.')
  log?.error({ definition: `${row.kode}@${row.versi}`, at }, 'a definition cannot be read')
  return undefined
}
