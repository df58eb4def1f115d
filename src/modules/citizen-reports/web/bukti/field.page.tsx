import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  EmptyState,
  ErrorSummary,
  Facts,
  FieldRound,
  FileField,
  OfficerPage,
  type PageContext,
  StatusTag,
  type TagKind,
  TextArea,
} from '../../../../ui/index.ts'
import { buktiMessages } from '../../messages/bukti.ts'
import { CameraFields } from './camera-fields.tsx'

export type FieldStop = Readonly<{
  nomor: string
  judul: string
  isi: string
  tag: Readonly<{ kind: TagKind; label: string }>
  place: string
  due: string
  distance: string | undefined
  geoHref: string | undefined
  photo: Readonly<{ href: string; widthPx: number; heightPx: number }> | undefined
  nonce: string
  /** Fresh ids for the two forms, so that a resend is harmless also without script. */
  keys: Readonly<{ note: string; fix: string }>
  canNote: boolean
  canClaim: boolean
}>

export type FieldProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  /** Case whose form came back refused: stays open. */
  openNomor: string
  pesan: string
  accountId: string
  stops: readonly FieldStop[]
  order: 'tenggat' | 'jarak'
  /** When this list was drawn, for whoever reads it without a signal. */
  drawnAt: string
  offlineHours: string
}>

/** The round of one officer: every case with what is needed to work on it, also without a signal. */
export function FieldPage(props: FieldProps) {
  const { ctx, stops } = props
  const m = buktiMessages(ctx.lang).field
  return (
    <OfficerPage
      ctx={ctx}
      title={m.title}
      current="field"
      scripts={['kamera', 'lapangan', 'ui-form']}
    >
      <FieldRound
        ctx={ctx}
        accountId={props.accountId}
        title={m.title}
        lead={m.lead(String(stops.length))}
        drawnAt={m.drawnAt(props.drawnAt, props.offlineHours)}
      >
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <nav class="tombol-baris" aria-label={m.order}>
          <a
            href="/kerja/lapangan"
            {...(props.order === 'tenggat' ? { 'aria-current': 'true' as const } : {})}
          >
            {m.byDue}
          </a>
          <a
            href="/kerja/lapangan?urut=jarak"
            data-jarak
            {...(props.order === 'jarak' ? { 'aria-current': 'true' as const } : {})}
          >
            {m.byWay}
          </a>
        </nav>
        {stops.length === 0 && (
          <EmptyState title={m.none}>
            <p>{m.noneHelp}</p>
          </EmptyState>
        )}
        <ol class="putaran">
          {stops.map((stop) => (
            <StopCard {...props} stop={stop} />
          ))}
        </ol>
      </FieldRound>
    </OfficerPage>
  )
}

type StopProps = FieldProps & Readonly<{ stop: FieldStop }>

function StopCard(props: StopProps) {
  const { ctx, stop } = props
  const m = buktiMessages(ctx.lang).field
  return (
    <li class="kartu" id={stop.nomor}>
      <details open={props.openNomor === stop.nomor}>
        <summary>
          <span class="meta">
            <StatusTag kind={stop.tag.kind}>{stop.tag.label}</StatusTag>
            <span class="angka">{stop.nomor}</span>
            {stop.distance && <span class="angka">{stop.distance}</span>}
          </span>
          <b>{stop.judul}</b>
          <span class="kecil redup">{stop.place}</span>
        </summary>
        <div class="isi tumpuk">
          {stop.photo && (
            <img
              class="bidik"
              src={stop.photo.href}
              alt={buktiMessages(ctx.lang).claim.beforeAlt}
              width={stop.photo.widthPx}
              height={stop.photo.heightPx}
              loading="lazy"
            />
          )}
          <p>{stop.isi}</p>
          <Facts rows={[{ label: m.due, value: stop.due }]} />
          <p class="tombol-baris">
            {stop.geoHref && (
              <ButtonLink href={stop.geoHref} tone="secondary" isSmall>
                {m.openMap}
              </ButtonLink>
            )}
            <a href={`/kerja/laporan/${stop.nomor}`}>{m.openCase}</a>
          </p>
          {stop.canNote && <NoteForm {...props} />}
          {stop.canClaim && <ClaimForm {...props} />}
        </div>
      </details>
    </li>
  )
}

/** Field ids must differ from card to card; names stay the same for the server. */
function NoteForm({ ctx, stop, openNomor, pesan }: StopProps) {
  const m = buktiMessages(ctx.lang).field
  return (
    <details>
      <summary>{m.note}</summary>
      <form
        method="post"
        action={`/kerja/lapangan/${stop.nomor}`}
        enctype="multipart/form-data"
        data-kirim-lapangan={`${m.note}, ${stop.nomor}`}
      >
        <Csrf ctx={ctx} />
        <input type="hidden" name="kunci" value={stop.keys.note} />
        <input type="hidden" name="aksi" value="tindak_lanjut" />
        <TextArea
          ctx={ctx}
          name={`pesan-${stop.nomor}-c`}
          label={m.noteText}
          rows={3}
          maxLength={4_000}
          value={openNomor === stop.nomor ? pesan : ''}
        />
        <FileField
          ctx={ctx}
          name={`foto-${stop.nomor}-c`}
          label={m.notePhoto}
          accept="image/jpeg,image/png,image/webp"
          capture="environment"
          isOptional
        />
        <Button tone="secondary">{m.sendNote}</Button>
      </form>
    </details>
  )
}

function ClaimForm({ ctx, stop, openNomor, pesan }: StopProps) {
  const m = buktiMessages(ctx.lang)
  return (
    <details open={openNomor === stop.nomor}>
      <summary>{m.field.claim}</summary>
      <form
        method="post"
        action={`/kerja/lapangan/${stop.nomor}`}
        enctype="multipart/form-data"
        data-kirim-lapangan={`${m.field.claim}, ${stop.nomor}`}
      >
        <Csrf ctx={ctx} />
        <input type="hidden" name="kunci" value={stop.keys.fix} />
        <input type="hidden" name="aksi" value="selesai" />
        <CameraFields ctx={ctx} nonce={stop.nonce} refusals={[]} name={`foto-${stop.nomor}-s`} />
        <TextArea
          ctx={ctx}
          name={`pesan-${stop.nomor}-s`}
          label={m.claim.message}
          hint={m.claim.messageHint}
          rows={3}
          maxLength={4_000}
          value={openNomor === stop.nomor ? pesan : ''}
        />
        <Button>{m.claim.send}</Button>
      </form>
    </details>
  )
}
