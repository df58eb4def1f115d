import { describe, expect, it } from 'vitest'
import type { Actor, Grant } from '../../../kernel/actor.ts'
import { grantToTakeBack, maySee, scopeOf } from './rights.ts'

const officer = (...grants: readonly Grant[]): Actor => ({
  kind: 'officer',
  accountId: 'a',
  name: 'A',
  grants,
})
const LINE = ['kel-x', 'kec-y', 'setda']

describe('who works with letters', () => {
  it.each([
    [officer({ role: 'lurah', unitKode: 'kel-x' }), true],
    [officer({ role: 'petugas-layanan', unitKode: 'kel-x' }), true],
    [officer({ role: 'petugas-layanan', unitKode: 'kel-z' }), false],
    [officer({ role: 'camat', unitKode: 'kec-y' }), false],
    [officer({ role: 'inspektorat', unitKode: 'inspektorat' }), true],
    [officer({ role: 'operator-aduan', unitKode: 'kel-x' }), false],
    [officer(), false],
  ])('sees those of his own unit, or all where that is his work', (actor, wanted) => {
    expect(maySee(actor, 'kel-x')).toBe(wanted)
  })

  it('has each of his units once', () => {
    const grants = [
      { role: 'lurah', unitKode: 'kel-x' },
      { role: 'loket', unitKode: 'kel-x' },
      { role: 'warga' },
    ] as const
    expect(scopeOf(officer(...grants))).toEqual(['kel-x'])
  })

  it.each([
    [officer({ role: 'lurah', unitKode: 'kel-x' }), true],
    [officer({ role: 'camat', unitKode: 'kec-y' }), true],
    [officer({ role: 'camat', unitKode: 'kec-z' }), false],
    [officer({ role: 'petugas-layanan', unitKode: 'kel-x' }), false],
    [officer({ role: 'bupati' }), true],
    [officer({ role: 'inspektorat', unitKode: 'inspektorat' }), false],
  ])('takes a letter back as head of its unit, above it, or as bupati', (actor, wanted) => {
    expect(grantToTakeBack(actor, LINE) !== undefined).toBe(wanted)
  })
})
