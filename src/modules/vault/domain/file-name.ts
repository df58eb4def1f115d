/** Letters that turn the order of a name around, hide in it, or end a line. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu
const LONGEST = 80

/**
 * The name its owner knows a file by, made harmless: no folders, nothing that turns letters around, the
 * ending of what it is. It is shown, and never used as a path.
 */
export function cleanFileName(sent: string, format: 'jpg' | 'pdf'): string {
  const base = sent.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const visible = base
    .replace(HIDDEN, '')
    .replace(/[<>:"|?*]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const stem = visible.replace(/\.[A-Za-z0-9]{1,8}$/, '').replace(/^\.+/, '')
  const short = [...stem].slice(0, LONGEST).join('').trim()
  return `${short === '' ? 'berkas' : short}.${format}`
}
