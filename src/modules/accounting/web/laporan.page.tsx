import { formatTanggal } from '../../../ui/format.ts'
import { type PageContext, StatusTag, TextField } from '../../../ui/index.ts'
import type { Laporan } from '../actions/statements.ts'
import type { JenisLaporan } from '../domain/susunan.ts'
import { messagesIn } from '../messages/index.ts'
import { formatAmount, formatShare } from './amount.ts'
import type { Asked } from './desk.ts'
import { AKUNTANSI, AkuntansiFrame, type Room } from './frame.tsx'
import { AuditMark } from './opini.tsx'

export type ReportTab = JenisLaporan | 'calk'

export type Shared = Readonly<{
  ctx: PageContext
  rooms: readonly Room[]
  asked: Asked
  /** Statements this reach has, CaLK last. */
  tabs: readonly ReportTab[]
}>

export type LaporanProps = Shared & Readonly<{ laporan: Laporan }>

/** One statement of a day: choose the day and whose it is, read it, open a line, take it away. */
export function LaporanPage({ ctx, rooms, asked, tabs, laporan }: LaporanProps) {
  const m = messagesIn(ctx.lang)
  const base = `${AKUNTANSI}/laporan/${laporan.jenis}`
  return (
    <AkuntansiFrame
      ctx={ctx}
      title={laporan.judul}
      room="laporan"
      rooms={rooms}
      refusals={asked.refusals}
    >
      <Tabs ctx={ctx} asked={asked} tabs={tabs} current={laporan.jenis} />
      <Choose ctx={ctx} asked={asked} action={base} />
      <p class="redup">
        {m.of(asked.skpd?.nama ?? m.region, formatTanggal(laporan.tanggal, ctx.lang))}{' '}
        {!laporan.isTerverifikasi && <StatusTag kind="netral">{m.unverified}</StatusTag>}{' '}
        {asked.isYearEnd && <AuditMark ctx={ctx} opini={asked.opini} />}
      </p>
      <Statement ctx={ctx} asked={asked} laporan={laporan} />
      <p class="tombol-baris">
        <a class="tombol dua mini" href={`${base}/pdf?${asked.query}`}>
          {m.pdf}
        </a>
        <a class="tombol dua mini" href={`${base}/csv?${asked.query}`}>
          {m.csv}
        </a>
      </p>
      <p class="kecil redup">{m.layoutSource(laporan.sumber)}</p>
    </AkuntansiFrame>
  )
}

export function Tabs({
  ctx,
  asked,
  tabs,
  current,
}: Omit<Shared, 'rooms'> & Readonly<{ current: ReportTab }>) {
  const m = messagesIn(ctx.lang)
  return (
    <nav class="tampilan" aria-label={m.statements}>
      {tabs.map((one) => (
        <a
          href={`${AKUNTANSI}/laporan/${one}?${asked.query}`}
          {...(one === current ? { 'aria-current': 'page' as const } : {})}
        >
          {m.kinds[one]}
        </a>
      ))}
    </nav>
  )
}

/** Day and book, as an address that can be kept. */
export function Choose({
  ctx,
  asked,
  action,
}: Readonly<{ ctx: PageContext; asked: Asked; action: string }>) {
  const m = messagesIn(ctx.lang)
  const { shelf, skpd, tanggal, refusals } = asked
  return (
    <form method="get" action={action} class="buku-pilih" role="search" aria-label={m.choose}>
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="tanggal"
        label={m.day}
        type="date"
        value={tanggal}
      />
      <div class="ruas">
        <label for="f-skpd">{m.book}</label>
        <select class="isian" id="f-skpd" name="skpd">
          {shelf.isAll && <option value="">{m.region}</option>}
          {shelf.books.map((one) => (
            <option value={one.id} selected={one.id === skpd?.id}>
              {one.nama}
            </option>
          ))}
        </select>
      </div>
      <button class="tombol dua" type="submit">
        {m.show}
      </button>
    </form>
  )
}

function Statement({
  ctx,
  asked,
  laporan,
}: Readonly<{ ctx: PageContext; asked: Asked; laporan: Laporan }>) {
  const m = messagesIn(ctx.lang)
  const { hasAnggaran, judul, baris } = laporan
  const amount = (value: bigint | undefined) => formatAmount(value, ctx.lang)
  return (
    <section class="gulir" aria-label={judul} tabIndex={0}>
      <table class="data buku-laporan">
        <caption class="vh">{judul}</caption>
        <thead>
          <tr>
            <th scope="col">{m.line}</th>
            {hasAnggaran && (
              <th scope="col" class="kanan">
                {m.budget}
              </th>
            )}
            <th scope="col" class="kanan">
              {hasAnggaran ? m.realised : formatTanggal(laporan.tanggal, ctx.lang)}
            </th>
            {hasAnggaran && (
              <th scope="col" class="kanan">
                %
              </th>
            )}
            <th scope="col" class="kanan">
              {formatTanggal(laporan.tanggalLalu, ctx.lang)}
            </th>
          </tr>
        </thead>
        <tbody>
          {baris.map((one) => (
            <tr class={`t${one.tingkat}${one.kind === 'judul' ? ' kepala' : ''}`}>
              <th scope="row">
                {one.kind === 'judul' ? (
                  one.judul
                ) : (
                  <a href={`${AKUNTANSI}/laporan/${laporan.jenis}/baris/${one.id}?${asked.query}`}>
                    {one.judul}
                  </a>
                )}{' '}
                {one.isUji && (
                  <StatusTag kind={one.nilai === 0n ? 'selesai' : 'lewat'}>
                    {one.nilai === 0n ? m.ties : m.differs}
                  </StatusTag>
                )}
              </th>
              {hasAnggaran && <td class="kanan angka">{amount(one.anggaran)}</td>}
              <td class="kanan angka">{amount(one.nilai)}</td>
              {hasAnggaran && (
                <td class="kanan angka">
                  {one.nilai !== undefined && formatShare(one.nilai, one.anggaran ?? 0n, ctx.lang)}
                </td>
              )}
              <td class="kanan angka">{amount(one.lalu)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
