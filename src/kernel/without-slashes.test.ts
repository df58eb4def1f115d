import { expect, it } from 'vitest'
import { withoutSlashes } from './without-slashes.ts'

it.each([
  ['https://contoh.go.id', 'https://contoh.go.id'],
  ['https://contoh.go.id/log//', 'https://contoh.go.id/log'],
  ['///', ''],
  ['', ''],
])('%j can have a path put behind it: %j', (address, expected) => {
  expect(withoutSlashes(address)).toBe(expected)
})
