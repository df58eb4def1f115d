import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import {
  DataTable,
  Information,
  OfficerPage,
  type PageContext,
  Warning,
} from '../../../../ui/index.ts'
import { kanalMessages } from '../../messages/index.ts'
import type { KanalGalat, KanalRingkas } from '../../store/conversation-store.ts'
import { ProgramNav } from './program-nav.tsx'

export type ChannelsPageProps = Readonly<{
  ctx: PageContext
  baseUrl: string
  isKeySet: boolean
  day: readonly KanalRingkas[]
  week: readonly KanalRingkas[]
  galat: readonly KanalGalat[]
  /** Which replies leave the house, and which are only written to files. */
  outgoing: Readonly<Record<'sms' | 'whatsapp' | 'email', boolean>>
}>

/** How gateways are set up, how busy each channel is, and what was refused. */
export function ChannelsPage(props: ChannelsPageProps) {
  const { ctx, galat, isKeySet } = props
  const m = kanalMessages(ctx.lang).channels
  return (
    <OfficerPage ctx={ctx} title={m.title} current="channels">
      <ProgramNav ctx={ctx} />
      <div class="isi-hal tumpuk">
        <h1>{m.title}</h1>
        <p class="bantuan">{m.lead}</p>
        {isKeySet ? <Information>{m.keySet}</Information> : <Warning>{m.keyMissing}</Warning>}
        <h2>{m.counts}</h2>
        <Counts {...props} />
        <h2>{m.errors}</h2>
        {galat.length === 0 ? (
          <p>{m.noErrors}</p>
        ) : (
          <DataTable
            caption={m.errors}
            rows={galat}
            columns={[
              { header: m.channel, cell: (one) => nameOf(ctx, one.kanal), isHead: true },
              { header: m.reason, cell: (one) => m.refusals[one.kode] ?? one.kode },
              {
                header: m.count,
                cell: (one) => formatNumber(one.jumlah, ctx.lang),
                isNumber: true,
              },
              { header: m.last, cell: (one) => formatDateTime(one.terakhirAt, localeOf(ctx)) },
            ]}
          />
        )}
        <Setup {...props} />
      </div>
    </OfficerPage>
  )
}

function nameOf(ctx: PageContext, kanal: string): string {
  const { names } = kanalMessages(ctx.lang).channels
  return Object.hasOwn(names, kanal) ? names[kanal as keyof typeof names] : kanal
}

function Counts({ ctx, day, week, outgoing }: ChannelsPageProps) {
  const m = kanalMessages(ctx.lang).channels
  const number = (value: number) => formatNumber(value, ctx.lang)
  const reply = (kanal: string) => {
    if (kanal !== 'sms' && kanal !== 'whatsapp' && kanal !== 'email') return ''
    return outgoing[kanal] ? m.toGateway : m.toFile
  }
  return (
    <DataTable
      caption={m.counts}
      rows={week.map((one, index) => ({ ...one, today: day[index]?.pesan ?? 0 }))}
      columns={[
        { header: m.channel, cell: (one) => nameOf(ctx, one.kanal), isHead: true },
        { header: m.day, cell: (one) => number(one.today), isNumber: true },
        { header: m.week, cell: (one) => number(one.pesan), isNumber: true },
        { header: m.cases, cell: (one) => number(one.laporan), isNumber: true },
        {
          header: m.last,
          cell: (one) =>
            one.terakhirAt === null ? m.never : formatDateTime(one.terakhirAt, localeOf(ctx)),
        },
        { header: m.outgoing, cell: (one) => reply(one.kanal) },
      ]}
    />
  )
}

function Setup({ ctx, baseUrl }: ChannelsPageProps) {
  const m = kanalMessages(ctx.lang).channels
  const rows = [
    { name: m.names.sms, url: `${baseUrl}/kanal/sms`, about: m.smsSetup },
    { name: m.names.whatsapp, url: `${baseUrl}/kanal/whatsapp`, about: m.whatsappSetup },
    { name: m.names.email, url: `${baseUrl}/kanal/email`, about: m.emailSetup },
  ]
  const example =
    `curl ${baseUrl}/kanal/sms -H "x-kunci-kanal: $CHANNEL_KEY" -H "content-type: application/json" ` +
    `-d '{"id":"1","from":"08110000112","text":"LAPOR lampu jalan mati #Jl Melati"}'`
  return (
    <section class="tumpuk" aria-labelledby="h-pasang">
      <h2 id="h-pasang">{m.setup}</h2>
      <dl>
        {rows.map((row) => (
          <>
            <dt>
              <b>{row.name}</b> <code>{row.url}</code>
            </dt>
            <dd>{row.about}</dd>
          </>
        ))}
      </dl>
      <p>{m.example}:</p>
      <pre class="gulir" tabIndex={0}>
        <code>{example}</code>
      </pre>
    </section>
  )
}
