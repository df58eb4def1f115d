import { DAY_MS } from '../../kernel/date.ts'
import { packageRoot } from '../../package-root.ts'
import { type Answer, page, text } from '../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../platform/http/route.ts'
import type { Kit } from '../../platform/kit.ts'
import { formatDateTime, localeOf } from '../../ui/format.ts'
import { type AsvsRow, chapterOf, readAsvs } from './asvs.ts'
import { type ChapterCount, SecurityPage } from './security.page.tsx'
import { findRestored } from './store.ts'
import { WeightsPage } from './weights.page.tsx'
import { readWeights } from './weights.ts'

const TXT_DAYS = 180

/** How the house is kept, for everyone to see: security, page weights, whom to tell of a hole. */
export function openRoutes(kit: Kit): readonly Route[] {
  const asvs = readAsvs(packageRoot)
  const weights = readWeights(packageRoot)
  const open = { method: 'GET', access: 'public', kind: 'page' } as const
  return [
    { ...open, url: '/keamanan', handle: (req) => showSecurity(kit, asvs, req) },
    {
      ...open,
      url: '/bobot',
      handle: (req) => page(<WeightsPage ctx={req.ctx} weights={weights} />),
    },
    { ...open, url: '/.well-known/security.txt', handle: (req) => securityTxt(kit, req) },
  ]
}

const contactOf = ({ ctx }: Req) => `keamanan@${ctx.region.domain}`

async function showSecurity(kit: Kit, asvs: readonly AsvsRow[], req: Req): Promise<Answer> {
  const chapters = countByChapter(asvs)
  const asked = Number(fieldText(req.query, 'bab'))
  const chosen = chapters.some(({ chapter }) => chapter === asked)
    ? asked
    : (chapters[0]?.chapter ?? 1)
  const kind = fieldText(req.query, 'cara')
  const isKind = asvs.some((row) => row.kind === kind)
  const restored = await findRestored(kit.db)
  return page(
    <SecurityPage
      ctx={req.ctx}
      chapters={chapters}
      chosen={chosen}
      kind={isKind ? kind : ''}
      rows={asvs.filter((row) => chapterOf(row) === chosen && (!isKind || row.kind === kind))}
      contact={contactOf(req)}
      restored={restored && formatDateTime(restored, localeOf(req.ctx))}
    />,
  )
}

function countByChapter(asvs: readonly AsvsRow[]): readonly ChapterCount[] {
  return [...new Set(asvs.map(chapterOf))].map((chapter) => {
    const rows = asvs.filter((row) => chapterOf(row) === chapter)
    return { chapter, rows: rows.length, tests: rows.filter(({ kind }) => kind === 'uji').length }
  })
}

/** RFC 9116. */
function securityTxt(kit: Kit, req: Req): Answer {
  const expires = new Date(kit.now().getTime() + TXT_DAYS * DAY_MS).toISOString()
  const lines = [
    `Contact: mailto:${contactOf(req)}`,
    `Expires: ${expires}`,
    'Preferred-Languages: id, en',
    `Canonical: ${kit.baseUrl}/.well-known/security.txt`,
    `Policy: ${kit.baseUrl}/keamanan`,
  ]
  return text(`${lines.join('\n')}\n`, 'text/plain; charset=utf-8')
}
