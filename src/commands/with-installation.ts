import type { Env } from '../env.ts'
import { type Installation, openInstallation } from '../installation.ts'
import { loadEnv } from '../load-env.ts'

/**
 * Open database and program for one command, and close both whatever happens. Nothing listens. A program
 * that runs already keeps serving: the command works beside it.
 */
export async function withInstallation(
  work: (installation: Installation) => Promise<number>,
): Promise<number> {
  const env = loadEnv()
  const quiet: Env = { ...env, LOG_LEVEL: env.LOG_LEVEL === 'info' ? 'warn' : env.LOG_LEVEL }
  const installation = await openInstallation(quiet, { mayJoin: true })
  try {
    return await work(installation)
  } finally {
    await installation.close()
  }
}

export type Arguments = Readonly<{
  words: readonly string[]
  flags: Readonly<Record<string, string | true>>
}>

/** `--name value`, `--name=value` and `--name`; everything else is a word. */
export function readArguments(args: readonly string[], valued: readonly string[] = []): Arguments {
  const words: string[] = []
  const flags: Record<string, string | true> = {}
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (!arg.startsWith('--')) {
      words.push(arg)
      continue
    }
    const [name = '', inline] = arg.slice(2).split('=', 2)
    const next = args[index + 1]
    if (inline !== undefined) flags[name] = inline
    else if (valued.includes(name) && next !== undefined) {
      flags[name] = next
      index += 1
    } else flags[name] = true
  }
  return { words, flags }
}

/** Wrong usage: the sentence goes to standard error, the exit code is 2. */
export function wrongUsage(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 2
}

const PROGRESS_AFTER_MS = 1_000

/** Progress on standard error for anything over a second; silent when it is not a terminal. */
export function createProgress(label: string): (done: number) => void {
  const startedMs = Date.now()
  let lastMs = startedMs
  return (done) => {
    const nowMs = Date.now()
    if (!process.stderr.isTTY || nowMs - startedMs < PROGRESS_AFTER_MS || nowMs - lastMs < 200)
      return
    lastMs = nowMs
    process.stderr.write(`\r${label}: ${done}`)
  }
}
