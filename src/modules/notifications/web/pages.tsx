import { formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  CheckboxTiles,
  CitizenPage,
  Csrf,
  DataTable,
  EmptyState,
  Facts,
  OfficerPage,
  type PageContext,
  Pagination,
  StatusTag,
} from '../../../ui/index.ts'
import type { OutsideChannel } from '../domain.ts'
import type { Messages } from '../messages/index.ts'
import type { FailedRow } from '../store.ts'
import type { InAppNotice, NotificationEvent, PushOffer } from '../types.ts'
import { PushCard } from './push-card.tsx'

export const FEED = '/akun/pemberitahuan'
export const DELIVERIES = '/kerja/pengaturan/kiriman'

export type View = Readonly<{ ctx: PageContext; m: Messages }>

export type FeedProps = View &
  Readonly<{
    notices: readonly InAppNotice[]
    nextHref: string | undefined
    firstHref: string | undefined
    push: PushOffer | undefined
  }>

/** What this person was told, newest first. */
export function FeedPage({ ctx, m, notices, nextHref, firstHref, push }: FeedProps) {
  const hasUnread = notices.some(({ isRead }) => !isRead)
  return (
    <CitizenPage
      ctx={ctx}
      title={m.title}
      current="account"
      scripts={push === undefined ? [] : ['push']}
    >
      <div class="wadah isi-hal sempit tumpuk">
        <h1>{m.title}</h1>
        <div class="tombol-baris">
          <ButtonLink href={`${FEED}/saluran`} tone="secondary" isSmall>
            {m.channels}
          </ButtonLink>
          {hasUnread && <ActionForm ctx={ctx} action={`${FEED}/dibaca`} label={m.markAll} />}
        </div>
        {notices.length === 0 && (
          <EmptyState title={m.none}>
            <p>{m.noneHelp}</p>
          </EmptyState>
        )}
        <ol class="kartu tugas">
          {notices.map((notice) => (
            <NoticeItem ctx={ctx} m={m} notice={notice} />
          ))}
        </ol>
        <Pagination
          ctx={ctx}
          shown=""
          {...(nextHref === undefined ? {} : { nextHref })}
          {...(firstHref === undefined ? {} : { firstHref })}
        />
        {push && <PushCard ctx={ctx} offer={push} page={FEED} />}
      </div>
    </CitizenPage>
  )
}

function NoticeItem({ ctx, m, notice }: View & Readonly<{ notice: InAppNotice }>) {
  return (
    <li>
      <div>
        <p>
          {!notice.isRead && <StatusTag kind="tunggu">{m.unread}</StatusTag>}{' '}
          <a href={notice.link}>{notice.text}</a>
        </p>
        <p class="kecil redup">{formatDateTime(notice.at, localeOf(ctx))}</p>
      </div>
      {!notice.isRead && (
        <ActionForm
          ctx={ctx}
          action={`${FEED}/${notice.id}/dibaca`}
          label={
            <>
              {m.markOne}
              <span class="vh">: {notice.text}</span>
            </>
          }
        />
      )}
    </li>
  )
}

export type ChannelChoice = Readonly<{
  channel: OutsideChannel
  isOn: boolean
  /** What is missing before it can be used. */
  needs: 'email' | 'phone' | 'push' | undefined
}>

export function WishPage({ ctx, m, choices }: View & Readonly<{ choices: readonly ChoiceRow[] }>) {
  const words = m.wish
  return (
    <CitizenPage ctx={ctx} title={words.title} current="account">
      <div class="wadah isi-hal sempit tumpuk">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <form method="post" action={`${FEED}/saluran`}>
          <Csrf ctx={ctx} />
          <CheckboxTiles
            ctx={ctx}
            name="saluran"
            label={words.label}
            isSingleColumn
            choices={choices.map(({ channel, hint }) => ({
              value: channel,
              label: words[channel],
              hint,
            }))}
            values={choices.filter(({ isOn }) => isOn).map(({ channel }) => channel)}
          />
          <Button>{words.save}</Button>
        </form>
        <p class="bantuan">
          {words.language} <a href="/akun">{words.changeLanguage}</a>.{' '}
          <a href="/akun/kontak">{words.contact}</a>.
        </p>
        <p>
          <a href={FEED}>{m.title}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

export type ChoiceRow = Readonly<{ channel: OutsideChannel; isOn: boolean; hint: string }>

export type DeliveriesProps = View &
  Readonly<{
    waiting: string
    failed: readonly FailedRow[]
    gateways: readonly Readonly<{ channel: OutsideChannel; name: string }>[]
    nextHref: string | undefined
  }>

/** Messages that could not be delivered, for the administrator. */
export function DeliveriesPage(props: DeliveriesProps) {
  const { ctx, m, waiting, failed, gateways, nextHref } = props
  const words = m.kiriman
  return (
    <OfficerPage ctx={ctx} title={words.title} current="settings">
      <nav class="jejak-hal" aria-label={m.back}>
        <a href="/kerja/pengaturan">{words.settings}</a> <span aria-hidden="true">›</span>
      </nav>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <p>
        {words.waiting(waiting)}. <a href={`${DELIVERIES}/teks`}>{words.templates}</a>
      </p>
      <Facts
        rows={gateways.map(({ channel, name }) => ({ label: words.names[channel], value: name }))}
      />
      <section class="bab">
        <h2>{words.failed}</h2>
        {failed.length === 0 ? <EmptyState title={words.none} /> : <FailedTable {...props} />}
        <RetryAll {...props} />
        <Pagination ctx={ctx} shown="" {...(nextHref === undefined ? {} : { nextHref })} />
      </section>
    </OfficerPage>
  )
}

function FailedTable({ ctx, m, failed }: DeliveriesProps) {
  const words = m.kiriman
  return (
    <DataTable
      caption={words.failed}
      rows={failed}
      columns={[
        {
          header: words.at,
          isHead: true,
          cell: ({ dibuatAt }) => formatDateTime(dibuatAt, localeOf(ctx)),
        },
        { header: words.channel, cell: ({ saluran }) => words.names[saluran] },
        { header: words.to, cell: ({ saluran, tujuan }) => maskAddress(saluran, tujuan) },
        { header: words.tries, isNumber: true, cell: ({ percobaan }) => percobaan },
        { header: words.error, cell: ({ galat }) => galat ?? '' },
        {
          header: words.retry,
          cell: ({ id, hasText }) =>
            hasText ? (
              <ActionForm ctx={ctx} action={`${DELIVERIES}/${id}/ulang`} label={words.retry} />
            ) : (
              words.gone
            ),
        },
      ]}
    />
  )
}

/** Those that still have their words, named one by one: what fails meanwhile is not sent unseen. */
function RetryAll({ ctx, m, failed }: DeliveriesProps) {
  const able = failed.filter(({ hasText }) => hasText)
  if (able.length < 2) return null
  return (
    <form method="post" action={`${DELIVERIES}/ulang`}>
      <Csrf ctx={ctx} />
      {able.map(({ id }) => (
        <input type="hidden" name="id" value={id} />
      ))}
      <Button tone="secondary" isSmall>
        {m.kiriman.retryAll}
      </Button>
    </form>
  )
}

/** Enough to tell two apart, not enough to reach anyone. */
export function maskAddress(channel: OutsideChannel, address: string): string {
  if (channel === 'push') return '•••'
  const [local = '', host] = address.split('@')
  return host === undefined ? `••••${address.slice(-3)}` : `${local.slice(0, 1)}•••@${host}`
}

/** Every text that may go out, so that the administrator knows what citizens read. */
export function TemplatesPage({
  ctx,
  m,
  events,
}: View & Readonly<{ events: readonly NotificationEvent[] }>) {
  const words = m.templates
  return (
    <OfficerPage ctx={ctx} title={words.title} current="settings">
      <nav class="jejak-hal" aria-label={m.back}>
        <a href={DELIVERIES}>{m.kiriman.title}</a> <span aria-hidden="true">›</span>
      </nav>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <DataTable
        caption={words.title}
        rows={events}
        columns={[
          { header: words.event, isHead: true, cell: ({ event }) => <code>{event}</code> },
          ...(['id', 'en'] as const).map((lang) => ({
            header: lang.toUpperCase(),
            cell: ({ templates }: NotificationEvent) => (
              <div lang={lang}>
                <b>{templates[lang].subject}</b>
                <p>{templates[lang].body}</p>
                <p class="bantuan">{templates[lang].short}</p>
              </div>
            ),
          })),
        ]}
      />
    </OfficerPage>
  )
}
