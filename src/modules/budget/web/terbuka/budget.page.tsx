import { tanggal } from '../../../../kernel/date.ts'
import { type Sen, sumSen } from '../../../../kernel/money.ts'
import {
  formatNumber,
  formatPercent,
  formatRupiah,
  formatRupiahShort,
  formatTanggal,
} from '../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  CitizenPage,
  EmptyState,
  type PageContext,
  SealBox,
  Section,
} from '../../../../ui/index.ts'
import type { OpenBudget } from '../../actions/open-budget.ts'
import type { Dimensi, Kelompok } from '../../domain/kubus.ts'
import { messagesIn } from '../../messages/index.ts'
import type { Versi } from '../../store/versi-store.ts'
import { type Look, openHref } from './address.ts'
import { ShareBar } from './share-bar.tsx'

export type Figures = Readonly<{
  pendapatan: Sen
  pad: Sen
  belanja: Sen
  pembiayaan: Sen
  realisasi: Sen | undefined
}>

export type NamedRow = Kelompok & Readonly<{ nama: string; href: string }>

export type OpenProps = Readonly<{
  ctx: PageContext
  tahun: number
  years: readonly number[]
  budget: OpenBudget
  history: readonly Versi[]
  figures: Figures
  look: Look
  per: Dimensi
  /** Dimensions that say something here. */
  choices: readonly Dimensi[]
  path: readonly Readonly<{ nama: string; href: string }>[]
  rows: readonly NamedRow[]
  cari: string
  found: readonly Readonly<{ nama: string; kode: string; href: string; jumlah: Sen }>[] | undefined
}>

const SHOWN_MAX = 60

/** The budget of a year, as far down as a reader wants to go. */
export function OpenPage(props: OpenProps) {
  const { ctx, tahun, budget, path } = props
  const m = messagesIn(ctx.lang).open
  const { versi } = budget
  return (
    <CitizenPage
      ctx={ctx}
      title={m.title(String(tahun))}
      description={m.intro(ctx.region.name, String(tahun))}
      current="budget"
      css={['anggaran']}
    >
      <div class="wadah isi-hal">
        <div class="ang-judul">
          <h1>{m.heading}</h1>
          <p>
            {budget.isCeilings
              ? m.ceilingsOnly(String(tahun))
              : m.intro(ctx.region.name, String(tahun))}{' '}
            {versi.dasarTanggal !== null &&
              `${versi.dasar}, ${formatTanggal(tanggal(versi.dasarTanggal), ctx.lang)}.`}
          </p>
        </div>
        <Years {...props} />
        <BigFigures {...props} />
        <Search {...props} />
        {props.found !== undefined && <Found {...props} found={props.found} />}
        <Section id="isi-anggaran" title={m.hundred(whatOf(props))}>
          {!budget.isCeilings && <Classes {...props} />}
          {path.length > 0 && (
            <nav class="ang-jejak" aria-label={m.see}>
              <a href={openHref(tahun, { kelas: props.look.kelas })}>{m.everything}</a>
              {path.map((step, at) =>
                at === path.length - 1 ? (
                  <span aria-current="page">{step.nama}</span>
                ) : (
                  <a href={step.href}>{step.nama}</a>
                ),
              )}
            </nav>
          )}
          <Dimensions {...props} />
          <div class="lembar">
            <ShareBar ctx={ctx} rows={props.rows} />
            <Table {...props} />
          </div>
        </Section>
        <Check {...props} />
      </div>
    </CitizenPage>
  )
}

function whatOf({ ctx, look, budget }: OpenProps): string {
  const m = messagesIn(ctx.lang)
  return (budget.isCeilings ? m.open.ceilings : m.kelas[look.kelas ?? 'belanja']).toLowerCase()
}

function Years({ ctx, years, tahun }: OpenProps) {
  return (
    <nav class="ang-pilih angka" aria-label={messagesIn(ctx.lang).open.years}>
      {years.map((one) => (
        <a
          href={`/anggaran/${one}`}
          {...(one === tahun ? { 'aria-current': 'page' as const } : {})}
        >
          {one}
        </a>
      ))}
    </nav>
  )
}

function BigFigures({ ctx, budget, figures }: OpenProps) {
  const m = messagesIn(ctx.lang).open
  const { pendapatan, pad, belanja, pembiayaan, realisasi } = figures
  const short = (amount: Sen) => formatRupiahShort(amount, ctx.lang)
  if (budget.isCeilings)
    return (
      <div class="ang-besar angka">
        <div class="utama">
          <span class="kecil redup">{m.ceilings}</span>
          <strong>{short(belanja)}</strong>
        </div>
      </div>
    )
  return (
    <div class="ang-besar angka">
      <div class="utama">
        <span class="kecil redup">{m.spending}</span>
        <strong>{short(belanja)}</strong>
        <span class="kecil redup">{m.lines(formatNumber(budget.facts.length, ctx.lang))}</span>
      </div>
      {realisasi !== undefined && belanja > 0n && (
        <div>
          <span class="kecil redup">{m.used}</span>
          <strong>{formatPercent(Number(realisasi) / Number(belanja), ctx.lang)}</strong>
          <span class="kecil redup">{short(realisasi)}</span>
        </div>
      )}
      <div>
        <span class="kecil redup">{m.income}</span>
        <strong>{short(pendapatan)}</strong>
        {pendapatan > 0n && (
          <span class="kecil redup">
            {m.own(formatPercent(Number(pad) / Number(pendapatan), ctx.lang))}
          </span>
        )}
      </div>
      <div>
        <span class="kecil redup">{m.financing}</span>
        <strong>{short(pembiayaan)}</strong>
      </div>
    </div>
  )
}

function Search({ ctx, tahun, cari }: OpenProps) {
  const m = messagesIn(ctx.lang).open
  return (
    <form class="ang-cari" action={`/anggaran/${tahun}`} method="get" role="search">
      <label class="vh" for="cari">
        {m.search}
      </label>
      <input
        class="isian"
        id="cari"
        name="cari"
        type="search"
        value={cari}
        placeholder={m.search}
        maxLength={100}
      />
      <Button tone="secondary">{m.find}</Button>
    </form>
  )
}

function Found({
  ctx,
  cari,
  found,
}: OpenProps & Readonly<{ found: NonNullable<OpenProps['found']> }>) {
  const m = messagesIn(ctx.lang).open
  if (found.length === 0) return <EmptyState title={m.nothing} />
  return (
    <Section id="hasil" title={m.found(cari)}>
      <div class="kartu">
        {found.map((one) => (
          <a class="baris" href={one.href}>
            <span class="judul">{one.nama}</span>
            <div class="meta">
              <span class="angka">{one.kode}</span>
              <span class="angka">{formatRupiah(one.jumlah, ctx.lang)}</span>
            </div>
          </a>
        ))}
      </div>
    </Section>
  )
}

function Classes({ ctx, tahun, look }: OpenProps) {
  const m = messagesIn(ctx.lang).open
  return (
    <nav class="ang-pilih" aria-label={m.see}>
      {(['belanja', 'pendapatan', 'pembiayaan'] as const).map((kelas) => (
        <a
          href={openHref(tahun, { kelas })}
          {...(look.kelas === kelas ? { 'aria-current': 'page' as const } : {})}
        >
          {m.kelas[kelas]}
        </a>
      ))}
    </nav>
  )
}

function Dimensions({ ctx, tahun, look, per, choices }: OpenProps) {
  const m = messagesIn(ctx.lang).open
  if (choices.length < 2) return null
  return (
    <nav class="ang-per" aria-label={m.see}>
      {choices.map((one) => (
        <a
          href={openHref(tahun, { ...look, per: one })}
          {...(per === one ? { 'aria-current': 'page' as const } : {})}
        >
          {m.per[one]}
        </a>
      ))}
    </nav>
  )
}

const COLOURS = 8

function Table({ ctx, rows, budget, per }: OpenProps) {
  const m = messagesIn(ctx.lang).open
  const total = sumSen(rows.map(({ jumlah }) => jumlah))
  const shown = rows.slice(0, SHOWN_MAX)
  const rest = rows.slice(SHOWN_MAX)
  const share = (amount: Sen) =>
    total === 0n ? '–' : formatPercent(Number(amount) / Number(total), ctx.lang)
  const realised = (amount: Sen) =>
    budget.hasRealisasi && <td class="kanan hp0 angka">{formatRupiah(amount, ctx.lang)}</td>
  return (
    <section class="kartu gulir" aria-label={m.per[per]} tabIndex={0}>
      <table class="rinci">
        <caption class="vh">{m.per[per]}</caption>
        <thead>
          <tr>
            <th scope="col">{m.name}</th>
            <th scope="col" class="kanan">
              {m.budget}
            </th>
            {budget.hasRealisasi && (
              <th scope="col" class="kanan hp0">
                {m.realised}
              </th>
            )}
            <th scope="col" class="kanan">
              {m.share}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => (
            <tr>
              <th scope="row">
                <span class={`k k${Math.min(at, COLOURS - 1) + 1}`} />
                {row.href === '' ? row.nama : <a href={row.href}>{row.nama}</a>}
              </th>
              <td class="kanan ang angka">{formatRupiah(row.jumlah, ctx.lang)}</td>
              {realised(row.realisasi)}
              <td class="kanan redup angka">{share(row.jumlah)}</td>
            </tr>
          ))}
          {rest.length > 0 && (
            <tr>
              <th scope="row">{m.more(formatNumber(rest.length, ctx.lang))}</th>
              <td class="kanan ang angka">
                {formatRupiah(sumSen(rest.map(({ jumlah }) => jumlah)), ctx.lang)}
              </td>
              {realised(sumSen(rest.map(({ realisasi }) => realisasi)))}
              <td class="kanan redup angka">{share(sumSen(rest.map(({ jumlah }) => jumlah)))}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{m.total}</th>
            <td class="kanan ang angka">{formatRupiah(total, ctx.lang)}</td>
            {realised(sumSen(rows.map(({ realisasi }) => realisasi)))}
            <td class="kanan" />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Check({ ctx, tahun, budget, history }: OpenProps) {
  const m = messagesIn(ctx.lang)
  const { versi } = budget
  return (
    <div class="dua-lajur ang-bawah">
      <Section id="riwayat" title={m.open.history}>
        <ol class="jalur">
          {history.map((one) => (
            <li class="ya">
              <b>{one.judul}</b>
              <p class="kecil redup">
                {m.jenis[one.jenis]}
                {one.dasarTanggal !== null &&
                  `, ${one.dasar}, ${formatTanggal(tanggal(one.dasarTanggal), ctx.lang)}`}
              </p>
            </li>
          ))}
        </ol>
      </Section>
      <Section id="periksa" title={m.open.check}>
        <div class="kartu">
          <div class="isi tumpuk">
            {versi.sidik !== null && (
              <>
                <p>{m.open.checkText}</p>
                <SealBox digest={versi.sidik.match(/.{4}/g)?.join(' ') ?? ''} />
              </>
            )}
            <p class="tombol-baris">
              {versi.sidik !== null && (
                <ButtonLink href="/bukti" tone="secondary" isSmall>
                  {m.open.proof}
                </ButtonLink>
              )}
              <ButtonLink href={`/anggaran/${tahun}/data.csv`} tone="secondary" isSmall>
                {m.open.csv}
              </ButtonLink>
            </p>
          </div>
        </div>
      </Section>
    </div>
  )
}
