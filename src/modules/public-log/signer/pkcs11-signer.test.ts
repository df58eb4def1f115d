import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hexOf } from '../../../kernel/digest-format.ts'
import { formatVerifierKey, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { verifyEd25519 } from '../../../platform/sha256.ts'
import { hasSoftToken, openSoftToken, TOKEN_PIN } from '../testing/soft-token.ts'
import { openSigners } from './open-signers.ts'
import { keepToken, openTokenSigner, parseToken, readTokenKey } from './pkcs11-signer.ts'

const soft = openSoftToken()
const { home } = soft
const tokenOf = soft.describe
const pin = TOKEN_PIN
const origin = 'uji.example/log'
const folder = { dataDir: home, pin }
const message = Buffer.from('uji.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n')

/** A program in the tool's place, to see what it is given or to make it misbehave. */
function standIn(name: string, script: string): string {
  const path = join(home, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

afterAll(soft.close)

describe.skipIf(!hasSoftToken)('a key in a token', () => {
  let key: VerifierKey
  const rowOf = () => ({
    id: hexOf(key.id),
    kunci: formatVerifierKey(key),
    mulai: new Date(0),
    berhenti: null,
  })
  const signOnce = () => openSigners(folder, [rowOf()], new Date())[0]?.sign(message)

  beforeAll(async () => {
    soft.makeKey('EC:edwards25519', '01')
    soft.makeKey('EC:prime256v1', '02')
    key = await readTokenKey(folder, tokenOf(), origin)
    keepToken(folder, key, tokenOf())
  })

  it('signs checkpoints without ever leaving the token', async () => {
    const signature = await signOnce()
    const { publicKey } = key
    expect(verifyEd25519({ publicKey, message, signature: signature ?? Buffer.alloc(0) })).toBe(
      true,
    )
    expect(
      readFileSync(join(home, 'log-kunci', `${hexOf(key.id)}.p11.json`), 'utf8'),
    ).not.toContain(pin)
  })

  it('signs up to 1,024 bytes, and nothing longer', async () => {
    const [signer] = openSigners(folder, [rowOf()], new Date())
    const longest = Buffer.alloc(1_024, 'a')
    const signature = (await signer?.sign(longest)) ?? Buffer.alloc(0)
    expect(verifyEd25519({ publicKey: key.publicKey, message: longest, signature })).toBe(true)
    await expect(signer?.sign(Buffer.alloc(1_025))).rejects.toThrow('at most 1,024 bytes')
  })

  it('stops to sign while the token is away, and goes on when it is back', async () => {
    soft.takeAway()
    await expect(signOnce()).rejects.toThrow('Token "pendopo" tidak dapat dipakai')
    soft.bringBack()
    await expect(signOnce()).resolves.toHaveLength(64)
  })

  it('says that the PIN is wrong or missing', async () => {
    const withPin = (other: string | undefined) =>
      openSigners({ dataDir: home, pin: other }, [rowOf()], new Date())[0]?.sign(message)
    await expect(withPin('9999')).rejects.toThrow('CKR_PIN_INCORRECT')
    await expect(withPin(undefined)).rejects.toThrow('PIN token "pendopo" tidak ada. Isi LOG_PIN')
    const pinFile = join(home, 'pin.txt')
    writeFileSync(pinFile, `${pin}\n`)
    await expect(readTokenKey({ dataDir: home }, tokenOf({ pinFile }), origin)).resolves.toEqual(
      key,
    )
  })

  it('is refused when it is of another kind, or not there', async () => {
    await expect(readTokenKey(folder, tokenOf({ id: '02' }), origin)).rejects.toThrow(
      'tidak punya kunci Ed25519 dengan id 02',
    )
    await expect(readTokenKey(folder, tokenOf({ id: '07' }), origin)).rejects.toThrow()
    await expect(readTokenKey(folder, tokenOf({ tokenLabel: 'lain' }), origin)).rejects.toThrow(
      'Token "lain" tidak dapat dipakai',
    )
  })

  it('is not believed when its signature is another key’s', async () => {
    keepToken(
      folder,
      key,
      tokenOf({ tool: standIn('palsu', 'cat >/dev/null; head -c 64 /dev/zero') }),
    )
    await expect(signOnce()).rejects.toThrow('bukan milik kunci log')
    keepToken(folder, key, tokenOf())
  })
})

describe('the program that reaches the token', () => {
  it('gets the PIN in its environment, never on the command line, and nothing else of ours', async () => {
    const seen = join(home, 'seen')
    const tool = standIn(
      'mata',
      `cat > /dev/null; echo "$@" > ${seen}.args; env > ${seen}.env; exit 3`,
    )
    const key = {
      name: origin,
      algorithm: 1,
      publicKey: Buffer.alloc(32),
      id: Buffer.alloc(4),
    } as const
    keepToken(folder, key, tokenOf({ tool }))
    await expect(openTokenSigner(folder, key)?.sign(message)).rejects.toThrow('kode 3')
    expect(readFileSync(`${seen}.args`, 'utf8')).not.toContain(pin)
    const names = readFileSync(`${seen}.env`, 'utf8')
      .split('\n')
      .map((line) => line.split('=')[0])
      .filter((name) => !['', 'PWD', 'SHLVL', '_', 'OLDPWD'].includes(name ?? ''))
    expect(names.toSorted()).toEqual(['LC_ALL', 'PATH', 'PENDOPO_PIN', 'SOFTHSM2_CONF'])
  })

  it('is named when it is not installed', async () => {
    const tool = join(home, 'tidak-ada')
    await expect(readTokenKey(folder, tokenOf({ tool }), origin)).rejects.toThrow(
      'tidak ada. Pasang paket opensc',
    )
  })

  it('is not waited for longer than its description says', async () => {
    const tool = standIn('diam', 'exec sleep 60')
    await expect(
      readTokenKey(folder, tokenOf({ tool, timeoutSeconds: 1 }), origin),
    ).rejects.toThrow('tidak menjawab dalam 1 detik')
  })

  it.each([
    ['not JSON', 'isi:'],
    ['{"module":"softhsm.so","tokenLabel":"a","id":"01"}', 'module:'],
    ['{"module":"/x.so","tokenLabel":"a","id":"1"}', 'id:'],
    ['{"module":"/x.so","tokenLabel":"a","id":"01","pin":"1234"}', 'pin'],
    ['{"module":"/x.so","tokenLabel":"","id":"01"}', 'tokenLabel:'],
  ])('is not started from the description %s', (text, why) =>
    expect(() => parseToken(text, 'token.json')).toThrow(why),
  )
})
