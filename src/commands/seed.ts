import type { Command } from '../command.ts'
import { withInstallation } from './with-installation.ts'

export const command: Command = {
  summary: 'Memuat daerah contoh ke basis data yang masih kosong',
  usage: 'pendopo seed',
  run: () =>
    withInstallation(async ({ app }) => {
      const isLoaded = await app.seedWhenEmpty()
      process.stdout.write(
        isLoaded
          ? 'Daerah contoh dimuat.\n'
          : 'Basis data sudah berisi atau DEMO=off; tidak ada yang dimuat.\n',
      )
      return 0
    }),
}
