import type { Role } from '../../kernel/actor.ts'
import { type Answer, page } from '../../platform/http/answer.ts'
import type { Req, Route } from '../../platform/http/route.ts'
import type { Kit } from '../../platform/kit.ts'
import type { WorkDesk } from '../../platform/work.ts'
import { officerNav } from '../../ui/navigation.ts'
import type { PortalNeeds } from './needs.ts'
import { WorkPage } from './work.page.tsx'

/** Every role an officer can hold: each has a desk, if only an empty one with its doors. */
const OFFICERS: readonly Role[] = [
  'kades',
  'lurah',
  'camat',
  'operator-aduan',
  'petugas-lapangan',
  'kepala-opd',
  'penghubung-opd',
  'loket',
  'petugas-layanan',
  'perancang-layanan',
  'perencana',
  'tapd',
  'ppkd',
  'pa',
  'kpa',
  'ppk',
  'ppk-skpd',
  'pptk',
  'bendahara',
  'bendahara-penerimaan',
  'pengurus-barang',
  'bud',
  'akuntansi',
  'pajak',
  'aset',
  'walidata',
  'ppid',
  'inspektorat',
  'dprd',
  'bupati',
  'admin',
]

export function workRoutes(kit: Kit, needs: PortalNeeds): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/kerja',
      access: { roles: OFFICERS },
      kind: 'page',
      handle: (req) => showWork(kit, needs, req),
    },
  ]
}

/** One page for all that waits, whichever module it comes from. */
async function showWork(kit: Kit, needs: PortalNeeds, req: Req): Promise<Answer> {
  const { actor, ctx } = req
  const desks: WorkDesk[] = []
  for (const source of needs.work()) {
    const desk = await source(kit.db, { actor, ctx })
    if (desk !== undefined) desks.push(desk)
  }
  return page(<WorkPage ctx={ctx} desks={desks} doors={officerNav(actor)} />)
}
