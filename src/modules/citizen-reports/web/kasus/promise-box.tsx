import type { PageContext } from '../../../../ui/index.ts'
import { kasusMessages } from '../../messages/index.ts'
import type { PromiseView } from './view-promise.ts'

type PromiseBoxProps = Readonly<{ ctx: PageContext; promise: PromiseView; next: string }>

/** The promise with its date beside what is left of it, or beside the result; then the next step. */
export function PromiseBox({ ctx, promise, next }: PromiseBoxProps) {
  const m = kasusMessages(ctx.lang)
  return (
    <section class={`kartu janji ${promise.tone}`} aria-labelledby="h-janji">
      <div class="isi tumpuk">
        <div>
          <h2 id="h-janji" class="kecil redup">
            {m.promiseTitle}
          </h2>
          <p class="tebal">{promise.headline}</p>
          {promise.detail && <p class="sisa">{promise.detail}</p>}
        </div>
        {promise.used && (
          <svg
            class="ukur"
            viewBox="0 0 100 10"
            preserveAspectRatio="none"
            role="img"
            aria-label={promise.used.label}
          >
            <rect class="dasar" width="100" height="10" />
            <rect
              class={promise.tone === 'late' ? 'buruk' : 'isi'}
              width={promise.used.percent}
              height="10"
            />
          </svg>
        )}
        <p class="kecil redup">
          {promise.facts.map((fact) => (
            <>
              {fact.label}: <b>{fact.value}</b>.{' '}
            </>
          ))}
          {promise.dasar && `${m.basis}: ${promise.dasar}`}
        </p>
        <p>
          <b>{m.nextTitle}:</b> {next}
        </p>
      </div>
    </section>
  )
}
