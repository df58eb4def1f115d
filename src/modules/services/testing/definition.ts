import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../package-root.ts'
import { LayananSchema } from '../definition-file/schema.ts'
import { expandPola } from '../domain/definition/expand.ts'
import type { Layanan } from '../domain/definition/types.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(join(packageRoot, 'data/layanan', name), 'utf8')) as Record<
    string,
    unknown
  >

/** A whole service of the catalogue, for tests of what is done to definitions. */
export function definition(more: Partial<Layanan> = {}): Layanan {
  const whole = expandPola(
    read('desa/DESA-SKCK.json'),
    new Map([['surat-desa', read('pola/surat-desa.json')]]),
  )
  if ('missing' in whole) throw new Error(whole.missing)
  return LayananSchema.parse({ ...whole.definition, ...more })
}
