import type { Tanggal } from '../../../../kernel/date.ts'
import { CitizenPage, type PageContext, Section } from '../../../../ui/index.ts'
import type { SkorView } from '../../actions/load-skor.ts'
import { laporanPath, skorPath } from '../../domain/alamat.ts'
import { terendahOf } from '../../domain/nilai.ts'
import { periodeKode } from '../../domain/periode.ts'
import type { Rencana } from '../../domain/rencana.ts'
import { publikMessages } from '../../messages/index.ts'
import { PlanText } from '../kerja/plan-form.tsx'
import { periodeName, unsurName } from '../words.ts'
import { ElementTable, Method, Respondents, ScoreHead } from './score-parts.tsx'

export type ReportPageProps = Readonly<{
  ctx: PageContext
  view: SkorView
  rencana: readonly Rencana[]
  today: Tanggal
}>

/** The official report of a unit on one page: what a printed one says, in the same order. */
export function ReportPage({ ctx, view, rencana, today }: ReportPageProps) {
  const m = publikMessages(ctx.lang)
  if (view.nilai.kind === 'belum-cukup') return null
  const { dokumen } = view.nilai
  const periode = periodeKode(view.periode)
  return (
    <CitizenPage ctx={ctx} title={m.reportTitle} css={['publik', 'skm']}>
      <div class="wadah isi-hal">
        <p class="kecil">
          <a href={skorPath(view.pokok, periode)}>{view.unitNama}</a>
        </p>
        <h1>{m.reportTitle}</h1>
        <p class="tebal">{m.reportLead(view.unitNama, periodeName(view.periode, ctx.lang))}</p>
        <p class="unduhan kecil">
          {m.download}:{' '}
          <a href={laporanPath(view.pokok.unitKode, periode, '.pdf')}>{m.reportPdf}</a>
        </p>
        <ScoreHead ctx={ctx} view={view} />
        <Section id="h-unsur" title={m.elements}>
          <ElementTable ctx={ctx} view={view} dokumen={dokumen} />
        </Section>
        <Section id="h-rencana" title={m.plan}>
          {terendahOf(dokumen).map(({ unsur }) => {
            const plan = rencana.find((one) => one.unsur === unsur)
            return (
              <div class="jarak-atas">
                <h3>
                  {unsur} {unsurName(unsur, view.kuesioner, ctx.lang)}
                </h3>
                {plan === undefined ? (
                  <p class="redup">{m.planNone}</p>
                ) : (
                  <PlanText ctx={ctx} rencana={plan} today={today} />
                )}
              </div>
            )
          })}
        </Section>
        <Respondents ctx={ctx} view={view} />
        <Method ctx={ctx} view={view} />
      </div>
    </CitizenPage>
  )
}
