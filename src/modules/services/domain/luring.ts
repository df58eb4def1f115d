import type { Typed } from './answers.ts'
import type { Field, Layanan } from './definition/types.ts'

/** Ids of sendings a draft remembers. */
const KIRIMAN_MAX = 60

/** @returns the ids with one more, the oldest let go */
export function remember(kiriman: readonly string[], id: string): readonly string[] {
  return [...kiriman.filter((one) => one !== id), id].slice(-KIRIMAN_MAX)
}

export type PageTyped = Readonly<{ pageId: string; typed: Typed }>

/**
 * What a phone sent, by the page each field stands on. Pages nothing was sent for are left out: what was never
 * asked is neither emptied nor counted as answered.
 *
 * @returns besides, names that no field declares
 */
export function byPage(
  { form }: Layanan,
  typed: Typed,
): Readonly<{ pages: readonly PageTyped[]; unknown: readonly string[] }> {
  const pageOf = new Map(
    form.flatMap(({ id, fields }) => fields.map((field) => [field.id, id] as const)),
  )
  const groups = new Set(
    form.flatMap(({ fields }) => fields.filter(({ type }) => type === 'ulang').map(({ id }) => id)),
  )
  const pages = new Map<string, Record<string, string | readonly string[]>>()
  const unknown: string[] = []
  for (const [name, value] of Object.entries(typed)) {
    const group = groupOf(name, groups)
    const pageId = pageOf.get(group ?? name)
    if (pageId === undefined) unknown.push(name)
    else pages.set(pageId, { ...pages.get(pageId), [name]: value })
  }
  return {
    unknown,
    pages: form.flatMap(({ id }) => {
      const found = pages.get(id)
      return found === undefined ? [] : [{ pageId: id, typed: found }]
    }),
  }
}

/** `orang.0.nama` belongs to the group `orang`; an id may hold dots itself. */
function groupOf(name: string, groups: ReadonlySet<string>): string | undefined {
  return /\.\d{1,2}\./.test(name)
    ? [...groups].find((group) => name.startsWith(`${group}.`))
    : undefined
}

/** What of an answer makes it fit another version: the question may be worded anew. */
function shapeOf({ label: _, hint: __, ...rest }: Field): string {
  return JSON.stringify(rest)
}

export type Fitted = Readonly<{
  /** What may be used as it is. */
  typed: Typed
  /** Questions that changed, are new, or are asked no more. */
  changed: readonly Field[]
}>

/** Answers given to one version of a service, for another one. Questions that changed are asked again. */
export function fitTo(from: Layanan, to: Layanan, typed: Typed): Fitted {
  const before = fieldsById(from)
  const after = fieldsById(to)
  const isSame = (id: string) => {
    const [old, now] = [before.get(id), after.get(id)]
    return old !== undefined && now !== undefined && shapeOf(old) === shapeOf(now)
  }
  const groups = new Set([...before.values()].filter(({ type }) => type === 'ulang').map(idOf))
  const fitting = Object.entries(typed).filter(([name]) => isSame(groupOf(name, groups) ?? name))
  const changed = [...new Set([...before.keys(), ...after.keys()])]
    .filter((id) => !isSame(id))
    .flatMap((id) => after.get(id) ?? before.get(id) ?? [])
  return { typed: Object.fromEntries(fitting), changed }
}

const idOf = ({ id }: Field): string => id

function fieldsById({ form }: Layanan): ReadonlyMap<string, Field> {
  const fields = form.flatMap((page) => page.fields).filter(({ type }) => type !== 'info')
  return new Map(fields.map((field) => [field.id, field]))
}

type Answers = Readonly<Record<string, unknown>>

/** @returns fields whose answers differ; one that only one of the two has counts too */
export function differing(layanan: Layanan, here: Answers, there: Answers): readonly Field[] {
  const told = (answers: Answers, id: string) => JSON.stringify(answers[id] ?? null)
  return [...fieldsById(layanan).values()].filter(
    ({ id, type }) => type !== 'hitung' && told(here, id) !== told(there, id),
  )
}
