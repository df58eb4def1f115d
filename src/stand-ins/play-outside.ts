import { join } from 'node:path'
import type { Env } from '../env.ts'
import { deriveKey } from '../platform/derive-key.ts'
import type { SafeFetch } from '../platform/net/safe-fetch.ts'
import { openDukcapil } from './dukcapil.ts'
import { openOss } from './oss.ts'
import { type Callback, openPayment, type PaymentStandIn } from './payment.ts'
import { standInFetch } from './serve.ts'

export type Played = Readonly<{
  registers: Readonly<{ dukcapil?: SafeFetch; oss?: SafeFetch }>
  payment: Readonly<{ key: string; fetch: SafeFetch; simulate: PaymentStandIn['pay'] }> | undefined
}>

type World = Readonly<{
  env: Pick<Env, 'DUKCAPIL_URL' | 'OSS_URL' | 'PAYMENT_URL' | 'DATA_DIR'>
  isDemo: boolean
  secretKey: string
  now: () => Date
  newId: () => string
}>

/**
 * In the demo, systems without an address are played in this process. Outside it nothing is played: without
 * an address the house goes on without the system.
 */
export async function playOutside(
  { env, isDemo, secretKey, now, newId }: World,
  { deliver }: Readonly<{ deliver: (message: Callback) => Promise<unknown> }>,
): Promise<Played> {
  if (!isDemo) return { registers: {}, payment: undefined }
  const registers = {
    ...(env.DUKCAPIL_URL === undefined ? { dukcapil: standInFetch(await openDukcapil()) } : {}),
    ...(env.OSS_URL === undefined ? { oss: standInFetch(await openOss()) } : {}),
  }
  if (env.PAYMENT_URL !== undefined) return { registers, payment: undefined }
  const key = deriveKey(secretKey, 'tiruan pembayaran').toString('base64url')
  const gateway = openPayment({
    key,
    now,
    newId,
    deliver: async (message) => {
      await deliver(message)
    },
    file: join(env.DATA_DIR, 'tiruan/pembayaran.jsonl'),
  })
  return {
    registers,
    payment: { key, fetch: standInFetch(gateway), simulate: gateway.pay },
  }
}
