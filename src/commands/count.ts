import { readFile } from 'node:fs/promises'
import type { Command } from '../command.ts'
import { canonicalJson } from '../kernel/canonical-json.ts'
import {
  type Count,
  type CountStep,
  countBy,
  electionOfPb,
  NAMED_RULES,
  readPb,
  withThreshold,
} from '../modules/ballots/index.ts'
import { readArguments, wrongUsage } from './with-installation.ts'

const names = Object.keys(NAMED_RULES).join(' | ')

/** Needs no database: the count depends on the file alone. */
export const command: Command = {
  summary: 'Menghitung ulang pemungutan suara dari berkas Pabulib (.pb), langkah demi langkah',
  usage: `pendopo count <berkas.pb> [--rule ${names}] [--json]

  --rule    aturan lain daripada yang tertulis di berkas
  --json    seluruh hitungan sebagai JSON kanonik: sama byte demi byte dengan hitungan.json yang diterbitkan

Perintah ini tidak memerlukan basis data dan tidak mengirim apa pun.`,
  run: async (args) => {
    const { words, flags } = readArguments(args, ['rule'])
    const [path] = words
    const bad = Object.keys(flags).find((name) => name !== 'rule' && name !== 'json')
    if (path === undefined || words.length > 1 || bad !== undefined) {
      return wrongUsage(bad === undefined ? command.usage : `Pilihan --${bad} tidak dikenal.`)
    }
    const asked = flags.rule
    if (asked !== undefined && !(typeof asked === 'string' && Object.hasOwn(NAMED_RULES, asked))) {
      return wrongUsage(`Aturan itu tidak dikenal. Pilih: ${names}.`)
    }
    const counted = countOf(await readFile(path, 'utf8'), asked)
    if (typeof counted === 'string') {
      process.stderr.write(`${counted}\n`)
      return 1
    }
    process.stdout.write(
      flags.json === undefined ? `${linesOf(counted).join('\n')}\n` : canonicalJson(counted),
    )
    return 0
  },
}

/** @returns the count, or why the file cannot be counted */
function countOf(text: string, asked: string | undefined): Count | string {
  const pb = readPb(text)
  if (!pb.ok) return pb.refusals.map(({ message }) => message).join('\n')
  const read = electionOfPb(pb.value)
  if (!read.ok) return read.refusals.map(({ message }) => message).join('\n')
  const named = asked === undefined ? undefined : NAMED_RULES[asked]
  const rule = named === undefined ? read.value.rule : withThreshold(named, pb.value.meta)
  if (rule === undefined) return `Berkas ini tidak menyebut aturan yang dikenal. Pilih: ${names}.`
  return countBy({ ...read.value, rule })
}

function linesOf(count: Count): readonly string[] {
  const { shares, comparison } = count
  return [
    `aturan    ${canonicalJson(count.rule)}`,
    `suara     ${count.ballots}`,
    `anggaran  ${money(count.budget, count)}`,
    ...(shares === undefined
      ? []
      : [
          `jatah     ${shares.start} tiap surat suara, hitungan ke-${shares.counts}, ${shares.endedBy}`,
        ]),
    ...count.steps.map((step, index) => `${String(index + 1).padStart(4)}  ${lineOf(step, count)}`),
    ...(comparison === undefined
      ? []
      : [
          `banding   ${comparison.forShares} suara lebih suka bagian setara, ${comparison.forGreedy} lebih suka urutan suara, ${comparison.alike} sama: ${comparison.takes}`,
        ]),
    `terpilih  ${count.chosen.join(', ')}`,
    `biaya     ${money(count.cost, count)}`,
  ]
}

function lineOf(step: CountStep, count: Count): string {
  const tie =
    step.tie === null ? '' : `  seri ${step.tie.options.join('=')}, menurut ${step.tie.by}`
  const facts = [
    ['biaya', step.cost === undefined ? undefined : money(step.cost, count)],
    ['sisa', step.left === undefined ? undefined : money(step.left, count)],
    ['nilai', step.score],
    ['rho', step.rho],
    ['suara efektif', step.effectiveVotes],
    ['beban', step.load],
    ['poin', step.points],
    ['suara', step.tally && canonicalJson(step.tally)],
    ['habis', step.exhausted],
  ]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
  return `${step.kind}  ${step.option ?? '-'}  ${step.isTaken ? 'ya' : 'tidak'}  ${facts.join('  ')}${tie}`
}

/** Units of the file: `12500`, or `12500,5` where costs have decimals. */
function money(units: string, { scale }: Count): string {
  const places = scale.length - 1
  if (places === 0) return units
  const digits = units.padStart(places + 1, '0')
  return `${digits.slice(0, -places)},${digits.slice(-places)}`
}
