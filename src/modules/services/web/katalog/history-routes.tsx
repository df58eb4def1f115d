import { transaction } from '../../../../platform/db/database.ts'
import { type Answer, notFound, page } from '../../../../platform/http/answer.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import { LayananSchema } from '../../definition-file/schema.ts'
import { diffDefinitions } from '../../domain/definition/diff.ts'
import { type Layanan, wordsIn } from '../../domain/definition/types.ts'
import { designMessages } from '../../messages/index.ts'
import { listVersi } from '../../store/definisi-store.ts'
import type { Services } from '../../types.ts'
import { HistoryPage } from './history.page.tsx'

const VERSIONS_MAX = 50

/** The public history of a service: what every version changed. */
export function historyRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/layanan/:kode/riwayat',
      access: 'public',
      kind: 'page',
      handle: (req) => show(services, req),
    },
  ]
}

type Version = Readonly<{ isi: Layanan; terbitAt: Date }>

async function show({ deps }: Services, req: Req): Promise<Answer> {
  const { ctx, params } = req
  const kode = params.kode ?? ''
  const katalog = await deps.layanan.katalog()
  const layanan = katalog.layanan.get(kode)
  if (layanan === undefined) return notFound
  const rows = await transaction(deps.kit.db, (tx) => listVersi(tx, kode, VERSIONS_MAX))
  // Only what was in force: drafts are nobody's business yet.
  const versions = rows.flatMap((row): readonly Version[] => {
    const parsed = LayananSchema.safeParse(row.isi)
    return row.terbitAt === null || !parsed.success
      ? []
      : [{ isi: parsed.data, terbitAt: row.terbitAt }]
  })
  const m = designMessages(ctx.lang)
  return page(
    <HistoryPage
      ctx={ctx}
      code={kode}
      name={wordsIn(layanan.name, ctx.lang)}
      versions={versions.map(({ isi, terbitAt }, index) => {
        const older = versions[index + 1]
        return {
          versi: String(isi.version),
          since: m.publicHistory.since(formatDateTime(terbitAt, localeOf(ctx))),
          lines:
            older === undefined
              ? []
              : diffDefinitions(older.isi, isi, { words: m.diff, lang: ctx.lang }).map(
                  (change) => change.text,
                ),
        }
      })}
    />,
  )
}
