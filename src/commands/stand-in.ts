import type { Command } from '../command.ts'
import { FAULTS, type Fault, STAND_INS, serveStandIn } from '../stand-ins/index.ts'
import { readOptions } from './read-options.ts'

const names = Object.keys(STAND_INS).join('|')
const usage = `pendopo stand-in <${names}> [--port 3200] [--fault ${FAULTS.join('|')}] [--key <kunci>] [--callback <alamat>]`
const PORT = 3200

/** For trying the adapters without the systems of others. Needs neither database nor settings. */
export const command: Command = {
  summary:
    'Meniru sistem luar (BSrE, Dukcapil, OSS, gerbang pembayaran) untuk pengembangan dan uji',
  usage,
  run: async (args) => {
    const options = readStandIn(args)
    if (typeof options === 'string') {
      process.stderr.write(`${options}\n${usage}\n`)
      return 2
    }
    const standIn = await options.open()
    if (typeof standIn === 'string') {
      process.stderr.write(`${standIn}\n${usage}\n`)
      return 2
    }
    const served = await serveStandIn(standIn, options)
    process.stdout.write(
      `Tiruan ${standIn.name} melayani di ${served.address}${options.fault === undefined ? '' : `, rusak: ${options.fault}`}\n`,
    )
    await untilStopped()
    await served.close()
    return 0
  },
}

function readStandIn(args: readonly string[]) {
  const options = readOptions(args, {
    port: 'valued',
    fault: 'valued',
    key: 'valued',
    callback: 'valued',
  })
  if (typeof options === 'string') return options
  const [name = '', ...more] = options.words
  const open = Object.hasOwn(STAND_INS, name) ? STAND_INS[name] : undefined
  if (open === undefined || more.length > 0) return `Sebut satu tiruan: ${names}.`
  const one = (option: string) => options.values(option)[0]
  const port = one('port') ?? String(PORT)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return `Nomor port ${port} tidak sah.`
  const fault = FAULTS.find((known) => known === one('fault'))
  if (one('fault') !== undefined && fault === undefined)
    return `Kerusakan ${one('fault')} tidak dikenal.`
  const callback = one('callback')
  if (callback !== undefined && !URL.canParse(callback)) return `Alamat ${callback} tidak sah.`
  return {
    port: Number(port),
    fault: fault as Fault | undefined,
    open: () => open({ key: one('key'), callback }),
  }
}

/** Listened to until the end: a second Ctrl-C while closing is no reason to stop half way. */
function untilStopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => done())
  })
}
