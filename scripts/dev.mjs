// npm run dev: build, start, and start again when a source changes. Prints the address and the logins.
import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(import.meta.url), '../..')
let child
let timer

function start() {
  child = spawn(process.execPath, [join(root, 'bin/pendopo.mjs'), 'start'], {
    cwd: root,
    stdio: 'inherit',
  })
  child.once('close', (code) => {
    if (code !== null && code !== 0)
      process.stderr.write('Stopped with an error; waiting for a change.\n')
  })
}

function restart() {
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (child.exitCode !== null) return start()
    child.once('close', start)
    child.kill('SIGTERM')
  }, 300)
}

for (const folder of ['src', 'public', 'data'].map((name) => join(root, name)).filter(existsSync)) {
  watch(folder, { recursive: true }, restart)
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    child.kill('SIGTERM')
    child.once('close', () => process.exit(0))
  })
}
start()
