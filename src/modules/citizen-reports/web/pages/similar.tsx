import { isSignedIn } from '../../../../kernel/actor.ts'
import { type PageContext, StatusTag, type TagKind, TextField } from '../../../../ui/index.ts'
import { laporMessages } from '../../messages/index.ts'

export type SimilarCase = Readonly<{
  nomor: string
  judul: string
  excerpt: string
  tag: Readonly<{ kind: TagKind; label: string }>
  /** Already in words; absent when the place is known only by its kelurahan. */
  distance?: string
  supporters: string
  received: string
  photoSrc?: string
}>

/** Similar cases with enough to judge them: title, words, photo, distance, date. */
export function Similar({
  ctx,
  cases,
}: Readonly<{ ctx: PageContext; cases: readonly SimilarCase[] }>) {
  const m = laporMessages(ctx.lang).place
  if (cases.length === 0) return null
  return (
    <section class="serupa" aria-labelledby="h-serupa" data-serupa>
      <h2 id="h-serupa" class="tebal">
        {m.similarTitle}
      </h2>
      <p class="kecil redup">{m.similarHint}</p>
      <FollowToo ctx={ctx} />
      <ul>
        {cases.map((one) => (
          <li>
            <details>
              <summary>
                <span class="judul">{one.judul}</span>
                <br />
                <span class="kecil redup">
                  {[
                    one.distance,
                    one.received,
                    one.supporters === '0' ? undefined : m.supporters(one.supporters),
                  ]
                    .filter((part) => part !== undefined)
                    .join(' · ')}
                </span>
              </summary>
              <p class="kecil">
                <StatusTag kind={one.tag.kind}>{one.tag.label}</StatusTag> {one.excerpt}
              </p>
              {one.photoSrc && (
                <img src={one.photoSrc} alt="" width="128" height="128" loading="lazy" />
              )}
              <p>
                <a href={`/laporan/${one.nomor}`}>{m.read}</a>
              </p>
            </details>
            {/* Within the form of the report, but on its own way: the files stay here. */}
            <button
              class="tombol dua mini"
              formAction={`/laporan/${one.nomor}/dukung`}
              formEncType="application/x-www-form-urlencoded"
              name="dari"
              value="lapor"
              aria-label={`${m.support}: ${one.judul}`}
            >
              {m.support}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/**
 * Who supports instead of reporting wants to hear how it ends. Not of type e-mail: a slip in it must not
 * hold back the report that this form is about.
 */
function FollowToo({ ctx }: Readonly<{ ctx: PageContext }>) {
  const m = laporMessages(ctx.lang).place
  if (isSignedIn(ctx.actor))
    return (
      <label class="centang">
        <input type="checkbox" name="ikut" value="ya" checked /> {m.followToo}
      </label>
    )
  return (
    <TextField
      ctx={ctx}
      name="ikut_surel"
      label={m.followEmail}
      hint={m.followEmailHint}
      inputMode="email"
      autocomplete="email"
      maxLength={254}
      isOptional
      refusals={[]}
    />
  )
}
