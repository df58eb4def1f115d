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
    // Lines go out by the page and at the latest after half a second: a write for each would cost as
    // much as the answer it tells of. What is left is written when the program ends.
    destination ?? pino.destination({ dest: 2, sync: false, minLength: 4_096, periodicFlush: 500 }),
  )
}
