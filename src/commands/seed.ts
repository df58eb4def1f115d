import type { Command } from '../command.ts'
import { withInstallation } from './with-installation.ts'

export const command: Command = {
  summary: 'Mengisi basis data yang masih kosong: daerah contoh, atau katalog dasar bila DEMO=off',
  usage: 'pendopo seed',
  run: () =>
    withInstallation(async ({ app }) => {
      const isLoaded = await app.seedWhenEmpty()
      process.stdout.write(
        isLoaded
          ? `${app.kit.isDemo() ? 'Daerah contoh' : 'Katalog dasar dan kalender nasional'} dimuat.\n`
          : 'Basis data sudah berisi; tidak ada yang dimuat.\n',
      )
      return 0
    }),
}
