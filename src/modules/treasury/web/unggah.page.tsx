import type { Sen } from '../../../kernel/money.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  type Choice,
  Csrf,
  DataTable,
  FileField,
  Information,
  type PageContext,
  SelectField,
  TextArea,
  Warning,
} from '../../../ui/index.ts'
import type { RowProblem } from '../actions/batch.ts'
import { messagesIn } from '../messages/index.ts'
import { HOME, TreasuryPage } from './frame.tsx'
import { BATCH_COLUMNS, BATCH_OPTIONAL } from './read-batch.ts'

export type UploadProps = Readonly<{
  ctx: PageContext
  skpdChoices: readonly Choice[]
  skpd: string
  typed: string
  problems: readonly RowProblem[]
  /** What a check found sound. */
  sound: Readonly<{ count: number; total: Sen }> | undefined
  isEmpty: boolean
}>

/** Many payment requests from one table: checked whole, stored whole or not at all. */
export function UploadPage(props: UploadProps) {
  const { ctx } = props
  const m = messagesIn(ctx.lang)
  return (
    <TreasuryPage ctx={ctx} title={m.batch.title} room="daftar">
      <div class="wadah lebar isi-hal tumpuk">
        <h1>{m.batch.title}</h1>
        <p>{m.batch.intro}</p>
        {props.isEmpty && <Warning>{m.batch.empty}</Warning>}
        {props.sound && (
          <Information>
            {m.batch.sound(
              formatNumber(props.sound.count, ctx.lang),
              formatRupiah(props.sound.total, ctx.lang),
            )}
          </Information>
        )}
        <Problems {...props} />
        <form
          method="post"
          action={`${HOME}/spp/unggah`}
          encType="multipart/form-data"
          class="tumpuk"
        >
          <Csrf ctx={ctx} />
          <SelectField
            ctx={ctx}
            name="skpd"
            label={m.form.skpd}
            value={props.skpd}
            choices={props.skpdChoices}
          />
          <FileField
            ctx={ctx}
            name="berkas"
            label={m.batch.file}
            accept=".csv,.xlsx,text/csv"
            isOptional
          />
          <div class="dana-tempel">
            <TextArea
              ctx={ctx}
              name="tempel"
              label={m.batch.paste}
              hint={`${m.batch.columns}: ${[...BATCH_COLUMNS, ...BATCH_OPTIONAL].join(', ')}`}
              value={props.typed}
              isOptional
              rows={10}
            />
          </div>
          <p class="tombol-baris">
            <Button name="cara" value="simpan">
              {m.batch.store}
            </Button>
            <Button tone="secondary" name="cara" value="periksa">
              {m.batch.check}
            </Button>
            <a href={`${HOME}/spp/contoh.csv`}>{m.batch.example}</a>
          </p>
        </form>
      </div>
    </TreasuryPage>
  )
}

function Problems({ ctx, problems }: UploadProps) {
  const m = messagesIn(ctx.lang).batch
  if (problems.length === 0) return null
  return (
    <div class="galat" role="alert" tabIndex={-1} data-galat>
      <h2>{m.problems(formatNumber(problems.length, ctx.lang))}</h2>
      <DataTable
        caption={m.what}
        rows={problems.slice(0, 200)}
        columns={[
          { header: m.row, isHead: true, isNumber: true, cell: (one) => one.row },
          { header: m.what, cell: (one) => one.refusals.map((why) => ctx.word(why)).join(' ') },
        ]}
      />
    </div>
  )
}
