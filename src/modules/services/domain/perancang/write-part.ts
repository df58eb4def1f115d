import { isRecord, NONE } from './read-part.ts'

/** Values as they are typed: the other way round of what `readRecord` reads. */
export function writeWords(words: unknown): Readonly<{ id: string; en: string }> {
  if (typeof words === 'string') return { id: words, en: '' }
  if (!isRecord(words)) return { id: '', en: '' }
  return { id: String(words.id ?? ''), en: String(words.en ?? '') }
}

function lineOfWords(words: unknown): string {
  const { id, en } = writeWords(words)
  return en === '' ? id : `${id} | ${en}`
}

export function writeLines(list: unknown): string {
  if (!Array.isArray(list)) return ''
  return list.length === 0 ? NONE : list.map((one) => String(one)).join('\n')
}

export function writeWordLines(list: unknown): string {
  return Array.isArray(list) ? list.map(lineOfWords).join('\n') : ''
}

export function writePairs(list: unknown): string {
  return Array.isArray(list)
    ? list.map((pair) => (Array.isArray(pair) ? pair.map(String).join(' | ') : '')).join('\n')
    : ''
}

export function writeOptions(options: unknown): string {
  return Array.isArray(options)
    ? options
        .map((pair) => (Array.isArray(pair) ? `${String(pair[0])} | ${lineOfWords(pair[1])}` : ''))
        .join('\n')
    : ''
}

export function writeValues(values: unknown): string {
  return isRecord(values)
    ? Object.entries(values)
        .map(([name, value]) => `${name} = ${writeValue(value)}`)
        .join('\n')
    : ''
}

/** A text that would be read as something else keeps its quotes. */
function writeValue(value: unknown): string {
  if (value === true) return 'ya'
  if (value === false) return 'tidak'
  if (typeof value !== 'string') return JSON.stringify(value)
  return isPlainText(value) ? value : JSON.stringify(value)
}

function isPlainText(text: string): boolean {
  if (
    text === '' ||
    text !== text.trim() ||
    text === 'ya' ||
    text === 'tidak' ||
    /[\r\n]/.test(text)
  )
    return false
  try {
    JSON.parse(text)
    return false
  } catch {
    return true
  }
}

export function writeNumber(value: unknown): string {
  return typeof value === 'number' ? String(value).replace('.', ',') : ''
}

export function writeFigure(value: unknown): string {
  return typeof value === 'number' ? writeNumber(value) : String(value ?? '')
}

export function writeRunning(running: unknown): Readonly<{ choice: string; map: string }> {
  if (!isRecord(running) || !isRecord(running.migrate)) return { choice: 'selesai', map: '' }
  const map = Object.entries(running.migrate).map(([from, to]) => `${from} = ${String(to)}`)
  return { choice: 'pindah', map: map.join('\n') }
}

export function writeReason(reason: unknown): Readonly<{ choice: string; list: string }> {
  if (Array.isArray(reason)) return { choice: 'daftar', list: writeWordLines(reason) }
  return { choice: reason === true ? 'ya' : '', list: '' }
}

export function writeBlock(
  block: unknown,
): Readonly<{ jenis: string; isi: string; kelompok: string }> {
  if (!isRecord(block)) return { jenis: 'text', isi: '', kelompok: '' }
  if (Array.isArray(block.table))
    return { jenis: 'table', isi: writePairs(block.table), kelompok: '' }
  if (Array.isArray(block.list))
    return { jenis: 'list', isi: block.list.map(String).join('\n'), kelompok: '' }
  if (Array.isArray(block.columns))
    return { jenis: 'rows', isi: writePairs(block.columns), kelompok: String(block.rows ?? '') }
  return { jenis: 'text', isi: String(block.text ?? ''), kelompok: '' }
}

export function writeAsked(units: unknown): string {
  if (!Array.isArray(units)) return ''
  return units
    .map((one) =>
      isRecord(one) ? `${String(one.unit)} = ${JSON.stringify(one.when)}` : String(one),
    )
    .join('\n')
}
