import { formatNumber } from '../../../../ui/format.ts'
import {
  ButtonLink,
  CitizenPage,
  Facts,
  Information,
  type PageContext,
  Section,
  StatusTag,
} from '../../../../ui/index.ts'
import {
  COMPONENTS,
  type Component,
  GENERATED,
  type Line,
} from '../../domain/catalogue/standard.ts'
import { designMessages, katalogMessages } from '../../messages/index.ts'
import type { Queue } from '../../types.ts'

export type LayananPageProps = Readonly<{
  ctx: PageContext
  code: string
  name: string
  summary: string
  owner: string
  promise: string
  fee: string
  actual: string | undefined
  actualNet: string | undefined
  onTime: string | undefined
  who: string
  delegates: string
  assurance: string
  isOffline: boolean
  documents: readonly Line[]
  standard: Readonly<Record<Component, readonly Line[]>>
  version: string
  sk: string | undefined
  /** Score of the satisfaction survey, or that it has too few answers. */
  satisfaction: Readonly<{ text: string; href: string }> | undefined
  queues: readonly Queue[]
}>

/** One service: what it promises and what it really takes, what to bring, and its whole standard. */
export function LayananPage(props: LayananPageProps) {
  const { ctx } = props
  const m = katalogMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={props.name}
      description={props.summary}
      current="services"
      css={['layanan']}
    >
      <div class="wadah isi-hal layanan">
        <p class="remah-layanan kecil">
          <a href="/layanan">{m.title}</a> · {props.owner}
        </p>
        <h1>{props.name}</h1>
        <p class="sari">{props.summary}</p>
        <div class="kartu janji-layanan">
          <div class="isi">
            <Facts
              rows={[
                { label: m.promise, value: <b>{props.promise}</b> },
                {
                  label: m.actual,
                  value: (
                    <>
                      {props.actual ?? m.actualNone}
                      {props.actualNet && (
                        <>
                          <br />
                          <span class="kecil redup">{props.actualNet}</span>
                        </>
                      )}
                    </>
                  ),
                },
                { label: m.components.biaya, value: props.fee },
                ...(props.satisfaction === undefined
                  ? []
                  : [
                      {
                        label: m.satisfaction,
                        value: <a href={props.satisfaction.href}>{props.satisfaction.text}</a>,
                      },
                    ]),
              ]}
            />
            {props.onTime && (
              <p class="jarak">
                <StatusTag kind="selesai">{props.onTime}</StatusTag>
              </p>
            )}
            <p class="tombol-baris jarak jarak-atas">
              <ButtonLink href={`/layanan/${props.code}/ajukan`}>{m.apply}</ButtonLink>
            </p>
            <Queues {...props} />
            <p class="kecil redup">
              {props.isOffline && (
                <>
                  <a href={`/layanan/${props.code}/ajukan`}>{m.applyOffline}</a>{' '}
                </>
              )}
              {m.atCounter}
            </p>
          </div>
        </div>
        <Section id="syarat" title={m.components.persyaratan}>
          <Lines lines={props.documents} />
          <p class="kecil jarak-atas">
            {m.whoMayApply}: {props.who}. {props.delegates} {props.assurance}
          </p>
        </Section>
        <Section id="langkah" title={m.steps}>
          <ol class="langkah-layanan">
            {props.standard.prosedur.map((line) => (
              <li>{line.text}</li>
            ))}
          </ol>
        </Section>
        <Standard {...props} />
      </div>
    </CitizenPage>
  )
}

/** Where it can be had at a counter, and how the line stands there. */
function Queues({ ctx, queues }: LayananPageProps) {
  if (queues.length === 0) return null
  const m = katalogMessages(ctx.lang)
  return (
    <ul class="jarak" aria-label={m.queues}>
      {queues.map((queue) => (
        <li>
          <a href={queue.href}>{queue.nama}</a>{' '}
          <span class="kecil redup">
            {queue.isOpen ? m.queueOpen(formatNumber(queue.waiting, ctx.lang)) : m.queueClosed}
          </span>
          <br />
          <span class="kecil">
            <a href={queue.takeHref}>{m.queueTicket}</a>
            {queue.bookHref && (
              <>
                {' · '}
                <a href={queue.bookHref}>{m.queueBook}</a>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Standard(props: LayananPageProps) {
  const { ctx, standard } = props
  const m = katalogMessages(ctx.lang)
  return (
    <Section id="standar" title={m.standardTitle}>
      <p class="kecil redup">{m.standardLead}</p>
      <ol class="standar">
        {COMPONENTS.map((component) => (
          <li>
            <h3>
              {m.components[component]}{' '}
              {GENERATED.includes(component) && <span class="kecil redup">{m.generated}</span>}
            </h3>
            <Lines lines={standard[component]} />
            {component === 'pengaduan' && (
              <p>
                <a href={`/lapor?layanan=${props.code}`}>{m.complaint}</a>
              </p>
            )}
          </li>
        ))}
      </ol>
      <p class="kecil redup">
        {props.version}
        {props.sk && ` · ${m.sk(props.sk)}`} ·{' '}
        <a href={`/layanan/${props.code}/riwayat`}>{designMessages(ctx.lang).publicHistory.link}</a>
      </p>
    </Section>
  )
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul class="butir">
      {lines.map((line) => (
        <li>
          {line.isName ? <span lang="id">{line.text}</span> : line.text}
          {line.note && (
            <span class="kecil redup">
              {' ('}
              {line.law && <span lang="id">{line.law}, </span>}
              {line.note})
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

export type RujukanPageProps = Readonly<{
  ctx: PageContext
  name: string
  summary: string
  agency: string
  url: string
  here: string | undefined
  laws: readonly Line[]
}>

/** A service of the centre: says so, and leads there. */
export function RujukanPage({ ctx, name, summary, agency, url, here, laws }: RujukanPageProps) {
  const m = katalogMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={name} description={summary} current="services" css={['layanan']}>
      <div class="wadah isi-hal layanan">
        <p class="remah-layanan kecil">
          <a href="/layanan">{m.title}</a>
        </p>
        <h1>{name}</h1>
        <p class="sari">{summary}</p>
        <Information>
          <p>{m.central(agency)}</p>
          <p class="tombol-baris jarak">
            <ButtonLink href={url}>{m.openCentral}</ButtonLink>
          </p>
        </Information>
        {here && (
          <Section id="bantu" title={m.here}>
            <p>{here}</p>
          </Section>
        )}
        <Section id="hukum" title={m.components.dasarHukum}>
          <Lines lines={laws} />
        </Section>
      </div>
    </CitizenPage>
  )
}
