import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bedaLuas, drawBatas, pathOf, readBatas, writeBatas } from './batas.ts'

describe('an outline', () => {
  it.each([
    ['dots and commas', '-7.1, 110.4\n-7.1, 110.5\n-7.2, 110.5'],
    ['dots and blanks', '-7.1 110.4\n-7.1 110.5\n-7.2 110.5'],
    ['commas as decimals', '-7,1; 110,4\n-7,1; 110,5\n-7,2; 110,5'],
    ['a block from a spreadsheet', '-7,1\t110,4\r\n-7,1\t110,5\r\n-7,2\t110,5'],
    ['closed by its first corner', '-7.1, 110.4\n-7.1, 110.5\n-7.2, 110.5\n-7.1, 110.4'],
  ])('is read as corners with %s', (_name, text) => {
    expect(readBatas(text)).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [110.4, -7.1],
          [110.5, -7.1],
          [110.5, -7.2],
          [110.4, -7.1],
        ],
      ],
    })
  })

  it.each([
    ['two corners', '-7.1, 110.4\n-7.1, 110.5'],
    ['one corner three times', '-7.1, 110.4\n-7.1, 110.4'],
    ['three numbers in a line', '-7.1, 110.4, 5\n-7.1, 110.5, 5\n-7.2, 110.5, 5'],
    ['another country', '50.1, 8.4\n50.1, 8.5\n50.2, 8.5'],
    ['words', 'sudut utara\nsudut timur\nsudut selatan'],
    ['more corners than a plot has', '-7.1, 110.4\n'.repeat(2_001)],
  ])('is refused with %s', (_name, text) => {
    expect(readBatas(text)).toBeUndefined()
  })

  it('is written as it is read: corners, and GeoJSON where it has holes', () => {
    const degree = (min: number, max: number) => fc.integer({ min: min * 1e6, max: max * 1e6 })
    const corner = fc.tuple(degree(-11, 6), degree(95, 141))
    fc.assert(
      fc.property(
        fc.uniqueArray(corner, { minLength: 3, maxLength: 20, selector: String }),
        (all) => {
          const text = all.map(
            ([lat, lon]) => `${(lat / 1e6).toFixed(6)}, ${(lon / 1e6).toFixed(6)}`,
          )
          const area = readBatas(text.join('\n'))
          if (area === undefined) throw new Error('not read')
          expect(readBatas(writeBatas(area))).toEqual(area)
        },
      ),
    )
    const ring = [
      [110, -7],
      [110.1, -7],
      [110.1, -7.1],
      [110, -7],
    ]
    const area = { type: 'Polygon', coordinates: [ring, ring] } as const
    expect(readBatas(writeBatas(area))).toEqual(area)
  })

  it('never throws, whatever was typed', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void readBatas(text)))
    fc.assert(
      fc.property(fc.json(), (text) => void readBatas(`{"type":"Polygon","coordinates":${text}}`)),
    )
  })

  it('is drawn within its frame, with a scale bar at most a third of it', () => {
    const side = fc.double({ min: 1e-5, max: 0.5, noNaN: true })
    fc.assert(
      fc.property(side, side, (dLat, dLon) => {
        const area = readBatas(
          `-7.2, 110.4\n-7.2, ${110.4 + dLon}\n${-7.2 + dLat}, ${110.4 + dLon}`,
        )
        if (area === undefined) return
        const drawn = drawBatas(area)
        expect(Math.max(drawn.width, drawn.height)).toBeLessThanOrEqual(301)
        expect(drawn.skala.panjang).toBeLessThanOrEqual(100)
        for (const number of drawn.path.match(/[\d.]+/g) ?? [])
          expect(Number(number)).toBeLessThanOrEqual(301)
      }),
    )
  })

  it('has nothing to draw where all its corners fall together', () => {
    const area = readBatas('-7.1, 110.4\n-7.1, 110.40001\n-7.10001, 110.40001')
    if (area === undefined) throw new Error('not read')
    expect(pathOf(area, () => ({ x: 1, y: 1 }))).toBe('')
  })
})

describe('the area on the card', () => {
  it.each([
    ['1000', '1000.0', 0],
    ['1100', '1000.0', 10],
    ['500', '1000.0', 50],
    [undefined, '1000.0', undefined],
    ['0', '1000.0', undefined],
    ['1000', null, undefined],
    ['bukan angka', '1000.0', undefined],
  ])('%s against %s inside the outline is %s percent away', (told, drawn, expected) => {
    expect(bedaLuas(told, drawn)).toBe(expected)
  })
})
