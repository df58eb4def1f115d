import type { ComponentChildren } from 'preact'
import { Csrf, ErrorSummary, OfficerPage, StatusTag } from '../../../ui/index.ts'
import { HOME, type View } from './edge.ts'

export type FrameProps = View &
  Readonly<{
    title: string
    trail?: readonly Readonly<{ href: string; label: string }>[]
    children: ComponentChildren
  }>

/** The frame of every settings page. */
export function Frame({ ctx, m, refusals, title, trail = [], children }: FrameProps) {
  return (
    <OfficerPage ctx={ctx} title={title} current="settings">
      {title !== m.title && (
        <nav class="jejak-hal" aria-label={m.back}>
          {[{ href: HOME, label: m.title }, ...trail].map(({ href, label }) => (
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

export function FormKeys({ ctx, seen }: Pick<View, 'ctx'> & Readonly<{ seen: string }>) {
  return (
    <>
      <Csrf ctx={ctx} />
      <input type="hidden" name="dilihat" value={seen} />
    </>
  )
}

export function ActiveTag({ m, isActive }: Pick<View, 'm'> & Readonly<{ isActive: boolean }>) {
  return (
    <StatusTag kind={isActive ? 'selesai' : 'netral'}>{isActive ? m.active : m.inactive}</StatusTag>
  )
}
