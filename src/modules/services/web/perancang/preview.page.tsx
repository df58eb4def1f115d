import { type Choice, Section } from '../../../../ui/index.ts'
import {
  COMPONENTS,
  type Component,
  GENERATED,
  type Line,
} from '../../domain/catalogue/standard.ts'
import { type Page, wordsIn } from '../../domain/definition/types.ts'
import type { LetterPart } from '../../domain/letter.ts'
import { designMessages, katalogMessages } from '../../messages/index.ts'
import { FieldView, type FieldViewProps } from '../field-view.tsx'
import { DesignerPage, type Desk, deskHref } from './frame.tsx'

export type LetterView = Readonly<{
  id: string
  label: string
  judul: string
  nomor: string
  parts: readonly LetterPart[]
  penutup: string | undefined
}>

export type PreviewProps = Readonly<{
  desk: Desk
  page: Page | undefined
  index: number
  desa: FieldViewProps['desa']
  tableChoices: (table: string) => readonly Choice[]
  letters: readonly LetterView[]
  standard: Readonly<Record<Component, readonly Line[]>>
}>

/** The form on a phone, the letter on its paper, and the standard that is made from the rest. */
export function PreviewPage(props: PreviewProps) {
  const { desk, letters } = props
  const m = designMessages(desk.ctx.lang)
  return (
    <DesignerPage desk={desk} title={m.previewTitle} current="pratinjau" isWide>
      <div class="rancang-lihat">
        <FormPreview {...props} />
        <Section id="surat" title={m.previewLetter}>
          {letters.length === 0 ? (
            <p class="redup">{m.noLetter}</p>
          ) : (
            <p class="kecil redup">{m.previewLetterNote}</p>
          )}
          {letters.map((letter) => (
            <Letter letter={letter} />
          ))}
        </Section>
      </div>
      <StandardPreview {...props} />
    </DesignerPage>
  )
}

function FormPreview({ desk, page, index, desa, tableChoices }: PreviewProps) {
  const { ctx, isi } = desk
  const m = designMessages(ctx.lang)
  return (
    <Section id="formulir" title={m.previewForm}>
      <ol class="rancang-halaman">
        {isi.form.map((one, at) => (
          <li>
            <a
              href={deskHref(desk, `/pratinjau?halaman=${at}`)}
              {...(at === index ? { 'aria-current': 'page' as const } : {})}
            >
              {wordsIn(one.title, ctx.lang)}
            </a>
          </li>
        ))}
      </ol>
      {page !== undefined && (
        <PhonePage desk={desk} page={page} desa={desa} tableChoices={tableChoices} />
      )}
    </Section>
  )
}

/** One page of a form as wide as a phone; its fields are named apart from those that edit it. */
export function PhonePage({
  desk: { ctx, isi },
  page,
  desa,
  tableChoices,
}: Pick<PreviewProps, 'desk' | 'desa' | 'tableChoices'> & Readonly<{ page: Page }>) {
  const m = designMessages(ctx.lang)
  return (
    <div class="rancang-hp layanan">
      <p class="langkah">
        {m.previewPage} {isi.form.indexOf(page) + 1}/{isi.form.length}
      </p>
      <h3>{wordsIn(page.title, ctx.lang)}</h3>
      {page.fields.map((field) => (
        <FieldView
          ctx={ctx}
          field={field}
          name={`contoh.${field.id}`}
          value={undefined}
          refusals={[]}
          desa={desa}
          tableChoices={tableChoices}
        />
      ))}
    </div>
  )
}

export function Letter({ letter }: Readonly<{ letter: LetterView }>) {
  return (
    <article class="rancang-surat" aria-label={letter.label}>
      <h3>{letter.judul}</h3>
      <p class="nomor">Nomor: {letter.nomor}</p>
      {letter.parts.map((part) => (
        <LetterPartView part={part} />
      ))}
      {letter.penutup !== undefined && <p>{letter.penutup}</p>}
    </article>
  )
}

function LetterPartView({ part }: Readonly<{ part: LetterPart }>) {
  if (part.kind === 'paragraf') return <p>{part.text}</p>
  if (part.kind === 'daftar')
    return (
      <ol>
        {part.items.map((item) => (
          <li>{item}</li>
        ))}
      </ol>
    )
  return (
    <table>
      {part.rows.map(([label, value]) => (
        <tr>
          <th scope="row">{label}</th>
          <td>: {value}</td>
        </tr>
      ))}
    </table>
  )
}

function StandardPreview({ desk, standard }: PreviewProps) {
  const { lang } = desk.ctx
  const m = designMessages(lang)
  const { components } = katalogMessages(lang)
  return (
    <Section id="standar" title={m.previewStandard}>
      <ol class="standar">
        {COMPONENTS.map((component) => (
          <li>
            <h3>
              {components[component]}{' '}
              {GENERATED.includes(component) && <span class="kecil redup">({m.generated})</span>}
            </h3>
            <ul class="butir">
              {standard[component].map((line) => (
                <li>
                  {line.text}
                  {line.note && <span class="kecil redup"> ({line.note})</span>}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Section>
  )
}
