import type { App } from '../../../app.ts'
import { transaction } from '../../../platform/db/database.ts'
import { answerSurvey } from '../actions/answer.ts'
import { type Invitation, invite } from '../actions/invite.ts'
import { UNSUR } from '../domain/kuesioner.ts'

/** A survey form with these nine marks, or the same mark nine times. */
export function formOf(marks: number | readonly number[]): Record<string, string> {
  return Object.fromEntries(
    UNSUR.map((unsur, index) => [
      unsur.toLowerCase(),
      String(typeof marks === 'number' ? marks : marks[index]),
    ]),
  )
}

export type SurveyHouse = Readonly<{
  /** Finish a service, and answer nothing yet. @returns the token */
  invite: (more?: Partial<Invitation>) => Promise<string>
  /** Finish a service and answer it. */
  answer: (
    marks: number | readonly number[],
    more?: Partial<Invitation>,
    form?: Readonly<Record<string, string>>,
  ) => Promise<void>
}>

/** Finished services and their answers for tests; each call is a service of its own. */
export function surveyHouse({
  satisfaction,
  kit,
  prefix = 'permohonan',
}: Pick<App, 'satisfaction' | 'kit'> & Readonly<{ prefix?: string }>): SurveyHouse {
  let finished = 0
  const inviteOnce = async (more: Partial<Invitation> = {}) => {
    finished += 1
    const id = `${prefix}-${finished}`
    const nomor = `PMH-2026-${String(finished).padStart(6, '0')}-X`
    const { token } = await transaction(kit.db, (tx) =>
      invite(satisfaction.deps, tx, {
        subject: { kind: 'permohonan', id, nomor },
        layananKode: 'dukcapil.ktp',
        layananNama: 'Perekaman KTP elektronik',
        unitKode: 'dukcapil',
        bahasa: 'id',
        kanal: 'web',
        ...more,
      }),
    )
    if (token === undefined) throw new Error('this subject was invited before')
    return token
  }
  return {
    invite: inviteOnce,
    answer: async (marks, more, form) => {
      const done = await answerSurvey(satisfaction.deps, await inviteOnce(more), {
        ...formOf(marks),
        ...form,
      })
      if (!done.ok) throw new Error(JSON.stringify(done.refusals))
    },
  }
}
