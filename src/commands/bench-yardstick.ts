import type { Command } from '../command.ts'
import { readPlan, serveYardstick } from './bench/reports/yardstick.ts'

/** Started by `bench reports` as a process of its own, so that both sides have a processor to themselves. */
export const command: Command = {
  summary: 'Tolok ukur bench reports: node:http tanpa apa pun, menurut rencana di masukan standar',
  usage: 'pendopo bench yardstick < rencana.json',
  run: async () => {
    let text = ''
    for await (const chunk of process.stdin) text += String(chunk)
    process.stdout.write(`http://127.0.0.1:${await serveYardstick(readPlan(text))}\n`)
    await new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
    })
    process.exit(0)
  },
}
