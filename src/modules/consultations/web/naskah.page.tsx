import type { Tanggal } from '../../../kernel/date.ts'
import { CitizenPage, Facts, type PageContext, Section } from '../../../ui/index.ts'
import type { Halaman } from '../domain/halaman.ts'
import type { Bagian } from '../domain/naskah.ts'
import { messagesIn } from '../messages/index.ts'
import type { Janji } from '../store/janji-store.ts'
import type { Hitungan, Konsultasi } from '../store/konsultasi-store.ts'
import { hitunganText } from './daftar.page.tsx'
import { countText, JanjiSection, KeadaanTag, type NameOf, untilText } from './parts.tsx'
import { PUBLIK } from './paths.ts'

export type NaskahProps = Readonly<{
  ctx: PageContext
  konsultasi: Konsultasi
  bentuk: string
  halaman: readonly Halaman[]
  /** The page shown, counted from 0. */
  at: number
  jumlah: ReadonlyMap<string, number>
  hitungan: Hitungan
  janji: readonly Janji[]
  isOpen: boolean
  today: Tanggal
  nameOf: NameOf
}>

/** One consultation: what it is for, its text by passage, its promises. */
export function NaskahPage(props: NaskahProps) {
  const { ctx, konsultasi, hitungan, janji, today, nameOf, at } = props
  const m = messagesIn(ctx.lang)
  const path = `${PUBLIK}/${konsultasi.kode}`
  return (
    <CitizenPage ctx={ctx} title={konsultasi.judul}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={PUBLIK}>{m.all}</a>
        </p>
        <div>
          <h1 lang="id">{konsultasi.judul}</h1>
          <p>
            <KeadaanTag ctx={ctx} konsultasi={konsultasi} today={today} />
          </p>
        </div>
        {at === 0 && (
          <Facts
            rows={[
              { label: m.purpose, value: <span lang="id">{konsultasi.tujuan}</span> },
              { label: m.form, value: props.bentuk },
              { label: m.by, value: nameOf(konsultasi.unitKode) },
              { label: m.until, value: untilText(ctx, konsultasi, today) },
              { label: m.inputs, value: hitunganText(ctx, hitungan) },
            ]}
          />
        )}
        <ul>
          <li>
            <a href={`${path}/masukan`}>{m.allInputs}</a>
          </li>
          {konsultasi.versi !== konsultasi.versiBuka && (
            <li>
              <a href={`${path}/perubahan`}>{m.changes}</a>
            </li>
          )}
          {konsultasi.status === 'tutup' && (
            <li>
              <a href={`${path}/berita-acara`}>{m.minutes}</a>
            </li>
          )}
        </ul>
        <Section id="h-naskah" title={m.text}>
          <Text {...props} />
        </Section>
        {at === 0 && <JanjiSection ctx={ctx} janji={janji} today={today} nameOf={nameOf} />}
        {at === 0 && <p class="kecil redup">{m.rights}</p>}
      </div>
    </CitizenPage>
  )
}

function Text(props: NaskahProps) {
  const { ctx, konsultasi, halaman, at } = props
  const m = messagesIn(ctx.lang)
  const shown = halaman[at] ?? halaman[0]
  return (
    <>
      {halaman.length > 1 && (
        <nav aria-label={m.pages}>
          <p class="kecil redup">
            {m.page(countText(ctx, at + 1), countText(ctx, halaman.length))}
          </p>
          <ol>
            {halaman.map(({ judul }, index) => (
              <li lang="id">
                <a
                  href={`${PUBLIK}/${konsultasi.kode}?hal=${index + 1}`}
                  {...(index === at ? { 'aria-current': 'page' as const } : {})}
                >
                  {judul}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div class="tumpuk">
        {shown?.bagian.map((one) => (
          <Passage {...props} bagian={one} />
        ))}
      </div>
    </>
  )
}

const MARKS: Readonly<Partial<Record<Bagian['tingkat'], (nomor: string) => string>>> = {
  ayat: (nomor) => `(${nomor}) `,
  huruf: (nomor) => `${nomor}. `,
  angka: (nomor) => `${nomor}. `,
}

/** The number of a passage as it stands before its words; empty for headings, which have a line of their own. */
export function markText({ tingkat, nomor }: Pick<Bagian, 'tingkat' | 'nomor'>): string {
  return MARKS[tingkat]?.(nomor) ?? ''
}

function Passage({
  ctx,
  konsultasi,
  bagian,
  jumlah,
  isOpen,
}: NaskahProps & Readonly<{ bagian: Bagian }>) {
  const m = messagesIn(ctx.lang)
  const { jangkar, tingkat, label, teks } = bagian
  const isHeading = ['lampiran', 'bab', 'bagian', 'pasal'].includes(tingkat)
  const count = jumlah.get(jangkar) ?? 0
  const href = `${PUBLIK}/${konsultasi.kode}/pasal/${jangkar}`
  return (
    <div id={jangkar}>
      {isHeading && <h3 lang="id">{label}</h3>}
      {teks !== '' && <p lang="id">{`${markText(bagian)}${teks}`}</p>}
      <p class="kecil">
        {isOpen && (
          <a href={href}>
            {m.give}
            <span class="vh"> {label}</span>
          </a>
        )}{' '}
        {count > 0 && (
          <a href={`${href}#h-masukan`}>
            {m.seeInputs(countText(ctx, count))}
            <span class="vh"> {label}</span>
          </a>
        )}
      </p>
    </div>
  )
}
