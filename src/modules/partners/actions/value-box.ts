import { createHmac } from 'node:crypto'
import { deriveKey } from '../../../platform/derive-key.ts'
import type { Kit } from '../../../platform/kit.ts'
import { createSeal } from '../../../platform/seal.ts'

export type Values = Readonly<Record<string, string>>

/** Values of registers as they lie in our tables: sealed; numbers of persons and firms as keyed digests. */
export type ValueBox = Readonly<{
  close: (values: Values) => Buffer
  open: (sealed: Uint8Array) => Values
  /** Finds the same number again and tells nobody which it is. */
  digest: (sistem: string, nomor: string) => Buffer
}>

export function createValueBox(kit: Pick<Kit, 'secretKey' | 'randomBytes'>): ValueBox {
  const seal = createSeal(kit, 'nilai register')
  const key = deriveKey(kit.secretKey, 'nomor register')
  return {
    close: (values) => seal.close(JSON.stringify(values)),
    open: (sealed) => JSON.parse(seal.open(sealed)) as Values,
    digest: (sistem, nomor) => createHmac('sha256', key).update(`${sistem} ${nomor}`).digest(),
  }
}
