import { formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  CitizenPage,
  DataTable,
  EmptyState,
  type PageContext,
  Pagination,
  Section,
  StatusTag,
} from '../../../ui/index.ts'
import { bandingkan, type Perubahan, type Segmen } from '../domain/redline.ts'
import { messagesIn } from '../messages/index.ts'
import type { Konsultasi } from '../store/konsultasi-store.ts'
import type { Naskah, Sebab } from '../store/naskah-store.ts'
import { countText } from './parts.tsx'
import { PUBLIK } from './paths.ts'

export type PerubahanProps = Readonly<{
  ctx: PageContext
  konsultasi: Konsultasi
  perubahan: readonly Perubahan[]
  sebab: ReadonlyMap<string, readonly Sebab[]>
  naskah: readonly Naskah[]
  nextHref: string | undefined
}>

/** What changed between the consulted version and the latest, and because of which inputs. */
export function PerubahanPage(props: PerubahanProps) {
  const { ctx, konsultasi, perubahan, naskah, nextHref } = props
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.redlineTitle(konsultasi.judul)}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={`${PUBLIK}/${konsultasi.kode}`}>{m.backTo}</a>
        </p>
        <div>
          <h1>{m.redlineTitle(konsultasi.judul)}</h1>
          <p class="redup">
            {m.redlineLead(
              countText(ctx, konsultasi.versiBuka ?? 0),
              countText(ctx, konsultasi.versi),
            )}
          </p>
        </div>
        {perubahan.length === 0 && <EmptyState title={m.noChanges} />}
        {perubahan.map((one) => (
          <Change {...props} one={one} />
        ))}
        {nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.shownOf(countText(ctx, perubahan.length))}
            nextHref={nextHref}
          />
        )}
        <Section id="h-versi" title={m.versions}>
          <DataTable
            caption={m.versions}
            isStacked
            columns={[
              {
                header: m.version,
                isHead: true,
                cell: ({ versi }: Naskah) => countText(ctx, versi),
              },
              {
                header: m.savedOn,
                cell: ({ dibuatAt }) => formatDateTime(dibuatAt, localeOf(ctx)),
              },
              { header: m.digest, cell: ({ sidik }) => <code class="kecil">{sidik}</code> },
            ]}
            rows={naskah}
          />
        </Section>
      </div>
    </CitizenPage>
  )
}

function Change({ ctx, konsultasi, sebab, one }: PerubahanProps & Readonly<{ one: Perubahan }>) {
  const m = messagesIn(ctx.lang)
  const { jangkar, jenis, lama, baru } = one
  const label = (baru ?? lama)?.label ?? jangkar
  return (
    <section class="bab" aria-labelledby={`p-${jangkar}`}>
      <h2 id={`p-${jangkar}`} lang="id">
        {label}
      </h2>
      <p>
        <StatusTag kind="netral">{m.changeKinds[jenis]}</StatusTag>{' '}
        {lama !== undefined && baru !== undefined && lama.label !== baru.label && (
          <span>{m.renumbered(lama.label, baru.label)}</span>
        )}
      </p>
      {jenis !== 'nomor' && (
        <Redline ctx={ctx} segmen={bandingkan(lama?.teks ?? '', baru?.teks ?? '')} />
      )}
      {(sebab.get(jangkar) ?? []).map(({ alasan, masukan }) => (
        <p class="kecil">
          {masukan.length > 0 ? (
            <>
              {m.because}{' '}
              {masukan.map((urut, index) => (
                <>
                  {index > 0 && ', '}
                  <a href={`${PUBLIK}/${konsultasi.kode}/masukan/${urut}`}>{urut}</a>
                </>
              ))}
            </>
          ) : (
            <>
              {m.becauseOffice}: <span lang="id">{alasan}</span>
            </>
          )}
        </p>
      ))}
    </section>
  )
}

/** Words taken out and put in, marked for the eye and in words for whoever listens. */
export function Redline({
  ctx,
  segmen,
}: Readonly<{ ctx: PageContext; segmen: readonly Segmen[] }>) {
  const m = messagesIn(ctx.lang)
  return (
    <p lang="id">
      {segmen.map(({ jenis, teks }) => {
        if (jenis === 'sama') return teks
        const Mark = jenis === 'hapus' ? 'del' : 'ins'
        return (
          <Mark>
            <span class="vh" lang={ctx.lang}>
              {` ${jenis === 'hapus' ? m.deleted : m.inserted} `}
            </span>
            {teks}
            <span class="vh" lang={ctx.lang}>
              {` ${m.end} `}
            </span>
          </Mark>
        )
      })}
    </p>
  )
}
