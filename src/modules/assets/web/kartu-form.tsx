import type { Refusal } from '../../../kernel/result.ts'
import { type PageContext, SelectField, TextArea, TextField } from '../../../ui/index.ts'
import { ASAL_USUL, type Kib, KONDISI, type Ruas, ruasOf } from '../domain/kib.ts'
import { messagesIn } from '../messages/index.ts'
import type { Ruang } from '../store/ruang-store.ts'

export type KartuFormProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  kib: Kib
  /** Names of particulars the goods code asks for. */
  wajib: readonly string[]
  typed: Readonly<Record<string, string>>
  ruang: readonly Ruang[]
  /** Price, number of units and origin are asked too: not of goods an SP2D paid, nor of a card that is there. */
  asks: Readonly<{ price: boolean; units: boolean }>
}>

/** What a card says, in the order of the official form. */
export function KartuFields(props: KartuFormProps) {
  const { ctx, refusals, kib, typed, asks } = props
  const m = messagesIn(ctx.lang)
  const field = (name: string) => ({ ctx, refusals, name, value: typed[name] ?? '' })
  const words = (list: readonly string[], told: Readonly<Record<string, string>>) =>
    list.map((value) => ({ value, label: told[value] ?? value }))
  return (
    <>
      <TextField {...field('nama')} label={m.form.nama} maxLength={200} />
      <div class="aset-ruas">
        {asks.price && (
          <>
            <TextField
              {...field('nilai')}
              label={m.form.nilai}
              hint={m.form.nilaiHint}
              inputMode="decimal"
            />
            <SelectField
              {...field('asalUsul')}
              label={m.form.asalUsul}
              choices={words(ASAL_USUL.slice(1), m.asalUsul)}
            />
          </>
        )}
        {asks.units && (
          <>
            <TextField {...field('unit')} label={m.form.unit} inputMode="numeric" />
            <TextField
              {...field('tanggalPerolehan')}
              label={m.form.tanggal}
              hint={m.form.tanggalHint}
            />
          </>
        )}
        <SelectField
          {...field('kondisi')}
          label={m.form.kondisi}
          choices={words(KONDISI, m.kondisi)}
        />
        {props.ruang.length > 0 && (
          <SelectField
            {...field('ruang')}
            label={m.form.ruang}
            isOptional
            choices={props.ruang.map((one) => ({
              value: String(one.id),
              label: `${one.kode} ${one.nama}`,
            }))}
          />
        )}
      </div>
      <fieldset class="aset-rinci">
        <legend>{m.form.particulars(kib)}</legend>
        <div class="aset-ruas">
          {ruasOf(kib).map((ruas) => (
            <RuasField {...props} ruas={ruas} />
          ))}
        </div>
      </fieldset>
      <PlaceFields {...props} />
      <TextField {...field('keterangan')} label={m.form.keterangan} isOptional maxLength={500} />
    </>
  )
}

function RuasField({ ruas, ctx, refusals, typed, wajib }: KartuFormProps & { ruas: Ruas }) {
  const m = messagesIn(ctx.lang)
  const name = `rincian.${ruas.nama}`
  const common = {
    ctx,
    refusals,
    name,
    label: m.ruas[ruas.nama],
    value: typed[name] ?? '',
    isOptional: !wajib.includes(ruas.nama),
  }
  if (ruas.pilihan !== undefined)
    return (
      <SelectField
        {...common}
        choices={ruas.pilihan.map((value) => ({
          value,
          label: (m.pilihan as Readonly<Record<string, string>>)[value] ?? value,
        }))}
      />
    )
  return (
    <TextField
      {...common}
      {...(ruas.jenis === 'angka' ? { inputMode: 'decimal' as const } : {})}
      {...(ruas.maks === undefined ? {} : { maxLength: ruas.maks })}
    />
  )
}

function PlaceFields({ ctx, refusals, typed, kib }: KartuFormProps) {
  const m = messagesIn(ctx.lang)
  const field = (name: string) => ({ ctx, refusals, name, value: typed[name] ?? '' })
  return (
    <>
      <div class="aset-ruas">
        <TextField {...field('lat')} label={m.form.lat} isOptional inputMode="decimal" />
        <TextField {...field('lon')} label={m.form.lon} isOptional inputMode="decimal" />
      </div>
      {(kib === 'A' || kib === 'C') && (
        <div
          data-batas
          data-dicatat={m.form.sudutDicatat}
          data-gagal={m.form.sudutGagal}
          data-tombol={m.form.sudutDiSini}
        >
          <TextArea
            {...field('poligon')}
            label={m.form.poligon}
            hint={m.form.poligonHint}
            isOptional
            rows={4}
          />
        </div>
      )}
    </>
  )
}
