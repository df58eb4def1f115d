import { z } from 'zod'
import { parseWitnessList } from './log-witnesses.ts'

/**
 * Every variable the program reads, in one schema. Nothing else reads the environment (a tidy rule).
 * A bad value stops the start with a sentence that names the variable.
 */
const flag = z.enum(['on', 'off'])
const port = z.coerce.number().int().min(0).max(65_535)

const EnvSchema = z.object({
  PORT: port.default(3000).describe('port to listen on'),
  HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on'),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('public address, without a slash at the end'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./var')
    .describe('where the embedded database and files live'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional()
    .describe(
      'PostgreSQL 15 or newer, a role that may create roles; unset starts the embedded one',
    ),
  DEMO: flag
    .optional()
    .describe('load and announce the invented demo region; on by default when the database is new'),
  SECRET_KEY: z
    .string()
    .min(32, 'must be at least 32 characters')
    .optional()
    .describe('key for sessions and sealed files; made in DATA_DIR when unset outside production'),
  REGION_TIMEZONE: z
    .enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'])
    .default('Asia/Jakarta')
    .describe('WIB, WITA or WIT'),
  MQTT_URL: z.string().optional().describe('MQTT broker; used when sensors arrive'),
  MQTT_PORT: port
    .default(1883)
    .describe('port of the embedded MQTT broker; used when sensors arrive'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional()
    .describe('mail server; unset writes mail to DATA_DIR/outbox'),
  SMS_URL: z
    .url()
    .optional()
    .describe('SMS gateway that takes JSON by POST; unset writes to DATA_DIR/outbox'),
  WHATSAPP_URL: z
    .url()
    .optional()
    .describe('WhatsApp gateway that takes JSON by POST; unset writes to DATA_DIR/outbox'),
  S3_URL: z
    .string()
    .regex(/^s3(\+https?)?:\/\//, 'must start with s3+https://')
    .optional()
    .describe('object store for files; unset keeps them in DATA_DIR'),
  CHANNEL_KEY: z
    .string()
    .min(16, 'must be at least 16 characters')
    .optional()
    .describe(
      'key that SMS, WhatsApp and e-mail gateways send with every incoming message; unset refuses them',
    ),
  WHATSAPP_MEDIA_URL: z
    .url({ protocol: /^https?$/ })
    .regex(/\{id\}|%7Bid%7D/i, 'must contain {id}')
    .optional()
    .describe(
      'address of a WhatsApp picture by its id, {id} filled in; unset takes pictures by link only',
    ),
  PRIVATE_HOSTS: z
    .string()
    .regex(/^[\w.:-]+(,[\w.:-]+)*$/, 'must be host:port, several apart by commas')
    .optional()
    .describe(
      'host:port in a private network that partners, media and witnesses may lie at; unset none',
    ),
  LOG_WITNESSES: z
    .string()
    .transform((text, context) => {
      const list = parseWitnessList(text)
      if (list.ok) return list.witnesses
      context.addIssue({ code: 'custom', message: list.problem })
      return z.NEVER
    })
    .optional()
    .describe(
      'witnesses of the public log, each <verifier key>@<http(s) address>, several apart by spaces or commas; unset none',
    ),
  VAPID_PUBLIC_KEY: z
    .string()
    .optional()
    .describe('web push key pair, public part; unset turns web push off'),
  VAPID_PRIVATE_KEY: z.string().optional().describe('web push key pair, private part'),
  LOG_PIN: z
    .string()
    .max(255)
    .optional()
    .describe(
      'PIN of the token that holds the key of the public log; unset when the key is a file',
    ),
  LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]{1,200}$/, 'must be one word without a plus sign')
    .optional()
    .describe(
      'name of the public log, host and path without a scheme; from BASE_URL when unset, kept once given',
    ),
  BSRE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'BSrE, where officials sign with NIK and passphrase; unset: the authority of this installation signs',
    ),
  BSRE_USER: z.string().max(200).optional().describe('user of this region at BSrE'),
  BSRE_KEY: z.string().max(200).optional().describe('password of that user'),
  BSRE_CERT: z
    .string()
    .optional()
    .describe('PEM file with the certificates that vouch for BSrE signers; unset trusts none'),
  DUKCAPIL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'population register (Dukcapil); unset: a stand-in in the demo, else the house goes on without it',
    ),
  DUKCAPIL_USER: z.string().max(200).optional().describe('user of the population register'),
  DUKCAPIL_KEY: z.string().max(200).optional().describe('password of that user'),
  DUKCAPIL_QUOTA: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('look-ups a day that the agreement allows; unset counts none'),
  OSS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('OSS (NIB); unset: a stand-in in the demo, else the house goes on without it'),
  OSS_KEY: z.string().max(200).optional().describe('user_key of OSS'),
  PAYMENT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'payment gateway (QRIS, virtual accounts); unset: a stand-in in the demo, else bills are paid at the counter',
    ),
  PAYMENT_KEY: z
    .string()
    .min(16, 'must be at least 16 characters')
    .max(200)
    .optional()
    .describe('key shared with the payment gateway, for our calls and its signed messages'),
  TRUST_PROXY: flag
    .default('off')
    .describe('on behind one reverse proxy that sets X-Forwarded-For'),
  LOG_TSA_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('time stamping authority (RFC 3161) for the public log; unset stamps nothing'),
  LOG_TSA_CERT: z
    .string()
    .optional()
    .describe(
      "PEM file with the authority's certificate or its issuer's; unset leaves stamps unchecked",
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('how much is logged'),
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('production refuses demo data unless DEMO=on'),
})

export type Env = Readonly<z.infer<typeof EnvSchema>>

/**
 * @returns the parsed environment, or one sentence per bad variable
 */
export function parseEnv(
  source: Record<string, string | undefined>,
): { ok: true; env: Env } | { ok: false; problems: readonly string[] } {
  // An empty value in .env means "not set": otherwise `SMTP_URL=` would be a bad address.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = EnvSchema.safeParse(given)
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    }
  }
  if (parsed.data.NODE_ENV === 'production' && parsed.data.SECRET_KEY === undefined) {
    return { ok: false, problems: ['SECRET_KEY: must be set when NODE_ENV=production'] }
  }
  if (parsed.data.PAYMENT_URL !== undefined && parsed.data.PAYMENT_KEY === undefined) {
    return { ok: false, problems: ['PAYMENT_KEY: must be set when PAYMENT_URL is'] }
  }
  return { ok: true, env: parsed.data }
}

export type EnvRow = Readonly<{ name: string; about: string; fallback: string }>

/** One row per variable, for `npm start -- --help` and the check of .env.example. */
export function describeEnv(): readonly EnvRow[] {
  return Object.entries(EnvSchema.shape).map(([name, schema]) => ({
    name,
    about: schema.description ?? '',
    fallback: schema instanceof z.ZodDefault ? String(schema.def.defaultValue) : '',
  }))
}
