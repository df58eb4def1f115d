import type { Command } from '../command.ts'
import { recordRestored } from '../modules/portal/index.ts'
import { readBackup } from '../platform/db/backup.ts'
import { openDatabase } from '../platform/db/database.ts'
import { backupFiles } from './backup-files.ts'
import { withInstallation, wrongUsage } from './with-installation.ts'

export const command: Command = {
  summary: 'Memulihkan berkas cadangan ke pemasangan yang masih kosong, dengan pembuktian isi',
  usage: 'pendopo restore <berkas>   (DATA_DIR atau DATABASE_URL yang baru)',
  run: async ([path]) => {
    if (path === undefined) return wrongUsage('Sebutkan berkas cadangan.')
    return withInstallation(async ({ cluster, env }) => {
      const report = await readBackup(cluster.ownerUrl, path, backupFiles(env.DATA_DIR))
      const rows = report.tables.reduce((sum, table) => sum + table.rows, 0)
      const owner = openDatabase({ url: cluster.ownerUrl, poolMax: 1 })
      await recordRestored(owner.db, new Date()).finally(owner.close)
      process.stdout.write(
        `Pulih: ${report.tables.length} tabel, ${rows} baris, ${report.files} berkas; setiap tabel sama dengan sidik cadangannya.\n`,
      )
      return 0
    })
  },
}
