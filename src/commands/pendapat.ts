import { readFileSync } from 'node:fs'
import type { Command } from '../command.ts'
import { canonicalJson } from '../kernel/canonical-json.ts'
import { type DokumenGambar, recount } from '../modules/opinions/index.ts'

const usage = 'pendopo pendapat <cuplikan.txt> <gambar.json>'

/** Uses neither database nor settings: anybody may count a published picture again, on any machine. */
export const command: Command = {
  summary: 'Menghitung ulang gambar kelompok pendapat dari cuplikan suaranya',
  usage,
  run: async (args) => {
    const [votesFile, pictureFile] = args
    if (votesFile === undefined || pictureFile === undefined) {
      process.stderr.write(`${usage}\n`)
      return 2
    }
    const published = JSON.parse(readFileSync(pictureFile, 'utf8')) as DokumenGambar
    const counted = recount(readFileSync(votesFile, 'utf8'), published)
    if (!counted.ok) {
      process.stderr.write(`${counted.refusals.map(({ message }) => message).join('\n')}\n`)
      return 1
    }
    const isSame = canonicalJson(counted.value) === canonicalJson(published)
    process.stdout.write(
      isSame
        ? `Sama: gambar ke-${published.urutan} percakapan ${published.kode}, ${published.orang} orang, ${published.suara} suara.\n`
        : 'Berbeda: cuplikan ini tidak menghasilkan gambar yang diterbitkan.\n',
    )
    return isSame ? 0 : 1
  },
}
