import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { MODULES } from '../../src/modules.ts'
import { openDatabase, run, sql } from '../../src/platform/db/database.ts'
import { embeddedOwner, embeddedUrl, startEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { asRole, inDatabase, TEST_SECRET } from './addresses.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the owner of the test cluster, database `postgres`. */
    ownerUrl: string
    templateName: string
    /** Files of the demo region, once a test file has loaded it. */
    demoDir: string
  }
}

/**
 * One PostgreSQL per run with one migrated template; every test file copies it (about 0.1 s). With
 * TEST_DATABASE_URL the store and web tests run on that server instead: .ci/run gives PostgreSQL 15, the oldest
 * we support, while journeys stay on the one that is shipped, so that one run sees both.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outside = project.name === 'db' ? process.env.TEST_DATABASE_URL : undefined
  const dir = mkdtempSync(join(tmpdir(), 'pendopo-test-'))
  const server =
    outside === undefined ? await startEmbedded({ dataDir: dir, isVolatile: true }) : undefined
  const ownerUrl =
    server === undefined ? (outside as string) : embeddedUrl(server, embeddedOwner, 'postgres')
  const templateName = `pendopo_template_${process.pid}`
  const owner = openDatabase({ url: ownerUrl, statementTimeoutMs: 0 })
  await run(owner.db, sql.raw(`drop database if exists ${templateName} with (force)`))
  await run(owner.db, sql.raw(`create database ${templateName}`))
  await migrate({
    ownerUrl: inDatabase(ownerUrl, templateName),
    queueUrl: inDatabase(asRole(ownerUrl, 'pendopo_queue'), templateName),
    secretKey: TEST_SECRET,
    modules: MODULES,
    sourceDir: join(import.meta.dirname, '../../src'),
  })
  project.provide('ownerUrl', ownerUrl)
  project.provide('templateName', templateName)
  const demoDir = join(dir, 'demo')
  mkdirSync(demoDir, { recursive: true })
  project.provide('demoDir', demoDir)
  return async () => {
    for (const name of [templateName, `${templateName}_demo`])
      await run(owner.db, sql.raw(`drop database if exists ${name} with (force)`))
    await owner.close()
    await server?.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
