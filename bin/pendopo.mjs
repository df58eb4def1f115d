#!/usr/bin/env node
// Builds when a source changed since the last build, then runs the command line. The build takes about
// a second; a production image is built beforehand and skips it.
process.env.TZ = 'UTC'
const { buildAll, isBuilt } = await import('../scripts/build.mjs')
if (process.env.PENDOPO_PREBUILT !== '1' && !isBuilt()) await buildAll()
const { main } = await import('../dist/cli.mjs')
await main(process.argv.slice(2))
