import { nextOf } from '../definition/check-workflow.ts'
import { type Layanan, type State, wordsIn } from '../definition/types.ts'

/** A workflow as boxes and lines, with places in units of its own picture. */
export type Diagram = Readonly<{
  width: number
  height: number
  boxes: readonly Box[]
  lines: readonly Line[]
}>

export type BoxKind = 'mulai' | 'tahap' | 'jeda' | 'pendapat' | 'terbit' | 'tolak'
export type Box = Readonly<{
  id: string
  kind: BoxKind
  x: number
  y: number
  width: number
  height: number
  /** Label in lines that fit. */
  text: readonly string[]
}>
export type LineKind = 'langkah' | 'otomatis' | 'tenggat' | 'kembali'
export type Line = Readonly<{ from: string; to: string; kind: LineKind; path: string }>

const BOX = { width: 150, height: 52 }
const GAP = { x: 26, y: 44 }
const LETTERS_MAX = 20
const LINES_MAX = 2
const STATES_MAX = 60

/** @returns the workflow drawn from its start downwards, ends at the bottom */
export function drawWorkflow(layanan: Layanan, lang: 'id' | 'en'): Diagram {
  const { workflow } = layanan
  const states = statesInOrder(workflow)
    .slice(0, STATES_MAX)
    .flatMap((id) => {
      const state = workflow.states[id]
      return state === undefined ? [] : [[id, state] as const]
    })
  const layers = layersOf(workflow)
  const rows = new Map<number, string[]>()
  for (const [id] of states) {
    const layer = layers.get(id) ?? 0
    rows.set(layer, [...(rows.get(layer) ?? []), id])
  }
  const widest = Math.max(1, ...[...rows.values()].map((row) => row.length))
  const width = widest * (BOX.width + GAP.x) + GAP.x
  const boxes = states.map(([id, state]): Box => {
    const layer = layers.get(id) ?? 0
    const row = rows.get(layer) ?? [id]
    const rowWidth = row.length * (BOX.width + GAP.x) - GAP.x
    return {
      id,
      kind: kindOf(id, state, workflow.start),
      x: (width - rowWidth) / 2 + row.indexOf(id) * (BOX.width + GAP.x),
      y: GAP.x / 2 + layer * (BOX.height + GAP.y),
      ...BOX,
      text: wrap(wordsIn(state.label, lang)),
    }
  })
  const places = new Map(boxes.map((box) => [box.id, box]))
  return {
    width,
    height: rows.size * (BOX.height + GAP.y) - GAP.y + GAP.x,
    boxes,
    lines: states.flatMap(([id, state]) => linesOf(id, state, places)),
  }
}

/** @returns the names of states in the order an application meets them; the store keeps none */
export function statesInOrder(workflow: Layanan['workflow']): readonly string[] {
  const layers = layersOf(workflow)
  return Object.keys(workflow.states).toSorted(
    (a, b) => (layers.get(a) ?? 0) - (layers.get(b) ?? 0) || (a < b ? -1 : 1),
  )
}

/** How far each state is from the start; ends stand together below all others. */
function layersOf(workflow: Layanan['workflow']): ReadonlyMap<string, number> {
  const { states } = workflow
  const steps = stepsFrom(workflow)
  const open = Object.keys(states).filter((id) => states[id]?.end === undefined)
  const deepest = Math.max(0, ...open.map((id) => steps.get(id) ?? 0))
  return compact(
    new Map(
      Object.entries(states).map(([id, state]) => [
        id,
        state.end === undefined ? (steps.get(id) ?? deepest) : deepest + 1,
      ]),
    ),
  )
}

function stepsFrom({ states, start }: Layanan['workflow']): ReadonlyMap<string, number> {
  const steps = new Map<string, number>([[start, 0]])
  const next = [start]
  for (let id = next.shift(); id !== undefined; id = next.shift()) {
    const state = states[id]
    for (const to of state === undefined ? [] : nextOf(state)) {
      if (steps.has(to) || !Object.hasOwn(states, to)) continue
      steps.set(to, (steps.get(id) ?? 0) + 1)
      next.push(to)
    }
  }
  return steps
}

/** Layers that hold nothing are left out. */
function compact(layers: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const used = [...new Set(layers.values())].toSorted((a, b) => a - b)
  return new Map([...layers].map(([id, layer]) => [id, used.indexOf(layer)]))
}

function kindOf(id: string, state: State, start: string): BoxKind {
  if (state.end === 'terbit' || state.end === 'selesai') return 'terbit'
  if (state.end !== undefined) return 'tolak'
  if (state.pause === true) return 'jeda'
  if (state.join !== undefined) return 'pendapat'
  return id === start ? 'mulai' : 'tahap'
}

function wrap(text: string): readonly string[] {
  const lines: string[] = []
  let now = ''
  for (const word of text.split(' ')) {
    const longer = now === '' ? word : `${now} ${word}`
    if (longer.length > LETTERS_MAX && now !== '') {
      lines.push(now)
      now = word
    } else now = longer
  }
  lines.push(now)
  const shown = lines.slice(0, LINES_MAX).map((line) => line.slice(0, LETTERS_MAX + 4))
  return lines.length > LINES_MAX ? [...shown.slice(0, -1), `${shown.at(-1)} …`] : shown
}

function linesOf(id: string, state: State, places: ReadonlyMap<string, Box>): readonly Line[] {
  const from = places.get(id)
  if (from === undefined) return []
  const found = new Map<string, LineKind>()
  if (typeof state.sla?.to === 'string' && state.sla.expire !== 'eskalasi')
    found.set(state.sla.to, 'tenggat')
  for (const auto of state.auto ?? []) found.set(auto.to, 'otomatis')
  for (const to of state.join === undefined ? [] : [state.join.to, state.join.no])
    found.set(to, 'langkah')
  for (const action of state.actions ?? []) found.set(action.to, 'langkah')
  return [...found].flatMap(([to, kind]) => {
    const box = places.get(to)
    if (box === undefined) return []
    const isBack = box.y <= from.y && kind === 'langkah'
    return [{ from: id, to, kind: isBack ? 'kembali' : kind, path: pathBetween(from, box) }]
  })
}

function pathBetween(from: Box, to: Box): string {
  const [x1, x2] = [from.x + from.width / 2, to.x + to.width / 2]
  if (to.y > from.y) {
    const [y1, y2] = [from.y + from.height, to.y - 6]
    const middle = (y1 + y2) / 2
    return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`
  }
  if (from.id === to.id) return ''
  // Upwards or beside: along the edge of the box, so that the two directions do not lie on each other.
  const side = x2 >= x1 ? 1 : -1
  const [xa, ya] = [from.x + (side > 0 ? from.width : 0), from.y + from.height / 2]
  const [xb, yb] = [to.x + (side > 0 ? 0 : to.width), to.y + to.height / 2]
  if (to.y === from.y) return `M${xa} ${ya - 8}L${xb - side * 6} ${yb - 8}`
  const bend = GAP.x * side
  return `M${xa} ${ya}C${xa + bend} ${ya} ${xb - bend} ${yb + 30} ${xb - side * 6} ${yb}`
}
