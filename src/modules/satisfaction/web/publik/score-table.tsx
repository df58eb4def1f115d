import { formatNumber, formatPercent } from '../../../../ui/format.ts'
import { type Column, DataTable, type PageContext, StatusTag } from '../../../../ui/index.ts'
import type { SkorBaris } from '../../actions/load-skor.ts'
import { skorPath } from '../../domain/alamat.ts'
import { publikMessages } from '../../messages/index.ts'
import { hundredths, TAGS } from '../words.ts'

export type ScoreTableProps = Readonly<{
  ctx: PageContext
  caption: string
  /** Head of the first column. */
  head: string
  rows: readonly SkorBaris[]
  periode: string
  /** Address of the page with every row; undefined when all are shown. */
  allHref: string | undefined
}>

const SHOWN_MAX = 15

/** Scores beside one another: the index, its interval, the answers; too few say so in their place. */
export function ScoreTable({ ctx, caption, head, rows, periode, allHref }: ScoreTableProps) {
  const m = publikMessages(ctx.lang)
  if (rows.length === 0) return <p class="redup">{m.nothing}</p>
  const shown = allHref === undefined ? rows : rows.slice(0, SHOWN_MAX)
  return (
    <>
      <div class="skm-tabel">
        <DataTable
          isStacked
          caption={caption}
          columns={columnsOf(ctx, { head, periode })}
          rows={shown}
        />
      </div>
      {shown.length < rows.length && (
        <p class="jarak-atas">
          <a href={allHref ?? ''}>{m.showAll(formatNumber(rows.length, ctx.lang))}</a>
        </p>
      )}
    </>
  )
}

function columnsOf(
  ctx: PageContext,
  { head, periode }: Readonly<{ head: string; periode: string }>,
): readonly Column<SkorBaris>[] {
  const m = publikMessages(ctx.lang)
  const { lang } = ctx
  return [
    {
      header: head,
      isHead: true,
      cell: ({ pokok, nama }) => (
        <a href={skorPath(pokok, periode)} lang="id">
          {nama}
        </a>
      ),
    },
    {
      header: m.indeksShort,
      isNumber: true,
      cell: ({ nilai }) =>
        nilai.kind === 'skor' ? (
          <b>{hundredths(nilai.indeks, lang)}</b>
        ) : (
          <span class="redup kecil">
            {m.tooFew(formatNumber(nilai.n, lang), formatNumber(nilai.minimum, lang))}
          </span>
        ),
    },
    {
      header: m.mutu,
      cell: ({ nilai }) =>
        nilai.kind === 'skor' && <StatusTag kind={TAGS[nilai.mutu]}>{nilai.mutu}</StatusTag>,
    },
    {
      header: m.intervalShort,
      isNumber: true,
      cell: ({ nilai }) =>
        nilai.kind === 'skor' &&
        nilai.selang !== undefined &&
        `${hundredths(nilai.selang.bawah, lang)}–${hundredths(nilai.selang.atas, lang)}`,
    },
    { header: m.answers, isNumber: true, cell: ({ tally }) => formatNumber(tally.jumlah, lang) },
    {
      header: m.rate,
      isNumber: true,
      cell: ({ tally }) =>
        tally.diundang > 0 && formatPercent(tally.terjawab / tally.diundang, lang),
    },
  ]
}
