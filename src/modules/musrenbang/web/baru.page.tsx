import type { Refusal } from '../../../kernel/result.ts'
import {
  Button,
  CheckAnswers,
  type Choice,
  CitizenPage,
  Csrf,
  ErrorSummary,
  FileField,
  Information,
  type PageContext,
  SelectField,
  StepBar,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { BIDANG, type Entri } from '../domain/kamus.ts'
import { RUAS_USULAN } from '../domain/usulan.ts'
import { messagesIn } from '../messages/index.ts'
import { USULAN } from './paths.ts'

export const LANGKAH = ['tempat', 'jenis', 'isi', 'ukuran', 'periksa'] as const
export type Langkah = (typeof LANGKAH)[number]

export type BaruProps = Readonly<{
  ctx: PageContext
  at: Langkah
  typed: Readonly<Record<string, string>>
  refusals: readonly Refusal[]
  groups: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  placeName: (kode: string) => string
  entri: readonly Entri[]
}>

const ASKED: Readonly<Record<Langkah, readonly string[]>> = {
  tempat: ['wilayah', 'rw', 'rt', 'patokan', 'lat', 'lon'],
  jenis: ['kamus'],
  isi: ['judul', 'uraian'],
  ukuran: ['volume', 'swadaya'],
  periksa: [],
}

/** One step of a proposal; the answers of the others go along hidden. */
export function BaruPage(props: BaruProps) {
  const { ctx, at, typed, refusals } = props
  const m = messagesIn(ctx.lang).baru
  const step = LANGKAH.indexOf(at) + 1
  const hidden = RUAS_USULAN.filter((name) => !ASKED[at].includes(name))
  return (
    <CitizenPage ctx={ctx} title={m.title} css={['lapor']} scripts={['ui-form']}>
      <div class="wadah sempit isi-hal">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <StepBar
          step={step}
          total={LANGKAH.length}
          label={m.step(String(step), String(LANGKAH.length))}
        />
        <h1>{m.headings[at]}</h1>
        {step === 1 && <p>{m.lead}</p>}
        <form method="post" action={`${USULAN}/baru`} enctype="multipart/form-data" class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="langkah" value={at} />
          {hidden.map((name) => (
            <input type="hidden" name={name} value={typed[name] ?? ''} />
          ))}
          <Questions {...props} />
          <div class="tombol-baris">
            <Button>{at === 'periksa' ? m.send : m.on}</Button>
            {step > 1 && (
              <Button tone="secondary" name="arah" value="kembali">
                {m.back}
              </Button>
            )}
          </div>
        </form>
      </div>
    </CitizenPage>
  )
}

function Questions(props: BaruProps) {
  const { ctx, at, typed, refusals } = props
  const m = messagesIn(ctx.lang)
  const field = (name: string) => ({ ctx, refusals, name, value: typed[name] ?? '' })
  if (at === 'tempat')
    return (
      <>
        <SelectField
          {...field('wilayah')}
          label={m.form.village}
          placeholder={m.form.choose}
          choices={[]}
          groups={props.groups}
        />
        <TextField {...field('rw')} label={m.form.rw} inputMode="numeric" maxLength={6} />
        <TextField
          {...field('rt')}
          label={m.form.rt}
          inputMode="numeric"
          maxLength={6}
          isOptional
        />
        <TextField
          {...field('patokan')}
          label={m.form.landmark}
          hint={m.form.landmarkHint}
          maxLength={200}
        />
        <TextField {...field('lat')} label={m.form.lat} inputMode="decimal" isOptional />
        <TextField {...field('lon')} label={m.form.lon} inputMode="decimal" isOptional />
      </>
    )
  if (at === 'jenis') return <KindField {...props} />
  if (at === 'isi')
    return (
      <>
        <TextField
          {...field('judul')}
          label={m.form.title}
          hint={m.form.titleHint}
          maxLength={120}
        />
        <TextArea {...field('uraian')} label={m.form.detail} maxLength={2000} isOptional />
      </>
    )
  if (at === 'ukuran') return <SizeFields {...props} />
  return <Check {...props} />
}

/** The dictionary by field of life; shared by the forms that ask for a kind of work. */
export function KindField({
  ctx,
  refusals,
  typed,
  entri,
  scope,
}: Pick<BaruProps, 'ctx' | 'refusals' | 'typed' | 'entri'> & Readonly<{ scope?: string }>) {
  const m = messagesIn(ctx.lang)
  return (
    <SelectField
      ctx={ctx}
      refusals={refusals}
      name="kamus"
      value={typed.kamus ?? ''}
      label={m.form.kind}
      placeholder={m.form.choose}
      {...(scope === undefined ? {} : { scope })}
      choices={[]}
      groups={BIDANG.map((bidang) => ({
        label: m.bidang[bidang],
        choices: entri
          .filter((one) => one.bidang === bidang)
          .map(({ kode, nama, satuan }) => ({
            value: kode,
            label: `${nama[ctx.lang]} (${satuan})`,
          })),
      }))}
    />
  )
}

function SizeFields({ ctx, refusals, typed, entri }: BaruProps) {
  const m = messagesIn(ctx.lang)
  const kind = entri.find(({ kode }) => kode === typed.kamus)
  const field = (name: string) => ({ ctx, refusals, name, value: typed[name] ?? '' })
  return (
    <>
      {kind !== undefined && kind.wewenang !== 'kabupaten' && (
        <Information>{m.baru.limit(m.wewenang[kind.wewenang])}</Information>
      )}
      {kind?.syarat !== undefined && (
        <p class="bantuan">
          {m.baru.rule}: {kind.syarat[ctx.lang]}
        </p>
      )}
      <TextField
        {...field('volume')}
        label={kind === undefined ? m.form.volume : `${m.form.volume} (${kind.satuan})`}
        hint={m.form.volumeHint}
        inputMode="decimal"
        maxLength={20}
      />
      <TextField
        {...field('swadaya')}
        label={m.form.swadaya}
        hint={m.form.swadayaHint}
        maxLength={300}
        isOptional
      />
    </>
  )
}

function Check({ ctx, refusals, typed, entri, placeName }: BaruProps) {
  const m = messagesIn(ctx.lang)
  const kind = entri.find(({ kode }) => kode === typed.kamus)
  const place = [
    typed.patokan ?? '',
    typed.rt === '' ? '' : `RT ${typed.rt}`,
    `RW ${typed.rw ?? ''}`,
    placeName(typed.wilayah ?? ''),
  ]
  return (
    <>
      <CheckAnswers
        ctx={ctx}
        answers={[
          { label: m.usulan.place, value: place.filter((part) => part !== '').join(', ') },
          { label: m.form.kind, value: kind?.nama[ctx.lang] ?? '' },
          { label: m.form.title, value: typed.judul ?? '' },
          { label: m.form.volume, value: `${typed.volume ?? ''} ${kind?.satuan ?? ''}` },
          { label: m.form.swadaya, value: typed.swadaya ?? '' },
        ].filter(({ value }) => value.trim() !== '')}
      />
      <FileField
        ctx={ctx}
        refusals={refusals}
        name="foto"
        label={m.form.photo}
        hint={m.baru.photoOptional}
        accept="image/*"
        isOptional
      />
    </>
  )
}
