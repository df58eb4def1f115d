/** Kinds of documents in the order money goes through them. */
export const TAHAP = [
  'usulan',
  'rkpd',
  'rka',
  'mata-anggaran',
  'spd',
  'kontrak',
  'spp',
  'spm',
  'sp2d',
  'penerimaan',
  'sts',
  'jurnal',
  'baris-laporan',
  'kdp',
  'kartu-aset',
  'laporan',
] as const
export type Tahap = (typeof TAHAP)[number]

export type Kunci = Readonly<{ jenis: Tahap; id: string }>
export type Simpul = Kunci &
  Readonly<{
    nomor: string
    judul: string
    /** In rupiah, two decimals; null where a document has no amount. */
    jumlah: string | null
    tanggal: string | null
    url: string
  }>
export type Tepi = Readonly<{ dari: Kunci; ke: Kunci }>

/** One kind of document on the way, with all of its documents. */
export type Langkah = Readonly<{ tahap: Tahap; simpul: readonly Simpul[] }>

/** @returns the kind and id in an address `sp2d.0199…`; undefined when it is none */
export function parseKunci(text: string): Kunci | undefined {
  const at = text.indexOf('.')
  const jenis = TAHAP.find((tahap) => tahap === text.slice(0, at))
  const id = text.slice(at + 1)
  return jenis === undefined || !/^[\w-]{1,60}$/.test(id) ? undefined : { jenis, id }
}

/** The address part of a document. */
export function writeKunci({ jenis, id }: Kunci): string {
  return `${jenis}.${id}`
}

/**
 * Order the documents of a walk by the way money goes, each once; kinds nobody passed through are left out.
 * Documents of a kind stand by date and number.
 */
export function langkahOf(simpul: readonly Simpul[]): readonly Langkah[] {
  const once = new Map(simpul.map((one) => [writeKunci(one), one]))
  return TAHAP.flatMap((tahap) => {
    const found = [...once.values()].filter(({ jenis }) => jenis === tahap)
    if (found.length === 0) return []
    return [{ tahap, simpul: found.toSorted(byDate) }]
  })
}

function byDate(a: Simpul, b: Simpul): number {
  const left = `${a.tanggal ?? ''} ${a.nomor} ${a.id}`
  const right = `${b.tanggal ?? ''} ${b.nomor} ${b.id}`
  return left < right ? -1 : left > right ? 1 : 0
}

/** Kinds that say before a payment what it may become: the public sees those that led to one. */
const BEFORE_PAYMENT: readonly Tahap[] = ['spp', 'spm']

/**
 * What anyone may see: payment orders only once they were paid, and without their words, which may name people.
 */
export function publicPart(simpul: readonly Simpul[], tepi: readonly Tepi[]): readonly Simpul[] {
  const paid = paidOrders(tepi)
  return simpul.flatMap((one) => {
    if (BEFORE_PAYMENT.includes(one.jenis) && !paid.has(writeKunci(one))) return []
    const isWordless = BEFORE_PAYMENT.includes(one.jenis) || one.jenis === 'sp2d'
    const url = one.url.startsWith('/kerja') ? '' : one.url
    return [{ ...one, url, ...(isWordless ? { judul: '' } : {}) }]
  })
}

function paidOrders(tepi: readonly Tepi[]): ReadonlySet<string> {
  const spm = tepi.filter(({ ke }) => ke.jenis === 'sp2d').map(({ dari }) => writeKunci(dari))
  const paid = new Set(spm)
  for (const { dari, ke } of tepi)
    if (ke.jenis === 'spm' && paid.has(writeKunci(ke))) paid.add(writeKunci(dari))
  return paid
}

/** What a chain lacks, seen from a payment: told on the page instead of left as a silent gap. */
export type Kurang = 'rencana' | 'jurnal' | 'baris' | 'aset'

/**
 * @param isModal whether capital spending is in it: only that must end in an asset
 * @returns what is missing around a payment; nothing for walks without one
 */
export function missingOf(langkah: readonly Langkah[], isModal: boolean): readonly Kurang[] {
  const has = (...tahap: readonly Tahap[]) => langkah.some((one) => tahap.includes(one.tahap))
  if (!has('sp2d')) return []
  const missing: Kurang[] = []
  if (!has('rkpd')) missing.push('rencana')
  if (!has('jurnal')) missing.push('jurnal')
  else if (!has('baris-laporan')) missing.push('baris')
  if (isModal && !has('kartu-aset', 'kdp')) missing.push('aset')
  return missing
}
