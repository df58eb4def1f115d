import { sen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Fields, fieldList, fieldText } from '../../../platform/http/route.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import {
  CheckboxTiles,
  type Choice,
  type PageContext,
  RadioTiles,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import type { Pilihan, Pungutan } from '../domain/pungutan.ts'
import { fieldOf, type Suara, type SuaraForm } from '../domain/suara.ts'
import { messagesIn } from '../messages/index.ts'

export type BallotProps = Readonly<{
  ctx: PageContext
  pungutan: Pungutan
  daftar: readonly Pilihan[]
  typed: SuaraForm
  refusals: readonly Refusal[]
}>

/** The fields of a ballot, online and on paper: ticks, points or places. */
export function BallotFields(props: BallotProps) {
  const { pungutan } = props
  if (pungutan.jenis === 'setuju') return <Ticks {...props} />
  return (
    <div id="f-pilihan" tabIndex={-1} class="tumpuk">
      {pungutan.jenis === 'poin' ? <Points {...props} /> : <Places {...props} />}
    </div>
  )
}

function Ticks({ ctx, pungutan, daftar, typed, refusals }: BallotProps) {
  const m = messagesIn(ctx.lang)
  const common = {
    ctx,
    name: 'pilihan',
    label: m.tick,
    choices: daftar.map((one) => choiceOf(ctx, one)),
    isSingleColumn: true,
    refusals,
  }
  const most = Math.min(pungutan.palingBanyak, daftar.length)
  if (most === 1) return <RadioTiles {...common} value={typed.ticks[0] ?? ''} />
  const hint = m.tickHint(formatNumber(most, ctx.lang))
  return <CheckboxTiles {...common} hint={hint} values={typed.ticks} />
}

/** `2. Lampu jalan`, with cost and place beneath. */
function choiceOf(ctx: PageContext, one: Pilihan): Choice {
  return { value: one.kode, label: `${one.kode}. ${one.nama}`, hint: factsOf(ctx, one) }
}

export function factsOf({ lang }: PageContext, { biaya, tempat }: Pilihan): string {
  return [biaya === null ? '' : formatRupiah(sen(biaya), lang), tempat]
    .filter((part) => part !== '')
    .join(' · ')
}

function Points({ ctx, pungutan, daftar, typed, refusals }: BallotProps) {
  const m = messagesIn(ctx.lang)
  return (
    <>
      <p class="bantuan">{m.pointsHint(formatNumber(pungutan.jumlahPoin, ctx.lang))}</p>
      {daftar.map((one) => (
        <TextField
          ctx={ctx}
          name={fieldOf(one.kode)}
          label={m.points(`${one.kode}. ${one.nama}`)}
          hint={factsOf(ctx, one)}
          value={typed.fields[fieldOf(one.kode)] ?? ''}
          inputMode="numeric"
          maxLength={4}
          refusals={refusals}
        />
      ))}
    </>
  )
}

function Places({ ctx, pungutan, daftar, typed, refusals }: BallotProps) {
  const m = messagesIn(ctx.lang)
  const most = Math.min(pungutan.palingBanyak, daftar.length)
  const places = Array.from({ length: most }, (_, at) => String(at + 1))
  return (
    <>
      <p class="bantuan">{m.rankHint(formatNumber(most, ctx.lang))}</p>
      {daftar.map((one) => (
        <SelectField
          ctx={ctx}
          name={fieldOf(one.kode)}
          label={m.rank(`${one.kode}. ${one.nama}`)}
          hint={factsOf(ctx, one)}
          value={typed.fields[fieldOf(one.kode)] ?? ''}
          placeholder={m.notRanked}
          choices={places.map((place) => ({ value: place, label: place }))}
          refusals={refusals}
        />
      ))}
    </>
  )
}

/** Cut to what a ballot can hold. */
export function readBallotForm(form: Fields): SuaraForm {
  return {
    ticks: fieldList(form, 'pilihan')
      .slice(0, 600)
      .map((kode) => kode.slice(0, 8)),
    fields: Object.fromEntries(
      Object.keys(form)
        .filter((name) => /^p-[1-9]\d{0,2}$/.test(name))
        .map((name) => [name, fieldText(form, name).slice(0, 8)]),
    ),
  }
}

/** The fields that say the same as a ballot, to be carried through the review. */
export function hiddenOf(
  { jenis }: Pungutan,
  { pilihan, poin }: Suara,
): readonly (readonly [string, string])[] {
  if (jenis === 'setuju') return pilihan.map((kode) => ['pilihan', kode])
  return pilihan.map((kode, at) => [
    fieldOf(kode),
    String(jenis === 'poin' ? (poin[at] ?? 0) : at + 1),
  ])
}
