import { statfs } from 'node:fs/promises'
import { json, text } from '../../platform/http/answer.ts'
import type { Req, Route } from '../../platform/http/route.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Metrics } from '../../platform/log/metrics.ts'
import { isPublicAddress } from '../../platform/net/public-address.ts'
import { pingDatabase, readQueueDepth } from './store.ts'

const DISK_FREE_MIN_BYTES = 100 * 1024 * 1024

/** Probes for operators: alive; ready (database, jobs, disk); numbers for Prometheus. */
export function healthRoutes(kit: Kit, metrics: Metrics): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/healthz',
      access: 'key',
      kind: 'api',
      handle: () => text('ok\n', 'text/plain; charset=utf-8'),
    },
    { method: 'GET', url: '/readyz', access: 'key', kind: 'api', handle: () => readiness(kit) },
    {
      method: 'GET',
      url: '/metrics',
      access: 'key',
      kind: 'api',
      handle: async (req) => {
        if (isFromOutside(req)) return { kind: 'not-found' }
        for (const { task, waiting } of await readQueueDepth(kit.db))
          metrics.queueWaiting.set({ task }, waiting)
        return text(await metrics.expose(), metrics.contentType)
      },
    },
  ]
}

/** Load is told to machines of the house: not over a public address, nor through a proxy we do not know. */
function isFromOutside(req: Req): boolean {
  const isForwarded = req.headers['x-forwarded-for'] !== undefined
  return isPublicAddress(req.ip) || (isForwarded && isLoopback(req.ip))
}

function isLoopback(ip: string): boolean {
  return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
}

async function readiness(kit: Kit) {
  const checks = {
    database: await isTrue(() => pingDatabase(kit.db)),
    jobs: await isTrue(() => readQueueDepth(kit.db)),
    disk: await isTrue(async () => {
      const { bavail, bsize } = await statfs(kit.dataDir)
      if (bavail * bsize < DISK_FREE_MIN_BYTES) throw new Error('disk nearly full')
    }),
  }
  const isReady = Object.values(checks).every(Boolean)
  return json({ ready: isReady, checks }, { status: isReady ? 200 : 503 })
}

/** A probe answers whether, not why: the why is in the log. */
async function isTrue(check: () => Promise<unknown>): Promise<boolean> {
  try {
    await check()
    return true
  } catch {
    return false
  }
}
