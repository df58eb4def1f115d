import type { Command } from './command.ts'
import { describeEnv } from './env.ts'

const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  start: () => import('./commands/start.ts'),
  migrate: () => import('./commands/migrate.ts'),
  seed: () => import('./commands/seed.ts'),
  import: () => import('./commands/import.ts'),
  user: () => import('./commands/user.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  export: () => import('./commands/export.ts'),
  witness: () => import('./commands/witness.ts'),
  'stand-in': () => import('./commands/stand-in.ts'),
  train: () => import('./commands/train.ts'),
  log: () => import('./commands/log.ts'),
  count: () => import('./commands/count.ts'),
  pendapat: () => import('./commands/pendapat.ts'),
  bench: () => import('./commands/bench.ts'),
}

export async function main(args: readonly string[]): Promise<void> {
  const [name = '--help', ...rest] = args
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) {
    const isHelp = name === '--help' || name === '-h' || name === 'help'
    const out = isHelp ? process.stdout : process.stderr
    out.write(`${isHelp ? '' : `Perintah "${name}" tidak dikenal.\n\n`}${await overview()}`)
    process.exitCode = isHelp ? 0 : 2
    return
  }
  const { command } = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    const { summary, usage } = (await command.kindOf?.(rest)) ?? command
    process.stdout.write(
      `${summary}\n\nPemakaian: ${usage}\n${name === 'start' ? environment() : ''}`,
    )
    return
  }
  process.exitCode = await runCommand(command, rest)
}

async function runCommand(command: Command, args: readonly string[]): Promise<number> {
  try {
    return await command.run(args)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${reason}\n`)
    if (process.env.LOG_LEVEL === 'debug' && error instanceof Error)
      process.stderr.write(`${error.stack}\n`)
    return 1
  }
}

async function overview(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(COMMANDS).map(
      async ([name, load]) => `  ${name.padEnd(9)} ${(await load()).command.summary}`,
    ),
  )
  return `Pemakaian: pendopo <perintah>\n\n${lines.join('\n')}\n\nSetiap perintah: --help\n`
}

function environment(): string {
  const rows = describeEnv().map(
    ({ name, about, fallback }) =>
      `  ${name.padEnd(18)} ${about}${fallback ? ` (${fallback})` : ''}`,
  )
  return `\nVariabel lingkungan:\n${rows.join('\n')}\n`
}
