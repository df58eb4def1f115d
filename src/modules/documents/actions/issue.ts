import type { Actor } from '../../../kernel/actor.ts'
import { isSignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refuseLetter } from '../domain/letter.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { grantToTakeBack } from '../domain/rights.ts'
import { insertNaskah } from '../store/berkas-store.ts'
import { insertSurat, lockSurat, markWaiting } from '../store/surat-store.ts'
import type { Issued, NewLetter, Secret } from '../types.ts'
import { unlessRefused } from './savepoint.ts'
import { planFor, signLetter } from './sign-letter.ts'
import { lineOf } from './unit-line.ts'

/**
 * Issue a letter in the caller's transaction: number, file, QR, signature, record and row together. Where the
 * signer cannot be reached it waits without any of them.
 *
 * @refuses what `refuseLetter`, `planNumber`, `renderLetter` and the signer refuse; SURAT_TIDAK_BERLAKU,
 *   BUKAN_WEWENANG_SURAT for a letter that may not be replaced
 */
export async function issueLetter(
  deps: Deps,
  tx: Tx,
  order: Readonly<{ actor: Actor; letter: NewLetter; secret: Secret | undefined }>,
): Promise<Result<Issued>> {
  const { actor, letter, secret } = order
  const plan = planFor(deps, letter)
  const refusals = [...refuseLetter(letter, actor), ...(plan.ok ? [] : plan.refusals)]
  if (refusals.length > 0) return refuse(refusals)
  return unlessRefused<Issued>(tx, async () => {
    const problem = await refuseReplacing(deps, tx, order)
    if (problem !== undefined) return refuse(problem)
    const suratId = deps.kit.newId()
    const [, , attempt] = await together([
      insertSurat(tx, rowOf(deps, suratId, order)),
      insertNaskah(tx, suratId, letter),
      signLetter(deps, tx, { suratId, letter, actor, secret }),
    ])
    if (attempt.kind === 'refused') return refuse(attempt.refusals)
    if (attempt.kind === 'signed') return ok({ suratId, kode: attempt.kode, nomor: attempt.nomor })
    await markWaiting(tx, suratId, attempt.karena)
    await deps.audit.record(tx, actor, {
      action: 'surat.menunggu',
      subject: { kind: 'surat', id: suratId },
      after: { karena: attempt.karena },
    })
    return ok({ menunggu: true, suratId })
  })
}

/** A letter in force, of a unit the actor heads or stands above; held until all is done. */
async function refuseReplacing(
  { reference }: Deps,
  tx: Tx,
  { actor, letter }: Readonly<{ actor: Actor; letter: NewLetter }>,
): Promise<Refusal | undefined> {
  if (letter.menggantikan === undefined) return undefined
  const surat = await lockSurat(tx, letter.menggantikan)
  if (surat === undefined) return { code: 'SURAT_TIDAK_ADA', message: REFUSALS.SURAT_TIDAK_ADA }
  if (surat.status !== 'berlaku')
    return { code: 'SURAT_TIDAK_BERLAKU', message: REFUSALS.SURAT_TIDAK_BERLAKU }
  if (grantToTakeBack(actor, lineOf(reference, surat.unitKode)) === undefined)
    return { code: 'BUKAN_WEWENANG_SURAT', message: REFUSALS.BUKAN_WEWENANG_SURAT }
  return undefined
}

function rowOf(
  { kit }: Deps,
  id: string,
  { actor, letter }: Readonly<{ actor: Actor; letter: NewLetter }>,
) {
  const { tanda, subject } = letter
  return {
    id,
    jenis: letter.jenis,
    judul: letter.judul,
    unitKode: letter.unitKode,
    nomorPola: letter.nomorPola,
    tandaLevel: tanda.level,
    tandaAkunId: tanda.accountId ?? null,
    tandaNama: tanda.nama,
    tandaJabatan: tanda.jabatan,
    tandaSebagai: tanda.as ?? null,
    qrTampil: letter.qrShow,
    pemilikId: letter.pemilikAkunId ?? null,
    subjekJenis: subject.kind,
    subjekId: subject.id,
    subjekNomor: subject.nomor,
    menggantikanId: letter.menggantikan ?? null,
    sampai: letter.sampai ?? null,
    menungguKarena: 'penanda-tak-terjangkau',
    dibuatOleh: isSignedIn(actor) ? actor.accountId : actor.kind === 'system' ? actor.name : 'tamu',
    dibuatAt: kit.now(),
  } as const
}
