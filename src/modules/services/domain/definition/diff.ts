import { canonicalJson } from '../../../../kernel/canonical-json.ts'
import { type Saying, type SayWords, sayExpr } from '../expr/say.ts'
import type { Expr } from '../expr/types.ts'
import { FACTS, fieldsOf } from './names.ts'
import { type DefinitionPart, type Fact, type PartKind, partsOf } from './parts.ts'
import { type Layanan, type Sla, type Words, wordsIn } from './types.ts'

/** Words a difference is told in. */
export type DiffWords = SayWords &
  Readonly<{
    kinds: Readonly<Record<PartKind, string>>
    props: Readonly<Record<string, string>>
    added: (what: string) => string
    removed: (what: string) => string
    changed: (about: string, from: string, to: string) => string
    /** A property that was not there, and one that is gone. */
    given: (about: string, to: string) => string
    taken: (about: string, from: string) => string
    nowRequired: (what: string) => string
    noLongerRequired: (what: string) => string
    requiredIf: (what: string, when: string) => string
    promise: (stage: string) => string
    hours: (count: string) => string
    hoursRound: (count: string) => string
    days: (count: string, isCalendar: boolean) => string
    order: (kind: string) => string
    rest: string
  }>

/** One change, as a sentence, with the part of the definition it belongs to. */
export type Change = Readonly<{ key: string; text: string }>

export type DiffOptions = Readonly<{ words: DiffWords; lang: 'id' | 'en' }>

/**
 * What is different in the newer of two versions, each change a sentence. Parts are held against each other by
 * their ids, never by their place.
 *
 * @returns nothing when both say the same, whatever their version numbers
 */
export function diffDefinitions(
  older: Layanan,
  newer: Layanan,
  options: DiffOptions,
): readonly Change[] {
  const before = partsOf(older)
  const after = partsOf(newer)
  const was = new Map(before.map((part) => [idOf(part), part]))
  const is = new Map(after.map((part) => [idOf(part), part]))
  const tell = createTeller(older, newer, options)
  const changes = [
    ...after.flatMap((part) => {
      const old = was.get(idOf(part))
      return old === undefined ? [tell.added(part)] : tell.changed(old, part)
    }),
    ...before.filter((part) => !is.has(idOf(part))).map(tell.removed),
    ...orderChanges(before, after, options.words),
  ]
  return [...changes, ...restOf({ older, newer }, changes, options.words)]
}

function idOf({ kind, id }: DefinitionPart): string {
  return `${kind} ${id}`
}

function createTeller(older: Layanan, newer: Layanan, { words, lang }: DiffOptions) {
  const sides = { older: sayingOf(older, words, lang), newer: sayingOf(newer, words, lang) }
  const nameOf = ({ kind, name }: DefinitionPart) =>
    kind === 'layanan' ? words.kinds.layanan : `${words.kinds[kind]} ‘${wordsIn(name, lang)}’`
  const show = (fact: Fact, saying: Saying, part: DefinitionPart, whose: Layanan) =>
    shown(fact, { saying, words, lang, isCalendar: whose.workflow.clock === 'kalender', part })
  return {
    added: (part: DefinitionPart): Change => ({ key: part.key, text: words.added(nameOf(part)) }),
    removed: (part: DefinitionPart): Change => ({
      key: part.key,
      text: words.removed(nameOf(part)),
    }),
    changed: (old: DefinitionPart, part: DefinitionPart): readonly Change[] =>
      part.facts.flatMap((fact, index): readonly Change[] => {
        const before = old.facts[index]
        if (before === undefined || isSame(before.value, fact.value)) return []
        if (fact.prop === 'required')
          return [
            { key: part.key, text: requiredText(nameOf(old), fact.value, words, sides.newer) },
          ]
        const about =
          fact.prop === 'sla'
            ? words.promise(wordsIn(old.name, lang))
            : `${nameOf(old)}: ${words.props[fact.prop] ?? fact.prop}`
        const from = show(before, sides.older, old, older)
        const to = show(fact, sides.newer, part, newer)
        return [{ key: part.key, text: changeText(about, from, to, words) }]
      }),
  }
}

function changeText(about: string, from: string, to: string, words: DiffWords): string {
  if (from === '') return words.given(about, to)
  return to === '' ? words.taken(about, from) : words.changed(about, from, to)
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b
  return canonicalJson(a) === canonicalJson(b)
}

function requiredText(what: string, value: unknown, words: DiffWords, saying: Saying): string {
  if (value === true) return words.nowRequired(what)
  return value === false
    ? words.noLongerRequired(what)
    : words.requiredIf(what, sayExpr(value as Expr, saying))
}

type Showing = Readonly<{
  saying: Saying
  words: DiffWords
  lang: 'id' | 'en'
  isCalendar: boolean
  part: DefinitionPart
}>

const LENGTH_MAX = 240

function shown({ value, shape }: Fact, showing: Showing): string {
  const text = value === undefined ? '' : textOf(value, shape, showing)
  return text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX)} …` : text
}

function textOf(value: unknown, shape: Fact['shape'], showing: Showing): string {
  const { saying, words, lang } = showing
  if (shape === 'words') return bothWords(value as Words, lang)
  if (shape === 'wordList')
    return (value as readonly Words[]).map((one) => bothWords(one, lang)).join('; ')
  if (shape === 'list') return (value as readonly unknown[]).map(String).join('; ')
  if (shape === 'expr') return sayExpr(value as Expr, saying)
  if (shape === 'sla') return slaText(value as Sla, showing)
  if (shape === 'figures') return figuresText(value)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  return shape === 'json' || typeof value === 'object' ? canonicalJson(value) : String(value)
}

/** Only the other language may have changed: both are told then. */
function bothWords(words: Words, lang: 'id' | 'en'): string {
  const own = wordsIn(words, lang)
  if (typeof words === 'string' || words.en === undefined) return own
  return lang === 'id' ? `${own} (${words.en})` : `${own} (${words.id})`
}

function slaText({ h, h24, d, expire, to, law }: Sla, { words, isCalendar }: Showing): string {
  const time =
    h24 !== undefined
      ? words.hoursRound(String(h24))
      : h === undefined
        ? words.days(String(d), isCalendar)
        : words.hours(String(h))
  return [time, `${words.props[`expire.${expire}`] ?? expire} ${[to].flat().join(', ')}`, law ?? '']
    .filter((text) => text !== '')
    .join(', ')
}

function figuresText(value: unknown): string {
  return (value as NonNullable<Layanan['params']>[number]['values'])
    .map((one) => `${one.from}: ${one.value} (${one.source}${one.isVerified ? ' ✓' : ''})`)
    .join('; ')
}

/** @returns how the names of a definition are told */
export function sayingOf(layanan: Layanan, words: SayWords, lang: 'id' | 'en'): Saying {
  const labels = new Map<string, Words>()
  for (const field of fieldsOf(layanan)) {
    labels.set(field.id, field.label)
    for (const cell of field.fields ?? []) labels.set(`${field.id}[].${cell.id}`, cell.label)
  }
  for (const doc of layanan.documents) labels.set(`dok.${doc.id}`, doc.label)
  const params = new Map((layanan.params ?? []).map((param) => [param.id, param.label]))
  const named = (found: Words | undefined, name: string) =>
    found === undefined ? name : `‘${wordsIn(found, lang)}’`
  return {
    words,
    nameOf: (name) => (Object.hasOwn(FACTS, name) ? name : named(labels.get(name), name)),
    paramName: (id) => named(params.get(id), id),
  }
}

/** States have no order of their own: they are drawn by how far they are from the first. */
const ORDERED: readonly PartKind[] = ['halaman', 'isian', 'berkas']

/** What both have, in another order. */
function orderChanges(
  before: readonly DefinitionPart[],
  after: readonly DefinitionPart[],
  words: DiffWords,
): readonly Change[] {
  return ORDERED.flatMap((kind) => {
    const ids = (parts: readonly DefinitionPart[], others: readonly DefinitionPart[]) => {
      const known = new Set(others.filter((part) => part.kind === kind).map((part) => part.id))
      return parts.filter((part) => part.kind === kind && known.has(part.id))
    }
    const [old, now] = [ids(before, after), ids(after, before)]
    const isMoved = old.some((part, index) => part.id !== now[index]?.id)
    const [first] = now
    return isMoved && first !== undefined
      ? [{ key: first.key, text: words.order(words.kinds[kind]) }]
      : []
  })
}

/** Nothing that differs goes untold: a key without a sentence of its own gets a general one. */
function restOf(
  { older, newer }: Readonly<{ older: Layanan; newer: Layanan }>,
  told: readonly Change[],
  words: DiffWords,
): readonly Change[] {
  const keys = new Set([...Object.keys(older), ...Object.keys(newer)])
  return [...keys]
    .filter((key) => key !== 'version' && !told.some((change) => change.key === key))
    .filter((key) => !isSame(older[key as keyof Layanan], newer[key as keyof Layanan]))
    .map((key) => ({ key, text: `${words.props[key] ?? key}: ${words.rest}` }))
}
