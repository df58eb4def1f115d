import type { Sen } from '../../../kernel/money.ts'
import type { Volume } from './volume.ts'

/** What is wanted, as it stood after a step. */
export type Lingkupan = Readonly<{
  volume: Volume
  satuan: string
  patokan: string
  biaya: Sen | null
}>

export type Beda = 'volume' | 'tempat' | 'biaya'

/** @returns what a step changed of the work itself */
export function bedaOf(before: Lingkupan | undefined, after: Lingkupan): readonly Beda[] {
  if (before === undefined) return []
  return [
    ...(before.volume !== after.volume ? (['volume'] as const) : []),
    ...(before.patokan !== after.patokan ? (['tempat'] as const) : []),
    ...(before.biaya !== after.biaya ? (['biaya'] as const) : []),
  ]
}
