/** Writes the module graph of modules.cjs into ARCHITECTURE.md; with --check only says whether it is true. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import graph from '../modules.cjs'

const file = join(import.meta.dirname, '../ARCHITECTURE.md')
const START = '<!-- graph:start -->'
const END = '<!-- graph:end -->'

/** Arrows that follow from others are left out, so the picture shows only what one must know. */
function drawGraph(): string {
  const names = Object.keys(graph)
  const needs = (name: string) => graph[name] ?? []
  const isImplied = (from: string, to: string) =>
    needs(from).some((via) => via !== to && needs(via).includes(to))
  const arrows = names.flatMap((from) =>
    needs(from)
      .filter((to) => !isImplied(from, to))
      .map((to) => `  ${from} --> ${to}`),
  )
  const nodes = names.filter(
    (name) => !arrows.some((arrow) => arrow.split(' --> ').some((end) => end.trim() === name)),
  )
  return [
    START,
    '```mermaid',
    'graph TD',
    ...nodes.map((name) => `  ${name}`),
    ...arrows,
    '```',
    END,
  ].join('\n')
}

const text = readFileSync(file, 'utf8')
const [head = '', rest = ''] = text.split(START)
const tail = rest.split(END)[1] ?? ''
const wanted = `${head}${drawGraph()}${tail}`
if (process.argv.includes('--check')) {
  if (wanted !== text) {
    process.stderr.write('ARCHITECTURE.md shows an old module graph. Run: npm run graph\n')
    process.exitCode = 1
  }
} else {
  writeFileSync(file, wanted)
}
