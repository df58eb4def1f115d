import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  CheckboxTiles,
  type Choice,
  Csrf,
  ErrorSummary,
  Information,
  OfficerPage,
  type PageContext,
  RadioTiles,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import type { Pertanyaan } from '../../domain/katalog.ts'
import { JENIS, type Jenis } from '../../domain/laporan.ts'
import { ISI_MAX, JUDUL_MAX, PATOKAN_MAX } from '../../domain/submit.ts'
import { laporanMessages, loketMessages } from '../../messages/index.ts'
import { QuestionField } from '../pages/question-field.tsx'

type Group = Readonly<{ label: string; choices: readonly Choice[] }>

export type SimilarLine = Readonly<{ nomor: string; judul: string; facts: readonly string[] }>

export type CounterPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  /** Values of the form as they were typed; empty for a fresh one. */
  typed: Readonly<Record<string, string | readonly string[]>>
  kunci: string
  kategori: readonly Group[]
  desa: readonly Group[]
  pertanyaan: readonly Pertanyaan[]
  isAlwaysSecret: boolean
  /** Undefined until somebody asked. */
  similar: readonly SimilarLine[] | undefined
  /** The report saved just before, in a row of paper forms. */
  saved: Readonly<{ nomor: string; kodeLacak: string | undefined }> | undefined
}>

/** One dense page: an officer types what a citizen says, without leaving the keyboard. */
export function CounterPage(props: CounterPageProps) {
  const { ctx, refusals } = props
  const m = loketMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.title} current="counter" css={['slip']} scripts={['ui-form']}>
      <div class="loket isi-hal tumpuk">
        <Saved {...props} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.title}</h1>
        <p class="bantuan">{m.lead}</p>
        <form method="post" action="/kerja/loket" class="loket-isi">
          <Csrf ctx={ctx} />
          <input type="hidden" name="kunci" value={props.kunci} />
          <StoryPart {...props} />
          <div class="loket-kolom">
            <PlacePart {...props} />
            <PersonPart {...props} />
          </div>
          <div class="loket-kaki tombol-baris">
            <Button name="aksi" value="simpan">
              {m.save}
            </Button>
            <Button name="aksi" value="berikut" tone="secondary">
              {m.saveNext}
            </Button>
          </div>
        </form>
      </div>
    </OfficerPage>
  )
}

function Saved({ ctx, saved }: CounterPageProps) {
  const m = loketMessages(ctx.lang)
  if (saved === undefined) return null
  return (
    <div class="info" role="status">
      <p>
        <b>{m.saved(saved.nomor)}</b>{' '}
        <a href={`/kerja/loket/${saved.nomor}/slip`}>{m.slip.title}</a>
      </p>
      {saved.kodeLacak !== undefined && (
        <p>
          {m.savedCode}: <b class="angka">{saved.kodeLacak}</b>. {m.savedOnce}
        </p>
      )}
    </div>
  )
}

function textOf(typed: CounterPageProps['typed'], name: string): string {
  const value = typed[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

function StoryPart(props: CounterPageProps) {
  const { ctx, refusals, typed, kategori, pertanyaan } = props
  const m = loketMessages(ctx.lang)
  const jenis: readonly Choice[] = JENIS.map((value: Jenis) => ({
    value,
    label: laporanMessages(ctx.lang).jenis[value],
  }))
  return (
    <fieldset class="loket-bagian">
      <legend>{m.story}</legend>
      <div class="loket-dua">
        <SelectField
          ctx={ctx}
          name="jenis"
          label={m.kind}
          value={textOf(typed, 'jenis') || 'pengaduan'}
          choices={jenis}
          refusals={refusals}
        />
        <SelectField
          ctx={ctx}
          name="kategori"
          label={m.category}
          value={textOf(typed, 'kategori')}
          choices={[]}
          groups={kategori}
          refusals={refusals}
        />
      </div>
      <TextField
        ctx={ctx}
        name="judul"
        label={m.titleField}
        value={textOf(typed, 'judul')}
        maxLength={JUDUL_MAX}
        refusals={refusals}
      />
      <TextArea
        ctx={ctx}
        name="isi"
        label={m.body}
        value={textOf(typed, 'isi')}
        rows={6}
        maxLength={ISI_MAX}
        refusals={refusals}
      />
      <div class="tombol-baris">
        <Button name="aksi" value="pertanyaan" tone="secondary" isSmall>
          {m.load}
        </Button>
        <Button name="aksi" value="serupa" tone="secondary" isSmall>
          {m.similar}
        </Button>
      </div>
      <Hints {...props} />
      {pertanyaan.length > 0 && <h2 class="tumpang">{m.questions}</h2>}
      {pertanyaan.map((soal) => (
        <QuestionField
          ctx={ctx}
          soal={soal}
          value={typed[`jawaban.${soal.kode}`]}
          refusals={refusals}
        />
      ))}
    </fieldset>
  )
}

function Hints({ ctx, similar }: CounterPageProps) {
  const m = loketMessages(ctx.lang)
  if (similar === undefined) return null
  if (similar.length === 0) return <p class="bantuan">{m.similarNone}</p>
  return (
    <section class="serupa" aria-label={m.similarTitle}>
      <h2 class="tebal">{m.similarTitle}</h2>
      <p class="kecil redup">{m.similarHint}</p>
      <ul>
        {similar.map((one) => (
          <li>
            <a href={`/laporan/${one.nomor}`} target="_blank" rel="noopener">
              {one.judul}
            </a>
            <br />
            <span class="kecil redup angka">{[one.nomor, ...one.facts].join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function PlacePart({ ctx, refusals, typed, desa }: CounterPageProps) {
  const m = loketMessages(ctx.lang)
  return (
    <fieldset class="loket-bagian" id="f-lokasi" tabIndex={-1}>
      <legend>{m.place}</legend>
      {refusals
        .filter((one) => one.field === 'lokasi')
        .map((one) => (
          <p class="pesan-salah">{ctx.word(one)}</p>
        ))}
      <SelectField
        ctx={ctx}
        name="wilayah"
        label={m.village}
        value={textOf(typed, 'wilayah')}
        choices={[]}
        groups={desa}
        refusals={refusals}
      />
      <TextField
        ctx={ctx}
        name="patokan"
        label={m.landmark}
        hint={m.landmarkHint}
        value={textOf(typed, 'patokan')}
        maxLength={PATOKAN_MAX}
        refusals={refusals}
      />
      <details open={textOf(typed, 'lat') !== ''}>
        <summary>{m.point}</summary>
        <div class="loket-dua">
          <TextField
            ctx={ctx}
            name="lat"
            label={m.lat}
            value={textOf(typed, 'lat')}
            inputMode="decimal"
            maxLength={20}
            refusals={refusals}
          />
          <TextField
            ctx={ctx}
            name="lon"
            label={m.lon}
            value={textOf(typed, 'lon')}
            inputMode="decimal"
            maxLength={20}
            refusals={refusals}
          />
        </div>
      </details>
    </fieldset>
  )
}

function PersonPart({ ctx, refusals, typed, isAlwaysSecret }: CounterPageProps) {
  const m = loketMessages(ctx.lang)
  const field = { ctx, refusals }
  return (
    <fieldset class="loket-bagian">
      <legend>{m.reporter}</legend>
      <TextField
        {...field}
        name="nama"
        label={m.name}
        value={textOf(typed, 'nama')}
        maxLength={100}
      />
      <div class="loket-dua">
        <TextField
          {...field}
          name="telepon"
          label={m.phone}
          value={textOf(typed, 'telepon')}
          type="tel"
          inputMode="tel"
          maxLength={40}
          isOptional
        />
        <TextField
          {...field}
          name="email"
          label={m.email}
          value={textOf(typed, 'email')}
          type="email"
          maxLength={254}
          isOptional
        />
      </div>
      <RadioTiles
        {...field}
        name="privasi"
        label={m.privacy}
        value={textOf(typed, 'privasi') || 'petugas'}
        choices={Object.entries(m.privacyChoices).map(([value, label]) => ({ value, label }))}
        isSingleColumn
      />
      {!isAlwaysSecret && (
        <CheckboxTiles
          {...field}
          name="rahasia"
          label={m.secret}
          values={textOf(typed, 'rahasia') === '1' ? ['1'] : []}
          choices={[{ value: '1', label: m.secretChoice }]}
          isSingleColumn
        />
      )}
      <Information>{m.consentText}</Information>
      <CheckboxTiles
        {...field}
        name="setuju"
        label={m.consent}
        values={textOf(typed, 'setuju') === '1' ? ['1'] : []}
        choices={[{ value: '1', label: m.consentChoice }]}
        isSingleColumn
      />
    </fieldset>
  )
}
