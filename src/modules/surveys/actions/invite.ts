import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { insertUndangan } from '../store/isian-store.ts'
import { moveHitungan } from '../store/jawaban-store.ts'
import { changeSurvei } from './own.ts'

const TOKEN_BYTES = 16
const INVITED_MAX = 2_000

/** What a token looks like. */
export const TOKEN = /^[\w-]{22}$/

/** What is kept of a token. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(`pendopo survei ${token}`).digest()
}

/** A token nobody can guess: 128 random bits. */
export function newToken({ kit }: Pick<Deps, 'kit'>): string {
  return Buffer.from(kit.randomBytes(TOKEN_BYTES)).toString('base64url')
}

export type Undangan = Readonly<{ token: string; strata: string }>

/**
 * Make invitations of a stratum of an open panel. The tokens are told this once; only their digests are kept.
 *
 * @refuses SURVEI_BELUM_BUKA, STRATA_TIDAK_ADA, JUMLAH_UNDANGAN beyond the people of the stratum
 */
export async function inviteStrata(
  deps: Deps,
  actor: SignedIn,
  { kode, strata, jumlah }: Readonly<{ kode: string; strata: string; jumlah: number }>,
): Promise<Result<readonly Undangan[]>> {
  const list: Undangan[] = []
  const done = await changeSurvei(deps, actor, {
    kode,
    action: 'undang',
    change: async (tx, survei) => {
      if (survei.status !== 'buka') return refuse(refusal('SURVEI_BELUM_BUKA'))
      const chosen = survei.strata.find((one) => one.kode === strata)
      if (chosen === undefined) return refuse(refusal('STRATA_TIDAK_ADA', {}, 'strata'))
      if (!Number.isInteger(jumlah) || jumlah < 1 || jumlah > INVITED_MAX)
        return refuse(refusal('JUMLAH_UNDANGAN', {}, 'jumlah'))
      const counted = await moveHitungan(tx, { surveiId: survei.id, strata }, { diundang: jumlah })
      if ((counted?.diundang ?? 0) > chosen.populasi)
        return refuse(refusal('JUMLAH_UNDANGAN', {}, 'jumlah'))
      for (let at = 0; at < jumlah; at += 1)
        list.push({ token: newToken(deps), strata: chosen.nama })
      await insertUndangan(
        tx,
        list.map(({ token }) => ({
          id: deps.kit.newSecretId(),
          surveiId: survei.id,
          sidik: digestOf(token),
          strata,
        })),
      )
      return ok(undefined)
    },
  })
  return done.ok ? ok(list) : done
}
