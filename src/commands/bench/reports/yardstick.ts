import { createServer } from 'node:http'
import pg from 'pg'
import type { QuerySeen } from '../../../platform/db/database.ts'

/**
 * The yardstick: what a person would write by hand over the same database in an hour. Bare node:http,
 * the very statements a page of ours sends, prepared by name, and a template of plain strings.
 */
export type YardstickPage =
  | Readonly<{ kind: 'sql'; statements: readonly QuerySeen[] }>
  | Readonly<{ kind: 'bytes'; base64: string }>

export type YardstickPlan = Readonly<{
  url: string
  pages: Readonly<Record<string, YardstickPage>>
}>

type Maker = () => Promise<Buffer>

/** Serve the plan's pages on a free port. @returns the port */
export function serveYardstick({ url, pages }: YardstickPlan): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  const makers = new Map<string, Maker>(
    Object.entries(pages).map(([path, page]) => [path, makerOf(pool, page)]),
  )
  const server = createServer((request, response) => {
    const make = makers.get(request.url ?? '')
    if (make === undefined) {
      response.writeHead(404).end()
      return
    }
    make().then(
      (body) => {
        response.writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-length': body.length,
        })
        response.end(body)
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function makerOf(pool: pg.Pool, page: YardstickPage): Maker {
  if (page.kind === 'bytes') {
    const bytes = Buffer.from(page.base64, 'base64')
    return () => Promise.resolve(bytes)
  }
  const named = page.statements.map(({ text, values }, index) => ({
    name: `tolok-${index}-${text.length}`,
    text,
    values: [...values],
  }))
  return async () => {
    let body = HEAD
    for (const statement of named) {
      const { rows } = await pool.query<Record<string, unknown>>(statement)
      body += tableOf(rows)
    }
    return Buffer.from(`${body}</body></html>`)
  }
}

const HEAD =
  '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Laporan</title></head><body><h1>Laporan</h1>'

function tableOf(rows: readonly Record<string, unknown>[]): string {
  let html = '<table>'
  for (const row of rows) {
    html += '<tr>'
    for (const value of Object.values(row)) html += `<td>${escaped(String(value))}</td>`
    html += '</tr>'
  }
  return `${html}</table>`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
}

/** A plan travels as JSON; bytes among the values come back as bytes. */
export function readPlan(text: string): YardstickPlan {
  return JSON.parse(text, (_key, value: unknown) => {
    const sent = value as { type?: unknown; data?: unknown } | null
    return sent?.type === 'Buffer' && Array.isArray(sent.data)
      ? Buffer.from(sent.data as number[])
      : value
  }) as YardstickPlan
}
