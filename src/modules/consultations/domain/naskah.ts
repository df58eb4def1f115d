/** The text of a draft as passages: bab, pasal, ayat, huruf, angka, and paragraphs outside them. */

/** Kinds of passage, from the widest to the narrowest. */
export const TINGKAT = [
  'lampiran',
  'bab',
  'bagian',
  'pasal',
  'ayat',
  'huruf',
  'angka',
  'alinea',
] as const
export type Tingkat = (typeof TINGKAT)[number]

/** A passage as it was cut: `nomor` as it is written, empty for paragraphs; `label` as people cite it. */
export type Potongan = Readonly<{ tingkat: Tingkat; nomor: string; label: string; teks: string }>

/** A passage that is kept: its anchor stays the same over all versions. */
export type Bagian = Potongan & Readonly<{ jangkar: string }>

/** Bounds of one text: characters, passages, characters of one passage. */
export const BATAS_NASKAH = { huruf: 200_000, bagian: 1_500, teks: 8_000 } as const

type Marker = Readonly<{ tingkat: Tingkat; nomor: string; rest: string }>

const MARKERS: readonly (readonly [Tingkat, RegExp])[] = [
  ['lampiran', /^(PENJELASAN|LAMPIRAN(?: [IVXLCDM]{1,8})?)$/],
  ['bab', /^BAB ([IVXLCDM]{1,8}[A-Z]?)$/],
  ['bagian', /^Bagian (Ke[a-z]{2,12}(?: (?:Puluh|Belas|puluh|belas))?)$/],
  ['pasal', /^Pasal (\d{1,4}[A-Z]?|[IVXLCDM]{1,8})$/],
  ['ayat', /^\((\d{1,3}[a-z]?)\)(?: (.*))?$/],
  ['huruf', /^([a-z]|([a-z])\2)\.(?: (.*))?$/],
  ['angka', /^(\d{1,3})\.(?: (.*))?$/],
]

function markerOf(line: string): Marker | undefined {
  for (const [tingkat, pattern] of MARKERS) {
    const found = pattern.exec(line)
    if (found === null) continue
    const hasRest = tingkat === 'ayat' || tingkat === 'huruf' || tingkat === 'angka'
    return { tingkat, nomor: found[1] ?? '', rest: hasRest ? (found.at(-1) ?? '') : '' }
  }
  return undefined
}

type Draft = { tingkat: Tingkat; nomor: string; label: string; teks: string }
/** Where the next passage lies: numbers of what surrounds it. */
type Tempat = { pasal: string; ayat: string; huruf: string; angka: string }

/**
 * Cut pasted text into passages. A line that begins with a marker ("Pasal 5", "(1)", "a.", "BAB II") begins a passage;
 * any other line goes on with the one before, and after an empty line it is a paragraph of its own, except right below
 * a heading, whose words it is. No word is lost, none is moved.
 */
export function potongNaskah(text: string): readonly Potongan[] {
  const found: Draft[] = []
  const tempat: Tempat = { pasal: '', ayat: '', huruf: '', angka: '' }
  let isAfterBlank = true
  for (const raw of text.split('\n')) {
    const line = raw.trim().replaceAll(/\s+/g, ' ')
    if (line === '') {
      isAfterBlank = true
      continue
    }
    const marker = markerOf(line)
    const last = found.at(-1)
    if (marker !== undefined) {
      enter(tempat, marker)
      const { tingkat, nomor, rest } = marker
      found.push({ tingkat, nomor, label: labelOf(tempat, marker), teks: rest })
    } else if (last !== undefined && (!isAfterBlank || (last.teks === '' && last.nomor !== '')))
      last.teks = last.teks === '' ? line : `${last.teks} ${line}`
    else found.push({ tingkat: 'alinea', nomor: '', label: alineaLabel(tempat), teks: line })
    isAfterBlank = false
  }
  return found
}

function enter(tempat: Tempat, { tingkat, nomor }: Marker): void {
  const order = ['pasal', 'ayat', 'huruf', 'angka'] as const
  const at = (order as readonly Tingkat[]).indexOf(tingkat)
  for (const one of order.slice(Math.max(0, at))) tempat[one] = ''
  if (at >= 0) tempat[order[at] ?? 'angka'] = nomor
}

/** "Pasal 5 ayat (1) huruf a angka 2", without what is not there. */
function pathOf({ pasal, ayat, huruf, angka }: Tempat): string {
  return [
    pasal && `Pasal ${pasal}`,
    ayat && `ayat (${ayat})`,
    huruf && `huruf ${huruf}`,
    angka && `angka ${angka}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function labelOf(tempat: Tempat, { tingkat, nomor }: Marker): string {
  if (tingkat === 'bab') return `BAB ${nomor}`
  if (tingkat === 'bagian') return `Bagian ${nomor}`
  if (tingkat === 'lampiran') return nomor
  return pathOf(tempat)
}

function alineaLabel(tempat: Tempat): string {
  const path = pathOf(tempat)
  return path === '' ? 'Alinea' : `${path}, alinea`
}

/** The text as it would be pasted: cutting it again gives the same passages. */
export function tulisNaskah(bagian: readonly Potongan[]): string {
  return bagian.map(tulisSatu).join('\n\n')
}

function tulisSatu({ tingkat, nomor, teks }: Potongan): string {
  if (tingkat === 'alinea') return teks
  const mark = markOf(tingkat, nomor)
  if (teks === '') return mark
  return isHeading(tingkat) ? `${mark}\n${teks}` : `${mark} ${teks}`
}

function markOf(tingkat: Tingkat, nomor: string): string {
  if (tingkat === 'bab') return `BAB ${nomor}`
  if (tingkat === 'bagian') return `Bagian ${nomor}`
  if (tingkat === 'pasal') return `Pasal ${nomor}`
  if (tingkat === 'ayat') return `(${nomor})`
  return tingkat === 'lampiran' ? nomor : `${nomor}.`
}

/** Is the passage a heading, whose words stand below its number? */
export function isHeading(tingkat: Tingkat): boolean {
  return ['lampiran', 'bab', 'bagian', 'pasal'].includes(tingkat)
}

/** What an officer should look at before the text is kept; nothing of it stops the text. */
export type Peringatan = Readonly<{ jenis: 'ganda' | 'loncat' | 'kosong'; label: string }>

/** Numbers that stand twice, pasal that are left out, passages without words. */
export function periksaNaskah(bagian: readonly Potongan[]): readonly Peringatan[] {
  return [...findGanda(bagian), ...findKosong(bagian), ...findLoncat(bagian)]
}

function findGanda(bagian: readonly Potongan[]): readonly Peringatan[] {
  const numbered = bagian.filter(({ tingkat }) => tingkat !== 'alinea' && tingkat !== 'bagian')
  const seen = new Set<string>()
  return numbered.flatMap(({ label }) => {
    const isKnown = seen.has(label)
    seen.add(label)
    return isKnown ? [{ jenis: 'ganda' as const, label }] : []
  })
}

function findKosong(bagian: readonly Potongan[]): readonly Peringatan[] {
  return bagian
    .filter((one, at) => one.teks === '' && one.tingkat !== 'lampiran' && !hasBelow(bagian, at))
    .map(({ label }) => ({ jenis: 'kosong', label }))
}

function findLoncat(bagian: readonly Potongan[]): readonly Peringatan[] {
  const pasal = bagian.filter(({ tingkat, nomor }) => tingkat === 'pasal' && /^\d+$/.test(nomor))
  return pasal
    .filter(({ nomor }, at) => at > 0 && Number(nomor) > Number(pasal[at - 1]?.nomor) + 1)
    .map(({ label }) => ({ jenis: 'loncat', label }))
}

function hasBelow(bagian: readonly Potongan[], at: number): boolean {
  const [one, next] = [bagian[at], bagian[at + 1]]
  if (one === undefined || next === undefined) return false
  return TINGKAT.indexOf(next.tingkat) > TINGKAT.indexOf(one.tingkat)
}
