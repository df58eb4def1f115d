import type { Refusal } from '../../../../kernel/result.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  Card,
  type Choice,
  CitizenPage,
  Csrf,
  EmptyState,
  ErrorSummary,
  type PageContext,
  SelectField,
  TextField,
} from '../../../../ui/index.ts'
import { PushCard, type PushOffer } from '../../../notifications/index.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'

export type AlertChoices = Readonly<Record<'kecamatan' | 'unit', readonly Choice[]>> &
  Readonly<{ kategori: readonly Readonly<{ label: string; choices: readonly Choice[] }>[] }>

export type AlertPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  choices: AlertChoices
  typed: Readonly<Record<'kecamatan' | 'kategori' | 'unit' | 'email', string>>
  isSignedIn: boolean
  push: PushOffer | undefined
}>

/** Choose what to hear of; by account, by e-mail, or without either by a feed. */
export function AlertPage(props: AlertPageProps) {
  const { ctx, refusals, choices, typed, isSignedIn, push } = props
  const m = kasusMessages(ctx.lang).alerts
  const list = laporanMessages(ctx.lang).list
  const select = (name: 'kecamatan' | 'kategori' | 'unit', label: string) => (
    <SelectField
      ctx={ctx}
      name={name}
      label={label}
      placeholder={m.any}
      value={typed[name]}
      {...(name === 'kategori'
        ? { choices: [], groups: choices.kategori }
        : { choices: choices[name] })}
      refusals={refusals}
    />
  )
  return (
    <CitizenPage
      ctx={ctx}
      title={m.title}
      current="reports"
      scripts={push === undefined ? ['ui-form'] : ['ui-form', 'push']}
    >
      <div class="wadah sempit isi-hal">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.title}</h1>
        <p class="jarak">{m.intro}</p>
        <form method="post" action="/laporan/langganan">
          <Csrf ctx={ctx} />
          {select('kecamatan', list.kecamatan)}
          {select('kategori', list.category)}
          {select('unit', m.unit)}
          {isSignedIn ? (
            <p class="jarak">{m.byAccount}</p>
          ) : (
            <TextField
              ctx={ctx}
              name="email"
              label={kasusMessages(ctx.lang).followEmail}
              hint={kasusMessages(ctx.lang).followEmailHint}
              type="email"
              autocomplete="email"
              maxLength={254}
              value={typed.email}
              refusals={refusals}
            />
          )}
          <Button>{m.add}</Button>
        </form>
        {push && (
          <div class="jarak-atas jarak">
            <PushCard ctx={ctx} offer={push} page="/laporan/langganan" />
          </div>
        )}
        <Feeds ctx={ctx} typed={typed} />
        {isSignedIn && (
          <p>
            <a href="/akun/langganan">{m.manage}</a>
          </p>
        )}
      </div>
    </CitizenPage>
  )
}

function Feeds({ ctx, typed }: Pick<AlertPageProps, 'ctx' | 'typed'>) {
  const m = kasusMessages(ctx.lang).alerts
  const filters = new URLSearchParams(
    Object.entries(typed).filter(([name, value]) => name !== 'email' && value !== ''),
  )
  const query = filters.size === 0 ? '' : `?${filters}`
  return (
    <section class="bab" aria-labelledby="h-umpan">
      <h2 id="h-umpan">{m.feeds}</h2>
      <p class="redup">{m.feedsHelp}</p>
      <p class="tombol-baris">
        <a href={`/laporan/umpan.atom${query}`}>Atom</a>
        <a href={`/laporan/umpan.rss${query}`}>RSS</a>
      </p>
    </section>
  )
}

export type LetterPageProps = Readonly<{
  ctx: PageContext
  title: string
  text: string
  button?: Readonly<{ label: string; action: string; fields: Readonly<Record<string, string>> }>
}>

/** Where a letter leads: one sentence, one button. Opening it does nothing, since mail programs open links. */
export function LetterPage({ ctx, title, text, button }: LetterPageProps) {
  return (
    <CitizenPage
      ctx={ctx}
      title={title}
      current="reports"
      head={<meta name="robots" content="noindex" />}
    >
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{title}</h1>
        <p>{text}</p>
        {button === undefined ? (
          <p>
            <ButtonLink href="/laporan" tone="secondary">
              {kasusMessages(ctx.lang).alerts.seeReports}
            </ButtonLink>
          </p>
        ) : (
          <form method="post" action={button.action}>
            <Csrf ctx={ctx} />
            {Object.entries(button.fields).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <Button>{button.label}</Button>
          </form>
        )}
      </div>
    </CitizenPage>
  )
}

export type OwnAlert = Readonly<{
  id: string
  what: string
  judul: string | undefined
  href: string | undefined
}>

/** All subscriptions of an account, each with its stop. */
export function OwnAlertsPage({
  ctx,
  rows,
  push,
}: Readonly<{
  ctx: PageContext
  rows: readonly OwnAlert[]
  push: PushOffer | undefined
}>) {
  const m = kasusMessages(ctx.lang).alerts
  return (
    <CitizenPage
      ctx={ctx}
      title={m.mine}
      current="account"
      scripts={push === undefined ? [] : ['push']}
    >
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{m.mine}</h1>
        {rows.length === 0 ? (
          <EmptyState title={m.none} />
        ) : (
          <Card>
            <ul class="langganan">
              {rows.map((row) => (
                <li>
                  <span>
                    {row.href === undefined ? row.what : <a href={row.href}>{row.what}</a>}
                    {row.judul && <span class="kecil redup"> {row.judul}</span>}
                  </span>
                  <ActionForm
                    ctx={ctx}
                    action="/akun/langganan/henti"
                    fields={{ id: row.id }}
                    label={
                      <>
                        {m.stop}
                        <span class="vh">: {row.what}</span>
                      </>
                    }
                  />
                </li>
              ))}
            </ul>
          </Card>
        )}
        {push && <PushCard ctx={ctx} offer={push} page="/akun/langganan" />}
        <p>
          <ButtonLink href="/laporan/langganan" tone="secondary">
            {m.title}
          </ButtonLink>
        </p>
      </div>
    </CitizenPage>
  )
}
