import { present } from '../../../kernel/assert.ts'
import { parseCheckpointNote } from '../../../kernel/tlog/checkpoint.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { atLeast, atMost, type Figure } from '../line.ts'
import { requestText, runLoad } from '../load.ts'
import type { Effort } from '../plan.ts'
import { type Program, startLogServer } from '../programs.ts'
import { median, percentile } from '../rounds.ts'
import { ACT_PATH } from './act-route.ts'
import type { LogHouse } from './house.ts'

const WRITERS = 16
const READERS = 2
const LOOK_MS = 20
const SEALED_WITHIN_MS = 10_000
const ACTS_BAR = 500
const READ_BAR_MS = 50
const SEALED_BAR_MS = 2_000

/** Decision 9: acts a second over HTTP, what readers feel beside them, and when an act is signed for. */
export async function measureHttp(house: LogHouse, effort: Effort): Promise<readonly Figure[]> {
  const program = await startLogServer(house.environment)
  try {
    const rounds: Round[] = []
    await takeRound(house, program, effort.loadMs)
    for (let round = 0; round < effort.rounds; round += 1)
      rounds.push(await takeRound(house, program, effort.loadMs))
    const middle = (of: (round: Round) => number) => median(rounds.map(of))
    const shared = { size: house.size, rounds: effort.rounds }
    const about = `${WRITERS} connections, one act to a POST and a transaction; ${READERS} readers without a pause beside them`
    return [
      {
        ...shared,
        name: 'http acts',
        about,
        unit: 'acts/s',
        ours: middle((round) => round.perSecond),
        bar: atLeast(ACTS_BAR),
      },
      {
        ...shared,
        name: 'http reads',
        about: `p95 of the checkpoint, a tile and a bundle meanwhile; ${about}`,
        unit: 'ms',
        ours: middle(({ readMs }) => percentile(readMs, 0.95)),
        bar: atMost(READ_BAR_MS),
      },
      {
        ...shared,
        name: 'http sealed',
        about: `slowest act of a round: from its answer to a checkpoint with it, read by HTTP every ${LOOK_MS} ms; ${about}`,
        unit: 'ms',
        ours: middle(({ sealedMs }) => percentile(sealedMs, 1)),
        bar: atMost(SEALED_BAR_MS),
      },
      {
        ...shared,
        name: 'http sealed median',
        about: 'the same, median act',
        unit: 'ms',
        ours: middle(({ sealedMs }) => median(sealedMs)),
      },
    ]
  } finally {
    await program.stop()
  }
}

type Round = Readonly<{
  perSecond: number
  readMs: readonly number[]
  sealedMs: readonly number[]
}>

async function takeRound(house: LogHouse, { port }: Program, ms: number): Promise<Round> {
  const answeredMs = new Map<string, number>()
  const watch = watchCheckpoint(port)
  let asked = 0
  const [writing, reading] = await Promise.all([
    runLoad({
      port,
      ms,
      connections: WRITERS,
      next: () => requestText({ method: 'POST', path: ACT_PATH + house.app.kit.newId(), body: '' }),
      onAnswer: (request) => {
        answeredMs.set(refIn(request), performance.now())
      },
    }),
    runLoad({
      port,
      ms,
      connections: READERS,
      next: () => {
        asked += 1
        return READS[asked % READS.length] ?? ''
      },
    }),
  ])
  const places = await placesOf(house, [...answeredMs.keys()])
  const seen = await watch.until(percentile([...places.values()], 1) + 1)
  const overMs = performance.now()
  const sealedMs = [...answeredMs].map(([ref, at]) => {
    const place = present(places.get(ref), 'an act that was answered is in the log')
    // An act may be signed for before its answer has come through.
    return Math.max(0, (seen.find(({ size }) => size > place)?.atMs ?? overMs) - at)
  })
  return { perSecond: writing.perSecond, readMs: reading.ms, sealedMs }
}

const READS = ['/log/checkpoint', '/log/tile/0/000', '/log/tile/entries/000'].map((path) =>
  requestText({ path }),
)

function refIn(request: string): string {
  const start = request.indexOf(ACT_PATH) + ACT_PATH.length
  return request.slice(start, request.indexOf(' ', start))
}

type Look = Readonly<{ atMs: number; size: number }>

/** Reads the checkpoint again and again, and remembers when each size was first there. */
function watchCheckpoint(port: number) {
  const seen: Look[] = []
  let isOver = false
  const look = async (): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${port}/log/checkpoint`)
    const parsed = parseCheckpointNote(await answer.text())
    return present(parsed, 'the program serves a checkpoint').checkpoint.size
  }
  const going = (async () => {
    while (!isOver) {
      const size = await look()
      if (size > (seen.at(-1)?.size ?? -1)) seen.push({ atMs: performance.now(), size })
      await pause(LOOK_MS)
    }
  })()
  // What went wrong is told to whoever waits for the end.
  going.catch(() => undefined)
  return {
    until: async (size: number): Promise<readonly Look[]> => {
      const untilMs = performance.now() + SEALED_WITHIN_MS
      while ((seen.at(-1)?.size ?? 0) < size && performance.now() < untilMs) await pause(LOOK_MS)
      isOver = true
      await going
      return seen
    },
  }
}

/** Places of acts by their reference, once the sequencer has given each one. */
async function placesOf(
  { owner }: LogHouse,
  refs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const untilMs = performance.now() + SEALED_WITHIN_MS
  for (;;) {
    const found = await rows(
      owner,
      sql<{ acuan: string; indeks: number }>`select e.acuan, e.indeks::float8 as indeks
      from public_log.entri e where e.log = 'publik' and e.acuan = any(${[...refs]}::uuid[])`,
    )
    if (found.length === refs.length || performance.now() > untilMs)
      return new Map(found.map(({ acuan, indeks }) => [acuan, indeks]))
    await pause(LOOK_MS)
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
