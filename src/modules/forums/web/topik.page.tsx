import { isSignedIn } from '../../../kernel/actor.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import { formatDateTime, formatNumber, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  ButtonLink,
  CitizenPage,
  ErrorSummary,
  Information,
  Pagination,
  StatusTag,
  Warning,
} from '../../../ui/index.ts'
import { keadaanOf, postHref } from '../actions/suara.ts'
import { type Aturan, findButir } from '../domain/aturan.ts'
import { visibilityOf } from '../domain/kiriman.ts'
import { messagesIn } from '../messages/index.ts'
import type { KirimanPublik } from '../store/kiriman-store.ts'
import type { Keputusan } from '../store/moderasi-store.ts'
import { topikPath } from './asked.ts'
import { TAGS } from './forum.page.tsx'
import { ReplyForm, type ReplyProps } from './tulis.page.tsx'

export type TopikProps = ReplyProps &
  Readonly<{
    posts: readonly KirimanPublik[]
    nextHref: string | undefined
    putusan: Keputusan | undefined
    aturan: Aturan
    today: Tanggal
    isFollowed: boolean
  }>

/** A topic and its posts, the oldest first. What is hidden keeps its place and says why. */
export function TopikPage(props: TopikProps) {
  const { ctx, topik, posts, nextHref, today } = props
  const m = messagesIn(ctx.lang)
  const title = topik.isTersembunyi ? m.hiddenTitle : topik.judul
  const state = keadaanOf(topik, today)
  return (
    <CitizenPage ctx={ctx} title={title}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={`/forum/${topik.forumKode}`} lang="id">
            {topik.forumJudul}
          </a>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <div>
          <h1 lang={topik.isTersembunyi ? ctx.lang : 'id'}>{title}</h1>
          <p>
            <StatusTag kind={TAGS[state]}>{m.states[state]}</StatusTag> {m.topicKinds[topik.jenis]}
          </p>
        </div>
        <Notices {...props} />
        {posts.map((post) => (
          <Post props={props} post={post} />
        ))}
        {nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.shownOf(formatNumber(posts.length, ctx.lang))}
            nextHref={nextHref}
            firstHref={topikPath(topik)}
          />
        )}
        <Below {...props} />
      </div>
    </CitizenPage>
  )
}

/** What everybody should know before reading: the answer owed, slow mode, locked or moved. */
function Notices({ ctx, topik, putusan, today, unitName, aturan }: TopikProps) {
  const m = messagesIn(ctx.lang)
  const { lambatSampai } = topik
  const isSlow = lambatSampai !== null && lambatSampai > ctx.now
  const isMoved = putusan?.jenis === 'pindahkan' && putusan.hasil !== 'dikabulkan'
  const rule = putusan && findButir(aturan, putusan.aturan)
  return (
    <>
      <Owed ctx={ctx} topik={topik} today={today} unitName={unitName} />
      {isSlow && (
        <Information>
          {m.slow(
            formatDateTime(lambatSampai, localeOf(ctx)),
            formatNumber(aturan.lambat.jedaMenit, ctx.lang),
          )}
        </Information>
      )}
      {putusan !== undefined && (topik.status === 'kunci' || isMoved) && (
        <Warning>
          {topik.status === 'kunci' ? m.locked : m.moved} {rule?.nama[ctx.lang]}. {putusan.alasan}{' '}
          <a href={`/forum/banding/${putusan.nomor}`}>{m.decisionLink(putusan.nomor)}</a>
        </Warning>
      )}
    </>
  )
}

function Owed({
  ctx,
  topik,
  today,
  unitName,
}: Pick<TopikProps, 'ctx' | 'topik' | 'today' | 'unitName'>) {
  const m = messagesIn(ctx.lang)
  const { tenggatPada, unitKode, dijawabAt, jawabanNomor } = topik
  if (tenggatPada === null || unitKode === null) return null
  const unit = unitName(unitKode)
  const due = formatTanggal(tenggatPada, ctx.lang)
  if (dijawabAt !== null && jawabanNomor !== null)
    return (
      <Information>
        {m.answeredAt(unit, formatDateTime(dijawabAt, localeOf(ctx)))}{' '}
        <a href={postHref(topikPath(topik), jawabanNomor)}>{m.seeAnswer}</a>
      </Information>
    )
  return tenggatPada < today ? (
    <Warning>{m.overdueSince(unit, due)}</Warning>
  ) : (
    <Information>{m.dueOn(unit, due)}</Information>
  )
}

function Post({ props, post }: Readonly<{ props: TopikProps; post: KirimanPublik }>) {
  const { ctx, topik, unitName } = props
  const m = messagesIn(ctx.lang)
  const n = formatNumber(post.nomor, ctx.lang)
  const seen = visibilityOf(post.status, { isAuthor: post.isSendiri })
  return (
    <article class="kartu" id={`k-${post.nomor}`} aria-label={m.postNo(n)}>
      <div class="isi tumpuk">
        <p class="kecil">
          <b>{post.nama}</b>
          {post.unitKode !== null && <> · {unitName(post.unitKode)}</>}
          <span class="redup">
            {' · '}
            <a href={postHref(topikPath(topik), post.nomor)}>{m.postNo(n)}</a>
            {' · '}
            {formatDateTime(post.dibuatAt, localeOf(ctx))}
          </span>
        </p>
        {post.isJawaban && (
          <p>
            <StatusTag kind="selesai">{m.official}</StatusTag>
          </p>
        )}
        {post.kutipNomor !== null && (
          <p class="kecil">
            <a href={postHref(topikPath(topik), post.kutipNomor)}>
              {m.quotes(formatNumber(post.kutipNomor, ctx.lang))}
            </a>
          </p>
        )}
        {seen === 'semua' && <Paragraphs text={post.isi ?? ''} />}
        {seen !== 'semua' && <Placeholder props={props} post={post} />}
        {seen === 'penulis' && (
          <>
            <p class="bantuan">{m.onlyYou}</p>
            <blockquote>
              <Paragraphs text={post.isiSendiri ?? ''} />
            </blockquote>
          </>
        )}
        {seen === 'semua' && <PostLinks props={props} post={post} />}
      </div>
    </article>
  )
}

/** Never silently gone: the rule, the reason, the day, and where it stands. */
function Placeholder({ props, post }: Readonly<{ props: TopikProps; post: KirimanPublik }>) {
  const { ctx, aturan } = props
  const m = messagesIn(ctx.lang)
  const rule = findButir(aturan, post.putusanAturan ?? '')
  const number = rule === undefined ? '–' : formatNumber(rule.nomor, ctx.lang)
  const appeal =
    post.bandingHasil !== null
      ? m.appealResult[post.bandingHasil]
      : post.isBanding
        ? m.appealOpen
        : m.noAppeal
  return (
    <div class="info">
      <p>
        <b>{m.hiddenBecause(number, rule?.nama[ctx.lang] ?? post.putusanAturan ?? '')}</b>
      </p>
      <p lang="id">{post.putusanAlasan}</p>
      <p class="kecil">
        {post.putusanAt !== null && m.byModerator(formatDateTime(post.putusanAt, localeOf(ctx)))}{' '}
        {appeal}{' '}
        {post.putusanNomor !== null && (
          <a href={`/forum/banding/${post.putusanNomor}`}>{m.decisionLink(post.putusanNomor)}</a>
        )}
      </p>
    </div>
  )
}

function PostLinks({ props, post }: Readonly<{ props: TopikProps; post: KirimanPublik }>) {
  const { ctx, topik } = props
  const m = messagesIn(ctx.lang)
  if (!isSignedIn(ctx.actor)) return null
  const n = formatNumber(post.nomor, ctx.lang)
  return (
    <p class="tombol-baris">
      <a
        class="tombol dua mini"
        href={`${topikPath(topik)}?kutip=${post.nomor}#tulis`}
        aria-label={m.quotePost(n)}
      >
        {m.quote}
      </a>
      {!post.isSendiri && (
        <a
          class="tombol dua mini"
          href={`${topikPath(topik)}/tandai/${post.nomor}`}
          aria-label={m.flagPost(n)}
        >
          {m.flag}
        </a>
      )}
    </p>
  )
}

function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text.split('\n\n').map((part) => (
        <p lang="id">
          {part.split('\n').map((line, at) => (
            <>
              {at > 0 && <br />}
              {line}
            </>
          ))}
        </p>
      ))}
    </>
  )
}

/** Following, and the form of a reply. */
function Below(props: TopikProps) {
  const { ctx, topik, isFollowed } = props
  const m = messagesIn(ctx.lang)
  const path = topikPath(topik)
  if (!isSignedIn(ctx.actor))
    return (
      <p>
        <ButtonLink href={`/masuk?lanjut=${encodeURIComponent(path)}`}>
          {m.signInToWrite}
        </ButtonLink>
      </p>
    )
  const isOpen = topik.status === 'buka' && !topik.isTersembunyi && topik.forumStatus === 'buka'
  return (
    <>
      {isOpen && <ReplyForm {...props} />}
      <div>
        <ActionForm
          ctx={ctx}
          action={`${path}/ikuti`}
          label={isFollowed ? m.unfollow : m.follow}
          fields={{ aksi: isFollowed ? 'berhenti' : 'ikuti' }}
        />
        <p class="bantuan">{m.followNote}</p>
      </div>
    </>
  )
}
