import type { ComponentChildren } from 'preact'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  DataTable,
  EmptyState,
  FilterBar,
  FilterText,
  OfficerPage,
  type PageContext,
  Pagination,
  Section,
  StatusTag,
  Warning,
} from '../../../ui/index.ts'
import { documentsMessages } from '../messages/index.ts'
import type { Surat } from '../store/surat-store.ts'
import { statusOf, TAG_OF } from './words.ts'

export const OFFICE = '/kerja/surat'

export type OfficeProps = Readonly<{
  ctx: PageContext
  today: string
  /** What was searched for and not found. */
  unfound?: string
  toSign: readonly Surat[]
  letters: readonly Surat[]
  nextHref?: string
  firstHref?: string
}>

/** Letters of the officer's units; those that wait for his signature first. */
export function OfficeListPage(props: OfficeProps) {
  const { ctx, unfound, toSign, letters, nextHref, firstHref } = props
  const m = documentsMessages(ctx.lang).office
  return (
    <OfficerPage ctx={ctx} title={m.title} current="letters">
      <h1>{m.title}</h1>
      <FilterBar action={OFFICE} label={m.search} button={m.searchButton}>
        <FilterText name="cari" label={m.search} value={unfound ?? ''} />
      </FilterBar>
      {unfound !== undefined && <Warning>{m.notFound}</Warning>}
      {toSign.length > 0 && (
        <Section id="h-tanda" title={m.toSign}>
          <Letters {...props} caption={m.toSign} letters={toSign} />
        </Section>
      )}
      <Section id="h-semua" title={m.all}>
        {letters.length === 0 ? (
          <EmptyState title={m.none}>
            <p>{m.noneText}</p>
          </EmptyState>
        ) : (
          <Letters {...props} caption={m.all} letters={letters} />
        )}
        {(nextHref || firstHref) && (
          <Pagination
            ctx={ctx}
            shown={documentsMessages(ctx.lang).own.shown(String(letters.length))}
            {...(nextHref ? { nextHref } : {})}
            {...(firstHref ? { firstHref } : {})}
          />
        )}
      </Section>
    </OfficerPage>
  )
}

function Letters({ ctx, today, caption, letters }: OfficeProps & Readonly<{ caption: string }>) {
  const m = documentsMessages(ctx.lang)
  const { columns } = m.office
  const state = (surat: Surat): ComponentChildren => {
    const status = statusOf(surat, today)
    return <StatusTag kind={TAG_OF[status]}>{m.status[status]}</StatusTag>
  }
  return (
    <DataTable
      isStacked
      caption={caption}
      rows={letters}
      columns={[
        {
          header: columns.nomor,
          isHead: true,
          cell: ({ id, nomor }) => <a href={`${OFFICE}/${id}`}>{nomor ?? m.office.unnumbered}</a>,
        },
        { header: columns.judul, cell: ({ judul }) => judul },
        { header: columns.tentang, cell: ({ subjekNomor }) => subjekNomor },
        {
          header: columns.terbit,
          cell: ({ terbitAt, dibuatAt }) => formatDateTime(terbitAt ?? dibuatAt, localeOf(ctx)),
        },
        { header: columns.status, cell: state },
      ]}
    />
  )
}
