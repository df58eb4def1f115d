import type { ComponentChildren } from 'preact'
import type { Tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  CitizenPage,
  Csrf,
  ErrorSummary,
  Facts,
  FileField,
  type PageContext,
  Section,
  StatusTag,
  type TagKind,
  TextField,
} from '../../../ui/index.ts'
import type { Checked, ShownLetter, SignatureWords } from '../actions/check-letter.ts'
import type { Verdict } from '../domain/verdict.ts'
import { documentsMessages } from '../messages/index.ts'
import { checkCommands } from './check-commands.ts'

const NOINDEX = <meta name="robots" content="noindex" />

type Plain = Readonly<{ ctx: PageContext }>

/** Two ways to check a letter: by what is printed under its QR, or by its file. */
export function CheckPage({
  ctx,
  refusals,
  kode,
}: Plain & Readonly<{ refusals: readonly Refusal[]; kode: string }>) {
  const m = documentsMessages(ctx.lang).check
  return (
    <CitizenPage ctx={ctx} title={m.title} description={m.lead}>
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{m.title}</h1>
        <p>{m.lead}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <Box id="h-kode">
          <h2 id="h-kode">{m.codeTitle}</h2>
          <form method="get" action="/verifikasi">
            <TextField
              ctx={ctx}
              name="kode"
              label={m.codeLabel}
              hint={m.codeHint}
              value={kode}
              maxLength={60}
              autocomplete="off"
              refusals={refusals}
            />
            <Button>{m.codeButton}</Button>
          </form>
        </Box>
        <Box id="h-berkas">
          <h2 id="h-berkas">{m.fileTitle}</h2>
          <form method="post" action="/verifikasi" enctype="multipart/form-data">
            <Csrf ctx={ctx} />
            <FileField
              ctx={ctx}
              name="berkas"
              label={m.fileLabel}
              hint={m.fileHint}
              accept="application/pdf,.pdf"
              refusals={refusals}
            />
            <Button>{m.fileButton}</Button>
          </form>
        </Box>
        <p class="kecil redup">{m.whyFile}</p>
      </div>
    </CitizenPage>
  )
}

function Box({ id, children }: Readonly<{ id: string; children: ComponentChildren }>) {
  return (
    <section class="kartu" aria-labelledby={id}>
      <div class="isi tumpuk">{children}</div>
    </section>
  )
}

const TAGS: Readonly<Record<Verdict, TagKind>> = {
  asli: 'selesai',
  dicabut: 'lewat',
  diganti: 'koord',
  kedaluwarsa: 'tunggu',
  ditambah: 'lewat',
  diubah: 'lewat',
  'penanda-lain': 'netral',
  'tanpa-tanda-tangan': 'netral',
  terkunci: 'netral',
  'tak-terbaca': 'netral',
  'tak-dikenal': 'lewat',
}

export type ResultProps = Plain &
  Readonly<{
    checked: Checked
    baseUrl: string
    /** By its code alone: nothing was said of the paper or the file that somebody holds. */
    isByCode: boolean
  }>

/** What is true of a letter, the answer first. */
export function ResultPage(props: ResultProps) {
  const { ctx, checked, isByCode } = props
  const m = documentsMessages(ctx.lang)
  const { verdict, letter, claims, signatures = [] } = checked
  return (
    <CitizenPage ctx={ctx} title={m.verdict[verdict]} css={['bukti']} head={NOINDEX}>
      <div class="wadah sempit isi-hal">
        <p class="meta">
          <StatusTag kind={TAGS[verdict]}>{m.verdict[verdict]}</StatusTag>
          {letter && <span class="angka tebal">{letter.nomor}</span>}
        </p>
        <h1 class="judul-catatan">{letter?.judul ?? m.verdict[verdict]}</h1>
        <div class="renggang isi-hal">
          <div class="tumpuk">
            <p class={verdict === 'asli' ? 'jadi tebal' : 'awas tebal'} role="status">
              {m.verdictText[verdict]}
            </p>
            {isByCode && letter && <p class="prosa">{m.byCode}</p>}
            {claims && (
              <p>
                {m.claims(claims.nomor)} <a href={`/verifikasi/${claims.kode}`}>{m.openClaimed}</a>
              </p>
            )}
          </div>
          {letter && <LetterFacts ctx={ctx} letter={letter} verdict={verdict} />}
          {signatures.length > 0 && <Signatures ctx={ctx} signatures={signatures} />}
          <Outside {...props} />
          <p>
            <ButtonLink href="/verifikasi" tone="secondary">
              {m.check.again}
            </ButtonLink>
          </p>
        </div>
      </div>
    </CitizenPage>
  )
}

function LetterFacts({
  ctx,
  letter,
  verdict,
}: Plain & Readonly<{ letter: ShownLetter; verdict: Verdict }>) {
  const m = documentsMessages(ctx.lang).facts
  const locale = localeOf(ctx)
  const acting = letter.sebagai === null ? '' : `, ${m.sebagai[letter.sebagai]}`
  const ended = verdict === 'dicabut' || verdict === 'diganti' ? m.berakhir[verdict] : undefined
  return (
    <Section id="h-catatan" title={m.title}>
      <Facts
        rows={[
          { label: m.nomor, value: letter.nomor },
          { label: m.unit, value: letter.unit },
          ...(letter.level === 'tte'
            ? [{ label: m.tte, value: `${letter.nama}, ${letter.jabatan}${acting}` }]
            : [{ label: m.segel, value: letter.unit }]),
          {
            label: m.penyelenggara,
            value: letter.penyelenggara === 'bsre' ? m.bsre : m.setempat(ctx.region.name),
          },
          { label: m.terbit, value: formatDateTime(letter.terbitAt, locale) },
          {
            label: m.sampai,
            value:
              letter.sampai === null
                ? m.selamanya
                : formatTanggal(letter.sampai as Tanggal, ctx.lang),
          },
          ...(letter.endedAt && ended
            ? [{ label: ended, value: formatDateTime(letter.endedAt, locale) }]
            : []),
          ...(letter.pengganti ? [{ label: m.pengganti, value: letter.pengganti }] : []),
          ...letter.shown.map(([label, value]) => ({ label, value })),
          {
            label: m.log,
            value: <a href={`/bukti/catatan/${letter.acuan}`}>{m.openLog}</a>,
          },
        ]}
      />
      {letter.shown.some(([, value]) => value.includes('*')) && (
        <p class="kecil redup">{m.masked}</p>
      )}
    </Section>
  )
}

const SIGNATURE_TAGS: Readonly<Record<SignatureWords['state'], TagKind>> = {
  valid: 'selesai',
  changed: 'lewat',
  unreadable: 'netral',
}

function Signatures({
  ctx,
  signatures,
}: Plain & Readonly<{ signatures: readonly SignatureWords[] }>) {
  const m = documentsMessages(ctx.lang).signatures
  return (
    <Section id="h-tanda" title={m.title}>
      <ol class="temuan">
        {signatures.map((one, index) => (
          <li>
            <p class="meta">
              <StatusTag kind={SIGNATURE_TAGS[one.state]}>{m[one.state]}</StatusTag>
              <b>{one.signer ?? m.nomor(String(index + 1))}</b>
            </p>
            <p class="kecil redup">
              {[
                one.isTotal ? m.total : m.part,
                ...(one.state === 'valid' ? [one.isTrusted ? m.trusted : m.untrusted] : []),
                ...(one.stampedAt ? [m.stamped(formatDateTime(one.stampedAt, localeOf(ctx)))] : []),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Outside({ ctx, baseUrl }: ResultProps) {
  const m = documentsMessages(ctx.lang).outside
  return (
    <details>
      <summary>{m.title}</summary>
      <div class="tumpuk">
        <p class="kecil">{m.text}</p>
        <section class="gulir" aria-label={m.commands} tabIndex={0}>
          <pre class="kode">{checkCommands(m, baseUrl)}</pre>
        </section>
      </div>
    </details>
  )
}
