import { yearOf } from '../../../kernel/date.ts'
import { addSen, type Sen, toDecimalString, ZERO_SEN } from '../../../kernel/money.ts'
import { writeCsvRow } from '../../../platform/csv/write-csv.ts'
import { type Answer, page, text } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { formatPercent, formatRupiahShort } from '../../../ui/format.ts'
import { CitizenPage, DataTable, EmptyState, type PageContext, Section } from '../../../ui/index.ts'
import type { Deps } from '../deps.ts'
import { type SumAsal, sumAsal } from '../domain/asal.ts'
import { messagesIn } from '../messages/index.ts'
import { readAnggaran } from '../store/asal-store.ts'
import { asked } from './asked.ts'
import { countText } from './parts.tsx'
import { SUMBER } from './paths.ts'

/** Where plan and budget come from, per district; also as a table for programs. */
export function asalRoutes(deps: Deps): readonly Route[] {
  const shared = { kind: 'page', method: 'GET', access: 'public' } as const
  return [
    { ...shared, url: SUMBER, handle: (req) => show(deps, req) },
    { ...shared, url: `${SUMBER}/data.csv`, handle: (req) => showCsv(deps, req) },
  ]
}

async function read({ kit, planning }: Deps, req: Req) {
  const now = yearOf(kit.today())
  const years = [now + 1, now, now - 1]
  const tahun = years.find((one) => String(one) === asked(req, 'tahun')) ?? now
  const lines = await planning.rkpdBaris(kit.db, { tahun })
  return { years, tahun, sums: sumAsal(lines, await readAnggaran(kit.db, tahun)) }
}

async function show(deps: Deps, req: Req): Promise<Answer> {
  const { years, tahun, sums } = await read(deps, req)
  const placeName = (kode: string) => deps.reference.findWilayah(kode)?.nama ?? kode
  return page(
    <AsalPage ctx={req.ctx} years={years} tahun={tahun} sums={sums} placeName={placeName} />,
  )
}

async function showCsv(deps: Deps, req: Req): Promise<Answer> {
  const { tahun, sums } = await read(deps, req)
  const head = ['tahun', 'kecamatan_kode', 'sumber', 'baris', 'rkpd_rupiah', 'apbd_rupiah']
  const body = sums.map((one) => [
    String(tahun),
    one.kecamatanKode,
    one.sumber,
    String(one.baris),
    toDecimalString(one.rkpd),
    toDecimalString(one.apbd),
  ])
  return text([head, ...body].map(writeCsvRow).join(''), 'text/csv; charset=utf-8')
}

function AsalPage({
  ctx,
  years,
  tahun,
  sums,
  placeName,
}: Readonly<{
  ctx: PageContext
  years: readonly number[]
  tahun: number
  sums: readonly SumAsal[]
  placeName: (kode: string) => string
}>) {
  const m = messagesIn(ctx.lang)
  const places = [...new Set(sums.map(({ kecamatanKode }) => kecamatanKode))]
  return (
    <CitizenPage ctx={ctx} title={m.asal.title} description={m.asal.lead} css={['publik']}>
      <div class="wadah isi-hal tumpuk">
        <h1>{`${m.asal.title} ${tahun}`}</h1>
        <p>{m.asal.lead}</p>
        <nav class="tombol-baris angka" aria-label={m.public.years}>
          {years.map((one) => (
            <a
              href={`${SUMBER}?tahun=${one}`}
              {...(one === tahun ? { 'aria-current': 'page' as const } : {})}
            >
              {one}
            </a>
          ))}
        </nav>
        {places.length === 0 ? (
          <EmptyState title={m.asal.empty} />
        ) : (
          <p>
            <a href={`${SUMBER}/data.csv?tahun=${tahun}`}>{m.public.csv}</a>
          </p>
        )}
        {places.map((kode) => (
          <PlaceTable
            ctx={ctx}
            id={`kec-${kode.replaceAll('.', '-')}`}
            title={kode === '' ? m.asal.region : placeName(kode)}
            rows={sums.filter(({ kecamatanKode }) => kecamatanKode === kode)}
          />
        ))}
      </div>
    </CitizenPage>
  )
}

function PlaceTable({
  ctx,
  id,
  title,
  rows,
}: Readonly<{ ctx: PageContext; id: string; title: string; rows: readonly SumAsal[] }>) {
  const m = messagesIn(ctx.lang).asal
  const all = rows.reduce<Sen>((sum, { apbd }) => addSen(sum, apbd), ZERO_SEN)
  return (
    <Section id={id} title={title}>
      <DataTable
        caption={title}
        rows={rows}
        columns={[
          { header: m.source, isHead: true, cell: (one) => m.names[one.sumber] },
          { header: m.lines, isNumber: true, cell: (one) => countText(ctx, one.baris) },
          {
            header: m.rkpd,
            isNumber: true,
            cell: (one) => formatRupiahShort(one.rkpd, ctx.lang),
          },
          {
            header: m.apbd,
            isNumber: true,
            cell: (one) => formatRupiahShort(one.apbd, ctx.lang),
          },
          {
            header: m.share,
            isNumber: true,
            cell: (one) =>
              all === 0n
                ? ''
                : formatPercent(Number((one.apbd * 10_000n) / all) / 10_000, ctx.lang),
          },
        ]}
      />
    </Section>
  )
}
