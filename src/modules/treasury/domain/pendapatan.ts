/** Why a settlement is not in the books yet. */
export const SEBAB = ['skpd', 'akun', 'tahun', 'buku'] as const
export type Sebab = (typeof SEBAB)[number]

const PENDAPATAN = /^4(?:\.|$)/

/** @returns whether an account takes revenue: of the lowest level, below the revenue of the LRA */
export function isRevenue(
  account: Readonly<{ kode: string; isDaun: boolean }> | undefined,
): boolean {
  return account?.isDaun === true && PENDAPATAN.test(account.kode)
}

/** Kind of charge of a settlement that names none. */
export const PUNGUTAN_LAIN = 'LAIN'

/** @returns whether a text names a kind of charge */
export function isPungutan(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]{1,59}$/.test(text)
}
