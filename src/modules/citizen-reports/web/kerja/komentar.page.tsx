import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber } from '../../../../ui/format.ts'
import {
  Button,
  Csrf,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Pagination,
  SelectField,
  StatusTag,
} from '../../../../ui/index.ts'
import { ALASAN_KOMENTAR } from '../../actions/moderate-komentar.ts'
import { kerjaMessages } from '../../messages/index.ts'
import type { KomentarStatus } from '../../store/moderasi-store.ts'

export type KomentarView = Readonly<{
  id: string
  nama: string
  isi: string
  status: KomentarStatus
  reason: string | undefined
  when: string
  nomor: string
  judul: string
}>

export type KomentarPageProps = Readonly<{
  ctx: PageContext
  waiting: readonly KomentarView[]
  decided: readonly KomentarView[]
  nextHref: string | undefined
  refused: Readonly<{ id: string; refusals: readonly Refusal[] }> | undefined
}>

/** Comments waiting to be read, oldest first; below, what was decided and can still be changed. */
export function KomentarPage(props: KomentarPageProps) {
  const { ctx, waiting, decided, refused } = props
  const m = kerjaMessages(ctx.lang).comments
  return (
    <OfficerPage ctx={ctx} title={m.title} current="comments" scripts={['ui-form']}>
      <div class="wadah isi-hal tumpuk">
        <h1>{m.title}</h1>
        <ErrorSummary
          ctx={ctx}
          refusals={(refused?.refusals ?? []).map((one) =>
            one.field === undefined ? one : { ...one, field: `${refused?.id}-${one.field}` },
          )}
        />
        <section aria-labelledby="h-tunggu">
          <h2 id="h-tunggu" class="judul-kecil">
            {m.waiting}
          </h2>
          {waiting.length === 0 ? (
            <EmptyState title={m.none}>
              <p>{m.noneHelp}</p>
            </EmptyState>
          ) : (
            <List {...props} rows={waiting} />
          )}
          {waiting.length > 0 && (
            <Pagination
              ctx={ctx}
              shown={m.shownCount(formatNumber(waiting.length, ctx.lang))}
              {...(props.nextHref ? { nextHref: props.nextHref } : {})}
            />
          )}
        </section>
        {decided.length > 0 && (
          <section aria-labelledby="h-putus">
            <h2 id="h-putus" class="judul-kecil">
              {m.decided}
            </h2>
            <List {...props} rows={decided} />
          </section>
        )}
      </div>
    </OfficerPage>
  )
}

function List({
  ctx,
  rows,
  refused,
}: KomentarPageProps & Readonly<{ rows: readonly KomentarView[] }>) {
  return (
    <ul class="komentar-daftar">
      {rows.map((row) => (
        <li class="kartu">
          <div class="isi">
            <Comment ctx={ctx} row={row} />
            <Decision
              ctx={ctx}
              row={row}
              refusals={refused?.id === row.id ? refused.refusals : []}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}

function Comment({ ctx, row }: Readonly<{ ctx: PageContext; row: KomentarView }>) {
  const m = kerjaMessages(ctx.lang).comments
  const kind = row.status === 'tampil' ? 'selesai' : row.status === 'menunggu' ? 'tunggu' : 'netral'
  return (
    <>
      <p class="meta">
        <StatusTag kind={kind}>{m.status[row.status]}</StatusTag>
        <b>{row.nama}</b>
        <span>{row.when}</span>
        <a href={`/kerja/laporan/${row.nomor}`}>
          {m.on(row.nomor)}: {row.judul}
        </a>
      </p>
      <blockquote class="cerita">{row.isi}</blockquote>
      {row.reason && <p class="kecil redup">{row.reason}</p>}
    </>
  )
}

type DecisionProps = Readonly<{
  ctx: PageContext
  row: KomentarView
  refusals: readonly Refusal[]
}>

function Decision({ ctx, row, refusals }: DecisionProps) {
  const m = kerjaMessages(ctx.lang).comments
  return (
    <form method="post" action={`/kerja/komentar/${row.id}`} class="putusan">
      <Csrf ctx={ctx} />
      <input type="hidden" name="dilihat" value={row.status} />
      {row.status !== 'tampil' && (
        <Button isSmall name="putusan" value="tampil">
          {m.show}
        </Button>
      )}
      {row.status !== 'disembunyikan' && (
        <>
          <SelectField
            ctx={ctx}
            scope={row.id}
            name="alasan"
            label={m.reason}
            refusals={refusals}
            choices={ALASAN_KOMENTAR.map((one) => ({ value: one, label: m.reasons[one] }))}
          />
          <Button isSmall tone="secondary" name="putusan" value="disembunyikan">
            {m.hide}
          </Button>
        </>
      )}
    </form>
  )
}
