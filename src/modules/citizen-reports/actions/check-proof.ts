import type { Result } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { listFoto } from '../store/foto-store.ts'
import type { ActOnLaporan, Caller } from './act-on-laporan.ts'
import type { ReviewPhoto } from './review-photo.ts'

export type ProofCheck = Readonly<{
  nomor: string
  version?: number
  /** Agreed: show the proof to everyone as it is. */
  isPublish: boolean
}>

/** The second person agrees: the reporter is asked, and the proof is shown when the officer says so. */
export function createApproveProof(
  deps: Deps,
  { act, reviewPhoto }: Readonly<{ act: ActOnLaporan; reviewPhoto: ReviewPhoto }>,
): (caller: Caller, check: ProofCheck) => Promise<Result<Laporan>> {
  return async (caller, { nomor, version, isPublish }) => {
    const form = version === undefined ? {} : { version }
    const done = await transaction(deps.kit.db, (tx) =>
      act(tx, caller, { nomor, tindakan: 'validasi', form }),
    )
    if (!done.ok || !isPublish || done.value.isRahasia) return done
    const photos = await listFoto(deps.kit.db, { laporanId: done.value.id })
    const proof = photos.filter((one) => one.peran === 'bukti').at(-1)
    if (proof !== undefined && proof.keputusan === 'menunggu')
      await reviewPhoto.publish(caller, { nomor, fotoId: proof.id, kotak: [] })
    return done
  }
}
