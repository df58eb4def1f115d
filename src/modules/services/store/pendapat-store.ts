import { run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Pendapat } from '../domain/permohonan.ts'

/** Opinions of agencies, round by round. */
export function pendapatOf(permohonanId: string) {
  return sql<Pendapat>`select d.putaran, d.unit_kode as "unitKode", d.is_setuju as "isSetuju", d.alasan, d.oleh, d.waktu
    from services.pendapat d where d.permohonan_id = ${permohonanId}::uuid order by d.putaran, d.waktu`
}

/** What an agency filled in beside its opinion; seen of an application this transaction opened. */
export type IsianPendapat = Readonly<{
  putaran: number
  unitKode: string
  isian: Readonly<Record<string, unknown>>
}>

/** Oldest round first, so that what is said again stands for what was said before. */
export function isianPendapatOf(permohonanId: string) {
  return sql<IsianPendapat>`select i.putaran, i.unit_kode as "unitKode", i.isian from services.isian_pendapat i
    where i.permohonan_id = ${permohonanId}::uuid order by i.putaran, i.unit_kode`
}

export async function insertIsianPendapat(
  tx: Tx,
  permohonanId: string,
  i: IsianPendapat,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.isian_pendapat (permohonan_id, putaran, unit_kode, isian)
    values (${permohonanId}::uuid, ${i.putaran}::int, ${i.unitKode}, ${JSON.stringify(i.isian)}::jsonb)`,
  )
}

/** @returns whether it is the agency's first in this round */
export async function insertPendapat(
  tx: Tx,
  d: Pendapat & Readonly<{ id: string; permohonanId: string; tahap: string; peran: string }>,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into services.pendapat (id, permohonan_id, tahap, putaran, unit_kode, is_setuju, alasan, oleh, peran, waktu)
    values (${d.id}::uuid, ${d.permohonanId}::uuid, ${d.tahap}, ${d.putaran}::int, ${d.unitKode}, ${d.isSetuju},
      ${d.alasan}, ${d.oleh}::uuid, ${d.peran}, ${d.waktu}) on conflict (permohonan_id, putaran, unit_kode) do nothing`,
  )
  return made === 1
}
