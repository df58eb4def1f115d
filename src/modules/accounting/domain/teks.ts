/** Journals as plain text, in the forms hledger, ledger and beancount read. */
import { type Sen, sen, toDecimalString } from '../../../kernel/money.ts'

export const BENTUK = ['hledger', 'ledger', 'beancount'] as const
export type Bentuk = (typeof BENTUK)[number]

export type TeksJurnal = Readonly<{
  nomor: string
  tanggal: string
  uraian: string
  skpdKode: string
  dokumen: string
  baris: readonly Readonly<{ kode: string; debitSen: Sen; kreditSen: Sen }>[]
}>

export type TeksRekening = Readonly<{ kode: string; nama: string }>

/** Roots beancount knows, by the first part of an account's code. */
const ROOTS: Readonly<Record<string, string>> = {
  '1': 'Assets',
  '2': 'Liabilities',
  '3': 'Equity',
  '4': 'Income:LRA',
  '5': 'Expenses:LRA',
  '6': 'Equity:LRA',
  '7': 'Income:LO',
  '8': 'Expenses:LO',
}
/** Older than any journal. */
const OPENED = '1970-01-01'

/** @returns the account under the name a program gives it: parts of the code as a tree */
export function namaAkun(kode: string, bentuk: Bentuk): string {
  const tree = kode.replaceAll('.', ':')
  if (bentuk !== 'beancount') return tree
  const [first = ''] = kode.split('.')
  return `${ROOTS[first] ?? 'Equity:Lain'}:${tree}`
}

/** What a file begins with: what its accounts are called. */
export function kepalaTeks(
  bentuk: Bentuk,
  { daerah, rekening }: Readonly<{ daerah: string; rekening: readonly TeksRekening[] }>,
): string {
  if (bentuk === 'beancount')
    return [
      `option "title" "${quoted(daerah)}"`,
      'option "operating_currency" "IDR"',
      ...rekening.map(
        ({ kode, nama }) =>
          `${OPENED} open ${namaAkun(kode, bentuk)} IDR\n  nama: "${quoted(nama)}"`,
      ),
      '',
    ].join('\n')
  const names = rekening.map(({ kode, nama }) => `; ${kode} ${plain(nama)}`)
  return [`; ${plain(daerah)}`, ...names, 'commodity IDR', ''].join('\n')
}

/** One journal; below zero stands for credit. */
export function tulisJurnal(jurnal: TeksJurnal, bentuk: Bentuk): string {
  const { nomor, tanggal, uraian, skpdKode, dokumen, baris } = jurnal
  const lines = baris.map(({ kode, debitSen, kreditSen }) => {
    const amount = toDecimalString(sen(debitSen - kreditSen))
    return bentuk === 'beancount'
      ? `  ${namaAkun(kode, bentuk)}  ${amount} IDR`
      : `    ${namaAkun(kode, bentuk)}  IDR ${amount}`
  })
  const head =
    bentuk === 'beancount'
      ? [
          `${tanggal} * "${quoted(uraian)}"`,
          `  nomor: "${quoted(nomor)}"`,
          `  skpd: "${quoted(skpdKode)}"`,
          `  dokumen: "${quoted(dokumen)}"`,
        ]
      : [
          `${tanggal} * (${plain(nomor)}) ${plain(uraian)}`,
          `    ; skpd: ${plain(skpdKode)}`,
          `    ; dokumen: ${plain(dokumen)}`,
        ]
  return `${[...head, ...lines].join('\n')}\n\n`
}

/** Signs that mean something in a journal file, and line ends, become spaces. */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc};|()]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function quoted(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
}
