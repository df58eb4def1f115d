import { formatDateTime, formatNumber, formatPercent, localeOf } from '../../../ui/format.ts'
import {
  CitizenPage,
  type Column,
  DataTable,
  EmptyState,
  Facts,
  Information,
  type PageContext,
  Section,
} from '../../../ui/index.ts'
import type { DokumenGambar, PernyataanGambar, Sel } from '../domain/dokumen.ts'
import { groupSign } from '../domain/lembar.ts'
import { messagesIn } from '../messages/index.ts'
import type { Gambar, Percakapan } from '../store.ts'

type Props = Readonly<{ ctx: PageContext; dokumen: DokumenGambar }>

/** The picture: the table first, what bridges and what is each group's own, and the map last. */
export function ResultPage({
  ctx,
  percakapan,
  gambar,
}: Readonly<{
  ctx: PageContext
  percakapan: Percakapan
  gambar: Gambar | undefined
}>) {
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.resultOf(percakapan.judul)} css={['publik']}>
      <div class="wadah isi-hal tumpuk">
        <p class="kecil">
          <a href={`/pendapat/${percakapan.kode}`}>{m.backTo}</a>
        </p>
        <h1>{m.resultOf(percakapan.judul)}</h1>
        {gambar === undefined ? (
          <EmptyState title={m.noPicture} />
        ) : (
          <Picture ctx={ctx} {...gambar} />
        )}
      </div>
    </CitizenPage>
  )
}

function Picture({ ctx, dokumen, dibuatAt }: Props & Pick<Gambar, 'dibuatAt'>) {
  const m = messagesIn(ctx.lang)
  const n = (value: number) => formatNumber(value, ctx.lang)
  const path = `/pendapat/${dokumen.kode}`
  const hasGroups = dokumen.kelompok.length > 0
  return (
    <>
      <p class="redup">{m.picture(n(dokumen.urutan), formatDateTime(dibuatAt, localeOf(ctx)))}</p>
      <p class="kecil redup">{m.pictureNote}</p>
      <Facts
        rows={[
          { label: m.people, value: n(dokumen.orang) },
          { label: m.counted, value: n(dokumen.terhitung) },
          { label: m.voteCount, value: n(dokumen.suara) },
          ...dokumen.kelompok.map((size, group) => ({
            label: m.group(groupSign(group)),
            value: size === null ? m.smallGroup : m.groupSize(n(size)),
          })),
        ]}
      />
      <p class="kecil redup">{m.countedNote}</p>
      {!hasGroups && (
        <Information>
          <p>{m.noGroups}</p>
        </Information>
      )}
      <GroupTable ctx={ctx} dokumen={dokumen} />
      {hasGroups && <Bridges ctx={ctx} dokumen={dokumen} />}
      {hasGroups && <Own ctx={ctx} dokumen={dokumen} />}
      <Consensus ctx={ctx} dokumen={dokumen} />
      {dokumen.titik.length > 0 && <MapOf ctx={ctx} dokumen={dokumen} />}
      <Section id="h-ulang" title={m.repeat}>
        <p>{m.repeatLead(dokumen.cuplikan)}</p>
        <p>
          <a href={`${path}/cuplikan.txt`}>{m.downloadVotes}</a>
          {', '}
          <a href={`${path}/gambar.json`}>{m.downloadPicture}</a>
        </p>
        <p>
          <a href={`${path}/kelompok.csv`}>{m.downloadCounts}</a>
          {', '}
          <a href={`${path}/suara.csv`}>{m.downloadMatrix}</a>
        </p>
        <p class="kecil redup">{m.matrixNote}</p>
      </Section>
    </>
  )
}

function cellText(ctx: PageContext, sel: Sel): string {
  const m = messagesIn(ctx.lang)
  if (sel === null) return m.hidden
  if (sel.lihat === 0) return '–'
  const share = (count: number) => formatPercent(count / sel.lihat, ctx.lang)
  return m.cell(share(sel.setuju), share(sel.tidak))
}

const shownOf = ({ pernyataan }: DokumenGambar) => pernyataan.filter(({ isKeluar }) => !isKeluar)

function GroupTable({ ctx, dokumen }: Props) {
  const m = messagesIn(ctx.lang)
  const columns: readonly Column<PernyataanGambar>[] = [
    {
      header: m.statement,
      isHead: true,
      cell: ({ nomor, teks }) => (
        <span lang="id">
          {nomor}. {teks}
        </span>
      ),
    },
    { header: m.everyone, cell: ({ semua }) => cellText(ctx, semua) },
    ...dokumen.kelompok.map((_, group) => ({
      header: m.group(groupSign(group)),
      cell: ({ kelompok }: PernyataanGambar) => cellText(ctx, kelompok[group] ?? null),
    })),
  ]
  return (
    <Section id="h-tabel" title={m.table}>
      <DataTable caption={m.table} isStacked columns={columns} rows={shownOf(dokumen)} />
    </Section>
  )
}

const LISTED = 5

function Bridges({ ctx, dokumen }: Props) {
  const m = messagesIn(ctx.lang)
  const shown = shownOf(dokumen)
  const by = (pick: (one: NonNullable<PernyataanGambar['jembatan']>) => number) =>
    shown
      .filter(({ jembatan }) => jembatan !== null && pick(jembatan) > 500)
      .toSorted((a, b) => (b.jembatan ? pick(b.jembatan) : 0) - (a.jembatan ? pick(a.jembatan) : 0))
      .slice(0, LISTED)
  const thousandth = (value: number) => formatPercent(value / 1_000, ctx.lang)
  const agreed = by(({ rata }) => rata)
  const refused = by(({ rataTidak }) => rataTidak)
  return (
    <Section id="h-jembatan" title={m.bridges}>
      <p class="redup">{m.bridgesLead}</p>
      {agreed.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <DataTable
          caption={m.bridges}
          isStacked
          columns={[
            { header: m.statement, isHead: true, cell: ({ teks }: PernyataanGambar) => teks },
            {
              header: m.bridgeMean,
              isNumber: true,
              cell: ({ jembatan }) => jembatan && thousandth(jembatan.rata),
            },
            {
              header: m.bridgeLow,
              isNumber: true,
              cell: ({ jembatan }) => jembatan && thousandth(jembatan.terendah),
            },
          ]}
          rows={agreed}
        />
      )}
      <h3>{m.refusedBridges}</h3>
      {refused.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <ul>
          {refused.map(({ teks }) => (
            <li lang="id">{teks}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Own({ ctx, dokumen }: Props) {
  const m = messagesIn(ctx.lang)
  const textOf = new Map(dokumen.pernyataan.map(({ nomor, teks }) => [nomor, teks]))
  const n = (value: number) => formatNumber(value, ctx.lang)
  return (
    <Section id="h-khas" title={m.represent}>
      {dokumen.wakil.map((list, group) => (
        <>
          <h3>{m.group(groupSign(group))}</h3>
          {list.length === 0 ? (
            <p>{m.smallGroup}</p>
          ) : (
            <ul>
              {list.map(({ nomor, arah, berhasil, dari }) => (
                <li>
                  <b>{arah === 'setuju' ? m.agreeWith : m.disagreeWith}</b>
                  {': '}
                  <span lang="id">{textOf.get(nomor)}</span> ({m.ofSeen(n(berhasil), n(dari))})
                </li>
              ))}
            </ul>
          )}
        </>
      ))}
    </Section>
  )
}

function Consensus({ ctx, dokumen }: Props) {
  const m = messagesIn(ctx.lang)
  const textOf = new Map(dokumen.pernyataan.map(({ nomor, teks }) => [nomor, teks]))
  const list = (title: string, numbers: readonly number[]) => (
    <>
      <h3>{title}</h3>
      {numbers.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <ul>
          {numbers.map((nomor) => (
            <li lang="id">{textOf.get(nomor)}</li>
          ))}
        </ul>
      )}
    </>
  )
  return (
    <Section id="h-mufakat" title={m.consensus}>
      {list(m.consensusAgree, dokumen.mufakat.setuju)}
      {list(m.consensusDisagree, dokumen.mufakat.tidak)}
    </Section>
  )
}

const SIDE = 320
const MARGIN = 16

/** Each group has its letter on the map: colour is never alone. */
function MapOf({ ctx, dokumen }: Props) {
  const m = messagesIn(ctx.lang)
  const xs = dokumen.titik.map(({ x }) => x)
  const ys = dokumen.titik.map(({ y }) => y)
  const scale = (value: number, list: readonly number[]) => {
    const low = Math.min(...list)
    const span = Math.max(1, Math.max(...list) - low)
    return Math.round(MARGIN + ((value - low) / span) * (SIDE - 2 * MARGIN))
  }
  return (
    <Section id="h-peta" title={m.map}>
      <p class="redup">{m.mapLead}</p>
      <svg class="grafik" viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={m.mapLabel}>
        {dokumen.titik.map(({ x, y, kelompok }) => (
          <text
            x={scale(x, xs)}
            y={scale(
              -y,
              ys.map((one) => -one),
            )}
            text-anchor="middle"
          >
            {groupSign(kelompok)}
          </text>
        ))}
      </svg>
    </Section>
  )
}
