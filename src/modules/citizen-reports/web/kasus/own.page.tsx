import { formatRelative, localeOf } from '../../../../ui/format.ts'
import {
  ButtonLink,
  CaseRow,
  type CaseRowProps,
  CitizenPage,
  EmptyState,
  type PageContext,
  Pagination,
  Section,
} from '../../../../ui/index.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'

export type OwnPageProps = Readonly<{
  ctx: PageContext
  draft: Readonly<{ judul: string; at: Date }> | undefined
  own: readonly CaseRowProps[]
  followed: readonly CaseRowProps[]
  isFirstPage: boolean
  nextHref: string | undefined
}>

export function OwnPage(props: OwnPageProps) {
  const { ctx, own, draft } = props
  const m = kasusMessages(ctx.lang)
  const list = laporanMessages(ctx.lang).list
  return (
    <CitizenPage ctx={ctx} title={m.mine.title} current="account">
      <div class="wadah sempit isi-hal">
        <div class="bab-kepala">
          <h1>{m.mine.title}</h1>
          <ButtonLink href="/lapor">{list.make}</ButtonLink>
        </div>
        {draft && <Draft ctx={ctx} draft={draft} />}
        {own.length === 0 ? (
          <EmptyState title={m.mine.none}>
            <p>{m.mine.noneHelp}</p>
          </EmptyState>
        ) : (
          <div class="kartu">
            {own.map((row) => (
              <CaseRow {...row} />
            ))}
            <Pagination
              ctx={ctx}
              shown={list.shown(String(own.length))}
              {...(props.nextHref === undefined ? {} : { nextHref: props.nextHref })}
              {...(props.isFirstPage ? {} : { firstHref: '/akun/laporan' })}
            />
          </div>
        )}
        {props.isFirstPage && <Followed {...props} />}
      </div>
    </CitizenPage>
  )
}

function Draft({ ctx, draft }: Required<Pick<OwnPageProps, 'ctx' | 'draft'>>) {
  const m = kasusMessages(ctx.lang).mine
  if (draft === undefined) return null
  return (
    <div class="serupa">
      <p class="tebal">
        {m.draft}: {draft.judul === '' ? m.draftUntitled : draft.judul}
      </p>
      <p class="kecil redup jarak-kecil">
        {m.draftHelp} {formatRelative(draft.at, ctx.now, localeOf(ctx))}
      </p>
      <ButtonLink href="/lapor" tone="secondary" isSmall>
        {m.resume}
      </ButtonLink>
    </div>
  )
}

function Followed({ ctx, followed }: OwnPageProps) {
  const m = kasusMessages(ctx.lang)
  return (
    <Section
      id="h-ikuti"
      title={m.mine.followed}
      aside={<a href="/akun/langganan">{m.alerts.manage}</a>}
    >
      {followed.length === 0 ? (
        <p class="redup">{m.mine.followedNone}</p>
      ) : (
        <div class="kartu">
          {followed.map((row) => (
            <CaseRow {...row} />
          ))}
        </div>
      )}
    </Section>
  )
}
