import { existsSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { atMost, type Figure } from '../line.ts'
import type { House } from './house.ts'

const LOOK_EVERY_MS = 20
/**
 * Small files are fetched again until this many cases have passed: a heap grows with what passes through
 * it until its first large collection, whatever is held.
 */
const ROWS_MIN = 100_000
const EXPORTS_MAX = 12

/** Most memory the program held while it streamed every published case as CSV; undefined where /proc is not. */
export async function measureExport({ program, size }: House): Promise<number | undefined> {
  if (readRss(program.pid) === undefined) return undefined
  let peak = 0
  const look = () => {
    peak = Math.max(peak, readRss(program.pid) ?? 0)
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  try {
    for (
      let sent = 0, device = 1;
      sent < ROWS_MIN && device <= EXPORTS_MAX;
      sent += size, device += 1
    )
      await drain(`http://127.0.0.1:${program.port}/laporan/ekspor.csv`, device)
    look()
  } finally {
    clearInterval(timer)
  }
  return peak
}

/** @returns bytes the answer had */
function drain(url: string, device: number): Promise<number> {
  return new Promise((done, fail) => {
    // Each browser may fetch a few files an hour.
    get(url, { headers: { cookie: `perangkat=ukur-${device}` } }, (answer) => {
      let bytes = 0
      if (answer.statusCode !== 200) fail(new Error(`${url} answered ${answer.statusCode}`))
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('error', fail)
      answer.on('end', () => done(bytes))
    }).on('error', fail)
  })
}

/** Resident memory of a process in MB. */
function readRss(pid: number): number | undefined {
  const path = `/proc/${pid}/status`
  if (!existsSync(path)) return undefined
  const kB = /VmRSS:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1]
  return kB === undefined ? undefined : Number(kB) / 1024
}

const MEMORY_GROWTH_MAX = 1.3

type Peak = Readonly<{ size: number; mb: number }>

export function exportFigure(small: Peak, large: Peak): Figure {
  return {
    name: 'G4',
    about: `peak memory of the program while it streams all cases as CSV, at ${large.size} / at ${small.size}`,
    size: large.size,
    unit: 'MB',
    ours: large.mb,
    yardstick: small.mb,
    bar: atMost(MEMORY_GROWTH_MAX),
  }
}
