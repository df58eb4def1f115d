import { createProgress } from '../../with-installation.ts'
import { type OwnHouse, withOwnHouse } from '../own-house.ts'
import { type Program, startPendopo } from '../programs.ts'
import { seedReports } from '../seed-reports.ts'
import { signIn, type Visitor } from '../visitor.ts'

/** A demo region of its own with many reports. */
export type House = OwnHouse &
  Readonly<{
    size: number
    officer: Visitor
    /** The built program in a process of its own, on the same database. */
    program: Program
  }>

export const OFFICER = 'operator-aduan'

export function withHouse(size: number, work: (house: House) => Promise<void>): Promise<void> {
  return withOwnHouse('on', async (own) => {
    await fill(own, size)
    const program = await startPendopo(own.environment)
    own.onClose(program.stop)
    await work({ ...own, size, program, officer: await signIn(own.app, OFFICER) })
  })
}

async function fill({ app, owner }: OwnHouse, size: number): Promise<void> {
  await app.seedWhenEmpty('fresh')
  await seedReports({
    owner,
    count: size,
    until: app.kit.now(),
    rebuild: app.citizenReports.counters.rebuild,
    onProgress: createProgress(`${size} laporan`),
  })
}
