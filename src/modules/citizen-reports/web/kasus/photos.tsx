import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import { type PageContext, Section } from '../../../../ui/index.ts'
import type { ShownPhoto } from '../../actions/photos-of.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'

export type CasePhoto = Readonly<{
  id: string
  peran: 'pelapor' | 'bukti' | 'inspeksi' | 'pelengkap'
  isPublished: boolean
  fullHref: string
  thumbnailHref: string
  widthPx: number
  heightPx: number
  at: Date
  /** How a proof was taken, and how near as a class; never the point itself. */
  taken?: ShownPhoto['taken']
}>

type PhotosProps = Readonly<{ ctx: PageContext; photos: readonly CasePhoto[] }>

/** Before, after, and the rest: thumbnails of a few kB that lead to the whole picture. */
export function CasePhotos({ ctx, photos }: PhotosProps) {
  if (photos.length === 0) return null
  const m = kasusMessages(ctx.lang)
  const groups = [
    { title: m.photosBefore, photos: photos.filter((photo) => photo.peran === 'pelapor') },
    { title: m.photosAfter, photos: photos.filter((photo) => photo.peran === 'bukti') },
    {
      title: m.photosOther,
      photos: photos.filter((photo) => photo.peran === 'inspeksi' || photo.peran === 'pelengkap'),
    },
  ].filter((group) => group.photos.length > 0)
  return (
    <Section id="h-foto" title={laporanMessages(ctx.lang).one.photos}>
      <div class="sanding">
        {groups.map((group) => (
          <div>
            <h3>{group.title}</h3>
            <div class="galeri">
              {group.photos.map((photo) => (
                <Photo ctx={ctx} photo={photo} />
              ))}
            </div>
          </div>
        ))}
      </div>
    </Section>
  )
}

function Photo({ ctx, photo }: Readonly<{ ctx: PageContext; photo: CasePhoto }>) {
  const m = kasusMessages(ctx.lang)
  const what = laporanMessages(ctx.lang).one.photoFrom[photo.peran]
  const when = formatDateTime(photo.at, localeOf(ctx))
  return (
    <figure>
      <a href={photo.fullHref}>
        <img
          src={photo.thumbnailHref}
          alt={m.photoAlt(what, when)}
          width={photo.widthPx}
          height={photo.heightPx}
          loading="lazy"
        />
      </a>
      <figcaption>
        {what}, {when}
        {photo.taken?.distance && `, ${m.distance[photo.taken.distance]}`}
        {photo.taken && `, ${m.takenBy[photo.taken.way]}`}
        {!photo.isPublished && ` (${m.photoUnpublished})`}
      </figcaption>
    </figure>
  )
}
