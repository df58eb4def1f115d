/** A refusal that goes out as a letter. */
export const PENOLAKAN = ['tolak-spp', 'tolak-spm', 'tolak-sp2d', 'batal-sp2d'] as const
export type Penolakan = (typeof PENOLAKAN)[number]

/** @returns whether an act is one */
export function isPenolakan(kejadian: string): kejadian is Penolakan {
  return PENOLAKAN.some((one) => one === kejadian)
}

type Act = Readonly<{ kejadian: string; waktu: Date }>

/** What set the clock that a refusal answers: the paper that came in. */
const BEGAN: Readonly<Record<Penolakan, readonly string[]>> = {
  'tolak-spp': ['ajukan', 'perbaiki'],
  'tolak-spm': ['ajukan', 'perbaiki'],
  'tolak-sp2d': ['terbit-spm'],
  'batal-sp2d': ['terbit-sp2d'],
}

/** @returns when the paper that is refused came in: the latest act that brought it, before the refusal */
export function receivedAt(
  kejadian: Penolakan,
  refusedAt: Date,
  acts: readonly Act[],
): Date | undefined {
  const before = acts.filter(
    (act) => BEGAN[kejadian].includes(act.kejadian) && act.waktu <= refusedAt,
  )
  return before.toSorted((a, b) => b.waktu.getTime() - a.waktu.getTime())[0]?.waktu
}

/** @returns reasons as a list: one a line, without the signs people put before them */
export function reasonsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s{0,20}(?:[-•*]|\d{1,3}[.)])?\s{0,20}/, '').trim())
    .filter((line) => line !== '')
}
