import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

type Json = Readonly<Record<string, unknown>>

/** What was answered, what registers said when it was handed in, and what officers filled in since. */
export type Isian = Readonly<{ jawaban: Json; register: Json; tindakan: Json; sanggahan: Json }>

/**
 * Let this transaction see the answers of one application: row-level security shows no other. Called
 * by who has found out that the reader may read it.
 */
export async function openIsian(tx: Tx, permohonanId: string): Promise<void> {
  await rows(tx, sql`select set_config('pendopo.permohonan', ${permohonanId}, true)`)
}

/** The answers of an application that this transaction opened. */
export function isianOf(permohonanId: string) {
  return sql<Isian>`select i.jawaban, i.register, i.tindakan, i.sanggahan from services.isian i
    where i.permohonan_id = ${permohonanId}::uuid`
}

/** @returns the answers; undefined for an application this transaction did not open */
export function readIsian(tx: Tx, permohonanId: string): Promise<Isian | undefined> {
  return maybeRow(tx, isianOf(permohonanId))
}

export async function insertIsian(tx: Tx, permohonanId: string, isian: Isian): Promise<void> {
  await run(
    tx,
    sql`insert into services.isian (permohonan_id, jawaban, register, tindakan, sanggahan)
    values (${permohonanId}::uuid, ${JSON.stringify(isian.jawaban)}::jsonb, ${JSON.stringify(isian.register)}::jsonb,
      ${JSON.stringify(isian.tindakan)}::jsonb, ${JSON.stringify(isian.sanggahan)}::jsonb)`,
  )
}

export async function updateIsian(
  tx: Tx,
  permohonanId: string,
  isian: Pick<Isian, 'jawaban' | 'tindakan'>,
): Promise<void> {
  await run(
    tx,
    sql`update services.isian i set jawaban = ${JSON.stringify(isian.jawaban)}::jsonb,
      tindakan = ${JSON.stringify(isian.tindakan)}::jsonb where i.permohonan_id = ${permohonanId}::uuid`,
  )
}
