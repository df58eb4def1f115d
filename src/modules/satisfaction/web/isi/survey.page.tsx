import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  ButtonLink,
  CitizenPage,
  Confirmation,
  Csrf,
  ErrorSummary,
  type PageContext,
} from '../../../../ui/index.ts'
import { isiMessages } from '../../messages/index.ts'
import { AboutYou, Questions, type QuestionsProps } from './questions.tsx'

export type SurveyPageProps = QuestionsProps &
  Readonly<{ action: string; layanan: string; unit: string; until: string }>

/** The whole survey on one page: nine rows, then what may be left empty. */
export function SurveyPage(props: SurveyPageProps) {
  const { ctx, refusals } = props
  const m = isiMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.title} css={['skm']}>
      <div class="wadah sempit isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1>{m.title}</h1>
          <p class="tebal">{m.about(props.layanan, props.unit)}</p>
          <p>{m.lead}</p>
        </div>
        <form method="post" action={props.action} class="tumpuk">
          <Csrf ctx={ctx} />
          <Questions {...props} />
          <AboutYou {...props} />
          <p class="kecil redup">{m.privacy}</p>
          <Button>{m.send}</Button>
          <p class="kecil redup">{m.until(props.until)}</p>
        </form>
      </div>
    </CitizenPage>
  )
}

/** It is counted. */
export function ThanksPage({ ctx }: Readonly<{ ctx: PageContext }>) {
  const m = isiMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.thanksTitle} css={['skm']}>
      <div class="wadah sempit isi-hal tumpuk">
        <Confirmation title={m.thanksTitle}>
          <p>{m.thanks}</p>
          <p>{m.thanksNext}</p>
        </Confirmation>
        <p>
          <a href="/skm">{m.seeScores}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

/** A link that opens nothing, or nothing any more, and why. */
export function ClosedPage({
  ctx,
  refusals,
}: Readonly<{ ctx: PageContext; refusals: readonly Refusal[] }>) {
  const m = isiMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.closedTitle} css={['skm']}>
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{m.closedTitle}</h1>
        {refusals.map((refusal) => (
          <p class="tebal">{ctx.word(refusal)}</p>
        ))}
        <p>{m.closedNext}</p>
        <div class="tombol-baris">
          <ButtonLink href="/lapor" tone="secondary">
            {m.report}
          </ButtonLink>
          <a href="/skm">{m.seeScores}</a>
        </div>
      </div>
    </CitizenPage>
  )
}
