import { formatDateTime, formatNumber, formatRelative, localeOf } from '../../../ui/format.ts'
import {
  ButtonLink,
  CitizenPage,
  DataTable,
  EmptyState,
  type PageContext,
  Section,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { StoredCount, StoredResult } from '../store.ts'
import type { OpenNow, VoiceSource } from '../types.ts'

type Door = Readonly<{ source: VoiceSource; open: readonly OpenNow[] }>

export type HubProps = Readonly<{
  ctx: PageContext
  doors: readonly Door[]
  counts: readonly StoredCount[]
  results: readonly StoredResult[]
}>

export function HubPage(props: HubProps) {
  const { ctx, doors } = props
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.title} description={m.description}>
      <div class="wadah isi-hal tumpuk">
        <div>
          <h1>{m.title}</h1>
          <p>{m.lead}</p>
        </div>
        <div>
          <p>{m.mineHelp}</p>
          <p>
            <ButtonLink href="/akun/suara">{m.mine}</ButtonLink>
          </p>
        </div>
        <Section id="h-cara" title={m.open}>
          <div class="kartu">
            {doors.map((door) => (
              <DoorRow ctx={ctx} {...door} />
            ))}
          </div>
        </Section>
        <Promises {...props} />
        <Results {...props} />
      </div>
    </CitizenPage>
  )
}

function DoorRow({ ctx, source, open }: Door & Readonly<{ ctx: PageContext }>) {
  const m = messagesIn(ctx.lang)
  return (
    <div class="baris">
      <h3>
        <a href={source.href}>{source.name[ctx.lang]}</a>
      </h3>
      <p class="redup">{source.about[ctx.lang]}</p>
      {source.openNow !== undefined && open.length === 0 && <p class="kecil">{m.nothingOpen}</p>}
      {open.length > 0 && (
        <ul>
          {open.map(({ title, href, until, on }) => (
            <li>
              <a href={href} lang="id">
                {title}
              </a>
              {until !== undefined && (
                <span class="kecil redup"> {m.until(formatDateTime(until, localeOf(ctx)))}</span>
              )}
              {on !== undefined && (
                <span class="kecil redup"> {formatDateTime(on, localeOf(ctx))}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Promises({ ctx, doors, counts }: HubProps) {
  const m = messagesIn(ctx.lang)
  const [first] = counts
  const nameOf = (kode: string) => doors.find(({ source }) => source.kode === kode)?.source
  const known = counts.filter(({ kode }) => nameOf(kode) !== undefined)
  const figure = (value: number) => formatNumber(value, ctx.lang)
  return (
    <Section id="h-janji" title={m.promises}>
      {first === undefined ? (
        <EmptyState title={m.notCounted} />
      ) : (
        <>
          <p class="redup">
            {m.promisesHelp(formatDateTime(first.since, localeOf(ctx)))}{' '}
            {m.countedAt(formatRelative(first.countedAt, ctx.now, localeOf(ctx)))}
          </p>
          <DataTable
            caption={m.promises}
            isStacked
            columns={[
              {
                header: m.kind,
                isHead: true,
                cell: ({ kode }: StoredCount) => nameOf(kode)?.name[ctx.lang],
              },
              { header: m.received, isNumber: true, cell: (row) => figure(row.received) },
              { header: m.answered, isNumber: true, cell: (row) => figure(row.answered) },
              { header: m.overdue, isNumber: true, cell: (row) => figure(row.overdue) },
            ]}
            rows={known}
          />
        </>
      )}
    </Section>
  )
}

function Results({ ctx, results }: HubProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="h-hasil" title={m.results}>
      {results.length === 0 ? (
        <EmptyState title={m.noResults} />
      ) : (
        <DataTable
          caption={m.results}
          isStacked
          columns={[
            {
              header: m.said,
              isHead: true,
              cell: ({ title, href }: StoredResult) => (
                <a href={href} lang="id">
                  {title}
                </a>
              ),
            },
            { header: m.did, cell: (row) => (ctx.lang === 'id' ? row.wordsId : row.wordsEn) },
            { header: m.when, cell: ({ at }) => formatRelative(at, ctx.now, localeOf(ctx)) },
          ]}
          rows={results}
        />
      )}
    </Section>
  )
}
