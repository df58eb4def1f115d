import { run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Subject } from '../domain/uses.ts'

/** For whom this transaction acts: rows of everybody else do not exist for it. */
export async function actForOwner(tx: Tx, akunId: string): Promise<void> {
  await run(tx, sql`select set_config('pendopo.berkas_pemilik', ${akunId}, true)`)
}

/** A browser nobody has signed in with. */
export async function actForDevice(tx: Tx, perangkat: string): Promise<void> {
  await run(tx, sql`select set_config('pendopo.berkas_perangkat', ${perangkat}, true)`)
}

/** A case: documents it uses can be read, none can be changed. */
export async function actForSubject(tx: Tx, { kind, id }: Subject): Promise<void> {
  await run(tx, sql`select set_config('pendopo.berkas_subjek', ${`${kind} ${id}`}, true)`)
}

/** The clean-up of the house; never on the way of a request. */
export async function actForHouse(tx: Tx): Promise<void> {
  await run(tx, sql`select set_config('pendopo.berkas_rawat', 'ya', true)`)
}

export async function stopActingForHouse(tx: Tx): Promise<void> {
  await run(tx, sql`select set_config('pendopo.berkas_rawat', '', true)`)
}
