import { existsSync, readFileSync } from 'node:fs'
import { type Env, parseEnv } from './env.ts'

/** Read .env beside the program, then the real environment over it. The only reader of process.env. */
export function loadEnv(): Env {
  const fromFile = existsSync('.env') ? parseDotEnv(readFileSync('.env', 'utf8')) : {}
  const parsed = parseEnv({ ...fromFile, ...process.env })
  if (!parsed.ok)
    throw new Error(
      `Pengaturan belum benar:\n${parsed.problems.map((problem) => `  ${problem}`).join('\n')}`,
    )
  return parsed.env
}

function parseDotEnv(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const found = /^([A-Z][A-Z0-9_]*)[ \t]*=(.*)/.exec(line.trim())
    return found ? [[found[1] ?? '', (found[2] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2')]] : []
  })
  return Object.fromEntries(pairs) as Record<string, string>
}
