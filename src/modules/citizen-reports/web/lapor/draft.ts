import { isSignedIn } from '../../../../kernel/actor.ts'
import { cleanText } from '../../../../kernel/clean-text.ts'
import { isUuid } from '../../../../kernel/id.ts'
import { type Fields, fieldText, type Req } from '../../../../platform/http/route.ts'
import type { Kategori } from '../../domain/katalog.ts'
import { type Draft, type DraftOwner, findDraft, saveDraft } from '../../store/draft-store.ts'
import type { CitizenReports } from '../../types.ts'

/** A draft as found; an id that is not in the database yet when nothing was filled in. */
export type OpenDraft = Readonly<{ id: string; isNew: boolean; data: Draft }>

/** Room for what a person types, and a bound for what a program sends. */
const VALUE_MAX = 6_000
const VALUES_MAX = 40

export async function openDraft({ deps }: CitizenReports, req: Req): Promise<OpenDraft> {
  const found = await findDraft(deps.kit.db, ownerOf(req))
  return found === undefined
    ? { id: deps.kit.newId(), isNew: true, data: {} }
    : { ...found, isNew: false }
}

/**
 * Keep what this screen told. The first time the draft gets its key: the one the page carried, so that two
 * taps make one draft's report, else a new one.
 */
export async function keep(
  { deps }: CitizenReports,
  req: Req,
  { draft, changes }: Readonly<{ draft: OpenDraft; changes: Draft }>,
): Promise<OpenDraft> {
  const told = fieldText(req.form, 'kunci')
  const kunci = { kunci: isUuid(told) ? told.toLowerCase() : deps.kit.newSecretId() }
  const all = { ...(one(draft.data, 'kunci') === '' ? kunci : {}), ...bounded(changes) }
  await saveDraft(deps.kit.db, { id: draft.id, data: all, at: deps.kit.now(), ...ownerOf(req) })
  return { id: draft.id, isNew: false, data: { ...draft.data, ...all } }
}

function ownerOf(req: Req): DraftOwner {
  const isCitizen = isSignedIn(req.actor) && req.actor.kind === 'citizen'
  return { perangkat: req.deviceId, akunId: isCitizen ? req.actor.accountId : null }
}

function bounded(changes: Draft): Draft {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      typeof value === 'string' ? bound(value) : value.slice(0, VALUES_MAX).map(bound),
    ]),
  )
}

function bound(value: string): string {
  // Cut first: a cut may leave half of a pair of characters, which cleaning then replaces.
  return cleanText(value.slice(0, VALUE_MAX))
}

export const one = (draft: Draft, name: string): string => fieldText(draft, name)

/** One line of a form: without control characters and outer spaces. */
export function lineOf(form: Fields, name: string, lengthMax = 300): string {
  return cleanText(fieldText(form, name)).replace(/\s+/g, ' ').trim().slice(0, lengthMax)
}

/** The answers to this leaf's questions; a question with one answer takes the first that was sent. */
export function answersOf(
  source: Fields,
  leaf: Kategori,
): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    leaf.pertanyaan.flatMap((soal) => {
      const value = source[`jawaban.${soal.kode}`]
      const values = (value === undefined ? [] : [value].flat()).filter((text) => text !== '')
      const first = values[0]
      if (first === undefined) return []
      return [[soal.kode, soal.tipe === 'multi' ? [...new Set(values)] : first]]
    }),
  )
}
