/** What a PDF file is made of (ISO 32000-1, 7.3), and how it is written. */
export type PdfValue =
  | Readonly<{ kind: 'null' }>
  | Readonly<{ kind: 'boolean'; value: boolean }>
  | Readonly<{ kind: 'number'; value: number }>
  | Readonly<{ kind: 'name'; value: string }>
  | Readonly<{ kind: 'text'; bytes: Buffer }>
  | Readonly<{ kind: 'list'; items: readonly PdfValue[] }>
  | PdfDict
  | PdfStream
  | PdfRef

export type PdfDict = Readonly<{ kind: 'dict'; entries: ReadonlyMap<string, PdfValue> }>
export type PdfStream = Readonly<{
  kind: 'stream'
  entries: ReadonlyMap<string, PdfValue>
  /** Where its bytes begin in the file. */
  start: number
}>
export type PdfRef = Readonly<{ kind: 'ref'; number: number; generation: number }>

export const NULL: PdfValue = { kind: 'null' }
export const num = (value: number): PdfValue => ({ kind: 'number', value })
export const name = (value: string): PdfValue => ({ kind: 'name', value })
export const list = (...items: readonly PdfValue[]): PdfValue => ({ kind: 'list', items })
export const ref = (number: number, generation = 0): PdfRef => ({ kind: 'ref', number, generation })
export const dict = (entries: Readonly<Record<string, PdfValue>>): PdfDict => ({
  kind: 'dict',
  entries: new Map(Object.entries(entries)),
})

/** Text for people: as it stands where it is plain, else UTF-16 with its mark (7.9.2.2). */
export function text(value: string): PdfValue {
  if (/^[\x20-\x7e]*$/.test(value)) return { kind: 'text', bytes: Buffer.from(value, 'latin1') }
  const body = Buffer.from(value, 'utf16le').swap16()
  return { kind: 'text', bytes: Buffer.concat([Buffer.of(0xfe, 0xff), body]) }
}

/** Text for people read back; what is neither UTF-16 nor UTF-8 is taken letter by letter. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (value?.kind !== 'text') return undefined
  const { bytes } = value
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2))
    return Buffer.from(even).swap16().toString('utf16le')
  }
  return bytes.toString('latin1')
}

/** The same dictionary with some entries changed. */
export function withEntries(
  entries: ReadonlyMap<string, PdfValue>,
  changes: Readonly<Record<string, PdfValue>>,
): PdfDict {
  return { kind: 'dict', entries: new Map([...entries, ...Object.entries(changes)]) }
}

/** A value as it stands in a file; streams are written by who holds their bytes. */
export function writeValue(value: PdfValue): string {
  switch (value.kind) {
    case 'null':
      return 'null'
    case 'boolean':
      return String(value.value)
    case 'number':
      return String(value.value)
    case 'name':
      return `/${value.value.replace(/[^!-~]|[#()<>[\]{}/%]/g, hexOfLetter)}`
    case 'text':
      return `<${value.bytes.toString('hex')}>`
    case 'list':
      return `[${value.items.map(writeValue).join(' ')}]`
    case 'ref':
      return `${value.number} ${value.generation} R`
    default:
      return `<<${[...value.entries]
        .map(([key, one]) => `${writeValue(name(key))} ${writeValue(one)}`)
        .join(' ')}>>`
  }
}

const hexOfLetter = (letter: string) =>
  `#${letter.charCodeAt(0).toString(16).padStart(2, '0').slice(-2)}`

/** A moment as PDF writes it, in UTC (7.9.4). */
export function pdfDate(at: Date): string {
  return `D:${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
}
