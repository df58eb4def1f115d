import type { Command } from '../command.ts'
import { addActRoute } from './bench/log/act-route.ts'
import { serveUntilStopped } from './start.ts'

/** Started by `bench log` as a process of its own: the program as it is served, with one address more. */
export const command: Command = {
  summary:
    'Untuk bench log: program seperti biasa, ditambah satu alamat yang mencatat satu tindakan',
  usage: 'pendopo bench log-server',
  run: () => serveUntilStopped(addActRoute),
}
