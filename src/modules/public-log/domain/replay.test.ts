import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { COSIGNATURE, ED25519, keyIdOf } from '../../../kernel/tlog/note.ts'
import { CHECK_TOOLS, rawPublicOf, sha256 } from '../../../platform/sha256.ts'
import { seranganMessages } from '../messages/index.ts'
import { ATTACKS, type Attack, type ReplayTools, replay } from './replay.ts'

function signer(name: string, algorithm: typeof ED25519 | typeof COSIGNATURE) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Uint8Array.from(rawPublicOf(publicKey))
  const key = { name, algorithm, publicKey: raw }
  return {
    key: { ...key, id: keyIdOf(sha256, key) },
    sign: (message: Uint8Array) => sign(null, message, privateKey),
  }
}

const tools: ReplayTools = {
  ...CHECK_TOOLS,
  log: signer('contoh.example/log', ED25519),
  witness: signer('saksi.example/w', COSIGNATURE),
}
const texts = {
  records: ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan'],
  forged: 'tiga palsu',
  added: ['sembilan', 'sepuluh', 'sebelas', 'dua belas'],
}
const play = (attack: Attack, changes: Partial<ReplayTools> = {}) =>
  replay({ ...tools, ...changes }, attack, texts)
const found = (attack: Attack, step: number) =>
  (play(attack)[step]?.findings ?? []).map(
    ({ who, kind, isAlarm }) => `${isAlarm ? '! ' : ''}${who} ${kind}`,
  )

describe('the replay of attacks', () => {
  it.each(ATTACKS)('%s begins with an honest log that everybody finds in order', (attack) => {
    expect(found(attack, 0)).toEqual([
      'document document-fits',
      'signature signed',
      'reader grown',
      'stamp grown',
      'witness witness-cosign',
    ])
  })

  it.each(ATTACKS)('%s is noticed in the end, however well it is signed', (attack) => {
    const last = play(attack).at(-1)
    expect(last?.findings.some(({ isAlarm }) => isAlarm)).toBe(true)
    expect(last?.findings.some(({ kind }) => kind === 'not-signed')).toBe(false)
  })

  it('finds a changed document by its digest, and a changed leaf by the root', () => {
    expect(found('ubah', 1)).toEqual([
      '! document document-changed',
      'signature signed',
      'reader grown',
      'stamp grown',
      'witness witness-cosign',
    ])
    expect(found('ubah', 2)).toEqual([
      'document document-fits',
      'signature signed',
      '! reader other-root',
      '! stamp not-grown',
      '! witness witness-other-root',
    ])
  })

  it('finds a removed row, a shorter tree, and the tree that was filled up again', () => {
    expect(found('hapus', 1)[0]).toBe('! document document-gone')
    expect(found('hapus', 2)).toEqual([
      'signature signed',
      '! reader shrunk',
      '! stamp not-grown',
      '! witness witness-other-size',
    ])
    expect(found('hapus', 3)).toEqual([
      'signature signed',
      '! reader not-grown',
      '! stamp not-grown',
      '! witness witness-not-grown',
    ])
  })

  it('does not claim that the stamp sees what came after it', () => {
    expect(found('pendek', 1)).toEqual([
      'signature signed',
      '! reader shrunk',
      'stamp grown',
      '! witness witness-other-size',
    ])
    expect(found('pendek', 2)[3]).toBe('! witness witness-not-grown')
  })

  it('finds a fork by the witness and by two who compare, not by who knows one side only', () => {
    expect(found('cabang', 1)).not.toContainEqual(expect.stringContaining('!'))
    expect(found('cabang', 2)).toEqual([
      'signature signed',
      'reader grown',
      'stamp grown',
      '! witness witness-other-root',
      '! compare two-roots',
    ])
  })

  it('finds a log that came back from an old dump', () => {
    expect(found('mundur', 1)).toContain('! witness witness-other-size')
    expect(found('mundur', 2)).toEqual([
      'signature signed',
      '! reader not-grown',
      '! stamp not-grown',
      '! witness witness-not-grown',
    ])
  })

  it('finds a second face by the signature that the witness never gave', () => {
    expect(found('dua-wajah', 1)).toEqual(['document document-fits', 'signature signed'])
    expect(found('dua-wajah', 2)).toEqual([
      '! signature not-cosigned',
      '! witness witness-other-root',
      '! compare two-roots',
    ])
  })

  it('finds with its tools and not by heart: with a hash that is always the same, nothing differs', () => {
    const same = new Uint8Array(32)
    const blind = play('ubah', { sha: () => same })
    const alarms = blind.flatMap(({ findings }) => findings).filter(({ isAlarm }) => isAlarm)
    expect(alarms).toEqual([])
    const unsigned = play('ubah', { verify: () => false })
    expect(unsigned[0]?.findings[1]).toMatchObject({ kind: 'not-signed', isAlarm: true })
  })

  it('marks the changed leaf, the nodes above it and no other', () => {
    const [tree] = play('ubah')[2]?.trees ?? []
    const changed = (tree?.rows ?? []).flat().filter(({ isChanged }) => isChanged)
    expect(changed.map(({ from, to }) => [from, to])).toEqual([
      [0, 8],
      [0, 4],
      [2, 4],
      [2, 3],
    ])
    expect(tree?.rows.map((row) => row.length)).toEqual([1, 2, 4, 8])
  })

  it('draws a tree of any size with every leaf once', () => {
    for (const attack of ATTACKS)
      for (const { trees } of play(attack))
        for (const { rows, records } of trees) {
          expect(rows.at(-1)?.map(({ from }) => from)).toEqual(records.map((_, at) => at))
          expect(rows[0]).toHaveLength(1)
        }
  })

  it('has words for every step and every finding, in both languages', () => {
    for (const lang of ['id', 'en'] as const) {
      const m = seranganMessages(lang)
      for (const attack of ATTACKS) {
        const steps = play(attack)
        expect(m.attacks[attack].steps).toHaveLength(steps.length)
        for (const { findings } of steps)
          for (const { kind, who } of findings) {
            expect([kind, m.findings[kind]]).toEqual([kind, expect.stringMatching(/\.$/)])
            expect([who, m.who[who]]).toEqual([who, expect.stringMatching(/\w/)])
          }
      }
    }
  })
})
