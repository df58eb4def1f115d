import { readFile, stat } from 'node:fs/promises'
import { ED25519, parseVerifierKey, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { ignoreMissing } from '../../../platform/files/missing-file.ts'
import { sha256 } from '../../../platform/sha256.ts'

const LOGS_MAX = 1_000
const FILE_BYTES_MAX = 500_000

export type LogList =
  | Readonly<{ ok: true; keys: readonly VerifierKey[] }>
  | Readonly<{ ok: false; reason: string }>

/** Keys of logs: those given, and those of a file with one key a line; "#" begins a remark. */
export async function readLogList(given: readonly string[], path: string): Promise<LogList> {
  const about = await stat(path).catch(ignoreMissing)
  if (about !== undefined && about.size > FILE_BYTES_MAX)
    return { ok: false, reason: `${path} lebih dari ${FILE_BYTES_MAX} byte.` }
  const written = about === undefined ? '' : await readFile(path, 'utf8')
  const fromFile = written.split('\n').map((line, at) => [line.trim(), `${path} baris ${at + 1}`])
  const lines = [
    ...given.map((text) => [text, `--log ${text}`]),
    ...fromFile.filter(([line = '']) => line !== '' && !line.startsWith('#')),
  ]
  if (lines.length > LOGS_MAX)
    return { ok: false, reason: `Paling banyak ${LOGS_MAX} log untuk satu saksi.` }
  const keys = new Map<string, VerifierKey>()
  for (const [text = '', where] of lines) {
    const key = parseVerifierKey(sha256, text)
    if (key?.algorithm !== ED25519)
      return { ok: false, reason: `${where}: bukan kunci log. Salin utuh dari /log/kunci log itu.` }
    keys.set(text, key)
  }
  return { ok: true, keys: [...keys.values()] }
}
