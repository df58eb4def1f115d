import { parseTanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from '../domain/refusals.ts'
import type { BuktiForm } from '../domain/spp.ts'

/**
 * Papers as they are pasted: kind, number, date per line, parted by tabs.
 *
 * @refuses BUKTI_BARIS
 */
export function readPapers(text: string): Result<readonly BuktiForm[]> {
  const refusals: Refusal[] = []
  const papers = cellsOf(text).flatMap(({ row, cells }) => {
    const [jenis = '', nomor = '', typed = ''] = cells
    const tanggal = parseTanggal(typed)
    if (jenis === '' || nomor === '' || !tanggal.ok) {
      refusals.push(refusal('BUKTI_BARIS', { baris: row }, 'bukti'))
      return []
    }
    return [{ jenis, nomor, tanggal: tanggal.value }]
  })
  return refusals.length > 0 ? refuse(refusals) : ok(papers)
}

/** Lines of a pasted block that hold anything, with the row people see. */
export function cellsOf(
  text: string,
): readonly Readonly<{ row: number; cells: readonly string[] }>[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line, at) => ({ row: at + 1, cells: line.split('\t').map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}
