import { formatBytes } from '../../../ui/format.ts'
import {
  Button,
  CitizenPage,
  Csrf,
  EmptyState,
  ErrorSummary,
  FileField,
  Information,
  Section,
  TextField,
} from '../../../ui/index.ts'
import type { Jenis } from '../domain/jenis.ts'
import { DATE_FIELD, FILE_FIELD } from '../domain/refusals.ts'
import { Trail } from './own.page.tsx'
import { HOME, type View } from './view.ts'

export type ChooseProps = View & Readonly<{ kinds: readonly Jenis[]; query: string }>

/** Which document? Grouped as people look for them, with one field to find it. */
export function ChoosePage(props: ChooseProps) {
  const { ctx, m, kinds, query } = props
  const words = m.choose
  const codes = [...new Set(kinds.map(({ kelompok }) => kelompok))]
  const groups: Readonly<Record<string, string>> = m.groups
  return (
    <CitizenPage ctx={ctx} title={words.title} current="account">
      <div class="wadah isi-hal">
        <Trail {...props} parent />
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <form class="saring" method="get" action={`${HOME}/baru`}>
          <div class="penuh">
            <label class="vh" for="cari">
              {words.search}
            </label>
            <input
              class="isian"
              id="cari"
              name="q"
              type="search"
              value={query}
              placeholder={words.search}
            />
          </div>
          <Button tone="secondary">{words.find}</Button>
        </form>
        {kinds.length === 0 && (
          <EmptyState title={words.nothing}>
            <p>{words.nothingHelp}</p>
          </EmptyState>
        )}
        {codes.map((code) => (
          <Section id={`k-${code}`} title={groups[code] ?? code}>
            <ul class="kartu tugas">
              {kinds
                .filter(({ kelompok }) => kelompok === code)
                .map((kind) => (
                  <li>
                    <a href={`${HOME}/baru/${kind.kode}`}>{kind.nama[ctx.lang]}</a>
                  </li>
                ))}
            </ul>
          </Section>
        ))}
        {query !== '' && (
          <p class="jarak-atas">
            <a href={`${HOME}/baru`}>{words.all}</a>
          </p>
        )}
      </div>
    </CitizenPage>
  )
}

export type UploadProps = View & Readonly<{ kind: Jenis; dated: string }>

/** One document: how a good photo of it looks, what is accepted, the date it asks for, the file. */
export function UploadPage(props: UploadProps) {
  const { ctx, m, refusals, kind } = props
  const words = m.upload
  const title = kind.nama[ctx.lang]
  return (
    <CitizenPage ctx={ctx} title={title} current="account" scripts={['berkas', 'ui-form']}>
      <div class="wadah isi-hal sempit">
        <Trail {...props} parent />
        <h1>{title}</h1>
        <div class="jarak-atas">
          <ErrorSummary ctx={ctx} refusals={refusals} />
        </div>
        <div class="kartu">
          <div class="isi tumpuk">
            <h2>{words.good}</h2>
            <p>{kind.petunjuk[ctx.lang]}</p>
          </div>
        </div>
        <form
          class="jarak-atas"
          method="post"
          encType="multipart/form-data"
          action={`${HOME}/baru/${kind.kode}`}
          data-berkas
          data-siap={words.ready}
          data-kecil={words.shrinking}
          data-gagal={words.unreadable}
          data-gelap={words.dark}
          data-kirim={words.sending}
          data-periksa={words.checking}
          data-putus={words.broken}
        >
          <Csrf ctx={ctx} />
          <DateOfDocument {...props} />
          <FileField
            ctx={ctx}
            refusals={refusals}
            name={FILE_FIELD}
            label={fileLabel(kind, m)}
            hint={words.fileHint}
            accept={acceptOf(kind)}
          />
          <p class="info" role="status" data-berkas-kabar hidden />
          <p>
            <Button>{words.send}</Button>
          </p>
          <Rules {...props} />
          {kind.isDataSpesifik && <Information>{words.specific}</Information>}
        </form>
      </div>
    </CitizenPage>
  )
}

const takesPdf = ({ format }: Jenis) => format.includes('pdf')
const takesPhoto = ({ format }: Jenis) => format.some((one) => one !== 'pdf')

function fileLabel(kind: Jenis, m: View['m']): string {
  if (!takesPdf(kind)) return m.upload.filePhoto
  return takesPhoto(kind) ? m.upload.file : m.upload.filePdf
}

function acceptOf({ format }: Jenis): string {
  const types = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', pdf: 'application/pdf' }
  return format.map((one) => types[one]).join(',')
}

function DateOfDocument({ ctx, m, refusals, kind, dated }: UploadProps) {
  if (kind.tanggal === 'tidak') return null
  const isEnd = kind.tanggal === 'berakhir'
  const words = m.upload
  return (
    <TextField
      ctx={ctx}
      refusals={refusals}
      name={DATE_FIELD}
      label={isEnd ? words.expires : words.issued}
      hint={isEnd ? words.expiresHint : words.issuedHint}
      value={dated}
      inputMode="numeric"
      maxLength={10}
      isRequired
    />
  )
}

function Rules({ ctx, m, kind }: UploadProps) {
  const words = m.upload
  const formats = kind.format.map((one) => one.toUpperCase()).join(', ')
  return (
    <details>
      <summary>{words.rules}</summary>
      <ul class="prosa">
        <li>{words.accepts(formats)}</li>
        {takesPhoto(kind) && <li>{words.photoSize}</li>}
        {takesPdf(kind) && (
          <li>
            {words.pdfSize(formatBytes(kind.maksKb * 1024, ctx.lang), String(kind.maksHalaman))}
          </li>
        )}
      </ul>
    </details>
  )
}
