import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { urlForRole } from './roles.ts'

const asSeen = (url: string) => {
  const { host, port, database, user } = new pg.Client({ connectionString: url })
  return { host, port, database, user }
}

describe('a connection address for another role', () => {
  it.each([
    ['postgres://owner:rahasia@db.example:5433/satu', 'db.example', 5433],
    ['postgresql://owner@127.0.0.1/satu', '127.0.0.1', 5432],
    ['postgres://owner@/satu?host=/run/postgresql', '/run/postgresql', 5432],
    ['postgres:///satu?host=/run/postgresql&port=5434', '/run/postgresql', 5434],
  ])('%s keeps server and database', (url, host, port) => {
    const changed = urlForRole(url, 'pendopo_app', 'sandi/lain@x')
    expect(asSeen(changed)).toEqual({ host, port, database: 'satu', user: 'pendopo_app' })
    expect(new pg.Client({ connectionString: changed }).password).toBe('sandi/lain@x')
  })
})
