import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Answer,
  Button,
  CheckAnswers,
  CitizenPage,
  Csrf,
  ErrorSummary,
  LoadingNotice,
  type PageContext,
  type Place,
  Section,
  Warning,
} from '../../../../ui/index.ts'
import { ajukanMessages } from '../../messages/index.ts'

export type CheckPageProps = Readonly<{
  ctx: PageContext
  name: string
  base: string
  groups: readonly Readonly<{ title: string; answers: readonly Answer[] }>[]
  documents: readonly Answer[]
  feeLines: readonly Readonly<{ label: string; amount: string }>[]
  feeTotal: string
  promise: string
  warnings: readonly string[]
  /** Rules that keep it from being handed in, in the service's own words. */
  stops: readonly string[]
  routes: readonly Readonly<{ message: string; href: string; name: string }>[]
  refusals: readonly Refusal[]
  /** The page that asks for a field, and its question. */
  placeOf: (field: string) => Place | undefined
  isReady: boolean
  unreachable: readonly ('penduduk' | 'oss')[]
}>

/** Everything that will be sent, the fee and the promise; then one button. */
export function CheckPage(props: CheckPageProps) {
  const { ctx, base } = props
  const m = ajukanMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={m.checkTitle}
      current="services"
      css={['layanan']}
      scripts={['ui-form']}
    >
      <div class="wadah sempit isi-hal">
        <p class="kecil">
          <a href={base}>{m.back}</a> · {props.name}
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} placeOf={props.placeOf} />
        <h1>{m.checkTitle}</h1>
        <p class="redup">{m.checkLead}</p>
        {props.unreachable.map((register) => (
          <LoadingNotice>{m.unreachable[register]}</LoadingNotice>
        ))}
        <Stops {...props} />
        {props.groups.map((group) => (
          <>
            <h2 class="jarak-atas">{group.title}</h2>
            <CheckAnswers ctx={ctx} answers={group.answers} />
          </>
        ))}
        <h2 class="jarak-atas">{m.checkDocs}</h2>
        {props.documents.length === 0 ? (
          <p>{m.checkNoDocs}</p>
        ) : (
          <CheckAnswers ctx={ctx} answers={props.documents} />
        )}
        <h2 class="jarak-atas">{m.fee}</h2>
        <dl class="periksa">
          {props.feeLines.map((line) => (
            <div>
              <dt>{line.label}</dt>
              <dd class="angka">{line.amount}</dd>
            </div>
          ))}
          <div>
            <dt>{m.feeTotal}</dt>
            <dd class="angka">
              <b>{props.feeTotal}</b>
            </dd>
          </div>
          <div>
            <dt>{m.promise}</dt>
            <dd>{m.promiseAfter(props.promise)}</dd>
          </div>
        </dl>
        {props.isReady && (
          <form method="post" action={`${base}/periksa`} class="jarak-atas">
            <Csrf ctx={ctx} />
            <Button>{m.send}</Button>
          </form>
        )}
      </div>
    </CitizenPage>
  )
}

function Stops({ ctx, stops, routes, warnings }: CheckPageProps) {
  const m = ajukanMessages(ctx.lang)
  return (
    <>
      {stops.length > 0 && (
        <Section id="henti" title={m.stops}>
          {stops.map((text) => (
            <Warning>{text}</Warning>
          ))}
        </Section>
      )}
      {routes.length > 0 && (
        <Section id="arah" title={m.routes}>
          {routes.map((route) => (
            <p class="info">
              {route.message} <a href={route.href}>{m.goTo(route.name)}</a>
            </p>
          ))}
        </Section>
      )}
      {warnings.length > 0 && (
        <Section id="awas" title={m.warnings}>
          {warnings.map((text) => (
            <Warning>{text}</Warning>
          ))}
        </Section>
      )}
    </>
  )
}
