import { auditLog, createFetchBytes, FETCH_LIMITS } from '../../../modules/public-log/index.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import type { Figure } from '../line.ts'
import type { Effort } from '../plan.ts'
import { startPendopo } from '../programs.ts'
import { takeTurns } from '../rounds.ts'
import type { LogHouse } from './house.ts'

/** As many addresses under way as the monitor has. */
const IN_FLIGHT = 12
/** Above this a round takes minutes. */
const LARGE = 100_000

/** The whole log checked from outside, over HTTP, against fetching the same bytes and doing nothing with them. */
export async function measureAudit(house: LogHouse, { rounds }: Effort): Promise<Figure> {
  const program = await startPendopo(house.environment)
  const ended = new AbortController()
  try {
    const prefix = `http://127.0.0.1:${program.port}/log`
    const fetchBytes = createFetchBytes(FETCH_LIMITS, ended.signal)
    const urls: string[] = []
    let entries = 0
    const audit = async (seen: (url: string) => void = () => undefined) => {
      const startedMs = performance.now()
      entries = await auditAll(prefix, (url, maxBytes) => {
        seen(url)
        return fetchBytes(url, maxBytes)
      })
      return (entries * 1_000) / (performance.now() - startedMs)
    }
    // The first look warms both sides up and tells what is fetched.
    await audit((url) => urls.push(url))
    const fetchOnly = async () => {
      const startedMs = performance.now()
      await fetchAll(urls)
      return (entries * 1_000) / (performance.now() - startedMs)
    }
    const turns = entries > LARGE ? 1 : rounds
    return {
      name: 'audit',
      about: `pendopo log audit of the running program from another process / its ${urls.length} addresses fetched, ${IN_FLIGHT} at once, and thrown away`,
      size: entries,
      unit: 'entries/s',
      ...(await takeTurns(turns, audit, fetchOnly)),
    }
  } finally {
    ended.abort()
    await program.stop()
  }
}

/** @returns how many entries were found good */
async function auditAll(
  prefix: string,
  fetchBytes: ReturnType<typeof createFetchBytes>,
): Promise<number> {
  const report = await auditLog(
    {
      tools: CHECK_TOOLS,
      fetchBytes,
      now: () => new Date(),
      waitForLog: async () => undefined,
      onProgress: () => undefined,
    },
    { prefix, keys: [], witnessKeys: [], witnessUrls: [], isFromScratch: true },
  )
  const { faults, served } = report
  if (faults.length > 0 || served === undefined)
    throw new Error(`The log of the bench is not sound: ${JSON.stringify(faults.slice(0, 3))}`)
  return served.checkpoint.size
}

async function fetchAll(urls: readonly string[]): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++])
      await (await fetch(url)).arrayBuffer()
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
}
