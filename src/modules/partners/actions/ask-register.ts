import type { OutsideAnswer } from '../../../platform/outside/index.ts'
import type { Deps } from '../deps.ts'
import type { Sistem } from '../domain/register.ts'
import { askByNik } from '../registers/dukcapil.ts'
import { askByNib } from '../registers/oss.ts'
import type { Unreachable } from '../types.ts'
import type { Values } from './value-box.ts'

/** What a register holds under a number, in our words. */
export type Held =
  | Readonly<{ kind: 'ditemukan'; values: Values }>
  | Readonly<{ kind: 'tidak-ditemukan' }>
  | Unreachable

export type Asked = Readonly<{
  sistem: Sistem
  nomor: string
  /** Account that asks, when a person does. */
  askedBy?: string | undefined
}>

/** One question to one register, within what may be asked today. */
export async function askRegister(deps: Deps, { sistem, nomor, askedBy }: Asked): Promise<Held> {
  const { allowance, kit, clients } = deps
  const mayAsk = !clients[sistem].isSet || (await allowance.mayAsk(sistem, askedBy))
  if (!mayAsk) return { kind: 'tidak-terjangkau', sejak: kit.now(), sebab: 'kuota' }
  return sistem === 'dukcapil' ? askDukcapil(deps, nomor) : askOss(deps, nomor)
}

async function askDukcapil({ clients, env, kit, allowance }: Deps, nik: string): Promise<Held> {
  const keys = { user: env.DUKCAPIL_USER ?? '', password: env.DUKCAPIL_KEY ?? '' }
  const answer = await clients.dukcapil.call(askByNik(nik, keys))
  if (answer.kind === 'unreachable') return toUnreachable(answer)
  const said = answer.value
  if (said.kind === 'ditemukan') return { kind: 'ditemukan', values: said.person }
  if (said.kind === 'tidak-ditemukan') return said
  allowance.noteExhausted('dukcapil')
  return { kind: 'tidak-terjangkau', sejak: kit.now(), sebab: 'kuota' }
}

async function askOss({ clients }: Deps, nib: string): Promise<Held> {
  const answer = await clients.oss.call(askByNib(nib))
  if (answer.kind === 'unreachable') return toUnreachable(answer)
  const said = answer.value
  return said.kind === 'ditemukan' ? { kind: 'ditemukan', values: said.usaha } : said
}

function toUnreachable({
  since,
  why,
}: Extract<OutsideAnswer<unknown>, { kind: 'unreachable' }>): Unreachable {
  const sebab = why === 'unset' ? 'belum-diatur' : why === 'refused' ? 'ditolak' : 'gangguan'
  return { kind: 'tidak-terjangkau', sejak: since, sebab }
}
