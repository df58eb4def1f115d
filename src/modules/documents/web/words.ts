import type { TagKind } from '../../../ui/index.ts'
import type { Surat } from '../store/surat-store.ts'

export type ShownStatus = Surat['status'] | 'kedaluwarsa'

/** A letter in force whose last day is over is shown as run out. */
export function statusOf(
  { status, sampai }: Pick<Surat, 'status' | 'sampai'>,
  today: string,
): ShownStatus {
  return status === 'berlaku' && sampai !== null && sampai < today ? 'kedaluwarsa' : status
}

export const TAG_OF: Readonly<Record<ShownStatus, TagKind>> = {
  menunggu: 'tunggu',
  berlaku: 'selesai',
  dicabut: 'lewat',
  diganti: 'koord',
  kedaluwarsa: 'netral',
}

/** A name for the file that tells the letter and, for a copy, which one it is. */
export function filenameOf(
  { nomor, judul }: Pick<Surat, 'nomor' | 'judul'>,
  copy?: number,
): string {
  const plain = `${judul} ${nomor ?? ''}`
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, 100)
  return `${plain}${copy === undefined ? '' : `-salinan-${copy}`}.pdf`
}
