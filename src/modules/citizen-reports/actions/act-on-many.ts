import type { Actor } from '../../../kernel/actor.ts'
import { type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { refusal } from '../domain/refusals.ts'
import type { Tindakan } from '../domain/transitions.ts'
import type { ActOnLaporan, ActRequest } from './act-on-laporan.ts'

/** What may be done to many cases at once; the rest needs a look at each. */
export const MASSAL = [
  'verifikasi',
  'disposisi',
  'tugaskan',
  'gabung',
  'arsipkan',
  'catat',
  'pisah',
] as const satisfies readonly Tindakan[]
export type TindakanMassal = (typeof MASSAL)[number]

export const MASSAL_MAX = 100

export type ManyOutcome = Readonly<{
  nomor: string
  /** The case afterwards, or why it was left alone. */
  outcome: Readonly<{ laporan: Laporan }> | Readonly<{ refusals: readonly Refusal[] }>
}>

export type ManyRequest = Readonly<{
  nomor: readonly string[]
  tindakan: TindakanMassal
  form: ActRequest['form']
}>

/**
 * The same action on many cases, each in its own transaction: one refusal stops no other.
 *
 * @refuses PILIHAN_KOSONG, PILIHAN_TERLALU_BANYAK
 */
export async function actOnMany(
  { kit }: Pick<Deps, 'kit'>,
  act: ActOnLaporan,
  { actor, request }: Readonly<{ actor: Actor; request: ManyRequest }>,
): Promise<Result<readonly ManyOutcome[]>> {
  const chosen = [...new Set(request.nomor)]
  if (chosen.length === 0) return refuse(refusal('PILIHAN_KOSONG'))
  if (chosen.length > MASSAL_MAX) return refuse(refusal('PILIHAN_TERLALU_BANYAK'))
  const outcomes: ManyOutcome[] = []
  for (const nomor of chosen) {
    // The case that the others are merged into stays as it is.
    if (request.tindakan === 'gabung' && nomor === request.form.indukNomor) continue
    const done = await act(
      kit.db,
      { actor },
      { nomor, tindakan: request.tindakan, form: request.form },
    )
    outcomes.push({
      nomor,
      outcome: done.ok ? { laporan: done.value } : { refusals: done.refusals },
    })
  }
  return { ok: true, value: outcomes }
}
