import { isSignedIn } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { refusal } from '../domain/refusals.ts'
import { insertKiriman, isKirimanKnown, lockKiriman } from '../store/field-store.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'
import type { ActOnLaporan, Caller } from './act-on-laporan.ts'
import type { ProofClaim, ProveFix } from './prove-fix.ts'
import type { TakePhoto } from './take-photo.ts'

export const AKSI_LAPANGAN = ['tindak_lanjut', 'foto', 'selesai'] as const
export type AksiLapangan = (typeof AKSI_LAPANGAN)[number]

export type FieldSending = Readonly<{
  /** Made by the phone: the same sending again is answered as before. */
  kunci: string
  aksi: AksiLapangan
  claim: ProofClaim
}>

export type FieldWork = (caller: Caller, sending: FieldSending) => Promise<Result<Laporan>>

type Tools = Readonly<{ act: ActOnLaporan; takePhoto: TakePhoto; proveFix: ProveFix }>

/**
 * What a field officer sends from outside, at once or hours later: a note on the progress, a photo of
 * the state, the claim of the fix. Words and photo of one sending are stored together, once.
 *
 * @refuses KIRIMAN_TIDAK_SAH and everything of the three actions
 */
export function createFieldWork(deps: Deps, tools: Tools): FieldWork {
  return async (caller, sending) => {
    const { actor } = caller
    if (!isUuid(sending.kunci) || !isSignedIn(actor)) return refuse(refusal('KIRIMAN_TIDAK_SAH'))
    if (sending.aksi === 'selesai') {
      const done = await tools.proveFix.withPhoto(caller, sending.claim)
      return done.ok ? ok(done.value.laporan) : done
    }
    return transactionUnlessRefused(deps.kit.db, (tx) =>
      doOnce(deps, tx, { tools, caller, sending, akunId: actor.accountId }),
    )
  }
}

type Doing = Readonly<{ tools: Tools; caller: Caller; sending: FieldSending; akunId: string }>

async function doOnce(deps: Deps, tx: Tx, doing: Doing): Promise<Result<Laporan>> {
  const { caller, sending, akunId, tools } = doing
  const { kunci, aksi, claim } = sending
  await lockKiriman(tx, kunci)
  const laporan = await findLaporanByNomor(tx, claim.nomor)
  if (laporan === undefined) return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
  if (await isKirimanKnown(tx, { kunci, akunId })) return ok(laporan)
  const photo = await addPhoto(tx, doing)
  if (!photo.ok) return photo
  const done =
    aksi === 'foto'
      ? ok(laporan)
      : await tools.act(tx, caller, {
          nomor: claim.nomor,
          tindakan: 'tindak_lanjut',
          form: { pesan: claim.pesan },
        })
  if (!done.ok) return done
  const at = deps.kit.now()
  await insertKiriman(tx, { kunci, akunId, laporanId: laporan.id, aksi, at })
  return done
}

/** A photo is what `foto` is about, and optional beside a note. */
async function addPhoto(tx: Tx, { tools, caller, sending }: Doing): Promise<Result<unknown>> {
  const { aksi, claim } = sending
  if (aksi !== 'foto' && claim.bytes.length === 0) return ok(undefined)
  return tools.takePhoto(tx, {
    bytes: claim.bytes,
    peran: 'pelengkap',
    place: { nomor: claim.nomor, caller },
  })
}
