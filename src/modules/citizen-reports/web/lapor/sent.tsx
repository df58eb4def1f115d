import { transaction } from '../../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { sign, unsign } from '../../../../platform/http/csrf.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import { kodeLacakOf } from '../../actions/submit-laporan.ts'
import type { Deps } from '../../deps.ts'
import { findKunciKlien, findLaporanByNomor } from '../../store/laporan-store.ts'
import type { CitizenReports } from '../../types.ts'
import { SentPage } from '../pages/sent.page.tsx'

const RECEIPT_MS = 60 * 60_000

/**
 * Address of the receipt: for this browser and one hour, since the tracking code stands on it. Neither the
 * code nor the key is in the address, which stays in the browser's history.
 */
export function sentHref({ kit }: Pick<Deps, 'kit'>, req: Req, nomor: string): string {
  const until = kit.now().getTime() + RECEIPT_MS
  return `/lapor/terkirim?b=${sign(kit.secretKey, purposeOf(req), `${nomor} ${until}`)}`
}

function purposeOf({ deviceId }: Req): string {
  return `terkirim ${deviceId}`
}

/** `GET /lapor/terkirim`: number, code and promises, as often as it is reloaded within the hour. */
export async function showSent(reports: CitizenReports, req: Req): Promise<Answer> {
  const { kit } = reports.deps
  const told = unsign(kit.secretKey, purposeOf(req), fieldText(req.query, 'b').slice(0, 300))
  const [nomor = '', until = ''] = (told ?? '').split(' ')
  if (nomor === '') return notFound
  if (Number(until) < kit.now().getTime()) return redirect(`/laporan/${nomor}`)
  const found = await transaction(kit.db, async (tx) => ({
    laporan: await findLaporanByNomor(tx, nomor),
    key: await findKunciKlien(tx, nomor),
  }))
  const { laporan, key } = found
  if (laporan === undefined || key === undefined) return notFound
  const isChecking = laporan.tenggatJenis === 'verifikasi' && laporan.tenggatAt !== null
  const view = (
    <SentPage
      ctx={req.ctx}
      nomor={nomor}
      kodeLacak={kodeLacakOf(reports.deps, key.kunciKlien)}
      kunci={key.kunciKlien}
      verifyBy={
        isChecking && laporan.tenggatAt !== null
          ? formatDateTime(laporan.tenggatAt, localeOf(req.ctx))
          : undefined
      }
      isDateUnconfirmed={!laporan.isTenggatPasti}
    />
  )
  return page(view, { headers: { 'cache-control': 'no-store' } })
}
