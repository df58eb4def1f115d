import { demoAccountId } from '../../../modules/identity/index.ts'
import { createProgress } from '../../with-installation.ts'
import { type OwnHouse, withOwnHouse } from '../own-house.ts'
import { type Program, startPendopo } from '../programs.ts'
import { signIn, type Visitor } from '../visitor.ts'
import { seedPermohonan } from './seed.ts'

/** A demo region of its own with many applications. */
export type ServicesHouse = OwnHouse &
  Readonly<{
    size: number
    officer: Visitor
    citizen: Visitor
    /** The built program in a process of its own, on the same database. */
    program: Program
  }>

export function withServicesHouse(
  size: number,
  work: (house: ServicesHouse) => Promise<void>,
): Promise<void> {
  return withOwnHouse('on', async (own) => {
    await own.app.seedWhenEmpty('fresh')
    await seedPermohonan({
      owner: own.owner,
      count: size,
      until: own.app.kit.now(),
      akunId: demoAccountId('warga2'),
      onProgress: createProgress(`${size} permohonan`),
    })
    const program = await startPendopo(own.environment)
    own.onClose(program.stop)
    await work({
      ...own,
      size,
      program,
      officer: await signIn(own.app, 'petugas-kauman'),
      citizen: await signIn(own.app, 'warga2'),
    })
  })
}
