import { Readable } from 'node:stream'
import { hexOf } from '../../../../kernel/digest-format.ts'
import { csvStream } from '../../../../platform/csv/write-csv.ts'
import { type Answer, bytes, notFound } from '../../../../platform/http/answer.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import type { Loaded } from '../../actions/beri-suara.ts'
import type { Deps } from '../../deps.ts'
import { readPb } from '../../domain/pabulib.ts'
import { findHasil, type Hasil } from '../../store/hasil-store.ts'
import { listReceipts } from '../../store/kotak-store.ts'
import { PUBLIK } from '../paths.ts'
import { withPungutan } from './public-routes.tsx'

/** Everything needed to count again, and the leaves over which the root was made. */
export function fileRoutes(deps: Deps): readonly Route[] {
  const file = (
    name: string,
    make: (hasil: Hasil, loaded: Loaded) => Answer | Promise<Answer>,
  ): Route => ({
    access: 'public',
    kind: 'page',
    method: 'GET',
    url: `${PUBLIK}/:nomor/${name}`,
    handle: (req: Req) =>
      withPungutan(deps, req, async (loaded) => {
        const hasil = await findHasil(deps.kit.db, loaded.pungutan.id)
        return hasil === undefined ? notFound : make(hasil, loaded)
      }),
  })
  return [
    file('suara.pb', ({ pb }) => plain(pb, 'text/plain; charset=utf-8')),
    file('hitungan.json', ({ hitungan }) => plain(hitungan, 'application/json; charset=utf-8')),
    file('suara.csv', ({ pb }, { pungutan }) => csvOf(pb, pungutan.nomor)),
    file('tanda-terima.txt', async (_, { pungutan }) => {
      const leaves = await listReceipts(deps.kit.db, pungutan.id)
      return plain(leaves.map((leaf) => `${hexOf(leaf)}\n`).join(''), 'text/plain; charset=utf-8')
    }),
  ]
}

function plain(text: string, contentType: string): Answer {
  return { ...bytes(Buffer.from(text), contentType), isPackable: true } as Answer
}

function csvOf(pb: string, nomor: string): Answer {
  const read = readPb(pb)
  const rows = read.ok ? read.value.votes : []
  return {
    kind: 'stream',
    contentType: 'text/csv; charset=utf-8',
    filename: `${nomor}.csv`,
    body: Readable.from(
      csvStream(rows, [
        { header: 'surat_suara', value: ({ voter_id }) => voter_id },
        { header: 'pilihan', value: ({ vote }) => vote },
        { header: 'poin', value: ({ points }) => points ?? '' },
      ]),
    ),
  }
}
