import { ButtonLink, CitizenPage, EmptyState, type PageContext } from '../../../ui/index.ts'
import type { KeyTexts } from '../actions/open-record.ts'
import { logMessages } from '../messages/index.ts'
import { ByHand, CheckBox } from './check-box.tsx'

type Plain = Readonly<{ ctx: PageContext }>

const NOINDEX = <meta name="robots" content="noindex" />

/** Check files that somebody has kept, wherever they came from. */
export function CheckPage({
  ctx,
  keys,
  baseUrl,
}: Plain & Readonly<{ keys: KeyTexts; baseUrl: string }>) {
  const m = logMessages(ctx.lang)
  const files = { proof: { name: 'catatan.tlog-proof' }, document: { name: 'catatan.json' } }
  return (
    <CitizenPage ctx={ctx} title={m.checkPage.title} css={['bukti']} scripts={['bukti']}>
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{m.checkPage.title}</h1>
        <p>{m.checkPage.intro}</p>
        <CheckBox ctx={ctx} keys={keys} />
        <ByHand ctx={ctx} keys={keys} files={files} baseUrl={baseUrl} isOpen />
        <p>
          <a href="/bukti">{m.unrecorded.back}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

/** The act is stored; the log has not given it a place yet. */
export function WaitingPage({ ctx, href }: Plain & Readonly<{ href: string }>) {
  const m = logMessages(ctx.lang).waiting
  return (
    <CitizenPage ctx={ctx} title={m.title} head={NOINDEX}>
      <div class="wadah sempit isi-hal">
        <EmptyState title={m.title}>
          <p>{m.text}</p>
          <ButtonLink href={href}>{m.reload}</ButtonLink>
        </EmptyState>
      </div>
    </CitizenPage>
  )
}

/** No such record, and why that may be. */
export function UnrecordedPage({ ctx }: Plain) {
  const m = logMessages(ctx.lang).unrecorded
  return (
    <CitizenPage ctx={ctx} title={m.title} head={NOINDEX}>
      <div class="wadah sempit isi-hal">
        <EmptyState title={m.title}>
          <p>{m.text}</p>
          <ButtonLink href="/bukti" tone="secondary">
            {m.back}
          </ButtonLink>
        </EmptyState>
      </div>
    </CitizenPage>
  )
}
