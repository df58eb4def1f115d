import type { Refusal } from '../../../../kernel/result.ts'
import { formatRelative, localeOf } from '../../../../ui/format.ts'
import { Button, Csrf, type PageContext, Section, TextArea } from '../../../../ui/index.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'
import type { KomentarShown } from '../../store/kasus-store.ts'

export type CommentsProps = Readonly<{
  ctx: PageContext
  nomor: string
  refusals: readonly Refusal[]
  comments: readonly KomentarShown[]
  /** Name a comment of this visitor would carry; undefined for visitors who may not write. */
  writesAs: string | undefined
  isSignedIn: boolean
  typed: string
}>

export function Comments(props: CommentsProps) {
  const { ctx, comments } = props
  const m = kasusMessages(ctx.lang)
  return (
    <Section id="h-komentar" title={laporanMessages(ctx.lang).one.comments}>
      <div class="tumpuk">
        {comments.length === 0 && <p class="redup">{m.commentNone}</p>}
        {comments.map((comment) => (
          <blockquote class="komentar">
            <p class="cerita">{comment.isi}</p>
            <footer class="kecil">
              {m.commentBy(comment.nama, formatRelative(comment.waktu, ctx.now, localeOf(ctx)))}
            </footer>
          </blockquote>
        ))}
        <CommentForm {...props} />
      </div>
    </Section>
  )
}

function CommentForm({ ctx, nomor, refusals, writesAs, isSignedIn, typed }: CommentsProps) {
  const m = laporanMessages(ctx.lang).one
  if (writesAs === undefined) {
    const back = encodeURIComponent(`/laporan/${nomor}`)
    return isSignedIn ? null : (
      <p class="tanpa-cetak">
        <a href={`/masuk?lanjut=${back}`}>{m.commentSignIn}</a>
      </p>
    )
  }
  return (
    <form method="post" action={`/laporan/${nomor}/komentar`} class="tanpa-cetak">
      <Csrf ctx={ctx} />
      <TextArea
        ctx={ctx}
        name="isi"
        label={m.commentLabel}
        hint={`${m.commentHint} ${kasusMessages(ctx.lang).commentName(writesAs)}`}
        rows={3}
        maxLength={2000}
        value={typed}
        refusals={refusals}
      />
      <Button tone="secondary">{m.commentSend}</Button>
    </form>
  )
}
