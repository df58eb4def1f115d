import fc from 'fast-check'
import { create } from 'qrcode'
import { expect, it } from 'vitest'
import { qrSvg } from './qr.ts'

/** Dark squares of the drawing, read back from its path. */
function darkOf(svg: string): ReadonlySet<string> {
  const path = / d="(M[^"]*)"\/><\/svg>/.exec(svg)?.[1] ?? ''
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].map((run) => run.map(Number))
  return new Set(
    runs.flatMap(([, x = 0, y = 0, length = 0]) =>
      Array.from({ length }, (_, step) => `${x + step - 3} ${y - 3}`),
    ),
  )
}

it('draws every dark square of the code and no other', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 120 }), (text) => {
      const { modules } = create(text, { errorCorrectionLevel: 'M' })
      const wanted = new Set<string>()
      for (let row = 0; row < modules.size; row += 1)
        for (let column = 0; column < modules.size; column += 1)
          if (modules.get(row, column)) wanted.add(`${column} ${row}`)
      expect(darkOf(qrSvg(text))).toEqual(wanted)
    }),
    { numRuns: 20 },
  )
})

it('is as large as it is told', () => {
  expect(qrSvg('x')).toContain('width="132"')
  expect(qrSvg('x', 240)).toContain('height="240"')
})
