/** Work that goes on beside requests and jobs for as long as the program serves. */
export type Loop = Readonly<{
  start: () => Promise<void>
  stop: () => Promise<void>
}>
