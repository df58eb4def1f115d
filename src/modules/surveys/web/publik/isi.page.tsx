import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  CheckAnswers,
  CitizenPage,
  Confirmation,
  Csrf,
  ErrorSummary,
  type PageContext,
  StepBar,
} from '../../../../ui/index.ts'
import { answerFields, type Bahasa, type Isian, kataIn, type Soal } from '../../domain/soal.ts'
import { publikMessages } from '../../messages/index.ts'
import { Questions, type QuestionsProps } from '../question.tsx'

export type IsiPageProps = QuestionsProps &
  Readonly<{
    action: string
    path: string
    judul: string
    offered: readonly Bahasa[]
    step: number
    steps: number
  }>

/** One page of questions; going back keeps what was typed, too. */
export function IsiPage(props: IsiPageProps) {
  const { ctx, refusals, step, steps } = props
  const m = publikMessages(ctx.lang)
  const label = m.page(String(step), String(steps))
  return (
    <CitizenPage ctx={ctx} title={props.judul} css={['skm']}>
      <div class="wadah sempit isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{props.judul}</h1>
        <StepBar step={step} total={steps} label={label} />
        <Languages {...props} />
        <form method="post" action={props.action} class="tumpuk">
          <Csrf ctx={ctx} />
          <Questions {...props} />
          <div class="tombol-baris">
            <Button name="arah" value="lanjut">
              {m.next}
            </Button>
            {step > 1 && (
              <Button name="arah" value="kembali" tone="secondary">
                {m.previous}
              </Button>
            )}
          </div>
        </form>
        <p class="kecil redup">{m.resume}</p>
      </div>
    </CitizenPage>
  )
}

function Languages({ ctx, offered, bahasa, path }: IsiPageProps) {
  const m = publikMessages(ctx.lang)
  if (offered.length < 2) return null
  return (
    <nav class="pilihan" aria-label={m.language}>
      {offered.map((one) => (
        <a
          href={`${path}?teks=${one}`}
          {...(one === bahasa ? { 'aria-current': 'true' as const } : {})}
        >
          {m.languages[one]}
        </a>
      ))}
    </nav>
  )
}

export type CheckPageProps = Readonly<{
  ctx: PageContext
  action: string
  hrefOf: (bagian: number) => string
  bahasa: Bahasa
  soal: readonly Soal[]
  jawaban: Isian
  refusals: readonly Refusal[]
}>

/** Everything that will be sent, each with a way back. */
export function CheckPage({
  ctx,
  action,
  hrefOf,
  bahasa,
  soal,
  jawaban,
  refusals,
}: CheckPageProps) {
  const m = publikMessages(ctx.lang)
  const pageOf = (field: string) =>
    soal.find((one) => field === one.kode || field.startsWith(`${one.kode}.`))
  return (
    <CitizenPage ctx={ctx} title={m.check} css={['skm']}>
      <div class="wadah sempit isi-hal tumpuk">
        <ErrorSummary
          ctx={ctx}
          refusals={refusals}
          placeOf={(field) => {
            const one = pageOf(field)
            return one && { href: hrefOf(one.bagian), name: kataIn(one.teks, bahasa) }
          }}
        />
        <h1>{m.check}</h1>
        <p>{m.checkLead}</p>
        <CheckAnswers
          ctx={ctx}
          answers={soal.map((one) => ({
            label: kataIn(one.teks, bahasa),
            value: answerText(one, jawaban, bahasa) || m.notAnswered,
            changeHref: hrefOf(one.bagian),
          }))}
        />
        <p class="kecil redup">{m.anonymous}</p>
        <form method="post" action={action}>
          <Csrf ctx={ctx} />
          <Button>{m.send}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}

/** An answer in words. */
function answerText(soal: Soal, jawaban: Isian, bahasa: Bahasa): string {
  const wordOf = (kode: string) => {
    const found = soal.pilihan.find((one) => one.kode === kode)
    return found === undefined ? kode : kataIn(found.teks, bahasa)
  }
  const parts = answerFields(soal).flatMap((field, at) => {
    const told = jawaban[field]
    if (told === undefined) return []
    const row = soal.jenis === 'matriks' ? soal.baris[at] : undefined
    const words = told.map(wordOf).join(soal.jenis === 'urutan' ? ' > ' : ', ')
    return [row === undefined ? words : `${kataIn(row.teks, bahasa)}: ${words}`]
  })
  return parts.join('; ')
}

/** It is counted. */
export function ThanksPage({ ctx }: Readonly<{ ctx: PageContext }>) {
  const m = publikMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.thanks}>
      <div class="wadah sempit isi-hal tumpuk">
        <Confirmation title={m.thanks}>
          <p>{m.thanksBody}</p>
        </Confirmation>
        <p>
          <a href="/survei">{m.back}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

/** A link that opens nothing, or nothing any more, and why. */
export function ClosedPage({
  ctx,
  refusals,
}: Readonly<{ ctx: PageContext; refusals: readonly Refusal[] }>) {
  const m = publikMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.closed}>
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{m.closed}</h1>
        {refusals.map((refusal) => (
          <p class="tebal">{ctx.word(refusal)}</p>
        ))}
        <p>
          <a href="/survei">{m.back}</a>
        </p>
      </div>
    </CitizenPage>
  )
}
