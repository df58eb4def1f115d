import type { Refusal } from '../../../../kernel/result.ts'
import { FileField, type PageContext } from '../../../../ui/index.ts'
import { laporMessages } from '../../messages/index.ts'

export type KeptPhoto = Readonly<{ id: string; src: string }>

/**
 * Photos of a report. Without script they go with the form; with it they are made small here, wait in the
 * browser, and follow the words.
 */
export function PhotoField({
  ctx,
  refusals,
  photos,
  photosMax,
}: Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  photos: readonly KeptPhoto[]
  photosMax: number
}>) {
  const m = laporMessages(ctx.lang).story
  const isFull = photos.length >= photosMax
  return (
    <div
      data-foto-wadah
      data-max={photosMax - photos.length}
      data-hapus={m.removePhoto}
      data-gagal={m.photoUnreadable}
      data-lebih={m.photoTooMany(String(photosMax))}
      data-siap={m.photoWaiting('{n}')}
    >
      {isFull ? (
        <p class="bantuan" id="f-foto">
          {m.photosKept(String(photos.length))}
        </p>
      ) : (
        <FileField
          ctx={ctx}
          name="foto"
          label={m.photo}
          hint={m.photoHint}
          accept="image/*"
          isMultiple
          isOptional
          refusals={refusals}
        />
      )}
      <ul class="foto-unggah" data-foto-daftar>
        {photos.map((photo, index) => (
          <li>
            <img src={photo.src} alt={m.photoAlt(String(index + 1))} width="96" height="96" />
            <button class="tombol dua mini" name="aksi" value={`hapus-foto.${photo.id}`}>
              {m.removePhoto}
              <span class="vh"> {index + 1}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="kecil tebal" role="status" data-foto-kabar />
    </div>
  )
}
