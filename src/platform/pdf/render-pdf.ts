import type { NodeCompiler, NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import { BASE_TEMPLATE } from './base-template.ts'

export type PdfOrder = Readonly<{
  /**
   * Text of a template in Typst, ours and never a user's; it may use what BASE_TEMPLATE gives:
   * `naskah`, `kop`, `pasangan`, `tabel-data`, and the data as `d`.
   */
  template: string
  /** Told to the template as JSON: text in it is printed as it stands, never read as markup. */
  data: unknown
  /** The moment the file names as its making: the same data at the same moment gives the same bytes. */
  at: Date
}>

export type Rendered =
  | Readonly<{ ok: true; pdf: Buffer }>
  /** Characters no font of the house has: an archive file may not hold what it cannot show. */
  | Readonly<{ ok: false; fault: 'unprintable'; characters: string }>

/** PDF/A-3a: made for archives, tagged for screen readers, and free to carry files of proof. */
const STANDARD = 'a-3a'
/** Results the compiler remembers are dropped after this many renderings without use. */
const CACHE_AGE = 12

/** A folder that is not there: templates read what they are given, and no file. */
const FOLDER = '/pendopo-no-files'
const PREAMBLE = '#import "dasar.typ": *\n#let d = json("data.json")'

let opened: Promise<NodeCompiler> | undefined

/**
 * Render a document. About 5 ms for a page, on this thread; the first one loads the compiler (50 MB).
 * What a template cannot do is a bug and throws.
 */
export async function renderPdf({ template, data, at }: PdfOrder): Promise<Rendered> {
  opened ??= openCompiler()
  const compiler = await opened
  // As a file beside the template: as an input it would change the whole world, and nothing remembered would hold.
  compiler.mapShadow(`${FOLDER}/data.json`, Buffer.from(JSON.stringify(data)))
  const compiled = compiler.compile({ mainFileContent: `${PREAMBLE}\n${template}` })
  const document = compiled.result
  if (document === null) throw new Error(`template: ${faultsOf(compiler, compiled.takeError())}`)
  try {
    const pdf = compiler.pdf(document, {
      pdfStandard: STANDARD,
      pdfTags: true,
      creationTimestamp: Math.floor(at.getTime() / 1_000),
    })
    return { ok: true, pdf }
  } catch (error) {
    const characters = unprintableIn(String((error as Error).message))
    if (characters === undefined) throw error
    return { ok: false, fault: 'unprintable', characters }
  } finally {
    compiler.evictCache(CACHE_AGE)
  }
}

async function openCompiler(): Promise<NodeCompiler> {
  const { NodeCompiler: Compiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const compiler = Compiler.create({ workspace: FOLDER })
  compiler.addSource(`${FOLDER}/dasar.typ`, BASE_TEMPLATE)
  return compiler
}

function faultsOf(compiler: NodeCompiler, error: NodeError | null): string {
  if (error === null) return 'no document and no reason'
  const told = compiler.fetchDiagnostics(error) as readonly Readonly<{ message?: string }>[]
  return told.map(({ message }) => message ?? '').join('; ')
}

/** The compiler tells what it cannot print only in words; a control character comes as `\u{1}`. */
function unprintableIn(message: string): string | undefined {
  const told = [
    ...message.matchAll(/(?:the text|the codepoint) `\\{0,2}"([^"`]{1,200}?)\\{0,2}"`/g),
  ]
  if (told.length === 0) return undefined
  const plain = told.map(([, text = '']) =>
    text
      .replace(/\\{1,4}u\{([0-9a-f]{1,6})\}/g, (_, hex: string) => `U+${hex.toUpperCase()} `)
      .trim(),
  )
  return [...new Set(plain)].slice(0, SHOWN_MAX).join(' ')
}

const SHOWN_MAX = 8
