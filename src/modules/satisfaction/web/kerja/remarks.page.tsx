import { OfficerPage, type PageContext } from '../../../../ui/index.ts'
import { kerjaMessages } from '../../messages/index.ts'

export type RemarksPageProps = Readonly<{
  ctx: PageContext
  unit: string
  periode: string
  /** Undefined while too few have answered. */
  remarks: readonly Readonly<{ layanan: string; catatan: string }>[] | undefined
  minimum: string
  nextHref: string | undefined
}>

/** What people wrote beside their answers, without who and when. */
export function RemarksPage(props: RemarksPageProps) {
  const { ctx, remarks } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.remarks} current="satisfaction" css={['skm']}>
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href="/kerja/skm">{m.back}</a>
        </p>
        <h1>{m.remarks}</h1>
        <p class="tebal">
          {props.unit}, {props.periode}
        </p>
        <p class="bantuan">{m.remarksLead}</p>
        {remarks === undefined && <p>{m.remarksFew(props.minimum)}</p>}
        {remarks?.length === 0 && <p>{m.remarksNone}</p>}
        <ul class="tumpuk">
          {(remarks ?? []).map(({ layanan, catatan }) => (
            <li>
              <p class="kecil redup">{layanan}</p>
              <blockquote>{catatan}</blockquote>
            </li>
          ))}
        </ul>
        {props.nextHref !== undefined && (
          <p>
            <a href={props.nextHref} rel="next">
              {m.next}
            </a>
          </p>
        )}
      </div>
    </OfficerPage>
  )
}
