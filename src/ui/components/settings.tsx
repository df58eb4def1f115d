import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../kernel/result.ts'
import { OfficerPage } from '../layout.tsx'
import { uiMessages } from '../messages/index.ts'
import { officerNav, SETTINGS_HOME } from '../navigation.ts'
import type { PageContext } from '../page-context.ts'
import { StatusTag } from './display.tsx'
import { Csrf, ErrorSummary } from './forms.tsx'

type Crumb = Readonly<{ href: string; label: string }>

/** The frame of every page that changes data the program works by: where one is, all refusals at once. */
export function SettingsPage({
  ctx,
  refusals,
  title,
  trail = [],
  isHome = false,
  children,
}: Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  title: string
  /** Pages between the settings' own first page and this one. */
  trail?: readonly Crumb[]
  /** The first page of all settings, above which there is nothing. */
  isHome?: boolean
  children: ComponentChildren
}>) {
  const m = uiMessages(ctx.lang)
  // Whoever keeps one kind of settings alone has no business on the first page of all.
  const home = officerNav(ctx.actor).some(({ key }) => key === 'settings')
    ? [{ href: SETTINGS_HOME, label: m.nav.settings }]
    : []
  const above = isHome ? [] : [...home, ...trail]
  return (
    <OfficerPage ctx={ctx} title={title} current="settings">
      {above.length > 0 && (
        <nav class="jejak-hal" aria-label={m.above}>
          {above.map(({ href, label }) => (
            <>
              <a href={href}>{label}</a> <span aria-hidden="true">›</span>{' '}
            </>
          ))}
        </nav>
      )}
      <h1>{title}</h1>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      {children}
    </OfficerPage>
  )
}

/** Hidden fields of a form that changes something: token, and the state it was drawn from. */
export function FormKeys({ ctx, seen }: Readonly<{ ctx: PageContext; seen: string }>) {
  return (
    <>
      <Csrf ctx={ctx} />
      <input type="hidden" name="dilihat" value={seen} />
    </>
  )
}

/** Whether an entry of a list is in use; the words are the module's. */
export function ActiveTag({
  m,
  isActive,
}: Readonly<{ m: Readonly<{ active: string; inactive: string }>; isActive: boolean }>) {
  return (
    <StatusTag kind={isActive ? 'selesai' : 'netral'}>{isActive ? m.active : m.inactive}</StatusTag>
  )
}
