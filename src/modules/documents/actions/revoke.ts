import type { Actor } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { grantToTakeBack } from '../domain/rights.ts'
import { lockSurat, markRevoked } from '../store/surat-store.ts'
import { firstDigest, tell, toldOf } from './sign-letter.ts'
import { lineOf } from './unit-line.ts'

const REASON = { min: 10, max: 500 } as const

/**
 * Take a letter back: from now on its page says that it does not hold. The file stays what it was.
 *
 * @refuses ALASAN_CABUT_PENDEK, SURAT_TIDAK_ADA, SURAT_BELUM_TERBIT, SURAT_TIDAK_BERLAKU, BUKAN_WEWENANG_SURAT
 */
export async function revokeLetter(
  deps: Deps,
  tx: Tx,
  { actor, suratId, alasan: given }: Readonly<{ actor: Actor; suratId: string; alasan: string }>,
): Promise<Result<Readonly<{ nomor: string }>>> {
  const alasan = given.trim()
  const no = (code: keyof typeof REFUSALS, field?: string) =>
    refuse({ code, message: REFUSALS[code], ...(field === undefined ? {} : { field }) })
  const surat = await lockSurat(tx, suratId)
  if (surat === undefined) return no('SURAT_TIDAK_ADA')
  const grant = grantToTakeBack(actor, lineOf(deps.reference, surat.unitKode))
  if (grant === undefined) return no('BUKAN_WEWENANG_SURAT')
  if (surat.status === 'menunggu') return no('SURAT_BELUM_TERBIT')
  if (surat.status !== 'berlaku') return no('SURAT_TIDAK_BERLAKU')
  if (alasan.length < REASON.min || alasan.length > REASON.max)
    return no('ALASAN_CABUT_PENDEK', 'alasan')
  const nomor = present(surat.nomor, 'an issued letter has its number')
  await markRevoked(tx, suratId)
  await tell(deps, tx, {
    act: {
      suratId,
      jenis: 'dicabut',
      versi: surat.versi + 1,
      at: deps.kit.now(),
      alasan,
      role: grant.role,
      penggantiId: null,
      pengganti: null,
    },
    told: { letter: toldOf(surat), sha256: await firstDigest(tx, suratId), nomor },
    actor,
  })
  await deps.audit.record(tx, actor, {
    action: 'surat.dicabut',
    subject: { kind: 'surat', id: suratId },
    grant,
    role: grant.role,
    reason: alasan,
    before: { status: surat.status },
    after: { status: 'dicabut' },
  })
  return ok({ nomor })
}
