import type { Command } from '../command.ts'
import { wrongUsage } from './with-installation.ts'

/** What can be measured; each is a command of its own that prints JSON lines on standard output. */
const KINDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  finance: () => import('./bench-finance.ts'),
  log: () => import('./bench-log.ts'),
  'log-server': () => import('./bench-log-server.ts'),
  participation: () => import('./bench-participation.ts'),
  reports: () => import('./bench-reports.ts'),
  services: () => import('./bench-services.ts'),
  routing: () => import('./bench-routing.ts'),
  yardstick: () => import('./bench-yardstick.ts'),
}

const names = Object.keys(KINDS).toSorted().join(' | ')

async function kindOf([kind = '']: readonly string[]): Promise<Command | undefined> {
  return Object.hasOwn(KINDS, kind) ? (await KINDS[kind]?.())?.command : undefined
}

export const command: Command = {
  summary: 'Mengukur dan mencetak angkanya sebagai baris JSON',
  usage: `pendopo bench <${names}> [pilihan]   (rincian: pendopo bench <apa> --help)`,
  run: async (args) => {
    const kind = await kindOf(args)
    if (kind === undefined) return wrongUsage(`Sebutkan apa yang diukur: ${names}.`)
    return kind.run(args.slice(1))
  },
  kindOf,
}
