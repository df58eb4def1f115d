import type { App } from '../app.ts'
import type { Command } from '../command.ts'
import { openInstallation } from '../installation.ts'
import { loadEnv } from '../load-env.ts'

export const command: Command = {
  summary: 'Menyalakan Pendopo: basis data, migrasi, data contoh bila baru, lalu melayani',
  usage: 'npm start',
  run: () => serveUntilStopped(() => undefined),
}

/** @param prepare is given the program before it listens */
export async function serveUntilStopped(prepare: (app: App) => void): Promise<number> {
  const installation = await openInstallation(loadEnv())
  // A start that fails half way must end: a database left running would block the next try.
  try {
    prepare(installation.app)
    const address = await installation.listen()
    process.stdout.write(await installation.greeting(address))
    await untilStopped()
  } finally {
    // Whatever hangs in closing, a program that was told to end ends.
    setTimeout(() => process.exit(1), CLOSES_WITHIN_MS).unref()
    await installation.close()
  }
  return 0
}

const CLOSES_WITHIN_MS = 20_000

/** Listened to until the end: npm passes a Ctrl-C on that the terminal has sent here already. */
function untilStopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => done())
  })
}
