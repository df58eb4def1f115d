import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../package-root.ts'
import type { YardstickPlan } from './reports/yardstick.ts'

/** A server in a process of its own. */
export type Program = Readonly<{ port: number; pid: number; stop: () => Promise<void> }>

type Start = Readonly<{
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  input?: string
}>

const READY_MS = 120_000

/** The built program as an operator runs it, on the bench's database. */
export function startPendopo(env: Readonly<Record<string, string>>): Promise<Program> {
  return start({ args: ['start'], env })
}

/** The same with one address more, which records an act. */
export function startLogServer(env: Readonly<Record<string, string>>): Promise<Program> {
  return start({ args: ['bench', 'log-server'], env })
}

export function startYardstick(plan: YardstickPlan): Promise<Program> {
  return start({ args: ['bench', 'yardstick'], input: JSON.stringify(plan) })
}

function start({ args, env = {}, input = '' }: Start): Promise<Program> {
  const child = spawn(process.execPath, [join(packageRoot, 'bin/pendopo.mjs'), ...args], {
    env: { ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  child.stdin.end(input)
  return new Promise((done, fail) => {
    let said = ''
    const giveUp = () => {
      child.kill('SIGKILL')
      fail(new Error(`${args.join(' ')} did not answer: ${said}`))
    }
    const timer = setTimeout(giveUp, READY_MS)
    const hear = (chunk: Buffer) => {
      if (said.length < 20_000) said += chunk.toString()
      const port = /http:\/\/127\.0\.0\.1:([1-9]\d*)/.exec(said)?.[1]
      if (port === undefined) return
      clearTimeout(timer)
      done({ port: Number(port), pid: child.pid ?? 0, stop })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => {
      clearTimeout(timer)
      giveUp()
    })
  })
}
