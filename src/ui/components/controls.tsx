import type { ComponentChildren } from 'preact'
import { Icon } from '../icon.tsx'
import { uiMessages } from '../messages/index.ts'
import type { PageContext } from '../page-context.ts'
import { type Choice, Csrf, Options } from './forms.tsx'

export type ButtonProps = Readonly<{
  children: ComponentChildren
  tone?: 'primary' | 'secondary' | 'accent'
  isSmall?: boolean
  name?: string
  value?: string
  formAction?: string
  type?: 'submit' | 'button'
  hook?: string
}>

function toneClass(tone: ButtonProps['tone'], isSmall: boolean): string {
  const kind = tone === 'secondary' ? ' dua' : tone === 'accent' ? ' padi' : ''
  return `tombol${kind}${isSmall ? ' mini' : ''}`
}

export function Button({
  children,
  tone,
  isSmall = false,
  name,
  value,
  formAction,
  type = 'submit',
  hook,
}: ButtonProps) {
  return (
    <button
      class={toneClass(tone, isSmall)}
      type={type}
      {...(name ? { name } : {})}
      {...(value === undefined ? {} : { value })}
      {...(formAction ? { formAction } : {})}
      {...(hook ? { [`data-${hook}`]: '' } : {})}
    >
      {children}
    </button>
  )
}

export function ButtonLink({
  href,
  children,
  tone,
  isSmall = false,
}: Readonly<{
  href: string
  children: ComponentChildren
  tone?: ButtonProps['tone']
  isSmall?: boolean
}>) {
  return (
    <a class={toneClass(tone, isSmall)} href={href}>
      {children}
    </a>
  )
}

/** One verb, one small form: support, follow, sign out. Hidden fields carry what it is about. */
export function ActionForm({
  ctx,
  action,
  label,
  fields = {},
  tone = 'secondary',
}: Readonly<{
  ctx: PageContext
  action: string
  label: ComponentChildren
  fields?: Readonly<Record<string, string>>
  tone?: ButtonProps['tone']
}>) {
  return (
    <form method="post" action={action}>
      <Csrf ctx={ctx} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button tone={tone} isSmall>
        {label}
      </Button>
    </form>
  )
}

/** Where one stands in a few steps. The bar is a picture; the words above it say the same. */
export function StepBar({
  step,
  total,
  label,
}: Readonly<{ step: number; total: number; label: string }>) {
  return (
    <>
      <p class="langkah">{label}</p>
      <ol class="tahap" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <li class={index + 1 < step ? 'lalu' : index + 1 === step ? 'kini' : ''} />
        ))}
      </ol>
    </>
  )
}

export type Answer = Readonly<{ label: string; value: ComponentChildren; changeHref?: string }>

/** Everything that will be sent, each with a way back; the same page is the printed receipt. */
export function CheckAnswers({
  ctx,
  answers,
}: Readonly<{ ctx: PageContext; answers: readonly Answer[] }>) {
  return (
    <dl class="periksa">
      {answers.map((answer) => (
        <div>
          <dt>{answer.label}</dt>
          <dd>
            {answer.value}
            {answer.changeHref && (
              <>
                {' '}
                <a href={answer.changeHref}>
                  {uiMessages(ctx.lang).change}
                  <span class="vh"> {answer.label}</span>
                </a>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export type Task = Readonly<{ label: string; href: string; status: ComponentChildren }>

export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul class="kartu tugas">
      {tasks.map((task) => (
        <li>
          <a href={task.href}>{task.label}</a>
          {task.status}
        </li>
      ))}
    </ul>
  )
}

/** Filters as a GET form: works without script, and the address is the saved view. */
export function FilterBar({
  action,
  label,
  button,
  more,
  children,
}: Readonly<{
  action: string
  label: string
  button: string
  /** Filters that are needed less often, below the button. */
  more?: ComponentChildren
  children: ComponentChildren
}>) {
  return (
    <form class="saring" action={action} method="get" role="search" aria-label={label}>
      {children}
      <button class="tombol dua mini" type="submit">
        <Icon name="saring" /> {button}
      </button>
      {more}
    </form>
  )
}

/** A select or text of a filter bar: its label is for readers, the first option says what it is. */
export function FilterSelect({
  name,
  label,
  value,
  choices,
}: Readonly<{ name: string; label: string; value: string; choices: readonly Choice[] }>) {
  return (
    <div>
      <label class="vh" for={`s-${name}`}>
        {label}
      </label>
      <select class="isian" id={`s-${name}`} name={name}>
        <option value="">{label}</option>
        <Options choices={choices} value={value} />
      </select>
    </div>
  )
}

export function FilterText({
  name,
  label,
  value,
}: Readonly<{ name: string; label: string; value: string }>) {
  return (
    <div class="penuh">
      <label class="vh" for={`s-${name}`}>
        {label}
      </label>
      <input
        class="isian"
        id={`s-${name}`}
        name={name}
        type="search"
        value={value}
        placeholder={label}
        data-cari
      />
    </div>
  )
}
