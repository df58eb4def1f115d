import type { Refusal } from '../../../kernel/result.ts'
import {
  Button,
  Csrf,
  DenseTable,
  EmptyState,
  ErrorSummary,
  FilterBar,
  FilterSelect,
  KeyHints,
  type PageContext,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import { type Dokumen, JENIS_DOKUMEN } from '../domain/dokumen.ts'
import { messagesIn } from '../messages/index.ts'
import { DokumenTag, RencanaFrame, spanOf } from './frame.tsx'
import { dokumenPath, RENCANA } from './paths.ts'

export type ListProps = Readonly<{
  ctx: PageContext
  rows: readonly Dokumen[]
  jenis: string
  skpd: readonly Skpd[]
  skpdNames: ReadonlyMap<number, string>
  mayBegin: boolean
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** All planning documents, and a form to begin one. */
export function ListPage(props: ListProps) {
  const { ctx, rows, skpdNames } = props
  const m = messagesIn(ctx.lang)
  return (
    <RencanaFrame ctx={ctx} title={m.list.title} room="dokumen">
      <ErrorSummary ctx={ctx} refusals={props.refusals} />
      <h1>{m.list.title}</h1>
      <FilterBar action={RENCANA} label={m.list.filter} button={m.list.show}>
        <FilterSelect
          name="jenis"
          label={m.list.allKinds}
          value={props.jenis}
          choices={JENIS_DOKUMEN.map((one) => ({ value: one, label: m.dokumen.kinds[one] }))}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState title={m.list.empty} />
      ) : (
        <DenseTable
          ctx={ctx}
          caption={m.list.title}
          rows={rows}
          rowId={({ id }) => id}
          rowLabel={({ judul }) => judul}
          columns={[
            {
              header: m.list.document,
              isHead: true,
              cell: (row) => (
                <>
                  <a href={dokumenPath(row)}>{row.judul}</a>
                  {row.skpdId !== null && <span class="sub"> {skpdNames.get(row.skpdId)}</span>}
                </>
              ),
            },
            { header: m.list.kind, cell: (row) => m.dokumen.kinds[row.jenis] },
            { header: m.list.years, cell: spanOf },
            { header: m.list.version, isNumber: true, cell: (row) => String(row.versi) },
            { header: m.list.state, cell: (row) => <DokumenTag ctx={ctx} dokumen={row} /> },
            { header: m.list.act, isWideOnly: true, cell: (row) => row.penetapanNomor ?? '' },
          ]}
          foot={<KeyHints ctx={ctx} shown={m.list.shown(String(rows.length))} />}
        />
      )}
      {props.mayBegin && <BeginForm {...props} />}
    </RencanaFrame>
  )
}

function BeginForm({ ctx, refusals, typed, skpd }: ListProps) {
  const m = messagesIn(ctx.lang)
  const field = { ctx, refusals }
  return (
    <details class="kartu" open={refusals.length > 0}>
      <summary>{m.list.begin}</summary>
      <form method="post" action={RENCANA} class="tumpuk isi">
        <Csrf ctx={ctx} />
        <SelectField
          {...field}
          name="jenis"
          label={m.list.kind}
          value={typed.jenis ?? ''}
          placeholder={m.list.choose}
          choices={JENIS_DOKUMEN.map((one) => ({ value: one, label: m.dokumen.kinds[one] }))}
        />
        <div class="rencana-tahun">
          <TextField
            {...field}
            name="tahun"
            label={m.list.firstYear}
            value={typed.tahun ?? ''}
            inputMode="numeric"
            maxLength={4}
          />
          <TextField
            {...field}
            name="tahunSampai"
            label={m.list.lastYear}
            hint={m.list.lastYearHint}
            value={typed.tahunSampai ?? ''}
            inputMode="numeric"
            maxLength={4}
          />
        </div>
        <SelectField
          {...field}
          name="skpd"
          label={m.list.agency}
          hint={m.list.agencyHint}
          isOptional
          value={typed.skpd ?? ''}
          placeholder={m.list.wholeRegion}
          choices={skpd.map((one) => ({ value: String(one.id), label: one.nama }))}
        />
        <TextField
          {...field}
          name="judul"
          label={m.list.name}
          value={typed.judul ?? ''}
          maxLength={300}
        />
        <p>
          <Button>{m.list.begin}</Button>
        </p>
      </form>
    </details>
  )
}
