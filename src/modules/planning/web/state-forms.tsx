import type { Refusal } from '../../../kernel/result.ts'
import {
  ActionForm,
  Button,
  Csrf,
  type PageContext,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { type Dokumen, PENETAPAN } from '../domain/dokumen.ts'
import { messagesIn } from '../messages/index.ts'
import { dokumenPath } from './paths.ts'

export type StateProps = Readonly<{
  ctx: PageContext
  dokumen: Dokumen
  mayWrite: boolean
  mayEnact: boolean
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** What can be done about the state of a document, by whom is looking. */
export function StateForms(props: StateProps) {
  const { ctx, dokumen, mayWrite, mayEnact } = props
  const m = messagesIn(ctx.lang).dokumen
  const path = dokumenPath(dokumen)
  return (
    <div class="tombol-baris">
      {dokumen.status === 'disusun' && mayWrite && (
        <ActionForm ctx={ctx} action={`${path}/ajukan`} label={m.submit} tone="primary" />
      )}
      {dokumen.status === 'ditetapkan' && mayWrite && dokumen.jenis !== 'renja' && (
        <ActionForm ctx={ctx} action={`${path}/ubah`} label={m.amend} />
      )}
      {dokumen.status === 'diajukan' && mayEnact && <EnactForms {...props} />}
    </div>
  )
}

function EnactForms({ ctx, dokumen, refusals, typed }: StateProps) {
  const m = messagesIn(ctx.lang).dokumen
  const path = dokumenPath(dokumen)
  const field = { ctx, refusals }
  return (
    <div class="kartu rencana-tetap">
      <form method="post" action={`${path}/tetapkan`} class="tumpuk">
        <Csrf ctx={ctx} />
        <h2>{m.enact}</h2>
        <p class="bantuan">{m.enactHelp}</p>
        <SelectField
          {...field}
          name="jenis"
          label={m.actKind}
          value={typed.jenis ?? (dokumen.jenis === 'rpjmd' ? 'perda' : 'perkada')}
          choices={PENETAPAN.map((one) => ({ value: one, label: m.acts[one] }))}
        />
        <TextField {...field} name="nomor" label={m.actNumber} value={typed.nomor ?? ''} />
        <TextField
          {...field}
          name="tanggal"
          type="date"
          label={m.actDate}
          value={typed.tanggal ?? ''}
        />
        <p>
          <Button>{m.enact}</Button>
        </p>
      </form>
      <form method="post" action={`${path}/kembalikan`} class="tumpuk">
        <Csrf ctx={ctx} />
        <TextArea
          {...field}
          name="alasan"
          label={m.returnReason}
          value={typed.alasan ?? ''}
          rows={2}
        />
        <p>
          <Button tone="secondary">{m.giveBack}</Button>
        </p>
      </form>
    </div>
  )
}
