import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../../kernel/result.ts'
import { CitizenPage, ErrorSummary, type PageContext, StepBar } from '../../../../ui/index.ts'
import { laporMessages } from '../../messages/index.ts'

const STEPS = 4

export type Frame = Readonly<{ ctx: PageContext; refusals: readonly Refusal[] }>

/** Frame of the four screens: the step, the errors, and the word that nothing gets lost. */
export function Step({
  ctx,
  refusals,
  step,
  title,
  scripts = [],
  children,
}: Frame &
  Readonly<{
    step: number
    title: string
    scripts?: readonly string[]
    children: ComponentChildren
  }>) {
  const m = laporMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={title}
      current="report"
      css={['lapor']}
      scripts={['ui-form', 'lapor', ...scripts]}
    >
      <div class="wadah sempit isi-hal">
        <StepBar step={step} total={STEPS} label={m.step(String(step))} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1 class="jarak">{title}</h1>
        {children}
        <p class="kecil redup jarak-atas">
          {m.later}{' '}
          <a href="/lapor/luring" data-luring-tautan>
            {m.offlineLink}
          </a>
        </p>
      </div>
    </CitizenPage>
  )
}

/**
 * The button that Enter presses. Browsers take the first of a form, which would otherwise be one that
 * removes a photo or moves the map.
 */
export function EnterButton({ value }: Readonly<{ value: string }>) {
  return (
    <button class="vh" name="aksi" value={value} tabIndex={-1} aria-hidden="true">
      {value}
    </button>
  )
}
