import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Env } from '../../env.ts'

export type Message = Readonly<{
  id: string
  to: string
  subject: string | null
  text: string
  /** One-click unsubscribe of RFC 8058. */
  unsubscribeUrl?: string
}>

/** Takes one message or throws; the job tries again later. */
export type Gateway = Readonly<{ name: string; send: (message: Message) => Promise<void> }>

export type Gateways = Readonly<Record<'email' | 'sms' | 'whatsapp', Gateway>>

type GatewayEnv = Pick<Env, 'SMTP_URL' | 'SMS_URL' | 'WHATSAPP_URL' | 'DATA_DIR'>

/** Real gateways where they are configured; else a folder of files that a developer can read. */
export function openGateways(env: GatewayEnv, from: string): Gateways {
  const outbox = join(env.DATA_DIR, 'outbox')
  return {
    email:
      env.SMTP_URL === undefined ? fileGateway(outbox, 'email') : smtpGateway(env.SMTP_URL, from),
    sms: env.SMS_URL === undefined ? fileGateway(outbox, 'sms') : httpGateway('sms', env.SMS_URL),
    whatsapp:
      env.WHATSAPP_URL === undefined
        ? fileGateway(outbox, 'whatsapp')
        : httpGateway('whatsapp', env.WHATSAPP_URL),
  }
}

function fileGateway(folder: string, channel: string): Gateway {
  return {
    name: `${channel} to files`,
    send: async (message) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, `${message.id}-${channel}.json`)
      // Written aside and renamed, so a reader never sees half a message.
      writeFileSync(`${file}.part`, JSON.stringify({ channel, ...message }, undefined, 2), {
        mode: 0o600,
      })
      renameSync(`${file}.part`, file)
    },
  }
}

const GATEWAY_TIMEOUT_MS = 10_000

/**
 * SMS and WhatsApp gateways differ; ours speaks one small contract (JSON {id, to, text} by POST, 2xx is
 * taken) and leaves the provider's dialect to a relay the operator runs. User and password may stand
 * in the address.
 */
function httpGateway(name: string, address: string): Gateway {
  const url = new URL(address)
  const login =
    url.username === ''
      ? undefined
      : `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')}`
  url.username = ''
  url.password = ''
  return {
    name: `${name} over http`,
    send: async ({ id, to, text }) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(login === undefined ? {} : { authorization: login }),
        },
        body: JSON.stringify({ id, to, text }),
        signal: AbortSignal.timeout(GATEWAY_TIMEOUT_MS),
        redirect: 'error',
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`${name} gateway answered ${answer.status}`)
    },
  }
}

function smtpGateway(address: string, from: string): Gateway {
  return {
    name: 'email over smtp',
    send: async ({ id, to, subject, text, unsubscribeUrl }) => {
      const { createTransport } = await import('nodemailer')
      const transport = createTransport(address, {
        connectionTimeout: GATEWAY_TIMEOUT_MS,
        socketTimeout: GATEWAY_TIMEOUT_MS,
      } as never)
      await transport.sendMail({
        from,
        to,
        subject: subject ?? '',
        text,
        messageId: `<${id}@${from.split('@')[1] ?? 'pendopo'}>`,
        headers: {
          'auto-submitted': 'auto-generated',
          ...(unsubscribeUrl === undefined
            ? {}
            : {
                'list-unsubscribe': `<${unsubscribeUrl}>`,
                'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
              }),
        },
      })
      transport.close()
    },
  }
}
