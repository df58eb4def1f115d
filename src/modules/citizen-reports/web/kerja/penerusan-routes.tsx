import type { Actor } from '../../../../kernel/actor.ts'
import { type Answer, redirect, refused } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import {
  createForwardLaporan,
  type ForwardLaporan,
  mayForward,
} from '../../actions/forward-laporan.ts'
import type { Deps } from '../../deps.ts'
import { isClosed, type Laporan } from '../../domain/laporan.ts'
import { serviceFor } from '../../domain/mitra.ts'
import { kanalMessages } from '../../messages/index.ts'
import { listMitraOfCase } from '../../store/mitra-store.ts'
import type { CitizenReports } from '../../types.ts'
import type { PenerusanSectionProps } from './penerusan-section.tsx'

/** Forward a case to a partner, from the officer's page of it. */
export function penerusanRoutes(reports: CitizenReports): readonly Route[] {
  const forward = createForwardLaporan(reports.deps)
  return [
    {
      method: 'POST',
      url: '/kerja/laporan/:nomor/teruskan',
      access: {
        roles: ['operator-aduan', 'penghubung-opd', 'kepala-opd', 'camat', 'lurah', 'kades'],
      },
      kind: 'page',
      handle: (req) => takeForward(forward, req),
    },
  ]
}

async function takeForward(forward: ForwardLaporan, req: Req): Promise<Answer> {
  const nomor = String(req.params.nomor).toUpperCase()
  const mitraKode = fieldText(req.form, 'mitra').slice(0, 60)
  const done = await forward(req.actor, { nomor, mitraKode })
  if (!done.ok) {
    const isUnknown = done.refusals.some((one) => one.code === 'LAPORAN_TIDAK_DITEMUKAN')
    return isUnknown ? { kind: 'not-found' } : refused(done.refusals)
  }
  const text = kanalMessages(req.ctx.lang).forward.sent(done.value.nama)
  return redirect(`/kerja/laporan/${nomor}`, { flash: { kind: 'success', text } })
}

/** What `PenerusanSection` needs for a case and the officer who looks at it. */
export async function readPenerusan(
  { kit }: Pick<Deps, 'kit'>,
  actor: Actor,
  laporan: Laporan,
): Promise<Pick<PenerusanSectionProps, 'lines' | 'choices'>> {
  if (laporan.isRahasia) return { lines: [], choices: [] }
  const mitra = await listMitraOfCase(kit.db, laporan.id)
  const isAllowed = mayForward(actor, laporan) && !isClosed(laporan.status)
  return {
    lines: mitra.flatMap(({ kode, nama, penerusan }) =>
      penerusan === null ? [] : [{ mitraKode: kode, mitraNama: nama, ...penerusan }],
    ),
    choices: mitra
      .filter((one) => isAllowed && one.isActive && one.penerusan === null)
      .map(({ kode, nama, pemetaan }) => ({
        kode,
        nama,
        isMapped: serviceFor(pemetaan, laporan.kategoriKode) !== undefined,
      })),
  }
}
