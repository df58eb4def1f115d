// Photographs the key pages of the demo region for README and docs: phone and desk, by day and by night, on a
// clock that starts at the same instant each time. Needs Chromium. Run: npm run screens
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { createApp } from '../src/app.ts'
import { parseEnv } from '../src/env.ts'
import { realWorld } from '../src/installation.ts'
import { tanggalIn } from '../src/kernel/date.ts'
import { uuidV7 } from '../src/kernel/id.ts'
import { MODULES } from '../src/modules.ts'
import { packageRoot } from '../src/package-root.ts'
import { openCluster } from '../src/platform/db/cluster.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { createLog } from '../src/platform/log/log.ts'
import { freePort } from '../tests/support/addresses.ts'
import { DESKTOP, launchBrowser, PHONE } from '../tests/support/browser.ts'

/** A Tuesday morning: offices are open, some reports are late. */
const NOW = new Date('2026-11-24T02:30:00Z')
const FOLDER = join(packageRoot, 'docs/screens')
const BYTES_MAX = 120 * 1024

type Shot = Readonly<{
  name: string
  path: string
  size: typeof PHONE
  isDark?: boolean
  /** Username of the demo account that looks. */
  as?: string
}>

const SHOTS: readonly Shot[] = [
  { name: 'beranda-hp', path: '/', size: PHONE },
  { name: 'beranda-meja', path: '/', size: DESKTOP },
  { name: 'lapor-hp', path: '/lapor', size: PHONE },
  { name: 'lapor-hp-gelap', path: '/lapor', size: PHONE, isDark: true },
  { name: 'laporan-hp', path: '/laporan', size: PHONE },
  { name: 'laporan-meja', path: '/laporan', size: DESKTOP },
  { name: 'laporan-meja-gelap', path: '/laporan', size: DESKTOP, isDark: true },
  { name: 'kasus-hp', path: 'first', size: PHONE },
  { name: 'statistik-meja', path: '/laporan/statistik', size: DESKTOP },
  { name: 'antrean-meja', path: '/kerja/laporan', size: DESKTOP, as: 'operator-aduan' },
  { name: 'kasus-petugas-meja', path: 'queue', size: DESKTOP, as: 'operator-aduan' },
  { name: 'lapangan-hp', path: '/kerja/lapangan', size: PHONE, as: 'petugas-dishub' },
]

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-screens-'))
try {
  await photographAll()
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}

async function photographAll(): Promise<void> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const parsed = parseEnv({
    NODE_ENV: 'test',
    PORT: String(port),
    BASE_URL: base,
    DATA_DIR: dataDir,
  })
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  const { env } = parsed
  const log = createLog('silent')
  const secretKey = 'kunci-gambar-layar-yang-tidak-rahasia'.padEnd(64, '.')
  const cluster = await openCluster({ databaseUrl: undefined, dataDir, secretKey, log })
  const modules = { modules: MODULES, sourceDir: join(packageRoot, 'src') }
  await migrate({ ownerUrl: cluster.ownerUrl, queueUrl: cluster.queueUrl, secretKey, ...modules })
  const clock = startClock()
  const world = realWorld(env.REGION_TIMEZONE)
  const app = await createApp({
    ...world,
    env,
    addresses: cluster,
    secretKey,
    log,
    isDemo: true,
    now: clock,
    today: () => tanggalIn(env.REGION_TIMEZONE, clock()),
    newId: () => uuidV7(clock().getTime(), world.randomBytes(10)),
  })
  const browser = await launchBrowser()
  try {
    await app.seedWhenEmpty('full')
    await app.server.listen({ port, host: '127.0.0.1' })
    mkdirSync(FOLDER, { recursive: true })
    for (const old of readdirSync(FOLDER)) rmSync(join(FOLDER, old))
    for (const shot of SHOTS) await photograph(browser, base, shot)
  } finally {
    await browser.close()
    await app.server.close()
    await app.close()
    await cluster.stop()
  }
}

/** Seconds pass as always, from the same instant on. */
function startClock(): () => Date {
  const started = performance.now()
  return () => new Date(NOW.getTime() + performance.now() - started)
}

async function photograph(browser: Browser, base: string, shot: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: shot.size,
    isMobile: shot.size === PHONE,
    hasTouch: shot.size === PHONE,
    colorScheme: shot.isDark ? 'dark' : 'light',
    deviceScaleFactor: shot.size === PHONE ? 2 : 1,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
  })
  const page = await context.newPage()
  if (shot.as !== undefined) await signIn(page, base, shot.as)
  await page.goto(base + (await pathOf(page, base, shot)), { waitUntil: 'networkidle' })
  const picture = await shrink(await page.screenshot())
  const file = join(FOLDER, `${shot.name}.png`)
  writeFileSync(file, picture)
  process.stdout.write(`${shot.name} ${Math.ceil(statSync(file).size / 1024)} kB\n`)
  await context.close()
}

/** A report with a photo for the citizen's page; the first of the queue for the officer's. */
async function pathOf(page: Page, base: string, { path }: Shot): Promise<string> {
  if (path === 'first') {
    await page.goto(`${base}/laporan?status=selesai`)
    const row = page.locator('main a[href^="/laporan/A"]').first()
    return (await row.getAttribute('href')) ?? '/laporan'
  }
  if (path !== 'queue') return path
  await page.goto(`${base}/kerja/laporan`)
  const link = page.locator('main a[href^="/kerja/laporan/A"]').first()
  return (await link.getAttribute('href')) ?? '/kerja/laporan'
}

async function signIn(page: Page, base: string, username: string): Promise<void> {
  await page.goto(`${base}/masuk`)
  await page.fill('[name=identitas]', username)
  await page.fill('[name=sandi]', 'pendopo-demo')
  await page.press('[name=sandi]', 'Enter')
  await page.waitForURL((url) => url.pathname !== '/masuk')
}

/** Fewer colours until the file is small enough to live in a repository. */
async function shrink(bytes: Buffer): Promise<Buffer> {
  for (const colours of [128, 64, 32]) {
    const small = await sharp(bytes).png({ palette: true, colours, effort: 10 }).toBuffer()
    if (small.length <= BYTES_MAX) return small
  }
  return sharp(bytes).resize({ width: 540 }).png({ palette: true, colours: 32 }).toBuffer()
}
