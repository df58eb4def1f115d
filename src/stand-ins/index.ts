import { randomUUID } from 'node:crypto'
import type { StandIn } from './stand-in.ts'

export { FAULTS, type Fault, type Served, serveStandIn } from './serve.ts'
export type { StandIn } from './stand-in.ts'

/** What a stand-in may be told on the command line. */
export type StandInOptions = Readonly<{
  /** Shared with the program that asks. */
  key: string | undefined
  /** Where it brings its messages. */
  callback: string | undefined
}>

/** All stand-ins by the name the command line calls them; each is loaded when it is asked for. */
export const STAND_INS: Readonly<
  Record<string, (options: StandInOptions) => Promise<StandIn | string>>
> = {
  bsre: async () => (await import('./bsre.ts')).openBsre(),
  dukcapil: async () => (await import('./dukcapil.ts')).openDukcapil(),
  oss: async () => (await import('./oss.ts')).openOss(),
  payment: async ({ key, callback }) => {
    if (key === undefined) return 'Tulis --key, sama dengan PAYMENT_KEY pada program.'
    const { openPayment } = await import('./payment.ts')
    return openPayment({
      key,
      now: () => new Date(),
      newId: randomUUID,
      deliver: async ({ headers, body }) => {
        if (callback !== undefined) await deliverByHttp(callback, { headers, body })
      },
    })
  },
}

const DELIVER_TRIES = 5
const DELIVER_PAUSE_MS = 500

/** A gateway tries again until it is heard; what it gives up on is found by comparing lists. */
async function deliverByHttp(
  address: string,
  { headers, body }: Readonly<{ headers: Readonly<Record<string, string>>; body: string }>,
): Promise<void> {
  for (let tries = 1; tries <= DELIVER_TRIES; tries += 1) {
    const isHeard = await fetch(address, { method: 'POST', headers, body }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isHeard) return
    await new Promise((done) => setTimeout(done, DELIVER_PAUSE_MS * 2 ** tries))
  }
}
