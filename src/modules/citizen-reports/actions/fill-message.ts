import { tanggalIn } from '../../../kernel/date.ts'
import { formatDateTime, formatTanggal } from '../../../ui/format.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import { fillTemplat, type Katalog } from '../domain/katalog.ts'
import type { Laporan } from '../domain/laporan.ts'

export type MessageFacts = Readonly<{
  /** The case before and after the action; the same twice while a form is being drawn. */
  before: Laporan
  after: Laporan
  katalog: Katalog
  lang: Lang
  unitKode?: string | undefined
  alasanKode?: string | undefined
  indukNomor?: string | undefined
}>

/** Fill what the program knows into an officer's message; unknown blanks stay visible. */
export function fillMessage(deps: Deps, pesan: string, facts: MessageFacts): string {
  return pesan.includes('{{') ? fillTemplat(pesan, valuesOf(deps, facts)) : pesan
}

function valuesOf(deps: Deps, facts: MessageFacts): Readonly<Record<string, string>> {
  const { reference, kit } = deps
  const { after, before, katalog, lang, alasanKode, indukNomor } = facts
  const { zone } = reference.calendar()
  const alasan = alasanKode === undefined ? undefined : katalog.alasan.get(alasanKode)
  const unitKode = facts.unitKode ?? after.unitKode ?? before.unitKode
  const unit = unitKode === null ? undefined : reference.findUnit(unitKode)?.nama
  const tenggat =
    after.tenggatAt === null ? undefined : formatDateTime(after.tenggatAt, { lang, zone })
  return {
    nomor: after.nomor,
    judul: after.judul,
    kategori: katalog.kategori.get(after.kategoriKode)?.nama[lang] ?? after.kategoriKode,
    wilayah: placeOf(deps, after),
    tanggal: formatTanggal(tanggalIn(zone, kit.now()), lang),
    ...known('unit', unit),
    ...known('tenggat', tenggat),
    ...known('batas', after.status === 'menunggu_konfirmasi' ? tenggat : undefined),
    ...known('alasan', alasan && lowerFirst(alasan.teks[lang])),
    ...known('saran', alasan?.saran?.[lang] ?? (alasan === undefined ? undefined : '')),
    ...known('induk', indukNomor),
  }
}

function known(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: value }
}

/** A reason is a sentence of its own in its list, and the end of one in a message. */
function lowerFirst(text: string): string {
  const bare = text.replace(/\.$/, '')
  return `${bare.slice(0, 1).toLowerCase()}${bare.slice(1)}`
}

/** "Kauman Jati, Kota Jati"; the region's name when the place is not known. */
export function placeOf(
  { reference }: Pick<Deps, 'reference'>,
  { wilayahKode, kecamatanKode }: Pick<Laporan, 'wilayahKode' | 'kecamatanKode'>,
): string {
  const names = [...new Set([wilayahKode, kecamatanKode])].flatMap((kode) => {
    const nama = kode === null ? undefined : reference.findWilayah(kode)?.nama
    return nama === undefined ? [] : [nama]
  })
  return names.length === 0 ? reference.region().name : names.join(', ')
}
