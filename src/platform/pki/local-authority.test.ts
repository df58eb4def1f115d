import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../kernel/date.ts'
import { freshRandom } from '../random.ts'
import { sha256 } from '../sha256.ts'
import { openLocalAuthority } from './local-authority.ts'
import { checkToken } from './reply.ts'
import { isForTimeStamps, isTrusted } from './trust.ts'

const OFFICE = {
  id: 'kel-sukamaju',
  kind: 'segel',
  subject: {
    name: 'Segel Kelurahan Sukamaju',
    unit: 'Kelurahan',
    organization: 'Kabupaten Jatiraya',
  },
} as const

describe('an authority of the house', () => {
  let dataDir: string
  let now = new Date('2026-11-26T03:00:00Z')
  const open = () =>
    openLocalAuthority({
      dataDir,
      organization: () => 'Kabupaten Jatiraya',
      now: () => now,
      randomBytes: freshRandom,
    })
  beforeEach(() => {
    now = new Date('2026-11-26T03:00:00Z')
    dataDir = mkdtempSync(join(tmpdir(), 'pendopo-pki-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

  it('vouches for its offices for two years, and for nothing else', () => {
    const authority = open()
    const { certificate } = authority.keyOf(OFFICE)
    const path = { others: [], anchors: [authority.root()] }
    expect(isTrusted(certificate, { ...path, at: now })).toBe(true)
    const later = new Date(now.getTime() + 800 * DAY_MS)
    expect(isTrusted(certificate, { ...path, at: later })).toBe(false)
    expect(isForTimeStamps(certificate)).toBe(false)
    expect(certificate.ca).toBe(false)
    expect(certificate.subject).toContain('CN=Segel Kelurahan Sukamaju')
  })

  it('keeps its keys in files that nobody else reads, and finds them again', () => {
    const first = open().keyOf(OFFICE).certificate
    expect(open().keyOf(OFFICE).certificate.fingerprint256).toBe(first.fingerprint256)
    for (const name of ['akar.pem', 'segel-kel-sukamaju.pem'])
      expect(statSync(join(dataDir, 'pki', name)).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'pki')).mode & 0o777).toBe(0o700)
  })

  it('goes on with the same keys when two programs make the first at once', () => {
    const [one, other] = [open(), open()]
    const certificates = [one, other].map((each) => each.keyOf(OFFICE).certificate.fingerprint256)
    expect(new Set(certificates).size).toBe(1)
    expect(one.root().fingerprint256).toBe(other.root().fingerprint256)
  })

  it('gives an office a new certificate before the old one ends', () => {
    const authority = open()
    const first = authority.keyOf(OFFICE).certificate
    now = new Date(now.getTime() + 690 * DAY_MS)
    expect(authority.keyOf(OFFICE).certificate.fingerprint256).toBe(first.fingerprint256)
    now = new Date(now.getTime() + 20 * DAY_MS)
    const next = authority.keyOf(OFFICE).certificate
    expect(next.fingerprint256).not.toBe(first.fingerprint256)
    expect(open().keyOf(OFFICE).certificate.fingerprint256).toBe(next.fingerprint256)
  })

  it('stamps a digest with its own clock, under a certificate for stamps alone', async () => {
    const authority = open()
    const digest = sha256(Buffer.from('surat'))
    const token = Uint8Array.from(await authority.stamp(digest)).buffer
    const stamped = checkToken(token, digest, [authority.root()])
    expect(stamped).toEqual({ ok: true, at: now, isTrusted: true })
    expect(checkToken(token, sha256(Buffer.from('lain')), [authority.root()]).ok).toBe(false)
  })

  it('makes no file of a name that is none, and does not go on with a broken one', () => {
    const authority = open()
    expect(() => authority.keyOf({ ...OFFICE, id: '../akar' })).toThrow('no key is kept')
    authority.root()
    writeFileSync(join(dataDir, 'pki', 'akar.pem'), 'rusak')
    expect(() => open().root()).toThrow()
  })
})
