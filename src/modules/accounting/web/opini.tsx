import type { Refusal } from '../../../kernel/result.ts'
import { formatTanggal } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  Csrf,
  Facts,
  type PageContext,
  Section,
  SelectField,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { JENIS_OPINI } from '../domain/opini.ts'
import { messagesIn } from '../messages/index.ts'
import type { Opini } from '../store/opini-store.ts'

export type OpiniProps = Readonly<{
  ctx: PageContext
  tahun: number
  opini: Opini | undefined
  /** May this officer enter one, or set it? The second is never who did the first. */
  mayEnter: boolean
  maySet: boolean
  action: string
  typed: Readonly<{ opini: string; lhpNomor: string; lhpTanggal: string; alasan: string }>
  refusals: readonly Refusal[]
}>

/** What the auditors said of a year: entered by one, set by another. */
export function OpiniSection(props: OpiniProps) {
  const { ctx, tahun, opini } = props
  const m = messagesIn(ctx.lang).opinion
  return (
    <Section id="opini" title={m.title(tahun)}>
      {opini === undefined ? (
        props.mayEnter ? (
          <EnterForm {...props} />
        ) : (
          <p class="bantuan">{m.notYet}</p>
        )
      ) : (
        <div class="kartu">
          <div class="isi tumpuk">
            <p>
              <StatusTag kind={opini.status === 'ditetapkan' ? 'selesai' : 'tunggu'}>
                {opini.status === 'ditetapkan' ? m.audited : m.waiting}
              </StatusTag>
            </p>
            <Facts
              rows={[
                { label: m.opinion, value: `${opini.opini}, ${m.kinds[opini.opini]}` },
                { label: m.number, value: opini.lhpNomor },
                { label: m.day, value: formatTanggal(opini.lhpTanggal, ctx.lang) },
                { label: m.enteredBy, value: opini.dicatatNama },
                ...(opini.diputuskanNama === null
                  ? []
                  : [{ label: m.setBy, value: opini.diputuskanNama }]),
              ]}
            />
            {props.maySet && <SetForms {...props} id={opini.id} />}
          </div>
        </div>
      )}
    </Section>
  )
}

function EnterForm({ ctx, tahun, action, typed, refusals }: OpiniProps) {
  const m = messagesIn(ctx.lang).opinion
  const field = { ctx, refusals }
  return (
    <form method="post" action={action} class="tumpuk">
      <Csrf ctx={ctx} />
      <input type="hidden" name="tahun" value={tahun} />
      <p class="bantuan">{m.help}</p>
      <div class="buku-pilih">
        <SelectField
          {...field}
          name="opini"
          label={m.opinion}
          value={typed.opini}
          choices={JENIS_OPINI.map((one) => ({ value: one, label: `${one}, ${m.kinds[one]}` }))}
        />
        <TextField {...field} name="lhpNomor" label={m.number} value={typed.lhpNomor} />
        <TextField
          {...field}
          name="lhpTanggal"
          label={m.day}
          type="date"
          value={typed.lhpTanggal}
        />
      </div>
      <p>
        <Button isSmall>{m.enter}</Button>
      </p>
    </form>
  )
}

function SetForms({
  ctx,
  tahun,
  action,
  typed,
  refusals,
  id,
}: OpiniProps & Readonly<{ id: string }>) {
  const m = messagesIn(ctx.lang).opinion
  const base = `${action}/${id}`
  const fields = { tahun: String(tahun), putusan: 'tetap' }
  return (
    <>
      <ActionForm ctx={ctx} action={base} label={m.set} fields={fields} tone="primary" />
      <form method="post" action={base} class="tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="tahun" value={tahun} />
        <TextArea
          ctx={ctx}
          refusals={refusals}
          name="alasan"
          label={m.reason}
          value={typed.alasan}
          rows={2}
        />
        <p>
          <Button isSmall tone="secondary">
            {m.sendBack}
          </Button>
        </p>
      </form>
    </>
  )
}

/** The mark on a statement of a year's last day. */
export function AuditMark({
  ctx,
  opini,
}: Readonly<{ ctx: PageContext; opini: Opini | undefined }>) {
  const m = messagesIn(ctx.lang).opinion
  if (opini?.status !== 'ditetapkan') return <StatusTag kind="tunggu">{m.unaudited}</StatusTag>
  const { opini: kind, lhpNomor, lhpTanggal } = opini
  return (
    <StatusTag kind="selesai">
      {m.mark(kind, lhpNomor, formatTanggal(lhpTanggal, ctx.lang)).replace(/\.$/, '')}
    </StatusTag>
  )
}
