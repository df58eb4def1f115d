import { type ExecFileException, execFile } from 'node:child_process'
import { createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { assert } from '../../../kernel/assert.ts'
import type { VerifierKey } from '../../../kernel/tlog/note.ts'
import { writeWhole } from '../../../platform/files/write-whole.ts'
import { rawPublicOf, verifyEd25519 } from '../../../platform/sha256.ts'
import type { Signer } from '../types.ts'
import { type KeyFolder, logKeyOf, makeKeyFolder, pathOfKey, readKeyFile } from './key-folder.ts'

/**
 * A key that never leaves its token (HSM, smart card): the token signs, reached through OpenSC's
 * `pkcs11-tool` and the token's own PKCS#11 library. A token that is away is a failure: nothing is signed
 * until it is back, and nothing is harmed.
 */
const TokenSchema = z.strictObject({
  /** The token's PKCS#11 library. */
  module: z
    .string()
    .max(500)
    .regex(/^\/[^\0]+$/, 'harus alamat berkas lengkap, diawali /'),
  tokenLabel: z.string().min(1).max(64),
  /** CKA_ID of the key pair in hexadecimal. */
  id: z.string().regex(/^(?:[0-9a-f]{2}){1,32}$/i, 'harus heksadesimal, misalnya 01'),
  /** File that holds the PIN; without it the PIN is LOG_PIN. */
  pinFile: z.string().max(500).startsWith('/').optional(),
  /** The program, when it lies elsewhere. */
  tool: z.string().min(1).max(500).default('pkcs11-tool'),
  timeoutSeconds: z.int().min(1).max(60).default(10),
  /** What the token's library wants in its environment; it gets nothing of ours. */
  environment: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/), z.string().max(1_000))
    .default({}),
})

export type Token = Readonly<z.infer<typeof TokenSchema>>

/** A description of a token, as the operator writes it. */
export function parseToken(text: string, path: string): Token {
  const parsed = TokenSchema.safeParse(readJson(text))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'isi'}: ${message}`,
  )
  throw new Error(`${path} bukan keterangan token kunci log (${problems.join('; ')}).`)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const READ_PUBLIC = ['--read-object', '--type=pubkey']
const PROBE = Buffer.from('pendopo: uji kunci log\n')

/** The token's public key as a key of this log; the token has shown that it can sign for it. */
export async function readTokenKey(
  folder: KeyFolder,
  token: Token,
  origin: string,
): Promise<VerifierKey> {
  const shown = parsePublic(await runTool(token, [...READ_PUBLIC, `--id=${token.id}`]))
  if (shown?.asymmetricKeyType !== 'ed25519')
    throw new Error(`Token "${token.tokenLabel}" tidak punya kunci Ed25519 dengan id ${token.id}.`)
  const key = logKeyOf(origin, rawPublicOf(shown))
  await signWith(folder, token, { key, message: PROBE })
  return key
}

/** Keep where the token of this key is found; when this returns it is on the disk. */
export function keepToken(folder: KeyFolder, key: VerifierKey, token: Token): void {
  makeKeyFolder(folder)
  writeWhole(pathOfKey(folder, key, 'p11.json'), `${JSON.stringify(token, undefined, 2)}\n`)
}

/** @returns undefined when the folder describes no token for this key */
export function openTokenSigner(folder: KeyFolder, key: VerifierKey): Signer | undefined {
  const path = pathOfKey(folder, key, 'p11.json')
  const text = readKeyFile(path)
  if (text === undefined) return undefined
  const token = parseToken(text, path)
  return { key, sign: (message) => signWith(folder, token, { key, message }) }
}

const SIGNATURE_BYTES = 64
/** More than this `pkcs11-tool` would hand over in pieces, which tokens refuse for EdDSA. */
const MESSAGE_BYTES_MAX = 1_024
/** The PIN travels in the tool's environment: a command line can be read by every user of the machine. */
const PIN = 'PENDOPO_PIN'

async function signWith(
  folder: KeyFolder,
  token: Token,
  { key, message }: Readonly<{ key: VerifierKey; message: Uint8Array }>,
): Promise<Uint8Array> {
  assert(message.length <= MESSAGE_BYTES_MAX, 'a token signs at most 1,024 bytes')
  const args = ['--sign', '--mechanism=EDDSA', `--id=${token.id}`, '--login', `--pin=env:${PIN}`]
  const secret = { [PIN]: pinOf(folder, token) }
  const signature = await runTool(token, args, { input: message, secret })
  const isRight =
    signature.length === SIGNATURE_BYTES &&
    verifyEd25519({ publicKey: key.publicKey, message, signature })
  if (isRight) return signature
  throw new Error(`Tanda tangan token "${token.tokenLabel}" bukan milik kunci log.`)
}

function pinOf({ pin }: KeyFolder, { pinFile, tokenLabel }: Token): string {
  const found = pinFile === undefined ? pin : readFileSync(pinFile, 'utf8').trimEnd()
  if (found !== undefined && found !== '') return found
  throw new Error(
    `PIN token "${tokenLabel}" tidak ada. Isi LOG_PIN, atau pinFile pada keterangannya.`,
  )
}

const OUTPUT_BYTES_MAX = 65_536
const PATH = '/usr/local/bin:/usr/bin:/bin'

function runTool(
  token: Token,
  args: readonly string[],
  { input, secret }: Readonly<{ input?: Uint8Array; secret?: Record<string, string> }> = {},
): Promise<Buffer> {
  const all = [`--module=${token.module}`, `--token-label=${token.tokenLabel}`, ...args]
  const options = {
    env: { PATH, LC_ALL: 'C', ...token.environment, ...secret },
    encoding: 'buffer',
    timeout: token.timeoutSeconds * 1_000,
    killSignal: 'SIGKILL',
    maxBuffer: OUTPUT_BYTES_MAX,
  } as const
  return new Promise((resolve, reject) => {
    const child = execFile(token.tool, all, options, (error, out, complaint) => {
      if (error === null) resolve(out)
      else reject(new Error(sayWhy(token, error, complaint)))
    })
    // A tool that ends before it has read its input says why by itself.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

function sayWhy(token: Token, error: ExecFileException, complaint: Buffer): string {
  const { tool, tokenLabel, timeoutSeconds } = token
  if (error.code === 'ENOENT') return `Program ${tool} tidak ada. Pasang paket opensc.`
  if (error.killed === true)
    return `Token "${tokenLabel}" tidak menjawab dalam ${timeoutSeconds} detik.`
  const said = complaint
    .toString('latin1')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 300)
  return `Token "${tokenLabel}" tidak dapat dipakai: ${said || `kode ${error.code}`}`
}

/** Older OpenSC writes PEM, newer DER. */
function parsePublic(shown: Buffer): KeyObject | undefined {
  const isPem = shown.subarray(0, 5).toString() === '-----'
  try {
    return createPublicKey(isPem ? shown : { key: shown, format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}
