import type { Deps } from '../deps.ts'
import type { Jenjang } from '../domain/aturan.ts'
import type { Pemilik } from '../domain/kedudukan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Rapat } from '../store/rapat-store.ts'
import type { Usulan } from '../store/usulan-store.ts'

type Lang = 'id' | 'en'

/** @returns a meeting as people call it: "Rembuk RW 003 Wonosekar" */
export function rapatName(
  { reference, kit }: Pick<Deps, 'reference' | 'kit'>,
  tier: Pick<Jenjang, 'nama' | 'lingkup'> | undefined,
  { rapat, lang }: Readonly<{ rapat: Pick<Rapat, 'wilayahKode' | 'rw' | 'unitKode'>; lang: Lang }>,
): string {
  const nama = tier?.nama[lang] ?? ''
  const place = reference.findWilayah(rapat.wilayahKode)?.nama ?? rapat.wilayahKode
  if (tier?.lingkup === 'perangkat')
    return `${nama}: ${reference.findUnit(rapat.unitKode)?.nama ?? rapat.unitKode}`
  if (tier?.lingkup === 'daerah') return `${nama}: ${kit.region().name}`
  return rapat.rw === '' ? `${nama} ${place}` : `${nama} ${rapat.rw} ${place}`
}

/** @returns where a proposal is, from small to large */
export function tempatName(
  { reference }: Pick<Deps, 'reference'>,
  { patokan, rt, rw, wilayahKode }: Pick<Usulan, 'patokan' | 'rt' | 'rw' | 'wilayahKode'>,
): string {
  const parts = [
    patokan,
    rt === '' ? '' : `RT ${rt}`,
    rw === '' ? '' : `RW ${rw}`,
    reference.findWilayah(wilayahKode)?.nama ?? wilayahKode,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** @returns who owes the next step, as people call it */
export function pemilikName(
  { reference }: Pick<Deps, 'reference'>,
  pemilik: Pemilik | undefined,
  lang: Lang,
): string {
  if (pemilik === undefined) return ''
  const m = messagesIn(lang).pemilik
  if (pemilik.jenis === 'perencana' || pemilik.jenis === 'anggaran') return m[pemilik.jenis]
  if (pemilik.jenis === 'unit') return reference.findUnit(pemilik.kode)?.nama ?? pemilik.kode
  const office = reference.unitOfWilayah(pemilik.kode)?.nama
  return office ?? reference.findWilayah(pemilik.kode)?.nama ?? pemilik.kode
}
