import type { Refusal } from '../../../kernel/result.ts'
import {
  ActionForm,
  Button,
  Csrf,
  ErrorSummary,
  type PageContext,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import type { BarisForm } from '../domain/baris.ts'
import { type Dokumen, SUMBER } from '../domain/dokumen.ts'
import { messagesIn } from '../messages/index.ts'
import { DokumenFrame } from './frame.tsx'
import { dokumenPath } from './paths.ts'

export type BarisProps = Readonly<{
  ctx: PageContext
  dokumen: Dokumen
  /** Undefined for a new line. */
  line: Readonly<{ id: string; revisi: number }> | undefined
  form: BarisForm
  /** Number of the proposal a new line is made for, or empty. */
  untuk: string
  skpd: readonly Skpd[]
  /** Name of the sub kegiatan, when the code is known. */
  subName: string | undefined
  mayWrite: boolean
  refusals: readonly Refusal[]
}>

/** One line of the plan. */
export function BarisPage(props: BarisProps) {
  const { ctx, dokumen, line, form, refusals, mayWrite, subName } = props
  const m = messagesIn(ctx.lang)
  const field = { ctx, refusals }
  const path = `${dokumenPath(dokumen)}/baris`
  return (
    <DokumenFrame ctx={ctx} dokumen={dokumen} tab="isi" mayWrite={mayWrite}>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <p class="kecil">
        <a href={dokumenPath(dokumen)}>{m.lines.back}</a>
      </p>
      <h2>{line === undefined ? m.lines.add : form.uraian}</h2>
      {!mayWrite && <p class="bantuan">{m.tree.closed}</p>}
      <form method="post" action={line === undefined ? path : `${path}/${line.id}`} class="tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="revisi" value={String(line?.revisi ?? 0)} />
        <input type="hidden" name="untuk" value={props.untuk} />
        <div class="rencana-pasangan">
          <SelectField
            {...field}
            name="skpd"
            label={m.lines.agency}
            value={form.skpd}
            placeholder={m.list.choose}
            choices={props.skpd.map((one) => ({ value: one.kode, label: one.nama }))}
          />
          <TextField
            {...field}
            name="subKegiatan"
            label={m.lines.sub}
            hint={subName ?? m.lines.subHint}
            value={form.subKegiatan}
            autocomplete="off"
          />
        </div>
        <TextArea
          {...field}
          name="uraian"
          label={m.lines.work}
          value={form.uraian}
          rows={2}
          maxLength={500}
        />
        <div class="rencana-pasangan">
          <TextField
            {...field}
            name="lokasi"
            label={m.lines.placeCode}
            hint={m.lines.placeHint}
            isOptional
            value={form.lokasi}
          />
          <TextField
            {...field}
            name="lokasiRinci"
            label={m.lines.placeMore}
            isOptional
            value={form.lokasiRinci}
          />
        </div>
        <TextField {...field} name="indikator" label={m.lines.output} value={form.indikator} />
        <div class="rencana-pasangan">
          <TextField
            {...field}
            name="target"
            label={m.lines.target}
            value={form.target}
            inputMode="decimal"
          />
          <TextField {...field} name="satuan" label={m.tree.unit} value={form.satuan} />
          <TextField
            {...field}
            name="pagu"
            label={m.lines.ceiling}
            value={form.pagu}
            inputMode="decimal"
          />
          <TextField
            {...field}
            name="paguMaju"
            label={m.lines.forward}
            isOptional
            value={form.paguMaju}
            inputMode="decimal"
          />
        </div>
        <div class="rencana-pasangan">
          <SelectField
            {...field}
            name="sumber"
            label={m.lines.source}
            value={form.sumber}
            placeholder={m.list.choose}
            choices={SUMBER.map((one) => ({ value: one, label: m.sources[one] }))}
          />
          <TextField
            {...field}
            name="usulan"
            label={m.lines.proposals}
            hint={m.lines.proposalsHint}
            isOptional
            value={form.usulan}
          />
        </div>
        <TextField
          {...field}
          name="prioritas"
          label={m.lines.priority}
          isOptional
          value={form.prioritas}
        />
        {mayWrite && (
          <p>
            <Button>{m.tree.save}</Button>
          </p>
        )}
      </form>
      {mayWrite && line !== undefined && (
        <ActionForm ctx={ctx} action={`${path}/${line.id}/hapus`} label={m.lines.remove} />
      )}
    </DokumenFrame>
  )
}
