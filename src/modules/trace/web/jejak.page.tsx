import { tanggal } from '../../../kernel/date.ts'
import { fromDecimalString } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatRupiah, formatRupiahShort, formatTanggal } from '../../../ui/format.ts'
import {
  Button,
  CitizenPage,
  Csrf,
  ErrorSummary,
  type PageContext,
  Section,
  StatusTag,
  safeHref,
  TextField,
} from '../../../ui/index.ts'
import {
  type Kunci,
  type Kurang,
  type Langkah,
  missingOf,
  type Simpul,
  writeKunci,
} from '../domain/jejak.ts'
import { messagesIn } from '../messages/index.ts'

export const JEJAK = '/jejak'
/** Documents of one kind that are shown; the rest is counted. */
const SHOWN = 8

export type JejakProps = Readonly<{
  ctx: PageContext
  start: Simpul
  langkah: readonly Langkah[]
  isModal: boolean
  isCut: boolean
  mayLink: boolean
  refusals: readonly Refusal[]
  typed: string
}>

/** One document and everything before and after it. */
export function JejakPage(props: JejakProps) {
  const { ctx, start, langkah, isModal } = props
  const m = messagesIn(ctx.lang)
  const missing = missingOf(langkah, isModal)
  const title = start.judul === '' ? `${m.tahap[start.jenis]} ${start.nomor}` : start.judul
  return (
    <CitizenPage ctx={ctx} title={title} current="budget" css={['jejak']}>
      <div class="wadah">
        <nav class="jejak-hal" aria-label={m.title}>
          <a href={JEJAK}>{m.title}</a> <span aria-hidden="true">›</span> {m.tahap[start.jenis]}
        </nav>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{title}</h1>
        <p class="redup angka">
          {start.nomor}
          {start.jumlah !== null && ` · ${formatRupiah(fromDecimalString(start.jumlah), ctx.lang)}`}
        </p>
        <Wholeness ctx={ctx} langkah={langkah} missing={missing} />
        <ol class="jejak angka">
          {langkah.map((one) => (
            <Step ctx={ctx} start={start} langkah={one} />
          ))}
        </ol>
        {props.isCut && <p class="catatan">{m.cut}</p>}
        {props.mayLink && <LinkForm {...props} />}
      </div>
    </CitizenPage>
  )
}

function Wholeness({
  ctx,
  langkah,
  missing,
}: Readonly<{ ctx: PageContext; langkah: readonly Langkah[]; missing: readonly Kurang[] }>) {
  const m = messagesIn(ctx.lang)
  if (!langkah.some(({ tahap }) => tahap === 'sp2d')) return null
  if (missing.length === 0)
    return (
      <p>
        <StatusTag kind="selesai">{m.whole}</StatusTag>
      </p>
    )
  return (
    <div class="jejak-kurang">
      <StatusTag kind="lewat">{m.missing}</StatusTag>
      <ul>
        {missing.map((one) => (
          <li>{m.kurang[one]}</li>
        ))}
      </ul>
    </div>
  )
}

function Step({
  ctx,
  start,
  langkah,
}: Readonly<{ ctx: PageContext; start: Kunci; langkah: Langkah }>) {
  const m = messagesIn(ctx.lang)
  const { tahap, simpul } = langkah
  const isHere = tahap === start.jenis
  // Where one stands is always shown, however many brothers it has.
  const shown = simpul
    .toSorted((a, b) => Number(b.id === start.id && isHere) - Number(a.id === start.id && isHere))
    .slice(0, SHOWN)
  const rest = simpul.length - shown.length
  return (
    <li class={isHere ? 'kini' : ''} {...(isHere ? { 'aria-current': 'step' as const } : {})}>
      <b>{m.tahap[tahap]}</b>
      <ul>
        {shown.map((one) => (
          <Document ctx={ctx} simpul={one} isHere={isHere && one.id === start.id} />
        ))}
      </ul>
      {rest > 0 && <span class="kecil redup">{m.more(formatNumber(rest, ctx.lang))}</span>}
    </li>
  )
}

function Document({
  ctx,
  simpul,
  isHere,
}: Readonly<{ ctx: PageContext; simpul: Simpul; isHere: boolean }>) {
  const m = messagesIn(ctx.lang)
  const words = simpul.judul === '' ? simpul.nomor || m.tahap[simpul.jenis] : simpul.judul
  const href = simpul.jenis === 'laporan' ? simpul.url : `${JEJAK}/${writeKunci(simpul)}`
  return (
    <li>
      {isHere ? <strong>{words}</strong> : <a href={safeHref(href)}>{words}</a>}
      <span class="kecil redup">
        {[
          simpul.judul === '' ? '' : simpul.nomor,
          simpul.jumlah === null
            ? ''
            : formatRupiahShort(fromDecimalString(simpul.jumlah), ctx.lang),
          simpul.tanggal === null ? '' : formatTanggal(tanggal(simpul.tanggal), ctx.lang),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
      {simpul.url !== '' && simpul.jenis !== 'laporan' && (
        <a class="kecil" href={safeHref(simpul.url)} aria-label={`${m.open} ${words}`}>
          {m.open}
        </a>
      )}
    </li>
  )
}

function LinkForm({ ctx, start, refusals, typed }: JejakProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="kaitkan" title={m.link}>
      <form method="post" action={`${JEJAK}/${writeKunci(start)}/laporan`} class="tumpuk sempit">
        <Csrf ctx={ctx} />
        <TextField
          ctx={ctx}
          refusals={refusals}
          name="nomor"
          label={m.reportNomor}
          hint={m.linkHelp}
          value={typed}
          maxLength={40}
          autocomplete="off"
        />
        <p>
          <Button>{m.linkSend}</Button>
        </p>
      </form>
    </Section>
  )
}
