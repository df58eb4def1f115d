import { isUuid } from '../../../../kernel/id.ts'
import { type Answer, notFound, page, text } from '../../../../platform/http/answer.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { CitizenPage, type PageContext } from '../../../../ui/index.ts'
import { documentBytes } from '../../../public-log/index.ts'
import { timelineDocument } from '../../domain/timeline-document.ts'
import { kasusMessages } from '../../messages/index.ts'
import { listRiwayat, type Riwayat } from '../../store/riwayat-store.ts'
import type { CitizenReports } from '../../types.ts'
import { openCase } from './open-case.ts'

/** Not to be kept by anybody on the way: what is in it is for one person. */
const HEADERS = { 'cache-control': 'no-store' }

/**
 * Proofs of a secret case, for whoever may read it: on /bukti its records name a code instead of its
 * number, and neither document nor salt is handed out there.
 */
export function ownProofRoutes(reports: CitizenReports): readonly Route[] {
  const open = { method: 'GET', access: 'public', kind: 'page' } as const
  const url = '/laporan/:nomor/catatan/:baris'
  return [
    { ...open, url, handle: (req) => showProof(reports, req) },
    { ...open, url: `${url}/catatan.tlog-proof`, handle: (req) => sendProof(reports, req) },
    { ...open, url: `${url}/dokumen.json`, handle: (req) => sendDocument(reports, req) },
  ]
}

type Line = Readonly<{ nomor: string; isRahasia: boolean; row: Riwayat }>

/** @returns undefined when the visitor may not see the case, or the line is not one of its public ones */
async function openLine({ deps }: CitizenReports, req: Req): Promise<Line | undefined> {
  const baris = req.params.baris ?? ''
  const opened = isUuid(baris) ? await openCase(deps, req) : undefined
  if (opened === undefined) return undefined
  const { id, nomor, isRahasia } = opened.laporan
  const lines = await listRiwayat(deps.kit.db, id, 'publik')
  const row = lines.find((one) => one.id === baris.toLowerCase())
  return row === undefined ? undefined : { nomor, isRahasia, row }
}

async function showProof(reports: CitizenReports, req: Req): Promise<Answer> {
  const line = await openLine(reports, req)
  if (line === undefined) return notFound
  const { publicLog, kit } = reports.deps
  const isProven = (await publicLog.proofOf(kit.db, line.row.id)) !== undefined
  return page(<OwnProofPage ctx={req.ctx} {...line} isProven={isProven} />, { headers: HEADERS })
}

async function sendProof(reports: CitizenReports, req: Req): Promise<Answer> {
  const line = await openLine(reports, req)
  const { publicLog, kit } = reports.deps
  const proof = line === undefined ? undefined : await publicLog.proofOf(kit.db, line.row.id)
  if (proof === undefined) return notFound
  return text(proof, 'text/plain; charset=utf-8', { headers: attachment('catatan.tlog-proof') })
}

async function sendDocument(reports: CitizenReports, req: Req): Promise<Answer> {
  const line = await openLine(reports, req)
  if (line === undefined) return notFound
  const document = documentBytes(timelineDocument({ ...line.row, nomor: line.nomor }))
  return text(document.toString(), 'application/json; charset=utf-8', {
    headers: attachment('dokumen.json'),
  })
}

const attachment = (name: string) => ({
  ...HEADERS,
  'content-disposition': `attachment; filename="${name}"`,
})

type OwnProofProps = Line & Readonly<{ ctx: PageContext; isProven: boolean }>

function OwnProofPage({ ctx, nomor, isRahasia, row, isProven }: OwnProofProps) {
  const m = kasusMessages(ctx.lang).ownProof
  const path = `/laporan/${nomor}/catatan/${row.id}`
  return (
    <CitizenPage ctx={ctx} title={m.title} current="reports">
      <div class="wadah sempit isi-hal prosa">
        <p class="kecil">
          <a href={`/laporan/${nomor}`}>
            <span class="angka">{nomor}</span>
          </a>
        </p>
        <h1>{m.title}</h1>
        {isRahasia && <p>{m.secret}</p>}
        <p>{m.intro}</p>
        {isRahasia && <p>{m.keepWell}</p>}
        {isProven ? (
          <ul>
            <li>
              <a href={`${path}/catatan.tlog-proof`}>{m.proof}</a>
            </li>
            <li>
              <a href={`${path}/dokumen.json`}>{m.document}</a>
            </li>
          </ul>
        ) : (
          <p>{m.waiting}</p>
        )}
        <p>
          <a href="/bukti/periksa">{m.check}</a>
        </p>
      </div>
    </CitizenPage>
  )
}
