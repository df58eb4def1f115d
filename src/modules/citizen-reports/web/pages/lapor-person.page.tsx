import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Answer,
  Button,
  ButtonLink,
  CheckAnswers,
  CheckboxTiles,
  CitizenPage,
  Confirmation,
  Csrf,
  ErrorSummary,
  Information,
  type PageContext,
  RadioTiles,
  StepBar,
  TextField,
  Timeline,
  type TimelineItem,
  Warning,
} from '../../../../ui/index.ts'
import type { Dwibahasa, Pertanyaan } from '../../domain/katalog.ts'
import { laporMessages } from '../../messages/index.ts'
import { QuestionField } from './question-field.tsx'

export type PersonPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  pertanyaan: readonly Pertanyaan[]
  jawaban: Readonly<Record<string, string | readonly string[]>>
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
    <CitizenPage ctx={ctx} title={p.title} current="report" scripts={['ui-form', 'lapor']}>
      <div class="wadah sempit isi-hal">
        <StepBar step={3} total={4} label={m.step('3')} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1 class="jarak">{p.title}</h1>
        <form method="post" action="/lapor/diri" data-lapor>
          <Csrf ctx={ctx} />
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
          <p class="bantuan">{p.contactHint}</p>
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
  answers: readonly Answer[]
  /** Kinds of personal data found in the words: these will be masked. */
  maskedKinds: readonly string[]
  isRahasia: boolean
}>

/** Screen 4: everything once more, each part with a way back, then the one button that sends. */
export function CheckPage({ ctx, refusals, answers, maskedKinds, isRahasia }: CheckPageProps) {
  const m = laporMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.check.title} current="report" scripts={['ui-form', 'lapor']}>
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
        <CheckAnswers ctx={ctx} answers={answers} />
        <form method="post" action="/lapor/periksa" data-kirim>
          <Csrf ctx={ctx} />
          <Button>{m.check.send}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}

export type SentPageProps = Readonly<{
  ctx: PageContext
  nomor: string
  kodeLacak: string
  verifyBy: string | undefined
  isDateUnconfirmed: boolean
}>

/** The number, the code, and the dates that are now promised. */
export function SentPage({ ctx, nomor, kodeLacak, verifyBy, isDateUnconfirmed }: SentPageProps) {
  const m = laporMessages(ctx.lang).sent
  const steps = [
    m.steps.now,
    verifyBy === undefined ? m.steps.verifyUnknown : m.steps.verify(verifyBy),
    m.steps.follow,
    m.steps.end,
  ]
  const items: readonly TimelineItem[] = steps.map(([title = '', when = ''], index) => ({
    title,
    when,
    isDone: index === 0,
  }))
  return (
    <CitizenPage ctx={ctx} title={m.title} current="report">
      <div class="wadah sempit isi-hal renggang">
        <Confirmation title={m.title} nomor={nomor}>
          <p>
            {m.code}: <b class="angka">{kodeLacak}</b>
          </p>
          <p>{m.keep}</p>
        </Confirmation>
        <div class="tombol-baris">
          <ButtonLink href={`/laporan/${nomor}`}>{m.follow}</ButtonLink>
          <ButtonLink href="/lapor" tone="secondary">
            {m.another}
          </ButtonLink>
        </div>
        <section>
          <h2 class="tumpang jarak">{m.after}</h2>
          <Timeline items={items} label={m.after} />
          {isDateUnconfirmed && <p class="kecil redup">{m.unconfirmed}</p>}
        </section>
      </div>
    </CitizenPage>
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
