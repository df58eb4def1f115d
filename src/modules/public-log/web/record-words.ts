import type { PageContext } from '../../../ui/index.ts'
import { isSecretObject } from '../domain/pseudonym.ts'
import { logMessages } from '../messages/index.ts'
import type { RecordKind } from '../types.ts'

/** What a record tells of, in words. */
export function kindLabel(
  ctx: PageContext,
  { kind, jenis }: Readonly<{ kind: RecordKind | undefined; jenis: string }>,
  detail = '…',
): string {
  const label = kind?.label[ctx.lang] ?? logMessages(ctx.lang).unknownKind(jenis)
  return label.replace('…', () => detail)
}

/** What a record is about; a secret matter has no name. */
export function objectLabel(ctx: PageContext, object: string): string {
  return isSecretObject(object) ? logMessages(ctx.lang).secretObject : object
}

export type ActorWords = Readonly<{ name: string; help: string }>

/** A pseudonym, and what it hides and shows. */
export function actorWords(ctx: PageContext, actor: string): ActorWords {
  const m = logMessages(ctx.lang).record.actors
  const [kind, code = ''] = actor.split(':')
  if (kind === 'sistem') return { name: m.system(code), help: m.systemHelp }
  if (kind === 'petugas') return { name: m.officer(code), help: m.officerHelp }
  return code === ''
    ? { name: m.stranger, help: m.strangerHelp }
    : { name: m.citizen(code), help: m.citizenHelp }
}
