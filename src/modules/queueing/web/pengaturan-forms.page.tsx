import type { Tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import {
  ActiveTag,
  Button,
  CheckboxTiles,
  type Choice,
  DataTable,
  EmptyState,
  FormKeys,
  Panel,
  RadioTiles,
  SETTINGS_HOME,
  SelectField,
  SettingsPage,
  TextField,
} from '../../../ui/index.ts'
import type { PageContext } from '../../../ui/page-context.ts'
import type { Change } from '../actions/settings.ts'
import {
  JENIS_TEMPAT,
  type LayananIsian,
  type LoketIsian,
  MENIT_SLOT,
  type TempatIsian,
} from '../domain/settings.ts'
import { antreanMessages, type KonsolMessages } from '../messages/index.ts'
import type { Desk, Tempat } from '../types.ts'
import { nameOf } from './edge.ts'

const ATUR = `${SETTINGS_HOME}/antrean`

export type SettingsView = Readonly<{
  ctx: PageContext
  m: KonsolMessages
  refusals: readonly Refusal[]
}>

export type PlaceSettingsProps = SettingsView &
  Readonly<{
    desk: Desk
    units: readonly Choice[]
    /** What was typed into the form that was refused. */
    change: Change | undefined
    today: Tanggal
  }>

type PlacesProps = SettingsView &
  Readonly<{
    places: readonly Tempat[]
    units: readonly Choice[]
    mayAdd: boolean
    typed: TempatIsian | undefined
  }>

export function PlacesSettingsPage(props: PlacesProps) {
  const { ctx, m, refusals, places, units, mayAdd, typed } = props
  const words = m.settings
  return (
    <SettingsPage ctx={ctx} refusals={refusals} title={words.title}>
      <p>{words.intro}</p>
      <div class="kerja-satu">
        {places.length === 0 ? (
          <EmptyState title={words.none} />
        ) : (
          <DataTable
            caption={words.title}
            rows={places}
            columns={[
              {
                header: words.place,
                isHead: true,
                cell: ({ kode, nama }) => <a href={`${ATUR}/${kode}`}>{nama}</a>,
              },
              { header: words.kind, cell: ({ jenis }) => antreanMessages(ctx.lang).jenis[jenis] },
              {
                header: words.state,
                cell: ({ isAktif }) => <ActiveTag m={words} isActive={isAktif} />,
              },
            ]}
          />
        )}
        {mayAdd && (
          <Panel label={words.add}>
            <section>
              <h2>{words.add}</h2>
              <form method="post" action={ATUR}>
                <FormKeys ctx={ctx} seen="" />
                <TextField
                  ctx={ctx}
                  refusals={refusals}
                  name="kode"
                  label={words.code}
                  hint={words.codeHint}
                  maxLength={40}
                  value={typed?.kode ?? ''}
                />
                <TempatFields
                  {...props}
                  isian={typed ?? { ...EMPTY_TEMPAT, unitKode: units[0]?.value ?? '' }}
                />
                <Button>{words.save}</Button>
              </form>
            </section>
          </Panel>
        )}
      </div>
    </SettingsPage>
  )
}

const EMPTY_TEMPAT: TempatIsian = {
  kode: '',
  jenis: '',
  nama: '',
  alamat: '',
  unitKode: '',
  isDaring: true,
  isAktif: true,
}

export function TempatFields({
  ctx,
  m,
  refusals,
  isian,
  units,
}: SettingsView & Readonly<{ isian: TempatIsian; units: readonly Choice[] }>) {
  const words = m.settings
  const kinds = antreanMessages(ctx.lang).jenis
  return (
    <>
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="nama"
        label={words.name}
        maxLength={80}
        value={isian.nama}
      />
      <SelectField
        ctx={ctx}
        refusals={refusals}
        name="jenis"
        label={words.kind}
        value={isian.jenis}
        choices={JENIS_TEMPAT.map((value) => ({ value, label: kinds[value] }))}
      />
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="alamat"
        label={words.address}
        isOptional
        maxLength={300}
        value={isian.alamat}
      />
      <SelectField
        ctx={ctx}
        refusals={refusals}
        name="unit"
        label={words.unit}
        value={isian.unitKode}
        choices={units}
      />
      <Tick ctx={ctx} name="daring" label={words.online} isOn={isian.isDaring} />
      <Tick ctx={ctx} name="aktif" label={words.inUse} isOn={isian.isAktif} />
    </>
  )
}

function Tick({
  ctx,
  name,
  label,
  isOn,
}: Readonly<{ ctx: PageContext; name: string; label: string; isOn: boolean }>) {
  return (
    <CheckboxTiles
      ctx={ctx}
      name={name}
      label={label}
      values={isOn ? ['ya'] : []}
      choices={[{ value: 'ya', label }]}
      isSingleColumn
    />
  )
}

type LayananProps = SettingsView &
  Readonly<{
    desk: Desk
    id: string | undefined
    isian: LayananIsian
    units: readonly Choice[]
    names: ReadonlyMap<string, string>
  }>

export function LayananFormPage(props: LayananProps) {
  const { ctx, m, refusals, desk, id, isian, units, names } = props
  const words = m.settings
  const { kode, nama, versi } = desk.tempat
  const field = { ctx, refusals }
  return (
    <SettingsPage
      ctx={ctx}
      refusals={refusals}
      title={id === undefined ? words.addLine : `${isian.huruf} ${isian.nama}`}
      trail={[
        { href: ATUR, label: words.title },
        { href: `${ATUR}/${kode}`, label: nama },
      ]}
    >
      <form method="post" action={`${ATUR}/${kode}/layanan/${id ?? 'baru'}`} class="sempit">
        <FormKeys ctx={ctx} seen={String(versi)} />
        <TextField {...field} name="huruf" label={words.letter} maxLength={2} value={isian.huruf} />
        <TextField {...field} name="nama" label={words.name} maxLength={80} value={isian.nama} />
        <TextField
          {...field}
          name="nama_en"
          label={words.nameEn}
          maxLength={80}
          value={isian.namaEn}
        />
        <SelectField
          {...field}
          name="unit"
          label={words.unitOfLine}
          value={isian.unitKode}
          choices={units}
        />
        <TextField
          {...field}
          name="layanan_kode"
          label={words.codes}
          hint={words.codesHint}
          isOptional
          maxLength={500}
          value={isian.layananKode}
        />
        {names.size > 0 && <p class="bantuan">{[...names.values()].join(', ')}</p>}
        <TextField
          {...field}
          name="menit"
          label={words.minutes}
          hint={words.minutesHint}
          inputMode="numeric"
          maxLength={3}
          value={isian.menit}
        />
        <Tick ctx={ctx} name="janji" label={words.janji} isOn={isian.isJanji} />
        <RadioTiles
          {...field}
          name="menit_slot"
          label={words.slot}
          value={isian.menitSlot}
          choices={MENIT_SLOT.map((one) => ({ value: String(one), label: String(one) }))}
        />
        <TextField
          {...field}
          name="bagian"
          label={words.share}
          inputMode="numeric"
          maxLength={3}
          value={isian.bagianLangsung}
        />
        <Tick ctx={ctx} name="aktif" label={words.inUse} isOn={isian.isAktif} />
        <Button>{words.save}</Button>
      </form>
    </SettingsPage>
  )
}

type LoketProps = SettingsView &
  Readonly<{
    desk: Desk
    id: string | undefined
    isian: LoketIsian
    units: readonly Choice[]
  }>

export function LoketFormPage(props: LoketProps) {
  const { ctx, m, refusals, desk, id, isian, units } = props
  const words = m.settings
  const { kode, nama, versi } = desk.tempat
  const field = { ctx, refusals }
  return (
    <SettingsPage
      ctx={ctx}
      refusals={refusals}
      title={id === undefined ? words.addCounter : m.counter(isian.kode)}
      trail={[
        { href: ATUR, label: words.title },
        { href: `${ATUR}/${kode}`, label: nama },
      ]}
    >
      <form method="post" action={`${ATUR}/${kode}/loket/${id ?? 'baru'}`} class="sempit">
        <FormKeys ctx={ctx} seen={String(versi)} />
        <TextField
          {...field}
          name="kode"
          label={words.counterCode}
          maxLength={4}
          value={isian.kode}
        />
        <TextField {...field} name="nama" label={words.name} maxLength={80} value={isian.nama} />
        <SelectField
          {...field}
          name="unit"
          label={words.unitOfLine}
          value={isian.unitKode}
          choices={units}
        />
        <CheckboxTiles
          {...field}
          name="layanan"
          label={words.serves}
          values={isian.layananIds}
          choices={desk.layanan.map((one) => ({
            value: one.id,
            label: `${one.huruf} ${nameOf(one, ctx)}`,
          }))}
          isSingleColumn
        />
        <Tick ctx={ctx} name="aktif" label={words.inUse} isOn={isian.isAktif} />
        <Button>{words.save}</Button>
      </form>
    </SettingsPage>
  )
}
