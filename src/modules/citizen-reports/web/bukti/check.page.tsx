import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  Facts,
  OfficerPage,
  type PageContext,
  TextArea,
  Warning,
} from '../../../../ui/index.ts'
import type { ShownPhoto } from '../../actions/photos-of.ts'
import { buktiMessages } from '../../messages/bukti.ts'
import { BeforePhoto, type CaseHead, CaseHeading } from './claim.page.tsx'

export type Alike = Readonly<{ nomor: string | null; href: string | undefined; bits: string }>

export type CheckProps = Readonly<{
  ctx: PageContext
  head: CaseHead
  refusals: readonly Refusal[]
  before: ShownPhoto | undefined
  proof: ShownPhoto | undefined
  facts: readonly Readonly<{ label: string; value: string }>[]
  alikes: readonly Alike[]
  /** What the officer said who claimed the fix. */
  pesan: string
  /** Reason for refusing, as far as it was typed. */
  typed: string
  isSecret: boolean
}>

/** The second person: before and after side by side, what is known of the photo, yes or no. */
export function CheckPage(props: CheckProps) {
  const { ctx, head, refusals, proof } = props
  const m = buktiMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={`${m.check.title} ${head.nomor}`} current="reports">
      <div class="bukti-hal">
        <CaseHeading ctx={ctx} head={head} title={m.check.title} lead={m.check.lead} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div class="banding">
          <BeforePhoto ctx={ctx} photo={props.before} />
          <section aria-labelledby="sesudah">
            <h2 id="sesudah">{m.claim.after}</h2>
            {proof === undefined ? (
              <Warning>{m.check.withoutProof}</Warning>
            ) : (
              <img
                class="bidik"
                src={proof.fullHref}
                alt={m.kind.bukti}
                width={proof.widthPx}
                height={proof.heightPx}
              />
            )}
          </section>
        </div>
        <Facts rows={props.facts} />
        {proof !== undefined && <AlikeList {...props} />}
        <blockquote>
          <p class="kecil redup">{m.check.message}</p>
          <p>{props.pesan}</p>
        </blockquote>
        <Decide {...props} />
      </div>
    </OfficerPage>
  )
}

function AlikeList({ ctx, alikes }: CheckProps) {
  const m = buktiMessages(ctx.lang).check
  return (
    <section aria-labelledby="mirip">
      <h2 id="mirip">{m.alikes}</h2>
      {alikes.length === 0 ? (
        <p class="redup">{m.noAlikes}</p>
      ) : (
        <ul class="prosa">
          {alikes.map(({ nomor, href, bits }) => (
            <li class="angka">
              {href === undefined ? (nomor ?? m.alikeHidden) : <a href={href}>{nomor}</a>}
              {`, ${m.alike(bits)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Decide(props: CheckProps) {
  const { ctx, head, refusals, proof, isSecret } = props
  const m = buktiMessages(ctx.lang).check
  const action = `/kerja/laporan/${head.nomor}/bukti/periksa`
  return (
    <div class="banding">
      <form class="kartu" method="post" action={action}>
        <div class="isi">
          <Csrf ctx={ctx} />
          <input type="hidden" name="version" value={String(head.version)} />
          {proof !== undefined && proof.keputusan === 'menunggu' && !isSecret && (
            <div class="ruas">
              <label class="centang">
                <input type="checkbox" name="terbit" value="ya" /> {m.publish}
              </label>
              <p class="bantuan">{m.publishHint}</p>
              <p class="kecil">
                <a href={`/kerja/laporan/${head.nomor}/foto`}>{m.photosLink}</a>
              </p>
            </div>
          )}
          <Button name="putusan" value="validasi">
            {m.approve}
          </Button>
        </div>
      </form>
      <form class="kartu" method="post" action={action}>
        <div class="isi">
          <Csrf ctx={ctx} />
          <input type="hidden" name="version" value={String(head.version)} />
          <TextArea
            ctx={ctx}
            name="pesan"
            label={m.refuseReason}
            hint={m.refuseHint}
            rows={3}
            maxLength={4_000}
            value={props.typed}
            refusals={refusals}
          />
          <Button tone="secondary" name="putusan" value="tolak">
            {m.refuse}
          </Button>
        </div>
      </form>
    </div>
  )
}
