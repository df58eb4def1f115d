import { formatNumber, formatTanggalWithWeekday } from '../../../ui/format.ts'
import {
  Button,
  CitizenPage,
  Csrf,
  EmptyState,
  ErrorSummary,
  RadioTiles,
  TextField,
} from '../../../ui/index.ts'
import { formatMinute } from '../domain/hours.ts'
import type { Desk, Layanan } from '../types.ts'
import { ChannelTiles } from './ambil.tsx'
import { dayName, HOME, nameOf, type View } from './edge.ts'
import type { BookTyped, FreeDay, FreeSlot } from './janji-days.ts'

export type BookProps = View &
  Readonly<{
    desk: Desk
    lines: readonly Layanan[]
    layanan: Layanan | undefined
    days: readonly FreeDay[]
    day: FreeDay | undefined
    typed: BookTyped
    hasAccount: boolean
    kunci: string
  }>

/** One decision after the other on one page: the line, the day, the time. The address holds what was chosen. */
export function BookPage(props: BookProps) {
  const { ctx, m, desk, lines, layanan, day, refusals } = props
  return (
    <CitizenPage ctx={ctx} title={m.janji.title(desk.tempat.nama)} css={['antrean']}>
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{m.janji.title(desk.tempat.nama)}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        {lines.length === 0 && <EmptyState title={m.janji.none} />}
        {lines.length > 0 && <ChooseLine {...props} />}
        {layanan !== undefined && <ChooseDay {...props} layanan={layanan} />}
        {layanan !== undefined && day !== undefined && (
          <ChooseTime {...props} layanan={layanan} day={day} />
        )}
      </div>
    </CitizenPage>
  )
}

function ChooseLine({ ctx, m, desk, lines, layanan, refusals }: BookProps) {
  return (
    <form method="get" action={`${HOME}/${desk.tempat.kode}/janji`}>
      <RadioTiles
        ctx={ctx}
        refusals={refusals}
        name="layanan"
        label={m.janji.line}
        value={layanan?.id ?? ''}
        choices={lines.map((one) => ({ value: one.id, label: nameOf(one, ctx) }))}
        isSingleColumn
      />
      <Button tone={layanan === undefined ? 'primary' : 'secondary'} isSmall>
        {m.janji.next}
      </Button>
    </form>
  )
}

export function dayWords({ ctx, m }: Pick<View, 'ctx' | 'm'>, { slots, sisa }: FreeDay): string {
  if (slots.length === 0) return m.janji.dayClosed
  return sisa === 0 ? m.janji.dayFull : m.janji.dayLeft(formatNumber(sisa, ctx.lang))
}

function ChooseDay(props: BookProps & Readonly<{ layanan: Layanan }>) {
  const { ctx, m, desk, layanan, days, day } = props
  const open = days.filter(({ slots }) => slots.length > 0)
  if (open.length === 0) return <EmptyState title={m.janji.noDays} />
  return (
    <section aria-labelledby="hari">
      <h2 id="hari">{m.janji.day}</h2>
      <ul class="hari-ubin">
        {open.map((one) => (
          <li>
            <a
              href={`${HOME}/${desk.tempat.kode}/janji?layanan=${layanan.id}&tanggal=${one.tanggal}#jam`}
              class={one.sisa === 0 ? 'penuh' : ''}
              {...(one.tanggal === day?.tanggal ? { 'aria-current': 'date' as const } : {})}
            >
              <b>{dayName(one.tanggal, ctx)}</b>
              <span class="kecil">{dayWords(props, one)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const slotLabel = ({ mulai, selesai }: FreeSlot) =>
  `${formatMinute(mulai)}–${formatMinute(selesai)}`

/** Times of a day that are not taken, as choices. */
export function slotChoices({ ctx, m }: Pick<View, 'ctx' | 'm'>, { slots }: FreeDay) {
  return slots
    .filter(({ sisa }) => sisa > 0)
    .map((slot) => ({
      value: String(slot.mulai),
      label: slotLabel(slot),
      hint: m.janji.left(formatNumber(slot.sisa, ctx.lang)),
    }))
}

function ChooseTime(props: BookProps & Readonly<{ layanan: Layanan; day: FreeDay }>) {
  const { ctx, m, desk, layanan, day, typed, hasAccount, kunci, refusals } = props
  const words = m.janji
  const isFull = day.sisa === 0
  const choices = isFull
    ? [{ value: 'tunggu', label: words.waitOption, hint: words.waitHint }]
    : slotChoices(props, day)
  return (
    <form method="post" action={`${HOME}/${desk.tempat.kode}/janji`} id="jam">
      <Csrf ctx={ctx} />
      <input type="hidden" name="kunci" value={kunci} />
      <input type="hidden" name="layanan" value={layanan.id} />
      <input type="hidden" name="tanggal" value={day.tanggal} />
      {isFull && <p class="info">{words.full}</p>}
      <RadioTiles
        ctx={ctx}
        refusals={refusals}
        name="mulai"
        label={`${words.time}, ${formatTanggalWithWeekday(day.tanggal, ctx.lang)}`}
        value={isFull ? 'tunggu' : typed.mulai}
        choices={choices}
        isSingleColumn={isFull}
      />
      <h2>{words.contact}</h2>
      {hasAccount && <p>{words.withAccount}</p>}
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="telepon"
        label={words.phone}
        hint={words.phoneHint}
        isOptional={hasAccount}
        type="tel"
        inputMode="tel"
        autocomplete="tel"
        maxLength={20}
        value={typed.telepon}
      />
      <ChannelTiles {...props} value={typed.saluran} label={words.by} />
      <Button>{isFull ? words.waitOption : words.send}</Button>
    </form>
  )
}

export function CheckInPage({
  ctx,
  m,
  desk,
  typed,
  refusals,
}: View & Readonly<{ desk: Desk; typed: string }>) {
  const words = m.hadir
  return (
    <CitizenPage ctx={ctx} title={words.title(desk.tempat.nama)} css={['antrean']}>
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{words.title(desk.tempat.nama)}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action={`${HOME}/${desk.tempat.kode}/hadir`}>
          <Csrf ctx={ctx} />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="kode"
            label={words.code}
            hint={words.codeHint}
            maxLength={200}
            value={typed}
          />
          <Button>{words.send}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}
