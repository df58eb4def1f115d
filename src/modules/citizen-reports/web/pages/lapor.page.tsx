import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  ButtonLink,
  type Choice,
  CitizenPage,
  Csrf,
  ErrorSummary,
  iconName,
  type PageContext,
  RadioTiles,
  SelectField,
  StepBar,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import { JENIS } from '../../domain/laporan.ts'
import { ISI_MAX, JUDUL_MAX, PATOKAN_MAX } from '../../domain/submit.ts'
import { laporMessages } from '../../messages/index.ts'
import { Similar, type SimilarCase } from './similar.tsx'

const STEPS = 4

type Frame = Readonly<{ ctx: PageContext; refusals: readonly Refusal[] }>

/** Frame of the four screens: the step, the errors, and the word that nothing gets lost. */
function Step({
  ctx,
  refusals,
  step,
  title,
  scripts = [],
  children,
}: Frame &
  Readonly<{
    step: number
    title: string
    scripts?: readonly string[]
    children: ComponentChildren
  }>) {
  const m = laporMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={title} current="report" scripts={['ui-form', ...scripts]}>
      <div class="wadah sempit isi-hal">
        <StepBar step={step} total={STEPS} label={m.step(String(step))} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1 class="jarak">{title}</h1>
        {children}
        <p class="kecil redup">{m.later}</p>
      </div>
    </CitizenPage>
  )
}

export type StoryPageProps = Frame &
  Readonly<{
    jenis: string
    judul: string
    isi: string
  }>

/** Screen 1: what happened, in the citizen's own words, and a photo when there is one. */
export function StoryPage({ ctx, refusals, jenis, judul, isi }: StoryPageProps) {
  const m = laporMessages(ctx.lang).story
  const words = laporMessages(ctx.lang)
  return (
    <Step ctx={ctx} refusals={refusals} step={1} title={m.title} scripts={['lapor']}>
      <form method="post" action="/lapor" data-lapor>
        <Csrf ctx={ctx} />
        <TextField
          ctx={ctx}
          name="judul"
          label={m.judul}
          hint={m.judulHint}
          value={judul}
          maxLength={JUDUL_MAX}
          refusals={refusals}
        />
        <TextArea
          ctx={ctx}
          name="isi"
          label={m.isi}
          hint={m.isiHint}
          value={isi}
          maxLength={ISI_MAX}
          rows={6}
          refusals={refusals}
        />
        <RadioTiles
          ctx={ctx}
          name="jenis"
          label={m.jenis}
          value={jenis}
          choices={JENIS.map((value) => ({
            value,
            label: m.jenisChoices[value],
            hint: m.jenisHints[value],
          }))}
          isSingleColumn
          refusals={refusals}
        />
        <Button>{words.next}</Button>
      </form>
    </Step>
  )
}

export type PlacePageProps = Frame &
  Readonly<{
    kategoriKode: string
    /** Leaves suggested from the words, best first. */
    suggestions: readonly Readonly<{ kode: string; nama: string; ikon: string }>[]
    groups: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
    lat: string
    lon: string
    lokasiSumber: string
    patokan: string
    kecamatanKode: string
    wilayahKode: string
    kecamatan: readonly Choice[]
    desa: readonly Choice[]
    similar: readonly SimilarCase[]
  }>

/** Screen 2: which kind of problem, and where; similar cases are shown before one goes on. */
export function PlacePage(props: PlacePageProps) {
  const { ctx, refusals } = props
  const m = laporMessages(ctx.lang).place
  const isSuggested = props.suggestions.some((one) => one.kode === props.kategoriKode)
  const hasPoint = props.lat !== ''
  return (
    <Step ctx={ctx} refusals={refusals} step={2} title={m.title} scripts={['lapor']}>
      <Similar ctx={ctx} cases={props.similar} />
      <form
        method="post"
        action="/lapor/tempat"
        data-lapor
        data-gps-ok={m.gpsFound}
        data-gps-gagal={m.gpsFailed}
      >
        <Csrf ctx={ctx} />
        <RadioTiles
          ctx={ctx}
          name="kategori"
          label={m.category}
          hint={m.categoryHint}
          value={props.kategoriKode}
          choices={props.suggestions.map((one) => ({
            value: one.kode,
            label: one.nama,
            icon: iconName(one.ikon),
          }))}
          refusals={refusals}
        />
        <SelectField
          ctx={ctx}
          name="kategori_lain"
          label={m.otherCategory}
          value={isSuggested ? '' : props.kategoriKode}
          choices={[]}
          groups={props.groups}
        />
        <fieldset class="ruas" id="f-lokasi" tabIndex={-1}>
          <legend>{m.location}</legend>
          <input type="hidden" name="lat" value={props.lat} />
          <input type="hidden" name="lon" value={props.lon} />
          <input type="hidden" name="sumber" value={props.lokasiSumber} />
          <p class="tebal" role="status" data-titik>
            {hasPoint ? m.pointSet(`${props.lat}, ${props.lon}`) : ''}
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
        </fieldset>
        <SelectField
          ctx={ctx}
          name="kecamatan"
          label={m.kecamatan}
          value={props.kecamatanKode}
          choices={props.kecamatan}
          refusals={refusals}
        />
        <Button tone="secondary" isSmall name="aksi" value="desa">
          {m.chooseKecamatan}
        </Button>
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
