import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber } from '../../../../ui/format.ts'
import {
  Button,
  type Choice,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Section,
  SelectField,
  TextField,
} from '../../../../ui/index.ts'
import type { JawabanForm } from '../../domain/jawaban.ts'
import type { Kuesioner } from '../../domain/kuesioner.ts'
import { kerjaMessages } from '../../messages/index.ts'
import type { BundelSeen } from '../../store/bundel-store.ts'
import { AboutYou, Questions } from '../isi/questions.tsx'

export type PaperPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  typed: JawabanForm
  units: readonly Choice[]
  services: readonly Choice[]
  kuesioner: Kuesioner
  isGratis: boolean
  batches: readonly BundelSeen[]
  saved: Readonly<{ bundel: string; lembar: number }> | undefined
}>

/** One sheet of paper after another, typed by a clerk. */
export function PaperPage(props: PaperPageProps) {
  const { ctx, refusals } = props
  const m = kerjaMessages(ctx.lang).paper
  return (
    <OfficerPage ctx={ctx} title={m.title} current="satisfaction" css={['skm']}>
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href="/kerja/skm">{kerjaMessages(ctx.lang).back}</a>
        </p>
        {props.saved !== undefined && (
          <p class="kabar success" role="status">
            {m.saved(String(props.saved.lembar), props.saved.bundel)}
          </p>
        )}
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.title}</h1>
        <p class="bantuan">{m.lead}</p>
        {props.services.length === 0 ? (
          <EmptyState title={m.service}>
            <p>{m.noServices}</p>
          </EmptyState>
        ) : (
          <SheetForm {...props} />
        )}
        <Batches {...props} />
      </div>
    </OfficerPage>
  )
}

function SheetForm(props: PaperPageProps) {
  const { ctx, refusals, typed } = props
  const m = kerjaMessages(ctx.lang).paper
  return (
    <form method="post" action="/kerja/skm/kertas" class="tumpuk skm-kertas">
      <Csrf ctx={ctx} />
      <div class="skm-anda-dua">
        <SelectField
          ctx={ctx}
          name="unit"
          label={m.unit}
          value={typed.unit ?? ''}
          choices={props.units}
          refusals={refusals}
        />
        <SelectField
          ctx={ctx}
          name="layanan"
          label={m.service}
          value={typed.layanan ?? ''}
          choices={props.services}
          refusals={refusals}
        />
        <TextField
          ctx={ctx}
          name="bundel"
          label={m.batch}
          hint={m.batchHint}
          value={typed.bundel ?? ''}
          maxLength={40}
          refusals={refusals}
        />
        <TextField
          ctx={ctx}
          name="lembar"
          label={m.sheet}
          hint={m.sheetHint}
          value={typed.lembar ?? ''}
          inputMode="numeric"
          maxLength={4}
          refusals={refusals}
        />
        <TextField
          ctx={ctx}
          name="tanggal"
          label={m.date}
          hint={m.dateHint}
          value={typed.tanggal ?? ''}
          maxLength={10}
          refusals={refusals}
        />
      </div>
      <Questions {...props} />
      <AboutYou {...props} legend={m.about} />
      <Button>{m.save}</Button>
    </form>
  )
}

function Batches({ ctx, batches, units }: PaperPageProps) {
  const m = kerjaMessages(ctx.lang).paper
  if (batches.length === 0) return null
  const unitName = (kode: string) => units.find(({ value }) => value === kode)?.label ?? kode
  return (
    <Section id="h-bundel" title={m.batches}>
      <DataTable
        caption={m.batches}
        columns={[
          { header: m.batch, isHead: true, cell: ({ nomor }: BundelSeen) => nomor },
          { header: m.unit, cell: ({ unitKode }) => unitName(unitKode) },
          {
            header: m.sheets,
            isNumber: true,
            cell: ({ jumlah }) => formatNumber(jumlah, ctx.lang),
          },
          {
            header: m.last,
            isNumber: true,
            cell: ({ terakhir }) => formatNumber(terakhir, ctx.lang),
          },
        ]}
        rows={batches}
      />
    </Section>
  )
}
