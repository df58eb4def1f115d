/** What witnesses have seen of a log: a log that shows two people two trees is found by comparing. */

import type { VerifierKey } from '../../../kernel/tlog/note.ts'
import type { Tools } from '../../../kernel/tlog/verify.ts'
import { withoutSlashes } from '../../../kernel/without-slashes.ts'
import type { FetchBytes } from './fetch-bytes.ts'
import { openServed, readText, type Served } from './served-checkpoint.ts'

export type AskedWitness =
  | Readonly<{ kind: 'seen'; url: string; served: Served }>
  /** It does not answer. */
  | Readonly<{ kind: 'silent'; url: string; reason: string }>
  /** It has seen nothing of this log yet. */
  | Readonly<{ kind: 'stranger'; url: string }>
  /** What it holds was not signed by the log: it proves nothing. */
  | Readonly<{ kind: 'unsigned'; url: string }>

type Log = Readonly<{ origin: string; keys: readonly VerifierKey[] }>

/** One after the other; what a witness does never ends the look at the log. */
export async function askWitnesses(
  deps: Readonly<{ fetchBytes: FetchBytes; tools: Tools }>,
  urls: readonly string[],
  log: Log,
): Promise<readonly AskedWitness[]> {
  const asked: AskedWitness[] = []
  for (const url of urls) asked.push(await askWitness(deps, url, log))
  return asked
}

async function askWitness(
  { fetchBytes, tools }: Readonly<{ fetchBytes: FetchBytes; tools: Tools }>,
  url: string,
  { origin, keys }: Log,
): Promise<AskedWitness> {
  const address = `${withoutSlashes(url)}/checkpoint?origin=${encodeURIComponent(origin)}`
  let note: string | undefined
  try {
    note = await readText(fetchBytes, address)
  } catch (error) {
    return { kind: 'silent', url, reason: error instanceof Error ? error.message : String(error) }
  }
  if (note === undefined) return { kind: 'stranger', url }
  const opened = openServed(
    tools,
    { source: { kind: 'witness', url }, note },
    { logKeys: keys, others: [] },
  )
  return opened.ok && opened.value.checkpoint.origin === origin
    ? { kind: 'seen', url, served: opened.value }
    : { kind: 'unsigned', url }
}
