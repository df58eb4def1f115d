import type { Refusal } from '../../../../kernel/result.ts'
import { fieldId, type PageContext, problemAt } from '../../../../ui/index.ts'
import { type Layanan, type Words, wordsIn } from '../../domain/definition/types.ts'
import { statesInOrder } from '../../domain/perancang/diagram.ts'
import { isRecord } from '../../domain/perancang/read-part.ts'
import { writeBlock, writeFigure } from '../../domain/perancang/write-part.ts'
import { designMessages } from '../../messages/index.ts'

type Rows = Readonly<{
  ctx: PageContext
  label: string
  /** Name the list is sent by; buttons name it with what to do. */
  name: string
  isReadOnly: boolean
}>

/** Rows with a page each: named, moved, removed and added by buttons of the same form. */
export function RowsTable({
  ctx,
  label,
  name,
  row,
  rows,
  refusals,
  isReadOnly,
  hrefOf,
}: Rows &
  Readonly<{
    row: string
    rows: readonly unknown[]
    refusals: readonly Refusal[]
    hrefOf: (index: string) => string
  }>) {
  const m = designMessages(ctx.lang)
  const problem = problemAt({ ctx, refusals }, name)
  const what = (m.rows as Readonly<Record<string, string>>)[row] ?? row
  return (
    <fieldset class="ruas rancang-baris" id={fieldId(name)} tabIndex={-1}>
      <legend>{label}</legend>
      {problem && <p class="pesan-salah">{problem}</p>}
      {rows.length === 0 ? (
        <p class="redup">{m.emptyList}</p>
      ) : (
        <ol>
          {rows.map((one, index) => (
            <Row
              ctx={ctx}
              title={nameOfRow(one, ctx)}
              note={noteOfRow(one)}
              href={hrefOf(String(index))}
              list={name}
              at={String(index)}
              isFirst={index === 0}
              isLast={index === rows.length - 1}
              isReadOnly={isReadOnly}
            />
          ))}
        </ol>
      )}
      {!isReadOnly && (
        <p class="tombol-baris">
          <a class="tombol dua mini" href={hrefOf('+')}>
            {m.addNamed(what)}
          </a>
        </p>
      )}
    </fieldset>
  )
}

/** Records by their own names: states of a workflow. */
export function NamedRows({
  ctx,
  label,
  name,
  value,
  isReadOnly,
  hrefOf,
}: Rows & Readonly<{ value: Layanan['workflow']; hrefOf: (key: string) => string }>) {
  const m = designMessages(ctx.lang)
  const names = statesInOrder(value)
  return (
    <fieldset class="ruas rancang-baris" id={fieldId(name)} tabIndex={-1}>
      <legend>{label}</legend>
      <ol>
        {names.map((key) => (
          <Row
            ctx={ctx}
            title={nameOfRow(value.states[key], ctx)}
            note={key}
            href={hrefOf(key)}
            list={name}
            at={key}
            isFirst
            isLast
            isReadOnly={isReadOnly}
          />
        ))}
      </ol>
      {!isReadOnly && (
        <p class="tombol-baris">
          <a class="tombol dua mini" href={hrefOf('+')}>
            {m.addNamed(m.rows.state)}
          </a>
        </p>
      )}
    </fieldset>
  )
}

function Row({
  ctx,
  title,
  note,
  href,
  list,
  at,
  isFirst,
  isLast,
  isReadOnly,
}: Readonly<{
  ctx: PageContext
  title: string
  note: string
  href: string
  list: string
  at: string
  isFirst: boolean
  isLast: boolean
  isReadOnly: boolean
}>) {
  const m = designMessages(ctx.lang)
  const button = (verb: string, label: string) => (
    <button
      class="tombol dua mini"
      name="_aksi"
      value={`${verb}:${list}:${at}`}
      aria-label={m.rowOf(label, title)}
    >
      {label}
    </button>
  )
  return (
    <li>
      <span class="rancang-judul">
        {isReadOnly ? title : <a href={href}>{title}</a>}
        {note !== '' && <span class="kecil redup angka"> {note}</span>}
      </span>
      {!isReadOnly && (
        <span class="rancang-tombol">
          {!isFirst && button('naik', m.up)}
          {!isLast && button('turun', m.down)}
          {button('hapus', m.remove)}
        </span>
      )}
    </li>
  )
}

const NAMES = ['label', 'title', 'name', 'message', 'why', 'from'] as const

function nameOfRow(row: unknown, { lang }: PageContext): string {
  if (!isRecord(row)) return '-'
  for (const key of NAMES) {
    const found = row[key]
    if (typeof found === 'string' && found !== '') return found
    if (isRecord(found)) return wordsIn(found as Words, lang)
  }
  const { isi } = writeBlock(row)
  return isi === '' ? String(row.id ?? '-') : isi.slice(0, 80)
}

function noteOfRow(row: unknown): string {
  if (!isRecord(row)) return ''
  if (row.value !== undefined && row.from !== undefined) return writeFigure(row.value)
  return [row.id, row.type].filter((one) => typeof one === 'string').join(' · ')
}
