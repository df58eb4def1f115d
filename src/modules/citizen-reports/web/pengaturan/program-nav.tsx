import type { PageContext } from '../../../../ui/index.ts'
import { kanalMessages } from '../../messages/index.ts'

/** The three pages about programs, each a link, the one that is open marked. */
export function ProgramNav({ ctx }: Readonly<{ ctx: PageContext }>) {
  const m = kanalMessages(ctx.lang)
  const pages = [
    { href: '/kerja/pengaturan/kanal', label: m.channels.title },
    { href: '/kerja/pengaturan/kunci-api', label: m.keys.title },
    { href: '/kerja/pengaturan/mitra', label: m.partners.title },
  ]
  return (
    <nav class="tampilan" aria-label={m.channels.programs}>
      {pages.map(({ href, label }) => (
        <a href={href} {...(ctx.path.startsWith(href) ? { 'aria-current': 'page' as const } : {})}>
          {label}
        </a>
      ))}
    </nav>
  )
}
