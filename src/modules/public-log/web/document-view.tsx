import { formatDigest } from '../../../kernel/digest-format.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import type { PageContext } from '../../../ui/index.ts'
import { logMessages } from '../messages/index.ts'

/** Deeper, longer or wider than this is left to the file. */
const DEPTH_MAX = 4
const ROWS_MAX = 60
const TEXT_MAX = 4_000

/** The document of a record, read out for people; the file has the bytes themselves. */
export function DocumentView({ ctx, bytes }: Readonly<{ ctx: PageContext; bytes: Buffer }>) {
  const value = readJson(bytes)
  if (value === undefined) return <pre class="kode">{bytes.toString().slice(0, TEXT_MAX)}</pre>
  return <Value ctx={ctx} value={value} depth={0} />
}

type ValueProps = Readonly<{ ctx: PageContext; value: unknown; depth: number }>

function Value({ ctx, value, depth }: ValueProps) {
  const m = logMessages(ctx.lang).record
  if (value === null || value === '') return <span class="redup">{m.empty}</span>
  if (typeof value === 'boolean') return <>{value ? m.yes : m.no}</>
  if (typeof value !== 'object') return <Scalar ctx={ctx} value={String(value)} />
  const rows = Array.isArray(value) ? Object.entries(value) : inOrder(value, Object.keys(m.fields))
  if (rows.length === 0) return <span class="redup">{m.empty}</span>
  if (depth === DEPTH_MAX) return <code>{JSON.stringify(value).slice(0, TEXT_MAX)}</code>
  const shown = rows.slice(0, ROWS_MAX)
  return (
    <>
      {Array.isArray(value) ? (
        <ul class="isi-daftar">
          {shown.map(([, one]) => (
            <li>
              <Value ctx={ctx} value={one} depth={depth + 1} />
            </li>
          ))}
        </ul>
      ) : (
        <dl class="isi-catatan">
          {shown.map(([key, one]) => (
            <div>
              <dt>{m.fields[key] ?? key}</dt>
              <dd>
                <Value ctx={ctx} value={one} depth={depth + 1} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {rows.length > ROWS_MAX && <p class="kecil redup">{m.cut}</p>}
    </>
  )
}

/** What people look for comes first, whatever the canonical order is; what has no name here comes last. */
function inOrder(value: object, order: readonly string[]): readonly [string, unknown][] {
  const placeOf = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  return Object.entries(value).toSorted(([a], [b]) => placeOf(a) - placeOf(b))
}

/** Moments are read out; digests stand in groups, as people compare them. */
function Scalar({ ctx, value }: Readonly<{ ctx: PageContext; value: string }>) {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) {
    const at = new Date(value)
    if (!Number.isNaN(at.getTime()))
      return <time datetime={value}>{formatDateTime(at, localeOf(ctx))}</time>
  }
  if (/^[0-9a-f]{64}$/.test(value)) return <code>{formatDigest(value)}</code>
  return (
    <>
      {value.slice(0, TEXT_MAX)}
      {value.length > TEXT_MAX && `… ${logMessages(ctx.lang).record.cut}`}
    </>
  )
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}
