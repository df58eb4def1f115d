import type { Node } from './tree.ts'
import type { Scalar } from './types.ts'
import { escapeXml, writeElement, XML_DECLARATION } from './xml-text.ts'

export const XML_CONTENT_TYPE = 'text/xml; charset=utf-8'

/** @returns the answer as an XML document: UTF-8, no namespace, absent values as empty elements */
export function renderXml(root: Node): string {
  return `${XML_DECLARATION}${renderNode(root)}\n`
}

function renderNode(node: Node): string {
  switch (node.kind) {
    case 'leaf':
      return writeElement(node.name, escapeXml(scalarText(node.value)))
    case 'record':
      return writeElement(node.name, node.fields.map(renderNode).join(''))
    case 'list':
      return writeElement(node.name, node.items.map(renderNode).join(''))
  }
}

function scalarText(value: Scalar): string {
  return value === null ? '' : String(value)
}
