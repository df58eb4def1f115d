import type { Command } from '../command.ts'
import { openInstallation } from '../installation.ts'
import { loadEnv } from '../load-env.ts'

export const command: Command = {
  summary: 'Menyalakan Pendopo: basis data, migrasi, data contoh bila baru, lalu melayani',
  usage: 'npm start',
  run: async () => {
    const env = loadEnv()
    const installation = await openInstallation(env)
    const address = await installation.listen()
    process.stdout.write(await installation.greeting(address))
    await untilStopped()
    await installation.close()
    return 0
  },
}

function untilStopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
}
