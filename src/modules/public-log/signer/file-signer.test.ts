import { createPublicKey, verify } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hexOf } from '../../../kernel/digest-format.ts'
import { formatVerifierKey } from '../../../kernel/tlog/note.ts'
import { freshRandom } from '../../../platform/random.ts'
import { verifyEd25519 } from '../../../platform/sha256.ts'
import { createKeyFile, openFileSigner } from './file-signer.ts'
import { pathOfKey } from './key-folder.ts'
import { openSigners } from './open-signers.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-kunci-'))
const folder = { dataDir }
const origin = 'uji.example/log'
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const message = Buffer.from('uji.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n')
const rowOf = (key: ReturnType<typeof createKeyFile>) => ({
  id: hexOf(key.id),
  kunci: formatVerifierKey(key),
  mulai: new Date(0),
  berhenti: null,
})

afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

describe('a key in a file', () => {
  const key = createKeyFile(folder, origin, freshRandom)
  const path = pathOfKey(folder, key, 'pem')

  it('lies where only the program may read, and nothing is left beside it', () => {
    expect([modeOf(join(dataDir, 'log-kunci')), modeOf(path)]).toEqual(['700', '600'])
    expect(readdirSync(join(dataDir, 'log-kunci'))).toEqual([`${hexOf(key.id)}.pem`])
  })

  it('signs, and other programs read it as PKCS#8', async () => {
    const signature = await openFileSigner(folder, key)?.sign(message)
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.publicKey])
    const known = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    expect(verify(null, message, known, signature ?? Buffer.alloc(64))).toBe(true)
    const { publicKey } = key
    expect(verifyEd25519({ publicKey, message, signature: signature ?? Buffer.alloc(64) })).toBe(
      true,
    )
  })

  it('is asked for in plain words when it is missing', () => {
    const other = createKeyFile(folder, 'lain.example/log', freshRandom)
    rmSync(pathOfKey(folder, other, 'pem'))
    expect(() => openSigners(folder, [rowOf(key), rowOf(other)], new Date())).toThrow(
      `Kunci privat log ${hexOf(other.id)} tidak ada di DATA_DIR/log-kunci. Pulihkan dari cadangan.`,
    )
    const found = openSigners(folder, [rowOf(key)], new Date())
    expect(found.map((one) => formatVerifierKey(one.key))).toEqual([formatVerifierKey(key)])
  })

  it('is not used when its file holds something else', () => {
    const taken = createKeyFile(folder, origin, freshRandom)
    const place = pathOfKey(folder, taken, 'pem')
    for (const [text, why] of [
      ['', 'bukan kunci privat Ed25519'],
      ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'bukan kunci privat'],
      ['x'.repeat(20_000), 'terlalu besar'],
    ] as const) {
      writeFileSync(place, text)
      expect(() => openFileSigner(folder, taken)).toThrow(why)
    }
    rmSync(place)
    mkdirSync(place)
    expect(() => openFileSigner(folder, taken)).toThrow('EISDIR')
  })

  it('is not used under the name of another key', () => {
    const [mine, theirs] = [createKeyFile(folder, origin, freshRandom), key]
    writeFileSync(pathOfKey(folder, mine, 'pem'), readFileSync(pathOfKey(folder, theirs, 'pem')))
    expect(() => openFileSigner(folder, mine)).toThrow('berisi kunci lain')
  })
})
