import { tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  Facts,
  Information,
  type PageContext,
  RadioTiles,
  SelectField,
  StatusTag,
  TextArea,
} from '../../../ui/index.ts'
import { formatUkuran } from '../domain/ukuran.ts'
import { messagesIn } from '../messages/index.ts'
import type { Baris } from '../store/baris-store.ts'
import type { Alasan, Usulan } from '../store/usulan-store.ts'
import { RencanaFrame } from './frame.tsx'
import { USULAN } from './paths.ts'
import { USULAN_TAGS } from './usulan.page.tsx'

export type PutusanProps = Readonly<{
  ctx: PageContext
  usulan: Usulan
  skpdName: string
  placeName: (kode: string) => string
  /** Lines it went into, each with its address. */
  lines: readonly Readonly<{ href: string; judul: string; pagu: string }>[]
  /** Lines that may take it now. */
  open: readonly Baris[]
  /** Where a line for it is written, while the plan of its year is a draft. */
  newLineHref: string | undefined
  reasons: readonly Alasan[]
  mayDecide: boolean
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** One proposal: what it asks, where it went, and the form to decide it. */
export function PutusanPage(props: PutusanProps) {
  const { ctx, usulan, reasons, lines, refusals } = props
  const m = messagesIn(ctx.lang)
  const reason = reasons.find(({ kode }) => kode === usulan.alasanKode)
  return (
    <RencanaFrame ctx={ctx} title={usulan.nomor} room="usulan">
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <p class="kecil">
        <a href={`${USULAN}?tahun=${usulan.tahun}`}>{m.usulan.back}</a>
      </p>
      <h1>{usulan.judul}</h1>
      <p>
        <StatusTag kind={USULAN_TAGS[usulan.status]}>{m.usulan.statuses[usulan.status]}</StatusTag>{' '}
        <span class="angka">{usulan.nomor}</span>
      </p>
      <div class="rencana-dua">
        <div class="tumpuk">
          {usulan.uraian !== '' && <p>{usulan.uraian}</p>}
          <Facts rows={factsOf(props)} />
          {usulan.alasan !== null && (
            <Information>
              <b>{ctx.lang === 'id' ? reason?.namaId : reason?.namaEn}</b>
              <br />
              {usulan.alasan}
            </Information>
          )}
          <h2>{m.usulan.wentInto}</h2>
          {lines.length === 0 ? (
            <p class="bantuan">{m.usulan.nowhere}</p>
          ) : (
            <ul>
              {lines.map(({ href, judul, pagu }) => (
                <li>
                  <a href={href}>{judul}</a> <span class="angka">{pagu}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
        {props.mayDecide && <DecideForm {...props} />}
      </div>
    </RencanaFrame>
  )
}

function factsOf({ ctx, usulan, skpdName, placeName }: PutusanProps) {
  const m = messagesIn(ctx.lang)
  const place = usulan.pengusulWilayah === null ? '' : placeName(usulan.pengusulWilayah)
  return [
    { label: m.usulan.year, value: String(usulan.tahun) },
    { label: m.lines.source, value: m.sources[usulan.sumber] },
    { label: m.usulan.proposer, value: `${m.usulan.proposers[usulan.pengusulJenis]} ${place}` },
    { label: m.lines.place, value: `${placeName(usulan.lokasiKode)} ${usulan.lokasiRinci}` },
    {
      label: m.usulan.volume,
      value: `${formatUkuran(usulan.volume, ctx.lang)} ${usulan.satuan}`,
    },
    { label: m.usulan.estimate, value: formatRupiah(usulan.perkiraan, ctx.lang) },
    { label: m.usulan.supporters, value: formatNumber(usulan.pendukung, ctx.lang) },
    { label: m.lines.agency, value: skpdName },
    { label: m.usulan.date, value: formatTanggal(tanggal(usulan.tanggal), ctx.lang) },
  ]
}

function DecideForm(props: PutusanProps) {
  const { ctx, usulan, open, newLineHref, reasons, refusals, typed } = props
  const m = messagesIn(ctx.lang).usulan
  const field = { ctx, refusals }
  const named = (one: Alasan) => ({
    value: one.kode,
    label: ctx.lang === 'id' ? one.namaId : one.namaEn,
  })
  const group = (untuk: Alasan['untuk'], label: string) => ({
    label,
    choices: reasons.filter((one) => one.untuk === untuk).map(named),
  })
  return (
    <form method="post" action={`${USULAN}/${usulan.nomor}`} class="tumpuk kartu rencana-putus">
      <Csrf ctx={ctx} />
      <h2>{m.decide}</h2>
      <RadioTiles
        {...field}
        name="hasil"
        label={m.decision}
        value={typed.hasil ?? ''}
        choices={[
          { value: 'terima', label: m.accept },
          { value: 'ubah', label: m.change },
          { value: 'tolak', label: m.refuse },
        ]}
      />
      <SelectField
        {...field}
        name="barisId"
        label={m.intoLine}
        hint={open.length === 0 ? m.noLines : m.intoLineHint}
        isOptional
        value={typed.barisId ?? ''}
        placeholder={m.chooseLine}
        choices={open.map((one) => ({
          value: one.id,
          label: `${one.uraian} · ${formatRupiah(one.pagu, ctx.lang)}`,
        }))}
      />
      {newLineHref !== undefined && (
        <p>
          <a href={newLineHref}>{m.newLine}</a>
        </p>
      )}
      <SelectField
        {...field}
        name="alasanKode"
        label={m.reason}
        isOptional
        value={typed.alasanKode ?? ''}
        placeholder={m.chooseReason}
        choices={[]}
        groups={[group('ubah', m.forChange), group('tolak', m.forRefusal)]}
      />
      <TextArea
        {...field}
        name="alasan"
        label={m.explanation}
        hint={m.explanationHint}
        isOptional
        value={typed.alasan ?? ''}
        rows={3}
        maxLength={1000}
      />
      <p>
        <Button>{m.store}</Button>
      </p>
    </form>
  )
}
