/**
 * Text that a spreadsheet would run as a formula gets one apostrophe in front. The apostrophe is
 * added to text that already carries some, too, so taking one away again always gives the original
 * back. Full-width ＝＋－＠ count because Excel with an East Asian locale reads them as = + - @.
 */
const RISKY = /^'*[=+\-@\t\r\n＝＋－＠]/
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/

/** @returns the text as it may stand in a cell that people open in a spreadsheet */
export function guardFormula(text: string): string {
  return RISKY.test(text) ? `'${text}` : text
}

/** @returns the text as it was before guardFormula */
export function unguardFormula(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text
}
