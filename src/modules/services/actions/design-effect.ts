import { DAY_MS } from '../../../kernel/date.ts'
import { type Db, type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type Prepared, prepare } from '../domain/definition/prepare.ts'
import type { Layanan } from '../domain/definition/types.ts'
import { type CaseEffect, type Effect, effectOf, sumEffects } from '../domain/perancang/effect.ts'
import { openIsian, readIsian } from '../store/isian-store.ts'
import { listLampiran } from '../store/lampiran-store.ts'
import { type EffectCase, listRecent } from '../store/revisi-store.ts'
import { askedOfCase, readHas } from './case-facts.ts'

const DAYS = 30
const CASES_MAX = 200

/**
 * What a new version would have said of the applications of the last thirty days. Each is opened, judged by its own version
 * and by the new one, and forgotten; only numbers of applications come out.
 */
export function effectOnCases(deps: Deps, db: Db, isi: Layanan): Promise<Effect> {
  const newer = prepare(isi)
  const since = new Date(deps.kit.now().getTime() - DAYS * DAY_MS)
  return transaction(db, async (tx) => {
    const found = await listRecent(tx, { kode: isi.code, since, limit: CASES_MAX + 1 })
    const cases: Readonly<{ nomor: string; effect: CaseEffect }>[] = []
    for (const one of found.slice(0, CASES_MAX)) {
      const effect = await effectOnOne(deps, tx, { one, newer })
      if (effect !== undefined) cases.push({ nomor: one.nomor, effect })
    }
    return sumEffects(cases, found.length > CASES_MAX)
  })
}

async function effectOnOne(
  deps: Deps,
  tx: Tx,
  { one, newer }: Readonly<{ one: EffectCase; newer: Prepared }>,
): Promise<CaseEffect | undefined> {
  const older = await deps.layanan.prepared(tx, { kode: newer.layanan.code, versi: one.versi })
  await openIsian(tx, one.id)
  const isian = await readIsian(tx, one.id)
  if (isian === undefined) return undefined
  const lampiran = await listLampiran(tx, one.id)
  const has = await readHas(deps, tx, newer, one.pemilikAkunId)
  // As it was handed in: what officers filled in since and what was paid later say nothing of that day.
  const asked = askedOfCase(deps, {
    permohonan: { ...one, isLunas: false, biayaRupiah: Math.max(1, one.biayaRupiah) },
    isian: { ...isian, tindakan: {} },
    lampiran,
    isianPendapat: [],
    has,
  })
  return effectOf(older, newer, asked)
}
