/**
 * Write data/keuangan/rekening-neraca-lo.csv: the balance sheet accounts that are listed by hand, and for every account of
 * a list of LRA accounts its counterparts: revenue-LO and receivables for revenue, expense for spending, assets for
 * capital spending. Run it again when the LRA list changes.
 *
 *   npx tsx scripts/rekening-lo.ts <list of LRA accounts: kode,…,nama,…>
 */
import { createReadStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { collectCsv, readCsv } from '../src/platform/csv/read-csv.ts'
import { writeCsvRow } from '../src/platform/csv/write-csv.ts'

const folder = join(import.meta.dirname, '../data/keuangan')
const SUMBER = 'disusun dari Permendagri 90/2019 dan Kepmendagri 050-5889/2021; belum diverifikasi'

type Account = Readonly<{ kode: string; nama: string; saldoNormal: string }>

async function readTable(path: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const { rows, problems } = await collectCsv(readCsv(createReadStream(path)))
  if (problems.length > 0) throw new Error(`${path}: ${problems[0]?.message ?? ''}`)
  return rows.map(({ cells }) => cells)
}

const [, , listPath] = process.argv
if (listPath === undefined) throw new Error('name the list of LRA accounts')
const listed = new Map((await readTable(listPath)).map((row) => [row.kode ?? '', row.nama ?? '']))
const pairs = await readTable(join(folder, 'padanan-lra.csv'))
const made = new Map<string, Account>()
for (const { kode = '', nama = '', saldo_normal: saldoNormal = 'D' } of await readTable(
  join(folder, 'rekening-neraca-dasar.csv'),
))
  made.set(kode, { kode, nama, saldoNormal })

for (const { awalan_lra: from = '', awalan_padanan: to = '', jenis = '' } of pairs)
  for (const [kode, nama] of withAncestors(from)) {
    const target = `${to}${kode.slice(from.length)}`
    if (made.has(target)) continue
    made.set(target, {
      kode: target,
      nama: counterpartName(jenis, nama),
      saldoNormal: jenis === 'lo' ? 'K' : 'D',
    })
  }

const ordered = [...made.values()].toSorted((a, b) => (a.kode < b.kode ? -1 : 1))
for (const { kode } of ordered)
  if (level(kode) > 1 && !made.has(kode.slice(0, kode.lastIndexOf('.'))))
    throw new Error(`${kode} has no parent`)
const text = [
  writeCsvRow(['kode', 'nama', 'saldo_normal', 'is_terverifikasi', 'sumber']),
  ...ordered.map(({ kode, nama, saldoNormal }) =>
    writeCsvRow([kode, nama, saldoNormal, 'tidak', SUMBER]),
  ),
].join('')
writeFileSync(join(folder, 'rekening-neraca-lo.csv'), text)
process.stdout.write(`${ordered.length} accounts\n`)

/** Accounts at or below a beginning; gaps in the list (a leaf without its parent) are filled with the leaf's name. */
function withAncestors(from: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [kode, nama] of listed) {
    if (kode !== from && !kode.startsWith(`${from}.`)) continue
    const parts = kode.split('.')
    for (let length = level(from); length < parts.length; length += 1) {
      const above = parts.slice(0, length).join('.')
      if (!found.has(above)) found.set(above, listed.get(above) ?? nama)
    }
    found.set(kode, nama)
  }
  return found
}

function counterpartName(jenis: string, nama: string): string {
  const plain = nama.replaceAll(/\s+/g, ' ').trim()
  if (jenis === 'lo') return plain.endsWith('-LO') ? plain : `${plain}-LO`
  if (jenis === 'piutang') return `Piutang ${plain.replace(/^Pendapatan /i, '')}`
  if (jenis === 'aset') return plain.replace(/^Belanja Modal /i, '')
  return plain.replace(/^Belanja /i, 'Beban ').replace(/^BELANJA /, 'BEBAN ')
}

function level(kode: string): number {
  return kode.split('.').length
}
