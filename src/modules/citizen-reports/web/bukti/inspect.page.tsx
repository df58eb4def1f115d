import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  FileField,
  OfficerPage,
  type PageContext,
  RadioTiles,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import { buktiMessages } from '../../messages/bukti.ts'

export type InspectRow = Readonly<{
  id: string
  nomor: string
  judul: string
  unit: string
  place: string
  when: string
  inspector: string
  result: string
  note: string
  canReport: boolean
}>

export type UnitRow = Readonly<{ unit: string; drawn: string; same: string; different: string }>

export type RuleField = Readonly<{ name: string; value: string }>

export type InspectProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  open: readonly InspectRow[]
  done: readonly InspectRow[]
  units: readonly UnitRow[]
  isLeader: boolean
  inspectors: readonly Readonly<{ value: string; label: string }>[]
  rules: readonly RuleField[]
}>

/** Closed cases drawn by lot for a second look: who goes, what was found, what it comes to. */
export function InspectPage(props: InspectProps) {
  const { ctx, open, done, units } = props
  const m = buktiMessages(ctx.lang).inspect
  return (
    <OfficerPage ctx={ctx} title={m.title} current="inspections" scripts={['ui-form']}>
      <div class="bukti-hal">
        <header class="tumpuk">
          <h1>{m.title}</h1>
          <p class="redup">{m.lead}</p>
        </header>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <section class="tumpuk" aria-labelledby="terbuka">
          <h2 id="terbuka">{m.open}</h2>
          {open.length === 0 && <EmptyState title={m.none} />}
          <ol class="putaran">
            {open.map((row) => (
              <OpenCard {...props} row={row} />
            ))}
          </ol>
        </section>
        {units.length > 0 && (
          <section aria-labelledby="per-unit">
            <h2 id="per-unit">{m.perUnit}</h2>
            <DataTable
              caption={m.perUnit}
              rows={units}
              columns={[
                { header: m.unit, cell: (row) => row.unit, isHead: true },
                { header: m.drawn, cell: (row) => row.drawn, isNumber: true },
                { header: m.results.sesuai, cell: (row) => row.same, isNumber: true },
                { header: m.results.tidak_sesuai, cell: (row) => row.different, isNumber: true },
              ]}
            />
          </section>
        )}
        {done.length > 0 && <DoneList ctx={ctx} done={done} />}
        {props.isLeader && <RulesForm {...props} />}
      </div>
    </OfficerPage>
  )
}

function OpenCard({ ctx, row, isLeader, inspectors }: InspectProps & { row: InspectRow }) {
  const m = buktiMessages(ctx.lang).inspect
  return (
    <li class="kartu" id={row.nomor}>
      <div class="isi tumpuk">
        <p class="meta">
          <span class="angka">{row.nomor}</span>
          <span>{row.unit}</span>
          <span>{row.when}</span>
        </p>
        <p>
          <a href={`/laporan/${row.nomor}`}>
            <b>{row.judul}</b>
          </a>
          {row.place !== '' && <span class="redup">{` · ${row.place}`}</span>}
        </p>
        <p class="kecil">{row.inspector === '' ? m.unassigned : m.assignedTo(row.inspector)}</p>
        {isLeader && (
          <details>
            <summary>{m.assign}</summary>
            <form method="post" action={`/kerja/periksa-ulang/${row.id}/tugaskan`}>
              <Csrf ctx={ctx} />
              <SelectField
                ctx={ctx}
                name={`petugas-${row.nomor}`}
                label={m.inspector}
                choices={inspectors}
              />
              <Button tone="secondary">{m.assign}</Button>
            </form>
          </details>
        )}
        {row.canReport && <ReportForm ctx={ctx} row={row} />}
      </div>
    </li>
  )
}

function ReportForm({ ctx, row }: Readonly<{ ctx: PageContext; row: InspectRow }>) {
  const m = buktiMessages(ctx.lang).inspect
  return (
    <details>
      <summary>{m.report}</summary>
      <form
        method="post"
        action={`/kerja/periksa-ulang/${row.id}/hasil`}
        enctype="multipart/form-data"
      >
        <Csrf ctx={ctx} />
        <RadioTiles
          ctx={ctx}
          name={`hasil-${row.nomor}`}
          label={m.result}
          choices={(['sesuai', 'tidak_sesuai', 'tidak_dapat_diperiksa'] as const).map((value) => ({
            value,
            label: m.results[value],
          }))}
        />
        <TextArea
          ctx={ctx}
          name={`catatan-${row.nomor}`}
          label={m.note}
          hint={m.noteHint}
          rows={3}
          maxLength={2_000}
        />
        <FileField
          ctx={ctx}
          name={`foto-${row.nomor}`}
          label={m.photo}
          accept="image/jpeg,image/png,image/webp"
          capture="environment"
          isOptional
        />
        <Button>{m.send}</Button>
      </form>
    </details>
  )
}

function DoneList({ ctx, done }: Readonly<{ ctx: PageContext; done: readonly InspectRow[] }>) {
  const m = buktiMessages(ctx.lang).inspect
  return (
    <section aria-labelledby="selesai">
      <h2 id="selesai">{m.done}</h2>
      <DataTable
        caption={m.done}
        rows={done}
        columns={[
          {
            header: m.number,
            cell: (row) => <a href={`/laporan/${row.nomor}`}>{row.nomor}</a>,
            isHead: true,
          },
          { header: m.unit, cell: (row) => row.unit },
          { header: m.result, cell: (row) => row.result },
          { header: m.note, cell: (row) => row.note },
        ]}
      />
    </section>
  )
}

function RulesForm({ ctx, rules, refusals }: InspectProps) {
  const m = buktiMessages(ctx.lang).inspect
  return (
    <details class="kartu">
      <summary>{m.rules}</summary>
      <form class="isi" method="post" action="/kerja/periksa-ulang/aturan">
        <Csrf ctx={ctx} />
        <p class="redup">{m.rulesLead}</p>
        {rules.map(({ name, value }) => (
          <TextField
            ctx={ctx}
            name={name}
            label={m.ruleLabels[name as keyof typeof m.ruleLabels]}
            value={value}
            inputMode="numeric"
            maxLength={6}
            refusals={refusals}
          />
        ))}
        <Button tone="secondary">{m.saveRules}</Button>
      </form>
    </details>
  )
}
