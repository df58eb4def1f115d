import type { Command } from '../command.ts'
import { wrongUsage } from './with-installation.ts'

/** What can be done with a log; each is a command of its own with the rest of the arguments. */
const KINDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  audit: () => import('./log-audit.ts'),
  check: () => import('./log-check.ts'),
  renew: () => import('./log-renew.ts'),
  rotate: () => import('./log-rotate.ts'),
  verify: () => import('./log-verify.ts'),
}

const names = Object.keys(KINDS).toSorted().join(' | ')

async function kindOf([kind = '']: readonly string[]): Promise<Command | undefined> {
  return Object.hasOwn(KINDS, kind) ? (await KINDS[kind]?.())?.command : undefined
}

export const command: Command = {
  summary:
    'Memeriksa log publik (satu catatan atau seluruhnya), mengganti kuncinya, atau memulainya lagi',
  usage: `pendopo log <${names}> …   (rincian: pendopo log <apa> --help)`,
  run: async (args) => {
    const kind = await kindOf(args)
    if (kind === undefined) return wrongUsage(`Sebutkan apa yang dilakukan: ${names}.`)
    return kind.run(args.slice(1))
  },
  kindOf,
}
