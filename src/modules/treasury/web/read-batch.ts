import { createHash } from 'node:crypto'
import { parseTanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { TableRow } from '../../../platform/table/read-table.ts'
import type { BatchSpp, RowProblem } from '../actions/batch.ts'
import { refusal } from '../domain/refusals.ts'
import type { BarisForm, BuktiForm, SppForm } from '../domain/spp.ts'
import { JENIS_SPP } from '../domain/tahap.ts'
import { type FindPosisi, readLine } from './read-lines.ts'

/** Columns of the table of a batch; the later ones may be left out. */
export const BATCH_COLUMNS = [
  'urut',
  'jenis',
  'uraian',
  'penerima',
  'bank',
  'no_rekening',
  'sub_kegiatan',
  'rekening',
  'jumlah',
] as const
export const BATCH_OPTIONAL = [
  'uraian_baris',
  'pajak',
  'bukti_jenis',
  'bukti_nomor',
  'bukti_tanggal',
] as const

type Cells = TableRow['cells']
const at = (cells: Cells, column: string) => cells[column]?.trim() ?? ''

type Draft = {
  row: number
  urut: string
  head: Cells
  baris: BarisForm[]
  bukti: BuktiForm[]
}

/** Rows with the same serial make one request; everything that cannot be read stands under its row. */
export function readBatch(
  rows: readonly TableRow[],
  { skpdId, find }: Readonly<{ skpdId: number; find: FindPosisi }>,
): Readonly<{ batch: readonly BatchSpp[]; problems: readonly RowProblem[] }> {
  const drafts = new Map<string, Draft>()
  const problems: RowProblem[] = []
  for (const { row, cells } of rows) {
    const urut = at(cells, 'urut')
    const draft = drafts.get(urut) ?? { row, urut, head: cells, baris: [], bukti: [] }
    drafts.set(urut, draft)
    const refusals = [...addRow(draft, { row, cells }, find), ...refuseOtherHead(draft.head, cells)]
    if (urut === '') refusals.push(refusal('KOLOM_KOSONG', { kolom: 'urut' }, 'urut'))
    if (refusals.length > 0) problems.push({ row, refusals })
  }
  const batch: BatchSpp[] = []
  // Sent twice, a table makes its requests once.
  const print = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 40)
  for (const draft of drafts.values()) {
    const jenis = JENIS_SPP.find((one) => one === at(draft.head, 'jenis').toUpperCase())
    if (jenis === undefined || jenis === 'UP' || jenis === 'GU')
      problems.push({ row: draft.row, refusals: [refusal('BATCH_JENIS', {}, 'jenis')] })
    else
      batch.push({
        row: draft.row,
        skpdId,
        kunci: `${print}-${draft.urut}`.slice(0, 120),
        form: formOf(draft, jenis),
      })
  }
  return { batch, problems: problems.toSorted((a, b) => a.row - b.row) }
}

function addRow(draft: Draft, { row, cells }: TableRow, find: FindPosisi): Refusal[] {
  const refusals: Refusal[] = []
  const line = readLine(
    {
      row,
      sub: at(cells, 'sub_kegiatan'),
      rekening: at(cells, 'rekening'),
      uraian: at(cells, 'uraian_baris'),
      jumlah: at(cells, 'jumlah'),
      pajak: at(cells, 'pajak'),
    },
    find,
  )
  if (line.ok) draft.baris.push(line.value)
  else refusals.push(...line.refusals)
  const [jenis, nomor] = [at(cells, 'bukti_jenis'), at(cells, 'bukti_nomor')]
  if (jenis === '' && nomor === '') return refusals
  const tanggal = parseTanggal(at(cells, 'bukti_tanggal'))
  if (tanggal.ok) draft.bukti.push({ jenis, nomor, tanggal: tanggal.value })
  else refusals.push(refusal('BUKTI_BARIS', { baris: row }, 'bukti_tanggal'))
  return refusals
}

const HEAD = ['jenis', 'uraian', 'penerima', 'bank', 'no_rekening'] as const

/** A later row of a request may leave its head empty, or say the same. */
function refuseOtherHead(head: Cells, cells: Cells): readonly Refusal[] {
  return HEAD.filter((name) => at(cells, name) !== '' && at(cells, name) !== at(head, name)).map(
    (kolom) => refusal('BATCH_KEPALA_BEDA', { kolom }, kolom),
  )
}

function formOf({ head, baris, bukti }: Draft, jenis: SppForm['jenis']): SppForm {
  return {
    jenis,
    uraian: at(head, 'uraian'),
    penerima: at(head, 'penerima'),
    bank: at(head, 'bank'),
    rekening: at(head, 'no_rekening'),
    baris,
    bukti,
  }
}
