import { randomUUID } from 'node:crypto'
import type { App } from '../../../app.ts'
import type { Actor, SignedIn } from '../../../kernel/actor.ts'
import type { Result } from '../../../kernel/result.ts'
import { actAtCounter, openCounter } from '../actions/console.ts'
import { takeTicket } from '../actions/take-ticket.ts'
import type { Tindakan } from '../domain/console.ts'
import { findDesk } from '../store/place-store.ts'
import type { Desk } from '../types.ts'

/** Tuesday, 24 November 2026, 09.00 in western Indonesia: everything is open. */
export const TUESDAY = Date.UTC(2026, 10, 24, 2, 0)

export const WARGA: Actor = { kind: 'anonymous' }

/** A clerk of a unit. */
export const clerk = (index: number, unitKode = 'dukcapil'): SignedIn => ({
  kind: 'officer',
  accountId: `00000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
  name: `Petugas ${index}`,
  grants: [{ role: 'petugas-layanan', unitKode }],
})

/** What was decided, or a failure that names every reason. */
export function sure<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(result.refusals.map(({ code }) => code).join(', '))
}

export const codesOf = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.refusals.map(({ code }) => code)

/** The queue of the demo region, as tests work with it. */
export function queueHouse({ queueing, kit }: Pick<App, 'queueing' | 'kit'>) {
  const { deps } = queueing
  const desk = async (kode = 'mpp-jatiraya'): Promise<Desk> => {
    const found = await findDesk(kit.db, kode)
    if (found === undefined) throw new Error(`no place ${kode}`)
    return found
  }
  const lineOf = async (huruf: string, kode = 'mpp-jatiraya') => {
    const line = (await desk(kode)).layanan.find((one) => one.huruf === huruf)
    if (line === undefined) throw new Error(`no line ${huruf}`)
    return line
  }
  const take = async (huruf: string, more: Readonly<Record<string, string | undefined>> = {}) =>
    takeTicket(deps, kit.db, {
      actor: WARGA,
      order: {
        tempatKode: 'mpp-jatiraya',
        layananId: (await lineOf(huruf, more.tempatKode)).id,
        kunci: randomUUID(),
        prioritas: '',
        telepon: '',
        saluran: '',
        bahasa: 'id',
        perangkat: undefined,
        ...more,
      },
    })
  const sit = async (actor: SignedIn, loketKode: string, tempatKode = 'mpp-jatiraya') => {
    const loket = (await desk(tempatKode)).loket.find(({ kode }) => kode === loketKode)
    return openCounter(deps, kit.db, { actor, tempatKode, loketId: loket?.id ?? '' })
  }
  const act = (
    actor: SignedIn,
    tindakan: Tindakan,
    more: Readonly<{ tiketId?: string; tujuan?: string; kunci?: string }> = {},
  ) => actAtCounter(deps, kit.db, { actor, order: { kunci: randomUUID(), tindakan, ...more } })
  return { deps, desk, lineOf, take, sit, act }
}

/** A visitor whom the busy house sends away for a moment comes again, as a browser does on 503. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    const done = await work().then(
      (value) => ({ value }),
      (error: Error) => {
        if (/timeout exceeded when trying to connect/.test(error.message)) return undefined
        throw error
      },
    )
    if (done !== undefined) return done.value
  }
}
