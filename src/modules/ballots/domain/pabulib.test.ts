import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PbFile, readPb, writePb } from './pabulib.ts'
import { electionOfPb } from './pb-election.ts'

const fileOf = (text: string): PbFile => {
  const read = readPb(text)
  if (!read.ok) throw new Error(read.refusals[0]?.message)
  return read.value
}

const SMALL = `META
key;value
budget;10,50
vote_type;approval
rule;equalshares/add1
PROJECTS
project_id;cost;name
1;4.25;"Taman; ""hijau"""
2;6;Jalan
VOTES
voter_id;vote
a;1,2
b;
`

describe('a Pabulib file', () => {
  it('is read with quotes, either decimal mark and an empty ballot', () => {
    const file = fileOf(SMALL.replaceAll('\n', '\r\n'))
    expect(file.projects[0]?.name).toBe('Taman; "hijau"')
    const read = electionOfPb(file)
    expect(read.ok && read.value).toMatchObject({
      scale: 100n,
      election: { budget: 1050n, ballots: 2, votes: [1, 1] },
      rule: { name: 'equal-shares', add1: 'until-overspend' },
    })
  })

  it.each([
    ['', 'META'],
    [SMALL.replace('VOTES', 'SUARA'), 'VOTES'],
    [SMALL.replace('hijau"""', 'hijau""'), '"'],
    [`${SMALL}META\nkey;value\n`, 'META 2×'],
  ])('that is broken is refused with the reason', (text, reason) => {
    const read = readPb(text)
    expect(read.ok ? '' : read.refusals[0]?.message).toContain(reason)
  })

  it.each([
    [SMALL.replace('a;1,2', 'a;1,3'), 'vote'],
    [SMALL.replace('2;6;', '1;6;'), 'project_id'],
    [SMALL.replace('4.25', 'banyak'), 'budget, cost'],
  ])('with facts that cannot be is refused with the reason', (text, reason) => {
    const read = electionOfPb(fileOf(text))
    expect(read.ok ? '' : read.refusals[0]?.message).toContain(reason)
  })

  it('says the same after it was written and read', () => {
    const text = fc.string({ maxLength: 12 }).map((one) => one.replaceAll(/[\r\n]/g, ' ').trim())
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), text, (names, description) => {
        const file: PbFile = {
          meta: { description, budget: '10' },
          projects: names.map((name, index) => ({ project_id: String(index), cost: '5', name })),
          votes: [{ voter_id: '1', vote: '0' }],
        }
        expect(fileOf(writePb(file))).toEqual(file)
      }),
    )
  })

  const folder = join(import.meta.dirname, '../../../../../shared/data/participation/pb')
  it.skipIf(!existsSync(folder))('of others says the same after it was written and read', () => {
    for (const kind of ['mes', 'greedy']) {
      for (const name of readdirSync(join(folder, kind))) {
        const file = fileOf(readFileSync(join(folder, kind, name), 'utf8'))
        expect(fileOf(writePb(file))).toEqual(file)
      }
    }
  })
})
