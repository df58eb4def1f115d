import type { ComponentChildren } from 'preact'
import { Button, Csrf, FileField, type PageContext } from '../../../../ui/index.ts'
import { laporMessages } from '../../messages/index.ts'

/**
 * Photos that follow a report, around a form that sends them without script: those waiting in the browser
 * go by themselves, in pieces, and the form's field adds more. For the reporter only; script `foto`.
 */
export function UploadBox({
  ctx,
  nomor,
  kodeLacak,
  kunci,
  children,
}: Readonly<{
  ctx: PageContext
  nomor: string
  /** Left out where a session or pass says who the reporter is. */
  kodeLacak?: string
  kunci?: string
  children: ComponentChildren
}>) {
  const m = laporMessages(ctx.lang).upload
  return (
    <section
      data-unggah={nomor}
      {...(kodeLacak === undefined ? {} : { 'data-kode': kodeLacak })}
      {...(kunci === undefined ? {} : { 'data-kunci': kunci })}
      data-kirim={m.sending('{n}', '{p}')}
      data-putus={m.waiting('{n}')}
      data-beres={m.done('{n}')}
      data-gagal={laporMessages(ctx.lang).story.photoUnreadable}
    >
      <p class="info jarak" role="status" data-unggah-kabar hidden />
      {children}
    </section>
  )
}

export type PhotoUploadProps = Readonly<{
  ctx: PageContext
  nomor: string
  kodeLacak: string
  kunci: string
}>

/** The same on the receipt, where the code in the form says who the reporter is. */
export function PhotoUpload({ ctx, nomor, kodeLacak, kunci }: PhotoUploadProps) {
  const m = laporMessages(ctx.lang)
  return (
    <UploadBox ctx={ctx} nomor={nomor} kodeLacak={kodeLacak} kunci={kunci}>
      <form method="post" action="/lapor/terkirim/foto" encType="multipart/form-data">
        <Csrf ctx={ctx} />
        <input type="hidden" name="nomor" value={nomor} />
        <input type="hidden" name="kode" value={kodeLacak} />
        <details>
          <summary>{m.upload.title}</summary>
          <FileField
            ctx={ctx}
            name="foto"
            label={m.story.photo}
            hint={m.story.photoHint}
            accept="image/*"
            isMultiple
          />
          <Button tone="secondary">{m.upload.send}</Button>
        </details>
      </form>
    </UploadBox>
  )
}
