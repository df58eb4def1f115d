import type { Tanggal } from '../../../kernel/date.ts'
import { formatBytes, formatDateTime, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  CaseRow,
  CitizenPage,
  Csrf,
  EmptyState,
  Facts,
  Pagination,
  Section,
  StatusTag,
  Timeline,
  Warning,
} from '../../../ui/index.ts'
import type { OwnDetail, OwnPage } from '../actions/own-files.ts'
import type { Jenis } from '../domain/jenis.ts'
import type { UseShown } from '../types.ts'
import { HOME, nameOf, stateOf, TAGS, type View } from './view.ts'

export type Kinds = ReadonlyMap<string, Jenis>
export type OwnListProps = View &
  Readonly<{ kinds: Kinds; page: OwnPage; today: Tanggal; isFirst: boolean }>

/** What I keep, when it runs out, and which case uses it. */
export function OwnListPage(props: OwnListProps) {
  const { ctx, m, page, isFirst } = props
  const size = page.files.reduce((sum, { berkas }) => sum + berkas.ukuran, 0)
  const nextHref =
    page.next === undefined
      ? undefined
      : `${HOME}?sesudah=${page.next.dibuatAt.getTime()}_${page.next.id}`
  return (
    <CitizenPage ctx={ctx} title={m.title} current="account">
      <div class="wadah isi-hal">
        <Trail {...props} />
        <h1>{m.title}</h1>
        <p class="prosa">{m.intro}</p>
        <p class="jarak-atas">
          <ButtonLink href={`${HOME}/baru`}>{m.add}</ButtonLink>
        </p>
        {page.files.length === 0 ? (
          <EmptyState title={m.none}>
            <p>{m.noneHelp}</p>
          </EmptyState>
        ) : (
          <div class="kartu jarak-atas">
            {page.files.map((file) => (
              <OwnRow {...props} file={file} />
            ))}
            <Pagination
              ctx={ctx}
              shown={m.kept(String(page.files.length), formatBytes(size, ctx.lang))}
              {...(nextHref === undefined ? {} : { nextHref })}
              {...(isFirst ? {} : { firstHref: HOME })}
            />
          </div>
        )}
      </div>
    </CitizenPage>
  )
}

export function Trail({ m, parent }: View & Readonly<{ parent?: boolean }>) {
  return (
    <nav class="jejak-hal" aria-label={m.where}>
      <a href="/akun">{m.account}</a> <span aria-hidden="true">›</span>{' '}
      {parent && (
        <>
          <a href={HOME}>{m.title}</a> <span aria-hidden="true">›</span>
        </>
      )}
    </nav>
  )
}

function OwnRow(props: OwnListProps & Readonly<{ file: OwnPage['files'][number] }>) {
  const { ctx, m, kinds, today, file } = props
  const { berkas, running } = file
  const state = stateOf(berkas, today)
  return (
    <CaseRow
      href={`${HOME}/${berkas.id}`}
      tag={{ kind: TAGS[state], label: m.state[state] }}
      nomor={berkas.format.toUpperCase()}
      title={nameOf(kinds, berkas.jenisKode, props)}
      facts={[
        berkas.berlakuSampai === null
          ? m.noEnd
          : m.validUntil(formatTanggal(berkas.berlakuSampai, ctx.lang)),
        running.length === 0 ? m.unused : m.inUse(running.join(', ')),
        formatBytes(berkas.ukuran, ctx.lang),
      ]}
    />
  )
}

export type OwnDetailProps = View &
  Readonly<{ kinds: Kinds; detail: OwnDetail; today: Tanggal; unitName: (kode: string) => string }>

/** One document: what it is, what it was used for, who opened it, and the way out. */
export function OwnDetailPage(props: OwnDetailProps) {
  const { ctx, m, kinds, detail, today } = props
  const { berkas } = detail
  const title = nameOf(kinds, berkas.jenisKode, props)
  const state = stateOf(berkas, today)
  const isHere = berkas.dihapusAt === null
  return (
    <CitizenPage ctx={ctx} title={title} current="account">
      <div class="wadah isi-hal sempit">
        <Trail {...props} parent />
        <h1>{title}</h1>
        <p>
          <StatusTag kind={TAGS[state]}>{m.state[state]}</StatusTag>
        </p>
        {isHere ? <Warnings {...props} /> : <Removed {...props} />}
        <div class="kartu jarak-atas">
          <div class="isi tumpuk">
            <Facts rows={factsOf(props)} />
            {isHere && (
              <p>
                <ButtonLink href={`/berkas/${berkas.id}`} tone="secondary">
                  {m.detail.download}
                </ButtonLink>
              </p>
            )}
          </div>
        </div>
        <Section id="dipakai" title={m.detail.uses}>
          <Uses {...props} />
        </Section>
        <Section id="dibuka" title={m.detail.looks}>
          <Looks {...props} />
        </Section>
        {isHere && <RemoveForm {...props} />}
      </div>
    </CitizenPage>
  )
}

function factsOf({ ctx, m, detail }: OwnDetailProps) {
  const { berkas } = detail
  const words = m.detail
  const pages = berkas.format === 'pdf' ? `, ${m.pages(String(berkas.halaman))}` : ''
  return [
    { label: words.name, value: berkas.nama },
    { label: words.size, value: `${formatBytes(berkas.ukuran, ctx.lang)}${pages}` },
    ...(berkas.tanggalDokumen === null
      ? []
      : [{ label: words.dated, value: formatTanggal(berkas.tanggalDokumen, ctx.lang) }]),
    {
      label: words.valid,
      value:
        berkas.berlakuSampai === null
          ? m.noEnd
          : m.validUntil(formatTanggal(berkas.berlakuSampai, ctx.lang)),
    },
    { label: words.kept, value: formatDateTime(berkas.dibuatAt, localeOf(ctx)) },
    ...(berkas.olehAkunId === null ? [] : [{ label: m.byOfficer, value: '' }]),
    { label: words.digest, value: `${berkas.sha256.slice(0, 12)}…` },
  ]
}

function Warnings({ ctx, m, detail }: OwnDetailProps) {
  const { berkas } = detail
  if (berkas.peringatan.length === 0) return null
  const told = berkas.peringatan.map((one) => ctx.word(one))
  if (berkas.isDisetujui)
    return (
      <p class="info jarak-atas">
        {told.join(' ')} {m.detail.told}
      </p>
    )
  return (
    <div class="serupa jarak-atas" role="status">
      <h2>{m.detail.warnings}</h2>
      <div class="prosa">
        <ul>
          {told.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
        <p>{m.detail.warningsHelp}</p>
      </div>
      {berkas.format === 'jpg' && (
        <details>
          <summary>{m.detail.see}</summary>
          <img src={`/berkas/${berkas.id}`} alt={m.detail.picture} loading="lazy" />
        </details>
      )}
      <div class="tombol-baris jarak-atas">
        <ActionForm
          ctx={ctx}
          action={`${HOME}/${berkas.id}/pakai`}
          label={m.detail.keepIt}
          tone="primary"
        />
        <ButtonLink href={`${HOME}/baru/${berkas.jenisKode}`} tone="secondary" isSmall>
          {m.detail.retake}
        </ButtonLink>
      </div>
    </div>
  )
}

function Removed({ ctx, m, detail }: OwnDetailProps) {
  const { remaining } = detail
  const words = m.detail
  if (remaining?.kind === 'in-use')
    return <p class="info jarak-atas">{words.isRemovedInUse(remaining.nomor.join(', '))}</p>
  if (remaining?.kind === 'on-record')
    return (
      <p class="info jarak-atas">
        {words.isRemovedOnRecord(formatDateTime(remaining.until, localeOf(ctx)))}
      </p>
    )
  return <p class="info jarak-atas">{words.isRemoved}</p>
}

function Uses({ ctx, m, detail, unitName }: OwnDetailProps) {
  if (detail.uses.length === 0) return <p class="redup">{m.detail.usesNone}</p>
  const items = detail.uses.map((use) => ({
    title: `${use.nomor}, ${unitName(use.unitKode)}`,
    when: whenOf(use, ctx, m),
    isDone: use.endedAt === undefined,
    body: use.tujuan,
  }))
  return <Timeline items={items} label={m.detail.uses} />
}

function whenOf(use: UseShown, ctx: View['ctx'], m: View['m']): string {
  const since = m.detail.since(formatDateTime(use.mulaiAt, localeOf(ctx)))
  const state =
    use.endedAt === undefined
      ? m.detail.running
      : m.detail.ended(formatDateTime(use.endedAt, localeOf(ctx)))
  return `${since}. ${state}`
}

function Looks({ ctx, m, detail }: OwnDetailProps) {
  if (detail.looks.length === 0) return <p class="redup">{m.detail.looksNone}</p>
  const roles: Readonly<Record<string, string>> = m.roles
  const items = detail.looks.map((look) => ({
    title: m.detail.look(look.nama, roles[look.peran] ?? look.peran),
    when: formatDateTime(look.waktu, localeOf(ctx)),
    isDone: true,
    body: look.tujuan,
  }))
  return <Timeline items={items} label={m.detail.looks} />
}

function RemoveForm({ ctx, m, detail }: OwnDetailProps) {
  const { berkas, uses } = detail
  const running = [
    ...new Set(uses.flatMap((use) => (use.endedAt === undefined ? [use.nomor] : []))),
  ]
  const words = m.detail
  return (
    <section class="bab" aria-labelledby="hapus">
      <form method="post" action={`${HOME}/${berkas.id}/hapus`}>
        <Csrf ctx={ctx} />
        <details>
          <summary id="hapus" class="tebal">
            {words.remove}
          </summary>
          <div class="tumpuk">
            <p>{words.removeHelp}</p>
            {running.length > 0 && <Warning>{words.removeInUse(running.join(', '))}</Warning>}
            {uses.length > 0 && <p>{words.removeKeep}</p>}
            <p>
              <Button tone="secondary">{words.removeButton}</Button>
            </p>
          </div>
        </details>
      </form>
    </section>
  )
}
