/**
 * The pattern of a text: 9 a digit, A a letter, * a letter or digit, [..] a part that may be missing, any
 * other sign itself. A language of its own, because regular expressions of strangers can hang a program.
 */
type Piece = Readonly<{ sign: string } | { optional: readonly Piece[] }>

const LENGTH_MAX = 60

/** @returns whether brackets close and the pattern is short enough */
export function isPattern(pattern: string): boolean {
  return pattern.length > 0 && pattern.length <= LENGTH_MAX && parse(pattern) !== undefined
}

/** @returns whether the whole text has the shape; letters of either case */
export function matchesPattern(text: string, pattern: string): boolean {
  const pieces = parse(pattern)
  if (pieces === undefined || text.length > LENGTH_MAX) return false
  return ends(pieces, text, new Set([0])).has(text.length)
}

/** @returns a text of the full shape, for showing people what is meant: 9[9][9]/9[9][9] is 000/000 */
export function patternExample(pattern: string): string {
  const write = (pieces: readonly Piece[]): string =>
    pieces
      .map((piece) => {
        if ('optional' in piece) return write(piece.optional)
        if (piece.sign === '9') return '0'
        return piece.sign === 'A' || piece.sign === '*' ? 'A' : piece.sign
      })
      .join('')
  return write(parse(pattern) ?? [])
}

/** All places a match can stop at: a set per piece, so that no text takes long. */
function ends(pieces: readonly Piece[], text: string, starts: ReadonlySet<number>): Set<number> {
  let now = new Set(starts)
  for (const piece of pieces) {
    const next = new Set<number>()
    if ('optional' in piece) {
      for (const place of [...now, ...ends(piece.optional, text, now)]) next.add(place)
    } else {
      for (const place of now) if (fits(piece.sign, text[place])) next.add(place + 1)
    }
    now = next
  }
  return now
}

function fits(sign: string, letter: string | undefined): boolean {
  if (letter === undefined) return false
  const isDigit = letter >= '0' && letter <= '9'
  const isLetter = letter.toLowerCase() !== letter.toUpperCase()
  if (sign === '9') return isDigit
  if (sign === 'A') return isLetter
  if (sign === '*') return isDigit || isLetter
  return sign === letter
}

function parse(pattern: string): readonly Piece[] | undefined {
  const stack: Piece[][] = [[]]
  for (const sign of pattern) {
    const top = stack.at(-1)
    if (top === undefined) return undefined
    if (sign === '[') stack.push([])
    else if (sign === ']') {
      const optional = stack.pop()
      const outer = stack.at(-1)
      if (optional === undefined || outer === undefined) return undefined
      outer.push({ optional })
    } else top.push({ sign })
  }
  return stack.length === 1 ? stack[0] : undefined
}
