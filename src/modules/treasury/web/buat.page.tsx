import type { Sen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  type Choice,
  Csrf,
  DataTable,
  ErrorSummary,
  type PageContext,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import { HOME, TreasuryPage } from './frame.tsx'

export type LeftRow = Readonly<{
  sub: string
  rekening: string
  nama: string
  sisa: Sen
  sisaSpd: Sen
}>

export type MakeProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
  kunci: string
  skpdChoices: readonly Choice[]
  terminChoices: readonly Choice[]
  lpjChoices: readonly Choice[]
  left: readonly LeftRow[]
}>

/** A new payment request: what for, to whom, from which positions. */
export function MakePage(props: MakeProps) {
  const { ctx, refusals, typed } = props
  const m = messagesIn(ctx.lang)
  const field = { ctx, refusals }
  const value = (name: string) => typed[name] ?? ''
  const kinds = Object.entries(m.jenis).map(([kind, label]) => ({ value: kind, label }))
  return (
    <TreasuryPage ctx={ctx} title={m.form.title} room="daftar">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.form.title}</h1>
        <form method="post" action={`${HOME}/spp/baru`} class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="kunci" value={props.kunci} />
          <div class="dana-isian">
            <SelectField
              {...field}
              name="skpd"
              label={m.form.skpd}
              value={value('skpd')}
              choices={props.skpdChoices}
            />
            <SelectField
              {...field}
              name="jenis"
              label={m.form.jenis}
              value={value('jenis')}
              choices={kinds}
            />
            <TextField
              {...field}
              name="penerima"
              label={m.form.penerima}
              value={value('penerima')}
              maxLength={200}
            />
            <TextField
              {...field}
              name="bank"
              label={m.form.bank}
              value={value('bank')}
              maxLength={100}
            />
            <TextField
              {...field}
              name="rekening"
              label={m.form.rekening}
              value={value('rekening')}
              inputMode="numeric"
              maxLength={30}
            />
            <References {...props} />
          </div>
          <TextField
            {...field}
            name="uraian"
            label={m.form.uraian}
            value={value('uraian')}
            maxLength={500}
          />
          <div class="dana-tempel">
            <TextArea
              {...field}
              name="baris"
              label={m.form.lines}
              hint={m.form.linesHint}
              value={value('baris')}
              rows={6}
            />
          </div>
          <div class="dana-tempel">
            <TextArea
              {...field}
              name="bukti"
              label={m.form.papers}
              hint={m.form.papersHint}
              value={value('bukti')}
              isOptional
              rows={3}
            />
          </div>
          <p>
            <Button>{m.form.send}</Button>
          </p>
        </form>
        <Left {...props} />
      </div>
    </TreasuryPage>
  )
}

function References({ ctx, refusals, typed, terminChoices, lpjChoices }: MakeProps) {
  const m = messagesIn(ctx.lang).form
  const field = { ctx, refusals, isOptional: true }
  return (
    <>
      <TextField
        {...field}
        name="jumlah"
        label={m.jumlah}
        hint={m.jumlahHint}
        value={typed.jumlah ?? ''}
        inputMode="decimal"
        maxLength={30}
      />
      {terminChoices.length > 0 && (
        <SelectField
          {...field}
          name="terminId"
          label={m.termin}
          hint={m.terminHint}
          value={typed.terminId ?? ''}
          choices={terminChoices}
        />
      )}
      {lpjChoices.length > 0 && (
        <SelectField
          {...field}
          name="lpjId"
          label={m.lpj}
          hint={m.lpjHint}
          value={typed.lpjId ?? ''}
          choices={lpjChoices}
        />
      )}
    </>
  )
}

function Left({ ctx, left }: MakeProps) {
  const m = messagesIn(ctx.lang)
  if (left.length === 0) return null
  return (
    <Section id="sisa" title={m.form.left}>
      <p class="bantuan">{m.form.leftHelp}</p>
      <DataTable
        caption={m.form.left}
        isStacked
        rows={left}
        columns={[
          { header: m.doc.column.kegiatan, cell: (row) => <span class="angka">{row.sub}</span> },
          {
            header: m.doc.column.rekening,
            isHead: true,
            cell: (row) => (
              <>
                <span class="angka">{row.rekening}</span> {row.nama}
              </>
            ),
          },
          {
            header: m.form.leftBudget,
            isNumber: true,
            cell: (row) => formatRupiah(row.sisa, ctx.lang),
          },
          {
            header: m.form.leftSpd,
            isNumber: true,
            cell: (row) => formatRupiah(row.sisaSpd, ctx.lang),
          },
        ]}
      />
    </Section>
  )
}
