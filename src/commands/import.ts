import type { Command } from '../command.ts'
import { wrongUsage } from './with-installation.ts'

/** What can be imported; each kind is a command of its own with the rest of the arguments. */
const KINDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  apbd: () => import('./import-apbd.ts'),
  kode: () => import('./import-kode.ts'),
  lapor: () => import('./import-lapor.ts'),
  layanan: () => import('./import-layanan.ts'),
  laporan: () => import('./import-laporan.ts'),
  wilayah: () => import('./import-wilayah.ts'),
}

const names = Object.keys(KINDS).toSorted().join(' | ')

async function kindOf([kind = '']: readonly string[]): Promise<Command | undefined> {
  return Object.hasOwn(KINDS, kind) ? (await KINDS[kind]?.())?.command : undefined
}

export const command: Command = {
  summary: 'Memuat data: diperiksa dahulu per baris, lalu masuk semua atau tidak sama sekali',
  usage: `pendopo import <${names}> <sumber>   (rincian: pendopo import <apa> --help)`,
  run: async (args) => {
    const kind = await kindOf(args)
    if (kind === undefined) return wrongUsage(`Sebutkan apa yang dimuat: ${names}.`)
    return kind.run(args.slice(1))
  },
  kindOf,
}
