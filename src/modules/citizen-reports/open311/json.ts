import type { Node } from './tree.ts'
import type { Scalar } from './types.ts'

export const JSON_CONTENT_TYPE = 'application/json; charset=utf-8'

type Json = Scalar | readonly Json[] | Readonly<{ [key: string]: Json }>

/**
 * @returns the answer by the Spark convention: the root's name is dropped, a container is an array
 * of
 * its children, and an empty element is null
 */
export function renderJson(root: Node): string {
  return JSON.stringify(toJson(root))
}

function toJson(node: Node): Json {
  switch (node.kind) {
    case 'leaf':
      return node.value === '' ? null : node.value
    case 'record':
      return Object.fromEntries(node.fields.map((field) => [field.name, toJson(field)]))
    case 'list':
      return node.items.map(toJson)
  }
}
