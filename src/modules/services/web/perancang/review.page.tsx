import type { Refusal } from '../../../../kernel/result.ts'
import { Button, Information, Section, TextArea } from '../../../../ui/index.ts'
import type { Change } from '../../domain/definition/diff.ts'
import { EFFECTS, type Effect } from '../../domain/perancang/effect.ts'
import { designMessages } from '../../messages/index.ts'
import { DesignerPage, type Desk, DraftKeys, deskHref, Problems } from './frame.tsx'
import { ChangeList } from './history.page.tsx'

export type ReviewProps = Readonly<{
  desk: Desk
  /** Version it is held against; undefined for a new service. */
  before: string | undefined
  changes: readonly Change[]
  effect: Effect
  isMigrating: boolean
  testCount: string
  mayReview: boolean
  sha: string
  typedReason: string
  refusals: readonly Refusal[]
}>

/** What a second person sees before deciding: changes, checks, and what they would do to real cases. */
export function ReviewPage(props: ReviewProps) {
  const { desk } = props
  const { ctx, problems } = desk
  const m = designMessages(ctx.lang)
  return (
    <DesignerPage desk={desk} title={m.reviewTitle} current="tinjau" refusals={props.refusals}>
      <Section
        id="beda"
        title={props.before === undefined ? m.newService : m.reviewDiff(props.before)}
      >
        {props.before === undefined ? (
          <p>{m.reviewFirst}</p>
        ) : (
          <ChangeList changes={props.changes} none={m.noDifference} />
        )}
      </Section>
      <Section id="periksa" title={m.checkTitle}>
        {problems.length === 0 ? (
          <p class="info">
            {m.checkFine} {m.testsPass(props.testCount)}.
          </p>
        ) : (
          <>
            <p class="awas">{m.checkBad(String(problems.length))}</p>
            <Problems desk={desk} problems={problems} />
          </>
        )}
      </Section>
      <EffectPart {...props} />
      {desk.status === 'ditinjau' && <Decision {...props} />}
    </DesignerPage>
  )
}

const SHOWN_MAX = 20

function EffectPart({ desk, effect, isMigrating }: ReviewProps) {
  const m = designMessages(desk.ctx.lang)
  const isSame = EFFECTS.every((what) => effect.changed[what].length === 0)
  return (
    <Section id="dampak" title={m.effectTitle}>
      {effect.looked === 0 ? (
        <p>{m.effectNone}</p>
      ) : (
        <p>
          {m.effectLooked(String(effect.looked))} {effect.isCut && m.effectCut}
        </p>
      )}
      {effect.looked > 0 && isSame && <p class="info">{m.effectSame}</p>}
      {!isSame && (
        <dl class="rancang-dampak">
          {EFFECTS.filter((what) => effect.changed[what].length > 0).map((what) => (
            <div>
              <dt>{m.effects[what]}</dt>
              <dd>
                <b>{m.effectCount(String(effect.changed[what].length))}</b>{' '}
                <span class="angka redup">
                  {effect.changed[what].slice(0, SHOWN_MAX).join(', ')}{' '}
                  {effect.changed[what].length > SHOWN_MAX &&
                    m.effectMore(String(effect.changed[what].length - SHOWN_MAX))}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p class="redup">{isMigrating ? m.runningMove : m.runningFinish}</p>
    </Section>
  )
}

function Decision({ desk, mayReview, sha, typedReason, refusals }: ReviewProps) {
  const { ctx, problems } = desk
  const m = designMessages(ctx.lang)
  return (
    <>
      {mayReview ? (
        problems.length === 0 && (
          <Section id="terbit" title={m.publish}>
            <p>{m.publishLead}</p>
            <form method="post" action={deskHref(desk, '/terbit')}>
              <DraftKeys desk={desk} />
              <input type="hidden" name="sha" value={sha} />
              <p class="tombol-baris">
                <Button>{m.publish}</Button>
              </p>
            </form>
          </Section>
        )
      ) : (
        <Information>{m.ownWork}</Information>
      )}
      <Section id="kembali" title={mayReview ? m.returnTitle : m.takeBack}>
        <form method="post" action={deskHref(desk, '/kembalikan')}>
          <DraftKeys desk={desk} />
          <TextArea
            ctx={ctx}
            name="alasan"
            label={m.returnReason}
            value={typedReason}
            rows={4}
            maxLength={2000}
            refusals={refusals}
          />
          <p class="tombol-baris">
            <Button tone="secondary">{m.returnButton}</Button>
          </p>
        </form>
      </Section>
    </>
  )
}
