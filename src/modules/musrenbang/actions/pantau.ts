import type { Tx } from '../../../platform/db/database.ts'
import { rows, run, sql, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { mayMove } from '../domain/kedudukan.ts'
import { type Mata, nextOf } from '../domain/rantai.ts'
import { markLewat, moveUsulan, type NewLangkah } from '../store/langkah-store.ts'
import { readRantai } from '../store/rantai-store.ts'
import { lockUsulan, type Usulan } from '../store/usulan-store.ts'
import { arenaOf, makeLangkah, type Tujuan, tell } from './langkah.ts'

const PER_TURN = 50
const OLEH = 'musrenbang'

/**
 * See what became of proposals that went into the plan: decided there, budgeted, contracted, paid, handed over. Each
 * change is a step, and who is concerned is told.
 *
 * @returns how many took a step
 */
export async function followPlans(deps: Deps): Promise<number> {
  const { kit } = deps
  const since = kit.now()
  let moved = 0
  for (;;) {
    const ids = await nextToSee(kit.db, since)
    if (ids.length === 0) return moved
    moved += await transaction(kit.db, (tx) => followSome(deps, tx, { ids, since }))
  }
}

async function nextToSee(tx: Tx, since: Date): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select u.id from musrenbang.usulan u
    where u.status in ('rencana', 'rkpd', 'apbd', 'kontrak', 'dibayar') and u.dilihat_at < ${since}
    order by u.dilihat_at, u.id limit ${PER_TURN}`,
  )
  return found.map(({ id }) => id)
}

async function followSome(
  deps: Deps,
  tx: Tx,
  { ids, since }: Readonly<{ ids: readonly string[]; since: Date }>,
): Promise<number> {
  const list = await lockUsulan(tx, ids)
  const chains = await readRantai(
    tx,
    list.flatMap(({ rencanaId }) => rencanaId ?? []),
  )
  const steps: NewLangkah[] = []
  for (const usulan of list) {
    const to = await whereTo(deps, tx, {
      usulan,
      chain: chains.get(usulan.rencanaId ?? '') ?? [],
    })
    if (to === undefined || !mayMove(usulan.status, to.status)) continue
    const arena = await arenaOf(deps, tx, usulan.tahun)
    steps.push(makeLangkah(deps, arena, { usulan, to }))
  }
  await moveUsulan(tx, steps)
  // What took a step is looked at once more: the documents may show it farther still.
  const moved = new Set(steps.map(({ usulanId }) => usulanId))
  const settled = ids.filter((id) => !moved.has(id))
  await run(
    tx,
    sql`update musrenbang.usulan set dilihat_at = ${since} where id = any(${settled}::uuid[])`,
  )
  await tell(deps, tx, steps)
  return steps.length
}

async function whereTo(
  deps: Deps,
  tx: Tx,
  { usulan, chain }: Readonly<{ usulan: Usulan; chain: readonly Mata[] }>,
): Promise<Tujuan | undefined> {
  if (usulan.status !== 'rencana') {
    const next = nextOf(usulan.status, chain)
    return next && { ...next, oleh: OLEH }
  }
  const known = await deps.planning.usulan(tx, usulan.rencanaId ?? '')
  if (known === undefined || known.status === 'diajukan') return undefined
  const said = {
    oleh: OLEH,
    acuan: known.nomor,
    acuanUrl: `/rencana/usulan/${known.nomor}`,
    ...(known.alasanKode === null ? {} : { alasanKode: known.alasanKode }),
    ...(known.alasan === null ? {} : { alasan: known.alasan }),
  }
  if (known.status === 'ditolak') return { ...said, status: 'belum' }
  return { ...said, status: 'rkpd' }
}

/**
 * Mark what was not done in time, once for each step that waited.
 *
 * @returns how many were marked
 */
export async function markOverdue({ kit }: Deps): Promise<number> {
  let marked = 0
  for (;;) {
    const some = await transaction(kit.db, (tx) =>
      markLewat(tx, { today: kit.today(), at: kit.now(), limit: 500 }),
    )
    marked += some.length
    if (some.length < 500) return marked
  }
}
