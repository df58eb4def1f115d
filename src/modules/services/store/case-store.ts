import { oneRow, type Query, sql, type Tx } from '../../../platform/db/database.ts'
import type { Pendapat, Perbaikan } from '../domain/permohonan.ts'
import { type Isian, isianOf } from './isian-store.ts'
import { type JedaRow, jedaOf } from './jeda-store.ts'
import { type Kiriman, susulanOf } from './kiriman-store.ts'
import { type Lampiran, lampiranOf } from './lampiran-store.ts'
import { type IsianPendapat, isianPendapatOf, pendapatOf } from './pendapat-store.ts'
import { perbaikanOf } from './perbaikan-store.ts'
import { type Riwayat, riwayatOf } from './riwayat-store.ts'

/** Everything that hangs on an application. */
export type CaseRows = Readonly<{
  /** Null in a transaction that did not open the application. */
  isian: Isian | null
  lampiran: readonly Lampiran[]
  riwayat: readonly Riwayat[]
  perbaikan: readonly Perbaikan[]
  pendapat: readonly Pendapat[]
  /** What agencies filled in beside their opinions; empty in a transaction that did not open the application. */
  isianPendapat: readonly IsianPendapat[]
  jeda: readonly JedaRow[]
  /** Inspections that came too late for their step. */
  susulan: readonly Kiriman[]
  hasLetters: boolean
}>

const LINES_MAX = 500
const LATE_MAX = 20

/** All of it in one statement, and one journey, whatever there is. */
export async function readCaseRows(tx: Tx, permohonanId: string): Promise<CaseRows> {
  const found = await oneRow(
    tx,
    sql<CaseRows>`select (select to_json(t) from (${isianOf(permohonanId)}) t) as isian,
      ${listOf(lampiranOf(permohonanId))} as lampiran, ${listOf(riwayatOf(permohonanId, LINES_MAX))} as riwayat,
      ${listOf(perbaikanOf(permohonanId))} as perbaikan, ${listOf(pendapatOf(permohonanId))} as pendapat,
      ${listOf(isianPendapatOf(permohonanId))} as "isianPendapat", ${listOf(jedaOf(permohonanId))} as jeda, ${listOf(susulanOf(permohonanId, LATE_MAX))} as susulan,
      exists (select 1 from services.surat_terbit s where s.permohonan_id = ${permohonanId}::uuid) as "hasLetters"`,
  )
  return {
    ...found,
    riwayat: withDates(found.riwayat, ['waktu']),
    perbaikan: withDates(found.perbaikan, ['dimintaAt', 'dijawabAt']),
    pendapat: withDates(found.pendapat, ['waktu']),
    jeda: withDates(found.jeda, ['mulai', 'sampai']),
    susulan: withDates(found.susulan, ['diisiAt', 'diterimaAt']),
  }
}

function listOf(query: Query): Query {
  return sql`coalesce((select json_agg(t) from (${query}) t), '[]')`
}

/** Instants come as text in JSON. */
function withDates<Row extends object>(
  found: readonly Row[],
  names: readonly (keyof Row & string)[],
): readonly Row[] {
  return found.map((row) => ({
    ...row,
    ...Object.fromEntries(
      names.map((name) => [name, row[name] === null ? null : new Date(row[name] as string)]),
    ),
  }))
}
