import type { Role } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { unitOf } from '../domain/permohonan.ts'
import { refusal } from '../domain/refusals.ts'
import { rolesTold } from '../domain/standing.ts'
import { findById, raiseEscalation } from '../store/permohonan-store.ts'
import { insertRiwayat } from '../store/riwayat-store.ts'
import { moveTo } from './act.ts'
import { SYSTEM } from './arrival.ts'
import { factsOfCase } from './case-facts.ts'
import { tellRole } from './notices.ts'
import { type OpenCase, openCase } from './open-case.ts'

export type Expire = (db: Db, nomor: string) => Promise<Result<'done' | 'nothing'>>

/**
 * A promise has passed: the next one up the line is told, or the application goes where the definition sends
 * it, deemed approval included. Asked again it does nothing.
 */
export function createExpire(deps: Deps): Expire {
  return (db, nomor) =>
    transactionUnlessRefused(db, async (tx) => {
      const caller = { actor: SYSTEM, isSystem: true }
      const open = await openCase(deps, tx, { nomor, caller, isForUpdate: true })
      if (open === undefined) return refuse(refusal('PERMOHONAN_TIDAK_DITEMUKAN', 'nomor'))
      const { permohonan } = open
      const isDue = permohonan.tenggatAt !== null && permohonan.tenggatAt <= deps.kit.now()
      if (permohonan.akhir !== null || !isDue) return ok('nothing')
      return permohonan.caraHabis === 'eskalasi' ? escalate(deps, tx, open) : expire(deps, tx, open)
    })
}

async function expire(deps: Deps, tx: Tx, open: OpenCase): Promise<Result<'done' | 'nothing'>> {
  const { permohonan, prepared } = open
  const sla = prepared.layanan.workflow.states[permohonan.tahap]?.sla
  if (sla === undefined) return ok('nothing')
  const isFiktif = sla.expire === 'setuju'
  const moved = await moveTo(deps, tx, {
    open,
    facts: factsOfCase(deps, prepared, open),
    to: String(sla.to),
    line: {
      kejadian: isFiktif ? 'fiktif_positif' : 'tenggat_habis',
      pesan: null,
      data: { sla: sla.expire },
    },
    under: { role: 'sistem', unitKode: null },
    isFiktif,
  })
  return moved.ok ? ok('done') : moved
}

/** Told once per stage; from then on whoever was told may do the stage's work. */
async function escalate(deps: Deps, tx: Tx, open: OpenCase): Promise<Result<'done' | 'nothing'>> {
  const { permohonan, prepared } = open
  const sla = prepared.layanan.workflow.states[permohonan.tahap]?.sla
  if (sla === undefined || permohonan.tingkatEskalasi > 0) return ok('nothing')
  await raiseEscalation(tx, permohonan.id)
  await insertRiwayat(tx, {
    id: deps.kit.newId(),
    permohonanId: permohonan.id,
    urutan: permohonan.version + 1,
    kejadian: 'eskalasi',
    dariTahap: permohonan.tahap,
    keTahap: permohonan.tahap,
    oleh: null,
    olehJenis: 'sistem',
    peran: null,
    unitKode: null,
    atasNama: null,
    pesan: null,
    data: { kepada: sla.to },
    isPublik: true,
    waktu: deps.kit.now(),
  })
  await deps.audit.record(tx, SYSTEM, {
    action: 'permohonan.eskalasi',
    subject: { kind: 'permohonan', id: permohonan.id },
    after: { kepada: sla.to },
  })
  const about = {
    prepared,
    permohonan,
    tahap: permohonan.tahap,
    tenggatAt: permohonan.tenggatAt,
  }
  for (const role of rolesTold(sla))
    await tellRole(deps, tx, {
      event: 'permohonan.eskalasi',
      role,
      unitKode: unitForRole(role, open),
      about,
    })
  return ok('done')
}

function unitForRole(role: Role, { permohonan }: OpenCase): string | undefined {
  if (role === 'bupati') return undefined
  if (role === 'camat') return unitOf('kecamatan', permohonan)
  return role === 'kepala-opd' ? permohonan.pemilikUnit : unitOf('desa', permohonan)
}

/** The bill of an application was paid: the state that waited for it goes on. */
export async function settlePaid(deps: Deps, tx: Tx, permohonanId: string): Promise<void> {
  const found = await findById(tx, permohonanId)
  if (found === undefined) return
  const caller = { actor: SYSTEM, isSystem: true }
  const open = await openCase(deps, tx, { nomor: found.nomor, caller, isForUpdate: true })
  if (open === undefined || open.permohonan.isLunas || open.permohonan.akhir !== null) return
  const permohonan = { ...open.permohonan, isLunas: true }
  const paid = { ...open, permohonan }
  const moved = await moveTo(deps, tx, {
    open: paid,
    facts: factsOfCase(deps, open.prepared, paid),
    to: permohonan.tahap,
    line: { kejadian: 'lunas', pesan: null, data: {} },
    under: { role: 'sistem', unitKode: null },
  })
  // The event is tried again: what keeps a paid application from going on must not be forgotten.
  if (!moved.ok) throw new Error(moved.refusals.map((one) => one.code).join(' '))
}
