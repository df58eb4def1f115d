/** The votes a picture is made from, as a text anybody can download and count again. */
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Pelicin } from './kelompok.ts'
import { byId, type Suara, type VotePilihan } from './matriks.ts'
import type { Cuplikan } from './peta.ts'
import { refusal } from './refusals.ts'

const FORMAT = 'pendopo.pendapat/1'

/** One line per fact, sorted: the same votes are the same bytes. */
export function writeCuplikan({ votes, pernyataan, keluar, sebelum }: Cuplikan): string {
  const { pelicin } = sebelum
  const memory = pelicin === null ? '-,-,-' : `${pelicin.k},${pelicin.calon},${pelicin.kali}`
  const out = new Set(keluar)
  const before = new Set(sebelum.orang)
  const people = [...new Set(votes.map(({ orang }) => orang))].toSorted(byId)
  const sorted = votes.toSorted(
    (a, b) => byId(a.orang, b.orang) || Number(a.pernyataan) - Number(b.pernyataan),
  )
  return [
    `${FORMAT},${memory}`,
    ...pernyataan.map((nomor) => `pernyataan,${nomor},${out.has(nomor) ? 'keluar' : 'ada'}`),
    ...people.map((id) => `orang,${id},${before.has(id) ? 1 : 0}`),
    ...sorted.map(({ orang, pernyataan: nomor, suara }) => `suara,${orang},${nomor},${suara}`),
    '',
  ].join('\n')
}

/** Read such a text back. @refuses CUPLIKAN_TIDAK_TERBACA with the line that cannot be read */
export function readCuplikan(text: string): Result<Cuplikan> {
  const [head = '', ...lines] = text.split('\n')
  const [format, k, calon, kali] = head.split(',')
  if (format !== FORMAT) return unreadable(1)
  const pelicin: Pelicin | null =
    k === '-' ? null : { k: Number(k), calon: Number(calon), kali: Number(kali) }
  const facts: Facts = { votes: [], pernyataan: [], keluar: [], orang: [] }
  for (const [at, line] of lines.entries())
    if (line !== '' && !readLine(line, facts)) return unreadable(at + 2)
  const { orang, ...rest } = facts
  return ok({ ...rest, sebelum: { orang, pelicin } })
}

type Facts = Readonly<{
  votes: VotePilihan[]
  pernyataan: string[]
  keluar: string[]
  orang: string[]
}>

/** @returns false when it is no line of ours */
function readLine(line: string, { votes, pernyataan, keluar, orang }: Facts): boolean {
  const [kind, first = '', second = '', third = ''] = line.split(',')
  switch (kind) {
    case 'pernyataan':
      pernyataan.push(first)
      if (second === 'keluar') keluar.push(first)
      return true
    case 'orang':
      if (second === '1') orang.push(first)
      return true
    case 'suara':
      votes.push({ orang: first, pernyataan: second, suara: Number(third) as Suara })
      return ['1', '0', '-1'].includes(third)
    default:
      return false
  }
}

function unreadable(line: number): Result<never> {
  return refuse(refusal('CUPLIKAN_TIDAK_TERBACA', { baris: line }))
}
