import type { Command } from '../command.ts'
import { writeBackup } from '../platform/db/backup.ts'
import { backupFiles } from './backup-files.ts'
import { withInstallation, wrongUsage } from './with-installation.ts'

export const command: Command = {
  summary: 'Menyimpan basis data dan berkas ke satu berkas cadangan',
  usage: 'pendopo backup <berkas>',
  run: async ([path]) => {
    if (path === undefined) return wrongUsage('Sebutkan nama berkas cadangan.')
    return withInstallation(async ({ cluster, env }) => {
      const report = await writeBackup(cluster.ownerUrl, path, backupFiles(env.DATA_DIR))
      const rows = report.tables.reduce((sum, table) => sum + table.rows, 0)
      process.stdout.write(
        `${path}: ${report.tables.length} tabel, ${rows} baris, ${report.files} berkas.\n`,
      )
      return 0
    })
  },
}
