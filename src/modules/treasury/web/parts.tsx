import type { ComponentChildren } from 'preact'
import type { Sen } from '../../../kernel/money.ts'
import { formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  type Choice,
  Csrf,
  FilterBar,
  FilterSelect,
  type PageContext,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Tried } from './pages.ts'

export type FieldSpec = Readonly<{
  name: string
  label: string
  type?: 'text' | 'date' | 'money' | 'area'
  hint?: string
  choices?: readonly Choice[]
  value?: string
  isOptional?: boolean
}>

export type SmallFormProps = Readonly<{
  ctx: PageContext
  action: string
  /** Tells the forms of one page apart. */
  scope: string
  fields: readonly FieldSpec[]
  button: string
  hidden?: Readonly<Record<string, string>>
  tried: Tried
}>

/** A form of a few fields; what was refused stands in it as it was typed. */
export function SmallForm({
  ctx,
  action,
  scope,
  fields,
  button,
  hidden = {},
  tried,
}: SmallFormProps) {
  const isTried = tried.typed.bentuk === scope
  return (
    <form method="post" action={action} class="tumpuk">
      <Csrf ctx={ctx} />
      <input type="hidden" name="bentuk" value={scope} />
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <div class="dana-isian">
        {fields.map((spec) => (
          <OneField
            ctx={ctx}
            scope={scope}
            spec={spec}
            refusals={isTried ? tried.refusals : []}
            value={isTried ? (tried.typed[spec.name] ?? '') : (spec.value ?? '')}
          />
        ))}
      </div>
      <p>
        <Button isSmall>{button}</Button>
      </p>
    </form>
  )
}

type OneFieldProps = Readonly<{
  ctx: PageContext
  scope: string
  spec: FieldSpec
  refusals: Tried['refusals']
  value: string
}>

function OneField({ ctx, scope, spec, refusals, value }: OneFieldProps) {
  const { name, label, type = 'text', hint, choices, isOptional = false } = spec
  const field = { ctx, scope, refusals, name, label, value, isOptional, ...(hint ? { hint } : {}) }
  if (choices !== undefined) return <SelectField {...field} choices={choices} />
  if (type === 'area') return <TextArea {...field} rows={4} />
  const more = type === 'date' ? ({ type: 'date' } as const) : {}
  const mode = type === 'money' ? ({ inputMode: 'decimal' } as const) : {}
  return <TextField {...field} {...more} {...mode} maxLength={500} />
}

/** Which SKPD the page is about, when one may choose. */
export function SkpdBar({
  ctx,
  action,
  choices,
  value,
  children,
}: Readonly<{
  ctx: PageContext
  action: string
  choices: readonly Choice[]
  value: string
  children?: ComponentChildren
}>) {
  const m = messagesIn(ctx.lang)
  if (choices.length < 2 && children === undefined) return null
  return (
    <FilterBar action={action} label={m.form.choose} button={m.buku.show}>
      {choices.length > 1 && (
        <FilterSelect name="skpd" label={m.form.skpd} value={value} choices={choices} />
      )}
      {children}
    </FilterBar>
  )
}

/** Amounts side by side, each under its name. */
export function Amounts({
  ctx,
  rows,
}: Readonly<{ ctx: PageContext; rows: readonly (readonly [label: string, amount: Sen])[] }>) {
  return (
    <dl class="dana-angka angka">
      {rows.map(([label, amount]) => (
        <div>
          <dt>{label}</dt>
          <dd>{formatRupiah(amount, ctx.lang)}</dd>
        </div>
      ))}
    </dl>
  )
}
