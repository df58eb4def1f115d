import { checkSync } from 'recheck'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { readTree } from '../support/house-rules.ts'

type Found = Readonly<{ where: string; source: string; flags: string }>

/** Every regular expression literal of a file, by the compiler's own parser. */
function literalsOf(path: string, text: string): readonly Found[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
  const found: Found[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)]
      found.push({ where: `${path}:${line}`, source, flags })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const sources = readTree(['src'], ['.ts', '.tsx']).filter(({ path }) => !/\.test\.tsx?$/.test(path))
const literals = sources.flatMap(({ path, text }) => literalsOf(path, text))
const verdictOf = ({ source, flags }: Pick<Found, 'source' | 'flags'>) =>
  checkSync(source, flags.replace('v', 'u'), { timeout: 10_000 }).status

describe('regular expressions', () => {
  it('none in the program can be made to hang by what it reads', () => {
    const once = [...new Map(literals.map((one) => [`/${one.source}/${one.flags}`, one])).values()]
    const bad = once.flatMap((one) => {
      const status = verdictOf(one)
      return status === 'safe' ? [] : [`${one.where} /${one.source}/${one.flags}: ${status}`]
    })
    expect(bad).toEqual([])
    expect(once.length).toBeGreaterThan(50)
  }, 300_000)

  it('the judge knows a hanging one when it sees it', () => {
    expect(verdictOf({ source: '^(a+)+$', flags: '' })).toBe('vulnerable')
    expect(verdictOf({ source: '^\\d{4}-\\d{2}-\\d{2}$', flags: '' })).toBe('safe')
  })

  it('none is built from what somebody typed: the built ones are made of words of the program', () => {
    const built = sources.flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          /\bnew RegExp\(/.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [],
        ),
    )
    expect(built.map((one) => one.replace(/:\d+ .*/, ''))).toEqual([
      'src/kernel/personal-data.ts',
      'src/kernel/personal-data.ts',
      'src/kernel/wording.ts',
      'src/modules/public-log/domain/leaf.ts',
    ])
  })
})
