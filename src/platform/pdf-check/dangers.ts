/** What a document of a citizen must not carry: programs, other files, and things it would do by itself. */
import { type Body, nameIn, resolve } from './objects.ts'
import type { PdfDict, PdfValue } from './values.ts'

export type Danger = 'script' | 'action' | 'attachment' | 'xfa' | 'encrypted'

/** Names that mean nothing else, wherever they stand. */
const NAMES: Readonly<Record<string, Danger>> = {
  JavaScript: 'script',
  JS: 'script',
  Launch: 'action',
  SubmitForm: 'action',
  ImportData: 'action',
  GoToR: 'action',
  GoToE: 'action',
  EmbeddedFile: 'attachment',
  EmbeddedFiles: 'attachment',
  FileAttachment: 'attachment',
  RichMedia: 'attachment',
  RichMediaContent: 'attachment',
  Rendition: 'attachment',
  XFA: 'xfa',
}

/** Names that mean it only as the kind of a thing: a font may be called Sound. */
const KINDS: Readonly<Record<string, Danger>> = {
  Movie: 'attachment',
  Sound: 'attachment',
  Screen: 'attachment',
  '3D': 'attachment',
}

/** Only as a key: the files behind a file specification. */
const KEYS: Readonly<Record<string, Danger>> = { EF: 'attachment' }

/** Look through every value of every object; what is reached by nothing today may be reached tomorrow. */
export function findDangers(body: Body): ReadonlySet<Danger> {
  const found = new Set<Danger>()
  const roots: readonly PdfValue[] = [
    ...body.objects.map(({ value }) => value),
    ...body.trailers.map(({ dict }) => dict),
  ]
  for (const root of roots) searchIn(root, found)
  for (const root of roots)
    if (root.kind === 'dict') {
      if (isEncrypted(root)) found.add('encrypted')
      if (opensByItself(body, root)) found.add('action')
    }
  return found
}

function searchIn(root: PdfValue, found: Set<Danger>): void {
  const open: PdfValue[] = [root]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (value.kind === 'name') note(NAMES, value.name, found)
    else if (value.kind === 'dict') searchDict(value, found, open)
    else if (value.kind === 'array') for (const item of value.items) open.push(item)
  }
}

function searchDict({ entries }: PdfDict, found: Set<Danger>, open: PdfValue[]): void {
  for (const [written, inner] of entries) {
    const key = written.split('\u0000')[0] ?? written
    note(NAMES, key, found)
    note(KEYS, key, found)
    const isKind = key === 'S' || key === 'Subtype' || key === 'Type'
    if (isKind && inner.kind === 'name') note(KINDS, inner.name, found)
    open.push(inner)
  }
}

function note(table: Readonly<Record<string, Danger>>, name: string, found: Set<Danger>): void {
  const danger = Object.hasOwn(table, name) ? table[name] : undefined
  if (danger !== undefined) found.add(danger)
}

/** In the trailer, or in the dictionary of a table written as a stream. */
function isEncrypted({ entries }: PdfDict): boolean {
  return entries.has('Encrypt') && (entries.has('Root') || entries.has('Size'))
}

/** Opening a document may show a page; anything else it would do unasked. */
function opensByItself(body: Body, { entries }: PdfDict): boolean {
  const action = resolve(body, entries.get('OpenAction'))
  // A script is told as one already.
  const harmless = ['GoTo', 'JavaScript']
  return action?.kind === 'dict' && !harmless.includes(nameIn(body, action, 'S') ?? 'GoTo')
}
