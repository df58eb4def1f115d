import { formatNumber, formatPercent } from '../../../../ui/format.ts'
import {
  CitizenPage,
  DataTable,
  Facts,
  Meter,
  type PageContext,
  Section,
  Warning,
} from '../../../../ui/index.ts'
import type { DokumenSurvei } from '../../domain/dokumen.ts'
import type { BarisHasil, SoalHasil, TabelHasil } from '../../domain/hasil.ts'
import { kataIn } from '../../domain/soal.ts'
import { surveiPath } from '../../domain/survei.ts'
import { publikMessages } from '../../messages/index.ts'
import { hundredthsText, shareText } from '../words.ts'

export type HasilProps = Readonly<{ ctx: PageContext; dokumen: DokumenSurvei }>

/** A published result: the table first, its bars within it, and how it was counted. */
export function HasilPage({ ctx, dokumen }: HasilProps) {
  const m = publikMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.resultOf(dokumen.judul)} css={['publik']}>
      <div class="wadah isi-hal tumpuk">
        <p class="kecil">
          <a href={surveiPath(dokumen.kode)}>{dokumen.judul}</a>
        </p>
        <h1>{m.resultOf(dokumen.judul)}</h1>
        <HasilBody ctx={ctx} dokumen={dokumen} />
        <p class="unduhan kecil">
          {m.download}: <a href={surveiPath(dokumen.kode, '/hasil.csv')}>{m.csv}</a>
          {', '}
          <a href={surveiPath(dokumen.kode, '/hasil.xlsx')}>{m.xlsx}</a>
          {', '}
          <a href={surveiPath(dokumen.kode, '/mikrodata.csv')}>{m.microdata}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

/** The same for the public page and for who looks before it is published. */
export function HasilBody({ ctx, dokumen }: HasilProps) {
  return (
    <>
      <Overview ctx={ctx} dokumen={dokumen} />
      {dokumen.soal.map((soal) => (
        <Question ctx={ctx} soal={soal} />
      ))}
      <StrataTable ctx={ctx} dokumen={dokumen} />
      <Method ctx={ctx} dokumen={dokumen} />
    </>
  )
}

function Overview({ ctx, dokumen }: HasilProps) {
  const m = publikMessages(ctx.lang)
  const n = (value: number) => formatNumber(value, ctx.lang)
  const { menjawab, kertas, diundang, populasi } = dokumen
  return (
    <>
      {dokumen.jenis === 'terbuka' && <Warning>{m.notRepresentative}</Warning>}
      <Facts
        rows={[
          { label: m.respondents, value: n(menjawab) },
          { label: m.paper, value: n(kertas) },
          ...(diundang > 0
            ? [
                { label: m.invited, value: n(diundang) },
                {
                  label: m.rate,
                  value: formatPercent(
                    Math.min(1, menjawab / Math.max(diundang, menjawab)),
                    ctx.lang,
                  ),
                },
              ]
            : []),
          ...(populasi === null ? [] : [{ label: m.population, value: n(populasi) }]),
        ]}
      />
    </>
  )
}

function Question({ ctx, soal }: Readonly<{ ctx: PageContext; soal: SoalHasil }>) {
  const m = publikMessages(ctx.lang)
  const { dasar, isBersyarat } = soal
  const text = kataIn(soal.teks, ctx.lang)
  return (
    <Section id={`h-${soal.kode}`} title={text}>
      {dasar === null ? (
        <p class="redup">{m.tooFew}</p>
      ) : (
        <>
          <p class="kecil redup">
            {(isBersyarat ? m.baseSome : m.base)(formatNumber(dasar, ctx.lang))}
            {soal.jenis === 'urutan' && ` ${m.first}`}
            {soal.jenis === 'teks' && ` ${m.textCount}`}
          </p>
          {soal.tabel.map((tabel) => (
            <Answers ctx={ctx} text={text} tabel={tabel} />
          ))}
        </>
      )}
    </Section>
  )
}

function Answers({
  ctx,
  text,
  tabel,
}: Readonly<{ ctx: PageContext; text: string; tabel: TabelHasil }>) {
  const { lang } = ctx
  const m = publikMessages(lang)
  const row = tabel.baris === null ? undefined : kataIn(tabel.baris.teks, lang)
  const told = tabel.menjawab === null ? m.hidden : formatNumber(tabel.menjawab, lang)
  return (
    <>
      {row !== undefined && <h3>{row}</h3>}
      <p class="kecil redup">{m.answered(told)}</p>
      {tabel.rata !== null && (
        <p>
          {m.mean}: <b class="angka">{hundredthsText(tabel.rata.nilai, lang)}</b>
          {tabel.rata.bawah !== null && tabel.rata.atas !== null && (
            <span class="redup">
              {` (${m.interval} ${hundredthsText(tabel.rata.bawah, lang)}–${hundredthsText(tabel.rata.atas, lang)})`}
            </span>
          )}
        </p>
      )}
      {tabel.pilihan.length > 0 && <Choices ctx={ctx} caption={row ?? text} rows={tabel.pilihan} />}
    </>
  )
}

function Choices({
  ctx,
  caption,
  rows,
}: Readonly<{ ctx: PageContext; caption: string; rows: readonly BarisHasil[] }>) {
  const { lang } = ctx
  const m = publikMessages(lang)
  const hasIntervals = rows.some(({ bawah }) => bawah !== null)
  return (
    <DataTable
      caption={caption}
      isStacked
      columns={[
        {
          header: m.choice,
          isHead: true,
          cell: ({ teks, bagian }: BarisHasil) => (
            <>
              {kataIn(teks, lang)}
              {bagian !== null && <Meter percent={bagian / 100} label={shareText(bagian, lang)} />}
            </>
          ),
        },
        {
          header: m.share,
          isNumber: true,
          cell: ({ bagian }) =>
            bagian === null ? <span class="redup">{m.hidden}</span> : shareText(bagian, lang),
        },
        ...(hasIntervals
          ? [
              {
                header: m.interval,
                isNumber: true,
                cell: ({ bawah, atas }: BarisHasil) =>
                  bawah !== null &&
                  atas !== null &&
                  `${shareText(bawah, lang)}–${shareText(atas, lang)}`,
              },
            ]
          : []),
        {
          header: m.count,
          isNumber: true,
          cell: ({ jumlah }) => jumlah !== null && formatNumber(jumlah, lang),
        },
      ]}
      rows={rows}
    />
  )
}

function StrataTable({ ctx, dokumen }: HasilProps) {
  const m = publikMessages(ctx.lang)
  if (dokumen.strata.length === 0) return null
  const n = (value: number | null) => (value === null ? m.hidden : formatNumber(value, ctx.lang))
  return (
    <Section id="h-strata" title={m.strata}>
      <DataTable
        caption={m.strata}
        isStacked
        columns={[
          {
            header: m.stratum,
            isHead: true,
            cell: ({ nama }: DokumenSurvei['strata'][number]) => nama,
          },
          { header: m.population, isNumber: true, cell: ({ populasi }) => n(populasi) },
          { header: m.invited, isNumber: true, cell: ({ diundang }) => n(diundang) },
          { header: m.respondents, isNumber: true, cell: ({ menjawab }) => n(menjawab) },
        ]}
        rows={dokumen.strata}
      />
    </Section>
  )
}

function Method({ ctx, dokumen }: HasilProps) {
  const { lang } = ctx
  const m = publikMessages(lang)
  const { bobot, ambang, margin, klaster } = dokumen
  const n = (value: number) => formatNumber(value, lang)
  const lines = [
    ...(bobot === null
      ? [m.notRepresentative]
      : [
          m.methodWeights[bobot.cara],
          ...(bobot.putaran > 0 ? [m.methodRounds(n(bobot.putaran))] : []),
          ...(bobot.cara === 'raking' ? [m.methodTrim(n(bobot.dipangkas))] : []),
          ...(bobot.tanpaMargin > 0 ? [m.methodUntold(n(bobot.tanpaMargin))] : []),
          m.methodSize(hundredthsText(bobot.nEfektif, lang), hundredthsText(bobot.efek, lang)),
          m.methodInterval,
          ...(bobot.cara === 'rancangan' ? [] : [m.methodFitted]),
          ...(klaster === undefined ? [] : [m.methodKlaster(n(klaster.banyak))]),
        ]),
    m.methodHidden(n(ambang.selMinimum), n(ambang.jawabanMinimum)),
    ambang.sumber,
    ...margin.map(({ soal, sumber }) => {
      const teks = dokumen.soal.find(({ kode }) => kode === soal)?.teks
      return `${m.margin}: ${teks === undefined ? soal : kataIn(teks, lang)}. ${m.source}: ${sumber}`
    }),
  ]
  return (
    <Section id="h-metode" title={m.method}>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </Section>
  )
}
