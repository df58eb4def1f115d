import { tanggalIn } from '../../../../kernel/date.ts'
import { formatNumber, formatPercent, formatTanggal, localeOf } from '../../../../ui/format.ts'
import {
  type Column,
  DataTable,
  Information,
  Meter,
  type PageContext,
  Section,
  StatusTag,
} from '../../../../ui/index.ts'
import type { SkorView, TrendPoint } from '../../actions/load-skor.ts'
import { skorPath } from '../../domain/alamat.ts'
import type { DokumenSkor } from '../../domain/dokumen.ts'
import { RUAS } from '../../domain/kuesioner.ts'
import { periodeKode } from '../../domain/periode.ts'
import { publikMessages } from '../../messages/index.ts'
import {
  hundredths,
  methodLines,
  mutuName,
  periodeName,
  pilihanName,
  ruasName,
  TAGS,
  thousandths,
  unsurName,
} from '../words.ts'

type Props = Readonly<{ ctx: PageContext; view: SkorView }>

/** The index in large figures with its quality, its interval, and what it rests on; or why there is none. */
export function ScoreHead({ ctx, view }: Props) {
  const m = publikMessages(ctx.lang)
  const { nilai, aturan, terbit } = view
  const minimum = formatNumber(aturan.jawabanMinimum, ctx.lang)
  if (nilai.kind === 'belum-cukup')
    return (
      <Information>
        <p class="tebal">{m.tooFew(formatNumber(nilai.n, ctx.lang), minimum)}</p>
        <p>{m.tooFewLong(minimum)}</p>
        <Rate ctx={ctx} view={view} />
      </Information>
    )
  const { dokumen } = nilai
  return (
    <div class="skm-kepala">
      <div>
        <p class="kecil redup">{m.indeks}</p>
        <p class="skm-angka">{hundredths(dokumen.indeks, ctx.lang)}</p>
        <p>
          <StatusTag kind={TAGS[dokumen.mutu]}>
            {m.mutu} {mutuName(dokumen.mutu, aturan, ctx.lang)}
          </StatusTag>
        </p>
      </div>
      <div class="skm-dasar">
        <p>{intervalWords(dokumen, ctx)}</p>
        <p>
          {m.answersOf(formatNumber(dokumen.responden, ctx.lang))}
          {dokumen.kertas > 0 && `, ${m.ofPaper(formatNumber(dokumen.kertas, ctx.lang))}`}
        </p>
        <Rate ctx={ctx} view={view} />
        {terbit === undefined ? (
          <p class="kecil redup">{m.runningNote(formatNumber(aturan.selMinimum, ctx.lang))}</p>
        ) : (
          <p class="kecil redup">
            {m.published(formatTanggal(tanggalIn(localeOf(ctx).zone, terbit.at), ctx.lang))}{' '}
            <a href={`/bukti/catatan/${terbit.id}`}>{m.proof}</a>
          </p>
        )}
      </div>
    </div>
  )
}

export function intervalWords({ selang }: DokumenSkor, { lang }: PageContext): string {
  const m = publikMessages(lang)
  if (selang === null) return m.noInterval
  return m.interval(hundredths(selang.bawah, lang), hundredths(selang.atas, lang))
}

function Rate({ ctx, view }: Props) {
  const m = publikMessages(ctx.lang)
  const { diundang, terjawab } = view.tally
  if (diundang === 0) return <p class="kecil redup">{m.noInvited}</p>
  return (
    <p class="kecil redup">
      {m.rateOf(
        formatPercent(terjawab / diundang, ctx.lang),
        formatNumber(terjawab, ctx.lang),
        formatNumber(diundang, ctx.lang),
      )}
      {'. '}
      {m.aim(formatNumber(view.sasaran, ctx.lang))}.
    </p>
  )
}

/** The nine elements as bars with their figures beside them, and how the answers fell. */
export function Elements({ ctx, view }: Props) {
  const m = publikMessages(ctx.lang)
  if (view.nilai.kind === 'belum-cukup') return null
  const { dokumen } = view.nilai
  return (
    <Section id="h-unsur" title={m.elements}>
      <ol class="skm-unsur">
        {dokumen.unsur.map((one) => (
          <li>
            <span class="nama">
              <span class="redup angka">{one.unsur}</span>{' '}
              {unsurName(one.unsur, view.kuesioner, ctx.lang)}
            </span>
            <span class="angka tebal">{thousandths(one.rataPerseribu, ctx.lang)}</span>
            <StatusTag kind={TAGS[one.mutu]}>{one.mutu}</StatusTag>
            <Meter
              percent={one.indeks / 100}
              label={`${unsurName(one.unsur, view.kuesioner, ctx.lang)} ${hundredths(one.indeks, ctx.lang)}`}
            />
          </li>
        ))}
      </ol>
      <details>
        <summary class="kecil">{m.fullFigures}</summary>
        <ElementTable ctx={ctx} view={view} dokumen={dokumen} />
      </details>
    </Section>
  )
}

type ElementRow = DokumenSkor['unsur'][number]

/** Every figure of the elements as a table. */
export function ElementTable({ ctx, view, dokumen }: Props & Readonly<{ dokumen: DokumenSkor }>) {
  const m = publikMessages(ctx.lang)
  const columns: readonly Column<ElementRow>[] = [
    {
      header: m.element,
      isHead: true,
      cell: ({ unsur }) => `${unsur} ${unsurName(unsur, view.kuesioner, ctx.lang)}`,
    },
    {
      header: m.mean,
      isNumber: true,
      cell: ({ rataPerseribu }) => thousandths(rataPerseribu, ctx.lang),
    },
    {
      header: m.weighted,
      isNumber: true,
      cell: ({ tertimbangPerseribu }) => thousandths(tertimbangPerseribu, ctx.lang),
    },
    { header: m.onScale, isNumber: true, cell: ({ indeks }) => hundredths(indeks, ctx.lang) },
    { header: m.mutu, cell: ({ mutu }) => mutu },
    {
      header: m.distribution,
      isNumber: true,
      cell: ({ sebaran }) => sebaran.map((count) => formatNumber(count, ctx.lang)).join(' / '),
    },
  ]
  return <DataTable isStacked caption={m.elements} columns={columns} rows={dokumen.unsur} />
}

/** The index quarter by quarter; those with too few answers say so in their place. */
export function Trend({ ctx, view, points }: Props & Readonly<{ points: readonly TrendPoint[] }>) {
  const m = publikMessages(ctx.lang)
  const known = points.filter(({ nilai }) => nilai.kind === 'skor')
  return (
    <Section id="h-tren" title={m.trend}>
      {known.length < 2 ? (
        <p class="redup">{m.trendNone}</p>
      ) : (
        <ol class="skm-unsur">
          {points.map((point) => (
            <TrendRow ctx={ctx} view={view} point={point} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function TrendRow({ ctx, view, point }: Props & Readonly<{ point: TrendPoint }>) {
  const m = publikMessages(ctx.lang)
  const { periode, nilai } = point
  const name = periodeName(periode, ctx.lang)
  if (nilai.kind === 'belum-cukup')
    return (
      <li>
        <span class="nama">{name}</span>
        <span class="redup kecil">
          {m.tooFew(formatNumber(nilai.n, ctx.lang), formatNumber(nilai.minimum, ctx.lang))}
        </span>
      </li>
    )
  return (
    <li>
      <span class="nama">
        <a href={skorPath(view.pokok, periodeKode(periode))}>{name}</a>{' '}
        <span class="redup kecil">{m.answersOf(formatNumber(nilai.n, ctx.lang))}</span>
      </span>
      <span class="angka tebal">{hundredths(nilai.indeks, ctx.lang)}</span>
      <StatusTag kind={TAGS[nilai.mutu]}>{nilai.mutu}</StatusTag>
      <Meter percent={nilai.indeks / 100} label={`${name} ${hundredths(nilai.indeks, ctx.lang)}`} />
    </li>
  )
}

type RespondentRow = DokumenSkor['susunan'][keyof DokumenSkor['susunan']][number]

/** Who answered, small groups hidden. */
export function Respondents({ ctx, view }: Props) {
  const m = publikMessages(ctx.lang)
  if (view.nilai.kind === 'belum-cukup') return null
  if (view.terbit === undefined)
    return (
      <Section id="h-responden" title={m.respondents}>
        <p class="redup">{m.respondentsLater}</p>
      </Section>
    )
  const { susunan } = view.nilai.dokumen
  const { kuesioner } = view
  return (
    <Section id="h-responden" title={m.respondents}>
      <p class="kecil redup">{m.respondentsNote(formatNumber(view.aturan.selMinimum, ctx.lang))}</p>
      <div class="skm-responden">
        {RUAS.map((ruas) => {
          const columns: readonly Column<RespondentRow>[] = [
            {
              header: ruasName(ruas, kuesioner, ctx.lang),
              isHead: true,
              cell: ({ pilihan }) => pilihanName(ruas, pilihan, { kuesioner, lang: ctx.lang }),
            },
            {
              header: m.count,
              isNumber: true,
              cell: ({ jumlah }) =>
                jumlah === null ? (
                  <span class="redup">{m.hidden}</span>
                ) : (
                  formatNumber(jumlah, ctx.lang)
                ),
            },
          ]
          return (
            <DataTable
              caption={ruasName(ruas, kuesioner, ctx.lang)}
              columns={columns}
              rows={susunan[ruas]}
            />
          )
        })}
      </div>
    </Section>
  )
}

/** How the figures come about, with the bounds in force and where they are from. */
export function Method({ ctx, view }: Props) {
  const m = publikMessages(ctx.lang)
  return (
    <Section id="h-cara" title={m.method}>
      <div class="prosa">
        {methodLines(view, ctx.lang).map((line) => (
          <p>{line}</p>
        ))}
      </div>
    </Section>
  )
}
