import { formatTanggal } from '../../../ui/format.ts'
import { ButtonLink, CitizenPage, Facts, Icon, type PageContext } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Kartu } from '../store/kartu-store.ts'
import { KondisiTag } from './tags.tsx'

export type PublicProps = Readonly<{
  ctx: PageContext
  kartu: Kartu
  keeper: Readonly<{ nama: string; telepon: string | null }>
  /** Where it stands, in words people know. */
  place: string | undefined
  reportHref: string
  hasPhoto: string | undefined
}>

/** What a label leads to: what it is, where, who keeps it, and a way to say that it is broken. No amounts, no people. */
export function PublicPage(props: PublicProps) {
  const { ctx, kartu, keeper, place } = props
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={kartu.nama} description={m.public.description(kartu.nama)}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="meta">
          <KondisiTag ctx={ctx} kartu={kartu} />
          <span class="angka">{kartu.label}</span>
        </p>
        <h1>{kartu.nama}</h1>
        <p class="redup">{m.public.lead(ctx.region.name)}</p>
        {props.hasPhoto && (
          <img
            class="foto"
            src={props.hasPhoto}
            alt={m.card.photoAlt(kartu.nama, '1')}
            width="128"
            height="128"
          />
        )}
        <Facts
          rows={[
            { label: m.public.kind, value: kartu.namaKode },
            { label: m.public.year, value: formatTanggal(kartu.tanggalPerolehan, ctx.lang) },
            { label: m.public.keeper, value: keeper.nama },
            ...(keeper.telepon === null
              ? []
              : [
                  {
                    label: m.public.phone,
                    value: <a href={`tel:${keeper.telepon}`}>{keeper.telepon}</a>,
                  },
                ]),
            ...(place === undefined ? [] : [{ label: m.public.place, value: place }]),
          ]}
        />
        {kartu.status === 'aktif' && (
          <p>
            <ButtonLink href={props.reportHref}>
              <Icon name="kamera" /> {m.public.report}
            </ButtonLink>
          </p>
        )}
        <p class="bantuan">{m.public.reportHelp}</p>
      </div>
    </CitizenPage>
  )
}
