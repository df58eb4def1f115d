import type { Tanggal } from '../../../../kernel/date.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber } from '../../../../ui/format.ts'
import {
  ButtonLink,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Section,
} from '../../../../ui/index.ts'
import type { SkorView } from '../../actions/load-skor.ts'
import { laporanPath, skorPath } from '../../domain/alamat.ts'
import { terendahOf } from '../../domain/nilai.ts'
import { periodeKode } from '../../domain/periode.ts'
import type { Rencana } from '../../domain/rencana.ts'
import { kerjaMessages, publikMessages } from '../../messages/index.ts'
import { ScoreHead } from '../publik/score-parts.tsx'
import { periodeName, thousandths, unsurName } from '../words.ts'
import { PlanForm, type PlanTyped } from './plan-form.tsx'

/** A form that was refused, where it stands and what was typed into it. */
export type Refused = Readonly<{
  unitKode: string
  unsur: string
  typed: PlanTyped
  refusals: readonly Refusal[]
}>

export type DeskUnit = Readonly<{
  running: SkorView
  latest: SkorView | undefined
  rencana: readonly Rencana[]
  isHead: boolean
}>

export type DeskPageProps = Readonly<{
  ctx: PageContext
  today: Tanggal
  units: readonly DeskUnit[]
  mayEnterPaper: boolean
  refused: Refused | undefined
}>

/** A unit's own survey: how it stands, what is lowest, what will be done. */
export function DeskPage(props: DeskPageProps) {
  const { ctx, refused } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.title} current="satisfaction" css={['skm']}>
      <div class="isi-hal tumpuk skm-meja">
        <ErrorSummary ctx={ctx} refusals={scoped(refused)} />
        <div>
          <h1>{m.title}</h1>
          <p class="bantuan">{m.lead}</p>
        </div>
        {props.mayEnterPaper && (
          <p>
            <ButtonLink href="/kerja/skm/kertas" tone="secondary" isSmall>
              {m.paper.title}
            </ButtonLink>
          </p>
        )}
        {props.units.map((unit) => (
          <UnitPart {...props} unit={unit} />
        ))}
      </div>
    </OfficerPage>
  )
}

/** Links of the summary lead to the field of the one form that was refused. */
function scoped(refused: Refused | undefined): readonly Refusal[] {
  return (refused?.refusals ?? []).map((refusal) =>
    refusal.field === undefined
      ? refusal
      : { ...refusal, field: `${refused?.unsur ?? ''}-${refusal.field}` },
  )
}

function UnitPart({ ctx, unit, ...props }: DeskPageProps & Readonly<{ unit: DeskUnit }>) {
  const m = kerjaMessages(ctx.lang)
  const { running, latest } = unit
  const { aturan } = running
  const { unitKode } = running.pokok
  return (
    <Section
      id={`h-${unitKode}`}
      title={running.unitNama}
      aside={<a href={skorPath(running.pokok)}>{publikMessages(ctx.lang).title}</a>}
    >
      <p>
        {m.running(periodeName(running.periode, ctx.lang))}:{' '}
        {m.target(
          formatNumber(running.tally.jumlah, ctx.lang),
          formatNumber(running.sasaran, ctx.lang),
        )}
        {'. '}
        <a href={`/kerja/skm/catatan?unit=${unitKode}`}>{m.remarks}</a>
      </p>
      {latest === undefined ? (
        <p class="redup">
          {m.noneYet}{' '}
          {m.noneWhy(String(aturan.tutupHari), formatNumber(aturan.jawabanMinimum, ctx.lang))}
        </p>
      ) : (
        <Latest ctx={ctx} unit={unit} latest={latest} {...props} />
      )}
    </Section>
  )
}

function Latest({
  ctx,
  unit,
  latest,
  today,
  refused,
}: Pick<DeskPageProps, 'ctx' | 'today' | 'refused'> &
  Readonly<{ unit: DeskUnit; latest: SkorView }>) {
  const m = kerjaMessages(ctx.lang)
  if (latest.nilai.kind === 'belum-cukup') return null
  const periode = periodeKode(latest.periode)
  const { unitKode } = latest.pokok
  const lowest = terendahOf(latest.nilai.dokumen)
  return (
    <>
      <h3>
        {m.latest}: {periodeName(latest.periode, ctx.lang)}
      </h3>
      <ScoreHead ctx={ctx} view={latest} />
      <p class="kecil">
        <a href={laporanPath(unitKode, periode)}>{publikMessages(ctx.lang).report}</a>
      </p>
      <h3 class="jarak-atas">{publikMessages(ctx.lang).lowest}</h3>
      {lowest.map(({ unsur, rataPerseribu }) => {
        const isRefused = refused?.unsur === unsur && refused.unitKode === unitKode
        return (
          <div class="kartu jarak-atas">
            <div class="isi">
              <h4>
                {m.planFor(
                  unsur,
                  unsurName(unsur, latest.kuesioner, ctx.lang),
                  thousandths(rataPerseribu, ctx.lang),
                )}
              </h4>
              <PlanForm
                ctx={ctx}
                today={today}
                unitKode={unitKode}
                periode={periode}
                unsur={unsur}
                rencana={unit.rencana.find((one) => one.unsur === unsur)}
                isHead={unit.isHead}
                typed={isRefused ? refused.typed : undefined}
                refusals={isRefused ? refused.refusals : []}
              />
            </div>
          </div>
        )
      })}
    </>
  )
}
