import type { ComponentChildren } from 'preact'
import { uiMessages } from '../messages/index.ts'
import type { PageContext } from '../page-context.ts'

export type TagKind = 'tunggu' | 'proses' | 'selesai' | 'lewat' | 'koord' | 'netral'

/** State as shape, word and colour. Light on purpose: dark tags are taken for buttons. */
export function StatusTag({
  kind,
  children,
}: Readonly<{ kind: TagKind; children: ComponentChildren }>) {
  return <span class={`tag ${kind}`}>{children}</span>
}

export function Card({ children }: { children: ComponentChildren }) {
  return (
    <div class="kartu">
      <div class="isi">{children}</div>
    </div>
  )
}

/** Section with the stepped beams above its heading. */
export function Section({
  id,
  title,
  aside,
  children,
}: Readonly<{
  id: string
  title: string
  aside?: ComponentChildren
  children: ComponentChildren
}>) {
  return (
    <section class="bab" aria-labelledby={id}>
      <div class="bab-kepala">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

export type CaseRowProps = Readonly<{
  href: string
  tag: Readonly<{ kind: TagKind; label: string }>
  nomor: string
  title: string
  facts: readonly string[]
  photo?: Readonly<{ src: string; alt: string }>
}>

/** One case in a list: state, number, title, facts, small photo. */
export function CaseRow({ href, tag, nomor, title, facts, photo }: CaseRowProps) {
  return (
    <a class={photo === undefined ? 'baris' : 'baris foto-baris'} href={href}>
      <div class="meta">
        <StatusTag kind={tag.kind}>{tag.label}</StatusTag>
        <span class="angka">{nomor}</span>
      </div>
      <span class="judul">{title}</span>
      {photo && (
        <img class="foto" src={photo.src} alt={photo.alt} width="64" height="64" loading="lazy" />
      )}
      <div class="meta">
        {facts.map((fact) => (
          <span>{fact}</span>
        ))}
      </div>
    </a>
  )
}

export type TimelineItem = Readonly<{
  title: ComponentChildren
  when: string
  isDone: boolean
  isLate?: boolean
  body?: string
  /** A small link beside the time; `name` tells a reader which line it belongs to. */
  link?: Readonly<{ href: string; label: string; name: string }>
  children?: ComponentChildren
}>

export function Timeline({
  items,
  label,
}: Readonly<{ items: readonly TimelineItem[]; label: string }>) {
  return (
    <ol class="jalur" aria-label={label}>
      {items.map((item) => (
        <li class={item.isLate ? 'telat' : item.isDone ? 'ya' : ''}>
          <b>{item.title}</b>
          <p class="kecil redup">
            {item.when}
            {item.link && (
              <>
                {' · '}
                <a href={item.link.href} aria-label={item.link.name}>
                  {item.link.label}
                </a>
              </>
            )}
          </p>
          {item.body && <blockquote>{item.body}</blockquote>}
          {item.children}
        </li>
      ))}
    </ol>
  )
}

export function Facts({
  rows,
}: {
  rows: readonly Readonly<{ label: string; value: ComponentChildren }>[]
}) {
  return (
    <dl class="fakta angka">
      {rows.map((row) => (
        <>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </>
      ))}
    </dl>
  )
}

export type PageLinks = Readonly<{
  shown: string
  previousHref?: string
  nextHref?: string
  firstHref?: string
}>

/** Pages by key: forward, and back to the start; the browser's back button does the rest. */
export function Pagination({
  ctx,
  shown,
  previousHref,
  nextHref,
  firstHref,
}: PageLinks & Readonly<{ ctx: PageContext }>) {
  const m = uiMessages(ctx.lang)
  return (
    <nav class="lanjut" aria-label={m.next}>
      <span class="redup angka">{shown}</span>
      <span class="tombol-baris">
        {firstHref && <a href={firstHref}>{m.first}</a>}
        {previousHref && <a href={previousHref}>{m.previous}</a>}
        {nextHref && (
          <a href={nextHref} rel="next">
            {m.next}
          </a>
        )}
      </span>
    </nav>
  )
}

export function EmptyState({
  title,
  children,
}: Readonly<{ title: string; children?: ComponentChildren }>) {
  return (
    <div class="kosong">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** Something that will take a moment and needs no waiting page: says what happens next. */
export function LoadingNotice({ children }: { children: ComponentChildren }) {
  return (
    <p class="info" role="status">
      {children}
    </p>
  )
}

export function Warning({ children }: { children: ComponentChildren }) {
  return <p class="awas">{children}</p>
}

export function Information({ children }: { children: ComponentChildren }) {
  return <div class="info">{children}</div>
}

/** It worked: the number in large letters, what happens next beneath. */
export function Confirmation({
  title,
  nomor,
  children,
}: Readonly<{ title: string; nomor?: string; children?: ComponentChildren }>) {
  return (
    <div class="jadi" role="status">
      <h1>{title}</h1>
      {nomor && <strong class="angka">{nomor}</strong>}
      {children}
    </div>
  )
}

export function SealBox({ digest }: { digest: string }) {
  return <p class="segel">{digest}</p>
}

export type Column<Row> = Readonly<{
  header: string
  cell: (row: Row) => ComponentChildren
  isNumber?: boolean
  isHead?: boolean
}>

/**
 * A plain table with a caption; scrolls sideways inside its own box on narrow screens, or, stacked, shows each row as a
 * small card with the heading beside every value.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  isCaptionHidden = true,
  isStacked = false,
}: Readonly<{
  caption: string
  /** For tables of many columns that people read row by row. */
  isStacked?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  isCaptionHidden?: boolean
}>) {
  return (
    <section class="gulir" aria-label={caption} tabIndex={0}>
      <table class={isStacked ? 'data susun' : 'data'}>
        <caption class={isCaptionHidden ? 'vh' : ''}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={column.isNumber ? 'kanan' : ''}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) =>
                column.isHead ? (
                  <th scope="row">{column.cell(row)}</th>
                ) : (
                  <td class={column.isNumber ? 'kanan angka' : ''} data-judul={column.header}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export type ErrorInfo = Readonly<{
  status: number
  title: string
  detail?: string
  incident?: string
  /** Words of a form that could not be taken, and the door to go on by. */
  wordsBack?: Readonly<{ words: readonly string[]; href: string }>
}>

/** In a window of its own, so that this one keeps the words until they are copied. */
function WordsBack({
  ctx,
  words,
  href,
}: Readonly<{ ctx: PageContext; words: readonly string[]; href: string }>) {
  const m = uiMessages(ctx.lang)
  return (
    <>
      <p>
        <a class="tombol" href={href} target="_blank" rel="noopener">
          {href.startsWith('/masuk') ? m.signInAgain : m.openFormAgain}
        </a>
      </p>
      {words.map((text, index) => (
        <div class="ruas">
          <label for={`tulisan-${index}`}>{m.yourWords}</label>
          <textarea class="isian" id={`tulisan-${index}`} rows={6} readOnly>
            {text}
          </textarea>
        </div>
      ))}
    </>
  )
}

export function ErrorBody({ ctx, error }: Readonly<{ ctx: PageContext; error: ErrorInfo }>) {
  const m = uiMessages(ctx.lang)
  const help =
    error.status === 404 ? m.notFoundHelp : error.status === 403 ? m.forbiddenHelp : m.errorHelp
  return (
    <div class="tumpuk">
      <h1>{error.title}</h1>
      <p>{error.detail ?? help}</p>
      {error.incident && <p class="kecil redup">{m.incident(error.incident)}</p>}
      {error.wordsBack && <WordsBack ctx={ctx} {...error.wordsBack} />}
      {!error.wordsBack && (
        <p>
          <a class="tombol" href="/">
            {m.backHome}
          </a>
        </p>
      )}
    </div>
  )
}
