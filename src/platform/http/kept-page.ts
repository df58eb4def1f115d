import type { VNode } from 'preact'
import { isSignedIn } from '../../kernel/actor.ts'
import { MINUTE_MS } from '../../kernel/date.ts'
import { renderPage } from '../../ui/render.tsx'
import { createKeep } from '../kept.ts'
import { type Answer, type KeptPage, page } from './answer.ts'
import type { Req } from './route.ts'

/**
 * Whole pages for strangers, kept until what they show changes. The version stands for the data; the
 * minute stands for the words that tell how long ago something was, so they are never a minute wrong.
 * Whoever is signed in, was just told something, or sees a form with a token of their own gets a page
 * of their own.
 */
export type KeepPage = (
  req: Req,
  version: string,
  make: () => Promise<VNode> | VNode,
) => Promise<Answer>

/** @param entriesMax most pages kept; the one unused for longest goes first */
export function createPageKeep(entriesMax: number): KeepPage {
  const keep = createKeep(entriesMax)
  return async (req, version, make) => {
    if (isPersonal(req)) return page(await make())
    const kept = await keep({ key: keyOf(req), version }, async () => keptOf(await make()))
    return kept === undefined ? page(await make()) : { kind: 'kept', page: kept }
  }
}

function isPersonal({ actor, ctx, reporterPass }: Req): boolean {
  return isSignedIn(actor) || ctx.flash !== undefined || reporterPass !== undefined
}

/** Everything a page is made of besides the data. */
function keyOf({ ctx }: Req): string {
  const { lang, path, region, isFirstVisit, now } = ctx
  const minute = Math.floor(now.getTime() / MINUTE_MS)
  return JSON.stringify([minute, lang, isFirstVisit, region.name, region.coloursHref ?? '', path])
}

/** @returns undefined for a page with a form: its token belongs to one browser */
function keptOf(view: VNode): KeptPage | undefined {
  const html = renderPage(view)
  return html.includes('name="_csrf"') ? undefined : { bytes: Buffer.from(html), packed: new Map() }
}
