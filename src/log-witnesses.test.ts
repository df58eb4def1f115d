import { describe, expect, it } from 'vitest'
import { parseEnv } from './env.ts'

const kampus = 'saksi.kampus.example/w1+57dca2ca+BKTVJk94VlPxRoKzxYLcNGbnPpGYmmHM+csiJL4noVHR'
const tetangga = 'saksi@tetangga.example+300e60b1+BEWvC3iu4q0f0XtrTa2bRW2v200bphhQjm5tqsv+TpgG'
const ofLog = 'log.example/uji+a96fd798+AdqKoPGzZzQKvvmFagKTni6vcauUfTiD/hx8KpnDzfNW'
const read = (text: string) => parseEnv({ LOG_WITNESSES: text })

describe('LOG_WITNESSES', () => {
  it.each([
    ['spaces', ' '],
    ['commas', ','],
    ['both and lines', ' ,\n '],
  ])('lists witnesses apart by %s', (_what, between) => {
    const parsed = read(
      `${kampus}@https://kampus.example/saksi/${between}${tetangga}@http://127.0.0.1:3100`,
    )
    expect(parsed.ok && parsed.env.LOG_WITNESSES).toMatchObject([
      { key: { name: 'saksi.kampus.example/w1' }, url: 'https://kampus.example/saksi' },
      { key: { name: 'saksi@tetangga.example' }, url: 'http://127.0.0.1:3100' },
    ])
  })

  it('may be left out', () => {
    for (const text of ['', ' ']) expect(read(text)).toMatchObject({ ok: true })
  })

  it.each([
    ['no address', kampus, 'entry 1 must be'],
    ['a key alone behind a good one', `${kampus}@https://a.example,${tetangga}`, 'entry 2 must be'],
    ['an address of another kind', `${kampus}@ftp://a.example`, 'entry 1 must be'],
    ['a password', `${kampus}@https://a:b@a.example`, 'entry 1'],
    ['a question', `${kampus}@https://a.example/?x=1`, 'entry 1 must be'],
    ['an empty question', `${kampus}@https://a.example/?`, 'entry 1 must be'],
    ['no host', `${kampus}@https://`, 'entry 1 must be'],
    ['the key of a log', `${ofLog}@https://a.example`, 'entry 1 has no'],
    ['a cut key', `${kampus.slice(0, -4)}@https://a.example`, 'entry 1 has no'],
    ['a changed name', `x${kampus}@https://a.example`, 'entry 1 has no'],
    [
      'one witness twice',
      `${kampus}@https://a.example ${kampus}@https://b.example`,
      'a second time',
    ],
    ['more than any policy needs', `${kampus}@https://a.example `.repeat(17), 'at most 16'],
  ])('with %s stops the start with a sentence', (_what, text, sentence) => {
    const parsed = read(text)
    expect(parsed.ok).toBe(false)
    expect(!parsed.ok && parsed.problems).toEqual([expect.stringContaining(sentence)])
    expect(!parsed.ok && parsed.problems[0]).toMatch(/^LOG_WITNESSES: /)
  })
})
