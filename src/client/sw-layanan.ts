// Keeps the forms of applications that their owners chose to fill in without a network, and sends what is ready
// when it is back.
import { sendDrafts } from './parts/draft-send.ts'
import { keepPages, onSync, type WorkerScope } from './parts/keep-pages.ts'

const scope = self as unknown as WorkerScope
const ROOT = '/permohonan/luring'

keepPages(scope, {
  cache: 'layanan-1',
  // As long as the server keeps a draft.
  keptMs: 30 * 24 * 3_600_000,
  first: ROOT,
  isKept: (path) => path === ROOT || /^\/permohonan\/luring\/[0-9a-f-]{36}$/.test(path),
})

onSync(scope, 'kirim-layanan', async () => {
  const isLeft = await sendDrafts()
  for (const client of await scope.clients.matchAll()) client.postMessage('terkirim')
  // A rejection asks the browser to come back later.
  if (isLeft) throw new Error('not all of it went through')
})
