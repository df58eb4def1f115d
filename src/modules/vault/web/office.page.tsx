import { formatBytes, formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  Facts,
  Information,
  OfficerPage,
  TextField,
} from '../../../ui/index.ts'
import type { UseFacts } from '../types.ts'
import type { View } from './view.ts'

export type LookProps = View &
  Readonly<{
    facts: UseFacts
    kindName: string
    unitName: string
    purpose: string
    /** The picture once it was opened, as a data address; a PDF is downloaded. */
    picture?: string
  }>

/** An officer before a document: what it is used for, and the purpose that must be told first. */
export function LookPage(props: LookProps) {
  const { ctx, m, refusals, facts, kindName, picture } = props
  const words = m.office
  const title = words.title(kindName, facts.nomor)
  return (
    <OfficerPage ctx={ctx} title={title} current="queue">
      <h1>{title}</h1>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <div class="dua-lajur">
        <div class="tumpuk sempit">
          <Facts rows={factsOf(props)} />
          <Information>{words.intro}</Information>
          <PurposeForm {...props} />
        </div>
        {picture && (
          <figure>
            <img src={picture} alt={words.shown(kindName)} />
            <figcaption class="bantuan">{words.recorded}</figcaption>
          </figure>
        )}
      </div>
    </OfficerPage>
  )
}

function factsOf({ ctx, m, facts, kindName, unitName }: LookProps) {
  const words = m.office
  const kind =
    facts.format === 'pdf' ? `${words.pdf}, ${m.pages(String(facts.halaman))}` : words.photo
  return [
    { label: words.case, value: facts.nomor },
    { label: words.unit, value: unitName },
    { label: words.usedFor, value: facts.tujuan },
    { label: words.file, value: `${kindName}, ${kind}, ${formatBytes(facts.ukuran, ctx.lang)}` },
    {
      label: words.state,
      value:
        facts.endedAt === undefined
          ? m.detail.running
          : m.detail.ended(formatDateTime(facts.endedAt, localeOf(ctx))),
    },
  ]
}

function PurposeForm({ ctx, m, refusals, facts, purpose }: LookProps) {
  const words = m.office
  return (
    <form method="post" action={`/kerja/berkas/${facts.id}`}>
      <Csrf ctx={ctx} />
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="tujuan"
        label={words.purpose}
        hint={words.purposeHint}
        value={purpose}
        maxLength={200}
        isRequired
      />
      <div class="tombol-baris">
        {facts.format === 'jpg' && <Button>{words.open}</Button>}
        <Button tone={facts.format === 'jpg' ? 'secondary' : 'primary'} name="cara" value="unduh">
          {words.download}
        </Button>
      </div>
    </form>
  )
}
