import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

/** A passkey in software (ES256, no attestation), as a telephone or security key would answer. */
export type FakeAuthenticator = Readonly<{
  /** Answer to creation options. */
  create: (challenge: string) => unknown
  /** Answer to request options; the counter grows with each use. */
  use: (challenge: string, change?: Readonly<{ origin?: string; counter?: number }>) => unknown
}>

const PRESENT_AND_VERIFIED = 0x05
const WITH_KEY = 0x40

export function createFakeAuthenticator(origin: string): FakeAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credentialId = randomBytes(16)
  const rpIdHash = sha256(Buffer.from(new URL(origin).hostname))
  let uses = 0

  const authData = (flags: number, counter: number, rest = Buffer.alloc(0)) =>
    Buffer.concat([rpIdHash, Buffer.from([flags]), uint32(counter), rest])
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))
  const envelope = (response: Record<string, Buffer>) => ({
    id: credentialId.toString('base64url'),
    rawId: credentialId.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: Object.fromEntries(
      Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')]),
    ),
  })

  return {
    create: (challenge) => {
      const cose = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ])
      const length = Buffer.from([0, credentialId.length])
      const key = Buffer.concat([Buffer.alloc(16), length, credentialId, cose])
      const data = authData(PRESENT_AND_VERIFIED | WITH_KEY, 0, key)
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3]),
        cborText('fmt'),
        cborText('none'),
        cborText('attStmt'),
        Buffer.from([0xa0]),
        cborText('authData'),
        Buffer.from([0x58, data.length]),
        data,
      ])
      const clientDataJSON = clientData('webauthn.create', challenge, origin)
      return envelope({ clientDataJSON, attestationObject })
    },
    use: (challenge, change = {}) => {
      uses += 1
      const authenticatorData = authData(PRESENT_AND_VERIFIED, change.counter ?? uses)
      const clientDataJSON = clientData('webauthn.get', challenge, change.origin ?? origin)
      const signature = createSign('sha256')
        .update(Buffer.concat([authenticatorData, sha256(clientDataJSON)]))
        .sign(privateKey)
      return envelope({ clientDataJSON, authenticatorData, signature })
    },
  }
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
}
