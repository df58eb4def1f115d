import { describe, expect, it } from 'vitest'
import { assert, Bug, present } from './assert.ts'

describe('assert', () => {
  it('crashes with the broken invariant in words', () => {
    expect(() => assert(false, 'debit must equal credit')).toThrow(
      new Bug('debit must equal credit'),
    )
  })

  it('hands back a value that is present, zero and empty text included', () => {
    expect(present(0, 'x')).toBe(0)
    expect(present('', 'x')).toBe('')
    expect(() => present(undefined, 'no row')).toThrow('no row')
  })
})
