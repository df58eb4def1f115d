import { JENIS_LAPORAN, type JenisLaporan, type Susunan } from './susunan.ts'

/** What a mark of a text stands for: a figure of a statement, or a word of its own. */
type Mark =
  | Readonly<{ kind: 'kata'; kata: Kata }>
  | Readonly<{ kind: 'angka'; jenis: JenisLaporan; baris: string; bagian: Bagian }>

const KATA = ['tanggal', 'nama', 'tahun'] as const
export type Kata = (typeof KATA)[number]
const BAGIAN = ['nilai', 'anggaran', 'persen', 'lalu'] as const
export type Bagian = (typeof BAGIAN)[number]

/** `{lra:pad}`, `{lra:pad:persen}`, `{tanggal}`. */
const MARK = /\{([a-z0-9:-]{1,80})\}/g

export const NASKAH_MAX = 60_000

function readMark(text: string): Mark | undefined {
  const kata = KATA.find((one) => one === text)
  if (kata !== undefined) return { kind: 'kata', kata }
  const [kind, baris = '', part = 'nilai', ...rest] = text.split(':')
  const jenis = JENIS_LAPORAN.find((one) => one === kind)
  const bagian = BAGIAN.find((one) => one === part)
  if (jenis === undefined || bagian === undefined || baris === '' || rest.length > 0)
    return undefined
  return { kind: 'angka', jenis, baris, bagian }
}

/** @returns marks of a text that name nothing the layout has, as they stand there */
export function unknownMarks(
  text: string,
  { laporan }: Pick<Susunan, 'laporan'>,
): readonly string[] {
  const marks = [...text.matchAll(MARK)].map(([whole, inner = '']) => ({ whole, inner }))
  return marks.flatMap(({ whole, inner }) => {
    const mark = readMark(inner)
    if (mark?.kind === 'kata') return []
    const layout = mark && laporan[mark.jenis]
    const isKnown = layout?.baris.some(({ id, akun, rumus }) => {
      const hasAmount = akun !== undefined || rumus !== undefined
      return id === mark?.baris && hasAmount
    })
    const needsBudget = mark?.bagian === 'anggaran' || mark?.bagian === 'persen'
    return isKnown === true && (!needsBudget || layout?.hasAnggaran === true) ? [] : [whole]
  })
}

export type Figures = Readonly<{
  kata: (kata: Kata) => string
  angka: (jenis: JenisLaporan, baris: string, bagian: Bagian) => string
}>

/** @returns the text with its figures; a mark nobody knows stays as it is, so that it is seen */
export function fillNaskah(text: string, figures: Figures): string {
  return text.replaceAll(MARK, (whole: string, inner: string) => {
    const mark = readMark(inner)
    if (mark === undefined) return whole
    if (mark.kind === 'kata') return figures.kata(mark.kata)
    return figures.angka(mark.jenis, mark.baris, mark.bagian)
  })
}

/** One piece of a chapter: a heading, or a paragraph. */
export type Alinea = Readonly<{ isJudul: boolean; teks: string }>

/** @returns paragraphs of a text: empty lines part them, `# ` begins a heading */
export function alineaOf(text: string): readonly Alinea[] {
  const pieces: Alinea[] = []
  let open: string[] = []
  const close = () => {
    if (open.length > 0) pieces.push({ isJudul: false, teks: open.join(' ') })
    open = []
  }
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('# ')) close()
    if (line.startsWith('# ')) pieces.push({ isJudul: true, teks: line.slice(2).trim() })
    else if (line !== '') open.push(line)
  }
  close()
  return pieces
}
