import type { Tanggal } from '../../../kernel/date.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  CitizenPage,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  Facts,
  type PageContext,
  Pagination,
  RadioTiles,
  Section,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { JENIS_MASUKAN, nomorMasukan, WAKIL } from '../domain/masukan.ts'
import type { Bagian } from '../domain/naskah.ts'
import { messagesIn } from '../messages/index.ts'
import type { Konsultasi, Penolakan } from '../store/konsultasi-store.ts'
import type { Masukan } from '../store/masukan-store.ts'
import type { Refused } from './asked.ts'
import { markText } from './naskah.page.tsx'
import {
  Consequence,
  countText,
  dayText,
  MasukanCard,
  MasukanTag,
  MasukanWords,
  type NameOf,
} from './parts.tsx'
import { PUBLIK } from './paths.ts'

type Base = Readonly<{
  ctx: PageContext
  konsultasi: Konsultasi
  today: Tanggal
  nameOf: NameOf
  labelOf: (jangkar: string) => string
}>

/** One passage: its words, the form for an input, and what others said. */
export function PasalPage({
  bagian,
  masukan,
  nextHref,
  isOpen,
  isSignedIn,
  refusals,
  typed,
  ...base
}: Base &
  Refused &
  Readonly<{
    bagian: Bagian
    masukan: readonly Masukan[]
    nextHref: string | undefined
    isOpen: boolean
    isSignedIn: boolean
  }>) {
  const { ctx, konsultasi } = base
  const m = messagesIn(ctx.lang)
  const path = `${PUBLIK}/${konsultasi.kode}`
  const here = `${path}/pasal/${bagian.jangkar}`
  return (
    <CitizenPage ctx={ctx} title={m.giveOn(bagian.label)}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={`${path}?bagian=${bagian.jangkar}#${bagian.jangkar}`}>{m.backToText}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1>{m.giveOn(bagian.label)}</h1>
          <p lang="id">{konsultasi.judul}</p>
        </div>
        <blockquote lang="id">{`${markText(bagian)}${bagian.teks || bagian.label}`}</blockquote>
        {!isOpen && <p class="info">{m.notOpen}</p>}
        {isOpen && !isSignedIn && (
          <div>
            <ButtonLink href={`/masuk?lanjut=${encodeURIComponent(here)}`}>{m.signIn}</ButtonLink>
            <p class="bantuan">{m.signInNote}</p>
          </div>
        )}
        {(refusals.length > 0 || (isOpen && isSignedIn)) && (
          <MasukanForm ctx={ctx} action={here} refusals={refusals} typed={typed} />
        )}
        <Section id="h-masukan" title={m.inputs}>
          <Cards {...base} masukan={masukan} nextHref={nextHref} />
        </Section>
      </div>
    </CitizenPage>
  )
}

function MasukanForm({
  ctx,
  action,
  refusals,
  typed,
}: Refused & Readonly<{ ctx: PageContext; action: string }>) {
  const m = messagesIn(ctx.lang)
  const base = { ctx, refusals }
  return (
    <form method="post" action={action} class="tumpuk">
      <Csrf ctx={ctx} />
      <RadioTiles
        {...base}
        name="jenis"
        label={m.asks.jenis}
        value={typed.jenis ?? ''}
        choices={JENIS_MASUKAN.map((value) => ({ value, label: m.kinds[value] }))}
      />
      <TextArea
        {...base}
        name="teks"
        label={m.asks.teks}
        hint={m.asks.teksHint}
        value={typed.teks ?? ''}
        rows={4}
        maxLength={2_000}
      />
      <TextArea
        {...base}
        name="usul"
        label={m.asks.usul}
        hint={m.asks.usulHint}
        value={typed.usul ?? ''}
        rows={3}
        maxLength={2_000}
        isOptional
      />
      <RadioTiles
        {...base}
        name="wakil"
        label={m.asks.wakil}
        value={typed.wakil ?? ''}
        choices={WAKIL.map((value) => ({ value, label: m.speaks[value] }))}
      />
      <TextField
        {...base}
        name="organisasi"
        label={m.asks.organisasi}
        hint={m.asks.organisasiHint}
        value={typed.organisasi ?? ''}
        maxLength={120}
        isOptional
      />
      <p class="bantuan">{m.once}</p>
      <Button>{m.send}</Button>
    </form>
  )
}

function Cards({
  masukan,
  nextHref,
  ...base
}: Base & Readonly<{ masukan: readonly Masukan[]; nextHref: string | undefined }>) {
  const m = messagesIn(base.ctx.lang)
  if (masukan.length === 0) return <p>{m.noInputs}</p>
  return (
    <>
      {masukan.map((one) => (
        <MasukanCard {...base} kode={base.konsultasi.kode} masukan={one} />
      ))}
      {nextHref !== undefined && (
        <Pagination
          ctx={base.ctx}
          shown={m.shownOf(countText(base.ctx, masukan.length))}
          nextHref={nextHref}
        />
      )}
    </>
  )
}

/** All inputs by passage, with their answers. */
export function MasukanPage({
  masukan,
  nextHref,
  penolakan,
  ...base
}: Base &
  Readonly<{
    masukan: readonly Masukan[]
    nextHref: string | undefined
    penolakan: readonly Penolakan[]
  }>) {
  const { ctx, konsultasi } = base
  const m = messagesIn(ctx.lang)
  const path = `${PUBLIK}/${konsultasi.kode}`
  const reasons: Readonly<Record<string, string>> = m.refusedReasons
  return (
    <CitizenPage ctx={ctx} title={`${m.inputs}: ${konsultasi.judul}`}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={path}>{m.backTo}</a>
        </p>
        <div>
          <h1>{m.allInputs}</h1>
          <p lang="id">{konsultasi.judul}</p>
        </div>
        <p>
          <a href={`${path}/masukan.csv`}>{m.csv}</a>
        </p>
        <h2 class="vh">{m.inputs}</h2>
        {masukan.length === 0 ? (
          <EmptyState title={m.noInputs} />
        ) : (
          <Cards {...base} masukan={masukan} nextHref={nextHref} />
        )}
        {penolakan.length > 0 && (
          <Section id="h-tolak" title={m.refused}>
            <DataTable
              caption={m.refused}
              columns={[
                {
                  header: m.state,
                  isHead: true,
                  cell: ({ alasan }: Penolakan) => reasons[alasan] ?? alasan,
                },
                {
                  header: m.inputs,
                  isNumber: true,
                  cell: ({ jumlah }) => countText(ctx, jumlah),
                },
              ]}
              rows={penolakan}
            />
          </Section>
        )}
      </div>
    </CitizenPage>
  )
}

/** One input: the receipt of whoever sent it, and its answer. */
export function SatuMasukanPage({
  masukan,
  isMine,
  refusals,
  ...base
}: Base & Pick<Refused, 'refusals'> & Readonly<{ masukan: Masukan; isMine: boolean }>) {
  const { ctx, konsultasi, today, nameOf, labelOf } = base
  const m = messagesIn(ctx.lang)
  const { kode } = konsultasi
  const nomor = nomorMasukan(kode, masukan.urut)
  const { jawaban } = masukan
  return (
    <CitizenPage ctx={ctx} title={m.inputOf(nomor)}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={`${PUBLIK}/${kode}`}>{m.backTo}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1>{m.inputOf(nomor)}</h1>
          <p>
            <MasukanTag ctx={ctx} masukan={masukan} today={today} />
          </p>
        </div>
        <MasukanWords ctx={ctx} masukan={masukan} />
        <Facts
          rows={[
            { label: m.name, value: <span lang="id">{konsultasi.judul}</span> },
            {
              label: m.passage,
              value: (
                <a href={`${PUBLIK}/${kode}/pasal/${masukan.jangkar}`} lang="id">
                  {masukan.label}
                </a>
              ),
            },
            { label: m.kind, value: m.kinds[masukan.jenis] },
            { label: m.sentOn, value: formatDateTime(masukan.dikirimAt, localeOf(ctx)) },
            { label: m.by, value: nameOf(konsultasi.unitKode) },
            { label: m.answerBy, value: dayText(ctx, masukan.tenggat) },
          ]}
        />
        <Section id="h-jawab" title={m.answer}>
          {jawaban === null ? (
            <p>{m.noAnswer}</p>
          ) : (
            <>
              <p>
                <b>{m.decisions[jawaban.putusan]}</b>
              </p>
              <p lang="id">{jawaban.alasan}</p>
              <p class="kecil redup">
                {nameOf(jawaban.unitKode)},{' '}
                {formatDateTime(new Date(jawaban.dijawabAt), localeOf(ctx))}
              </p>
              <Consequence ctx={ctx} kode={kode} masukan={masukan} labelOf={labelOf} />
            </>
          )}
        </Section>
        {isMine && masukan.status === 'menunggu' && (
          <ActionForm
            ctx={ctx}
            action={`${PUBLIK}/${kode}/masukan/${masukan.urut}/tarik`}
            label={m.withdraw}
          />
        )}
      </div>
    </CitizenPage>
  )
}
