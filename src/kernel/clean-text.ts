/**
 * Text from outside as the database can keep it: line ends as \n, no control characters, no halves of
 * surrogate pairs (jsonb refuses them).
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
}

/** The same, and without signs nobody sees that change how a text is read: order of writing, zero width. */
export function cleanVisible(text: string): string {
  return cleanText(text.normalize('NFC')).replace(/\p{Cf}/gu, '')
}
