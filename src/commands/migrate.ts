import type { Command } from '../command.ts'
import { withInstallation } from './with-installation.ts'

export const command: Command = {
  summary: 'Menyesuaikan basis data dengan versi ini, lalu berhenti',
  usage: 'pendopo migrate',
  run: () =>
    withInstallation(async () => {
      process.stdout.write('Basis data sudah sesuai dengan versi ini.\n')
      return 0
    }),
}
