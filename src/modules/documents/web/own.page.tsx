import { type Tanggal, type TimeZone, tanggalIn } from '../../../kernel/date.ts'
import { formatNumber, formatTanggal } from '../../../ui/format.ts'
import {
  ButtonLink,
  CitizenPage,
  EmptyState,
  type PageContext,
  Pagination,
  StatusTag,
} from '../../../ui/index.ts'
import { documentsMessages } from '../messages/index.ts'
import type { Surat } from '../store/surat-store.ts'
import { statusOf, TAG_OF } from './words.ts'

export type OwnProps = Readonly<{
  ctx: PageContext
  letters: readonly Surat[]
  today: string
  nextHref?: string
  firstHref?: string
}>

/** Letters that were issued for whoever is signed in, newest first. */
export function OwnPage({ ctx, letters, today, nextHref, firstHref }: OwnProps) {
  const m = documentsMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.own.title} current="account">
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{m.own.title}</h1>
        <p>{m.own.lead}</p>
        {letters.length === 0 && (
          <EmptyState title={m.own.none}>
            <p>{m.own.noneText}</p>
          </EmptyState>
        )}
        <ul class="tumpuk">
          {letters.map((surat) => (
            <Letter ctx={ctx} surat={surat} today={today} />
          ))}
        </ul>
        {(nextHref || firstHref) && (
          <Pagination
            ctx={ctx}
            shown={m.own.shown(formatNumber(letters.length, ctx.lang))}
            {...(nextHref ? { nextHref } : {})}
            {...(firstHref ? { firstHref } : {})}
          />
        )}
      </div>
    </CitizenPage>
  )
}

function Letter({
  ctx,
  surat,
  today,
}: Readonly<{ ctx: PageContext; surat: Surat; today: string }>) {
  const m = documentsMessages(ctx.lang)
  const status = statusOf(surat, today)
  const { kode, terbitAt, nomor, sampai } = surat
  const day = (at: Date) => formatTanggal(tanggalIn(ctx.region.timezone as TimeZone, at), ctx.lang)
  return (
    <li class="kartu">
      <div class="isi tumpuk">
        <p class="meta">
          <StatusTag kind={TAG_OF[status]}>{m.status[status]}</StatusTag>
          {nomor && <span class="angka">{nomor}</span>}
        </p>
        <h2>{surat.judul}</h2>
        {terbitAt && (
          <p class="kecil redup">
            {m.facts.terbit} {day(terbitAt)}
            {sampai && ` · ${m.facts.sampai} ${formatTanggal(sampai as Tanggal, ctx.lang)}`}
          </p>
        )}
        {kode && !surat.hasProof && <p class="kecil redup">{m.own.noProof}</p>}
        {kode && (
          <p class="tombol-baris">
            <ButtonLink href={`/surat/${kode}/unduh`} isSmall>
              {m.own.download}
              <span class="vh"> {nomor}</span>
            </ButtonLink>
            <ButtonLink href={`/verifikasi/${kode}`} tone="secondary" isSmall>
              {m.own.check}
              <span class="vh"> {nomor}</span>
            </ButtonLink>
          </p>
        )}
      </div>
    </li>
  )
}
