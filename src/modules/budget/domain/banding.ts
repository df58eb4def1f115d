import type { Sen } from '../../../kernel/money.ts'

export type Perubahan = 'baru' | 'hilang' | 'naik' | 'turun' | 'tetap'

/** @returns what became of an amount from one version to the next; null where it does not stand */
export function changeOf(dari: Sen | null, menjadi: Sen | null): Perubahan {
  if (dari === null) return 'baru'
  if (menjadi === null) return 'hilang'
  return menjadi > dari ? 'naik' : menjadi < dari ? 'turun' : 'tetap'
}

/** @returns after minus before, in sen */
export function differenceOf(dari: Sen | null, menjadi: Sen | null): Sen {
  return ((menjadi ?? 0n) - (dari ?? 0n)) as Sen
}
