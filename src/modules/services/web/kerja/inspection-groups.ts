import type { Req } from '../../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import type { OpenCase } from '../../actions/open-case.ts'
import { kerjaMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { type FilledGroup, filledGroups } from '../filled-view.tsx'
import { namesOf } from '../lists.ts'

/** What officers found on the spot: what its step was taken with, and what came when the case had moved on. */
export function inspectionGroups(
  { deps }: Services,
  { ctx }: Req,
  { prepared, permohonan, isian, susulan }: OpenCase,
): readonly FilledGroup[] {
  const m = kerjaMessages(ctx.lang)
  const names = namesOf(deps)
  const photos = `/kerja/permohonan/${permohonan.nomor}/foto`
  const when = (at: Date) => formatDateTime(at, localeOf(ctx))
  return [
    ...filledGroups(ctx, {
      prepared,
      values: isian.tindakan,
      names,
      photoHref: (id) => `${photos}/${id}`,
    }),
    ...susulan.flatMap((one) =>
      filledGroups(
        ctx,
        {
          prepared,
          values: one.isian,
          names,
          photoHref: (id) => `${photos}/${id}?kiriman=${one.id}`,
        },
        m.late(when(one.diisiAt), when(one.diterimaAt)),
      ),
    ),
  ]
}
