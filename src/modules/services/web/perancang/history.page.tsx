import type { Refusal } from '../../../../kernel/result.ts'
import { Button, ButtonLink } from '../../../../ui/index.ts'
import type { Change } from '../../domain/definition/diff.ts'
import { designMessages } from '../../messages/index.ts'
import { DesignerPage, type Desk, DraftKeys, deskHref } from './frame.tsx'

export type RevisionView = Readonly<{
  nomor: number
  kind: string
  isAside: boolean
  by: string
  lines: readonly string[]
}>

/** Every save of a draft: who, when, what; any two can be compared, any can be gone back to. */
export function HistoryPage({
  desk,
  rows,
  olderHref,
  refusals,
}: Readonly<{
  desk: Desk
  rows: readonly RevisionView[]
  olderHref: string | undefined
  refusals: readonly Refusal[]
}>) {
  const { ctx } = desk
  const m = designMessages(ctx.lang)
  const [newest, second] = rows
  return (
    <DesignerPage desk={desk} title={m.historyTitle} current="riwayat" refusals={refusals}>
      <p class="redup">{m.historyPick}</p>
      <form method="get" action={deskHref(desk, '/banding')} id="banding">
        <p class="tombol-baris">
          <Button tone="secondary" isSmall>
            {m.historyCompare}
          </Button>
        </p>
      </form>
      <ol class="rancang-riwayat">
        {rows.map((row) => (
          <li class={row.isAside ? 'tertahan' : ''}>
            <p>
              <b>{m.revision(String(row.nomor))}</b> · {row.kind}
              <br />
              <span class="kecil redup">{row.by}</span>
            </p>
            {row.lines.length > 0 && (
              <ul class="butir kecil">
                {row.lines.map((line) => (
                  <li>{line}</li>
                ))}
              </ul>
            )}
            <p class="rancang-pilih kecil">
              <Pick label={m.historyOld} name="dari" row={row} isChosen={row === second} />
              <Pick label={m.historyNew} name="ke" row={row} isChosen={row === newest} />
            </p>
            {desk.status === 'draf' && row.nomor !== desk.revisi && (
              <form method="post" action={deskHref(desk, '/langkah')}>
                <DraftKeys desk={desk} />
                <input type="hidden" name="ke" value={String(row.nomor)} />
                <Button tone="secondary" isSmall name="langkah" value="pulih">
                  {m.historyRestore}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ol>
      {olderHref !== undefined && (
        <p>
          <a href={olderHref}>{m.older}</a>
        </p>
      )}
    </DesignerPage>
  )
}

function Pick({
  label,
  name,
  row,
  isChosen,
}: Readonly<{ label: string; name: string; row: RevisionView; isChosen: boolean }>) {
  return (
    <label>
      <input type="radio" name={name} value={String(row.nomor)} form="banding" checked={isChosen} />{' '}
      {label}
      <span class="vh"> {row.nomor}</span>
    </label>
  )
}

/** Two revisions side by side in words. */
export function ComparePage({
  desk,
  title,
  changes,
}: Readonly<{ desk: Desk; title: string; changes: readonly Change[] }>) {
  const m = designMessages(desk.ctx.lang)
  return (
    <DesignerPage desk={desk} title={title} current="riwayat">
      <ChangeList changes={changes} none={m.noDifference} />
      <p>
        <ButtonLink href={deskHref(desk, '/riwayat')} tone="secondary" isSmall>
          {m.back}
        </ButtonLink>
      </p>
    </DesignerPage>
  )
}

export function ChangeList({
  changes,
  none,
}: Readonly<{ changes: readonly Change[]; none: string }>) {
  if (changes.length === 0) return <p class="redup">{none}</p>
  return (
    <ul class="butir rancang-beda">
      {changes.map((change) => (
        <li>{change.text}</li>
      ))}
    </ul>
  )
}
