import {
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  Information,
  iconName,
  problemAt,
  RadioTiles,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import { JENIS } from '../../domain/laporan.ts'
import { ISI_MAX, JUDUL_MAX, PATOKAN_MAX } from '../../domain/submit.ts'
import { laporMessages } from '../../messages/index.ts'
import { MapPick, type MapPickProps } from './map-pick.tsx'
import { type KeptPhoto, PhotoField } from './photo-field.tsx'
import { Similar, type SimilarCase } from './similar.tsx'
import { EnterButton, type Frame, Step } from './step.tsx'

export type StoryPageProps = Frame &
  Readonly<{
    /** Key of the report to come: the same on every try. */
    kunci: string
    /** Something was filled in before: it may be thrown away. */
    isContinued: boolean
    /** The leaf that the link here asked for; it stands chosen on the next screen. */
    asked: Readonly<{ kode: string; nama: string }> | undefined
    /** The thing of the region whose label was scanned. */
    barang: Readonly<{ label: string; nama: string }> | undefined
    jenis: string
    judul: string
    isi: string
    photos: readonly KeptPhoto[]
    photosMax: number
  }>

/** Screen 1: what happened, in the citizen's own words, and a photo when there is one. */
export function StoryPage(props: StoryPageProps) {
  const { ctx, refusals } = props
  const words = laporMessages(ctx.lang)
  const m = words.story
  return (
    <Step ctx={ctx} refusals={refusals} step={1} title={m.title} scripts={['foto']}>
      <form
        method="post"
        action="/lapor"
        encType="multipart/form-data"
        data-lapor
        {...(props.isContinued ? {} : { 'data-baru': '' })}
      >
        <Csrf ctx={ctx} />
        <input type="hidden" name="kunci" value={props.kunci} />
        <EnterButton value="lanjut" />
        {props.isContinued && (
          <div class="jarak">
            <Information>
              {words.continueDraft}{' '}
              <button class="tautan" name="aksi" value="baru" data-buang>
                {words.discardDraft}
              </button>
            </Information>
          </div>
        )}
        {props.asked !== undefined && (
          <div class="jarak">
            <input type="hidden" name="kategori" value={props.asked.kode} />
            <Information>
              {words.place.category}: <b>{props.asked.nama}</b>
            </Information>
          </div>
        )}
        {props.barang !== undefined && (
          <div class="jarak">
            <input type="hidden" name="barang" value={props.barang.label} />
            <Information>
              {words.barang}: <b>{props.barang.nama}</b>{' '}
              <span class="angka">{props.barang.label}</span>
            </Information>
          </div>
        )}
        <TextField
          ctx={ctx}
          name="judul"
          label={m.judul}
          hint={m.judulHint}
          value={props.judul}
          maxLength={JUDUL_MAX}
          refusals={refusals}
        />
        <TextArea
          ctx={ctx}
          name="isi"
          label={m.isi}
          hint={m.isiHint}
          value={props.isi}
          maxLength={ISI_MAX}
          rows={5}
          refusals={refusals}
        />
        <div data-serupa-langsung aria-live="polite" />
        <PhotoField
          ctx={ctx}
          refusals={refusals}
          photos={props.photos}
          photosMax={props.photosMax}
        />
        <RadioTiles
          ctx={ctx}
          name="jenis"
          label={m.jenis}
          value={props.jenis}
          choices={JENIS.map((value) => ({
            value,
            label: m.jenisChoices[value],
            hint: m.jenisHints[value],
          }))}
          isSingleColumn
          refusals={refusals}
        />
        <Button name="aksi" value="lanjut">
          {words.next}
        </Button>
      </form>
    </Step>
  )
}

export type PlacePageProps = Frame &
  Readonly<{
    kunci: string
    /** Title and story, for hints while choosing. */
    text: Readonly<{ judul: string; isi: string }>
    kategoriKode: string
    /** Leaves suggested from the words, best first, and the one chosen from the list. */
    suggestions: readonly Readonly<{ kode: string; nama: string; ikon: string }>[]
    groups: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
    lat: string
    lon: string
    lokasiSumber: string
    akurasiM: string
    /** Where the point lies, in words; empty without one. */
    pointWords: string
    patokan: string
    kecamatanKode: string
    wilayahKode: string
    kecamatan: readonly Choice[]
    desa: readonly Choice[]
    similar: readonly SimilarCase[]
    map: Omit<MapPickProps, 'ctx'>
  }>

/** Screen 2: which kind of problem, and where; similar cases are shown before one goes on. */
export function PlacePage(props: PlacePageProps) {
  const { ctx, refusals } = props
  const m = laporMessages(ctx.lang).place
  return (
    <Step ctx={ctx} refusals={refusals} step={2} title={m.title} scripts={['peta']}>
      <form
        method="post"
        action="/lapor/tempat"
        data-lapor
        data-judul={props.text.judul}
        data-isi={props.text.isi.slice(0, 300)}
      >
        <Csrf ctx={ctx} />
        <input type="hidden" name="kunci" value={props.kunci} />
        <EnterButton value="lanjut" />
        <div data-serupa-langsung aria-live="polite">
          <Similar ctx={ctx} cases={props.similar} />
        </div>
        <Category {...props} />
        <PointField {...props} />
        <AreaFields {...props} />
        <TextField
          ctx={ctx}
          name="patokan"
          label={m.patokan}
          hint={m.patokanHint}
          value={props.patokan}
          maxLength={PATOKAN_MAX}
          isOptional
          refusals={refusals}
        />
        <div class="tombol-baris">
          <Button name="aksi" value="lanjut">
            {props.similar.length > 0 ? m.notSame : laporMessages(ctx.lang).next}
          </Button>
          <ButtonLink href="/lapor" tone="secondary">
            {laporMessages(ctx.lang).back}
          </ButtonLink>
        </div>
      </form>
    </Step>
  )
}

function Category({ ctx, refusals, kategoriKode, suggestions, groups }: PlacePageProps) {
  const m = laporMessages(ctx.lang).place
  const hasTiles = suggestions.length > 0
  return (
    <>
      {hasTiles && (
        <RadioTiles
          ctx={ctx}
          name="kategori"
          label={m.category}
          hint={m.categoryHint}
          value={kategoriKode}
          choices={suggestions.map((one) => ({
            value: one.kode,
            label: one.nama,
            icon: iconName(one.ikon),
          }))}
          isSingleColumn
          refusals={refusals}
        />
      )}
      <SelectField
        ctx={ctx}
        name={hasTiles ? 'kategori_lain' : 'kategori'}
        label={hasTiles ? m.otherCategory : m.category}
        choices={[]}
        groups={groups}
        refusals={refusals}
      />
    </>
  )
}

function PointField(props: PlacePageProps) {
  const { ctx, refusals } = props
  const m = laporMessages(ctx.lang).place
  const problem = problemAt(props, 'lokasi')
  const hasTyped = refusals.some(({ field }) => field === 'lat' || field === 'lon')
  const hasPoint = props.lat !== ''
  return (
    <fieldset
      class={problem === undefined ? 'ruas' : 'ruas salah'}
      id="f-lokasi"
      tabIndex={-1}
      data-gps-ok={m.gpsFound('{m}')}
      data-gps-kasar={m.gpsCoarse('{m}')}
      data-gps-gagal={m.gpsFailed}
      {...(problem === undefined ? {} : { 'aria-describedby': 'f-lokasi-s' })}
    >
      <legend>{m.location}</legend>
      {problem !== undefined && (
        <p class="pesan-salah" id="f-lokasi-s">
          {problem}
        </p>
      )}
      <input type="hidden" name="sumber" value={props.lokasiSumber} />
      <input type="hidden" name="akurasi" value={props.akurasiM} />
      <p class="tebal" role="status" data-titik>
        {props.pointWords}
      </p>
      <div class="tombol-baris">
        <button type="button" class="tombol dua mini" hidden data-gps>
          {m.useGps}
        </button>
        {hasPoint && (
          <Button tone="secondary" isSmall name="aksi" value="hapus-titik">
            {m.clearPoint}
          </Button>
        )}
      </div>
      <MapPick ctx={ctx} {...props.map} />
      <details {...(hasTyped ? { open: true } : {})}>
        <summary>{m.typePoint}</summary>
        <div class="dua-ruas">
          <TextField
            ctx={ctx}
            name="lat"
            label={m.lat}
            value={props.lat}
            inputMode="text"
            maxLength={24}
            refusals={refusals}
          />
          <TextField
            ctx={ctx}
            name="lon"
            label={m.lon}
            value={props.lon}
            inputMode="text"
            maxLength={24}
            refusals={refusals}
          />
        </div>
      </details>
    </fieldset>
  )
}

function AreaFields(props: PlacePageProps) {
  const { ctx, refusals } = props
  const m = laporMessages(ctx.lang).place
  return (
    <>
      <SelectField
        ctx={ctx}
        name="kecamatan"
        label={m.kecamatan}
        hint={m.kecamatanHint}
        value={props.kecamatanKode}
        choices={props.kecamatan}
        isOptional
        refusals={refusals}
      />
      <p class="jarak">
        <Button tone="secondary" isSmall name="aksi" value="desa">
          {m.chooseKecamatan}
        </Button>
      </p>
      {props.desa.length > 0 && (
        <SelectField
          ctx={ctx}
          name="wilayah"
          label={m.desa}
          hint={m.desaHint}
          value={props.wilayahKode}
          choices={props.desa}
          isOptional
          refusals={refusals}
        />
      )}
    </>
  )
}
