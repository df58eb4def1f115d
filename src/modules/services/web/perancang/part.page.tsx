import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../../kernel/result.ts'
import { Button, Information, TextField } from '../../../../ui/index.ts'
import type { SectionId } from '../../domain/perancang/sections.ts'
import { designMessages } from '../../messages/index.ts'
import { WorkflowDiagram } from './diagram.tsx'
import { DesignerPage, type Desk, DraftKeys, Problems, partHref, problemsOf } from './frame.tsx'
import { RecordFields, type RecordProps } from './part-fields.tsx'

export type PartPageProps = Omit<RecordProps, 'ctx' | 'hrefOf' | 'prefix' | 'workflow'> &
  Readonly<{
    desk: Desk
    section: SectionId
    /** Address of the record, and of what stands above it. */
    address: string
    above: string
    title: string
    /** Asks for the short name of a new state. */
    isNamed: boolean
    typedName: string
    refusals: readonly Refusal[]
    /** What it will look like. */
    beside: ComponentChildren
  }>

/** One part of a definition on a page of its own; a plain form that works without script. */
export function PartPage(props: PartPageProps) {
  const { desk, section, address, isReadOnly } = props
  const { ctx } = desk
  const m = designMessages(ctx.lang)
  const isSection = props.path.length === 0
  const problems = problemsOf(desk.problems, section)
  return (
    <DesignerPage desk={desk} title={props.title} current={section} refusals={props.refusals}>
      {isSection ? (
        <p class="redup">{m.sectionHints[section]}</p>
      ) : (
        <p class="kecil">
          <a href={partHref(desk, props.above)}>{m.backTo(m.sections[section])}</a>
        </p>
      )}
      {problems.length > 0 && (
        <Information>
          <Problems desk={desk} problems={problems} />
        </Information>
      )}
      {isSection && section === 'alur' && <WorkflowDiagram ctx={ctx} layanan={desk.isi} />}
      <div class={props.beside === undefined ? '' : 'rancang-samping'}>
        <form method="post" action={partHref(desk, address)} class="rancang-form">
          <DraftKeys desk={desk} />
          {/* Enter in a field saves: the first button of a form is the one it presses. */}
          <button class="vh" tabIndex={-1} aria-hidden="true">
            {m.save}
          </button>
          <fieldset class="polos" disabled={isReadOnly}>
            {props.isNamed && (
              <TextField
                ctx={ctx}
                name="_nama"
                label={m.stateId}
                hint={m.stateIdHint}
                value={props.typedName}
                refusals={props.refusals}
              />
            )}
            <RecordFields
              {...props}
              ctx={ctx}
              prefix=""
              workflow={desk.isi.workflow}
              hrefOf={(path) => partHref(desk, path.join('/'))}
            />
            {!isReadOnly && (
              <p class="tombol-baris jarak">
                <Button>{m.save}</Button>
              </p>
            )}
          </fieldset>
        </form>
        {props.beside !== undefined && <aside aria-label={m.previewTitle}>{props.beside}</aside>}
      </div>
    </DesignerPage>
  )
}
