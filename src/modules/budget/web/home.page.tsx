import { daysBetween, type Tanggal, tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatTanggal } from '../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Section,
  SelectField,
  StatusTag,
  TextField,
} from '../../../ui/index.ts'
import { JENIS_VERSI } from '../domain/versi.ts'
import { messagesIn } from '../messages/index.ts'
import type { AturanGeser, Tenggat } from '../store/aturan-store.ts'
import type { Versi } from '../store/versi-store.ts'
import { ANGGARAN, versiHref } from './frame.ts'
import { VersiTag } from './state-tag.tsx'

export type HomeProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  tahun: number
  years: readonly number[]
  today: Tanggal
  tenggat: readonly Tenggat[]
  versions: readonly Versi[]
  rules: readonly AturanGeser[]
  mayMake: boolean
  typed: Readonly<{ jenis: string; judul: string; aturan: string }>
  /** Cash plans the visitor may make: their SKPD. */
  cash: readonly Readonly<{ href: string; nama: string }>[]
}>

/** All budget documents of a year, the clocks of its cycle, and where a new one begins. */
export function HomePage(props: HomeProps) {
  const { ctx, refusals, tahun, years } = props
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={`${m.title} ${tahun}`} current="budget" css={['rka']}>
      <div class="tumpuk isi-hal">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{`${m.title} ${tahun}`}</h1>
        {years.length === 0 && <EmptyState title={m.home.noYear} />}
        <nav class="tampilan angka" aria-label={m.home.years}>
          {years.map((one) => (
            <a
              href={`${ANGGARAN}?tahun=${one}`}
              {...(one === tahun ? { 'aria-current': 'page' as const } : {})}
            >
              {one}
            </a>
          ))}
        </nav>
        <div class="dua-lajur">
          <div>
            <Versions {...props} />
            {props.cash.length > 0 && <Cash {...props} />}
            {props.mayMake && <Make {...props} />}
          </div>
          <Clocks {...props} />
        </div>
      </div>
    </OfficerPage>
  )
}

function Versions({ ctx, versions, tahun }: HomeProps) {
  const m = messagesIn(ctx.lang)
  const inForce = versions.some(({ status }) => status === 'berlaku')
  return (
    <Section
      id="dokumen"
      title={m.home.versions}
      aside={inForce && <a href={`/anggaran/${tahun}`}>{m.home.public}</a>}
    >
      {versions.length === 0 ? (
        <p class="bantuan">{m.home.none}</p>
      ) : (
        <DataTable
          isStacked
          caption={m.home.versions}
          rows={versions}
          columns={[
            {
              header: m.home.name,
              isHead: true,
              cell: (row) => <a href={versiHref(row.id)}>{row.judul}</a>,
            },
            { header: m.home.kind, cell: (row) => m.jenis[row.jenis] },
            { header: m.home.state, cell: (row) => <VersiTag ctx={ctx} status={row.status} /> },
            {
              header: m.home.basis,
              cell: (row) =>
                row.dasarTanggal === null
                  ? '–'
                  : `${row.dasar}, ${formatTanggal(tanggal(row.dasarTanggal), ctx.lang)}`,
            },
          ]}
        />
      )}
    </Section>
  )
}

function Cash({ ctx, cash }: HomeProps) {
  const m = messagesIn(ctx.lang).home
  return (
    <Section id="kas" title={m.cash}>
      <p class="tombol-baris">
        {cash.map(({ href, nama }) => (
          <ButtonLink href={href} tone="secondary" isSmall>
            {nama}
          </ButtonLink>
        ))}
      </p>
    </Section>
  )
}

function Make(props: HomeProps) {
  const { ctx, refusals, tahun, rules, typed } = props
  const m = messagesIn(ctx.lang)
  const field = { ctx, refusals }
  return (
    <Section id="baru" title={m.home.make}>
      <form method="post" action={`${ANGGARAN}/versi`} class="rka-kartu tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="tahun" value={String(tahun)} />
        <p class="bantuan">{m.home.madeFrom}</p>
        <div class="rka-ruas">
          <SelectField
            {...field}
            name="jenis"
            label={m.home.kind}
            value={typed.jenis}
            choices={JENIS_VERSI.map((value) => ({ value, label: m.jenis[value] }))}
          />
          <TextField
            {...field}
            name="judul"
            label={m.home.name}
            value={typed.judul}
            maxLength={200}
          />
          <SelectField
            {...field}
            name="aturan"
            label={m.home.shiftRule}
            value={typed.aturan}
            choices={rules.map(({ kode, nama }) => ({ value: kode, label: nama }))}
          />
        </div>
        <p>
          <Button>{m.home.make}</Button>
        </p>
      </form>
    </Section>
  )
}

function Clocks({ ctx, tenggat, today }: HomeProps) {
  const m = messagesIn(ctx.lang).home
  return (
    <Section id="tenggat" title={m.clocks}>
      <ol class="kartu rka-jam">
        {tenggat.map((row) => {
          const days = daysBetween(today, tanggal(row.tanggal))
          const text = formatNumber(Math.abs(days), ctx.lang)
          return (
            <li>
              <b>{ctx.lang === 'id' ? row.nama : row.namaEn}</b>
              <span class="angka">{formatTanggal(tanggal(row.tanggal), ctx.lang)}</span>
              <StatusTag kind={days < 0 ? 'netral' : days <= 14 ? 'tunggu' : 'proses'}>
                {days === 0 ? m.today : days < 0 ? m.passed(text) : m.left(text)}
              </StatusTag>
              <span class="kecil redup">
                {row.isTerverifikasi ? row.dasar : row.dasar.replace(/, belum diverifikasi$/, '')}
                {!row.isTerverifikasi && ` (${m.unverified})`}
              </span>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
