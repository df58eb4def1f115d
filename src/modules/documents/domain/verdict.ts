/** What is true of a file or a code that somebody shows us. */
export type Verdict =
  /** As it was issued, and in force. */
  | 'asli'
  /** As it was issued, and no longer in force. */
  | 'dicabut'
  | 'diganti'
  | 'kedaluwarsa'
  /** A letter of ours with something behind its end that nobody signed. */
  | 'ditambah'
  /** Says it is signed, and is not what was signed. */
  | 'diubah'
  /** Holds, and was not signed by us. */
  | 'penanda-lain'
  /** Carries no signature at all. */
  | 'tanpa-tanda-tangan'
  | 'terkunci'
  | 'tak-terbaca'
  /** No letter has this code. */
  | 'tak-dikenal'

export type LetterFacts = Readonly<{
  status: 'berlaku' | 'dicabut' | 'diganti'
  sampai: string | null
}>

/** The standing of a letter that is as it was issued. What was taken back is told before what ran out. */
export function standingOf({ status, sampai }: LetterFacts, today: string): Verdict {
  if (status !== 'berlaku') return status
  return sampai !== null && sampai < today ? 'kedaluwarsa' : 'asli'
}

export type SeenSignature = Readonly<{
  state: 'valid' | 'changed' | 'unreadable'
  isTotal: boolean
  /** The file up to the end of this signature is one we have issued. */
  isOurs: boolean
}>

/**
 * What to say of a file whose bytes as a whole are none of ours. One that begins with a letter of ours was
 * added to; one that only says so was changed.
 *
 * @param namesOurs it names a code of ours
 */
export function verdictOfFile(signatures: readonly SeenSignature[], namesOurs: boolean): Verdict {
  if (signatures.length === 0) return 'tanpa-tanda-tangan'
  if (signatures.some(({ isOurs, state }) => isOurs && state === 'valid')) return 'ditambah'
  if (namesOurs || signatures.some(({ state }) => state !== 'valid')) return 'diubah'
  return signatures.some(({ isTotal }) => isTotal) ? 'penanda-lain' : 'diubah'
}
