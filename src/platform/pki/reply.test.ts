import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { ContentInfo } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import { PKIStatusInfo, TimeStampResp } from '@peculiar/asn1-tsp'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../kernel/date.ts'
import { freshRandom } from '../random.ts'
import { sha256 } from '../sha256.ts'
import { readAnchors } from './anchors.ts'
import { type Asked, formatQuery, freshNonce } from './query.ts'
import { checkReply } from './reply.ts'
import { hasOpenssl, openTimeAuthority } from './testing/time-authority.ts'
import { isTrusted } from './trust.ts'

if (!hasOpenssl) process.stderr.write('SKIPPED: time stamps need openssl (.ci/install-servers)\n')

const note = Buffer.from('uji.example/log\n1\nAAAA\n\n— uji.example/log AAAA\n')
const asked: Asked = { digest: sha256(note), nonce: freshNonce(freshRandom) }
const faultOf = (...args: Parameters<typeof checkReply>) => {
  const checked = checkReply(...args)
  return checked.ok ? 'none' : checked.fault
}

describe.skipIf(!hasOpenssl)('an answer of an authority', () => {
  let house: Awaited<ReturnType<typeof openTimeAuthority>>
  let good: Buffer
  let anchors: readonly X509Certificate[]

  beforeAll(async () => {
    house = await openTimeAuthority()
    good = await house.reply(formatQuery(asked))
    anchors = readAnchors(house.rootPath)
  })
  afterAll(() => house.close())

  it('is a stamp over what was asked, which openssl and we both accept', async () => {
    const checked = checkReply(good, asked, anchors)
    expect(checked).toMatchObject({ ok: true, isTrusted: true })
    expect(Math.abs(Date.now() - (checked.ok ? checked.at.getTime() : 0))).toBeLessThan(60_000)
    house.write('nota.txt', note)
    house.write('stempel.tsr', good)
    const verify = ['ts', '-verify', '-in', 'stempel.tsr', '-CAfile', 'akar.pem']
    expect(String(await house.openssl(...verify, '-data', 'nota.txt'))).toContain(
      'Verification: OK',
    )
  })

  it('is asked for in words openssl reads', async () => {
    house.write('tanya.tsq', formatQuery(asked))
    const shown = String(await house.openssl('ts', '-query', '-in', 'tanya.tsq', '-text'))
    expect(shown).toContain('Hash Algorithm: sha256')
    expect(shown).toContain('Certificate required: yes')
    const nonce = Buffer.from(asked.nonce).toString('hex').toUpperCase()
    expect(shown).toContain(`Nonce: 0x${nonce}`)
  })

  it('is nobody’s whom we know when the operator names no certificate', () =>
    expect(checkReply(good, asked, undefined)).toMatchObject({ ok: true, isTrusted: false }))

  it('is not taken for another note, nor for another question', () => {
    expect(faultOf(good, { ...asked, digest: sha256(Buffer.from('lain')) }, anchors)).toBe(
      'other-imprint',
    )
    expect(faultOf(good, { ...asked, nonce: freshNonce(freshRandom) }, anchors)).toBe('other-nonce')
  })

  it('is not taken from an authority the operator does not trust', async () => {
    await house.makeRoot('asing')
    expect(faultOf(good, asked, readAnchors(house.path('asing.pem')))).toBe('untrusted')
  })

  it('may be signed by an elliptic curve behind another issuer, or named the older way', async () => {
    await house.issue('antara-ec', 'akar', 'ca')
    await house.issue('cabang-ec', 'antara-ec', 'stamps')
    house.write('cabang-ec-rantai.pem', house.read('antara-ec.pem'))
    const far = await house.reply(formatQuery(asked), { by: 'cabang-ec', digest: 'sha384' })
    expect(checkReply(far, asked, anchors)).toMatchObject({ ok: true, isTrusted: true })
    const own = readAnchors(house.path('cabang-ec.pem'))
    expect(checkReply(far, asked, own)).toMatchObject({ ok: true, isTrusted: true })
    const older = await house.reply(formatQuery(asked), { essHash: 'sha1', digest: 'sha512' })
    expect(checkReply(older, asked, anchors)).toMatchObject({ ok: true, isTrusted: true })
  })

  it('is not trusted through a certificate that may not issue', async () => {
    await house.issue('palsu-ec', 'stempel', 'stamps')
    house.write('palsu-ec-rantai.pem', house.read('stempel.pem') + house.read('akar.pem'))
    const made = await house.reply(formatQuery(asked), { by: 'palsu-ec' })
    expect(faultOf(made, asked, anchors)).toBe('untrusted')
    expect(checkReply(made, asked, undefined)).toMatchObject({ ok: true, isTrusted: false })
  })

  it('is not trusted outside the time of its certificates', () => {
    const signer = new X509Certificate(house.read('stempel.pem'))
    const path = (days: number) => ({
      others: [],
      anchors,
      at: new Date(Date.now() + days * DAY_MS),
    })
    expect([-1, 1, 25, 40].map((days) => isTrusted(signer, path(days)))).toEqual([
      false,
      true,
      false,
      false,
    ])
  })

  it('is not taken in SHA-1, nor from a short key', async () => {
    const weak = await house.reply(formatQuery(asked), { digest: 'sha1' })
    expect(faultOf(weak, asked, anchors)).toBe('unaccepted-algorithm')
    await house.issue('pendek-rsa1024', 'akar', 'stamps')
    house.write('pendek-rsa1024-rantai.pem', house.read('akar.pem'))
    const short = await house.reply(formatQuery(asked), { by: 'pendek-rsa1024' })
    expect(faultOf(short, asked, anchors)).toBe('unaccepted-algorithm')
  })

  it.each(['mail', 'both', 'soft'])('is not taken from a certificate for %s', async (kind) => {
    await house.issue(`guna-${kind}`, 'akar', kind)
    const { timeStampToken } = AsnConvert.parse(Uint8Array.from(good), TimeStampResp)
    house.write('token.der', new Uint8Array(AsnConvert.serialize(timeStampToken)))
    const info = ['cms', '-verify', '-inform', 'DER', '-in', 'token.der', '-noverify', '-binary']
    house.write('info.der', await house.openssl(...info))
    const signed = await house.openssl(
      ...['cms', '-sign', '-binary', '-nodetach', '-cades', '-md', 'sha256', '-outform', 'DER'],
      ...['-signer', `guna-${kind}.pem`, '-inkey', `guna-${kind}.key`, '-in', 'info.der'],
      ...['-econtent_type', '1.2.840.113549.1.9.16.1.4'],
    )
    expect(faultOf(wrap(signed), asked, anchors)).toBe('wrong-purpose')
  })

  it('is not taken when it stamps another kind of content, or has no certificate with it', async () => {
    house.write('info.txt', 'bukan stempel')
    const sign = ['cms', '-sign', '-binary', '-nodetach', '-md', 'sha256', '-outform', 'DER']
    const by = ['-signer', 'stempel.pem', '-inkey', 'stempel.key', '-in', 'info.txt']
    const type = ['-econtent_type', '1.2.840.113549.1.9.16.1.4']
    expect(faultOf(wrap(await house.openssl(...sign, ...by)), asked, anchors)).toBe('not-signed')
    const bare = await house.openssl(...sign, ...by, ...type)
    expect(faultOf(wrap(bare), asked, anchors)).toBe('no-certificate')
    const empty = await house.openssl(...sign, ...by, ...type, '-cades', '-nocerts')
    expect(faultOf(wrap(empty), asked, anchors)).toBe('no-certificate')
  })

  it('is a refusal that keeps the authority’s words', async () => {
    const said = await house.reply(formatQuery(asked), { takes: 'sha512' })
    expect(checkReply(said, asked, anchors)).toEqual({
      ok: false,
      fault: 'rejected',
      rincian: 'status 2 Message digest algorithm is not supported.',
    })
  })

  it('is never believed to say something else, whichever byte is changed', () => {
    const believed = JSON.stringify(checkReply(good, asked, anchors))
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: good.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, change) => {
          const altered = Buffer.from(good)
          altered[at] = (altered[at] ?? 0) ^ change
          const checked = checkReply(altered, asked, anchors)
          // Some bytes say nothing that is signed: the root that came along, a name for a version.
          if (checked.ok) expect(JSON.stringify(checked)).toBe(believed)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('is refused when what is signed is changed', () => {
    const imprint = good.indexOf(asked.digest)
    const nonce = good.indexOf(asked.nonce)
    for (const at of [imprint, nonce, nonce - 20, good.length - 1]) {
      const altered = Buffer.from(good)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(['wrong-signature', 'unreadable']).toContain(faultOf(altered, asked, anchors))
    }
  })

  it('is unreadable when it is cut, longer than it says, or was never one', () => {
    for (const bytes of [
      good.subarray(0, -1),
      Buffer.concat([good, Buffer.alloc(1)]),
      Buffer.alloc(0),
      Buffer.from('<html>galat</html>'),
      Buffer.alloc(60_000, 0x30),
      Buffer.from('3080'.repeat(10_000), 'hex'),
      Buffer.from('3003020100', 'hex'),
    ])
      expect(faultOf(bytes, asked, anchors)).toBe('unreadable')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(faultOf(bytes, asked, anchors)).not.toBe('none')
      }),
    )
  })

  it('is checked against certificates that are really there', () => {
    writeFileSync(house.path('kosong.pem'), 'bukan sertifikat')
    expect(() => readAnchors(house.path('kosong.pem'))).toThrow('tidak berisi sertifikat PEM')
    writeFileSync(house.path('besar.pem'), Buffer.alloc(300_000))
    expect(() => readAnchors(house.path('besar.pem'))).toThrow('terlalu besar')
    expect(() => readAnchors(house.path('tidak-ada.pem'))).toThrow('ENOENT')
  })
})

function wrap(token: Buffer): Uint8Array {
  const timeStampToken = AsnConvert.parse(Uint8Array.from(token), ContentInfo)
  const status = new PKIStatusInfo({ status: 0 })
  return new Uint8Array(AsnConvert.serialize(new TimeStampResp({ status, timeStampToken })))
}
