import { JSON_CONTENT_TYPE, renderJson } from './json.ts'
import type { Node } from './tree.ts'
import { renderXml, XML_CONTENT_TYPE } from './xml.ts'

export type Open311Format = 'xml' | 'json'

export type Rendered = Readonly<{ contentType: string; body: string }>

/** @returns the format that a path's ending names, or undefined: "services.xml" → xml */
export function formatOf(ending: string): Open311Format | undefined {
  return ending === 'xml' || ending === 'json' ? ending : undefined
}

export function renderAnswer(answer: Node, format: Open311Format): Rendered {
  return format === 'xml'
    ? { contentType: XML_CONTENT_TYPE, body: renderXml(answer) }
    : { contentType: JSON_CONTENT_TYPE, body: renderJson(answer) }
}
