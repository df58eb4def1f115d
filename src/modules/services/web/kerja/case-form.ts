import { fieldList, fieldText, type Req } from '../../../../platform/http/route.ts'
import type { Butir } from '../../domain/permohonan.ts'

/** Names of the form itself: what is left are the fields of the action. */
const OWN_NAMES = new Set(['_csrf', 'tindakan', 'versi', 'alasan', 'butir', 'frasa', 'setuju'])

/** Ticked points with their notes; a free remark cites nothing. */
export function readPoints(req: Req): readonly Butir[] {
  const ticked = fieldList(req.form, 'butir')
    .slice(0, 40)
    .map((value): Butir => {
      const [kind = '', id = ''] = value.split(':')
      const known = kind === 'berkas' || kind === 'isian' || kind === 'syarat' ? kind : 'lain'
      return {
        kind: known,
        id,
        catatan: fieldText(req.form, `catatan.${value}`).trim().slice(0, 300),
      }
    })
  const other = fieldText(req.form, 'catatan.lain').trim().slice(0, 300)
  return other === '' ? ticked : [...ticked, { kind: 'lain', id: 'lain', catatan: other }]
}

/** The fields of the action as typed. */
export function readFields(req: Req) {
  return Object.fromEntries(
    Object.entries(req.form).filter(
      ([name]) => !OWN_NAMES.has(name) && !name.startsWith('catatan.'),
    ),
  )
}

/** What was typed, for showing it again; a passphrase never comes back. */
export function typedOf(req: Req): Readonly<Record<string, string>> {
  const texts = Object.entries(req.form).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'frasa' ? [[name, value] as const] : [],
  )
  const ticks = fieldList(req.form, 'butir').map((value) => [`butir ${value}`, 'ya'] as const)
  return Object.fromEntries([...texts, ...ticks])
}
