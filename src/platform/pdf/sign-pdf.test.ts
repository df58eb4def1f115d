import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { present } from '../../kernel/assert.ts'
import { oid } from '../pki/der.ts'
import { OID } from '../pki/oids.ts'
import { checkSignatures } from './check-signatures.ts'
import { readEmbedded } from './embed-files.ts'
import { openPdf } from './open-pdf.ts'
import {
  AT,
  askOpenssl,
  askPdfsig,
  hasOpenssl,
  hasPdfsig,
  openPdfHouse,
} from './testing/pdf-house.ts'

const house = openPdfHouse()
afterAll(house.close)
const anchors = () => [house.authority.root()]
const lurah = house.keyOf('0192f0c0-0000-7000-8000-000000000001', 'pejabat')
const region = house.keyOf('jatiraya')
const proof = {
  filename: 'catatan.tlog-proof',
  mediaType: 'text/plain',
  description: 'Bukti',
  bytes: Buffer.from('c2sp.org/tlog-proof@v1\n'),
  at: AT,
}
const first = await house.sign(await house.plain(), lurah)
const second = await house.sign(first, region, { files: [proof] })

/** In the words of `askPdfsig`. */
function statesOf(pdf: Buffer): readonly string[] {
  const checked = checkSignatures(pdf, anchors())
  if (!checked.ok) return [checked.fault]
  return checked.signatures.map(({ state, isTotal }) => `${state} ${isTotal ? 'total' : 'part'}`)
}

/** Name of the attribute that carries the stamp. */
const STAMP_TOKEN = oid(OID.signatureTimeStamp)

function flipped(pdf: Buffer, at: number, bit = 1): Buffer {
  const changed = Buffer.from(pdf)
  changed[at] = (changed[at] ?? 0) ^ bit
  return changed
}

/** Another hexadecimal digit in the signature: the file stays readable, what it holds changes. */
function otherDigit(pdf: Buffer, at: number): Buffer {
  const changed = Buffer.from(pdf)
  changed.write(pdf.toString('latin1', at, at + 1) === '0' ? '1' : '0', at, 'latin1')
  return changed
}

describe('a signed document', () => {
  it('holds, names its signer, and was stamped by an authority that is trusted', () => {
    const checked = checkSignatures(first, anchors())
    const [one] = checked.ok ? checked.signatures : []
    expect(one).toMatchObject({
      state: 'valid',
      isTotal: true,
      isTrusted: true,
      isStampTrusted: true,
    })
    expect(one?.signer?.subject).toContain('CN=Nama 0192f0c0')
    expect(Math.abs(Number(one?.stampedAt) - Date.now())).toBeLessThan(60_000)
  })

  it('is not believed of an authority nobody trusts', () => {
    const checked = checkSignatures(first, [])
    expect(checked.ok && checked.signatures[0]).toMatchObject({
      state: 'valid',
      isTrusted: false,
      isStampTrusted: false,
    })
  })

  it('keeps the first signature when a second signer adds his, with a file of proof', () => {
    expect(second.subarray(0, first.length).equals(first)).toBe(true)
    expect(statesOf(second)).toEqual(['valid part', 'valid total'])
    const files = readEmbedded(openPdf(second), ['catatan.tlog-proof'])
    expect(files.get('catatan.tlog-proof')?.equals(proof.bytes)).toBe(true)
  })

  it('takes a third one, and refuses to carry files twice', async () => {
    const third = await house.sign(second, lurah)
    expect(statesOf(third)).toEqual(['valid part', 'valid part', 'valid total'])
    await expect(house.sign(second, lurah, { files: [proof] })).rejects.toThrow('files already')
  })

  it('says of appended bytes that the signature is not over all of the file', () => {
    expect(statesOf(Buffer.concat([first, Buffer.from('\n')]))).toEqual(['valid part'])
    expect(statesOf(Buffer.concat([first, Buffer.from('% tambahan')]))).toEqual(['valid part'])
  })

  it('never holds over the whole file once any bit outside of the signature is turned', () => {
    const from = first.indexOf('/Contents <') + '/Contents <'.length
    const to = first.indexOf('>', from)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: first.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        (at, bit) => {
          fc.pre(at < from || at >= to)
          expect(statesOf(flipped(first, at, 1 << bit))).not.toContain('valid total')
        },
      ),
      { numRuns: 150 },
    )
  })

  it('loses its stamp with a change of what it says, and does not hold with a change of its own', () => {
    const from = first.indexOf('/Contents <') + '/Contents <'.length
    const own = Buffer.from(lurah.certificate.raw.subarray(-20).toString('hex'))
    expect(statesOf(otherDigit(first, first.indexOf(own)))).not.toContain('valid total')
    const token = first.indexOf(Buffer.from(STAMP_TOKEN).toString('hex'), from)
    const checked = checkSignatures(otherDigit(first, token + 260), anchors())
    expect(checked.ok && checked.signatures[0]).toMatchObject({ isStampTrusted: false })
  })

  it('never holds when a byte of the second revision is changed: the first still does', () => {
    const at = second.length - 900
    expect(statesOf(flipped(second, at))).not.toContain('valid total')
    expect(statesOf(second.subarray(0, first.length))).toEqual(['valid total'])
  })
})

describe.skipIf(!hasPdfsig)('what pdfsig says is what we say', () => {
  const cases: Readonly<Record<string, Buffer>> = {
    good: first,
    'second signer': second,
    'one byte changed in the page': flipped(first, 700),
    'first revision changed under a second signer': flipped(second, 700),
    'a line appended': Buffer.concat([first, Buffer.from('\n% tambahan\n')]),
  }
  for (const [title, pdf] of Object.entries(cases)) {
    it(`of: ${title}`, () => {
      writeFileSync(house.path('berkas.pdf'), pdf)
      const said = askPdfsig(house.path('berkas.pdf'))
      expect(said.length).toBeGreaterThan(0)
      expect(statesOf(pdf)).toEqual(said)
    })
  }
})

describe.skipIf(!hasOpenssl)('openssl', () => {
  const judge = (pdf: Buffer, index = 0) =>
    askOpenssl(pdf, {
      folder: house.dataDir,
      root: present(anchors()[0], 'a root').toString(),
      index,
    })

  it('takes each signature as CAdES, by the certificate its attribute names', () => {
    expect(judge(first)).toBe('verified')
    expect(judge(second, 0)).toBe('verified')
    expect(judge(second, 1)).toBe('verified')
  })

  it('refuses it when a byte is changed', () => {
    expect(judge(flipped(first, 700))).toContain('verification failure')
  })
})
