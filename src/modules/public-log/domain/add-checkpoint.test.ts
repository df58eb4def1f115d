import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCheckpoint } from '../../../kernel/tlog/checkpoint.ts'
import { toBase64 } from '../../../kernel/tlog/note.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import { cosign, logKey, signNote, testLog, witnessKey } from '../testing/test-log.ts'
import {
  type AddCheckpoint,
  decideAddCheckpoint,
  formatAddCheckpoint,
  type Known,
  originOf,
  parseAddCheckpoint,
  REQUEST_BYTES_MAX,
} from './add-checkpoint.ts'

const log = testLog()
const forked = testLog({ flavour: 'lain', differsFrom: 50 })
const knownAt = (size: number): Known => ({ size, root: log.rootAt(size) })
const decide = (request: AddCheckpoint, known?: Known, keys = [log.key]) =>
  decideAddCheckpoint(CHECK_TOOLS, { request, known, logKeys: keys })
const honest = (oldSize: number, size: number): AddCheckpoint => ({
  oldSize,
  proof: log.proofOf(oldSize, size),
  checkpoint: log.checkpointAt(size),
})
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })

describe('the body of a request', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: Number.MAX_SAFE_INTEGER }),
        fc.array(hash, { maxLength: 63 }),
        fc.string({ unit: 'binary', maxLength: 500 }),
        (oldSize, proof, checkpoint) => {
          const request = { oldSize, proof, checkpoint }
          expect(parseAddCheckpoint(formatAddCheckpoint(request))).toEqual(request)
        },
      ),
    )
  })

  it('has one spelling: whatever is read would be written the same', () => {
    const line = fc.oneof(
      hash.map(toBase64),
      fc.constantFrom('', 'old 7', 'old 07', 'old 0', 'AAAA'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const body = ['old 7', ...lines].join('\n')
        const read = parseAddCheckpoint(body)
        if (read !== undefined) expect(formatAddCheckpoint(read)).toBe(body)
      }),
      { numRuns: 500 },
    )
  })

  it('is the example of the specification', () => {
    const body = [
      'old 20852014',
      'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=',
      'jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=',
      '5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=',
      '/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=',
      '',
      'example.com/behind-the-sofa',
      '20852163',
      'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
      '',
      '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=',
      '',
    ].join('\n')
    const read = parseAddCheckpoint(body)
    expect(read).toMatchObject({ oldSize: 20_852_014, proof: { length: 4 } })
    expect(read && originOf(read)).toBe('example.com/behind-the-sofa')
    expect(read && formatAddCheckpoint(read)).toBe(body)
  })

  it.each([
    ['nothing', ''],
    ['no empty line', 'old 5\n'],
    ['no old line', '\n\nasal\n'],
    ['a leading nought', 'old 05\n\nasal\n'],
    ['a sign', 'old -5\n\nasal\n'],
    ['two spaces', 'old  5\n\nasal\n'],
    ['a carriage return', 'old 5\r\n\r\nasal\n'],
    ['a size beyond counting', 'old 9999999999999999\n\nasal\n'],
    ['a size as long as the body', `old ${'9'.repeat(400)}\n\nasal\n`],
    ['a short hash', 'old 5\nAAAA\n\nasal\n'],
    ['base64 of another spelling', `old 5\n${'A'.repeat(42)}B=\n\nasal\n`],
    ['sixty-four hashes', `old 5\n${`${'A'.repeat(43)}=\n`.repeat(64)}\nasal\n`],
    ['more than a request may have', `old 5\n\n${'a'.repeat(REQUEST_BYTES_MAX)}\n`],
  ])('with %s is none', (_what, body) => expect(parseAddCheckpoint(body)).toBeUndefined())

  it('names no log when it has none', () =>
    expect(originOf({ oldSize: 0, proof: [], checkpoint: 'tanpa akhir' })).toBe(''))
})

describe('a witness', () => {
  it('signs a first checkpoint, whatever its size', () => {
    expect(decide(honest(0, 300))).toMatchObject({ kind: 'cosign', checkpoint: { size: 300 } })
    expect(decide(honest(0, 0))).toMatchObject({ kind: 'cosign', checkpoint: { size: 0 } })
  })

  it('signs every tree that grew out of the one it signed, and the same one again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.nat({ max: 600 }), (old, more) => {
        const size = Math.min(600, old + more)
        expect(decide(honest(old, size), knownAt(old)).kind).toBe('cosign')
      }),
      { numRuns: 60 },
    )
  })

  it('signs the text of the log with what the log added, and drops what others wrote below', () => {
    const note = log.checkpointAt(300, ['tambahan dari log'])
    const other = cosign(witnessKey('saksi.example/lain'), log.textAt(300), 5)
    const verdict = decide({ oldSize: 0, proof: [], checkpoint: note + other })
    expect(verdict).toMatchObject({
      kind: 'cosign',
      note: {
        text: log.textAt(300, ['tambahan dari log']),
        signatures: [{ name: log.key.name }],
      },
    })
  })

  it('takes each key of a log that is changing its key', () => {
    const next = testLog({ signer: logKey('log.example/uji', 'baru') })
    const keys = [log.key, next.key]
    const request = { ...honest(100, 300), checkpoint: next.checkpointAt(300) }
    expect(decide(request, knownAt(100), keys).kind).toBe('cosign')
    expect(decide(request, knownAt(100), [log.key]).kind).toBe('not-signed')
  })
})

describe('a witness says no', () => {
  const stranger = testLog({ signer: logKey('log.example/asing') })
  const imposter = testLog({ signer: logKey('log.example/uji', 'palsu') })
  const wrongText = log.checkpointAt(300).replace('\n300\n', '\n301\n')
  it.each<[string, Partial<AddCheckpoint>, string]>([
    ['400 to what is no note', { checkpoint: 'bukan nota\n' }, 'malformed'],
    [
      '400 to a note without a checkpoint',
      { checkpoint: 'asal\n\n— asal AAAAAAAA\n' },
      'malformed',
    ],
    ['400 when it starts behind its end', { oldSize: 301 }, 'malformed'],
    ['404 to a log nobody told it of', { checkpoint: stranger.checkpointAt(300) }, 'unknown-log'],
    [
      '404 to a log nobody told it of, also when it starts behind its end',
      { oldSize: 301, checkpoint: stranger.checkpointAt(300) },
      'unknown-log',
    ],
    ['403 to another key of that name', { checkpoint: imposter.checkpointAt(300) }, 'not-signed'],
    ['403 to a changed text', { checkpoint: wrongText }, 'not-signed'],
    ['409 from too small a size', { oldSize: 99 }, 'other-size'],
    ['409 from too large a size', { oldSize: 101 }, 'other-size'],
    ['409 from nothing', { oldSize: 0, proof: [] }, 'other-size'],
    ['422 without a proof', { proof: [] }, 'not-grown'],
    ['422 to a proof of another size', { proof: log.proofOf(99, 300) }, 'not-grown'],
    [
      '422 to a proof that is too long',
      { proof: [...log.proofOf(100, 300), log.rootAt(1)] },
      'not-grown',
    ],
  ])('%s', (_what, change, kind) => {
    expect(decide({ ...honest(100, 300), ...change }, knownAt(100)).kind).toBe(kind)
  })

  it('409 with the size it signed last', () => {
    expect(decide(honest(50, 300), knownAt(100))).toMatchObject({ kind: 'other-size', size: 100 })
    expect(decide(honest(50, 300))).toMatchObject({ kind: 'other-size', size: 0 })
  })

  it('422 to a proof where nothing is to be proven', () => {
    const proof = [log.rootAt(1)]
    expect(decide({ ...honest(0, 300), proof }).kind).toBe('not-grown')
    expect(decide({ ...honest(300, 300), proof }, knownAt(300)).kind).toBe('not-grown')
  })

  it('409 to a tree without entries whose root is not that of nothing', () => {
    const empty = { origin: log.key.name, size: 0, extensions: [] }
    const checkpoint = signNote(logKey(), formatCheckpoint({ ...empty, root: log.rootAt(9) }))
    expect(decide({ oldSize: 0, proof: [], checkpoint })).toMatchObject({
      kind: 'other-root',
      signed: { suspicion: 'bercabang' },
    })
  })

  it('never throws, whatever the note', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.array(hash), (text, at, proof) => {
        const checkpoint = `${log.checkpointAt(5).slice(0, at % 200)}${text}`
        expect(decide({ oldSize: at, proof, checkpoint }, knownAt(100)).kind).not.toBe('cosign')
      }),
      { numRuns: 300 },
    )
  })
})

describe('an attack by the log itself', () => {
  it('two roots of one size are named a fork, wherever the request says to start', () => {
    const checkpoint = forked.checkpointAt(100)
    for (const [oldSize, kind] of [
      [100, 'other-root'],
      [0, 'other-size'],
      [60, 'other-size'],
    ] as const)
      expect(decide({ oldSize, proof: [], checkpoint }, knownAt(100))).toMatchObject({
        kind,
        size: 100,
        signed: { suspicion: 'bercabang' },
      })
  })

  it('a log that went back is told the size it signed, and named', () => {
    expect(decide(honest(50, 80), knownAt(100))).toMatchObject({
      kind: 'other-size',
      size: 100,
      signed: { suspicion: 'mundur' },
    })
    expect(decide({ ...honest(0, 80), oldSize: 100 }, knownAt(100))).toMatchObject({
      kind: 'malformed',
      signed: { suspicion: 'mundur' },
    })
  })

  it('a shorter tree of other leaves is never signed and named', () => {
    const request = {
      oldSize: 60,
      proof: forked.proofOf(60, 80),
      checkpoint: forked.checkpointAt(80),
    }
    expect(decide(request, knownAt(100))).toMatchObject({
      kind: 'other-size',
      signed: { suspicion: 'mundur' },
    })
  })

  it('a larger tree of other leaves is refused with any proof, and named', () => {
    for (const proof of [forked.proofOf(100, 300), log.proofOf(100, 300)])
      expect(
        decide({ oldSize: 100, proof, checkpoint: forked.checkpointAt(300) }, knownAt(100)),
      ).toMatchObject({ kind: 'not-grown', signed: { suspicion: 'bukti-ditolak' } })
  })

  it('a checkpoint from an honest place in time accuses nobody', () => {
    const verdict = decide(honest(50, 300), knownAt(100))
    expect(verdict).toMatchObject({ kind: 'other-size', signed: { checkpoint: { size: 300 } } })
    expect(verdict).not.toHaveProperty('signed.suspicion')
  })
})
