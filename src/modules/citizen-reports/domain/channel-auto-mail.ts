/** Header fields of a mail, names in lower case. */
export type MailHeaders = readonly Readonly<{ key: string; value: string }>[]

export type MailEnvelope = Readonly<{
  headers: MailHeaders
  from: string
  /** Addresses and domain our own mail is sent from. */
  ownAddresses: readonly string[]
}>

const MACHINES =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|auto-?reply|notifications?)\b/i

/**
 * Was this written by a program: an absence note, a bounce, a list, or ourselves? Such mail makes no case
 * and gets no answer, so that two programs can never keep each other busy.
 */
export function isAutomaticMail({ headers, from, ownAddresses }: MailEnvelope): boolean {
  if (ownAddresses.some((own) => from.toLowerCase() === own.toLowerCase())) return true
  return MACHINES.test(from) || headers.some(isAutomaticHeader)
}

const MARKS: Readonly<Record<string, (value: string) => boolean>> = {
  'auto-submitted': (value) => !/^no\b/i.test(value.trim()),
  precedence: (value) => /^(?:bulk|junk|list|auto_reply)/i.test(value.trim()),
  'x-auto-response-suppress': (value) => /\b(?:all|oof|autoreply)\b/i.test(value),
  'x-autoreply': () => true,
  'x-autorespond': () => true,
  'x-autoresponder': () => true,
  'x-loop': () => true,
  'list-id': () => true,
  'list-unsubscribe': () => true,
  'feedback-id': () => true,
  'x-failed-recipients': () => true,
  'return-path': (value) => /^\s*<\s*>\s*$/.test(value),
  'content-type': (value) => /^\s*multipart\/report\b/i.test(value),
}

function isAutomaticHeader({ key, value }: Readonly<{ key: string; value: string }>): boolean {
  const name = key.toLowerCase()
  return Object.hasOwn(MARKS, name) && MARKS[name]?.(value) === true
}
