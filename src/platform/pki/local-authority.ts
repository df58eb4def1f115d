import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { present } from '../../kernel/assert.ts'
import { DAY_MS } from '../../kernel/date.ts'
import { ignoreMissing } from '../files/missing-file.ts'
import { writeWhole } from '../files/write-whole.ts'
import { makeCertificate, type Subject } from './make-certificate.ts'
import { makeStamp } from './make-stamp.ts'
import type { SigningKey } from './sign-data.ts'

/**
 * An authority of the installation's own, for the demo, for places without a network, and for the seal of
 * an office: it vouches for names only towards who trusts its root. Keys are files that only the program reads.
 */
export type LocalAuthority = Readonly<{
  /** The root, to be handed to who checks. */
  root: () => X509Certificate
  /** The key of an office or official; made with its certificate when first asked for. */
  keyOf: (owner: KeyOwner) => SigningKey
  /** A time stamp over the digest, now. */
  stamp: (digest: Uint8Array, nonce?: Uint8Array) => Promise<Uint8Array>
}>

export type KeyOwner = Readonly<{
  /** Part of a file's name: an agency's code or an account's id. */
  id: string
  kind: 'segel' | 'pejabat'
  subject: Subject
}>

export type AuthorityOptions = Readonly<{
  dataDir: string
  organization: () => string
  now: () => Date
  randomBytes: (count: number) => Uint8Array
}>

const FOLDER = 'pki'
const SERIAL_BYTES = 16
const YEAR_MS = 365 * DAY_MS
/** Root and stamps outlive what they vouch for. */
const LONG_MS = 20 * YEAR_MS
const SHORT_MS = 2 * YEAR_MS
/** A certificate that ends sooner is replaced at the next signature, with the same key file's successor. */
const RENEW_BEFORE_MS = 30 * DAY_MS
/** Clocks of who checks may be a little behind. */
const EARLY_MS = 5 * 60_000

type Held = Readonly<{ certificate: X509Certificate; key: KeyObject }>

export function openLocalAuthority(options: AuthorityOptions): LocalAuthority {
  const held = new Map<string, Held>()
  const folder = join(options.dataDir, FOLDER)

  const hold = (name: string, make: () => Held): Held => {
    const known = held.get(name) ?? readHeld(folder, name)
    const found = known !== undefined && isFresh(known, options.now()) ? known : make()
    held.set(name, found)
    return found
  }
  const made = (name: string, order: Readonly<{ subject: Subject; purpose: 'seal' | 'stamps' }>) =>
    hold(name, () => {
      const issuer = rootOf()
      const lifeMs = order.purpose === 'stamps' ? LONG_MS : SHORT_MS
      const parent = { issuer: issuer.certificate, issuerKey: issuer.key }
      return makeHeld(options, { name, lifeMs, ...order, ...parent })
    })
  const rootOf = () =>
    hold('akar', () => {
      const organization = options.organization()
      const subject = { name: `Otoritas setempat ${organization}`, organization }
      return makeHeld(options, { name: 'akar', lifeMs: LONG_MS, subject, purpose: 'authority' })
    })
  const stamping = () => {
    const organization = options.organization()
    const subject = { name: `Stempel waktu ${organization}`, organization }
    return asSigningKey(made('stempel', { subject, purpose: 'stamps' }), rootOf())
  }
  return {
    root: () => rootOf().certificate,
    keyOf: ({ id, kind, subject }) =>
      asSigningKey(made(fileNameOf(kind, id), { subject, purpose: 'seal' }), rootOf()),
    stamp: (digest, nonce) =>
      makeStamp(stamping(), {
        digest,
        at: options.now(),
        serial: freshSerial(options),
        ...(nonce === undefined ? {} : { nonce }),
      }),
  }
}

/** An id is an agency's code or a UUID; nothing else becomes the name of a file. */
function fileNameOf(kind: KeyOwner['kind'], id: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{0,80}$/.test(id)) throw new Error(`no key is kept for "${id}"`)
  return `${kind}-${id}`
}

function asSigningKey({ certificate, key }: Held, root: Held): SigningKey {
  return { certificate, chain: [root.certificate], sign: (bytes) => sign('sha256', bytes, key) }
}

const isFresh = ({ certificate }: Held, now: Date): boolean =>
  Date.parse(certificate.validTo) - now.getTime() > RENEW_BEFORE_MS

type HeldOrder = Readonly<{
  name: string
  lifeMs: number
  subject: Subject
  purpose: 'authority' | 'seal' | 'stamps'
  issuer?: X509Certificate
  issuerKey?: KeyObject
}>

/** Key and certificate in one file, so that there is never one without the other. */
function makeHeld(options: AuthorityOptions, order: HeldOrder): Held {
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const now = options.now().getTime()
  const certificate = makeCertificate({
    subject: order.subject,
    purpose: order.purpose,
    publicKey,
    serial: freshSerial(options),
    from: new Date(now - EARLY_MS),
    to: new Date(now + order.lifeMs),
    ...(order.issuer === undefined ? {} : { issuer: order.issuer }),
    issuerKey: order.issuerKey ?? key,
  })
  const pem = `${key.export({ format: 'pem', type: 'pkcs8' })}${certificate.toString()}`
  return keepHeld(options, order.name, pem)
}

/**
 * The file as it is kept: of two programs that make the first at once, both go on with the same. One that is
 * about to end is put aside by its successor.
 */
function keepHeld(
  { dataDir, now, randomBytes }: AuthorityOptions,
  name: string,
  pem: string,
): Held {
  const folder = join(dataDir, FOLDER)
  makeFolder(dataDir, folder)
  const beside = join(folder, `${name}.${Buffer.from(randomBytes(6)).toString('hex')}.baru`)
  writeWhole(beside, pem)
  const path = join(folder, `${name}.pem`)
  const before = readHeld(folder, name)
  if (before !== undefined && !isFresh(before, now())) renameSync(beside, path)
  else {
    linkUnlessThere(beside, path)
    rmSync(beside)
  }
  return present(readHeld(folder, name), 'the key file was just written')
}

function linkUnlessThere(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function freshSerial({ randomBytes }: Pick<AuthorityOptions, 'randomBytes'>): Uint8Array {
  const serial = Uint8Array.from(randomBytes(SERIAL_BYTES))
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial
}

function makeFolder(dataDir: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const parent = openSync(dataDir, 'r')
  try {
    fsyncSync(parent)
  } finally {
    closeSync(parent)
  }
}

function readHeld(folder: string, name: string): Held | undefined {
  const pem = readText(join(folder, `${name}.pem`))
  if (pem === undefined) return undefined
  const from = pem.indexOf('-----BEGIN CERTIFICATE-----')
  return {
    key: createPrivateKey(pem.slice(0, from)),
    certificate: new X509Certificate(pem.slice(from)),
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return ignoreMissing(error)
  }
}
