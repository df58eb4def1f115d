import { Button, Csrf, FileField, type PageContext } from '../../../../ui/index.ts'
import { laporMessages } from '../../messages/index.ts'

/**
 * Photos that follow a report: those waiting in the browser go by themselves, in pieces, and more can be
 * added. For the reporter only; the tracking code in the form says who that is.
 */
export function PhotoUpload({
  ctx,
  nomor,
  kodeLacak,
  kunci,
}: Readonly<{ ctx: PageContext; nomor: string; kodeLacak: string; kunci?: string }>) {
  const m = laporMessages(ctx.lang).upload
  const story = laporMessages(ctx.lang).story
  return (
    <section
      data-unggah={nomor}
      data-kode={kodeLacak}
      {...(kunci === undefined ? {} : { 'data-kunci': kunci })}
      data-kirim={m.sending('{n}', '{p}')}
      data-putus={m.waiting('{n}')}
      data-beres={m.done('{n}')}
      data-gagal={story.photoUnreadable}
    >
      <p class="info" role="status" data-unggah-kabar hidden />
      <form method="post" action={`/laporan/${nomor}/foto`} encType="multipart/form-data">
        <Csrf ctx={ctx} />
        <input type="hidden" name="kode" value={kodeLacak} />
        <details>
          <summary>{m.title}</summary>
          <FileField
            ctx={ctx}
            name="foto"
            label={story.photo}
            hint={story.photoHint}
            accept="image/*"
            isMultiple
          />
          <Button tone="secondary">{m.send}</Button>
        </details>
      </form>
    </section>
  )
}
