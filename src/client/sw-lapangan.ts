// Keeps one officer's round, of reports or of inspections, for a day at most: the page at its own scope.
import { keepPages, type WorkerScope } from './parts/keep-pages.ts'

const scope = self as unknown as WorkerScope
const round = new URL(scope.registration.scope).pathname

keepPages(scope, {
  cache: round === '/kerja/lapangan' ? 'lapangan-1' : `lapangan-1 ${round}`,
  keptMs: 24 * 3_600_000,
  first: round,
  isKept: (path) => path === round,
})
