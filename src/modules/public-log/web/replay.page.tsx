import { formatDigest } from '../../../kernel/digest-format.ts'
import { formatNumber } from '../../../ui/format.ts'
import {
  ButtonLink,
  CitizenPage,
  type PageContext,
  SealBox,
  Section,
  StatusTag,
} from '../../../ui/index.ts'
import { ATTACKS, type Attack, type Finding, type ReplayStep } from '../domain/replay.ts'
import type { Cell, DrawnTree } from '../domain/replay-tree.ts'
import { seranganMessages } from '../messages/index.ts'

export type ReplayProps = Readonly<{
  ctx: PageContext
  attack: Attack
  steps: readonly ReplayStep[]
  /** Of the step that is shown, counted from one. */
  at: number
}>

const addressOf = (attack: Attack, step: number) =>
  `/bukti/serangan?serangan=${attack}&langkah=${step}#h-langkah`

/** An attack step by step: what the attacker does, what changes, who sees it. */
export function ReplayPage(props: ReplayProps) {
  const { ctx, attack, steps, at } = props
  const m = seranganMessages(ctx.lang)
  const step = steps[at - 1]
  const number = (value: number) => formatNumber(value, ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.title} description={m.description} css={['bukti']}>
      <div class="wadah isi-hal">
        <h1>{m.title}</h1>
        <p class="prosa">{m.intro}</p>
        <nav class="pilihan-serangan" aria-label={m.choose}>
          {ATTACKS.map((one) => (
            <a
              href={addressOf(one, 1)}
              {...(one === attack ? { 'aria-current': 'page' as const } : {})}
            >
              {m.attacks[one].name}
            </a>
          ))}
        </nav>
        <Section id="h-langkah" title={m.attacks[attack].name}>
          <p class="langkah">{m.stepOf(number(at), number(steps.length))}</p>
          <p class="prosa">{m.attacks[attack].steps[at - 1]}</p>
          <StepLinks {...props} />
          {step && <Step ctx={ctx} step={step} />}
        </Section>
        <p class="jarak-atas">
          <a href="/bukti">{m.back}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

function StepLinks({ ctx, attack, steps, at }: ReplayProps) {
  const m = seranganMessages(ctx.lang)
  const after = ATTACKS[ATTACKS.indexOf(attack) + 1]
  return (
    <p class="tombol-baris">
      {at < steps.length && (
        <ButtonLink href={addressOf(attack, at + 1)} isSmall>
          {m.next}
        </ButtonLink>
      )}
      {at === steps.length && after && (
        <ButtonLink href={addressOf(after, 1)} isSmall>
          {m.nextAttack(m.attacks[after].name)}
        </ButtonLink>
      )}
      {at > 1 && (
        <ButtonLink href={addressOf(attack, at - 1)} tone="secondary" isSmall>
          {m.previous}
        </ButtonLink>
      )}
    </p>
  )
}

function Step({
  ctx,
  step: { trees, findings },
}: Readonly<{ ctx: PageContext; step: ReplayStep }>) {
  const m = seranganMessages(ctx.lang)
  const isTwo = trees.length > 1
  return (
    <div class="dua-lajur jarak-atas">
      <div class="tumpuk">
        {trees.map((tree, at) => (
          <Tree
            ctx={ctx}
            tree={tree}
            title={isTwo ? [m.treeOf.first, m.treeOf.second][at] : undefined}
          />
        ))}
        <p class="kecil redup">{m.cellHelp}</p>
      </div>
      <section aria-labelledby="h-lihat">
        <h3 id="h-lihat">{m.seen}</h3>
        <ul class="temuan">
          {findings.map((finding) => (
            <FindingRow ctx={ctx} finding={finding} />
          ))}
        </ul>
      </section>
    </div>
  )
}

function FindingRow({
  ctx,
  finding: { who, kind, isAlarm },
}: Readonly<{ ctx: PageContext; finding: Finding }>) {
  const m = seranganMessages(ctx.lang)
  return (
    <li>
      <StatusTag kind={isAlarm ? 'lewat' : 'netral'}>{isAlarm ? m.alarm : m.calm}</StatusTag>
      <span>
        <b>{m.who[who]}.</b> {m.findings[kind]}
      </span>
    </li>
  )
}

function Tree({
  ctx,
  tree: { rows, root, records },
  title,
}: Readonly<{ ctx: PageContext; tree: DrawnTree; title: string | undefined }>) {
  const m = seranganMessages(ctx.lang)
  const caption = title ?? m.tree
  return (
    <div class="kartu">
      <div class="isi tumpuk">
        <table class="pohon-log">
          <caption class={title === undefined ? 'vh' : 'tebal'}>{caption}</caption>
          <tbody>
            {rows.map((cells, row) => (
              <tr>
                <th scope="row">
                  {row === 0 ? m.rootRow : row === rows.length - 1 ? m.leafRow : m.nodeRow}
                </th>
                <Cells ctx={ctx} cells={cells} width={records.length} />
              </tr>
            ))}
          </tbody>
        </table>
        <p class="kecil redup">{m.root}:</p>
        <SealBox digest={formatDigest(root)} />
        <details>
          <summary>{m.records}</summary>
          <ol class="catatan-daun" start={0}>
            {records.map(({ text, hex, isChanged }) => (
              <li>
                <code>{hex}</code> {text}
                {isChanged && <b> ≠ {m.changed}</b>}
              </li>
            ))}
          </ol>
        </details>
      </div>
    </div>
  )
}

/** The nodes of one height, each over its leaves; where a node has no brother yet, the row is empty. */
function Cells({
  ctx,
  cells,
  width,
}: Readonly<{ ctx: PageContext; cells: readonly Cell[]; width: number }>) {
  const m = seranganMessages(ctx.lang)
  const end = cells.at(-1)?.to ?? 0
  return (
    <>
      {cells.map(({ from, to, hex, isChanged }, at) => {
        const gap = from - (cells[at - 1]?.to ?? 0)
        return (
          <>
            {gap > 0 && <td colSpan={gap} class="kosong-pohon" />}
            <td colSpan={to - from}>
              <span class={isChanged ? 'simpul beda' : 'simpul'}>
                {hex}
                {isChanged && <span class="vh"> {m.changed}</span>}
              </span>
            </td>
          </>
        )
      })}
      {end < width && <td colSpan={width - end} class="kosong-pohon" />}
    </>
  )
}
