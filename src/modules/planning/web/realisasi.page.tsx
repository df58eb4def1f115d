import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  Facts,
  type PageContext,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Periode } from '../domain/realisasi.ts'
import type { Indikator } from '../domain/simpul.ts'
import { formatUkuran } from '../domain/ukuran.ts'
import { messagesIn } from '../messages/index.ts'
import type { Realisasi } from '../store/realisasi-store.ts'
import { RencanaFrame } from './frame.tsx'
import { KINERJA } from './paths.ts'

export type RealisasiProps = Readonly<{
  ctx: PageContext
  indikator: Indikator
  dokumenId: string
  rows: readonly Realisasi[]
  periods: readonly Periode[]
  mayRecord: boolean
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** One indicator: targets, what came of it quarter by quarter, and the form to record the next. */
export function RealisasiPage(props: RealisasiProps) {
  const { ctx, indikator, rows, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <RencanaFrame ctx={ctx} title={indikator.nama} room="kinerja">
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <p class="kecil">
        <a href={KINERJA}>{m.kinerja.back}</a>
      </p>
      <h1>{indikator.nama}</h1>
      <Facts
        rows={[
          { label: m.tree.direction, value: m.tree.directions[indikator.arah] },
          { label: m.tree.formula, value: indikator.rumus },
          {
            label: m.tree.baseline,
            value:
              indikator.awal === null
                ? m.kinerja.none
                : `${formatUkuran(indikator.awal, ctx.lang)} ${indikator.satuan} (${indikator.awalTahun})`,
          },
          ...[...indikator.target].map(([tahun, target]) => ({
            label: m.tree.targetOf(String(tahun)),
            value: `${formatUkuran(target, ctx.lang)} ${indikator.satuan}`,
          })),
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState title={m.kinerja.nothingYet} />
      ) : (
        <DataTable
          isStacked
          caption={m.kinerja.recorded}
          rows={rows}
          columns={[
            {
              header: m.kinerja.period,
              isHead: true,
              cell: (row) =>
                `${m.kinerja.quarter(String(row.triwulan), String(row.tahun))}${row.urut > 1 ? ` · ${m.kinerja.correction}` : ''}`,
            },
            {
              header: m.kinerja.value,
              isNumber: true,
              cell: (row) => `${formatUkuran(row.nilai, ctx.lang)} ${indikator.satuan}`,
            },
            {
              header: m.kinerja.evidence,
              cell: (row) =>
                row.buktiUrl === null ? (
                  row.bukti
                ) : (
                  <a href={row.buktiUrl} rel="noopener noreferrer">
                    {row.bukti}
                  </a>
                ),
            },
            { header: m.kinerja.obstacle, cell: (row) => row.kendala },
            { header: m.kinerja.at, cell: (row) => formatDateTime(row.at, localeOf(ctx)) },
          ]}
        />
      )}
      {props.mayRecord && <RecordForm {...props} />}
    </RencanaFrame>
  )
}

function RecordForm({ ctx, indikator, dokumenId, periods, refusals, typed }: RealisasiProps) {
  const m = messagesIn(ctx.lang).kinerja
  const field = { ctx, refusals }
  return (
    <form method="post" action={`${KINERJA}/${indikator.id}`} class="tumpuk">
      <Csrf ctx={ctx} />
      <input type="hidden" name="dokumen" value={dokumenId} />
      <h2>{m.record}</h2>
      <p class="bantuan">{m.recordHelp}</p>
      <SelectField
        {...field}
        name="periode"
        label={m.period}
        value={typed.periode ?? ''}
        placeholder={m.choosePeriod}
        choices={periods.map(({ tahun, triwulan }) => ({
          value: `${tahun}-${triwulan}`,
          label: m.quarter(String(triwulan), String(tahun)),
        }))}
      />
      <TextField
        {...field}
        name="nilai"
        label={`${m.value} (${indikator.satuan})`}
        value={typed.nilai ?? ''}
        inputMode="decimal"
      />
      <TextField
        {...field}
        name="bukti"
        label={m.evidence}
        hint={m.evidenceHint}
        value={typed.bukti ?? ''}
      />
      <TextField
        {...field}
        name="buktiUrl"
        type="url"
        label={m.evidenceUrl}
        isOptional
        value={typed.buktiUrl ?? ''}
      />
      <TextArea
        {...field}
        name="kendala"
        label={m.obstacle}
        isOptional
        value={typed.kendala ?? ''}
        rows={2}
      />
      <p>
        <Button>{m.record}</Button>
      </p>
    </form>
  )
}
