import type { Command } from '../command.ts'
import { recordRestored } from '../modules/portal/index.ts'
import type { RestoredLog } from '../modules/public-log/index.ts'
import { readBackup } from '../platform/db/backup.ts'
import { openDatabase } from '../platform/db/database.ts'
import { backupFiles } from './backup-files.ts'
import { withInstallation, wrongUsage } from './with-installation.ts'

export const command: Command = {
  summary: 'Memulihkan berkas cadangan ke pemasangan yang masih kosong, dengan pembuktian isi',
  usage: 'pendopo restore <berkas>   (DATA_DIR atau DATABASE_URL yang baru)',
  run: async ([path]) => {
    if (path === undefined) return wrongUsage('Sebutkan berkas cadangan.')
    return withInstallation(async ({ app, cluster, env }) => {
      const report = await readBackup(cluster.ownerUrl, path, backupFiles(env.DATA_DIR))
      const rows = report.tables.reduce((sum, table) => sum + table.rows, 0)
      const owner = openDatabase({ url: cluster.ownerUrl, poolMax: 1 })
      await recordRestored(owner.db, new Date()).finally(owner.close)
      process.stdout.write(
        `Pulih: ${report.tables.length} tabel, ${rows} baris, ${report.files} berkas; setiap tabel sama dengan sidik cadangannya.\n`,
      )
      process.stdout.write(sayRestoredLog(await app.runningLog.judgeRestored(app.jobDb)))
      return 0
    })
  },
}

/** What to do about the log before anything is signed on a backup that may be older than the log. */
export function sayRestoredLog(log: RestoredLog): string {
  switch (log.kind) {
    case 'blank':
      return ''
    case 'whole':
      return `Log publik utuh: ${log.ukuran} entri, seperti yang terakhir ditandatangani mesin ini.\n`
    case 'behind':
      return `Log publik mundur: ${log.rincian}. Program tidak akan menandatangani di atas cadangan ini. Pulihkan cadangan yang lebih baru; bila tidak ada, mulai log baru: pendopo log renew --alasan "…"\n`
    case 'unknown':
      return `Log publik kembali ke ${log.ukuran} entri, ditandatangani ${log.waktu.toISOString()}. Tanyakan saksi titik periksa terakhirnya. Bila lebih besar, mulai log baru sebelum menyalakan program: pendopo log renew --titik <berkas dari saksi> --alasan "…"\n`
  }
}
