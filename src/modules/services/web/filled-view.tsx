import type { Answer, PageContext } from '../../../ui/index.ts'
import { isProof } from '../actions/field-proof.ts'
import type { OpenCase } from '../actions/open-case.ts'
import { type Field, wordsIn } from '../domain/definition/types.ts'
import { kerjaMessages } from '../messages/index.ts'
import { type Names, shownValue } from './field-view.tsx'

type Filled = Readonly<{
  prepared: OpenCase['prepared']
  /** Values by field. */
  values: Readonly<Record<string, unknown>>
  names: Names
  /** Address of the photo of a field. */
  photoHref: (fieldId: string) => string
  /** Left out, every field is shown. */
  only?: ReadonlyMap<string, Field>
}>

export type FilledGroup = Readonly<{ title: string; answers: readonly Answer[] }>

/** What officers filled in at earlier stages, photos to be opened in place; nothing where nothing was. */
export function filledGroups(
  ctx: PageContext,
  { prepared, values, names, photoHref, only }: Filled,
  title = kerjaMessages(ctx.lang).field,
): readonly FilledGroup[] {
  const answers = Object.entries(values).flatMap(([id, value]): readonly Answer[] => {
    const field = prepared.fields.get(id)?.field
    if (field === undefined || (only !== undefined && !only.has(id))) return []
    const label = wordsIn(field.label, ctx.lang)
    if (field.type !== 'foto') return [{ label, value: shownValue(ctx, field, value, names) }]
    return isProof(value)
      ? [{ label, value: <Photo ctx={ctx} label={label} href={photoHref(id)} /> }]
      : []
  })
  return answers.length === 0 ? [] : [{ title, answers }]
}

/** Fetched when it is opened: the page stays light, and a look is one. */
function Photo({ ctx, label, href }: Readonly<{ ctx: PageContext; label: string; href: string }>) {
  const m = kerjaMessages(ctx.lang)
  return (
    <details class="foto-lapangan">
      <summary>
        {m.showPhoto}
        <span class="vh"> {label}</span>
      </summary>
      <a href={href}>
        <img src={href} alt={label} loading="lazy" />
      </a>
    </details>
  )
}
