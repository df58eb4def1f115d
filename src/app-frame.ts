import { join } from 'node:path'
import graph from '../modules.cjs'
import { DEMO_PASSWORD } from './modules/identity/index.ts'
import { readWeights } from './modules/portal/index.ts'
import { packageRoot } from './package-root.ts'
import { type AssetStore, loadAssets } from './platform/http/assets.ts'
import type { ModuleParts } from './platform/kit.ts'

/** Rooms of other modules that the account page leads to. */
export const DOORS = {
  officerHome: '/kerja',
  voices: '/akun/suara',
  reports: '/akun/laporan',
  notices: '/akun/pemberitahuan',
  berkas: '/akun/berkas',
  letters: '/akun/surat',
  applications: '/akun/permohonan',
  kuasa: '/akun/kuasa',
}

/** What the terminal says when the program listens. */
export function greet(address: string, isDemo: boolean): string {
  const logins = isDemo
    ? `Akun contoh, sandi ${DEMO_PASSWORD}; nama semua akun ada di ${address}/masuk\n`
    : ''
  return `\nPendopo melayani di ${address}\n${logins}`
}

/** The built files, and what each page weighed when it was measured. */
export function weighedAssets(): AssetStore {
  const bytes = new Map(
    readWeights(packageRoot).map(({ path, html, scripts }) => [path, html + scripts]),
  )
  return {
    ...loadAssets(join(packageRoot, 'dist/public')),
    weightOf: (path) => bytes.get(path),
  }
}

/** A module may only be started with the needs its row in modules.cjs names. */
export function assertGraph(parts: readonly ModuleParts[]): void {
  for (const { name, needs } of parts) {
    const allowed = graph[name]
    if (allowed === undefined) throw new Error(`${name} has no row in modules.cjs`)
    const extra = needs.filter((need) => !allowed.includes(need))
    if (extra.length > 0)
      throw new Error(`${name} needs ${extra.join(', ')}, but modules.cjs does not allow it`)
  }
}
