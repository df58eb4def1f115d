import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'

const SUBJECTS: Readonly<Record<string, string>> = {
  jalan: 'jalan',
  penerangan: 'penerangan',
  sampah: 'sampah',
  lingkungan: 'sampah',
  air: 'air',
  drainase: 'air',
  bencana: 'air',
}

/** Drawn photos of the demo region (data/demo/foto); each is used once, as any photo may be. */
export type DemoPhotos = Readonly<{
  /** The next unused photo of this kind of problem. @returns undefined when none is left */
  take: (kategoriKode: string, moment: 'sebelum' | 'sesudah') => DemoPhoto | undefined
}>
export type DemoPhoto = Readonly<{ read: () => Promise<Uint8Array> }>

export async function openDemoPhotos(): Promise<DemoPhotos> {
  const folder = join(packageRoot, 'data/demo/foto')
  const names = (await readdir(folder)).sort()
  const used = new Set<string>()
  return {
    take: (kategoriKode, moment) => {
      const subject = SUBJECTS[kategoriKode.split('.')[0] ?? ''] ?? 'umum'
      const name = names.find((one) => one.startsWith(`${subject}-${moment}`) && !used.has(one))
      if (name === undefined) return undefined
      used.add(name)
      return { read: () => readFile(join(folder, name)) }
    },
  }
}
