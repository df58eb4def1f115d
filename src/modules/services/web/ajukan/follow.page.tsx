import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Answer,
  Button,
  ButtonLink,
  CheckAnswers,
  type Choice,
  CitizenPage,
  Confirmation,
  Csrf,
  ErrorSummary,
  Information,
  type PageContext,
  Section,
  StatusTag,
  type TagKind,
  TextField,
  Timeline,
  type TimelineItem,
  Warning,
} from '../../../../ui/index.ts'
import { ajukanMessages } from '../../messages/index.ts'
import { FieldView } from '../field-view.tsx'
import type { AskedField } from './question.page.tsx'

export type LetterCard = Readonly<{
  title: string
  nomor: string | undefined
  href: string | undefined
  verifyHref: string | undefined
}>

export type FollowPageProps = Readonly<{
  ctx: PageContext
  nomor: string
  name: string
  serviceHref: string
  isNew: boolean
  tag: Readonly<{ kind: TagKind; label: string }>
  due: string | undefined
  isLate: boolean
  took: string | undefined
  note: string | undefined
  letters: readonly LetterCard[]
  bill: Readonly<{ code: string; href: string }> | undefined
  fix:
    | Readonly<{
        href: string
        isClockStopped: boolean
        points: readonly string[]
        message: string | undefined
      }>
    | undefined
  timeline: readonly TimelineItem[]
  /** What officers found on the spot, as far as the service shows it. */
  inspection: readonly Readonly<{ title: string; answers: readonly Answer[] }>[]
  groups: readonly Readonly<{ title: string; answers: readonly Answer[] }>[]
  surveyHref: string | undefined
}>

/** One's own application: where it stands, whose turn it is, what came of it. */
export function FollowPage(props: FollowPageProps) {
  const { ctx, nomor } = props
  const m = ajukanMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={`${props.name} ${nomor}`} current="services" css={['layanan']}>
      <div class="wadah sempit isi-hal">
        {props.isNew ? (
          <Confirmation title={m.sentTitle} nomor={nomor}>
            <p>{m.sentFollow}</p>
          </Confirmation>
        ) : (
          <>
            <p class="remah-layanan kecil">
              <a href="/akun/permohonan">{m.mineTitle}</a>
            </p>
            <h1>{props.name}</h1>
          </>
        )}
        <p class="meta jarak">
          {!props.isNew && <span class="angka">{nomor}</span>}
          <StatusTag kind={props.tag.kind}>{props.tag.label}</StatusTag>
        </p>
        {props.due && (props.isLate ? <Warning>{props.due}</Warning> : <p>{props.due}</p>)}
        {props.took && <p>{props.took}</p>}
        {props.note && <p class="kecil redup">{props.note}</p>}
        <Fix {...props} />
        <Bill {...props} />
        <Letters {...props} />
        {props.surveyHref && (
          <Information>
            <p>
              <a href={props.surveyHref}>{m.survey}</a> {m.surveyLine}
            </p>
          </Information>
        )}
        <Section id="perjalanan" title={m.timeline}>
          <Timeline label={m.timeline} items={props.timeline} />
        </Section>
        {props.inspection.map((group) => (
          <Section id="lapangan" title={group.title}>
            <CheckAnswers ctx={ctx} answers={group.answers} />
          </Section>
        ))}
        <details class="jarak-atas">
          <summary>{m.answers}</summary>
          {props.groups.map((group) => (
            <>
              <h2 class="jarak-atas">{group.title}</h2>
              <CheckAnswers ctx={ctx} answers={group.answers} />
            </>
          ))}
        </details>
        <p class="kecil jarak-atas">
          {m.aboutService} <a href={props.serviceHref}>{props.name}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

function Fix({ ctx, fix }: FollowPageProps) {
  if (fix === undefined) return null
  const m = ajukanMessages(ctx.lang)
  return (
    <Section id="perbaikan" title={m.fixTitle}>
      <p>{m.fixLead}</p>
      <ul class="butir jarak">
        {fix.points.map((point) => (
          <li>{point}</li>
        ))}
      </ul>
      {fix.message && <blockquote>{fix.message}</blockquote>}
      <p class="kecil redup jarak">{fix.isClockStopped ? m.fixClock : m.fixClockRuns}</p>
      <p class="tombol-baris jarak">
        <ButtonLink href={fix.href}>{m.fixOpen}</ButtonLink>
      </p>
    </Section>
  )
}

function Bill({ ctx, bill }: FollowPageProps) {
  if (bill === undefined) return null
  const m = ajukanMessages(ctx.lang)
  return (
    <Section id="bayar" title={m.fee}>
      <p class="angka">{m.pay(bill.code)}</p>
      <p class="tombol-baris">
        <ButtonLink href={bill.href}>{m.payNow}</ButtonLink>
      </p>
    </Section>
  )
}

function Letters({ ctx, letters }: FollowPageProps) {
  if (letters.length === 0) return null
  const m = ajukanMessages(ctx.lang)
  return (
    <Section id="surat" title={m.letters}>
      {letters.map((letter) => (
        <div class="kartu">
          <div class="isi surat-siap">
            <b>{letter.title}</b>
            {letter.nomor && <span class="angka">{letter.nomor}</span>}
            {letter.href === undefined ? (
              <p>{m.letterWaiting}</p>
            ) : (
              <p class="tombol-baris">
                <ButtonLink href={letter.href}>{m.download}</ButtonLink>
                {letter.verifyHref && (
                  <ButtonLink href={letter.verifyHref} tone="secondary">
                    {m.verify}
                  </ButtonLink>
                )}
              </p>
            )}
          </div>
        </div>
      ))}
    </Section>
  )
}

export type FixDocument = Readonly<{
  id: string
  label: string
  note: string
  /** The date on it, where something hangs on it. */
  date: Readonly<{ asked: 'terbit' | 'berakhir'; typed: string }> | undefined
}>

export type FixPageProps = Readonly<{
  ctx: PageContext
  nomor: string
  name: string
  version: number
  fields: readonly (AskedField & Readonly<{ note: string }>)[]
  documents: readonly FixDocument[]
  others: readonly string[]
  refusals: readonly Refusal[]
  desa: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  tableChoices: (table: string) => readonly Choice[]
}>

/** Only what was ticked, with the officer's note beside each. */
export function FixPage(props: FixPageProps) {
  const { ctx, nomor } = props
  const m = ajukanMessages(ctx.lang)
  return (
    <CitizenPage
      ctx={ctx}
      title={`${m.fixTitle} ${nomor}`}
      current="services"
      css={['layanan']}
      scripts={['ui-form']}
    >
      <div class="wadah sempit isi-hal">
        <p class="kecil">
          <a href={`/permohonan/${nomor}`}>{nomor}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{m.fixTitle}</h1>
        <p>{m.fixLead}</p>
        <form method="post" action={`/permohonan/${nomor}/perbaikan`} encType="multipart/form-data">
          <Csrf ctx={ctx} />
          <input type="hidden" name="versi" value={String(props.version)} />
          {props.fields.map((asked) => (
            <>
              <FieldView
                ctx={ctx}
                field={asked.field}
                value={asked.value}
                typed={asked.typed}
                refusals={props.refusals}
                desa={props.desa}
                tableChoices={props.tableChoices}
              />
              {asked.note && <Note ctx={ctx} text={asked.note} />}
            </>
          ))}
          {props.documents.map((doc) => (
            <div class="ruas">
              <label for={`f-dok-${doc.id}`}>{doc.label}</label>
              {doc.note && <Note ctx={ctx} text={doc.note} />}
              <input
                class="isian"
                id={`f-dok-${doc.id}`}
                type="file"
                name={`dok.${doc.id}`}
                accept="image/*,application/pdf"
              />
              {doc.date && (
                <TextField
                  ctx={ctx}
                  name={`tanggal-dok.${doc.id}`}
                  label={m.docDate[doc.date.asked]}
                  hint={m.docDateHint}
                  value={doc.date.typed}
                  inputMode="numeric"
                  maxLength={10}
                />
              )}
            </div>
          ))}
          {props.others.map((text) => (
            <Note ctx={ctx} text={text} />
          ))}
          {props.others.length > 0 && (
            <div class="ruas">
              <label for="f-pesan">{m.fixAnswer}</label>
              <textarea class="isian" id="f-pesan" name="pesan" rows={4} maxLength={2000} />
            </div>
          )}
          <Button>{m.fixSend}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}

function Note({ ctx, text }: Readonly<{ ctx: PageContext; text: string }>) {
  return (
    <p class="kecil">
      <b>{ajukanMessages(ctx.lang).fixNote}:</b> {text}
    </p>
  )
}
