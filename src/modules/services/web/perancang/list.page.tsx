import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  ButtonLink,
  CaseRow,
  type Choice,
  Csrf,
  ErrorSummary,
  FileField,
  FilterBar,
  FilterText,
  OfficerPage,
  type PageContext,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import { designMessages } from '../../messages/index.ts'
import type { DefinisiStatus } from '../../store/definisi-store.ts'
import { HOME } from './frame.tsx'

export type DraftRow = Readonly<{
  href: string
  kode: string
  nama: string
  status: DefinisiStatus
  facts: readonly string[]
}>

export type ListPageProps = Readonly<{
  ctx: PageContext
  drafts: readonly DraftRow[]
  waiting: readonly DraftRow[]
  typed: string
  found: readonly DraftRow[]
  refusals: readonly Refusal[]
}>

/** The designer's first page: what is being written, what waits for review, and the catalogue. */
export function ListPage(props: ListPageProps) {
  const { ctx, typed } = props
  const m = designMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.title} current="designer" css={['layanan', 'perancang']}>
      <h1>{m.title}</h1>
      <p class="redup">{m.lead}</p>
      <ErrorSummary ctx={ctx} refusals={props.refusals} />
      <p class="tombol-baris jarak">
        <ButtonLink href={`${HOME}/baru`}>{m.newService}</ButtonLink>
        <ButtonLink href={`${HOME}/sippn.csv`} tone="secondary">
          {m.exportAll}
        </ButtonLink>
      </p>
      <Section id="ditinjau" title={m.tabs.ditinjau}>
        <Rows ctx={ctx} rows={props.waiting} none={m.none.ditinjau} />
      </Section>
      <Section id="draf" title={m.tabs.draf}>
        <Rows ctx={ctx} rows={props.drafts} none={m.none.draf} />
      </Section>
      <Section id="katalog" title={m.tabs.katalog}>
        <FilterBar action={HOME} label={m.search} button={m.searchButton}>
          <FilterText name="q" label={m.search} value={typed} />
        </FilterBar>
        {typed !== '' && <Rows ctx={ctx} rows={props.found} none={m.noneFound(typed)} />}
      </Section>
      <Section id="impor" title={m.importTitle}>
        <p class="redup">{m.importLead}</p>
        <form method="post" action={`${HOME}/impor`} encType="multipart/form-data">
          <Csrf ctx={ctx} />
          <FileField
            ctx={ctx}
            name="berkas"
            label={m.importFile}
            accept=".json,application/json"
            refusals={props.refusals}
          />
          <p class="tombol-baris">
            <Button tone="secondary">{m.importButton}</Button>
          </p>
        </form>
      </Section>
    </OfficerPage>
  )
}

const TAGS = { draf: 'proses', ditinjau: 'tunggu', terbit: 'selesai', ditarik: 'netral' } as const

function Rows({
  ctx,
  rows,
  none,
}: Readonly<{ ctx: PageContext; rows: readonly DraftRow[]; none: string }>) {
  const m = designMessages(ctx.lang)
  if (rows.length === 0) return <p class="redup">{none}</p>
  return (
    <div class="daftar">
      {rows.map((row) => (
        <CaseRow
          href={row.href}
          tag={{ kind: TAGS[row.status], label: m.status[row.status] }}
          nomor={row.kode}
          title={row.nama}
          facts={row.facts}
        />
      ))}
    </div>
  )
}

export type PatternView = Readonly<{ id: string; nama: string; keterangan: string; facts: string }>
export type NewPageProps = Readonly<{
  ctx: PageContext
  patterns: readonly PatternView[]
  units: readonly Choice[]
  services: readonly Choice[]
  typed: Readonly<Record<string, string>>
  refusals: readonly Refusal[]
}>

/** A new service: from a pattern that is explained, or as a copy. */
export function NewPage(props: NewPageProps) {
  const { ctx, typed, refusals } = props
  const m = designMessages(ctx.lang)
  const shared = { ctx, refusals }
  return (
    <OfficerPage ctx={ctx} title={m.newService} current="designer" css={['layanan', 'perancang']}>
      <nav class="jejak-hal" aria-label={m.title}>
        <a href={HOME}>{m.title}</a> <span aria-hidden="true">›</span>
      </nav>
      <h1>{m.newService}</h1>
      <p class="redup">{m.newLead}</p>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <div class="rancang-baru">
        <Section id="pola" title={m.fromPattern}>
          <form method="post" action={`${HOME}/baru`} class="rancang-form">
            <Csrf ctx={ctx} />
            <TextField
              {...shared}
              name="kode"
              label={m.code}
              hint={m.codeHint}
              value={typed.kode ?? ''}
              maxLength={60}
            />
            <TextField
              {...shared}
              name="nama"
              label={m.name}
              value={typed.nama ?? ''}
              maxLength={200}
            />
            <TextArea
              {...shared}
              name="ringkasan"
              label={m.summary}
              value={typed.ringkasan ?? ''}
              rows={3}
            />
            <SelectField
              {...shared}
              name="pemilik"
              label={m.owner}
              choices={props.units}
              value={typed.pemilik ?? ''}
            />
            <fieldset class="ruas rancang-pola" id="f-pola" tabIndex={-1}>
              <legend>{m.pattern}</legend>
              {refusals
                .filter((one) => one.field === 'pola')
                .map((one) => (
                  <p class="pesan-salah">{ctx.word(one)}</p>
                ))}
              <div class="ubin satu">
                {props.patterns.map((pattern) => (
                  <label>
                    <input
                      type="radio"
                      name="pola"
                      value={pattern.id}
                      checked={typed.pola === pattern.id}
                    />
                    <span>
                      <b>{pattern.nama}</b>
                      <br />
                      {pattern.keterangan}
                      <br />
                      <span class="kecil redup">{pattern.facts}</span>
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
            <p class="tombol-baris">
              <Button>{m.begin}</Button>
            </p>
          </form>
        </Section>
        <Section id="salin" title={m.fromCopy}>
          <p class="redup">{m.copyLead}</p>
          <form method="post" action={`${HOME}/salin`} class="rancang-form">
            <Csrf ctx={ctx} />
            <SelectField
              {...shared}
              name="asal"
              label={m.copySource}
              choices={props.services}
              value={typed.asal ?? ''}
            />
            <TextField
              {...shared}
              name="kodeSalinan"
              label={m.code}
              hint={m.codeHint}
              value={typed.kodeSalinan ?? ''}
              maxLength={60}
            />
            <p class="tombol-baris">
              <Button tone="secondary">{m.copy}</Button>
            </p>
          </form>
        </Section>
      </div>
    </OfficerPage>
  )
}
