import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  ErrorSummary,
  type PageContext,
  Section,
  StatusTag,
  type TagKind,
  TextField,
} from '../../../ui/index.ts'
import type { StatusTahun } from '../domain/tahun.ts'
import { messagesIn } from '../messages/index.ts'
import type { MuatanShown, PolaShown } from '../store/overview-store.ts'
import type { TahunAnggaran } from '../types.ts'
import { KODE, KodeFrame, type Tabel } from './frame.tsx'

export type YearsProps = Readonly<{
  ctx: PageContext
  tahun: number
  years: readonly TahunAnggaran[]
  counts: readonly Readonly<{ tabel: Tabel; count: number }>[]
  pola: readonly PolaShown[]
  loads: readonly MuatanShown[]
  /** May this officer open and close years? */
  maySet: boolean
  refusals: readonly Refusal[]
  /** The step that was refused, with what was written. */
  typed?: Readonly<{ tahun: string; ke: string; dasar: string }>
}>

const TAGS: Readonly<Record<StatusTahun, TagKind>> = {
  penyusunan: 'tunggu',
  berjalan: 'proses',
  tutup: 'selesai',
}
const NEXT: Readonly<Record<StatusTahun, StatusTahun>> = {
  penyusunan: 'berjalan',
  berjalan: 'tutup',
  tutup: 'berjalan',
}

/** Fiscal years and their steps, what each table holds, how numbers are written. */
export function YearsPage(props: YearsProps) {
  const { ctx, tahun, years } = props
  const m = messagesIn(ctx.lang)
  return (
    <KodeFrame ctx={ctx} tahun={tahun} years={years.map((one) => one.tahun)} title={m.title}>
      <ErrorSummary ctx={ctx} refusals={props.refusals} />
      <p class="bantuan">{m.lead}</p>
      <Section id="tahun" title={m.years}>
        <DataTable
          caption={m.years}
          isStacked
          columns={[
            { header: m.year, cell: (row) => row.tahun, isHead: true },
            {
              header: m.status,
              cell: (row) => (
                <StatusTag kind={TAGS[row.status]}>{m.statuses[row.status]}</StatusTag>
              ),
            },
            { header: m.basis, cell: (row) => row.dasar },
          ]}
          rows={years}
        />
        {props.maySet && <Steps {...props} />}
      </Section>
      <Section id="daftar" title={m.tables}>
        <DataTable
          caption={m.tables}
          columns={[
            {
              header: m.table,
              isHead: true,
              cell: (row) => (
                <a href={`${KODE}/${row.tabel}?tahun=${tahun}`}>{m.tabel[row.tabel]}</a>
              ),
            },
            { header: m.rows, isNumber: true, cell: (row) => formatNumber(row.count, ctx.lang) },
          ]}
          rows={props.counts}
        />
      </Section>
      <Section id="nomor" title={m.numbers}>
        <DataTable
          caption={m.numbers}
          isStacked
          columns={[
            { header: m.kind, isHead: true, cell: (row) => row.jenis.toUpperCase() },
            { header: m.pattern, cell: (row) => <code>{row.pola}</code> },
            { header: m.since, cell: (row) => row.tahunMulai },
            { header: m.checked, cell: (row) => (row.isTerverifikasi ? m.yes : m.unchecked) },
          ]}
          rows={props.pola}
        />
      </Section>
      <Section id="muatan" title={m.loads}>
        <DataTable
          caption={m.loads}
          isStacked
          columns={[
            { header: m.table, isHead: true, cell: (row) => nameOf(ctx, row.apa) },
            { header: m.rows, isNumber: true, cell: (row) => formatNumber(row.baris, ctx.lang) },
            { header: m.source, cell: (row) => row.sumber },
            { header: m.by, cell: (row) => row.oleh },
            { header: m.when, cell: (row) => formatDateTime(row.waktu, localeOf(ctx)) },
          ]}
          rows={props.loads}
        />
      </Section>
    </KodeFrame>
  )
}

/** Tables are kept by their names in the database. */
function nameOf(ctx: YearsProps['ctx'], apa: string): string {
  const names: Readonly<Record<string, string>> = messagesIn(ctx.lang).tabel
  return names[apa] ?? names[apa.replaceAll('_', '-')] ?? names[apa.split('_')[0] ?? ''] ?? apa
}

function Steps(props: YearsProps) {
  const { years, typed } = props
  const next = Math.max(props.tahun, ...years.map(({ tahun }) => tahun)) + 1
  return (
    <div class="tumpuk">
      {years.map((one) => (
        <Step
          {...props}
          year={String(one.tahun)}
          ke={NEXT[one.status]}
          word={one.status === 'tutup' ? 'kembali' : NEXT[one.status]}
        />
      ))}
      <Step
        {...props}
        year={typed?.ke === 'penyusunan' ? typed.tahun : String(next)}
        ke="penyusunan"
        word="penyusunan"
      />
    </div>
  )
}

type StepProps = YearsProps &
  Readonly<{ year: string; ke: StatusTahun; word: 'penyusunan' | 'berjalan' | 'tutup' | 'kembali' }>

function Step({ ctx, refusals, typed, year, ke, word }: StepProps) {
  const m = messagesIn(ctx.lang)
  const isThis = typed?.tahun === year && typed.ke === ke
  return (
    <details class="kartu" open={isThis}>
      <summary class="isi">
        {word === 'penyusunan' ? m.newYear : `${m.stepsFor(year)}: ${m.steps[word]}`}
      </summary>
      <form method="post" action={`${KODE}/tahun`} class="isi tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="ke" value={ke} />
        {ke === 'penyusunan' ? (
          <TextField
            ctx={ctx}
            scope={`${year}-${ke}`}
            refusals={isThis ? refusals : []}
            name="tahun"
            label={m.year}
            value={year}
            inputMode="numeric"
            maxLength={4}
          />
        ) : (
          <input type="hidden" name="tahun" value={year} />
        )}
        <TextField
          ctx={ctx}
          scope={`${year}-${ke}`}
          refusals={isThis ? refusals : []}
          name="dasar"
          label={m.basis}
          hint={m.basisHelp}
          value={isThis ? (typed?.dasar ?? '') : ''}
          maxLength={300}
        />
        <p>
          <Button>{m.steps[word]}</Button>
        </p>
      </form>
    </details>
  )
}
