import {
  ActiveTag,
  Button,
  ButtonLink,
  CheckboxTiles,
  CitizenPage,
  DataTable,
  EmptyState,
  Facts,
  FilterBar,
  FilterText,
  FormKeys,
  Information,
  problemAt,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import { formatJam, type HariIsian } from '../domain/hours.ts'
import type { UnitIsian } from '../domain/settings.ts'
import type { JamBuka, Unit } from '../types.ts'
import { HOME, type View } from './edge.ts'
import { Frame } from './frame.tsx'

export const UNIT = `${HOME}/unit`

export function UnitListPage(props: View & Readonly<{ units: readonly Unit[]; cari: string }>) {
  const { m, units, cari } = props
  return (
    <Frame {...props} title={m.unit.title}>
      <FilterBar action={UNIT} label={m.filter} button={m.filter}>
        <FilterText name="cari" label={m.search} value={cari} />
      </FilterBar>
      <p>
        <ButtonLink href={`${UNIT}/baru`} isSmall>
          {m.unit.add}
        </ButtonLink>
      </p>
      {units.length === 0 ? (
        <EmptyState title={m.noneFound} />
      ) : (
        <DataTable
          caption={m.unit.title}
          rows={units}
          columns={[
            {
              header: m.unit.name,
              isHead: true,
              cell: (unit) => <a href={`${UNIT}/${unit.kode}`}>{unit.nama}</a>,
            },
            { header: m.code, cell: (unit) => unit.kode },
            { header: m.unit.phone, cell: (unit) => unit.telepon ?? '' },
            {
              header: m.state,
              cell: (unit) => <ActiveTag m={m} isActive={unit.isActive} />,
            },
          ]}
        />
      )}
    </Frame>
  )
}

type Choice = Readonly<{ value: string; label: string }>

export type UnitFormProps = View &
  Readonly<{
    /** Undefined for a new agency. */
    kode: string | undefined
    isian: UnitIsian
    hours: readonly HariIsian[]
    seen: string
    units: readonly Choice[]
    kecamatan: readonly Choice[]
    areas: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  }>

export function UnitFormPage(props: UnitFormProps) {
  const { ctx, m, refusals, kode, isian, seen } = props
  return (
    <Frame
      {...props}
      title={kode === undefined ? m.unit.add : isian.nama}
      trail={[{ href: UNIT, label: m.unit.title }]}
    >
      <form method="post" action={`${UNIT}/${kode ?? 'baru'}`} class="kartu isian-luas">
        <FormKeys ctx={ctx} seen={seen} />
        <Names {...props} />
        <Places {...props} />
        <Hours {...props} />
        <CheckboxTiles
          ctx={ctx}
          refusals={refusals}
          name="aktif"
          label={m.state}
          isSingleColumn
          choices={[{ value: 'ya', label: m.active, hint: m.unit.retireHint }]}
          values={isian.isActive ? ['ya'] : []}
        />
        <Button>{m.save}</Button>
      </form>
      {kode !== undefined && (
        <p class="tombol-baris">
          <a href={`/unit/${kode}`}>{m.unit.publicPage}</a>
          <a href={`${HOME}/riwayat?kode=${kode}`}>{m.riwayat.title}</a>
        </p>
      )}
    </Frame>
  )
}

function Names({ ctx, m, refusals, kode, isian }: UnitFormProps) {
  const field = { ctx, refusals }
  return (
    <>
      {kode === undefined && (
        <TextField {...field} name="kode" label={m.code} value={isian.kode} maxLength={40} />
      )}
      <div class="dua-kolom">
        <TextField {...field} name="nama" label={m.unit.name} value={isian.nama} maxLength={120} />
        <TextField
          {...field}
          name="singkatan"
          label={m.unit.short}
          value={isian.singkatan}
          maxLength={40}
        />
        <TextField
          {...field}
          name="alamat"
          label={m.unit.address}
          value={isian.alamat}
          maxLength={300}
          isOptional
        />
        <TextField
          {...field}
          name="telepon"
          label={m.unit.phone}
          value={isian.telepon}
          maxLength={30}
          type="tel"
          isOptional
        />
      </div>
    </>
  )
}

function Places({ ctx, m, refusals, isian, units, areas, kecamatan }: UnitFormProps) {
  const field = { ctx, refusals }
  return (
    <>
      <div class="dua-kolom">
        <SelectField
          {...field}
          name="induk"
          label={m.unit.parent}
          value={isian.indukKode}
          placeholder={m.unit.noParent}
          choices={units}
        />
        <SelectField
          {...field}
          name="wilayah"
          label={m.unit.area}
          hint={m.unit.areaHint}
          value={isian.wilayahKode}
          placeholder={m.unit.noArea}
          choices={[]}
          groups={areas}
        />
      </div>
      <details open={isian.wilayahLayanan.length > 0}>
        <summary>{m.unit.services}</summary>
        <CheckboxTiles
          {...field}
          name="layanan"
          label={m.unit.services}
          hint={m.unit.servicesHint}
          choices={kecamatan}
          values={isian.wilayahLayanan}
        />
      </details>
    </>
  )
}

function Hours({ ctx, m, refusals, hours, isian }: UnitFormProps) {
  return (
    <>
      <fieldset class="ruas">
        <legend>{m.unit.hours}</legend>
        <p class="bantuan">{m.unit.hoursHint}</p>
        <table class="data jam-isian">
          <thead>
            <tr>
              <th scope="col">
                <span class="vh">{m.unit.day}</span>
              </th>
              <th scope="col">{m.unit.opens}</th>
              <th scope="col">{m.unit.closes}</th>
            </tr>
          </thead>
          <tbody>
            {hours.map((row) => (
              <HourRow ctx={ctx} m={m} row={row} refusals={refusals} />
            ))}
          </tbody>
        </table>
      </fieldset>
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="catatan_jam"
        label={m.unit.note}
        hint={m.unit.noteHint}
        value={isian.catatanJam}
        maxLength={200}
        isOptional
      />
    </>
  )
}

function HourRow({
  ctx,
  m,
  row,
  refusals,
}: Pick<View, 'ctx' | 'm' | 'refusals'> & Readonly<{ row: HariIsian }>) {
  const day = m.unit.days[row.hari - 1] ?? ''
  const name = `jam.${row.hari}`
  const problem = problemAt({ ctx, refusals }, name)
  const invalid = problem === undefined ? {} : { 'aria-invalid': 'true' as const }
  return (
    <tr id={`f-jam-${row.hari}`}>
      <th scope="row">
        {day}
        {problem && <p class="pesan-salah">{problem}</p>}
      </th>
      {(['buka', 'tutup'] as const).map((side) => (
        <td>
          <input
            class="isian"
            name={`${name}.${side}`}
            value={row[side]}
            inputMode="decimal"
            maxLength={5}
            aria-label={`${day}, ${side === 'buka' ? m.unit.opens : m.unit.closes}`}
            {...invalid}
          />
        </td>
      ))}
    </tr>
  )
}

export type PublicUnitProps = View &
  Readonly<{
    unit: Unit
    parent: string | undefined
    /** "Buka sekarang, sampai 15.30", "Tutup, buka lagi Senin 08.00". */
    state: Readonly<{ isOpen: boolean; words: string; holiday: string | undefined }>
    areas: readonly string[]
  }>

/** What a citizen wants to know of an office: is it open, where is it, whom does it serve. */
export function PublicUnitPage(props: PublicUnitProps) {
  const { ctx, m, unit, state, areas } = props
  const words = m.publik
  return (
    <CitizenPage ctx={ctx} title={unit.nama}>
      <div class="wadah isi-hal tumpuk">
        <h1>{unit.nama}</h1>
        {!unit.isActive && <Information>{words.retired}</Information>}
        <Information>
          <p role="status">
            <b>{state.words}</b>
            {state.holiday !== undefined && <> {words.closedToday(state.holiday)}</>}
          </p>
        </Information>
        <Facts rows={contactFacts(props)} />
        <HourTable ctx={ctx} m={m} jamBuka={unit.jamBuka ?? []} note={unit.jamLayanan} />
        <p class="bantuan">{words.holidayNote}</p>
        <h2>{words.serves}</h2>
        <p>{areas.length === 0 ? m.unit.everywhere : areas.join(', ')}</p>
        <p>
          <a href={`/laporan?unit=${unit.kode}`}>{words.reports}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

function contactFacts({ m, unit, parent }: PublicUnitProps) {
  const { telepon, alamat } = unit
  return [
    ...(alamat === null ? [] : [{ label: m.unit.address, value: alamat }]),
    ...(telepon === null
      ? []
      : [
          {
            label: m.unit.phone,
            value: <a href={`tel:${telepon.replace(/[^0-9+]/g, '')}`}>{telepon}</a>,
          },
        ]),
    ...(parent === undefined ? [] : [{ label: m.publik.parts, value: parent }]),
  ]
}

function HourTable({
  m,
  jamBuka,
  note,
}: Pick<View, 'ctx' | 'm'> & Readonly<{ jamBuka: readonly JamBuka[]; note: string | null }>) {
  if (jamBuka.length === 0) return <p>{note ?? m.publik.unknown}</p>
  const spans = (hari: number) =>
    jamBuka
      .filter((one) => one.hari === hari)
      .map(({ buka, tutup }) => `${formatJam(buka)}–${formatJam(tutup)}`)
      .join(', ')
  return (
    <>
      <DataTable
        caption={m.unit.hours}
        isCaptionHidden={false}
        rows={m.unit.days.map((label, index) => ({ label, times: spans(index + 1) }))}
        columns={[
          { header: m.unit.day, isHead: true, cell: ({ label }) => label },
          { header: m.unit.hours, cell: ({ times }) => times || m.unit.closed },
        ]}
      />
      {note !== null && <p>{note}</p>}
    </>
  )
}
