import type { ComponentChildren } from 'preact'
import { SettingsPage } from '../../../ui/index.ts'
import type { View } from './edge.ts'

export type FrameProps = View &
  Readonly<{
    title: string
    trail?: readonly Readonly<{ href: string; label: string }>[]
    children: ComponentChildren
  }>

/** The frame of every settings page. */
export function Frame({ m, ...page }: FrameProps) {
  return <SettingsPage {...page} isHome={page.title === m.title} />
}
