import { randomUUID } from 'node:crypto'
import type { App } from '../../../src/app.ts'
import type { SignedIn } from '../../../src/kernel/actor.ts'
import { present } from '../../../src/kernel/assert.ts'
import { demoAccountId } from '../../../src/modules/identity/index.ts'
import { applyForBench, keepCardForBench } from '../../../src/modules/services/index.ts'
import { enter } from './people.ts'

const KELURAHAN = '99.01.06.1001'
const KODE = 'DESA-DOMISILI'

export type ServiceObjects = Readonly<{
  /** Numbers of applications of `warga` in the kelurahan: one its officer checks, one that ended with a letter. */
  nomor: Readonly<{ berjalan: string; selesai: string }>
  kode: string
  /** Two begun applications of `warga`: one to look at, one to throw away. */
  draf: string
  drafDibuang: string
  suratId: string
  kodeSurat: string
}>

/** Applications, drafts and a letter of one citizen, made as people make them. */
export async function makeServiceObjects(app: App): Promise<ServiceObjects> {
  const actorOf = async (name: string): Promise<SignedIn> =>
    present(await app.identity.actorOf(app.kit.db, demoAccountId(name)), `${name} is there`)
  const warga = await actorOf('warga')
  const { db } = app.kit
  const card = await keepCardForBench(app.services, db, warga, 'KARTU KELUARGA')
  const apply = () => applyForBench(app.services, db, warga, { desaKode: KELURAHAN, card })
  const berjalan = await apply()
  const selesai = await apply()
  let permohonanId = ''
  for (const [name, tindakan] of [
    ['petugas-kauman', 'teruskan'],
    ['lurah', 'tandatangani'],
  ] as const) {
    const done = await app.services.act(
      db,
      { actor: await actorOf(name) },
      { nomor: selesai, tindakan },
    )
    if (!done.ok) throw new Error(done.refusals.map((one) => one.message).join(' '))
    permohonanId = done.value.id
  }
  const person = await enter(app, 'warga')
  const begin = async () => {
    const draf = randomUUID()
    const begun = await person.post(`/layanan/${KODE}/ajukan`, { draf, untuk: 'sendiri' })
    if (begun.location !== `/permohonan/draf/${draf}`) throw new Error(`begun: ${begun.status}`)
    return draf
  }
  const [letter] = await app.documents.findBySubject(db, { kind: 'permohonan', id: permohonanId })
  return {
    nomor: { berjalan, selesai },
    kode: KODE,
    draf: await begin(),
    drafDibuang: await begin(),
    suratId: letter?.suratId ?? '',
    kodeSurat: letter?.kode ?? '',
  }
}
