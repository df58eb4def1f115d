import {
  CaseRow,
  type CaseRowProps,
  CitizenPage,
  EmptyState,
  FilterText,
  type PageContext,
  Section,
} from '../../ui/index.ts'
import { portalMessages } from './messages/index.ts'

export type SearchPageProps = Readonly<{
  ctx: PageContext
  typed: string
  services: readonly Readonly<{ href: string; name: string; summary: string }>[]
  categories: readonly Readonly<{ name: string; reportHref: string; listHref: string }>[]
  reports: readonly CaseRowProps[]
  allHref: string
}>

/** What a search found: first what can be done, then what is there, then pages. */
export function SearchPage(props: SearchPageProps) {
  const { ctx, typed, services, categories, reports } = props
  const m = portalMessages(ctx.lang).search
  const pages = pagesFor(props)
  const isEmpty = services.length + categories.length + reports.length + pages.length === 0
  return (
    <CitizenPage ctx={ctx} title={m.title} current="home">
      <div class="wadah isi-hal">
        <h1>{typed === '' ? m.title : m.titleOf(typed)}</h1>
        <form class="saring" action="/cari" role="search" aria-label={m.title}>
          <FilterText name="q" label={m.label} value={typed} />
          <button class="tombol mini" type="submit">
            {m.search}
          </button>
        </form>
        {typed !== '' && isEmpty && (
          <EmptyState title={m.none}>
            <p>{m.noneHelp}</p>
          </EmptyState>
        )}
        {services.length > 0 && (
          <Section
            id="h-layanan"
            title={m.services}
            aside={<a href={`/layanan?q=${encodeURIComponent(typed)}`}>{m.all}</a>}
          >
            <ul class="kartu tugas">
              {services.map((one) => (
                <li>
                  <span>
                    <a href={one.href}>{one.name}</a>
                    <br />
                    <span class="kecil redup">{one.summary}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {categories.length > 0 && (
          <Section id="h-lapor" title={m.toReport}>
            <ul class="kartu tugas">
              {categories.map((one) => (
                <li>
                  <a href={one.reportHref}>{m.report(one.name)}</a>
                  <a class="kecil" href={one.listHref}>
                    {m.seeReports}
                  </a>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {reports.length > 0 && (
          <Section id="h-laporan" title={m.reports} aside={<a href={props.allHref}>{m.all}</a>}>
            <div class="kartu">
              {reports.map((row) => (
                <CaseRow {...row} />
              ))}
            </div>
          </Section>
        )}
        {pages.length > 0 && (
          <Section id="h-halaman" title={m.pages}>
            <ul class="prosa">
              {pages.map((one) => (
                <li>
                  <a href={one.href}>{one.name}</a>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </CitizenPage>
  )
}

/** Pages of the house whose name or words begin with a word of the search. */
function pagesFor({ ctx, typed }: SearchPageProps) {
  const words = typed.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  return portalMessages(ctx.lang).search.houses.filter((house) => {
    const known = `${house.name} ${house.words}`.toLowerCase().split(/\s+/)
    return words.some((word) => known.some((one) => one.startsWith(word)))
  })
}
