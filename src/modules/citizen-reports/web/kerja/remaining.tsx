import { TimeBar } from '../../../../ui/index.ts'
import type { TimeLeft } from './words.ts'

/** Working time left: a bar for the eye, words for everyone. */
export function Remaining({ time }: { time: TimeLeft }) {
  return (
    <span class={time.isLate ? 'sisa lewat-waktu' : 'sisa'}>
      {time.usedPercent !== undefined && (
        <TimeBar usedPercent={time.usedPercent} isLate={time.isLate} />
      )}
      {time.words}
    </span>
  )
}
