import type { Refusal } from '../../../../kernel/result.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  CaseRow,
  type CaseRowProps,
  type Choice,
  CitizenPage,
  Csrf,
  EmptyState,
  ErrorSummary,
  type PageContext,
  Pagination,
  RadioTiles,
  Section,
  SelectField,
  TextField,
} from '../../../../ui/index.ts'
import { ajukanMessages, luringMessages } from '../../messages/index.ts'
import { LURING } from '../luring/form.page.tsx'

export type MinePageProps = Readonly<{
  ctx: PageContext
  drafts: readonly Readonly<{ href: string; name: string; changed: string }>[]
  /** What waits for the reader. */
  yours: readonly CaseRowProps[]
  rows: readonly CaseRowProps[]
  shown: string
  nextHref: string | undefined
}>

/** Everything one has applied for: what waits for the reader, what is not sent yet, then the rest, newest first. */
export function MinePage({ ctx, drafts, yours, rows, shown, nextHref }: MinePageProps) {
  const m = ajukanMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.mineTitle} current="services" css={['layanan']}>
      <div class="wadah sempit isi-hal">
        <p class="remah-layanan kecil">
          <a href="/akun">{m.account}</a>
        </p>
        <h1>{m.mineTitle}</h1>
        {yours.length > 0 && (
          <Section id="menunggu" title={m.mineYours}>
            <div class="kartu">
              {yours.map((row) => (
                <CaseRow {...row} />
              ))}
            </div>
          </Section>
        )}
        {drafts.length > 0 && (
          <Section id="draf" title={m.drafts}>
            <ul class="kartu tugas">
              {drafts.map((draft) => (
                <li>
                  <a href={draft.href}>{draft.name}</a>
                  <span class="kecil redup">{draft.changed}</span>
                </li>
              ))}
            </ul>
            <p class="kecil">
              <a href={LURING}>{luringMessages(ctx.lang).keptTitle}</a>
            </p>
          </Section>
        )}
        {rows.length + yours.length + drafts.length === 0 ? (
          <EmptyState title={m.mineNone}>
            <p>{m.mineNoneHelp}</p>
            <ButtonLink href="/layanan">{m.openCatalogue}</ButtonLink>
          </EmptyState>
        ) : (
          rows.length > 0 && (
            <Section id="terkirim" title={m.mineSent}>
              <div class="kartu">
                {rows.map((row) => (
                  <CaseRow {...row} />
                ))}
              </div>
            </Section>
          )
        )}
        {nextHref && <Pagination ctx={ctx} shown={shown} nextHref={nextHref} />}
        <p class="jarak-atas">
          <a href="/akun/kuasa">{m.kuasaTitle}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

export type KuasaRow = Readonly<{ id: string; name: string; line: string }>

export type KuasaPageProps = Readonly<{
  ctx: PageContext
  given: readonly KuasaRow[]
  held: readonly KuasaRow[]
  services: readonly Choice[]
  typed: Readonly<Record<string, string>>
  refusals: readonly Refusal[]
}>

/** Who may apply in one's name, and in whose name one may. */
export function KuasaPage({ ctx, given, held, services, typed, refusals }: KuasaPageProps) {
  const m = ajukanMessages(ctx.lang)
  const list = (rows: readonly KuasaRow[]) =>
    rows.length === 0 ? (
      <p class="redup">{m.kuasaNone}</p>
    ) : (
      <ul class="kartu tugas">
        {rows.map((row) => (
          <li>
            <span>
              <b>{row.name}</b>
              <br />
              <span class="kecil redup">{row.line}</span>
            </span>
            <ActionForm
              ctx={ctx}
              action="/akun/kuasa/cabut"
              label={m.kuasaEnd}
              fields={{ id: row.id }}
            />
          </li>
        ))}
      </ul>
    )
  return (
    <CitizenPage
      ctx={ctx}
      title={m.kuasaTitle}
      current="account"
      css={['layanan']}
      scripts={['ui-form']}
    >
      <div class="wadah sempit isi-hal">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.kuasaTitle}</h1>
        <p>{m.kuasaLead}</p>
        <Section id="diberi" title={m.kuasaGiven}>
          {list(given)}
        </Section>
        <Section id="dipegang" title={m.kuasaHeld}>
          {list(held)}
        </Section>
        <Section id="beri" title={m.kuasaGive}>
          <form method="post" action="/akun/kuasa">
            <Csrf ctx={ctx} />
            <TextField
              ctx={ctx}
              name="penerima"
              label={m.kuasaWho}
              value={typed.penerima ?? ''}
              maxLength={60}
              refusals={refusals}
            />
            <RadioTiles
              ctx={ctx}
              name="jenis"
              label={m.kuasaKind}
              value={typed.jenis ?? 'keluarga'}
              choices={[
                { value: 'keluarga', label: m.kuasaKinds.keluarga },
                { value: 'kuasa', label: m.kuasaKinds.kuasa },
              ]}
              refusals={refusals}
            />
            <SelectField
              ctx={ctx}
              name="layanan"
              label={m.kuasaService}
              placeholder={m.kuasaAll}
              choices={services}
              value={typed.layanan ?? ''}
              refusals={refusals}
              isOptional
            />
            <TextField
              ctx={ctx}
              name="sampai"
              label={m.kuasaUntil}
              type="date"
              value={typed.sampai ?? ''}
              refusals={refusals}
            />
            <Button>{m.kuasaGive}</Button>
          </form>
        </Section>
      </div>
    </CitizenPage>
  )
}
