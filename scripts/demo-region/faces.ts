import type { SketchPoint } from './sketch.ts'

/** A directed piece of line between two points of the drawing. */
type Step = Readonly<{ from: SketchPoint; to: SketchPoint }>

const keyOf = (point: SketchPoint) => `${point.x},${point.y}`

/**
 * The areas enclosed by a set of lines that meet only at their points. Walks along every line in both
 * directions and always takes the sharpest turn to one side, so that each walk goes round one area.
 *
 * @returns one closed list of points per area, the outside left out
 */
export function findFaces(
  lines: readonly (readonly SketchPoint[])[],
): readonly (readonly SketchPoint[])[] {
  const steps = lines.flatMap(stepsOf)
  const leaving = new Map<string, Step[]>()
  for (const step of steps)
    leaving.set(keyOf(step.from), [...(leaving.get(keyOf(step.from)) ?? []), step])
  for (const choices of leaving.values()) choices.sort((a, b) => angleOf(a) - angleOf(b))

  const walked = new Set<Step>()
  const faces: SketchPoint[][] = []
  for (const start of steps) {
    const face: SketchPoint[] = []
    for (let step = start; !walked.has(step); step = nextStep(step, leaving)) {
      walked.add(step)
      face.push(step.from)
    }
    if (face.length > 2 && turn(face) > 0) faces.push(face)
  }
  return faces
}

function stepsOf(line: readonly SketchPoint[]): Step[] {
  return line.slice(1).flatMap((to, i) => {
    const from = line[i]
    if (from === undefined || keyOf(from) === keyOf(to)) return []
    return [
      { from, to },
      { from: to, to: from },
    ]
  })
}

function angleOf({ from, to }: Step): number {
  return Math.atan2(to.y - from.y, to.x - from.x)
}

function nextStep(step: Step, leaving: ReadonlyMap<string, readonly Step[]>): Step {
  const choices = leaving.get(keyOf(step.to)) ?? []
  const back = choices.findIndex((choice) => keyOf(choice.to) === keyOf(step.from))
  const next = choices[(back - 1 + choices.length) % choices.length]
  if (next === undefined) throw new Error(`line ends at ${keyOf(step.to)}`)
  return next
}

/** Twice the signed area of a closed walk. */
function turn(face: readonly SketchPoint[]): number {
  return face.reduce((sum, a, i) => {
    const b = face[(i + 1) % face.length] ?? a
    return sum + a.x * b.y - a.y * b.x
  }, 0)
}
