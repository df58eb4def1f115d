import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  ErrorSummary,
  Information,
  type PageContext,
  PlainPage,
  TextArea,
} from '../../../../ui/index.ts'
import type { ShownPhoto } from '../../actions/photos-of.ts'
import { buktiMessages } from '../../messages/bukti.ts'

export type AnswerProps = Readonly<{
  ctx: PageContext
  nomor: string
  judul: string
  token: string
  refusals: readonly Refusal[]
  before: ShownPhoto | undefined
  after: ShownPhoto | undefined
  can: 'confirm' | 'reopen' | 'nothing'
}>

/** The question of the notice: one button for yes, one for no. Reading it changes nothing. */
export function AnswerPage(props: AnswerProps) {
  const { ctx, nomor, can } = props
  const m = buktiMessages(ctx.lang).answer
  return (
    <PlainPage ctx={ctx} title={m.title} scripts={['ui-form']}>
      <div class="tumpuk">
        <h1>{m.title}</h1>
        <p>
          <b>{props.judul}</b> <span class="redup angka">{nomor}</span>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        {(props.before ?? props.after) && (
          <div class="galeri">
            <Picture photo={props.before} label={m.before} />
            <Picture photo={props.after} label={m.after} />
          </div>
        )}
        {can === 'nothing' ? (
          <>
            <Information>{m.nothing}</Information>
            <p>
              <ButtonLink href={`/laporan/${nomor}`}>{m.toCase}</ButtonLink>
            </p>
          </>
        ) : (
          <AnswerForm {...props} />
        )}
      </div>
    </PlainPage>
  )
}

function Picture({ photo, label }: Readonly<{ photo: ShownPhoto | undefined; label: string }>) {
  if (photo === undefined) return null
  return (
    <figure>
      <a href={photo.fullHref}>
        <img src={photo.fullHref} alt={label} width={photo.widthPx} height={photo.heightPx} />
      </a>
      <figcaption class="kecil redup">{label}</figcaption>
    </figure>
  )
}

function AnswerForm({ ctx, nomor, token, refusals, can }: AnswerProps) {
  const m = buktiMessages(ctx.lang).answer
  return (
    <form method="post" action={`/laporan/${nomor}/konfirmasi`} class="tumpuk">
      <Csrf ctx={ctx} />
      <input type="hidden" name="k" value={token} />
      {can === 'confirm' && (
        <Button name="jawab" value="konfirmasi">
          {m.yes}
        </Button>
      )}
      <TextArea
        ctx={ctx}
        name="pesan"
        label={m.message}
        rows={3}
        maxLength={4_000}
        isOptional
        refusals={refusals}
      />
      <Button
        name="jawab"
        value={can === 'confirm' ? 'belum_selesai' : 'buka_kembali'}
        tone="secondary"
      >
        {can === 'confirm' ? m.no : m.reopen}
      </Button>
    </form>
  )
}
