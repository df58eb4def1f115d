import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createVault, isSameDigest } from './vault.ts'

const vault = createVault('a-secret-key-for-tests-of-the-vault-01', randomBytes)
const other = createVault('another-secret-key-for-tests-of-vault', randomBytes)

describe('vault', () => {
  it('opens what it sealed, and only for the same purpose', () => {
    const sealed = vault.seal('nik', '9901014101900001')
    expect(sealed.toString('latin1')).not.toContain('9901014101900001')
    expect(vault.open('nik', sealed)).toBe('9901014101900001')
    expect(() => vault.open('totp a', sealed)).toThrow(/authenticate/)
    expect(() => other.open('nik', sealed)).toThrow(/authenticate/)
  })

  it('notices one changed bit', () => {
    const sealed = vault.seal('nik', '9901014101900001')
    sealed[sealed.length - 1] = (sealed[sealed.length - 1] ?? 0) ^ 1
    expect(() => vault.open('nik', sealed)).toThrow(/authenticate/)
  })

  it('seals the same text differently each time but digests it the same', () => {
    expect(vault.seal('nik', 'x').equals(vault.seal('nik', 'x'))).toBe(false)
    expect(isSameDigest(vault.keyedDigest('nik', 'x'), vault.keyedDigest('nik', 'x'))).toBe(true)
    expect(isSameDigest(vault.keyedDigest('nik', 'x'), vault.keyedDigest('kode', 'x'))).toBe(false)
    expect(isSameDigest(vault.keyedDigest('nik', 'x'), other.keyedDigest('nik', 'x'))).toBe(false)
  })
})
