import type { SignedIn } from '../../kernel/actor.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { openIsian, saveBagian, sendIsian, startOpen } from './actions/answer.ts'
import { createSurvei, openDraft, saveSoal } from './actions/build.ts'
import { inviteStrata } from './actions/invite.ts'
import { closeOpen, type MarginForm, publishSurvei, saveMargin } from './actions/publish.ts'
import type { Deps } from './deps.ts'
import { spread } from './domain/isian.ts'
import { bagianOf, type Isian } from './domain/soal.ts'
import type { SurveiForm } from './domain/survei.ts'
import type { SoalForm } from './domain/susunan.ts'

/** A survey with its answers, as it went. */
export type SurveyHistory = Readonly<{
  head: SurveiForm
  soal: readonly SoalForm[]
  /** Invitations per stratum, by its code; none for an open link. */
  undangan: Readonly<Record<string, number>>
  /** Stratum of each answer ('' for an open link), and what was answered. */
  jawaban: readonly Readonly<{ strata: string; isian: Isian }>[]
  /** Set the clock: `dibuka` before it opens, then each answer takes its moment. */
  onStep: (step: 'mulai' | 'kirim' | 'tutup' | 'terbit') => void
  /** Closed, weighed to these, and published; left open otherwise. */
  terbit: MarginForm | null
}>

/** Lay a survey out by the same actions as real ones. @returns its code */
export async function loadSurveyHistory(
  deps: Deps,
  actor: SignedIn,
  history: SurveyHistory,
): Promise<Result<string>> {
  const made = await createSurvei(deps, actor, history.head)
  if (!made.ok) return made
  const kode = made.value
  let versi = 1
  for (const form of history.soal) {
    const saved = await saveSoal(deps, actor, { kode, versi, soal: '', form })
    if (!saved.ok) return saved
    versi += 1
  }
  const opened = await openDraft(deps, actor, { kode, versi })
  if (!opened.ok) return opened
  const answered = await answerAll(deps, actor, { kode, history })
  if (!answered.ok || history.terbit === null) return answered.ok ? made : answered
  history.onStep('tutup')
  const closed = await closeOpen(deps, actor, kode)
  if (!closed.ok) return closed
  if (history.terbit.soal.length > 0) {
    const weighed = await saveMargin(deps, actor, { kode, form: history.terbit })
    if (!weighed.ok) return weighed
  }
  history.onStep('terbit')
  const published = await publishSurvei(deps, actor, kode)
  return published.ok ? made : published
}

async function answerAll(
  deps: Deps,
  actor: SignedIn,
  { kode, history }: Readonly<{ kode: string; history: SurveyHistory }>,
): Promise<Result<void>> {
  const tokens = new Map<string, string[]>()
  for (const [strata, jumlah] of Object.entries(history.undangan)) {
    const invited = await inviteStrata(deps, actor, { kode, strata, jumlah })
    if (!invited.ok) return invited
    tokens.set(
      strata,
      invited.value.map(({ token }) => token),
    )
  }
  const starts = { hit: () => 0, forget: () => undefined }
  for (const { strata, isian } of history.jawaban) {
    history.onStep('mulai')
    const invited = tokens.get(strata)?.pop()
    const begun =
      invited === undefined
        ? await startOpen(deps, kode, { starts, ip: '', trap: '' })
        : ok(invited)
    if (!begun.ok) return begun
    const filled = await fillIn(deps, kode, { token: begun.value, isian })
    if (!filled.ok) return filled
    history.onStep('kirim')
    const sent = await sendIsian(deps, kode, begun.value)
    if (!sent.ok) return sent
  }
  return ok(undefined)
}

/** Every page, as somebody would who answers so. */
async function fillIn(
  deps: Deps,
  kode: string,
  { token, isian }: Readonly<{ token: string; isian: Isian }>,
): Promise<Result<void>> {
  const first = await openIsian(deps, kode, token)
  if (!first.ok) return first
  const { soal } = first.value.survei
  for (const bagian of bagianOf(soal)) {
    const opened = await openIsian(deps, kode, token)
    if (!opened.ok) return opened
    const saved = await saveBagian(deps, token, {
      dibuka: opened.value,
      bagian,
      typed: spread(soal, isian),
    })
    if (!saved.ok) return saved
  }
  return ok(undefined)
}
