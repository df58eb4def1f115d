import type { Tx } from '../../../platform/db/database.ts'
import { listDokumen } from '../store/dokumen-store.ts'
import type { DocumentSource, RecordedDocument, RecordKind } from '../types.ts'
import { documentBytes } from './append.ts'

/** A document as it is hashed, and whether everybody may read it. */
export type OpenedDocument = Omit<RecordedDocument, 'document'> & Readonly<{ bytes: Buffer }>

export type Documents = Readonly<{
  kindOf: (name: string) => RecordKind | undefined
  /** Documents of acts of one kind, by reference; what is gone is left out. */
  read: (
    tx: Tx,
    kind: string,
    refs: readonly string[],
  ) => Promise<ReadonlyMap<string, OpenedDocument>>
}>

/** All kinds of record there are, and where their documents lie. */
export function createDocuments(
  own: readonly RecordKind[],
  sources: readonly DocumentSource[],
): Documents {
  const kinds = new Map<string, Readonly<{ kind: RecordKind; source?: DocumentSource }>>()
  for (const kind of own) kinds.set(kind.name, { kind })
  // A module may declare kinds whose documents the log keeps itself, because no table of its own holds the act.
  for (const source of sources)
    for (const kind of source.kinds)
      kinds.set(kind.name, kind.keepsDocument === true ? { kind } : { kind, source })
  return {
    kindOf: (name) => kinds.get(name)?.kind,
    read: async (tx, name, refs) => {
      const known = kinds.get(name)
      if (known === undefined) return new Map()
      if (known.source !== undefined) return opened(await known.source.read(tx, refs))
      return ownDocuments(tx, refs)
    },
  }
}

function opened(found: ReadonlyMap<string, RecordedDocument>): ReadonlyMap<string, OpenedDocument> {
  return new Map(
    [...found].map(([ref, { document, ...rest }]) => [
      ref,
      { bytes: documentBytes(document), ...rest },
    ]),
  )
}

async function ownDocuments(
  tx: Tx,
  refs: readonly string[],
): Promise<ReadonlyMap<string, OpenedDocument>> {
  const found = await listDokumen(tx, refs)
  return new Map([...found].map(([ref, bytes]) => [ref, { bytes, isOpen: true }]))
}
