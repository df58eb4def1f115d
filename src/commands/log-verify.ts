import { readFile, stat } from 'node:fs/promises'
import type { Command } from '../command.ts'
import { type CheckedRecord, checkRecord } from '../modules/public-log/index.ts'
import { CHECK_TOOLS } from '../platform/sha256.ts'
import { readGivenKeys } from './log-keys.ts'
import { printable, sayRecordFault, sayWhen } from './log-words.ts'
import { readOptions } from './read-options.ts'
import { wrongUsage } from './with-installation.ts'

const PROOF_BYTES_MAX = 1_000_000
const DOCUMENT_BYTES_MAX = 100_000_000

export const command: Command = {
  summary: 'Memeriksa satu dokumen dengan berkas buktinya, tanpa jaringan',
  usage: `pendopo log verify <bukti.tlog-proof> <dokumen> [--key <kunci log>]… [--keys <berkas>]
                          [--witness <kunci saksi>]… [--quorum <banyaknya saksi>]

  --key       kunci log yang tanda tangannya dicari; boleh beberapa
  --keys      berkas berisi kunci log dan saksi, satu per baris
  --witness   kunci saksi yang tanda tangannya dicari; boleh beberapa
  --quorum    paling sedikit sekian saksi harus menandatangani

Ambil kunci dari tempat yang Anda percayai, tidak bersama berkas buktinya. Tidak ada jaringan dan tidak ada
basis data yang dipakai. Keluar dengan 0 bila semua benar, 1 bila ada yang salah atau tidak dapat diperiksa.`,
  run: async (args) => {
    const options = readOptions(args, {
      key: 'repeated',
      keys: 'valued',
      witness: 'repeated',
      quorum: 'valued',
    })
    if (typeof options === 'string') return wrongUsage(options)
    const [proofPath, documentPath] = options.words
    if (proofPath === undefined || documentPath === undefined || options.words.length !== 2)
      return wrongUsage(`Pemakaian: ${command.usage}`)
    const [quorum = '0'] = options.values('quorum')
    if (!/^\d{1,3}$/.test(quorum)) return wrongUsage('--quorum adalah banyaknya saksi, misalnya 2.')
    const given = [...options.values('key'), ...options.values('witness')]
    const keys = await readGivenKeys(given, options.values('keys')[0])
    if (typeof keys === 'string') return wrongUsage(keys)
    const checked = checkRecord(CHECK_TOOLS, {
      proof: new TextDecoder().decode(await readBounded(proofPath, PROOF_BYTES_MAX)),
      document: await readBounded(documentPath, DOCUMENT_BYTES_MAX),
      ...keys,
      quorum: Number(quorum),
    })
    process.stdout.write(`${report(checked).join('\n')}\n`)
    for (const fault of checked.faults) process.stderr.write(`Salah: ${sayRecordFault(fault)}\n`)
    return checked.faults.length === 0 ? 0 : 1
  },
}

async function readBounded(path: string, maxBytes: number): Promise<Uint8Array> {
  const { size } = await stat(path)
  if (size > maxBytes) throw new Error(`${path} terlalu besar: paling banyak ${maxBytes} bita.`)
  return readFile(path)
}

function report({ faults, leaf, place, signed, witnesses, isTrimmed }: CheckedRecord) {
  const lines: string[] = []
  const isProven = faults.length === 0
  if (leaf !== undefined) {
    lines.push(isProven ? 'Tercatat di log:' : 'Menurut berkas bukti, belum terbukti seluruhnya:')
    lines.push(`  jenis     ${printable(leaf.type)}`)
    lines.push(`  tentang   ${printable(leaf.object)}, versi ${leaf.version}`)
    lines.push(`  waktu     ${printable(leaf.time)}`)
  }
  if (place !== undefined)
    lines.push(
      `  tempat    entri ${place.index} dari ${place.size} di log ${printable(place.origin)}`,
    )
  for (const { key } of signed) lines.push(`Ditandatangani log: ${printable(key.name)}`)
  for (const { key, seconds } of witnesses)
    lines.push(
      `Disaksikan: ${printable(key.name)}${seconds === undefined ? '' : `, ${sayWhen(seconds)}`}`,
    )
  if (isTrimmed)
    lines.push(
      'Dokumen ini punya satu baris baru di ujungnya yang tidak ada ketika dicatat; selebihnya sama.',
    )
  lines.push(
    isProven ? 'Semua cocok: dokumen ini yang dicatat, dan tidak berubah.' : 'Tidak terbukti.',
  )
  return lines
}
