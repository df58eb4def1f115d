import type { Tanggal } from '../../../kernel/date.ts'
import {
  CitizenPage,
  DataTable,
  EmptyState,
  Facts,
  type PageContext,
  Section,
} from '../../../ui/index.ts'
import type { Hadir } from '../domain/pertemuan.ts'
import type { BeritaAcara } from '../domain/tutup.ts'
import { messagesIn } from '../messages/index.ts'
import type { Janji, Pertemuan } from '../store/janji-store.ts'
import type { Konsultasi } from '../store/konsultasi-store.ts'
import { countText, dayText, JanjiSection, type NameOf } from './parts.tsx'
import { PUBLIK } from './paths.ts'

export type BeritaProps = Readonly<{
  ctx: PageContext
  konsultasi: Konsultasi
  beritaAcara: BeritaAcara | undefined
  pertemuan: readonly Pertemuan[]
  janji: readonly Janji[]
  unsurName: (kode: string) => string
  today: Tanggal
  nameOf: NameOf
}>

const FACTS = [
  'masuk',
  'diterima',
  'sebagian',
  'ditolak',
  'dijelaskan',
  'lewat',
  'bagianBerubah',
] as const
const DIGESTS = ['sidikNaskah', 'sidikMasukan'] as const

/** The minutes: what came in, how it was answered, who met, what was promised. */
export function BeritaPage(props: BeritaProps) {
  const { ctx, konsultasi, beritaAcara, pertemuan, janji, today, nameOf } = props
  const m = messagesIn(ctx.lang)
  const path = `${PUBLIK}/${konsultasi.kode}`
  return (
    <CitizenPage ctx={ctx} title={m.minutesOf(konsultasi.judul)}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={path}>{m.backTo}</a>
        </p>
        <h1>{m.minutesOf(konsultasi.judul)}</h1>
        {beritaAcara === undefined ? (
          <EmptyState title={m.noMinutes} />
        ) : (
          <>
            <Facts
              rows={[
                { label: m.by, value: nameOf(konsultasi.unitKode) },
                ...FACTS.map((name) => ({
                  label: m.minutesFacts[name],
                  value: countText(ctx, beritaAcara[name]),
                })),
                ...DIGESTS.map((name) => ({
                  label: m.minutesFacts[name],
                  value: <code class="segel">{beritaAcara[name]}</code>,
                })),
              ]}
            />
            {konsultasi.suratId !== null && (
              <p>
                <a href={`${path}/berita-acara.pdf`}>{m.signedPdf}</a>
                {konsultasi.suratKode !== null && (
                  <>
                    {', '}
                    <a href={`/verifikasi/${konsultasi.suratKode}`}>{m.checkLetter}</a>
                  </>
                )}
              </p>
            )}
          </>
        )}
        {pertemuan.map((one) => (
          <Meeting {...props} one={one} />
        ))}
        <JanjiSection ctx={ctx} janji={janji} today={today} nameOf={nameOf} />
      </div>
    </CitizenPage>
  )
}

function Meeting({ ctx, unsurName, one }: BeritaProps & Readonly<{ one: Pertemuan }>) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id={`h-${one.id}`} title={m.meeting(dayText(ctx, one.pada))}>
      <Facts
        rows={[
          { label: m.place, value: <span lang="id">{one.tempat}</span> },
          { label: m.agenda, value: <span lang="id">{one.acara}</span> },
        ]}
      />
      <DataTable
        caption={m.attendance}
        isCaptionHidden={false}
        columns={[
          { header: m.element, isHead: true, cell: ({ unsur }: Hadir) => unsurName(unsur) },
          { header: m.people, isNumber: true, cell: ({ jumlah }) => countText(ctx, jumlah) },
          {
            header: m.women,
            isNumber: true,
            cell: ({ perempuan }) => countText(ctx, perempuan),
          },
        ]}
        rows={one.hadir}
      />
      <h3>{m.findings}</h3>
      <ol lang="id">
        {one.temuan.map((temuan) => (
          <li>{temuan}</li>
        ))}
      </ol>
    </Section>
  )
}
