import { sumSen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  ErrorSummary,
  FileField,
  Information,
  type PageContext,
  Warning,
} from '../../../ui/index.ts'
import { KOLOM, type Look } from '../actions/impor.ts'
import { BARIS_FIELDS } from '../domain/baris.ts'
import type { Dokumen } from '../domain/dokumen.ts'
import { messagesIn } from '../messages/index.ts'
import { DokumenFrame } from './frame.tsx'
import { dokumenPath } from './paths.ts'

export type ImporProps = Readonly<{
  ctx: PageContext
  dokumen: Dokumen
  refusals: readonly Refusal[]
  /** The block as it was checked: it comes back, so that nothing has to be pasted twice. */
  pasted: string
  look: Look | undefined
}>

/** Paste or upload lines; look at what was read; only then store. */
export function ImporPage({ ctx, dokumen, refusals, pasted, look }: ImporProps) {
  const m = messagesIn(ctx.lang).impor
  const isGood = look !== undefined && look.problems.length === 0 && look.decided.length > 0
  return (
    <DokumenFrame ctx={ctx} dokumen={dokumen} tab="impor" mayWrite>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <h2>{m.title}</h2>
      <p class="bantuan">{m.help}</p>
      <p class="rencana-kolom">{BARIS_FIELDS.map((field) => KOLOM[field]).join(' · ')}</p>
      {look !== undefined && <Outcome ctx={ctx} look={look} />}
      <form
        method="post"
        action={`${dokumenPath(dokumen)}/impor`}
        enctype="multipart/form-data"
        class="tumpuk"
      >
        <Csrf ctx={ctx} />
        <div class="ruas">
          <label for="tempel">{m.paste}</label>
          <textarea class="isian tempel" id="tempel" name="tempel" rows={12} spellcheck={false}>
            {pasted}
          </textarea>
        </div>
        <FileField ctx={ctx} name="berkas" label={m.file} accept=".csv,.xlsx" isOptional />
        <div class="tombol-baris">
          <Button name="cara" value="periksa" {...(isGood ? { tone: 'secondary' as const } : {})}>
            {m.check}
          </Button>
          {isGood && (
            <Button name="cara" value="simpan">
              {m.store(String(look.decided.length))}
            </Button>
          )}
        </div>
      </form>
    </DokumenFrame>
  )
}

function Outcome({ ctx, look }: Readonly<{ ctx: PageContext; look: Look }>) {
  const m = messagesIn(ctx.lang).impor
  if (look.problems.length === 0) {
    const total = sumSen(look.decided.map(({ isi }) => isi.pagu))
    return (
      <Information>
        {m.good(String(look.decided.length), formatRupiah(total, ctx.lang))}
      </Information>
    )
  }
  const flat = look.problems.flatMap(({ row, refusals }) =>
    refusals.map((refusal) => ({ row, refusal })),
  )
  return (
    <>
      <Warning>{m.bad(String(look.problems.length), String(look.decided.length))}</Warning>
      <DataTable
        caption={m.problems}
        rows={flat}
        columns={[
          { header: m.row, isNumber: true, cell: ({ row }) => String(row) },
          { header: m.column, cell: ({ refusal }) => refusal.column ?? '' },
          { header: m.what, cell: ({ refusal }) => ctx.word(refusal) },
        ]}
      />
    </>
  )
}
