import { differences } from '../../../kernel/differences.ts'
import { formatDateTime, formatTanggalWithWeekday, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  CheckboxTiles,
  DataTable,
  EmptyState,
  FileField,
  FormKeys,
  Information,
  Pagination,
  Panel,
  SelectField,
  StatusTag,
  TaskList,
  TextField,
  Warning,
} from '../../../ui/index.ts'
import { type DaerahIsian, JENIS_LIBUR, type Libur, type LiburIsian } from '../domain/settings.ts'
import type { RowProblem } from '../settings-actions.ts'
import type { UnitRiwayat } from '../store.ts'
import type { Warna } from '../types.ts'
import { HOME, type View } from './edge.ts'
import { Frame } from './frame.tsx'
import { type OfficeHoursProps, OfficeHoursSection } from './office-hours.page.tsx'

export const KALENDER = `${HOME}/kalender`
export const DAERAH = `${HOME}/daerah`

export type Door = Readonly<{ href: string; label: string; note: string }>

export function SettingsHomePage(props: View & Readonly<{ doors: readonly Door[] }>) {
  const { m, doors } = props
  return (
    <Frame {...props} title={m.title}>
      <p>{m.intro}</p>
      <TaskList
        tasks={doors.map(({ href, label, note }) => ({
          href,
          label,
          status: <span class="bantuan">{note}</span>,
        }))}
      />
    </Frame>
  )
}

export type Year = Readonly<{ tahun: number; status: 'resmi' | 'prakiraan'; days: number }>

export function YearTag({
  m,
  status,
}: Pick<View, 'm'> & Readonly<{ status: 'resmi' | 'prakiraan' }>) {
  return (
    <StatusTag kind={status === 'resmi' ? 'selesai' : 'tunggu'}>{m.kalender[status]}</StatusTag>
  )
}

export function YearsPage(props: View & Readonly<{ years: readonly Year[] }>) {
  const { ctx, m, refusals, years } = props
  const words = m.kalender
  return (
    <Frame {...props} title={words.title}>
      <p>{words.intro}</p>
      <div class="kerja-satu">
        <DataTable
          caption={words.title}
          rows={years}
          columns={[
            {
              header: words.year,
              isHead: true,
              cell: ({ tahun }) => <a href={`${KALENDER}/${tahun}`}>{tahun}</a>,
            },
            { header: words.days, isNumber: true, cell: ({ days }) => days },
            { header: m.state, cell: ({ status }) => <YearTag m={m} status={status} /> },
          ]}
        />
        <Panel label={words.open}>
          <section>
            <form method="get" action={KALENDER}>
              <TextField
                ctx={ctx}
                refusals={refusals}
                name="tahun"
                label={words.year}
                inputMode="numeric"
                maxLength={4}
              />
              <Button isSmall tone="secondary">
                {words.open}
              </Button>
            </form>
          </section>
        </Panel>
      </div>
    </Frame>
  )
}

export type YearProps = View &
  Readonly<{
    tahun: number
    status: 'resmi' | 'prakiraan'
    days: readonly Libur[]
    isian: LiburIsian
    problems: readonly RowProblem[]
  }>

export function YearPage(props: YearProps) {
  const { m, tahun, status, days, problems } = props
  const words = m.kalender
  return (
    <Frame
      {...props}
      title={`${words.title} ${tahun}`}
      trail={[{ href: KALENDER, label: words.title }]}
    >
      <p>
        <YearTag m={m} status={status} />{' '}
        {status === 'prakiraan' && <span class="bantuan">{words.forecastNote}</span>}
      </p>
      {problems.length > 0 && <Problems m={m} problems={problems} />}
      <div class="kerja-satu">
        {days.length === 0 ? <EmptyState title={words.none} /> : <DayTable {...props} />}
        <Panel label={words.add}>
          <section>
            <AddDay {...props} />
          </section>
          <section>
            <LoadYear {...props} />
          </section>
        </Panel>
      </div>
    </Frame>
  )
}

function Problems({ m, problems }: Pick<YearProps, 'm' | 'problems'>) {
  const words = m.kalender
  return (
    <>
      <Warning>{words.problems(String(problems.length))}</Warning>
      <DataTable
        caption={words.problem}
        rows={problems.slice(0, 100)}
        columns={[
          { header: words.row, isNumber: true, cell: ({ row }) => row },
          { header: words.problem, cell: ({ message }) => message },
        ]}
      />
    </>
  )
}

function DayTable({ ctx, m, tahun, days }: YearProps) {
  const words = m.kalender
  return (
    <DataTable
      caption={words.days}
      rows={days}
      columns={[
        {
          header: words.date,
          isHead: true,
          cell: ({ tanggal }) => formatTanggalWithWeekday(tanggal, ctx.lang),
        },
        { header: words.name, cell: ({ nama }) => nama },
        { header: words.kind, cell: ({ jenis }) => words.kinds[jenis] },
        { header: words.basis, cell: ({ dasar }) => dasar },
        {
          header: words.remove,
          cell: ({ tanggal, nama }) => (
            <ActionForm
              ctx={ctx}
              action={`${KALENDER}/${tahun}/hapus`}
              label={
                <>
                  {words.remove}
                  <span class="vh"> {nama}</span>
                </>
              }
              fields={{ tanggal, nama }}
            />
          ),
        },
      ]}
    />
  )
}

function AddDay({ ctx, m, refusals, tahun, isian }: YearProps) {
  const words = m.kalender
  const field = { ctx, refusals }
  return (
    <form method="post" action={`${KALENDER}/${tahun}`}>
      <h2>{words.add}</h2>
      <FormKeys ctx={ctx} seen="" />
      <TextField {...field} name="tanggal" type="date" label={words.date} value={isian.tanggal} />
      <TextField {...field} name="nama" label={words.name} value={isian.nama} maxLength={100} />
      <SelectField
        {...field}
        name="jenis"
        label={words.kind}
        value={isian.jenis}
        choices={JENIS_LIBUR.map((jenis) => ({ value: jenis, label: words.kinds[jenis] }))}
      />
      <TextField {...field} name="dasar" label={words.basis} value={isian.dasar} maxLength={200} />
      <Button isSmall>{m.save}</Button>
    </form>
  )
}

function LoadYear({ ctx, m, refusals, tahun, status }: YearProps) {
  const words = m.kalender
  return (
    <>
      <form method="post" action={`${KALENDER}/${tahun}/muat`} enctype="multipart/form-data">
        <FormKeys ctx={ctx} seen="" />
        <FileField
          ctx={ctx}
          refusals={refusals}
          name="berkas"
          label={words.file}
          hint={words.loadHint}
          accept=".csv,text/csv"
        />
        <p class="tombol-baris">
          <Button isSmall tone="secondary">
            {words.load}
          </Button>
          <ButtonLink href={`${KALENDER}/${tahun}/unduh`} tone="secondary" isSmall>
            {words.download}
          </ButtonLink>
        </p>
      </form>
      {status === 'prakiraan' && (
        <form method="post" action={`${KALENDER}/${tahun}/resmi`}>
          <FormKeys ctx={ctx} seen="" />
          <p class="bantuan">{words.confirmNote}</p>
          <Button isSmall>{words.confirm}</Button>
        </form>
      )}
    </>
  )
}

export type DaerahProps = OfficeHoursProps &
  Readonly<{ isian: DaerahIsian; warna: Warna; isOwn: boolean; seen: string; hasRegion: boolean }>

export function DaerahPage(props: DaerahProps) {
  const { ctx, m, refusals, isian, warna, isOwn, seen, hasRegion } = props
  const words = m.daerah
  const field = { ctx, refusals }
  if (!hasRegion)
    return (
      <Frame {...props} title={words.title}>
        <Information>{words.noRegion}</Information>
      </Frame>
    )
  return (
    <Frame {...props} title={words.title}>
      <form method="post" action={DAERAH} class="kartu isian-luas">
        <FormKeys ctx={ctx} seen={seen} />
        <div class="tiga-kolom">
          <TextField {...field} name="name" label={words.name} value={isian.name} maxLength={80} />
          <TextField
            {...field}
            name="shortName"
            label={words.short}
            value={isian.shortName}
            maxLength={40}
          />
          <TextField
            {...field}
            name="domain"
            label={words.domain}
            hint={words.domainHint}
            value={isian.domain}
            maxLength={100}
          />
        </div>
        <CheckboxTiles
          {...field}
          name="warna"
          label={words.colours}
          hint={words.contrast}
          isSingleColumn
          choices={[{ value: 'ya', label: words.own, hint: words.ownHint }]}
          values={isOwn ? ['ya'] : []}
        />
        <div class="tiga-kolom">
          {(['merek', 'merekTua', 'padi'] as const).map((name) => (
            <TextField
              {...field}
              name={name}
              label={words[name]}
              value={warna[name]}
              maxLength={7}
            />
          ))}
        </div>
        <Button>{m.save}</Button>
      </form>
      <OfficeHoursSection {...props} />
    </Frame>
  )
}

/** "hari.2026-08-17 Kemerdekaan.dasar": names of fields in words, names of things as they are. */
function fieldName(m: View['m'], field: string): string {
  const names: Readonly<Record<string, string>> = m.riwayat.fields
  const own = (part: string) => (Object.hasOwn(names, part) ? (names[part] ?? part) : part)
  return field.split('.').map(own).join(' › ')
}

export type HistoryProps = View &
  Readonly<{
    rows: readonly UnitRiwayat[]
    nextHref: string | undefined
    firstHref: string | undefined
  }>

export function HistoryPage(props: HistoryProps) {
  const { ctx, m, rows, nextHref, firstHref } = props
  const words = m.riwayat
  return (
    <Frame {...props} title={words.title}>
      {rows.length === 0 && <EmptyState title={words.none} />}
      <ol class="soal-daftar">
        {rows.map((row) => (
          <li>
            <b>
              {row.sebelum === null ? words.created : words.edited}: {row.kode}
            </b>
            <p class="bantuan">
              {formatDateTime(row.waktu, localeOf(ctx))} · {row.oleh}
            </p>
            <dl class="fakta">
              {(row.sebelum === null ? [] : differences(row.sebelum, row.sesudah)).map((one) => (
                <>
                  <dt>{fieldName(m, one.field)}</dt>
                  <dd>
                    <del>{one.before ?? words.empty}</del> → <ins>{one.after ?? words.empty}</ins>
                  </dd>
                </>
              ))}
            </dl>
          </li>
        ))}
      </ol>
      <Pagination
        ctx={ctx}
        shown=""
        {...(nextHref === undefined ? {} : { nextHref })}
        {...(firstHref === undefined ? {} : { firstHref })}
      />
    </Frame>
  )
}
