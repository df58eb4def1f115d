import type { Actor } from '../../../kernel/actor.ts'
import { isSignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { suratTerbit } from '../events.ts'
import { openLetter, readNaskah } from '../store/berkas-store.ts'
import { listMenunggu, lockSurat, markWaiting, type Surat } from '../store/surat-store.ts'
import type { Secret } from '../types.ts'
import { type Attempt, signLetter } from './sign-letter.ts'

/**
 * An official signs a letter that waits for him.
 *
 * @refuses SURAT_TIDAK_ADA, SURAT_SUDAH_TERBIT, PENANDA_BUKAN_ANDA, PENANDA_TIDAK_MENJAWAB, FRASA_SANDI_KOSONG,
 *   and what the signer refuses
 */
export async function signWaiting(
  deps: Deps,
  tx: Tx,
  { actor, suratId, secret }: Readonly<{ actor: Actor; suratId: string; secret?: Secret }>,
): Promise<Result<Readonly<{ kode: string; nomor: string }>>> {
  const no = (code: keyof typeof REFUSALS, field?: string) =>
    refuse({ code, message: REFUSALS[code], ...(field === undefined ? {} : { field }) })
  const surat = await lockSurat(tx, suratId)
  if (surat === undefined) return no('SURAT_TIDAK_ADA')
  if (surat.status !== 'menunggu') return no('SURAT_SUDAH_TERBIT')
  const isOwn = isSignedIn(actor) && actor.accountId === surat.tandaAkunId
  if (surat.tandaLevel === 'tte' && !isOwn) return no('PENANDA_BUKAN_ANDA')
  const attempt = await attemptOn(deps, tx, { surat, actor, secret })
  if (attempt.kind === 'refused') return refuse(attempt.refusals)
  if (attempt.kind === 'signed') return ok({ kode: attempt.kode, nomor: attempt.nomor })
  return attempt.karena === 'perlu-frasa-sandi'
    ? no('FRASA_SANDI_KOSONG', 'passphrase')
    : no('PENANDA_TIDAK_MENJAWAB')
}

type Trying = Readonly<{ surat: Surat; actor: Actor; secret: Secret | undefined }>

/** Whoever waits for the letter hears of it when it is signed. */
async function attemptOn(deps: Deps, tx: Tx, { surat, actor, secret }: Trying): Promise<Attempt> {
  await openLetter(tx, surat.id)
  const letter = await readNaskah(tx, surat.id)
  if (letter === undefined) throw new Error('a waiting letter has its words')
  const attempt = await signLetter(deps, tx, { suratId: surat.id, letter, actor, secret })
  if (attempt.kind === 'signed')
    await deps.kit.emit(tx, suratTerbit, {
      suratId: surat.id,
      kode: attempt.kode,
      nomor: attempt.nomor,
      subject: { kind: surat.subjekJenis, id: surat.subjekId, nomor: surat.subjekNomor },
    })
  return attempt
}

const AT_ONCE = 25

/**
 * Sign what waited for a signer that could not be reached. Who gave his word with the order is asked for
 * nothing more; where a passphrase is needed the letter goes on waiting for its official.
 */
export async function signAllWaiting(deps: Deps): Promise<number> {
  let signed = 0
  for (const { id } of await listMenunggu(deps.kit.db, AT_ONCE)) {
    const attempt = await transaction(deps.kit.db, (tx) => retry(deps, tx, id))
    if (attempt?.kind === 'signed') signed += 1
    // Others would wait as long for the same silence.
    if (attempt?.kind === 'waits' && attempt.karena === 'penanda-tak-terjangkau') break
  }
  return signed
}

async function retry(deps: Deps, tx: Tx, suratId: string): Promise<Attempt | undefined> {
  const surat = await lockSurat(tx, suratId)
  if (surat?.status !== 'menunggu') return undefined
  const actor: Actor = { kind: 'system', name: 'tanda-tangan-tertunda' }
  const attempt = await attemptOn(deps, tx, { surat, actor, secret: undefined })
  if (attempt.kind === 'waits' && attempt.karena !== surat.menungguKarena)
    await markWaiting(tx, suratId, attempt.karena)
  if (attempt.kind === 'refused')
    deps.kit.log.error(
      { suratId, refusals: attempt.refusals.map(({ code }) => code) },
      'waiting letter refused',
    )
  return attempt
}
