/** A sentence the page brought along, with its figures put in. */
export const fill = (text: string | undefined, n: number, percent = 0): string =>
  (text ?? '').replace('{n}', String(n)).replace('{p}', String(percent))
