import { readFile } from 'node:fs/promises'
import { COSIGNATURE, parseVerifierKey, type VerifierKey } from '../kernel/tlog/note.ts'
import { sha256 } from '../platform/sha256.ts'

/** Keys of logs and of witnesses, as given on the command line. */
export type GivenKeys = Readonly<{
  logKeys: readonly VerifierKey[]
  witnessKeys: readonly VerifierKey[]
}>

const KEYS_BYTES_MAX = 1_000_000

/**
 * @param texts given one by one
 * @param file with one key a line; lines that are empty or begin with # are passed over
 * @returns a sentence for what is no key
 */
export async function readGivenKeys(
  texts: readonly string[],
  file: string | undefined,
): Promise<GivenKeys | string> {
  const content = file === undefined ? '' : await readFile(file, 'utf8')
  if (content.length > KEYS_BYTES_MAX) return `${file} terlalu besar untuk daftar kunci.`
  const lines = content.split('\n').map((line) => line.trim())
  const written = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const keys: VerifierKey[] = []
  for (const text of [...texts, ...written]) {
    const key = parseVerifierKey(sha256, text)
    if (key === undefined)
      return `"${text.slice(0, 200)}" bukan kunci pemeriksa. Bentuknya nama+sidik+base64, seperti di /log/kunci dan /log/saksi.`
    keys.push(key)
  }
  return {
    logKeys: keys.filter(({ algorithm }) => algorithm !== COSIGNATURE),
    witnessKeys: keys.filter(({ algorithm }) => algorithm === COSIGNATURE),
  }
}
