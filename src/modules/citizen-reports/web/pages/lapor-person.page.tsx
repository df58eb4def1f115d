import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Answer,
  Button,
  ButtonLink,
  CheckAnswers,
  CheckboxTiles,
  CitizenPage,
  Csrf,
  ErrorSummary,
  Information,
  type PageContext,
  RadioTiles,
  StepBar,
  TextField,
  Warning,
} from '../../../../ui/index.ts'
import type { Dwibahasa, Pertanyaan } from '../../domain/katalog.ts'
import { laporMessages } from '../../messages/index.ts'
import type { KeptPhoto } from './photo-field.tsx'
import { QuestionField } from './question-field.tsx'

export type PersonPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  pertanyaan: readonly Pertanyaan[]
  jawaban: Readonly<Record<string, string | readonly string[]>>
  kunci: string
  /** petugas, semua or anonim */
  privasi: string
  isRahasia: boolean
  /** The category is always secret: there is nothing to choose. */
  isAlwaysSecret: boolean
  nama: string
  telepon: string
  email: string
}>

/** Screen 3: what officers would have to ask, and who may see the name. */
export function PersonPage(props: PersonPageProps) {
  const { ctx, refusals } = props
  const m = laporMessages(ctx.lang)
  const p = m.person
  return (
    <CitizenPage
      ctx={ctx}
      title={p.title}
      current="report"
      css={['lapor']}
      scripts={['ui-form', 'lapor']}
    >
      <div class="wadah sempit isi-hal">
        <StepBar step={3} total={4} label={m.step('3')} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1 class="jarak">{p.title}</h1>
        <form method="post" action="/lapor/diri" data-lapor>
          <Csrf ctx={ctx} />
          <input type="hidden" name="kunci" value={props.kunci} />
          {props.pertanyaan.length > 0 && (
            <>
              <h2 class="tumpang jarak">{p.questions}</h2>
              {props.pertanyaan.map((soal) => (
                <QuestionField
                  ctx={ctx}
                  soal={soal}
                  value={props.jawaban[soal.kode]}
                  refusals={refusals}
                />
              ))}
            </>
          )}
          <RadioTiles
            ctx={ctx}
            name="privasi"
            label={p.privacy}
            value={props.privasi}
            choices={Object.entries(p.privacyChoices).map(([value, [label = '', hint = '']]) => ({
              value,
              label,
              hint,
            }))}
            isSingleColumn
            refusals={refusals}
          />
          {props.isAlwaysSecret ? (
            <Warning>{p.secretAlways}</Warning>
          ) : (
            <CheckboxTiles
              ctx={ctx}
              name="rahasia"
              label={p.secret}
              hint={p.secretHint}
              values={props.isRahasia ? ['1'] : []}
              choices={[{ value: '1', label: p.secretChoice }]}
              isSingleColumn
            />
          )}
          <TextField
            ctx={ctx}
            name="nama"
            label={p.name}
            value={props.nama}
            autocomplete="name"
            maxLength={100}
            isOptional
            refusals={refusals}
          />
          <p class="bantuan jarak">{p.contactHint}</p>
          <TextField
            ctx={ctx}
            name="telepon"
            label={p.phone}
            hint={p.phoneHint}
            value={props.telepon}
            type="tel"
            autocomplete="tel"
            inputMode="tel"
            isOptional
            refusals={refusals}
          />
          <TextField
            ctx={ctx}
            name="email"
            label={p.email}
            value={props.email}
            type="email"
            autocomplete="email"
            isOptional
            refusals={refusals}
          />
          <div class="tombol-baris">
            <Button>{m.toCheck}</Button>
            <ButtonLink href="/lapor/tempat" tone="secondary">
              {m.back}
            </ButtonLink>
          </div>
        </form>
      </div>
    </CitizenPage>
  )
}

export type CheckPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  kunci: string
  /** Stands for what is shown, so that only that is sent. */
  seal: string
  answers: readonly Answer[]
  /** Photos kept with the draft; those of a script wait in the browser. */
  photos: readonly KeptPhoto[]
  /** Kinds of personal data found in the words: these will be masked. */
  maskedKinds: readonly string[]
  isRahasia: boolean
}>

/** Screen 4: everything once more, each part with a way back, then the one button that sends. */
export function CheckPage(props: CheckPageProps) {
  const { ctx, refusals, answers, maskedKinds, isRahasia } = props
  const m = laporMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={m.check.title}
      current="report"
      css={['lapor']}
      scripts={['ui-form', 'lapor', 'foto']}
    >
      <div class="wadah sempit isi-hal tumpuk">
        <StepBar step={4} total={4} label={m.step('4')} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.check.title}</h1>
        {maskedKinds.length > 0 && !isRahasia && (
          <Information>
            {m.check.masked}{' '}
            {maskedKinds.map((kind) => m.check.maskedKinds[kind] ?? kind).join(', ')}.
          </Information>
        )}
        <CheckAnswers
          ctx={ctx}
          answers={[
            ...answers.slice(0, 2),
            { label: m.check.photos, value: <Photos {...props} />, changeHref: '/lapor#f-foto' },
            ...answers.slice(2),
          ]}
        />
        <form method="post" action="/lapor/periksa" data-lapor data-kirim>
          <Csrf ctx={ctx} />
          <input type="hidden" name="kunci" value={props.kunci} />
          <input type="hidden" name="seal" value={props.seal} />
          <Button>{m.check.send}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}

function Photos({ ctx, photos }: CheckPageProps) {
  const m = laporMessages(ctx.lang)
  return (
    <>
      {photos.length === 0 && <span data-foto-nihil>{m.check.none}</span>}
      <span class="foto-unggah" data-foto-daftar>
        {photos.map((photo, index) => (
          <img src={photo.src} alt={m.story.photoAlt(String(index + 1))} width="72" height="72" />
        ))}
      </span>
      <span class="kecil" data-foto-kabar data-siap={m.story.photoWaiting('{n}')} />
    </>
  )
}

/** An answer that must not become a report: call now. */
export function StopPage({ ctx, pesan }: Readonly<{ ctx: PageContext; pesan: Dwibahasa }>) {
  const m = laporMessages(ctx.lang).stop
  return (
    <CitizenPage ctx={ctx} title={m.title} current="report">
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{m.title}</h1>
        <Warning>{pesan[ctx.lang]}</Warning>
        <div class="tombol-baris">
          <ButtonLink href="tel:112" tone="accent">
            {m.call}
          </ButtonLink>
          <ButtonLink href="/lapor/diri" tone="secondary">
            {m.back}
          </ButtonLink>
        </div>
      </div>
    </CitizenPage>
  )
}
