/**
 * Work that may be done for many at once. Whoever comes while a turn goes on waits and goes with the next: under load
 * the turns grow, without load each is of one.
 *
 * @param most how many one turn takes at most
 * @param work gives each its answer, in their order; what it throws, everybody of the turn gets
 */
export function createBatches<Item, Answer>(
  most: number,
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = []
  let isGoingOn = false
  const takeTurns = async () => {
    isGoingOn = true
    while (waiting.length > 0) await takeTurn(waiting.splice(0, most), work)
    isGoingOn = false
  }
  return (item) =>
    new Promise((answer, fail) => {
      waiting.push({ item, answer, fail })
      if (!isGoingOn) void takeTurns()
    })
}

type Waiting<Item, Answer> = Readonly<{
  item: Item
  answer: (answer: Answer) => void
  fail: (reason: unknown) => void
}>

async function takeTurn<Item, Answer>(
  turn: readonly Waiting<Item, Answer>[],
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await work(turn.map(({ item }) => item))
    for (const [at, one] of turn.entries()) one.answer(answers[at] as Answer)
  } catch (error) {
    for (const one of turn) one.fail(error)
  }
}
