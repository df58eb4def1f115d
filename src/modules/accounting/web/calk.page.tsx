import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatTanggal, localeOf } from '../../../ui/format.ts'
import { Button, Csrf, type PageContext, Section, TextArea } from '../../../ui/index.ts'
import type { CalkBab } from '../actions/calk.ts'
import type { BabCalk } from '../domain/susunan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Naskah } from '../store/calk-store.ts'
import { formatAmount } from './amount.ts'
import type { Asked } from './desk.ts'
import { AKUNTANSI, AkuntansiFrame, type Room } from './frame.tsx'
import { Choose, type Shared, Tabs } from './laporan.page.tsx'
import { AuditMark } from './opini.tsx'

/** The notes on the statements: text of accountants with the figures the books hold. */
export function CalkPage({
  ctx,
  rooms,
  asked,
  tabs,
  bab,
  mayEdit,
}: Shared & Readonly<{ bab: readonly CalkBab[]; mayEdit: boolean }>) {
  const m = messagesIn(ctx.lang)
  const base = `${AKUNTANSI}/laporan/calk`
  return (
    <AkuntansiFrame
      ctx={ctx}
      title={m.calkTitle}
      room="laporan"
      rooms={rooms}
      refusals={asked.refusals}
    >
      <Tabs ctx={ctx} asked={asked} tabs={tabs} current="calk" />
      <Choose ctx={ctx} asked={asked} action={base} />
      <p class="redup">
        {m.calkHelp} {asked.isYearEnd && <AuditMark ctx={ctx} opini={asked.opini} />}
      </p>
      {bab.map((one) => (
        <section class="bab" aria-labelledby={`bab-${one.bab}`}>
          <div class="bab-kepala">
            <h2 id={`bab-${one.bab}`}>
              {m.chapter} {one.bab}. {one.judul}
            </h2>
          </div>
          {one.alinea.map(({ isJudul, teks }) =>
            isJudul ? <h3>{teks}</h3> : <p class="prosa">{teks}</p>,
          )}
          {mayEdit && (
            <p>
              <a
                href={`${base}/bab/${one.bab}?${asked.query}`}
                aria-label={`${m.calkEdit}: ${one.judul}`}
              >
                {m.calkEdit}
              </a>{' '}
              <span class="kecil redup">
                {one.versi === 0 ? m.calkFirst : m.calkVersion(String(one.versi))}
              </span>
            </p>
          )}
          {one.baris.length > 0 && <Figures ctx={ctx} caption={one.judul} baris={one.baris} />}
        </section>
      ))}
      <p class="tombol-baris">
        <a class="tombol dua mini" href={`${base}/pdf?${asked.query}`}>
          {m.pdf}
        </a>
      </p>
    </AkuntansiFrame>
  )
}

function Figures({
  ctx,
  caption,
  baris,
}: Readonly<{ ctx: PageContext; caption: string; baris: CalkBab['baris'] }>) {
  const m = messagesIn(ctx.lang)
  return (
    <section class="gulir" aria-label={caption} tabIndex={0}>
      <table class="data buku-laporan">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{m.line}</th>
            <th scope="col" class="kanan">
              {m.now}
            </th>
            <th scope="col" class="kanan">
              {m.before}
            </th>
          </tr>
        </thead>
        <tbody>
          {baris.map((one) => (
            <tr>
              <th scope="row">{one.judul}</th>
              <td class="kanan angka">{formatAmount(one.nilai, ctx.lang)}</td>
              <td class="kanan angka">{formatAmount(one.lalu, ctx.lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export type BabProps = Readonly<{
  ctx: PageContext
  rooms: readonly Room[]
  asked: Asked
  bab: BabCalk
  /** The text as it is shown, and the version it goes on from. */
  teks: string
  dasar: number
  versi: readonly Omit<Naskah, 'teks'>[]
  /** Marks this chapter's figures have. */
  marks: readonly Readonly<{ mark: string; judul: string }>[]
  refusals: readonly Refusal[]
}>

/** One chapter being written. */
export function BabPage(props: BabProps) {
  const { ctx, rooms, asked, bab, refusals } = props
  const m = messagesIn(ctx.lang)
  const base = `${AKUNTANSI}/laporan/calk`
  const here = `${base}/bab/${bab.bab}?${asked.query}`
  return (
    <AkuntansiFrame
      ctx={ctx}
      title={`${m.chapter} ${bab.bab}. ${bab.judul}`}
      room="laporan"
      rooms={rooms}
      refusals={refusals}
    >
      <p class="redup">
        <a href={`${base}?${asked.query}`}>{m.calkTitle}</a> ·{' '}
        {m.of(asked.skpd?.nama ?? m.region, formatTanggal(asked.tanggal, ctx.lang))}
      </p>
      <form method="post" action={`${base}/bab/${bab.bab}`} class="tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="tanggal" value={asked.tanggal} />
        <input type="hidden" name="skpd" value={String(asked.skpd?.id ?? '')} />
        <input type="hidden" name="dasar" value={String(props.dasar)} />
        <TextArea
          ctx={ctx}
          refusals={refusals}
          name="teks"
          label={m.calkText}
          hint={m.calkTextHint}
          value={props.teks}
          rows={18}
          maxLength={60_000}
        />
        <p>
          <Button>{m.calkSave}</Button>
        </p>
      </form>
      <Section id="penanda" title={m.calkMarks}>
        <p class="bantuan">{m.calkMarksHelp}</p>
        <ul>
          {props.marks.map(({ mark, judul }) => (
            <li>
              <code>{mark}</code> {judul}
            </li>
          ))}
        </ul>
      </Section>
      {props.versi.length > 0 && (
        <Section id="versi" title={m.calkVersions}>
          <ul>
            {props.versi.map((one) => (
              <li>
                <a href={`${here}&versi=${one.versi}`}>{m.calkVersion(String(one.versi))}</a>{' '}
                <span class="redup">
                  {one.nama}, {formatDateTime(one.ditulisAt, localeOf(ctx))}
                </span>
              </li>
            ))}
            <li>
              <a href={`${here}&versi=0`}>{m.calkFirst}</a>
            </li>
          </ul>
        </Section>
      )}
    </AkuntansiFrame>
  )
}
