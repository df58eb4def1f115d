/** A queue with a fixed number of places, so that many photos at once take time and not memory. */
import { assert } from '../../kernel/assert.ts'

export type Gate = Readonly<{
  /** Run the work when `places` are free, in order of arrival; 'full' when too many already wait. */
  run: <T>(places: number, work: () => Promise<T>) => Promise<T | 'full'>
}>

type Waiting = Readonly<{ places: number; start: () => void }>

export function createGate(totalPlaces: number, maxWaiting: number): Gate {
  let free = totalPlaces
  const queue: Waiting[] = []

  function startNext(): void {
    const next = queue[0]
    if (next === undefined || next.places > free) return
    queue.shift()
    free -= next.places
    next.start()
    startNext()
  }

  async function run<T>(places: number, work: () => Promise<T>): Promise<T | 'full'> {
    assert(places >= 1 && places <= totalPlaces, 'work must fit through the gate')
    if (queue.length >= maxWaiting) return 'full'
    await new Promise<void>((start) => {
      queue.push({ places, start })
      startNext()
    })
    try {
      return await work()
    } finally {
      free += places
      startNext()
    }
  }

  return { run }
}
