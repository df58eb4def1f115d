import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNote, packCosignature } from '../../../kernel/tlog/note.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import { cosign, logKey, testLog, witnessKey } from '../testing/test-log.ts'
import { type Asked, pauseAfter, readWitnessAnswer, type WitnessAnswer } from './witness-answer.ts'

const log = testLog({ size: 20 })
const witness = witnessKey()
const NOW = 1_790_000_000
const asked: Asked = {
  key: witness.key,
  oldSize: 10,
  size: 20,
  text: log.textAt(20),
  nowSeconds: NOW,
}
const read = (status: number, body = '', change: Partial<Asked> = {}): WitnessAnswer =>
  readWitnessAnswer(CHECK_TOOLS, { status, body }, { ...asked, ...change })
const line = cosign(witness, asked.text, NOW)
const { name, id: keyId } = witness.key
const signedBy = (bytes: Uint8Array) =>
  formatNote({ text: '', signatures: [{ name, keyId, bytes }] }).slice(1)

describe('a cosignature', () => {
  it('counts when it holds, and is kept as the line that it is', () =>
    expect(read(200, line)).toEqual({ kind: 'cosigned', line, seconds: NOW }))

  it('is found among those of keys we do not know', () => {
    const other = cosign(witnessKey('saksi.example/lain'), asked.text, NOW)
    const others = cosign(witnessKey(name, 'kunci lain'), asked.text, NOW)
    expect(read(200, other + line + others)).toEqual({ kind: 'cosigned', line, seconds: NOW })
    expect(read(200, other + others)).toEqual({ kind: 'gibberish' })
  })

  it('completes a note that everyone can check', () =>
    expect(`${log.checkpointAt(20)}${line}`).toMatch(/\n— log\S+ \S+\n— saksi\S+ \S+\n$/))

  it.each<[string, string]>([
    ['of another text', cosign(witness, log.textAt(19), NOW)],
    [
      'of another key under the witness’s name and id',
      signedBy(packCosignature(NOW, new Uint8Array(64))),
    ],
    ['of a length that none has', signedBy(new Uint8Array(9))],
    ['of the text without a time', signedBy(new Uint8Array(64))],
  ])('%s is a lie', (_what, body) => expect(read(200, body)).toEqual({ kind: 'lying' }))

  it('that holds counts also beside one that does not', () => {
    const bad = cosign(witness, log.textAt(19), NOW)
    expect(read(200, bad + line)).toEqual({ kind: 'cosigned', line, seconds: NOW })
  })

  it.each<[string, string]>([
    ['from a time that has not come', cosign(witness, asked.text, NOW + 3_601)],
    ['from a time beyond every calendar', cosign(witness, asked.text, 2 ** 53 - 1)],
    ['below another text of the same log', `\nlain\n\n${line}`],
    ['in a page of a portal', '<html><body>Masuk dulu</body></html>'],
    ['that is not there', ''],
    ['without its end', line.slice(0, -1)],
    ['a hundred and one times', line.repeat(101)],
  ])('%s is none', (_what, body) => expect(read(200, body)).toEqual({ kind: 'gibberish' }))

  it('from a clock that is a little fast counts', () =>
    expect(read(200, cosign(witness, asked.text, NOW + 3_600)).kind).toBe('cosigned'))
})

describe('an answer', () => {
  it.each<[number, string, Partial<Asked>, WitnessAnswer]>([
    [409, '15\n', {}, { kind: 'behind', size: 15 }],
    [409, '3\n', {}, { kind: 'behind', size: 3 }],
    [409, '0\n', {}, { kind: 'behind', size: 0 }],
    [409, '20\n', {}, { kind: 'behind', size: 20 }],
    [409, '21\n', {}, { kind: 'ahead', size: 21 }],
    [409, '21\n', { oldSize: 20 }, { kind: 'ahead', size: 21 }],
    [409, '20\n', { oldSize: 20 }, { kind: 'fork' }],
    [409, '', { oldSize: 20 }, { kind: 'fork' }],
    [409, 'akar lain', { oldSize: 20 }, { kind: 'fork' }],
    [409, '', {}, { kind: 'gibberish' }],
    [409, '10\n', {}, { kind: 'gibberish' }],
    [409, '15', {}, { kind: 'gibberish' }],
    [409, '015\n', {}, { kind: 'gibberish' }],
    [409, '9999999999999999\n', { oldSize: 20 }, { kind: 'gibberish' }],
    [422, '', {}, { kind: 'refused-proof' }],
    [422, '', { oldSize: 20 }, { kind: 'fork' }],
    [400, '', {}, { kind: 'refused', status: 400 }],
    [403, '', {}, { kind: 'refused', status: 403 }],
    [404, '', {}, { kind: 'refused', status: 404 }],
    [408, '', {}, { kind: 'silent', status: 408 }],
    [429, '', {}, { kind: 'silent', status: 429 }],
    [500, line, {}, { kind: 'silent', status: 500 }],
    [503, '', {}, { kind: 'silent', status: 503 }],
    [201, line, {}, { kind: 'gibberish' }],
    [302, '', {}, { kind: 'gibberish' }],
    [418, '', {}, { kind: 'gibberish' }],
  ])('%i with %j (%j) means %j', (status, body, change, meaning) =>
    expect(read(status, body, change)).toEqual(meaning),
  )

  it('is never taken for a cosignature that the witness has not made', () => {
    const forged = cosign(logKey(name), asked.text, NOW)
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\n\n', forged))
    fc.assert(
      fc.property(fc.array(part), fc.nat(), (parts, at) => {
        const body = parts.join('') + line.slice(0, at % (line.length - 1))
        expect(read(200, body).kind).not.toBe('cosigned')
      }),
      { numRuns: 500 },
    )
  })
})

describe('a witness that does not serve', () => {
  it('is left alone for a second, then twice as long, and never longer than five minutes', () => {
    expect([1, 2, 3, 9, 10, 11, 1_000].map(pauseAfter)).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000, 300_000, 300_000,
    ])
  })
})
