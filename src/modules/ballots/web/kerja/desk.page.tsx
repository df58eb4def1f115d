import type { Refusal } from '../../../../kernel/result.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  CaseRow,
  type Choice,
  Csrf,
  DataTable,
  DayField,
  EmptyState,
  ErrorSummary,
  Facts,
  OfficerPage,
  type PageContext,
  Pagination,
  Section,
  SelectField,
  StatusTag,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import { ATURAN, JENIS, keadaanOf, type Pilihan, type Pungutan } from '../../domain/pungutan.ts'
import { messagesIn } from '../../messages/index.ts'
import type { Kotak, Penolakan } from '../../store/kotak-store.ts'
import { KERJA, kerjaPath, publikPath } from '../paths.ts'
import { RuleText, TAGS } from '../publik/vote.page.tsx'

type Typed = Readonly<Record<string, string>>

export type DeskListProps = Readonly<{
  ctx: PageContext
  now: Date
  rows: readonly Pungutan[]
  wilayahOf: (kode: string) => string
  maySetUp: boolean
  keepsRoll: boolean
  nextHref: string | undefined
}>

export function DeskListPage(props: DeskListProps) {
  const { ctx, now, rows } = props
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.kerja.desk} current="planning">
      <div class="isi-hal tumpuk">
        <h1>{m.kerja.desk}</h1>
        <p class="bantuan">{m.kerja.lead}</p>
        <p class="tombol-baris">
          {props.maySetUp && <ButtonLink href={`${KERJA}/baru`}>{m.kerja.baru}</ButtonLink>}
          {props.keepsRoll && (
            <ButtonLink href={`${KERJA}/penduduk`} tone="secondary">
              {m.kerja.penduduk}
            </ButtonLink>
          )}
        </p>
        {rows.length === 0 && <EmptyState title={m.kerja.none} />}
        {rows.map((one) => {
          const keadaan = keadaanOf(one, now)
          return (
            <CaseRow
              href={kerjaPath(one.nomor)}
              tag={{ kind: TAGS[keadaan], label: m.keadaan[keadaan] }}
              nomor={one.nomor}
              title={one.judul}
              facts={[
                props.wilayahOf(one.wilayahKode),
                `${m.tutup} ${formatDateTime(one.tutupAt, localeOf(ctx))}`,
              ]}
            />
          )
        })}
        {props.nextHref !== undefined && (
          <Pagination ctx={ctx} shown="" nextHref={props.nextHref} firstHref={KERJA} />
        )}
      </div>
    </OfficerPage>
  )
}

export type NewPageProps = Readonly<{
  ctx: PageContext
  typed: Typed
  refusals: readonly Refusal[]
  wilayah: readonly Choice[]
}>

/** Everything about a vote but its options. */
export function NewPage(props: NewPageProps) {
  const { ctx, typed, refusals } = props
  const m = messagesIn(ctx.lang)
  const common = (name: string) => ({ ctx, name, value: typed[name] ?? '', refusals })
  return (
    <OfficerPage ctx={ctx} title={m.kerja.baru} current="planning">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={KERJA}>{m.kerja.desk}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.kerja.baru}</h1>
        <form method="post" action={`${KERJA}/baru`} class="tumpuk">
          <Csrf ctx={ctx} />
          <TextField {...common('judul')} label={m.kerja.judul} maxLength={160} />
          <TextArea
            {...common('pertanyaan')}
            label={m.kerja.pertanyaan}
            maxLength={1000}
            rows={3}
          />
          <SelectField {...common('wilayah')} label={m.kerja.wilayah} choices={props.wilayah} />
          <SelectField
            {...common('jenis')}
            label={m.cara}
            choices={JENIS.map((value) => ({ value, label: m.jenis[value] }))}
          />
          <RuleFields {...props} />
          <HourFields {...props} />
          <Button>{m.kerja.simpan}</Button>
        </form>
      </div>
    </OfficerPage>
  )
}

function RuleFields({ ctx, typed, refusals }: NewPageProps) {
  const m = messagesIn(ctx.lang)
  const common = (name: string) => ({ ctx, name, value: typed[name] ?? '', refusals })
  const number = (name: string) => ({
    ...common(name),
    inputMode: 'numeric' as const,
    maxLength: 24,
  })
  return (
    <>
      <SelectField
        {...common('aturan')}
        label={m.kerja.aturan}
        choices={ATURAN.map((value) => ({ value, label: m.aturan[value] }))}
      />
      <TextField
        {...number('anggaran')}
        label={m.anggaran}
        hint={m.kerja.anggaranHint}
        isOptional
      />
      <TextField {...number('kursi')} label={m.kerja.kursi} hint={m.kerja.kursiHint} isOptional />
      <TextField {...number('banyak')} label={m.kerja.banyak} isOptional />
      <TextField {...number('poin')} label={m.kerja.poin} isOptional />
      <SelectField
        {...common('batas')}
        label={m.kerja.batas}
        placeholder={m.kerja.batasNo}
        choices={[{ value: '1', label: m.kerja.batasYes }]}
      />
      <TextField {...number('ambang')} label={m.kerja.ambang} isOptional />
      <TextField
        {...number('langkah')}
        label={m.kerja.langkah}
        hint={m.kerja.langkahHint}
        isOptional
      />
    </>
  )
}

function HourFields({ ctx, typed, refusals }: NewPageProps) {
  const m = messagesIn(ctx.lang)
  const common = (name: string) => ({ ctx, name, value: typed[name] ?? '', refusals })
  return (
    <>
      <DayField {...common('bukaTanggal')} label={m.kerja.bukaTanggal} />
      <TextField {...common('bukaJam')} label={m.kerja.bukaJam} hint={m.kerja.jamHint} />
      <DayField {...common('tutupTanggal')} label={m.kerja.tutupTanggal} />
      <TextField {...common('tutupJam')} label={m.kerja.tutupJam} hint={m.kerja.jamHint} />
    </>
  )
}

export type DeskPageProps = Readonly<{
  ctx: PageContext
  now: Date
  pungutan: Pungutan
  daftar: readonly Pilihan[]
  kotak: Kotak | undefined
  /** Undefined for those who do not look after it. */
  penolakan: readonly Penolakan[] | undefined
  maySetUp: boolean
  keepsRoll: boolean
  typed: Typed
  refusals: readonly Refusal[]
}>

/** One vote at the desk: options and fixing while it is a draft, figures afterwards. */
export function DeskPage(props: DeskPageProps) {
  const { ctx, pungutan } = props
  const m = messagesIn(ctx.lang)
  const keadaan = keadaanOf(pungutan, props.now)
  const isDraft = keadaan === 'rancangan'
  return (
    <OfficerPage ctx={ctx} title={pungutan.judul} current="planning">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={KERJA}>{m.kerja.desk}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <p>
          <StatusTag kind={TAGS[keadaan]}>{m.keadaan[keadaan]}</StatusTag>{' '}
          <span class="angka">{pungutan.nomor}</span>
        </p>
        <h1>{pungutan.judul}</h1>
        <p>{pungutan.pertanyaan}</p>
        <RuleText ctx={ctx} pungutan={pungutan} />
        {!isDraft && (
          <p>
            <a href={publikPath(pungutan.nomor)}>{m.title}</a>
          </p>
        )}
        <BoxFigures {...props} />
        {props.keepsRoll && keadaan === 'buka' && (
          <ButtonLink href={kerjaPath(pungutan.nomor, '/kertas')}>{m.kerja.kertas}</ButtonLink>
        )}
        {props.maySetUp && keadaan === 'tutup' && (
          <ActionForm
            ctx={ctx}
            action={kerjaPath(pungutan.nomor, '/hitung')}
            label={m.kerja.hitung}
            tone="primary"
          />
        )}
        <Options {...props} isDraft={isDraft} />
        <Refused {...props} />
      </div>
    </OfficerPage>
  )
}

function BoxFigures({ ctx, kotak }: DeskPageProps) {
  const m = messagesIn(ctx.lang)
  if (kotak === undefined) return null
  const number = (value: number) => formatNumber(value, ctx.lang)
  return (
    <Facts
      rows={[
        {
          label: m.hadir,
          value: m.daringKertas(number(kotak.pemilihDaring), number(kotak.pemilihKertas)),
        },
        {
          label: m.suaraSah,
          value: m.daringKertas(number(kotak.suaraDaring), number(kotak.suaraKertas)),
        },
      ]}
    />
  )
}

function Options(props: DeskPageProps & Readonly<{ isDraft: boolean }>) {
  const { ctx, pungutan, daftar, isDraft, maySetUp } = props
  const m = messagesIn(ctx.lang)
  const mayChange = isDraft && maySetUp
  return (
    <Section id="h-pilihan" title={m.pilihan}>
      <DataTable
        caption={m.pilihan}
        isStacked
        columns={[
          { header: m.nama, isHead: true, cell: ({ kode, nama }: Pilihan) => `${kode}. ${nama}` },
          { header: m.tempat, cell: ({ tempat }) => tempat },
          { header: m.usulan, cell: ({ usulan }) => usulan ?? '' },
          ...(mayChange
            ? [
                {
                  header: m.kerja.hapus,
                  cell: ({ kode, nama }: Pilihan) => (
                    <ActionForm
                      ctx={ctx}
                      action={kerjaPath(pungutan.nomor, '/hapus')}
                      fields={{ kode }}
                      label={
                        <>
                          {m.kerja.hapus} <span class="vh">{nama}</span>
                        </>
                      }
                    />
                  ),
                },
              ]
            : []),
        ]}
        rows={daftar}
      />
      {mayChange && <AddOption {...props} />}
      {mayChange && (
        <>
          <p>{m.kerja.tetapkanLead}</p>
          <ActionForm
            ctx={ctx}
            action={kerjaPath(pungutan.nomor, '/tetapkan')}
            label={m.kerja.tetapkan}
            tone="primary"
          />
        </>
      )}
    </Section>
  )
}

function AddOption({ ctx, pungutan, typed, refusals }: DeskPageProps) {
  const m = messagesIn(ctx.lang)
  const common = (name: string) => ({ ctx, name, value: typed[name] ?? '', refusals })
  return (
    <form method="post" action={kerjaPath(pungutan.nomor, '/pilihan')} class="tumpuk">
      <Csrf ctx={ctx} />
      <TextField {...common('nama')} label={m.nama} maxLength={160} />
      {pungutan.anggaran !== null && (
        <TextField {...common('biaya')} label={m.biaya} inputMode="numeric" maxLength={24} />
      )}
      <TextField {...common('tempat')} label={m.tempat} maxLength={200} isOptional />
      <TextArea {...common('uraian')} label={m.kerja.uraian} maxLength={2000} rows={3} isOptional />
      <TextField
        {...common('usulan')}
        label={m.usulan}
        hint={m.kerja.usulanHint}
        maxLength={60}
        isOptional
      />
      <Button tone="secondary">{m.kerja.tambah}</Button>
    </form>
  )
}

function Refused({ ctx, penolakan }: DeskPageProps) {
  const m = messagesIn(ctx.lang)
  if (penolakan === undefined) return null
  return (
    <Section id="h-penolakan" title={m.kerja.penolakan}>
      {penolakan.length === 0 ? (
        <p>{m.kerja.tanpaPenolakan}</p>
      ) : (
        <DataTable
          caption={m.kerja.penolakan}
          columns={[
            { header: m.kerja.sebab, isHead: true, cell: ({ sebab }: Penolakan) => sebab },
            {
              header: m.kerja.kali,
              isNumber: true,
              cell: ({ jumlah }) => formatNumber(jumlah, ctx.lang),
            },
          ]}
          rows={penolakan}
        />
      )}
    </Section>
  )
}
