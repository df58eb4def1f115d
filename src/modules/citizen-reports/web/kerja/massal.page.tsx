import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber } from '../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  DataTable,
  ErrorSummary,
  Information,
  OfficerPage,
  type PageContext,
  RadioTiles,
  SelectField,
  StatusTag,
  type TagKind,
  TextArea,
} from '../../../../ui/index.ts'
import type { TindakanMassal } from '../../actions/act-on-many.ts'
import type { Need } from '../../domain/transitions.ts'
import { kerjaMessages } from '../../messages/index.ts'
import type { UnitGroup } from './action-forms.tsx'

export type BulkCase = Readonly<{
  nomor: string
  judul: string
  href: string
  tag: Readonly<{ kind: TagKind; label: string }>
}>

export type BulkFormProps = Readonly<{
  ctx: PageContext
  tindakan: TindakanMassal
  needs: readonly Need[]
  cases: readonly BulkCase[]
  units: readonly UnitGroup[]
  officers: readonly Choice[]
  isOneUnit: boolean
  values: Readonly<Record<string, string>>
  antrean: string
  cancelHref: string
  refusals: readonly Refusal[]
}>

/** What the action needs, asked once for all that were chosen. */
export function BulkFormPage(props: BulkFormProps) {
  const { ctx, tindakan, cases } = props
  const m = kerjaMessages(ctx.lang).bulk
  const count = formatNumber(cases.length, ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.title(m[tindakan])} current="reports" scripts={['ui-form']}>
      <div class="wadah sempit isi-hal">
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{m.title(m[tindakan])}</h1>
        <form method="post" action="/kerja/laporan/massal" class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="tindakan" value={tindakan} />
          <input type="hidden" name="kirim" value="ya" />
          <input type="hidden" name="antrean" value={props.antrean} />
          {cases.map((one) => (
            <input type="hidden" name="nomor" value={one.nomor} />
          ))}
          {tindakan === 'gabung' ? (
            <ParentChoice {...props} />
          ) : (
            <Chosen {...props} count={count} />
          )}
          <Fields {...props} />
          <div class="tombol-baris">
            {props.isOneUnit && <Button>{m.confirm(m[tindakan], count)}</Button>}
            <ButtonLink href={props.cancelHref} tone="secondary">
              {m.cancel}
            </ButtonLink>
          </div>
        </form>
      </div>
    </OfficerPage>
  )
}

function Chosen({ ctx, cases, count }: BulkFormProps & Readonly<{ count: string }>) {
  const m = kerjaMessages(ctx.lang).bulk
  return (
    <section>
      <h2 class="judul-kecil">{m.chosen(count)}</h2>
      <ul class="terkait">
        {cases.map((one) => (
          <li>
            <a href={one.href}>{one.judul}</a>
            <span class="meta">
              <StatusTag kind={one.tag.kind}>{one.tag.label}</StatusTag>
              <span class="angka">{one.nomor}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ParentChoice({ ctx, cases, values, refusals }: BulkFormProps) {
  const m = kerjaMessages(ctx.lang).bulk
  return (
    <RadioTiles
      ctx={ctx}
      name="mirip"
      label={m.parent}
      hint={m.parentHint}
      refusals={refusals}
      value={values.mirip ?? ''}
      isSingleColumn
      choices={cases.map((one) => ({
        value: one.nomor,
        label: one.judul,
        hint: `${one.nomor} · ${one.tag.label}`,
      }))}
    />
  )
}

function Fields({
  ctx,
  tindakan,
  needs,
  units,
  officers,
  isOneUnit,
  values,
  refusals,
}: BulkFormProps) {
  const m = kerjaMessages(ctx.lang)
  const isSpoken = tindakan !== 'arsipkan'
  return (
    <>
      {needs.includes('unit') && (
        <SelectField
          ctx={ctx}
          name="unit"
          label={m.form.unit}
          value={values.unit ?? ''}
          choices={[]}
          groups={units}
          refusals={refusals}
        />
      )}
      {needs.includes('petugas') && !isOneUnit && <Information>{m.bulk.oneUnit}</Information>}
      {needs.includes('petugas') && isOneUnit && (
        <SelectField
          ctx={ctx}
          name="petugas"
          label={m.form.officer}
          value={values.petugas ?? ''}
          choices={officers}
          refusals={refusals}
        />
      )}
      {isSpoken && (
        <TextArea
          ctx={ctx}
          name="pesan"
          label={m.form.message}
          hint={
            tindakan === 'catat' || tindakan === 'tugaskan'
              ? m.form.messageInternal
              : m.form.messagePublic
          }
          isOptional={!needs.includes('pesan')}
          value={values.pesan ?? ''}
          rows={3}
          maxLength={4000}
          refusals={refusals}
        />
      )}
    </>
  )
}

export type BulkRow = Readonly<{
  nomor: string
  judul: string
  href: string
  status?: string
  why?: string
}>

export type BulkResultProps = Readonly<{
  ctx: PageContext
  tindakan: TindakanMassal
  rows: readonly BulkRow[]
  antrean: string
  backHref: string
}>

/** What became of each: done, or left alone with the reason. */
export function BulkResultPage({ ctx, tindakan, rows, antrean, backHref }: BulkResultProps) {
  const m = kerjaMessages(ctx.lang)
  const done = rows.filter((row) => row.why === undefined)
  const left = rows.filter((row) => row.why !== undefined)
  const number = (value: number) => formatNumber(value, ctx.lang)
  const head = {
    header: m.queue.columns.nomor,
    isHead: true,
    cell: (row: BulkRow) => (
      <a class="angka" href={row.href}>
        {row.nomor}
      </a>
    ),
  }
  const title = { header: m.queue.columns.perihal, cell: (row: BulkRow) => row.judul }
  return (
    <OfficerPage ctx={ctx} title={m.bulk.title(m.bulk[tindakan])} current="reports">
      <div class="wadah isi-hal tumpuk">
        <h1>{m.bulk.title(m.bulk[tindakan])}</h1>
        <p role="status" class="tebal">
          {m.bulk.succeeded(number(done.length))}, {m.bulk.refused(number(left.length))}.
        </p>
        {left.length > 0 && (
          <DataTable
            caption={m.bulk.refused(number(left.length))}
            isCaptionHidden={false}
            columns={[head, title, { header: m.bulk.why, cell: (row) => row.why ?? '' }]}
            rows={left}
          />
        )}
        {done.length > 0 && (
          <DataTable
            caption={m.bulk.succeeded(number(done.length))}
            isCaptionHidden={false}
            columns={[head, title, { header: m.bulk.now, cell: (row) => row.status ?? '' }]}
            rows={done}
          />
        )}
        <div class="tombol-baris">
          <ButtonLink href={backHref}>{m.one.back}</ButtonLink>
          {tindakan === 'gabung' && done.length > 0 && (
            <form method="post" action="/kerja/laporan/massal">
              <Csrf ctx={ctx} />
              <input type="hidden" name="tindakan" value="pisah" />
              <input type="hidden" name="antrean" value={antrean} />
              {done.map((row) => (
                <input type="hidden" name="nomor" value={row.nomor} />
              ))}
              <Button tone="secondary">{m.bulk.undo}</Button>
            </form>
          )}
        </div>
      </div>
    </OfficerPage>
  )
}
