import type { ComponentChildren } from 'preact'
import {
  CheckboxTiles,
  Csrf,
  ErrorSummary,
  OfficerPage,
  StatusTag,
  TextArea,
  TextField,
} from '../../../../../ui/index.ts'
import { HOME, type View } from './edge.ts'

export type FrameProps = View &
  Readonly<{
    title: string
    /** Pages above this one. */
    trail?: readonly Readonly<{ href: string; label: string }>[]
    children: ComponentChildren
  }>

/** The frame of every catalogue page: where one is, the heading, all refusals at once. */
export function Frame({ ctx, m, refusals, title, trail = [], children }: FrameProps) {
  return (
    <OfficerPage ctx={ctx} title={title} current="settings">
      <nav class="jejak-hal" aria-label={m.back}>
        {[{ href: HOME, label: m.title }, ...trail].map(({ href, label }) => (
          <>
            <a href={href}>{label}</a> <span aria-hidden="true">›</span>{' '}
          </>
        ))}
      </nav>
      <h1>{title}</h1>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      {children}
    </OfficerPage>
  )
}

/** Hidden fields of a form that changes something: token, and what it was drawn from. */
export function FormKeys({ ctx, seen }: Pick<View, 'ctx'> & Readonly<{ seen: string }>) {
  return (
    <>
      <Csrf ctx={ctx} />
      <input type="hidden" name="dilihat" value={seen} />
    </>
  )
}

export function ActiveTag({ m, isActive }: Pick<View, 'm'> & Readonly<{ isActive: boolean }>) {
  return (
    <StatusTag kind={isActive ? 'selesai' : 'netral'}>{isActive ? m.active : m.inactive}</StatusTag>
  )
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
