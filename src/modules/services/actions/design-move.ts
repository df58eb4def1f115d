import { ok, type Result, refuse } from '../../../kernel/result.ts'
import {
  type Db,
  type Tx,
  together,
  transactionUnlessRefused,
} from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { targetOf } from '../domain/perancang/migrate.ts'
import { designRefusal } from '../domain/perancang/refusals.ts'
import type { Permohonan } from '../domain/permohonan.ts'
import { listRunningOn, lockByNomor, updatePermohonan } from '../store/permohonan-store.ts'
import { listMoving } from '../store/revisi-store.ts'
import { renameStages } from '../store/tugas-store.ts'
import { SYSTEM } from './arrival.ts'
import type { DraftKey } from './design-draft.ts'
import { addRiwayat } from './records.ts'

const BATCH = 200

/**
 * Running applications of services whose version in force takes them along: each in a transaction of its own,
 * so that one that cannot go holds up nobody. Asked again it goes on where it was.
 */
export async function moveRunning(deps: Deps): Promise<void> {
  const { kit } = deps
  for (const key of await listMoving(kit.db)) {
    let before = ''
    for (let full = true; full; ) {
      const found = await listRunningOn(kit.db, { kode: key.kode, below: key.versi, limit: BATCH })
      // The same ones again: what is left cannot go.
      full = found.length === BATCH && found.join() !== before
      before = found.join()
      for (const nomor of found) {
        const done = await moveOne(deps, kit.db, { key, nomor })
        if (!done.ok)
          kit.log.warn(
            { nomor, codes: done.refusals.map((one) => one.code) },
            'an application stays on its version',
          )
      }
    }
  }
}

/**
 * Take one application to the version in force. The promise it was given stays: only what happens from here on is
 * the new version's.
 *
 * @refuses RANCANGAN_PETA_TAHAP
 */
export function moveOne(
  deps: Deps,
  db: Db,
  { key, nomor }: Readonly<{ key: DraftKey; nomor: string }>,
): Promise<Result<'moved' | 'nothing'>> {
  return transactionUnlessRefused(db, async (tx) => {
    const permohonan = await lockByNomor(tx, nomor)
    if (permohonan === undefined || permohonan.akhir !== null || permohonan.versi >= key.versi)
      return ok('nothing')
    const { layanan } = await deps.layanan.prepared(tx, key)
    const target = targetOf(layanan, permohonan.tahap)
    if (target === undefined)
      return refuse(designRefusal('RANCANGAN_PETA_TAHAP', 'running', { tahap: permohonan.tahap }))
    const map = layanan.running === 'finish-on-old' ? {} : layanan.running.migrate
    await saveMove(deps, tx, {
      permohonan,
      to: { ...key, tahap: target.tahap, caraHabis: target.state.sla?.expire ?? null },
      map,
    })
    return ok('moved')
  })
}

type Move = Readonly<{
  permohonan: Permohonan
  to: DraftKey & Pick<Permohonan, 'tahap' | 'caraHabis'>
  map: Readonly<Record<string, string>>
}>

async function saveMove(deps: Deps, tx: Tx, { permohonan, to, map }: Move): Promise<void> {
  const masukTahap = Object.fromEntries(
    Object.entries(permohonan.masukTahap).map(([tahap, at]) => [
      Object.hasOwn(map, tahap) ? (map[tahap] ?? tahap) : tahap,
      at,
    ]),
  )
  await together([
    updatePermohonan(tx, permohonan.id, {
      ...permohonan,
      versi: to.versi,
      tahap: to.tahap,
      caraHabis: to.caraHabis,
      masukTahap,
      jamTotal: null,
      jamBersih: null,
      isTepatWaktu: null,
    }),
    renameStages(tx, permohonan.id, map),
    addRiwayat(deps, tx, {
      actor: SYSTEM,
      permohonan,
      row: {
        id: deps.kit.newId(),
        permohonanId: permohonan.id,
        urutan: permohonan.version + 1,
        kejadian: 'pindah_versi',
        dariTahap: permohonan.tahap,
        keTahap: to.tahap,
        oleh: null,
        olehJenis: 'sistem',
        peran: null,
        unitKode: null,
        atasNama: null,
        pesan: null,
        data: { dariVersi: permohonan.versi, keVersi: to.versi },
        isPublik: true,
        waktu: deps.kit.now(),
      },
    }),
    deps.audit.record(tx, SYSTEM, {
      action: 'permohonan.pindah-versi',
      subject: { kind: 'permohonan', id: permohonan.id },
      before: { versi: permohonan.versi, tahap: permohonan.tahap },
      after: { versi: to.versi, tahap: to.tahap },
    }),
  ])
}
