import type { Tanggal } from '../../../../kernel/date.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { formatTanggal } from '../../../../ui/format.ts'
import {
  Button,
  Csrf,
  type PageContext,
  StatusTag,
  type TagKind,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import { type KeadaanRencana, keadaanOf, type Rencana } from '../../domain/rencana.ts'
import { kerjaMessages, publikMessages } from '../../messages/index.ts'

export const PLAN_TAGS: Readonly<Record<KeadaanRencana, TagKind>> = {
  selesai: 'selesai',
  lewat: 'lewat',
  berjalan: 'proses',
  'belum-mulai': 'netral',
}

export type PlanTyped = Readonly<Record<string, string>>

export type PlanFormProps = Readonly<{
  ctx: PageContext
  today: Tanggal
  unitKode: string
  periode: string
  unsur: string
  rencana: Rencana | undefined
  isHead: boolean
  /** Only where this very form was refused. */
  typed: PlanTyped | undefined
  refusals: readonly Refusal[]
}>

/** The plan for one element: as it stands, and what its head may do with it. */
export function PlanForm(props: PlanFormProps) {
  const { ctx, rencana, isHead } = props
  const m = kerjaMessages(ctx.lang)
  const isDone = rencana !== undefined && rencana.selesaiPada !== null
  return (
    <div class="skm-rencana">
      {rencana === undefined ? (
        <p class="redup">{publikMessages(ctx.lang).planNone}</p>
      ) : (
        <PlanText ctx={ctx} rencana={rencana} today={props.today} />
      )}
      {!isHead && <p class="kecil redup">{m.onlyHead}</p>}
      {isHead && !isDone && (
        <details open={props.typed !== undefined && (props.typed.hasil ?? '') === ''}>
          <summary>{rencana === undefined ? m.write : m.change}</summary>
          <SaveForm {...props} />
        </details>
      )}
      {isHead && rencana !== undefined && !isDone && (
        <details open={props.typed?.hasil !== undefined && props.typed.hasil !== ''}>
          <summary>{m.done}</summary>
          <FinishForm {...props} />
        </details>
      )}
    </div>
  )
}

/** A plan as everybody reads it. */
export function PlanText({
  ctx,
  rencana,
  today,
}: Readonly<{ ctx: PageContext; rencana: Rencana; today: Tanggal }>) {
  const m = publikMessages(ctx.lang)
  const keadaan = keadaanOf(rencana, today)
  return (
    <div class="tumpuk">
      <p>
        <StatusTag kind={PLAN_TAGS[keadaan]}>{m.state[keadaan]}</StatusTag> {rencana.kegiatan}
      </p>
      <p class="kecil redup">
        {m.planBy}: {rencana.penanggungJawab}. {m.planDates}:{' '}
        {formatTanggal(rencana.mulai, ctx.lang)} – {formatTanggal(rencana.target, ctx.lang)}.
      </p>
      {rencana.hasil !== null && rencana.selesaiPada !== null && (
        <p>
          <b>{m.planResult(formatTanggal(rencana.selesaiPada, ctx.lang))}:</b> {rencana.hasil}
        </p>
      )}
    </div>
  )
}

function Hidden({ ctx, unitKode, periode, unsur, rencana }: PlanFormProps) {
  return (
    <>
      <Csrf ctx={ctx} />
      <input type="hidden" name="unit" value={unitKode} />
      <input type="hidden" name="periode" value={periode} />
      <input type="hidden" name="unsur" value={unsur} />
      <input type="hidden" name="versi" value={String(rencana?.versi ?? 0)} />
    </>
  )
}

function SaveForm(props: PlanFormProps) {
  const { ctx, rencana, typed, refusals, unsur } = props
  const m = kerjaMessages(ctx.lang)
  const value = (name: 'kegiatan' | 'penanggungJawab' | 'mulai' | 'target') =>
    typed?.[name] ?? rencana?.[name] ?? ''
  const field = { ctx, refusals, scope: unsur }
  return (
    <form method="post" action="/kerja/skm/rencana">
      <Hidden {...props} />
      <TextArea
        {...field}
        name="kegiatan"
        label={m.activity}
        hint={m.activityHint}
        value={value('kegiatan')}
        rows={3}
        maxLength={500}
      />
      <TextField
        {...field}
        name="penanggungJawab"
        label={m.by}
        value={value('penanggungJawab')}
        maxLength={120}
      />
      <div class="skm-anda-dua">
        <TextField {...field} name="mulai" label={m.from} value={value('mulai')} type="date" />
        <TextField {...field} name="target" label={m.until} value={value('target')} type="date" />
      </div>
      <Button>{m.save}</Button>
    </form>
  )
}

function FinishForm(props: PlanFormProps) {
  const { ctx, typed, refusals, unsur } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <form method="post" action="/kerja/skm/rencana/selesai">
      <Hidden {...props} />
      <TextArea
        ctx={ctx}
        refusals={refusals}
        scope={unsur}
        name="hasil"
        label={m.result}
        hint={m.resultHint}
        value={typed?.hasil ?? ''}
        rows={3}
        maxLength={500}
      />
      <Button>{m.done}</Button>
    </form>
  )
}
