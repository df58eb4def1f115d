/**
 * Digits in threes from the right, as every amount is written.
 *
 * @param digits a whole number without sign
 * @param mark what stands between them: `.` in Indonesian, `,` in English
 * @returns `1.234.567`
 */
export function inThousands(digits: string, mark: string): string {
  const groups: string[] = []
  for (let end = digits.length; end > 0; end -= 3) {
    groups.unshift(digits.slice(Math.max(0, end - 3), end))
  }
  return groups.join(mark)
}
