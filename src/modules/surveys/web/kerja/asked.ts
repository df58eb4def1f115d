import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { ownUnits } from '../../actions/own.ts'
import type { Deps } from '../../deps.ts'
import type { Survei } from '../../domain/survei.ts'
import { findSurvei } from '../../store/survei-store.ts'

const TYPED_MAX = 8_000

/** Fields of a form by name, cut to what is ever read. */
export function typedOf<Name extends string>(
  req: Req,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const pairs = names.map((name) => [name, fieldText(req.form, name).slice(0, TYPED_MAX)])
  return Object.fromEntries(pairs) as Record<Name, string>
}

export const kodeOf = (req: Req): string => (req.params.kode ?? '').slice(0, 20)

/** A survey of the officer's own unit, drafts too. */
export async function seeOwn({ kit }: Deps, req: Req): Promise<Survei | undefined> {
  const survei = await findSurvei(kit.db, kodeOf(req))
  return survei !== undefined && ownUnits(req.actor).includes(survei.unitKode) ? survei : undefined
}

/** Version of the survey that the form was shown with. */
export const versiOf = (req: Req): number => Number(fieldText(req.form, 'versi')) || 0
