import { formatDateTime, formatNumber, formatRelative, localeOf } from '../../../ui/format.ts'
import {
  ButtonLink,
  CaseRow,
  CitizenPage,
  EmptyState,
  type PageContext,
  Pagination,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Voice } from '../types.ts'

export const OWN = '/akun/suara'

export type OwnProps = Readonly<{
  ctx: PageContext
  rows: readonly (Voice & Readonly<{ kindName: string }>)[]
  isFirstPage: boolean
  nextHref: string | undefined
}>

export function OwnPage({ ctx, rows, isFirstPage, nextHref }: OwnProps) {
  const m = messagesIn(ctx.lang).own
  return (
    <CitizenPage ctx={ctx} title={m.title} current="account">
      <div class="wadah sempit isi-hal tumpuk">
        <div>
          <h1>{m.title}</h1>
          <p>{m.lead}</p>
        </div>
        {rows.length === 0 ? (
          <EmptyState title={m.none}>
            <p>{m.noneHelp}</p>
            <ButtonLink href="/ikut-serta">{m.hub}</ButtonLink>
          </EmptyState>
        ) : (
          <div class="kartu">
            {rows.map((row) => (
              <VoiceRow ctx={ctx} row={row} />
            ))}
            <Pagination
              ctx={ctx}
              shown={m.shown(formatNumber(rows.length, ctx.lang))}
              {...(nextHref === undefined ? {} : { nextHref })}
              {...(isFirstPage ? {} : { firstHref: OWN })}
            />
          </div>
        )}
        <p class="kecil redup">{m.nameless}</p>
      </div>
    </CitizenPage>
  )
}

/** Lateness outranks the state: it is a promise that was broken. */
function VoiceRow({ ctx, row }: Readonly<{ ctx: PageContext; row: OwnProps['rows'][number] }>) {
  const m = messagesIn(ctx.lang).own
  const isLate = row.due !== undefined && row.due < ctx.now
  const locale = localeOf(ctx)
  return (
    <CaseRow
      href={row.href}
      nomor={row.nomor}
      title={row.title}
      tag={
        isLate
          ? { kind: 'lewat', label: m.late }
          : { kind: row.state.kind, label: row.state.words[ctx.lang] }
      }
      facts={[
        row.kindName,
        m.sent(formatRelative(row.at, ctx.now, locale)),
        ...(row.due === undefined ? [] : [m.due(formatDateTime(row.due, locale))]),
        ...(row.answer === undefined ? [] : [m.answer(row.answer)]),
      ]}
    />
  )
}
