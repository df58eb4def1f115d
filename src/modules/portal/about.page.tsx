import { formatNumber } from '../../ui/format.ts'
import {
  CitizenPage,
  type Column,
  DataTable,
  ErrorBody,
  type ErrorInfo,
  type PageContext,
  PlainPage,
  Section,
  StatusTag,
} from '../../ui/index.ts'
import { portalMessages } from './messages/index.ts'

export function errorView(ctx: PageContext, error: ErrorInfo) {
  return (
    <PlainPage ctx={ctx} title={error.title}>
      <ErrorBody ctx={ctx} error={error} />
    </PlainPage>
  )
}

/** How the public log stands; it may say bad things about us, and does. */
export type LogFacts = Readonly<{
  entries: string
  signedAt: string
  isAlarmed: boolean
  stalledSince?: string
}>

/** A system of others, as this house can reach it. */
export type SystemFacts = Readonly<{
  kode: string
  name: string
  keadaan: 'ok' | 'terganggu' | 'belum-diatur'
  isStandIn: boolean
  waiting: number
  since?: string
}>

/** Who signs letters here, who stamps the time, and what waits for a signature. */
export type LetterFacts = Readonly<{
  penyelenggara: 'setempat' | 'bsre'
  isAway: boolean
  since?: string
  waiting: number
  waitingSince?: string
}>

export type StatusProps = Readonly<{
  ctx: PageContext
  version: string
  since: string
  database: string | undefined
  waiting: number
  failed: number
  log: LogFacts | undefined
  systems: readonly SystemFacts[]
  letters: LetterFacts | undefined
  days: readonly Readonly<{ day: string; minutes: number; share: string }>[]
}>

/** Shown without a database too: what cannot be known is said. */
export function StatusPage(props: StatusProps) {
  const { ctx } = props
  const m = portalMessages(ctx.lang).status
  const isWorking = props.database !== undefined
  const columns: readonly Column<StatusProps['days'][number]>[] = [
    { header: m.day, isHead: true, cell: (row) => row.day },
    { header: m.minutes, isNumber: true, cell: (row) => formatNumber(row.minutes, ctx.lang) },
    { header: m.share, isNumber: true, cell: (row) => row.share },
  ]
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah isi-hal">
        <h1>{m.title}</h1>
        <Section id="h-now" title={m.now}>
          <div class="kisi">
            <div>
              <span class="redup kecil">{m.database}</span>
              <StatusTag kind={isWorking ? 'selesai' : 'lewat'}>
                {isWorking ? m.ok : m.down}
              </StatusTag>
              <span class="kecil">{isWorking ? `PostgreSQL ${props.database}` : m.unknown}</span>
            </div>
            <div>
              <span class="redup kecil">{m.jobs}</span>
              <StatusTag kind={props.failed === 0 ? 'selesai' : 'lewat'}>
                {m.waiting(formatNumber(props.waiting, ctx.lang))}
              </StatusTag>
              <span class="kecil">{m.failed(formatNumber(props.failed, ctx.lang))}</span>
            </div>
            {props.log && <LogState ctx={ctx} log={props.log} />}
            {props.letters && <LetterState ctx={ctx} letters={props.letters} />}
            <div>
              <span class="redup kecil">{m.version}</span>
              <b>{props.version}</b>
              <span class="kecil">
                {m.since} {props.since}
              </span>
            </div>
          </div>
        </Section>
        {props.systems.length > 0 && <Systems ctx={ctx} systems={props.systems} />}
        <Section id="h-up" title={m.uptime}>
          <DataTable caption={m.uptimeTable} columns={columns} rows={props.days} />
          <p class="kecil redup">{m.note}</p>
        </Section>
      </div>
    </CitizenPage>
  )
}

/** What the house does without each of them is said too: nobody must guess. */
function Systems({ ctx, systems }: Pick<StatusProps, 'ctx' | 'systems'>) {
  const m = portalMessages(ctx.lang).status
  return (
    <Section id="h-luar" title={m.systems}>
      <p class="jarak">{m.systemsHelp}</p>
      <div class="kisi">
        {systems.map(({ kode, name, keadaan, isStandIn, waiting, since = '' }) => (
          <div>
            <span class="redup kecil">{name}</span>
            <StatusTag
              kind={keadaan === 'ok' ? 'selesai' : keadaan === 'terganggu' ? 'lewat' : 'netral'}
            >
              {m.systemStates[keadaan]}
            </StatusTag>
            <span class="kecil">
              {keadaan === 'terganggu' && `${m.systemSince(since)} `}
              {m.systemWaiting(formatNumber(waiting, ctx.lang))}
              {isStandIn && ` ${m.standIn}`}
            </span>
            <span class="kecil redup">{m.without[kode as keyof typeof m.without]}</span>
          </div>
        ))}
      </div>
    </Section>
  )
}

function LetterState({ ctx, letters }: Readonly<{ ctx: PageContext; letters: LetterFacts }>) {
  const m = portalMessages(ctx.lang).status
  const { penyelenggara, isAway, since = '', waiting, waitingSince } = letters
  return (
    <div>
      <span class="redup kecil">{m.letters}</span>
      <StatusTag kind={isAway ? 'lewat' : 'selesai'}>
        {isAway ? m.systemStates.terganggu : m.ok}
      </StatusTag>
      <span class="kecil">
        {m.signers[penyelenggara]} {isAway && `${m.systemSince(since)} `}
        {m.lettersWaiting(formatNumber(waiting, ctx.lang), waitingSince)}
      </span>
    </div>
  )
}

function LogState({ ctx, log }: Readonly<{ ctx: PageContext; log: LogFacts }>) {
  const m = portalMessages(ctx.lang).status
  const isWell = !log.isAlarmed && log.stalledSince === undefined
  return (
    <div>
      <span class="redup kecil">
        <a href="/bukti">{m.log}</a>
      </span>
      <StatusTag kind={isWell ? 'selesai' : 'lewat'}>
        {log.isAlarmed ? m.logAlarm : isWell ? m.ok : m.down}
      </StatusTag>
      <span class="kecil">
        {log.stalledSince === undefined
          ? m.logSigned(log.entries, log.signedAt)
          : m.logStalled(log.stalledSince)}
      </span>
    </div>
  )
}

export function AccessibilityPage({ ctx }: { ctx: PageContext }) {
  const m = portalMessages(ctx.lang).accessibility
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah isi-hal prosa">
        <h1>{m.title}</h1>
        {m.paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </div>
    </CitizenPage>
  )
}
