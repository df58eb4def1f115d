import { afterEach, describe, expect, it, vi } from 'vitest'
import { keepSending } from './keep-sending.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** A run that ends when it is told to, with nothing left. */
function openRun() {
  const ends: (() => void)[] = []
  const promise = new Promise<boolean>((done) => ends.push(() => done(false)))
  return {
    promise,
    end: () => {
      for (const one of ends) one()
    },
  }
}

describe('sending until nothing is left', () => {
  it('comes back while there is something left, and not after', async () => {
    vi.useFakeTimers()
    const left = [true, true, false]
    const work = vi.fn(async () => left.shift() ?? false)
    await keepSending(work, 5_000)()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(work).toHaveBeenCalledTimes(3)
  })

  it('runs once at a time, whoever asks', async () => {
    const { promise, end } = openRun()
    const work = vi.fn(() => promise)
    const send = keepSending(work, 5_000)
    const first = send()
    await send()
    expect(work).toHaveBeenCalledTimes(1)
    end()
    await first
    void send()
    expect(work).toHaveBeenCalledTimes(2)
  })

  it('can be asked again after a run that broke', async () => {
    const work = vi.fn(async () => {
      throw new Error('full')
    })
    const send = keepSending(work, 5_000)
    await expect(send()).rejects.toThrow('full')
    await expect(send()).rejects.toThrow('full')
    expect(work).toHaveBeenCalledTimes(2)
  })
})
