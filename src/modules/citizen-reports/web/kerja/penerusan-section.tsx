import { Button, Csrf, type PageContext, SelectField, StatusTag } from '../../../../ui/index.ts'
import { kanalMessages } from '../../messages/index.ts'

export type PenerusanLine = Readonly<{
  mitraKode: string
  mitraNama: string
  rujukan: string | null
  hasToken: boolean
  statusLuar: string | null
  catatanLuar: string | null
  galat: string | null
  isGagal: boolean
  isSent: boolean
}>

export type PenerusanSectionProps = Readonly<{
  ctx: PageContext
  nomor: string
  lines: readonly PenerusanLine[]
  /** Partners this officer may forward the case to; empty when none or not allowed. */
  choices: readonly Readonly<{ kode: string; nama: string; isMapped: boolean }>[]
}>

/** On the officer's page of a case: where it was forwarded, how it stands there, and the button to forward. */
export function PenerusanSection({ ctx, nomor, lines, choices }: PenerusanSectionProps) {
  const m = kanalMessages(ctx.lang).forward
  const mapped = choices.filter((choice) => choice.isMapped)
  if (lines.length === 0 && mapped.length === 0) return null
  return (
    <section id="penerusan" aria-labelledby="h-penerusan">
      <h3 id="h-penerusan">{m.title}</h3>
      {lines.length === 0 && <p class="kecil redup">{m.none}</p>}
      {lines.length > 0 && (
        <ul class="terkait">
          {lines.map((line) => (
            <Line ctx={ctx} nomor={nomor} line={line} />
          ))}
        </ul>
      )}
      {mapped.length > 0 && (
        <form method="post" action={`/kerja/laporan/${nomor}/teruskan`}>
          <Csrf ctx={ctx} />
          <SelectField
            ctx={ctx}
            name="mitra"
            label={m.partner}
            choices={mapped.map(({ kode, nama }) => ({ value: kode, label: nama }))}
          />
          <p class="bantuan">{m.clock}</p>
          <Button tone="secondary" isSmall>
            {m.send}
          </Button>
        </form>
      )}
    </section>
  )
}

function stateOf(ctx: PageContext, line: PenerusanLine): string {
  const m = kanalMessages(ctx.lang).forward
  if (line.isGagal) return m.stopped
  if (line.statusLuar !== null) return line.statusLuar
  if (line.hasToken) return m.token
  return line.isSent ? m.delivered : m.waiting
}

function Line({
  ctx,
  nomor,
  line,
}: Readonly<{ ctx: PageContext; nomor: string; line: PenerusanLine }>) {
  const m = kanalMessages(ctx.lang).forward
  return (
    <li>
      <b>{line.mitraNama}</b> {line.rujukan !== null && m.number(line.rujukan)}{' '}
      <StatusTag kind={line.isGagal ? 'lewat' : line.isSent ? 'proses' : 'tunggu'}>
        {stateOf(ctx, line)}
      </StatusTag>
      {line.galat !== null && (
        <p class="kecil">{line.isGagal ? m.failed(line.galat) : m.retrying(line.galat)}</p>
      )}
      {line.catatanLuar !== null && (
        <blockquote>
          <span class="kecil redup">{m.said}: </span>
          {line.catatanLuar}
        </blockquote>
      )}
      {line.isGagal && (
        <form method="post" action={`/kerja/laporan/${nomor}/teruskan`}>
          <Csrf ctx={ctx} />
          <input type="hidden" name="mitra" value={line.mitraKode} />
          <Button tone="secondary" isSmall>
            {m.resend}
          </Button>
        </form>
      )}
    </li>
  )
}
