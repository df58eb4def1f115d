import { expect, it } from 'vitest'
import { crc16 } from './crc16.ts'

it('gives the check value every description of this checksum names', () => {
  expect(crc16('123456789')).toBe('29B1')
  expect(crc16('')).toBe('FFFF')
})
