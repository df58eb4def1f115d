import type { Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { SafeFetch } from '../../../platform/net/safe-fetch.ts'

/** Cleans and keeps one photo of a report, in the caller's transaction. */
export type AttachPhoto = (
  tx: Tx,
  photo: Readonly<{ laporanId: string; bytes: Uint8Array; peran: 'pelapor' }>,
) => Promise<Result<unknown>>

export type KategoriSuggestion = Readonly<{ kategoriKode: string; probability: number }>

/** The category a text is most likely about; undefined when nothing has been learnt. */
export type SuggestKategori = (
  text: string,
  place?: Readonly<{ wilayahKode: string | null; kecamatanKode: string | null }>,
) => KategoriSuggestion | undefined

/** What the routes and jobs for programs need besides the module's own deps. */
export type ProgramExtras = Readonly<{
  attachPhoto: AttachPhoto
  suggest: SuggestKategori
  /** Fetches addresses that strangers and partners gave; never anything else. */
  fetch: SafeFetch
  sleep: (ms: number) => Promise<void>
  /** Picture of a channel by the channel's own id; absent when no such service is configured. */
  fetchMedia?: (kanal: 'whatsapp', id: string) => Promise<Uint8Array | undefined>
}>
