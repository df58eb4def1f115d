import { afterEach, beforeEach, vi } from 'vitest'

/** What a command wrote in this test so far. */
export type Terminal = {
  /** On standard output. */
  said: string
  /** On standard error. */
  complained: string
  /** On both, in the order in which it was written. */
  all: string
  forget: () => void
}

/** Hears what commands write during each test of the file; the screen stays clean. */
export function useTerminal(): Terminal {
  const heard: Terminal = {
    said: '',
    complained: '',
    all: '',
    forget: () => {
      Object.assign(heard, { said: '', complained: '', all: '' })
    },
  }
  const hear = (stream: 'said' | 'complained') => (text: string | Uint8Array) => {
    heard[stream] += String(text)
    heard.all += String(text)
    return true
  }
  beforeEach(() => {
    heard.forget()
    vi.spyOn(process.stdout, 'write').mockImplementation(hear('said'))
    vi.spyOn(process.stderr, 'write').mockImplementation(hear('complained'))
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })
  return heard
}
