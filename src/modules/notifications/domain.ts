import type { Channel, Template } from './types.ts'

export type OutsideChannel = Exclude<Channel, 'in-app'>

/** How to reach someone, as far as we know. */
export type Reach = Readonly<{ email?: string; phone?: string; hasPush: boolean }>

/**
 * Channels a notice goes out by. E-mail and push cost nothing and are on unless turned off; SMS costs
 * money and is used when it is the only way, or when the person asked for it. `only` narrows the choice to
 * named channels, and what a person turned off stays off there too. A reply within a conversation is no
 * notice: it goes out by `sendText`, the way its question came in.
 */
export function chooseChannels(
  reach: Reach,
  wishes: Readonly<Partial<Record<OutsideChannel, boolean>>>,
  only?: readonly Channel[],
): readonly OutsideChannel[] {
  const isFree = (channel: OutsideChannel, isPossible: boolean) =>
    isPossible && wishes[channel] !== false
  const free: readonly OutsideChannel[] = [
    ...(isFree('push', reach.hasPush) ? (['push'] as const) : []),
    ...(isFree('email', reach.email !== undefined) ? (['email'] as const) : []),
    ...(wishes.whatsapp === true && reach.phone !== undefined ? (['whatsapp'] as const) : []),
  ]
  const needsSms =
    reach.phone !== undefined && wishes.sms !== false && (wishes.sms === true || free.length === 0)
  const chosen = needsSms ? [...free, 'sms' as const] : free
  if (only === undefined) return chosen
  return only.filter(
    (channel): channel is OutsideChannel =>
      channel !== 'in-app' && isReachable(channel, reach) && wishes[channel] !== false,
  )
}

function isReachable(channel: OutsideChannel, reach: Reach): boolean {
  if (channel === 'email') return reach.email !== undefined
  return channel === 'push' ? reach.hasPush : reach.phone !== undefined
}

/** Put values into {{name}}; a value never contains a placeholder of its own. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{([a-z_]{1,40})\}\}/g, (_whole, name: string) => values[name] ?? '')
}

/** Characters of the GSM 03.38 basic set that count as one; others make an SMS three times as dear. */
const GSM = /[^A-Za-z0-9 \r\n@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]/g
const SMS_MAX = 160

/** One SMS: plain characters, at most 160, cut at a word. */
export function toSms(text: string): string {
  const plain = text
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/…/g, '...')
    .replace(GSM, '')
    .replace(/ {2,}/g, ' ')
    .trim()
  if (plain.length <= SMS_MAX) return plain
  const cut = plain.slice(0, SMS_MAX - 3)
  const lastSpace = cut.lastIndexOf(' ')
  return `${lastSpace > SMS_MAX / 2 ? cut.slice(0, lastSpace) : cut}...`
}

export type Rendered = Readonly<{ subject: string; text: string }>

/** The words for one channel; a long channel gets the link on a line of its own. */
export function renderNotice(
  template: Template,
  notice: Readonly<{ values: Readonly<Record<string, string>>; url: string; footer?: string }>,
  channel: OutsideChannel,
): Rendered {
  const subject = fillTemplate(template.subject, notice.values)
  if (channel === 'sms')
    return { subject, text: toSms(fillTemplate(template.short, notice.values)) }
  if (channel === 'push') return { subject, text: fillTemplate(template.short, notice.values) }
  const footer = notice.footer === undefined ? '' : `\n${notice.footer}\n`
  return {
    subject,
    text: `${fillTemplate(template.body, notice.values)}\n\n${notice.url}\n${footer}`,
  }
}
