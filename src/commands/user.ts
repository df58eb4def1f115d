import type { Command } from '../command.ts'
import type { Role } from '../kernel/actor.ts'
import { addUser } from '../modules/identity/index.ts'
import { transaction } from '../platform/db/database.ts'
import { readArguments, withInstallation, wrongUsage } from './with-installation.ts'

export const command: Command = {
  summary: 'Menambah akun petugas; kata sandi sekali pakai dicetak',
  usage:
    'pendopo user add <nama-pengguna> --nama "<nama>" --peran <peran> [--unit <kode>] [--wilayah <kode>]',
  run: async (args) => {
    const { words, flags } = readArguments(args, ['nama', 'peran', 'unit', 'wilayah'])
    const [verb, username] = words
    const { nama, peran, unit, wilayah } = flags
    if (
      verb !== 'add' ||
      username === undefined ||
      typeof nama !== 'string' ||
      typeof peran !== 'string'
    )
      return wrongUsage(command.usage)
    return withInstallation(async ({ app }) => {
      const made = await transaction(app.kit.db, (tx) =>
        addUser(app, tx, {
          username,
          name: nama,
          role: peran as Role,
          ...(typeof unit === 'string' ? { unitKode: unit } : {}),
          ...(typeof wilayah === 'string' ? { wilayahKode: wilayah } : {}),
        }),
      )
      if (!made.ok) {
        process.stderr.write(`${made.refusals.map((refusal) => refusal.message).join('\n')}\n`)
        return 1
      }
      process.stdout.write(
        `Akun ${username} dibuat. Kata sandi sekali pakai: ${made.value.password}\n`,
      )
      return 0
    })
  },
}
