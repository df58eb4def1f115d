import { assert } from '../../../kernel/assert.ts'

/**
 * XML written by hand: small enough to be read whole, and nothing can be forgotten to be escaped.
 */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

/**
 * Everything outside the Char production of XML 1.0: characters that cannot be written at all, not
 * even escaped, such as most controls and lone surrogates.
 */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** @returns the text without characters that XML 1.0 forbids */
export function stripForbidden(text: string): string {
  return text.replace(FORBIDDEN, '')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A bare carriage return would come back from any parser as a line feed.
  '\r': '&#13;',
}

/** @returns the text as it may stand in an element or an attribute */
export function escapeXml(text: string): string {
  return stripForbidden(text).replace(/[&<>"'\r]/g, (char) => ESCAPES[char] ?? char)
}

export type XmlAttributes = Readonly<Record<string, string>>

/** @param content escaped text or written elements */
export function writeElement(
  name: string,
  content: string,
  attributes: XmlAttributes = {},
): string {
  assertName(name)
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${assertName(key)}="${escapeAttribute(value)}"`,
  )
  return `<${name}${written.join('')}>${content}</${name}>`
}

/** Line breaks and tabs in an attribute would be read as spaces. */
function escapeAttribute(value: string): string {
  return escapeXml(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

const NAME = /^[A-Za-z_][\w.:-]*$/

/** Element names come from our own code and catalogues; a bad one is a bug, not an input. */
function assertName(name: string): string {
  assert(NAME.test(name), `not an XML name: ${name.slice(0, 40)}`)
  return name
}
