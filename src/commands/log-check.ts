import type { Command } from '../command.ts'
import { withInstallation } from './with-installation.ts'

export const command: Command = {
  summary:
    'Mencocokkan isi basis data ini dengan log: catatan, pohon, tanda tangan, dan dokumen yang dicatat',
  usage: 'pendopo log check',
  run: () =>
    withInstallation(async ({ app }) => {
      const { sizes, faults } = await app.runningLog.check()
      const looked = `${sizes.publik} catatan publik dan ${sizes.audit} catatan audit diperiksa`
      if (faults.length === 0) {
        process.stdout.write(`${looked}, semuanya cocok.\n`)
        return 0
      }
      for (const { log, place, what } of faults)
        process.stderr.write(`log ${log}, ${place}: ${what}\n`)
      process.stderr.write(`${looked}, ${faults.length} tidak cocok.\n`)
      return 1
    }),
}
