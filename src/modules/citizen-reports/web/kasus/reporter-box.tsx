import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  Card,
  Csrf,
  FileField,
  type PageContext,
  TextArea,
  Warning,
} from '../../../../ui/index.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'
import { UploadBox } from '../pages/photo-upload.tsx'

/** The visitor is the reporter: what they may do now. */
export type ReporterProps = Readonly<{
  refusals: readonly Refusal[]
  canConfirm: boolean
  canReopen: boolean
  reopenUntil: string | undefined
  canComplete: boolean
  isPaused: boolean
  canAddPhoto: boolean
  /** Stands by the tracking code, not by an account; may end that on a shared phone. */
  isByCode: boolean
}>

type BoxProps = Readonly<{ ctx: PageContext; nomor: string; reporter: ReporterProps }>

export function ReporterBox({ ctx, nomor, reporter }: BoxProps) {
  const m = laporanMessages(ctx.lang).one
  const k = kasusMessages(ctx.lang)
  const canAnswer = reporter.canConfirm || reporter.canReopen || reporter.canComplete
  return (
    <Card>
      <div class="tumpuk">
        <p class="tebal">{m.asReporter}</p>
        {canAnswer && <AnswerForm ctx={ctx} nomor={nomor} reporter={reporter} />}
        {reporter.canAddPhoto && <PhotoForm ctx={ctx} nomor={nomor} />}
        {reporter.isByCode && (
          <form method="post" action={`/laporan/${nomor}/pelapor/keluar`}>
            <Csrf ctx={ctx} />
            <p class="kecil redup">{k.passHint}</p>
            <Button tone="secondary" isSmall>
              {k.signOutReporter}
            </Button>
          </form>
        )}
      </div>
    </Card>
  )
}

function AnswerForm({ ctx, nomor, reporter }: BoxProps) {
  const m = laporanMessages(ctx.lang).one
  const k = kasusMessages(ctx.lang)
  return (
    <form method="post" action={`/laporan/${nomor}/jawab`} class="tumpuk">
      <Csrf ctx={ctx} />
      {reporter.canConfirm && <Warning>{m.askConfirm}</Warning>}
      {reporter.canConfirm && (
        <div class="tombol-baris">
          <Button name="jawab" value="konfirmasi">
            {m.confirm}
          </Button>
          <Button name="jawab" value="belum_selesai" tone="secondary">
            {m.notYetDone}
          </Button>
        </div>
      )}
      <TextArea
        ctx={ctx}
        name="pesan"
        label={m.messageLabel}
        rows={3}
        maxLength={2000}
        isOptional={!reporter.canComplete}
        refusals={reporter.refusals}
      />
      {reporter.canReopen && (
        <div>
          <Button name="jawab" value="buka_kembali">
            {m.reopen}
          </Button>
          {reporter.reopenUntil && <p class="kecil redup">{m.reopenUntil(reporter.reopenUntil)}</p>}
        </div>
      )}
      {reporter.canComplete && (
        <Button name="jawab" value="lengkapi" tone={reporter.isPaused ? 'primary' : 'secondary'}>
          {reporter.isPaused ? m.answer : k.completeAny}
        </Button>
      )}
    </form>
  )
}

function PhotoForm({ ctx, nomor }: Omit<BoxProps, 'reporter'>) {
  const m = kasusMessages(ctx.lang)
  return (
    <UploadBox ctx={ctx} nomor={nomor}>
      <form method="post" action={`/laporan/${nomor}/foto`} encType="multipart/form-data">
        <Csrf ctx={ctx} />
        <FileField
          ctx={ctx}
          name="foto"
          label={m.photoAdd}
          hint={m.photoAddHint}
          accept="image/jpeg,image/png,image/webp"
        />
        <Button tone="secondary">{m.photoSend}</Button>
      </form>
    </UploadBox>
  )
}
