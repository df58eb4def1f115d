import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'

/**
 * Foreign XML to a plain tree. A document type is refused outright, so there are no entities to
 * expand; only the five of XML itself and numbered characters are read. Size, depth and count are
 * bounded.
 */
export type XmlElement = Readonly<{
  name: string
  /** Text of the element itself, without its children's. */
  text: string
  children: readonly XmlElement[]
}>

export const XML_LIMITS = { chars: 8_000_000, depth: 12, elements: 200_000 }

const TEXT = '#text'
const CDATA = '#cdata'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: false,
  parseTagValue: false,
  processEntities: false,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  maxNestedTags: XML_LIMITS.depth,
  jPath: false,
})

/** @refuses XML_TIDAK_TERBACA, XML_TERLALU_BESAR, XML_BERJENIS_DOKUMEN */
export function readXml(source: string): Result<XmlElement> {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  if (text.length > XML_LIMITS.chars) return refuse(TOO_LARGE)
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return refuse(HAS_DOCTYPE)
  try {
    if (XMLValidator.validate(text) !== true) return refuse(UNREADABLE)
    const counter = { elements: 0 }
    const roots = toElements(parser.parse(text), counter)
    const root = roots.length === 1 ? roots[0] : undefined
    return root === undefined ? refuse(UNREADABLE) : ok(root)
  } catch {
    // The parser reports bad input by throwing plain errors; there is no other way to ask it.
    return refuse(UNREADABLE)
  }
}

type Counter = { elements: number }

function toElements(nodes: unknown, counter: Counter): readonly XmlElement[] {
  const elements: XmlElement[] = []
  for (const [name, inner] of entriesOf(nodes)) {
    if (name === TEXT || name === CDATA) continue
    counter.elements += 1
    if (counter.elements > XML_LIMITS.elements) throw new Error('too many elements')
    elements.push({ name, text: textOf(inner), children: toElements(inner, counter) })
  }
  return elements
}

function textOf(nodes: unknown): string {
  let text = ''
  for (const [name, inner] of entriesOf(nodes)) {
    if (name === TEXT) text += unescapeXml(String(inner))
    if (name === CDATA) for (const [, piece] of entriesOf(inner)) text += String(piece)
  }
  return text
}

/** The parser gives an array of objects with one key each. */
function* entriesOf(nodes: unknown): Generator<readonly [string, unknown]> {
  if (!Array.isArray(nodes)) return
  for (const node of nodes) {
    const name = Object.keys(node).find((key) => key !== ':@')
    if (name !== undefined) yield [name, node[name]]
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Unknown entities stay as they are written: nothing is fetched and nothing grows. */
function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (whole, ...found) => {
    const [decimal, hex, name] = found as readonly (string | undefined)[]
    if (name !== undefined) return NAMED[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

const UNREADABLE: Refusal = {
  code: 'XML_TIDAK_TERBACA',
  message: 'Isi XML tidak terbaca. Periksa penutup setiap elemen.',
}
const TOO_LARGE: Refusal = {
  code: 'XML_TERLALU_BESAR',
  message: 'Isi XML terlalu besar. Minta rentang waktu yang lebih pendek.',
}
const HAS_DOCTYPE: Refusal = {
  code: 'XML_BERJENIS_DOKUMEN',
  message:
    'Isi XML memuat DOCTYPE, yang tidak diterima karena alasan keamanan. Kirim tanpa DOCTYPE.',
}
