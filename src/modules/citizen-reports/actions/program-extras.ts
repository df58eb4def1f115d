import type { Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { SafeFetch } from '../../../platform/net/safe-fetch.ts'

/** Cleans and keeps one photo of a report, in the caller's transaction. */
export type AttachPhoto = (
  tx: Tx,
  photo: Readonly<{ nomor: string; bytes: Uint8Array }>,
) => Promise<Result<unknown>>

/** What the routes and jobs for programs need besides the module's own deps. */
export type ProgramExtras = Readonly<{
  attachPhoto: AttachPhoto
  /** Fetches addresses that strangers and partners gave; never anything else. */
  fetch: SafeFetch
  sleep: (ms: number) => Promise<void>
}>
