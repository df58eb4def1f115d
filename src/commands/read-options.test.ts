import { describe, expect, it } from 'vitest'
import { type OptionKind, readOptions } from './read-options.ts'

const kinds: Record<string, OptionKind> = {
  key: 'repeated',
  state: 'valued',
  all: 'alone',
  follow: 'maybe',
}
const read = (line: string) => {
  const options = readOptions(line === '' ? [] : line.split(' '), kinds)
  if (typeof options === 'string') return options
  const found = Object.keys(kinds).filter(options.has)
  return [options.words, Object.fromEntries(found.map((name) => [name, options.values(name)]))]
}

describe('options of a command', () => {
  it.each([
    ['', [[], {}]],
    ['a --key x --key=y=z b', [['a', 'b'], { key: ['x', 'y=z'] }]],
    ['--follow a', [['a'], { follow: [''] }]],
    ['--follow 30 a', [['a'], { follow: ['30'] }]],
    ['--follow=30 --all', [[], { follow: ['30'], all: [''] }]],
  ])('%j is understood', (line, expected) => expect(read(line)).toEqual(expected))

  it.each([
    ['--lain', 'Pilihan --lain tidak dikenal.'],
    ['--__proto__ x', 'Pilihan --__proto__ tidak dikenal.'],
    ['--state', 'Pilihan --state memerlukan nilai.'],
    ['--state --all', 'Pilihan --state memerlukan nilai.'],
    ['--key=', 'Pilihan --key memerlukan nilai.'],
    ['--all=ya', 'Pilihan --all tidak memakai nilai.'],
    ['--state a --state b', 'Pilihan --state disebut dua kali.'],
  ])('%j is refused with a sentence', (line, sentence) => expect(read(line)).toBe(sentence))
})
