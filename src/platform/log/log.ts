import { type DestinationStream, type Logger, pino } from 'pino'
import { maskSecrets } from './mask.ts'

export type Log = Logger

/**
 * Structured logs, one JSON line an event. Keys that carry secrets are removed by name, and every text
 * is masked for NIK, phone numbers, e-mail addresses and tokens, because free text is where they hide.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'password',
          'sandi',
          'token',
          'code',
          'otp',
          'authorization',
          'cookie',
          'nik',
          'phone',
          'email',
          'secret',
          'api_key',
        ].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: '[disembunyikan]',
      },
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        // Strings anywhere in the line are masked after serialising, so no field can be forgotten.
        streamWrite: maskSecrets,
      },
    },
    destination ?? pino.destination({ dest: 2, sync: false }),
  )
}
