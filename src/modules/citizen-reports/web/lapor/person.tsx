import { isSignedIn } from '../../../../kernel/actor.ts'
import { atField } from '../../../../kernel/at-field.ts'
import { cleanText } from '../../../../kernel/clean-text.ts'
import { parsePhone } from '../../../../kernel/phone.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldList, type Req } from '../../../../platform/http/route.ts'
import type { Kategori } from '../../domain/katalog.ts'
import { refusal } from '../../domain/refusals.ts'
import { checkJawaban, findStop } from '../../domain/submit.ts'
import type { Draft } from '../../store/draft-store.ts'
import type { CitizenReports } from '../../types.ts'
import { PersonPage, StopPage } from '../pages/lapor-person.page.tsx'
import { answersOf, keep, lineOf, type OpenDraft, one, openDraft } from './draft.ts'

/** The leaf this draft is about; undefined sends the citizen back to choose one. */
export async function leafOf(reports: CitizenReports, data: Draft): Promise<Kategori | undefined> {
  const leaf = (await reports.katalog.get()).kategori.get(one(data, 'kategori'))
  return leaf?.isActive ? leaf : undefined
}

export async function showPerson(reports: CitizenReports, req: Req): Promise<Answer> {
  const draft = await openDraft(reports, req)
  const leaf = await leafOf(reports, draft.data)
  if (leaf === undefined) return redirect('/lapor/tempat')
  return personPage(req, { draft, leaf, refusals: [] })
}

function personPage(
  req: Req,
  {
    draft,
    leaf,
    refusals,
  }: Readonly<{ draft: OpenDraft; leaf: Kategori; refusals: readonly Refusal[] }>,
): Answer {
  const { data } = draft
  const hasSeen = data.privasi !== undefined
  const view = (
    <PersonPage
      ctx={req.ctx}
      refusals={refusals}
      kunci={one(data, 'kunci')}
      pertanyaan={leaf.pertanyaan}
      jawaban={answersOf(data, leaf)}
      privasi={one(data, 'privasi') || 'petugas'}
      isRahasia={one(data, 'rahasia') === '1'}
      isAlwaysSecret={leaf.isRahasia}
      nama={hasSeen ? one(data, 'nama') : isSignedIn(req.actor) ? req.actor.name : ''}
      telepon={one(data, 'telepon')}
      email={one(data, 'email')}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

const ANSWER_MAX = 600
const ANSWERS_MAX = 40

export async function takePerson(reports: CitizenReports, req: Req): Promise<Answer> {
  const draft = await openDraft(reports, req)
  const leaf = await leafOf(reports, draft.data)
  if (leaf === undefined) return redirect('/lapor/tempat')
  const asked = Object.fromEntries(
    leaf.pertanyaan.map(({ kode }) => {
      const values = fieldList(req.form, `jawaban.${kode}`)
        .slice(0, ANSWERS_MAX)
        .map((text) => cleanText(text.slice(0, ANSWER_MAX)).trim())
      return [`jawaban.${kode}`, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
  const typed = {
    privasi: lineOf(req.form, 'privasi', 20),
    rahasia: lineOf(req.form, 'rahasia', 1),
    nama: lineOf(req.form, 'nama', 100),
    telepon: lineOf(req.form, 'telepon', 40),
    email: lineOf(req.form, 'email', 254),
  }
  const kept = await keep(reports, req, { draft, changes: { ...asked, ...typed } })
  const answers = answersOf(asked, leaf)
  const stop = findStop(answers, leaf.pertanyaan)
  if (stop?.hentikan !== undefined)
    return page(<StopPage ctx={req.ctx} pesan={stop.hentikan.pesan} />)
  const refusals = [...checkJawaban(answers, leaf.pertanyaan), ...checkContact(typed)]
  if (refusals.length > 0) return personPage(req, { draft: kept, leaf, refusals })
  return redirect('/lapor/periksa')
}

const EMAIL = /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,4}$/

/** @refuses what parsePhone refuses, KONTAK_TIDAK_SAH */
export function checkContact(
  typed: Readonly<{ telepon: string; email: string }>,
): readonly Refusal[] {
  const phone = typed.telepon === '' ? undefined : atField('telepon', parsePhone(typed.telepon))
  const isEmail = typed.email === '' || EMAIL.test(typed.email)
  return [
    ...(phone === undefined || phone.ok ? [] : phone.refusals),
    ...(isEmail ? [] : [refusal('KONTAK_TIDAK_SAH', 'email')]),
  ]
}
