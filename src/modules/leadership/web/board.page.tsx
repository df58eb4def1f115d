import type { Tanggal } from '../../../kernel/date.ts'
import type { WorkDesk } from '../../../platform/work.ts'
import { formatNumber, formatRelative, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  DataTable,
  EmptyState,
  OfficerPage,
  type PageContext,
  Section,
  StatusTag,
  safeHref,
} from '../../../ui/index.ts'
import type { Figures } from '../actions/figures.ts'
import { type Serapan, worstFirst } from '../domain/serapan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Menunggu, Tertahan } from '../store/serapan-store.ts'
import {
  Curve,
  forecastWords,
  gapWords,
  isBehind,
  isFarBehind,
  percent,
  short,
} from './figures.tsx'

export const PIMPINAN = '/pimpinan'

export type BoardProps = Readonly<{
  ctx: PageContext
  today: Tanggal
  belanja: Figures
  pendapatan: Figures
  menunggu: Menunggu
  tertahan: readonly Tertahan[]
  explained: ReadonlySet<number>
  desks: readonly WorkDesk[]
}>

/** Two minutes: what waits, what went off its plan, where the year will end. */
export function BoardPage(props: BoardProps) {
  const { ctx, belanja, today } = props
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.title} current="board" css={['papan']}>
      <div class="papan isi-hal">
        <header class="papan-kepala">
          <h1>{m.title}</h1>
          <span class="redup kecil">{m.asOf(formatTanggal(today, ctx.lang))}</span>
        </header>
        {belanja.total.anggaran === 0n ? (
          <EmptyState title={m.noFigures} />
        ) : (
          <>
            <Vitals {...props} />
            <div class="papan-dua">
              <Decisions {...props} />
              <Section id="kurva" title={m.curve}>
                <div class="kartu">
                  <div class="isi">
                    <Curve ctx={ctx} figures={belanja.monthly} months={belanja.months} />
                  </div>
                </div>
              </Section>
            </div>
            <Agencies {...props} />
            <Stuck {...props} />
          </>
        )}
      </div>
    </OfficerPage>
  )
}

function Vitals({ ctx, belanja, pendapatan, menunggu }: BoardProps) {
  const m = messagesIn(ctx.lang)
  const { total } = belanja
  const count = (value: number) => formatNumber(value, ctx.lang)
  return (
    <div class="vital angka">
      <Vital
        label={m.spending}
        value={percent(ctx, total.realisasi, total.anggaran)}
        lines={[m.planned(percent(ctx, total.rencana, total.anggaran)), gapWords(ctx, total)]}
        isBad={isBehind(total)}
      />
      <Vital
        label={m.yearEnd}
        value={
          total.prakiraan === undefined ? '–' : percent(ctx, total.prakiraan.tengah, total.anggaran)
        }
        lines={[forecastWords(ctx, total)]}
      />
      <Vital
        label={m.revenue}
        value={percent(ctx, pendapatan.total.realisasi, pendapatan.total.anggaran)}
        lines={[
          m.planned(percent(ctx, pendapatan.total.rencana, pendapatan.total.anggaran)),
          gapWords(ctx, pendapatan.total),
        ]}
        isBad={isBehind(pendapatan.total)}
      />
      <Vital
        label={m.waiting}
        value={short(ctx, menunggu.jumlah)}
        lines={[m.payments(count(menunggu.n)), m.over(count(menunggu.terlambat))]}
        isBad={menunggu.terlambat > 0}
      />
    </div>
  )
}

function Vital({
  label,
  value,
  lines,
  isBad = false,
}: Readonly<{ label: string; value: string; lines: readonly string[]; isBad?: boolean }>) {
  return (
    <div class={isBad ? 'kartu buruk' : 'kartu'}>
      <span>{label}</span>
      <strong>{value}</strong>
      {lines.map((line) => (
        <span class="kecil">{line}</span>
      ))}
    </div>
  )
}

function Decisions({ ctx, desks }: BoardProps) {
  const m = messagesIn(ctx.lang)
  const items = desks.flatMap((desk) => desk.items)
  return (
    <Section id="putusan" title={m.decisions}>
      {items.length === 0 ? (
        <p class="bantuan">{m.noDecisions}</p>
      ) : (
        <ul class="papan-putusan kartu">
          {items.map((item) => (
            <li>
              <a href={safeHref(item.href)}>{item.title}</a>
              <span class="kecil redup">
                {[item.nomor, item.facts, item.remaining].filter((one) => one !== '').join(' · ')}
              </span>
              {item.isLate && <StatusTag kind="lewat">{m.late}</StatusTag>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Agencies({ ctx, belanja, explained }: BoardProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="skpd" title={m.deviations}>
      <div class="kartu">
        <DataTable
          caption={m.deviations}
          isStacked
          columns={[
            {
              header: m.agency,
              isHead: true,
              cell: (row) => (
                <a href={`${PIMPINAN}/serapan/${row.skpdId}`}>
                  {belanja.skpd.get(row.skpdId)?.nama ?? String(row.skpdId)}
                </a>
              ),
            },
            { header: m.budget, isNumber: true, cell: (row) => short(ctx, row.anggaran) },
            {
              header: m.share,
              isNumber: true,
              cell: (row) => percent(ctx, row.realisasi, row.anggaran),
            },
            {
              header: m.plan,
              isNumber: true,
              cell: (row) => percent(ctx, row.rencana, row.anggaran),
            },
            { header: m.gap, isNumber: true, cell: (row) => <Gap ctx={ctx} row={row} /> },
            { header: m.yearEnd, cell: (row) => forecastWords(ctx, row) },
            {
              header: m.explained,
              cell: (row) => (isBehind(row) ? (explained.has(row.skpdId) ? m.yes : m.no) : '–'),
            },
          ]}
          rows={worstFirst(belanja.perSkpd).filter(({ anggaran }) => anggaran > 0n)}
        />
      </div>
      <details>
        <summary>{m.method}</summary>
        <p class="bantuan">{m.methodText}</p>
      </details>
    </Section>
  )
}

function Gap({ ctx, row }: Readonly<{ ctx: PageContext; row: Serapan }>) {
  const words = gapWords(ctx, row)
  if (!isBehind(row)) return <span>{words}</span>
  return <StatusTag kind={isFarBehind(row) ? 'lewat' : 'tunggu'}>{words}</StatusTag>
}

function Stuck({ ctx, tertahan, belanja }: BoardProps) {
  const m = messagesIn(ctx.lang)
  const nameOf = (skpdId: number) => belanja.skpd.get(skpdId)?.nama ?? ''
  return (
    <Section id="tertahan" title={m.stuck}>
      <StuckList ctx={ctx} rows={tertahan} nameOf={nameOf} />
    </Section>
  )
}

/** Payments past their time: where they lie and since when. */
export function StuckList({
  ctx,
  rows,
  nameOf,
}: Readonly<{
  ctx: PageContext
  rows: readonly Tertahan[]
  nameOf: (skpdId: number) => string
}>) {
  const m = messagesIn(ctx.lang)
  if (rows.length === 0) return <p class="bantuan">{m.noStuck}</p>
  return (
    <ul class="papan-putusan kartu">
      {rows.map((row) => (
        <li>
          <a href={`/jejak/spp.${row.id}`}>{row.nomor}</a>
          <span class="kecil redup">
            {[
              nameOf(row.skpdId),
              row.jenis,
              short(ctx, row.jumlah),
              stageOf(m.stage, row.tahap),
              m.since(formatRelative(row.sejak, ctx.now, localeOf(ctx))),
            ]
              .filter((one) => one !== '')
              .join(' · ')}
          </span>
          <StatusTag kind="lewat">{m.late}</StatusTag>
        </li>
      ))}
    </ul>
  )
}

function stageOf(stage: Readonly<Record<string, string>>, tahap: string): string {
  return stage[tahap] ?? tahap
}
