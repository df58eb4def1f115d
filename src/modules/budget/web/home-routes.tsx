import type { Refusal } from '../../../kernel/result.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, page } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { ENTRY_ROLES, holdsAny, holdsIn, READ_ROLES, TAPD_ROLES } from '../actions/people.ts'
import { createMakeVersi } from '../actions/versi.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listAturanGeser, listTenggat } from '../store/aturan-store.ts'
import { listVersi } from '../store/versi-store.ts'
import { ANGGARAN, chosenYear, done, statusOf, versiHref } from './frame.ts'
import { HomePage } from './home.page.tsx'

export function homeRoutes(deps: Deps): readonly Route[] {
  return [
    {
      kind: 'page',
      method: 'GET',
      url: ANGGARAN,
      access: { roles: READ_ROLES },
      handle: async (req) => showHome(deps, req, await chosenYear(deps, req)),
    },
    {
      kind: 'page',
      method: 'POST',
      url: `${ANGGARAN}/versi`,
      access: { roles: TAPD_ROLES },
      handle: (req) => makeVersi(deps, req),
    },
  ]
}

async function showHome(
  deps: Deps,
  req: Req,
  tahun: number,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const { kit, fiscal } = deps
  const [years, tenggat, versions, rules, codes] = await together([
    fiscal.semuaTahun(kit.db),
    listTenggat(kit.db, tahun),
    listVersi(kit.db, tahun),
    listAturanGeser(kit.db, tahun),
    fiscal.kodefikasi(kit.db, tahun),
  ])
  const isInForce = versions.some(({ status }) => status === 'berlaku')
  const cash = isInForce
    ? codes.skpd.all.filter((skpd) => holdsIn(req.actor, ENTRY_ROLES, skpd)).slice(0, 20)
    : []
  return page(
    <HomePage
      ctx={req.ctx}
      refusals={refusals}
      tahun={tahun}
      years={years.map((one) => one.tahun)}
      today={kit.today()}
      tenggat={tenggat}
      versions={versions}
      rules={rules}
      mayMake={holdsAny(req.actor, TAPD_ROLES)}
      typed={typedOf(req)}
      cash={cash.map(({ id, nama }) => ({ nama, href: `${ANGGARAN}/kas/${tahun}/${id}` }))}
    />,
    statusOf(refusals),
  )
}

const typedOf = ({ form }: Req) => ({
  jenis: fieldText(form, 'jenis'),
  judul: fieldText(form, 'judul').slice(0, 1_000),
  aturan: fieldText(form, 'aturan'),
})

async function makeVersi(deps: Deps, req: Req): Promise<Answer> {
  const typed = Number(fieldText(req.form, 'tahun'))
  const tahun = Number.isInteger(typed) && typed > 1_999 && typed < 2_101 ? typed : 2_000
  const { jenis, judul, aturan } = typedOf(req)
  const order = { tahun, jenis, judul, aturanGeser: aturan }
  const made = await createMakeVersi(deps)(signedInOf(req), order)
  if (!made.ok) return showHome(deps, req, tahun, made.refusals)
  return done(versiHref(made.value), messagesIn(req.ctx.lang).home.made)
}
