import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  CaseRow,
  CheckboxTiles,
  CitizenPage,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  FilterBar,
  FilterSelect,
  FilterText,
  type PageContext,
  Pagination,
  PlainPage,
  Section,
  StatusTag,
} from '../../../ui/index.ts'
import type { Wilayah } from '../../reference/index.ts'
import { AKHIR, STATUS } from '../domain/kedudukan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Jadwal } from '../store/putaran-store.ts'
import type { Rapat } from '../store/rapat-store.ts'
import type { Hitungan, Usulan } from '../store/usulan-store.ts'
import { withQuery } from './asked.ts'
import { costText, countText, dayText, USULAN_TAGS } from './parts.tsx'
import { DAFTAR, PUBLIK, SUMBER, USULAN } from './paths.ts'

type Group = Readonly<{ kecamatan: Wilayah; desa: readonly Wilayah[] }>

export type MusrenbangProps = Readonly<{
  ctx: PageContext
  years: readonly number[]
  tahun: number | undefined
  wilayah: string
  jadwal: readonly Jadwal[]
  tierName: (kode: string) => string
  rapat: readonly (Rapat & Readonly<{ nama: string }>)[]
  nextHref: string | undefined
  counts: readonly Hitungan[]
  kecamatan: readonly Wilayah[]
  groups: readonly Group[]
}>

/** The round: its calendar, where one's meeting is, and how far everything is per district. */
export function MusrenbangPage(props: MusrenbangProps) {
  const { ctx, tahun } = props
  const m = messagesIn(ctx.lang).public
  return (
    <CitizenPage ctx={ctx} title={m.title} description={m.lead} css={['publik']}>
      <div class="wadah isi-hal tumpuk">
        <h1>{tahun === undefined ? m.title : m.roundOf(String(tahun))}</h1>
        <p>{m.lead}</p>
        {tahun === undefined ? (
          <EmptyState title={m.none}>
            <p>{m.noneHelp}</p>
          </EmptyState>
        ) : (
          <>
            <p class="tombol-baris">
              <ButtonLink href={`${USULAN}/baru`}>{m.propose}</ButtonLink>
              <ButtonLink href={`${DAFTAR}?tahun=${tahun}`} tone="secondary">
                {m.list}
              </ButtonLink>
              <ButtonLink href={SUMBER} tone="secondary">
                {m.sources}
              </ButtonLink>
            </p>
            <Years {...props} path={PUBLIK} />
            <Meetings {...props} />
            <Calendar {...props} />
            <Numbers {...props} />
          </>
        )}
      </div>
    </CitizenPage>
  )
}

function Years({
  ctx,
  years,
  tahun,
  path,
}: Readonly<{
  ctx: PageContext
  years: readonly number[]
  tahun: number | undefined
  path: string
}>) {
  if (years.length < 2) return null
  return (
    <nav class="tombol-baris angka" aria-label={messagesIn(ctx.lang).public.years}>
      {years.map((one) => (
        <a
          href={`${path}?tahun=${one}`}
          {...(one === tahun ? { 'aria-current': 'page' as const } : {})}
        >
          {one}
        </a>
      ))}
    </nav>
  )
}

function Meetings({ ctx, rapat, wilayah, kecamatan, nextHref, tahun }: MusrenbangProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="musyawarah" title={m.public.meetings}>
      <FilterBar action={PUBLIK} label={m.public.mine} button={m.public.show}>
        <input type="hidden" name="tahun" value={String(tahun)} />
        <FilterSelect
          name="wilayah"
          label={m.public.mine}
          value={wilayah}
          choices={kecamatan.map(({ kode, nama }) => ({ value: kode, label: nama }))}
        />
      </FilterBar>
      <DataTable
        caption={m.public.meetings}
        isStacked
        rows={rapat}
        columns={[
          {
            header: m.public.meetings,
            isHead: true,
            cell: (one) => <a href={`${PUBLIK}/rapat/${one.id}`}>{one.nama}</a>,
          },
          {
            header: m.public.when,
            cell: (one) => formatDateTime(one.mulaiAt, localeOf(ctx)),
          },
          { header: m.public.where, cell: (one) => one.tempat },
          {
            header: m.public.state,
            cell: (one) => (
              <StatusTag
                kind={
                  one.status === 'ditutup'
                    ? 'selesai'
                    : one.status === 'berlangsung'
                      ? 'proses'
                      : 'tunggu'
                }
              >
                {m.rapat[one.status]}
              </StatusTag>
            ),
          },
        ]}
      />
      {nextHref && (
        <p>
          <a href={nextHref} rel="next">
            {m.public.moreAfter}
          </a>
        </p>
      )}
    </Section>
  )
}

function Calendar({ ctx, jadwal, tierName }: MusrenbangProps) {
  const m = messagesIn(ctx.lang).public
  return (
    <Section id="kalender" title={m.calendar}>
      <DataTable
        caption={m.calendar}
        isStacked
        rows={jadwal}
        columns={[
          { header: m.tier, isHead: true, cell: (one) => tierName(one.jenjang) },
          { header: m.from, cell: (one) => dayText(ctx, one.mulai) },
          { header: m.until, cell: (one) => dayText(ctx, one.selesai) },
        ]}
      />
      {jadwal.some(({ isTerverifikasi }) => !isTerverifikasi) && (
        <p class="bantuan">{m.unverified}</p>
      )}
    </Section>
  )
}

function Numbers({ ctx, counts, kecamatan, tahun }: MusrenbangProps) {
  const m = messagesIn(ctx.lang).public
  const rows = kecamatan
    .map(({ kode, nama }) => {
      const own = counts.filter((one) => one.kecamatanKode === kode)
      const sum = (list: readonly Hitungan[]) => list.reduce((all, { jumlah }) => all + jumlah, 0)
      return {
        kode,
        nama,
        total: sum(own),
        answered: sum(own.filter(({ status }) => AKHIR.includes(status))),
        late: own.reduce((all, { lewat }) => all + lewat, 0),
      }
    })
    .filter(({ total }) => total > 0)
  if (rows.length === 0) return null
  const link = (kode: string, more: Readonly<Record<string, string>>) =>
    withQuery(DAFTAR, { tahun: String(tahun), tempat: kode, ...more })
  return (
    <Section id="angka" title={m.numbers}>
      <DataTable
        caption={m.numbers}
        rows={rows}
        columns={[
          {
            header: m.district,
            isHead: true,
            cell: (one) => <a href={link(one.kode, {})}>{one.nama}</a>,
          },
          { header: m.total, isNumber: true, cell: (one) => countText(ctx, one.total) },
          { header: m.answered, isNumber: true, cell: (one) => countText(ctx, one.answered) },
          {
            header: m.late,
            isNumber: true,
            cell: (one) =>
              one.late === 0 ? (
                '0'
              ) : (
                <a href={link(one.kode, { lewat: 'ya' })}>{countText(ctx, one.late)}</a>
              ),
          },
        ]}
      />
      <p class="bantuan">{m.lateHelp}</p>
    </Section>
  )
}

export type DaftarProps = Readonly<{
  ctx: PageContext
  years: readonly number[]
  tahun: number | undefined
  filter: Readonly<Record<'tempat' | 'jenjang' | 'keadaan' | 'asal' | 'lewat' | 'kata', string>>
  rows: readonly Usulan[]
  today: string
  tiers: readonly Readonly<{ value: string; label: string }>[]
  places: readonly Wilayah[]
  placeName: (kode: string) => string
  nextHref: string | undefined
  firstHref: string | undefined
}>

/** Proposals with filters in the address. */
export function DaftarPage(props: DaftarProps) {
  const { ctx, rows, today, nextHref, firstHref } = props
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.public.list} css={['publik']}>
      <div class="wadah isi-hal tumpuk">
        <h1>{m.public.list}</h1>
        <Years {...props} path={DAFTAR} />
        <Filters {...props} />
        {rows.length === 0 && <EmptyState title={m.public.empty} />}
        {rows.map((one) => {
          const isOverdue = one.tenggat !== null && one.tenggat < today
          return (
            <CaseRow
              href={`${USULAN}/${one.nomor}`}
              tag={
                isOverdue
                  ? {
                      kind: 'lewat',
                      label: `${m.status[one.status]}, ${m.public.late.toLowerCase()}`,
                    }
                  : { kind: USULAN_TAGS[one.status], label: m.status[one.status] }
              }
              nomor={one.nomor}
              title={one.judul}
              facts={[
                [one.rw === '' ? '' : `RW ${one.rw}`, props.placeName(one.wilayahKode)]
                  .filter((part) => part !== '')
                  .join(' '),
                costText(ctx, one.biaya),
                m.public.supporters(countText(ctx, one.pendukung)),
              ]}
            />
          )
        })}
        <Pagination
          ctx={ctx}
          shown={m.public.shown(countText(ctx, rows.length))}
          {...(nextHref === undefined ? {} : { nextHref })}
          {...(firstHref === undefined ? {} : { firstHref })}
        />
      </div>
    </CitizenPage>
  )
}

function Filters({ ctx, filter, tiers, places, tahun }: DaftarProps) {
  const m = messagesIn(ctx.lang)
  return (
    <FilterBar action={DAFTAR} label={m.public.filter} button={m.public.show}>
      <input type="hidden" name="tahun" value={String(tahun ?? '')} />
      {filter.lewat !== '' && <input type="hidden" name="lewat" value="ya" />}
      <FilterText name="kata" label={m.public.words} value={filter.kata} />
      <FilterSelect
        name="tempat"
        label={m.public.anyPlace}
        value={filter.tempat}
        choices={places
          .filter(({ tingkat, indukKode, kode }) => {
            const near = filter.tempat.split('.').slice(0, 3).join('.')
            return tingkat === 'kecamatan' || (near !== '' && indukKode === near) || kode === near
          })
          .map(({ kode, nama, tingkat }) => ({
            value: kode,
            label: tingkat === 'kecamatan' ? nama : `${nama} (${kode.slice(-4)})`,
          }))}
      />
      <FilterSelect
        name="jenjang"
        label={m.public.anyTier}
        value={filter.jenjang}
        choices={tiers}
      />
      <FilterSelect
        name="keadaan"
        label={m.public.anyState}
        value={filter.keadaan}
        choices={STATUS.map((value) => ({ value, label: m.status[value] }))}
      />
      <FilterSelect
        name="asal"
        label={m.public.anySource}
        value={filter.asal}
        choices={[
          { value: 'musrenbang', label: m.sumber.musrenbang },
          { value: 'pokir', label: m.sumber.pokir },
        ]}
      />
    </FilterBar>
  )
}

/** Said by a phone in the hall: one is there, and what one belongs to, without a name. */
export function HadirPage({
  ctx,
  nama,
  kode,
  refusals,
  flags,
}: Readonly<{
  ctx: PageContext
  nama: string
  kode: string
  refusals: readonly Refusal[]
  flags: readonly string[]
}>) {
  const m = messagesIn(ctx.lang)
  return (
    <PlainPage ctx={ctx} title={m.qr.title}>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <form method="post" action={`${PUBLIK}/hadir/${kode}`} class="tumpuk">
        <Csrf ctx={ctx} />
        <h1>{m.qr.title}</h1>
        <p>{m.qr.lead(nama)}</p>
        <CheckboxTiles
          ctx={ctx}
          name="termasuk"
          label={m.qr.flags}
          hint={m.qr.privacy}
          isOptional
          values={flags}
          choices={(['perempuan', 'difabel', 'miskin', 'muda'] as const).map((value) => ({
            value,
            label: m.hadir[value],
          }))}
        />
        <Button>{m.qr.send}</Button>
      </form>
    </PlainPage>
  )
}
