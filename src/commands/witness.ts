import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { startWitness } from '../modules/public-log/index.ts'

const usage =
  'pendopo witness --dir <folder> [--name saksi.example/w1] [--port 3100] [--host 127.0.0.1] --log <kunci> [--log <kunci>]'

/** Uses neither database nor settings: whoever witnesses for a region runs this and nothing else. */
export const command: Command = {
  summary: 'Menjadi saksi bagi log daerah lain: menandatangani hanya pohon yang bertambah',
  usage: `${usage}

Folder menyimpan kunci saksi (dibuat saat pertama kali, lalu --name wajib), titik periksa terakhir tiap
log, dan bukti bila sebuah log bercabang atau mundur. Kunci log ada di <alamat log>/kunci; boleh juga
ditulis satu per baris di <folder>/logs.txt. Kunci saksi yang dicetak diberikan kepada pengelola log,
untuk LOG_WITNESSES.`,
  run: async (args) => {
    const options = readOptions(args)
    if (options === undefined) {
      process.stderr.write(`${usage}\n`)
      return 2
    }
    const started = await startWitness({
      ...options,
      now: () => new Date(),
      shout: (line) => process.stderr.write(`${line}\n`),
    })
    if (!started.ok) {
      process.stderr.write(`${started.reason}\n`)
      return 1
    }
    const { address, vkey, origins, close } = started.witness
    process.stdout.write(`Kunci saksi: ${vkey}\n`)
    for (const origin of origins) process.stdout.write(`Log: ${origin}\n`)
    process.stdout.write(`Saksi melayani di ${address}\n`)
    await untilStopped()
    await close()
    return 0
  },
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        dir: { type: 'string' },
        name: { type: 'string' },
        port: { type: 'string', default: '3100' },
        host: { type: 'string', default: '127.0.0.1' },
        log: { type: 'string', multiple: true, default: [] },
      },
    })
    const { dir, name, host, log: logs } = values
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN
    if (dir === undefined || dir === '' || !(port <= 65_535)) return undefined
    return { dir, name, host, port, logs }
  } catch {
    return undefined
  }
}

/** Listened to until the end: a second Ctrl-C while closing is no reason to stop half way. */
function untilStopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => done())
  })
}
