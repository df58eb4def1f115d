import { demoAccountId } from '../../../modules/identity/index.ts'
import { createProgress } from '../../with-installation.ts'
import { type OwnHouse, withOwnHouse } from '../own-house.ts'
import { signIn, type Visitor } from '../reports/visitor.ts'
import { seedPermohonan } from './seed.ts'

/** A demo region of its own with many applications. */
export type ServicesHouse = OwnHouse &
  Readonly<{ size: number; officer: Visitor; citizen: Visitor }>

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
    await work({
      ...own,
      size,
      officer: await signIn(own.app, 'petugas-kauman'),
      citizen: await signIn(own.app, 'warga2'),
    })
  })
}
