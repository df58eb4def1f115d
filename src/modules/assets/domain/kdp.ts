import { parseRupiah, type Sen, sumSen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

/** One card that construction becomes. */
export type Hasil = Readonly<{ kode: string; nama: string; nilai: Sen; alamat: string }>

const RESULTS_MAX = 20

/**
 * Read what construction became, one card a line: `code; name; price; address`, parted by semicolon or tab. The last
 * price may be left out: it is what remains.
 *
 * @refuses KDP_TUJUAN, KDP_JUMLAH
 */
export function readHasil(text: string, nilai: Sen): Result<readonly Hasil[]> {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0 || lines.length > RESULTS_MAX)
    return refuse(refusal('KDP_TUJUAN', 'hasil'))
  const read: Hasil[] = []
  for (const [index, line] of lines.entries()) {
    const [kode = '', nama = '', price = '', alamat = ''] = line.split(/[;\t]/).map((x) => x.trim())
    const isRest = price === '' && index === lines.length - 1
    const amount = isRest
      ? ok((nilai - sumSen(read.map((one) => one.nilai))) as Sen)
      : parseRupiah(price)
    if (kode === '' || nama === '' || !amount.ok || amount.value <= 0n)
      return refuse(refusal('KDP_TUJUAN', 'hasil'))
    read.push({ kode, nama, nilai: amount.value, alamat })
  }
  return sumSen(read.map((one) => one.nilai)) === nilai
    ? ok(read)
    : refuse(refusal('KDP_JUMLAH', 'hasil'))
}
