import { Button, fieldId, type PageContext } from '../../../../ui/index.ts'
import { kerjaMessages } from '../../messages/index.ts'

/** A template with what is known of the case already filled in; the rest is for the officer. */
export type TemplateChoice = Readonly<{
  kode: string
  nama: string
  teks: Readonly<Record<'id' | 'en', string>>
}>

/**
 * Pick a template: a script fills the message at once, without script the button asks the server. Both
 * languages, since the reporter may not read the officer's.
 */
export function TemplateField({
  ctx,
  scope,
  templates,
}: Readonly<{ ctx: PageContext; scope: string; templates: readonly TemplateChoice[] }>) {
  if (templates.length === 0) return null
  const m = kerjaMessages(ctx.lang).form
  const id = fieldId(`${scope}-templat`)
  return (
    <div class="ruas templat">
      <label for={id}>{m.template}</label>
      <p class="bantuan" id={`${id}-b`}>
        {m.templateHint}
      </p>
      <div class="templat-baris">
        <select class="isian" id={id} name="templat" aria-describedby={`${id}-b`} data-templat>
          <option value="">{m.templateNone}</option>
          {(['id', 'en'] as const).map((lang) => (
            <optgroup label={m.languages[lang]}>
              {templates.map((one) => (
                <option value={`${lang}:${one.kode}`} data-teks={one.teks[lang]}>
                  {one.nama}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <Button tone="secondary" isSmall name="isi" value="templat" hook="isi-templat">
          {m.templateUse}
        </Button>
      </div>
    </div>
  )
}
