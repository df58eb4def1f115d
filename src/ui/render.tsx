import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole document as text. Text and attributes are escaped by the renderer. */
export function renderPage(view: VNode): string {
  return `<!doctype html>${renderToString(view)}`
}
