import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardFormula, unguardFormula } from './formula-guard.ts'
import { chooseDelimiter, collectCsv, type ReadCsvOptions, readCsv } from './read-csv.ts'
import { csvStream, writeCsvRow } from './write-csv.ts'

type Pair = Readonly<{ a: string; b: string }>
const pairColumns = [
  { header: 'a', value: (row: Pair) => row.a },
  { header: 'b', value: (row: Pair) => row.b },
]

async function writeAll(rows: readonly Pair[], bom = false): Promise<string> {
  const pieces: string[] = []
  for await (const piece of csvStream(rows, pairColumns, { bom })) pieces.push(piece)
  return pieces.join('')
}

function readText(text: string, options: ReadCsvOptions = {}) {
  return collectCsv(readCsv([Buffer.from(text)], options))
}

describe('writing CSV', () => {
  it.each(['=cmd|x', '+62812', '-1+1', '@sum', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'])(
    'puts an apostrophe before %j, which a spreadsheet would run',
    (text) => {
      expect(guardFormula(text)).toBe(`'${text}`)
      expect(unguardFormula(guardFormula(text))).toBe(text)
    },
  )

  it('leaves plain text, an ordinary apostrophe and real numbers alone', () => {
    expect(writeCsvRow(['Jalan rusak', "'kutip'", -5, -3n, true, { decimal: '-15.00' }])).toBe(
      "Jalan rusak,'kutip',-5,-3,true,-15.00\r\n",
    )
  })

  it('refuses to call a text decimal', () => {
    expect(() => writeCsvRow([{ decimal: '=1' }])).toThrow('decimal')
    expect(() => writeCsvRow([Number.NaN])).toThrow('finite')
  })

  it('quotes separators, quotes, line breaks and outer spaces', () => {
    expect(writeCsvRow(['a,b', 'c"d', 'e\nf', ' g', 'h;i', null, undefined])).toBe(
      '"a,b","c""d","e\nf"," g","h;i",,\r\n',
    )
  })

  it('starts with a byte order mark only when asked', async () => {
    expect(await writeAll([], true)).toBe('\uFEFFa,b\r\n')
    expect(await writeAll([])).toBe('a,b\r\n')
  })

  it('hands out pieces of bounded size, so memory does not grow with the rows', async () => {
    function* many(): Generator<Pair> {
      for (let index = 0; index < 20_000; index += 1) yield { a: String(index), b: 'x'.repeat(50) }
    }
    let longest = 0
    let pieces = 0
    for await (const piece of csvStream(many(), pairColumns)) {
      longest = Math.max(longest, piece.length)
      pieces += 1
    }
    expect(pieces).toBeGreaterThan(50)
    expect(longest).toBeLessThan(20_000)
  })
})

describe('reading CSV', () => {
  it('gives back every text that was written, formulas and all', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }).filter((text) => !text.includes('\u0000')),
      fc.constantFrom(
        '=1',
        "'=1",
        "''+x",
        '\t',
        '\r',
        '\r\n',
        '"',
        '""',
        ';',
        ',',
        ' ',
        "'",
        '＝x',
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ a: cell, b: cell }), { maxLength: 8 }),
        async (rows) => {
          const table = await readText(await writeAll(rows))
          expect(table.problems).toEqual([])
          expect(table.rows.map((row) => row.cells)).toEqual(rows)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('never throws, whatever the bytes are and however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }),
        async (parts) => {
          const table = await collectCsv(readCsv(parts))
          expect(table.rows.length + table.problems.length).toBeGreaterThanOrEqual(0)
          for (const found of table.problems) expect(found.message).not.toBe('')
        },
      ),
      { numRuns: 300 },
    )
  })

  it('reads UTF-8 and UTF-16, with and without a mark, however the bytes are cut', async () => {
    const text = 'nama,isi\r\nDesa Ngrajek,“lubang”é\r\n'
    const files = [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(text, 'utf16le'),
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
    ]
    for (const file of files) {
      const bytes = [...file].map((byte) => Uint8Array.of(byte))
      const table = await collectCsv(readCsv(bytes))
      expect(table.problems).toEqual([])
      expect(table.rows[0]?.cells).toEqual({ nama: 'Desa Ngrajek', isi: '“lubang”é' })
    }
  })

  it('refuses Windows-1252 with the way out, and reads it when a person says so', async () => {
    const file = Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xe9, 0x2c, 0x93, 0x0a])
    const refused = await collectCsv(readCsv([file]))
    expect(refused.problems).toHaveLength(1)
    expect(refused.problems[0]?.message).toContain('CSV UTF-8')
    const read = await collectCsv(readCsv([file], { encoding: 'windows-1252' }))
    expect(read.rows[0]?.cells).toEqual({ a: 'é', b: '“' })
  })

  it('recognises the semicolon of Indonesian Excel and the tab', async () => {
    expect(chooseDelimiter('"a,b,c";d;e\n')).toBe(';')
    expect(chooseDelimiter('a\tb\tc')).toBe('\t')
    expect(chooseDelimiter('')).toBe(',')
    expect((await readText('a;b\n1;2,5\n')).rows[0]?.cells).toEqual({ a: '1', b: '2,5' })
  })

  it('names row and column of a problem as the spreadsheet shows them', async () => {
    const table = await readText('a,b\n\n1,2\n3\n4,5\n6,nul\u0000\n')
    expect(table.rows.map((row) => row.row)).toEqual([3, 5])
    expect(table.problems).toMatchObject([{ row: 4 }, { row: 6, column: 'b' }])
  })

  it('ends with a clear sentence at a quote without its partner', async () => {
    for (const text of ['a,b\n1,"2\n3,4\n', 'a,b\n1,2"3\n4,5\n', 'a,b\n"x"y,2\n']) {
      const table = await readText(text)
      expect(table.problems).toMatchObject([{ row: 2 }])
      expect(table.problems[0]?.message).toContain('Tanda kutip')
    }
  })

  it('checks the header: empty file, missing, nameless and double columns', async () => {
    expect((await readText('')).problems[0]?.message).toContain('Berkas kosong')
    expect((await readText('a,a\n1,2\n')).problems).toMatchObject([{ row: 1, column: 'a' }])
    expect((await readText('a,\n1,2\n')).problems[0]?.message).toContain('Kolom ke-2')
    const table = await readText(' NOMOR ,x\n1,2\n', { required: ['nomor', 'status'] })
    expect(table.problems).toMatchObject([{ column: 'status' }])
  })

  it('gives known columns their own name whatever the case, and survives __proto__', async () => {
    const table = await readText('NOMOR, Catatan ,__proto__\n1,2,3\n', {
      required: ['nomor'],
      optional: ['catatan'],
    })
    expect(Object.entries(table.rows[0]?.cells ?? {})).toEqual([
      ['nomor', '1'],
      ['catatan', '2'],
      ['__proto__', '3'],
    ])
  })

  it('renames the headers of another system', async () => {
    const table = await readText('ID Laporan,x\n7,y\n', {
      required: ['nomor'],
      rename: { 'id laporan': 'nomor' },
    })
    expect(table.rows[0]?.cells).toEqual({ nomor: '7', x: 'y' })
  })

  it('holds its limits: rows, columns, length of a cell, length of a record', async () => {
    const limits = { rows: 2, columns: 2, fieldChars: 10 }
    const tooMany = await readText('a\n1\n2\n3\n4\n', { limits })
    expect(tooMany.rows).toHaveLength(2)
    expect(tooMany.problems[0]?.message).toContain('lebih dari 2 baris')
    expect((await readText('a,b,c\n1,2,3\n', { limits })).problems[0]?.message).toContain('3 kolom')
    const long = await readText(`a\n${'x'.repeat(11)}\n`, { limits })
    expect(long.problems).toMatchObject([{ row: 2, column: 'a' }])
    expect((await readText(`a\n"${'x'.repeat(500)}`, { limits })).problems[0]?.message).toContain(
      'Baris terlalu panjang',
    )
  })

  it('stops collecting at a thousand problems', async () => {
    const table = await readText(`a,b\n${'1\n'.repeat(5_000)}`)
    expect(table.problems).toHaveLength(1_000)
  })

  it('passes on a failure of the source instead of calling it a bad file', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a,b\n1,2\n')
      throw new Error('disk gone')
    }
    await expect(collectCsv(readCsv(failing()))).rejects.toThrow('disk gone')
  })
})
