import type { ComponentChildren } from 'preact'
import { CheckboxTiles, SettingsPage, TextArea, TextField } from '../../../../../ui/index.ts'
import { HOME, type View } from './edge.ts'

export type FrameProps = View &
  Readonly<{
    title: string
    /** Pages above this one. */
    trail?: readonly Readonly<{ href: string; label: string }>[]
    children: ComponentChildren
  }>

/** The frame of every catalogue page. */
export function Frame({ m, trail = [], ...page }: FrameProps) {
  const own = page.title === m.title ? [] : [{ href: HOME, label: m.title }]
  return <SettingsPage {...page} trail={[...own, ...trail]} />
}

/** One yes-or-no as a tile. */
export function YesTile({
  ctx,
  refusals,
  name,
  legend,
  label,
  hint,
  isOn,
}: View & Readonly<{ name: string; legend: string; label: string; hint?: string; isOn: boolean }>) {
  return (
    <CheckboxTiles
      ctx={ctx}
      refusals={refusals}
      name={name}
      label={legend}
      isSingleColumn
      choices={[{ value: 'ya', label, ...(hint === undefined ? {} : { hint }) }]}
      values={isOn ? ['ya'] : []}
    />
  )
}

type PairProps = View &
  Readonly<{
    /** Fields are named `<name>_id` and `<name>_en`. */
    name: string
    label: string
    id: string
    en: string
    max: number
    isLong?: boolean
    isOptional?: boolean
    hint?: string
  }>

/** The same text in both languages, side by side where there is room. */
export function BothLanguages(props: PairProps) {
  const { ctx, m, refusals, name, label, max, isLong = false, isOptional = false, hint } = props
  const field = (lang: 'id' | 'en') => {
    const shared = {
      ctx,
      refusals,
      name: `${name}_${lang}`,
      label: `${label}, ${lang === 'id' ? m.indonesian : m.english}`,
      value: props[lang],
      maxLength: max,
      ...(isOptional ? { isOptional } : {}),
      ...(hint === undefined || lang === 'en' ? {} : { hint }),
    }
    return isLong ? <TextArea {...shared} rows={4} /> : <TextField {...shared} />
  }
  return (
    <div class="dua-kolom">
      {field('id')}
      {field('en')}
    </div>
  )
}
