import { createPrivateKey, sign } from 'node:crypto'
import { type Attribute, ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { PKIStatusInfo, TimeStampResp } from '@peculiar/asn1-tsp'
import { Set as Asn1Set, fromBER, ObjectIdentifier } from 'asn1js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshRandom } from '../random.ts'
import { sha256 } from '../sha256.ts'
import { readAnchors } from './anchors.ts'
import { type Asked, formatQuery, freshNonce } from './query.ts'
import { checkReply } from './reply.ts'
import { hasOpenssl, openTimeAuthority } from './testing/time-authority.ts'

if (!hasOpenssl) process.stderr.write('SKIPPED: time stamps need openssl (.ci/install-servers)\n')

const asked: Asked = { digest: sha256(Buffer.from('nota')), nonce: freshNonce(freshRandom) }
const CONTENT_TYPE = '1.2.840.113549.1.9.3'

describe.skipIf(!hasOpenssl)('a forger with much in hand', () => {
  let house: Awaited<ReturnType<typeof openTimeAuthority>>
  let good: Buffer
  const outcome = (reply: Uint8Array) => {
    const checked = checkReply(reply, asked, readAnchors(house.rootPath))
    return checked.ok ? 'accepted' : checked.fault
  }

  beforeAll(async () => {
    house = await openTimeAuthority()
    good = await house.reply(formatQuery(asked))
  })
  afterAll(() => house.close())

  /** The good stamp with its signer’s part changed, signed anew with the authority’s own key. */
  function again(change: (info: SignerInfo, data: SignedData) => void): Uint8Array {
    const reply = AsnConvert.parse(Uint8Array.from(good), TimeStampResp)
    const token = reply.timeStampToken
    if (token === undefined) throw new Error('no token')
    const data = AsnConvert.parse(token.content, SignedData)
    const [info] = data.signerInfos
    if (info === undefined) throw new Error('no signer')
    change(info, data)
    const value = (info.signedAttrs ?? []).map((one) => fromBER(AsnConvert.serialize(one)).result)
    const bytes = new Uint8Array(new Asn1Set({ value }).toBER())
    const made = sign('sha256', bytes, createPrivateKey(house.read('stempel.key')))
    info.signature = new OctetString(Uint8Array.from(made))
    token.content = AsnConvert.serialize(data)
    return new Uint8Array(AsnConvert.serialize(reply))
  }
  const attributesOf = (info: SignerInfo): Attribute[] => info.signedAttrs ?? []

  it('is only a forger when something was changed', () =>
    expect(outcome(again(() => undefined))).toBe('accepted'))

  it('does not pass attributes about another kind of content', () =>
    expect(
      outcome(
        again((info) => {
          const type = attributesOf(info).find(({ attrType }) => attrType === CONTENT_TYPE)
          if (type === undefined) throw new Error('no content type')
          type.attrValues = [new ObjectIdentifier({ value: '1.2.840.113549.1.7.1' }).toBER()]
        }),
      ),
    ).toBe('not-signed'))

  it('does not pass an attribute that comes twice, with two values, or not at all', () => {
    const doubled = again((info) => {
      info.signedAttrs = [...attributesOf(info), ...attributesOf(info).slice(-1)]
    })
    const twoValues = again((info) => {
      for (const one of attributesOf(info)) one.attrValues = [...one.attrValues, ...one.attrValues]
    })
    const none = again((info) => {
      info.signedAttrs = []
    })
    expect([doubled, twoValues, none].map(outcome)).toEqual(Array(3).fill('not-signed'))
  })

  it('does not pass a second signer, nor none', () => {
    const two = again((info, data) => {
      data.signerInfos.push(info)
    })
    const nobody = again((_info, data) => {
      data.signerInfos.length = 0
    })
    expect([two, nobody].map(outcome)).toEqual(['not-signed', 'not-signed'])
  })

  it('does not pass another certificate of the same key', async () => {
    await house.openssl(
      ...['x509', '-req', '-in', 'stempel.csr', '-CA', 'akar.pem', '-CAkey', 'akar.key'],
      ...['-days', '20', '-extfile', 'conf', '-extensions', 'stamps', '-out', 'kembar.pem'],
    )
    house.write('info.txt', 'isi')
    const signed = await house.openssl(
      ...['cms', '-sign', '-binary', '-nodetach', '-cades', '-md', 'sha256', '-outform', 'DER'],
      ...['-signer', 'stempel.pem', '-inkey', 'stempel.key', '-nocerts', '-certfile', 'kembar.pem'],
      ...['-in', 'info.txt', '-econtent_type', '1.2.840.113549.1.9.16.1.4'],
    )
    const timeStampToken = AsnConvert.parse(Uint8Array.from(signed), ContentInfo)
    const reply = new TimeStampResp({ status: new PKIStatusInfo({ status: 0 }), timeStampToken })
    expect(outcome(new Uint8Array(AsnConvert.serialize(reply)))).toBe('no-certificate')
  })

  it('does not pass a root of the same name and key identifier', async () => {
    const shown = await house.openssl(
      'x509',
      '-in',
      'akar.pem',
      '-noout',
      '-ext',
      'subjectKeyIdentifier',
    )
    const [identifier] = /(?:[0-9A-F]{2}:){19}[0-9A-F]{2}/.exec(String(shown)) ?? []
    house.write(
      'kembaran.conf',
      `[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=${identifier}\n`,
    )
    await house.openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-nodes'],
      ...['-keyout', 'kembaran.key', '-out', 'kembaran.pem', '-subj', '/CN=akar', '-days', '30'],
      ...['-config', 'kembaran.conf', '-extensions', 'ca'],
    )
    await house.issue('tiruan', 'kembaran', 'stamps')
    house.write('tiruan-rantai.pem', house.read('kembaran.pem'))
    expect(outcome(await house.reply(formatQuery(asked), { by: 'tiruan' }))).toBe('untrusted')
  })

  it('does not pass as issuer by a certificate that was never one', async () => {
    await house.issue('surat', 'akar', 'mail')
    await house.issue('turunan', 'surat', 'stamps')
    house.write('turunan-rantai.pem', house.read('surat.pem') + house.read('akar.pem'))
    expect(outcome(await house.reply(formatQuery(asked), { by: 'turunan' }))).toBe('untrusted')
  })
})
