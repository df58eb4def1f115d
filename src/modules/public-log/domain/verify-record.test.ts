import { describe, expect, it } from 'vitest'
import { createMemoryLog, testKey } from '../../../../tests/support/memory-log.ts'
import { COSIGNATURE } from '../../../kernel/tlog/note.ts'
import { formatProofFile } from '../../../kernel/tlog/proof-file.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import { checkRecord, type RecordCheck } from './verify-record.ts'

const ORIGIN = 'uji.example/log'
const signer = testKey(ORIGIN)
const [first, second] = [1, 2].map((n) => testKey(`saksi.example/w${n}`, COSIGNATURE))
const log = createMemoryLog(ORIGIN, [signer])
log.fill(700)
const witnesses = [first, second].flatMap((one) => one ?? [])
const proven = log.prove(42, { by: [signer, ...witnesses.slice(0, 1)] })
const check = (changed: Partial<RecordCheck> = {}) =>
  checkRecord(CHECK_TOOLS, {
    proof: proven.text,
    document: proven.document,
    logKeys: [signer.key],
    witnessKeys: witnesses.map(({ key }) => key),
    quorum: 1,
    ...changed,
  })
const faultsOf = (changed: Partial<RecordCheck>) => check(changed).faults.map(({ kind }) => kind)

describe('a document with its proof file', () => {
  it('is the one that was recorded: what, where, by whom, seen by whom and when', () => {
    expect(check()).toMatchObject({
      faults: [],
      leaf: { type: 'uji.catatan', object: 'UJI-42', version: 1 },
      place: { index: 42, size: 700, origin: ORIGIN },
      signed: [{ key: signer.key }],
      witnesses: [{ key: { name: 'saksi.example/w1' }, seconds: 1_700_000_000 }],
      isTrimmed: false,
    })
  })

  it('may have got one line feed more at its end, which is said', () => {
    const document = Buffer.concat([proven.document, Buffer.from('\n')])
    expect(check({ document })).toMatchObject({ faults: [], isTrimmed: true })
    expect(faultsOf({ document: Buffer.concat([document, Buffer.from('\n')]) })).toEqual([
      'document-changed',
    ])
    expect(faultsOf({ document: Buffer.alloc(0) })).toEqual(['document-changed'])
  })

  it('is refused for exactly what is wrong', () => {
    const other = log.prove(43)
    expect(faultsOf({ document: other.document })).toEqual(['document-changed'])
    expect(faultsOf({ proof: 'bukan bukti' })).toEqual(['not-a-proof'])
    expect(faultsOf({ proof: '' })).toEqual(['not-a-proof'])
    const withExtra = (extra: Uint8Array) => formatProofFile({ ...proven.file, extra })
    expect(faultsOf({ proof: withExtra(Buffer.from('{}')) })).toEqual(['no-entry'])
    const bare = formatProofFile({
      index: 42,
      proof: proven.file.proof,
      checkpoint: proven.file.checkpoint,
    })
    expect(faultsOf({ proof: bare })).toEqual(['no-entry'])
    expect(faultsOf({ proof: withExtra(other.file.extra) })).toEqual([
      'document-changed',
      'not-included',
    ])
    const strange = Buffer.from(JSON.stringify({ entry: Buffer.from('{}').toString('base64') }))
    expect(faultsOf({ proof: withExtra(strange) })).toEqual(['not-a-leaf', 'not-included'])
    expect(faultsOf({ proof: formatProofFile({ ...proven.file, index: 41 }) })).toEqual([
      'not-included',
    ])
    expect(faultsOf({ proof: formatProofFile({ ...proven.file, checkpoint: 'rusak' }) })).toEqual([
      'not-a-checkpoint',
    ])
  })

  it('says nothing of a document whose salt was erased, and still shows the entry in the log', () => {
    const forgotten = log.prove(42, { by: [signer], isForgotten: true })
    expect(check({ proof: forgotten.text, quorum: 0 })).toMatchObject({
      faults: [{ kind: 'salt-erased' }],
      place: { index: 42 },
      signed: [{ key: signer.key }],
    })
  })

  it('tells a key that is missing, a key of another, and a signature that is wrong apart', () => {
    expect(faultsOf({ logKeys: [] })).toEqual(['no-key'])
    expect(faultsOf({ logKeys: [testKey(ORIGIN).key] })).toEqual(['unknown-key'])
    expect(faultsOf({ logKeys: [testKey('lain.example/log').key] })).toEqual(['unknown-key'])
    const grown = proven.text.replace('\n700\n', '\n701\n')
    expect(faultsOf({ proof: grown })).toEqual(['wrong-signature', 'too-few-witnesses'])
  })

  it('wants as many witnesses as it is told to', () => {
    expect(check({ quorum: 2 }).faults).toEqual([
      { kind: 'too-few-witnesses', wanted: 2, found: 1 },
    ])
    expect(faultsOf({ quorum: 0, witnessKeys: [] })).toEqual([])
    const twice = [...witnesses, ...witnesses].map(({ key }) => key)
    expect(faultsOf({ quorum: 2, witnessKeys: twice })).toEqual(['too-few-witnesses'])
  })
})
