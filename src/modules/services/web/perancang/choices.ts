import type { Choice, Lang } from '../../../../ui/index.ts'
import type { Deps } from '../../deps.ts'
import { FACTS } from '../../domain/definition/names.ts'
import { type Layanan, wordsIn } from '../../domain/definition/types.ts'
import type { ChoiceList } from '../../domain/perancang/shapes.ts'
import { designMessages } from '../../messages/index.ts'
import type { Peristiwa } from '../../types.ts'

/** What each list of choices holds, for one definition as it stands. */
export type Choices = (list: ChoiceList) => readonly Choice[]

type Source = Readonly<{
  deps: Pick<Deps, 'reference'>
  peristiwa: readonly Peristiwa[]
  isi: Layanan
  lang: Lang
}>

/** @returns the choices, named in a language */
export function choicesFor(source: Source): Choices {
  const fixed = designMessages(source.lang).choices
  return (list) => {
    const made = MADE[list]?.(source)
    if (made !== undefined) return made
    const words: Readonly<Record<string, string>> =
      list in fixed ? fixed[list as keyof typeof fixed] : {}
    return Object.entries(words).map(([value, label]) => ({ value, label }))
  }
}

const MADE: Readonly<Partial<Record<ChoiceList, (source: Source) => readonly Choice[]>>> = {
  units: ({ deps, lang }) => [
    ...Object.entries(designMessages(lang).choices.units).map(([value, label]) => ({
      value,
      label,
    })),
    ...deps.reference
      .units()
      .filter((unit) => unit.wilayahKode === null)
      .map((unit) => ({ value: unit.kode, label: unit.nama })),
  ],
  events: ({ peristiwa, lang }) =>
    peristiwa.map((one) => ({ value: one.kode, label: wordsIn(one.nama, lang) })),
  prefills: () => Object.keys(FACTS).map((value) => ({ value, label: value })),
  states: ({ isi, lang }) =>
    Object.entries(isi.workflow.states).map(([value, state]) => ({
      value,
      label: `${wordsIn(state.label, lang)} (${value})`,
    })),
  targets: (source) => [
    ...Object.entries(designMessages(source.lang).choices.heads).map(([value, label]) => ({
      value,
      label,
    })),
    ...(MADE.states?.(source) ?? []),
  ],
  roles: ({ lang }) =>
    Object.entries(designMessages(lang).choices.roles)
      .filter(([value]) => value !== 'pemohon')
      .map(([value, label]) => ({ value, label })),
  actors: ({ lang }) =>
    Object.entries(designMessages(lang).choices.roles).map(([value, label]) => ({ value, label })),
  places: ({ isi, lang }) =>
    isi.form
      .flatMap((page) => page.fields)
      .filter((field) => field.type === 'wilayah')
      .map((field) => ({ value: field.id, label: wordsIn(field.label, lang) })),
  groups: ({ isi, lang }) =>
    isi.form
      .flatMap((page) => page.fields)
      .filter((field) => field.type === 'ulang')
      .map((field) => ({ value: field.id, label: wordsIn(field.label, lang) })),
  documents: ({ isi, lang }) =>
    isi.documents.map((doc) => ({ value: doc.id, label: wordsIn(doc.label, lang) })),
}
